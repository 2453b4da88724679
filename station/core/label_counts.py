"""Counts and balance of labels, how fast they come, and values that contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.project import TABLE_ENDING, Project
from station.core.tables import read_table

PAUSE_SECONDS = 120.0
"""A longer gap between two saves is a pause, and counts for no rate."""


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """How many frames have a label, and in how many of them each attribute is true."""

    frames: int
    true: tuple[int, ...]

    def __add__(self, other: "LabelCounts") -> "LabelCounts":
        """Both together."""
        return LabelCounts(self.frames + other.frames, tuple(a + b for a, b in zip(self.true, other.true, strict=True)))


def counted(labels: Iterable[Sequence[bool]], *, attributes: AttributeSet) -> LabelCounts:
    """The counts of labels."""
    rows = list(labels)
    return LabelCounts(len(rows), tuple(sum(bool(row[at]) for row in rows) for at in range(len(attributes))))


def counts_by_clip(project: Project) -> dict[str, LabelCounts]:
    """The counts of every lookup table by its clip's name; a damaged table is left out, opening its clip names it."""
    found = {}
    for table in project.label_tables():
        try:
            rows = read_table(table, attributes=project.attributes).rows
        except StationError:
            continue
        found[table.name.removesuffix(TABLE_ENDING)] = counted(
            (row.values for row in rows), attributes=project.attributes
        )
    return found


def labels_an_hour(times: Sequence[float]) -> float | None:
    """The rate of saves at these times (seconds, ascending) without the pauses; None where it can't be told yet."""
    gaps = [later - earlier for earlier, later in pairwise(times)]
    working = [gap for gap in gaps if gap <= PAUSE_SECONDS]
    return 3600 * len(working) / sum(working) if len(working) >= 3 and sum(working) > 0 else None


def contradictions(values: Sequence[bool], *, attributes: AttributeSet) -> tuple[tuple[str, str], ...]:
    """Pairs of attributes that can hardly both be true: one expected of a sound seam, and one expected to be absent."""
    true = [attribute for attribute, value in zip(attributes, values, strict=True) if value]
    sound = [attribute.name for attribute in true if attribute.expected is True]
    faults = [attribute.name for attribute in true if attribute.expected is False]
    return tuple((good, fault) for good in sound for fault in faults)
