"""What is kept in a run's folder of judging it: it holds for the weights, the subset and the thresholds of then alone."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from station.core import storage
from station.core.errors import StationError
from station.core.project import Project
from station.core.subset import SUBSETS
from station.core.subsets import subset_source
from station.model.runs import Run


class Kept(msgspec.Struct, frozen=True):
    """What a kept result was made of; the results themselves are in the subclasses."""

    version: int
    weights: str
    table: str
    thresholds: tuple[float, ...]
    names: tuple[str, ...]


_Content = TypeVar("_Content", bound=Kept)


def made_of(project: Project, run: Run, *, subset: str, version: int) -> dict[str, Any]:
    """The fields of `Kept` as they are now; ValueError for a subset that has no table of its own, StationError for a damaged one."""
    own = next((name for name in SUBSETS if name == subset), None)
    if own is None:
        raise ValueError(f"only a subset with a table of its own is kept. Received: {subset}")
    return {
        "version": version,
        "weights": run.card.weights.sha256,
        "table": subset_source(project, subset=own)[1],
        "thresholds": run.thresholds(),
        "names": project.attributes.names,
    }


def read_kept(file: Path, kind: type[_Content], *, largest: int, now: dict[str, Any]) -> _Content | None:
    """What is kept in a file of at most so many bytes, where it is made of what there is now; else None."""
    try:
        if not file.is_file() or file.stat().st_size > largest:
            return None
        content = msgspec.json.decode(storage.read_bytes(file), type=kind)
    except (msgspec.DecodeError, StationError, OSError, ValueError, RecursionError):
        return None  # what can't be used is made anew
    return content if all(getattr(content, name) == value for name, value in now.items()) else None
