"""The pixels of a timeline's lanes: per pixel column, what the frames are labelled as that it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import AttributeSet, Colour
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


def values_by_column(content: TimelineContent, *, width: int) -> NDArray[np.uint8]:
    """Per attribute and pixel column: nothing, false, or true where any frame of the column is."""
    values = np.full((len(content.attributes), content.count), NONE, np.uint8)
    for number, label in content.labels.items():
        if number < content.count:
            values[:, number] = [TRUE if value else FALSE for value in label]
    edges = _edges(content.count, width=width)
    if width >= content.count:
        return values[:, edges]
    return np.maximum.reduceat(values, edges, axis=1)


def suggested_by_column(content: TimelineContent, *, width: int) -> NDArray[np.bool_] | None:
    """Per attribute and pixel column, whether the run says true of the frame in it; None where no run was asked."""
    if content.suggestion is None or len(content.suggestion.probabilities) != content.count:
        return None
    said = content.suggestion.decided.T
    edges = _edges(content.count, width=width)
    found: NDArray[np.bool_] = said[:, edges]
    return found if width >= content.count else np.logical_or.reduceat(said, edges, axis=1)


def classes_by_column(content: TimelineContent, *, width: int) -> NDArray[np.intp]:
    """Per pixel column, the class of the first labelled frame in it; -1 where none is."""
    classes = np.full(content.count, -1, np.intp)
    for number, label in content.labels.items():
        if number < content.count and True in label:
            classes[number] = label.index(True)
    return _first(classes, width=width)


def suggested_classes(content: TimelineContent, *, width: int) -> NDArray[np.intp] | None:
    """Per pixel column, the class that the run says of the first frame in it; None where no run was asked."""
    if content.suggestion is None or len(content.suggestion.probabilities) != content.count:
        return None
    decided = content.suggestion.decided
    return _first(np.where(decided.any(axis=1), decided.argmax(axis=1), -1), width=width)


def columns_of(
    numbers: Mapping[int, object] | frozenset[int], content: TimelineContent, *, width: int, least: int = 1
) -> NDArray[np.bool_]:
    """The pixel columns of these frames, each at least so many wide."""
    found = np.zeros(width, bool)
    for number in numbers:
        if number < content.count:
            first = number * width // content.count
            last = max(first + least, (number + 1) * width // content.count)
            found[first:last] = True
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
