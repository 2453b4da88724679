"""The steps of labelling that can be undone, each with what the labeller saw before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from station.core.tables import LabelRow

Values: TypeAlias = tuple[bool, ...]
"""A frame's values in the order of the project's attributes."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a labeller saw: the frame, its values, those that are carried on, whence they come, and what is not saved yet."""

    number: int
    values: Values
    carried: Values
    origin: int | None
    drafts: Mapping[int, Values] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Toggled:
    """The step of turning over one attribute's value."""

    name: str
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The step of replacing all values at once, as a suggestion does."""

    before: Values
    after: Values
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The step of saving a frame: its row, and the one that was replaced; `png` only while a first save is undone.

    A picture that `was_there` before is somebody else's as well, such as a subset's of a lab that kept no table of the clip.
    """

    number: int
    row: LabelRow
    replaced: LabelRow | None
    was_there: bool
    png: bytes | None = None
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Ranged:
    """The step of saving many frames with the same values; their pictures are not kept, they are decoded again."""

    saves: tuple[Saved, ...]
    sight: Sight | None = None


Step: TypeAlias = Toggled | Changed | Saved | Ranged
