"""The checks of a project's shifts in a file, and whether the last one still holds: not passed unless it is surely known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.picture_looks import Looks
from station.core.verdict import Rule

FILE = "checks.json"
KEPT = 50
LARGEST = 1 << 20
SLACK = timedelta(minutes=2)
"""By so much two clocks may differ; a check from further in the future is none."""
_DIGITS = 6

Text = Annotated[str, Meta(max_length=1000)]


@dataclass(frozen=True, slots=True)
class What:
    """What a check holds for: a run's weights, a source, between which probabilities each attribute is unsure, what is expected."""

    weights_sha256: str
    source: str
    limits: tuple[tuple[str, float, float], ...]
    expected: tuple[bool | None, ...]


def what_of(*, weights_sha256: str, source: str, attributes: AttributeSet, rule: Rule) -> What:
    """What frames are judged by; of classes only where one is recognised, by whichever rule says it."""
    limits = []
    for name in attributes.names:
        low, high = rule.unsure(name)
        limits.append((name, round(high if attributes.is_classes else low, _DIGITS), round(high, _DIGITS)))
    return What(weights_sha256, source, tuple(limits), tuple(attribute.expected for attribute in attributes))


class CheckedSample(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a sample."""

    name: Text
    passed: bool
    right: int
    judged: int
    seconds: float
    laid: int


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A check as it is kept: what it holds for, when it ended (UTC), whether it passed, and how the sound sample looked."""

    weights_sha256: Text
    source: Text
    limits: tuple[tuple[Text, float, float], ...]
    expected: tuple[bool | None, ...] = ()
    """Which samples were asked for depends on that; a check of before that was written holds for nothing."""
    utc: Text
    passed: bool
    who: Text = ""
    run: Text = ""
    samples: tuple[CheckedSample, ...] = ()
    looks: Looks | None = None

    @property
    def what(self) -> What:
        """What it holds for."""
        return What(self.weights_sha256, self.source, self.limits, self.expected)

    @property
    def when(self) -> datetime | None:
        """When it ended; None where that is no time."""
        try:
            when = datetime.fromisoformat(self.utc)
        except ValueError:
            return None
        return when if when.tzinfo is not None else None


class Standing(StrEnum):
    """Whether a check holds, and if not, why."""

    NOT_DEMANDED = "not demanded"
    HOLDS = "holds"
    NONE = "none"
    FAILED = "failed"
    OLD = "old"
    OTHER_RUN = "other run"
    OTHER_SOURCE = "other source"
    OTHER_LIMITS = "other limits"
    OTHER_EXPECTED = "other expected"
    UNREADABLE = "unreadable"
    RUNNING = "running"

    @property
    def allows(self) -> bool:
        """Whether frames may be OK or NOT OK."""
        return self in {Standing.HOLDS, Standing.NOT_DEMANDED}


class _Content(msgspec.Struct, frozen=True, kw_only=True):
    version: int = 1
    checks: tuple[Checked, ...] = ()


_decoder = msgspec.json.Decoder(_Content)


def read_checks(folder: Path) -> tuple[Checked, ...]:
    """The checks that are kept there, the oldest first; StationError where the file is damaged."""
    path = folder / FILE
    if not path.is_file():
        return ()
    if path.stat().st_size > LARGEST:
        raise StationError(f"{path} is larger than any record of checks; it was left as it is")
    try:
        return _decoder.decode(storage.read_bytes(path)).checks
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StationError(f"{path} is damaged ({error}); a new check is needed") from error


def add_check(folder: Path, checked: Checked) -> None:
    """Keep a check, durably; a damaged file is laid aside rather than overwritten. StationError where the disk refuses."""
    storage.create_folder(folder)
    try:
        before = read_checks(folder)
    except StationError:
        before = ()
        aside = next(path for n in range(1, 10_000) if not (path := folder / f"checks.damaged{n}.json").exists())
        storage.move_folder(folder / FILE, aside)
    content = _Content(checks=(*before[-(KEPT - 1) :], checked))
    storage.write_bytes(folder / FILE, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def standing(checks: Sequence[Checked], what: What, *, hours: float, now: datetime) -> Standing:
    """Whether the newest check for this holds: passed, and not older than so many hours (0: none is demanded)."""
    if hours <= 0:
        return Standing.NOT_DEMANDED
    ours = [checked for checked in checks if checked.what == what]
    if not ours:
        return _nearest(checks, what, hours=hours, now=now)
    if not ours[-1].passed:
        return Standing.FAILED
    return Standing.HOLDS if is_young(ours[-1], hours=hours, now=now) else Standing.OLD


def is_young(checked: Checked, *, hours: float, now: datetime) -> bool:
    """Whether a check is not older than so many hours, and not from the future: then a clock was wrong."""
    when = checked.when
    return when is not None and when - SLACK <= now <= when + timedelta(hours=hours)


def _nearest(checks: Sequence[Checked], what: What, *, hours: float, now: datetime) -> Standing:
    """Why no check fits: what is otherwise than at the newest one that would still hold."""
    for checked in reversed(checks):
        if checked.passed and is_young(checked, hours=hours, now=now):
            if checked.source != what.source:
                return Standing.OTHER_SOURCE
            if checked.weights_sha256 != what.weights_sha256:
                return Standing.OTHER_RUN
            return Standing.OTHER_LIMITS if checked.limits != what.limits else Standing.OTHER_EXPECTED
    return Standing.NONE


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
