"""With what a session begins: what is inspected, by which run, on which PC."""

import platform
import sqlite3
from dataclasses import dataclass
from datetime import datetime

import station
from station.core.attributes import AttributeSet
from station.core.journal_entries import Begin
from station.core.person import named
from station.core.programs import versions_of
from station.live.journal_packing import Wished, judging_of
from station.model.runs import CARD, Run, sha256_of

PACKAGES = ("numpy", "opencv-python", "openvino", "tensorflow", "PySide6")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a journal is kept: for how many months (0: for ever), how many fault pictures a session, their longest side in pixels.

    `stop`: where it can't be written nothing is inspected; else inspecting goes on, and is told to be not journalled.
    """

    months: int = 0
    pictures: int = 200
    side: int = 1280
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What a session is of; `who` is the person at the station, where known."""

    project: str
    source: str
    is_file: bool
    run: Run
    attributes: AttributeSet
    who: str = ""
    keeping: Keeping = Keeping()


def begin_of(opening: Opening, wished: Wished, *, clock_s: float) -> Begin:
    """The first entry, but for the session's number and what it follows."""
    now, card = datetime.now().astimezone(), opening.run.card
    offset = now.utcoffset()
    card_file = opening.run.folder / CARD
    return Begin(
        session="",
        project=opening.project,
        source=opening.source,
        is_file=opening.is_file,
        run=opening.run.name,
        network=card.network,
        weights_sha256=card.weights.sha256,
        card_sha256=sha256_of(card_file) if card_file.is_file() else "",
        attributes=opening.attributes.names,
        expected=tuple(attribute.expected for attribute in opening.attributes),
        is_classes=opening.attributes.is_classes,
        judging=judging_of(wished),
        host=platform.node(),
        who=named(opening.who),
        versions=_versions(),
        clock_s=clock_s,
        zone=now.tzname() or "",
        zone_s=0 if offset is None else round(offset.total_seconds()),
    )


def _versions() -> dict[str, str]:
    found = {"station": station.__version__, "python": platform.python_version(), "system": platform.platform()}
    return found | {"sqlite": sqlite3.sqlite_version} | versions_of(PACKAGES)
