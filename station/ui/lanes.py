"""The pixels of a timeline's lanes: per pixel column, what the frames are labelled as that it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import AttributeSet, Colour
from station.core.frame_labels import FrameLabels
from station.core.suggestion import Suggestion

NONE, FALSE, TRUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class TimelineContent:
    """What the timeline shows of a clip of `count` frames; frames by number."""

    attributes: AttributeSet
    count: int
    labels: Mapping[int, tuple[bool, ...]] = field(default_factory=dict)
    drafts: Mapping[int, tuple[bool, ...]] = field(default_factory=dict)
    suggestion: Suggestion | None = None

    @property
    def lanes(self) -> int:
        """One an attribute; the classes, of which a frame has one, share theirs."""
        return 1 if self.attributes.is_classes else len(self.attributes)


@dataclass(frozen=True, slots=True)
class Canvas:
    """Pixels uint8 (rows, columns, 4), premultiplied; `top` is where in the widget their first row is, `scale` the screen's."""

    pixels: NDArray[np.uint8]
    top: float
    scale: float

    def fill(self, top: float, depth: float, columns: NDArray[np.bool_], colour: Colour, strength: float = 1.0) -> None:
        """Paint these columns of a lane, paler with less strength."""
        rows = slice(round((top - self.top) * self.scale), round((top + depth - self.top) * self.scale))
        self.pixels[rows, columns] = (*(round(part * strength) for part in colour), round(255 * strength))


class LabelGrid:
    """The labels of all frames as an array, kept from one content to the next: only what changed is written anew."""

    def __init__(self, content: TimelineContent) -> None:
        """Take all labels of a clip."""
        self.values = np.full((len(content.attributes), content.count), NONE, np.uint8)
        """NONE, FALSE or TRUE: uint8 (attributes, frames)."""
        self._labels = FrameLabels()
        self.follow(content)

    def fits(self, content: TimelineContent) -> bool:
        """Whether this can follow another content."""
        return self.values.shape == (len(content.attributes), content.count)

    def follow(self, content: TimelineContent) -> None:
        """Take over what is labelled otherwise by now."""
        labels = content.labels if isinstance(content.labels, FrameLabels) else FrameLabels(content.labels)
        for number in labels.differing(self._labels):
            if number < content.count:
                label = labels.get(number)
                self.values[:, number] = NONE if label is None else [TRUE if value else FALSE for value in label]
        self._labels = labels

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Which frames have a label."""
        return np.asarray(self.values[0] != NONE)


def values_by_column(grid: LabelGrid, *, width: int) -> NDArray[np.uint8]:
    """Per attribute and pixel column: nothing, false, or true where any frame of the column is."""
    count = grid.values.shape[1]
    edges = _edges(count, width=width)
    if width >= count:
        return grid.values[:, edges]
    return np.maximum.reduceat(grid.values, edges, axis=1)


def suggested_by_column(content: TimelineContent, *, width: int) -> NDArray[np.bool_] | None:
    """Per attribute and pixel column, whether the run says true of the frame in it; None where no run was asked."""
    if content.suggestion is None or len(content.suggestion.probabilities) != content.count:
        return None
    said = content.suggestion.decided.T
    edges = _edges(content.count, width=width)
    found: NDArray[np.bool_] = said[:, edges]
    return found if width >= content.count else np.logical_or.reduceat(said, edges, axis=1)


def classes_by_column(grid: LabelGrid, *, width: int) -> NDArray[np.intp]:
    """Per pixel column, the class of the first labelled frame in it; -1 where none is."""
    true = grid.values == TRUE
    return _first(np.where(true.any(axis=0), true.argmax(axis=0), -1), width=width)


def suggested_classes(content: TimelineContent, *, width: int) -> NDArray[np.intp] | None:
    """Per pixel column, the class that the run says of the first frame in it; None where no run was asked."""
    if content.suggestion is None or len(content.suggestion.probabilities) != content.count:
        return None
    decided = content.suggestion.decided
    return _first(np.where(decided.any(axis=1), decided.argmax(axis=1), -1), width=width)


def disagreeing(grid: LabelGrid, suggestion: Suggestion) -> NDArray[np.bool_]:
    """The labelled frames, bool (frames), of which the run says something else."""
    found = np.zeros(grid.values.shape[1], bool)
    count = min(len(found), len(suggestion.probabilities))
    labelled = grid.labelled[:count]
    numbers = np.flatnonzero(labelled)
    found[numbers] = suggestion.differs(numbers, grid.values[:, :count][:, labelled].T == TRUE)
    return found


def columns_of(frames: NDArray[np.bool_], *, width: int, least: int = 1) -> NDArray[np.bool_]:
    """The pixel columns of these frames, bool (frames), each at least so many wide."""
    count = len(frames)
    found = frames[_edges(count, width=width)] if width >= count else np.zeros(width, bool)
    first = np.flatnonzero(frames) * width // count
    for column in range(least):
        found[np.minimum(first + column, width - 1)] = True
    return found


def _first(classes: NDArray[np.intp], *, width: int) -> NDArray[np.intp]:
    """Per pixel column, the class of its first frame that has one."""
    count = len(classes)
    if width >= count:
        return classes[_edges(count, width=width)]
    found = np.full(width, -1, np.intp)
    numbers = np.flatnonzero(classes >= 0)[::-1]  # of several that fall on a column the last written stays
    found[numbers * width // count] = classes[numbers]
    return found


def _edges(count: int, *, width: int) -> NDArray[np.intp]:
    """Per pixel column, the first frame that it stands for."""
    return np.minimum(np.arange(width) * count // width, count - 1)
