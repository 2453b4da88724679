"""Is a network right for the right reason: how much of its heat maps' mass lies outside the seam's corridor.

Which pictures count for an attribute. A fault (expected false) has a place, on the seam: its pictures are those that were decided
*true*. That a seam is not good has one too: for an attribute that is expected true its pictures are those decided *false*. One that
is no part of the verdict, such as the stitch length, is seen in the whole seam whatever its value: all pictures. "No fault here" has
no place, so those maps are measured (`otherwise`) and never warned of. Pictures in which no seam was found don't count at all.

The rule. A picture looks aside where its map's largest cell lies outside the corridor. A warning is raised where at least `ENOUGH`
pictures count and at least `TOO_MANY` of them look aside, or the median share of mass outside reaches `TOO_MUCH`. A share of pictures
and a median, so that a few odd pictures, or a few in which another line was taken for the seam, don't raise it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import AttributeSet
from station.core.heat import Maps

ENOUGH = 10
TOO_MANY = 0.3
TOO_MUCH = 0.6
MOST_NAMED = 12
"""Pictures that are named for each attribute."""


class Place(StrEnum):
    """A third of a picture across and a third down; `SCATTERED` where no third of them all holds half."""

    UPPER_LEFT = "upper left"
    UPPER = "upper"
    UPPER_RIGHT = "upper right"
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    LOWER_LEFT = "lower left"
    LOWER = "lower"
    LOWER_RIGHT = "lower right"
    SCATTERED = "scattered"


THIRDS = tuple(place for place in Place if place is not Place.SCATTERED)
"""Row by row, as one reads."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A picture that looks aside: its name relative to pics/, its map's share of mass outside the seam, where its largest cell is."""

    name: str
    outside: float
    place: Place


@dataclass(frozen=True, slots=True)
class AttributeAudit:
    """One attribute's maps; shares are 0 to 1.

    `value`: the decision whose maps count, None for either. `pictures` counted, of which `aside` look aside, `in_place` of those in
    `place` (None where none does). `outside` is the median share of mass outside the seam, `by_chance` what a map of noise would have
    there, `otherwise` the same median for the other decision (None where there is none). `worst` are pictures that look aside.
    """

    name: str
    value: bool | None
    pictures: int
    aside: int
    place: Place | None
    in_place: int
    outside: float | None
    by_chance: float | None
    otherwise: float | None
    warns: bool
    worst: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What a network looked at: picture by picture the shares of mass outside (n, a), whether it looks aside, and at which third.

    A map that is nowhere positive has no mass: its share is nan. `by_chance` (n,) is the share of the area outside.
    """

    outside: NDArray[np.float64]
    aside: NDArray[np.bool_]
    third: NDArray[np.intp]
    by_chance: NDArray[np.float64]


def look(maps: Maps, *, inside: NDArray[np.float32]) -> Looked:
    """Measure heat maps (n, rows, columns, a) against the share of each cell that lies in the corridor (n, rows, columns)."""
    count, rows, columns, attributes = maps.shape
    mass = maps.sum(axis=(1, 2), dtype=np.float64)
    beside = (maps * (1 - inside)[..., None]).sum(axis=(1, 2), dtype=np.float64)
    outside = np.divide(beside, mass, out=np.full_like(mass, np.nan), where=mass > 0)
    largest = maps.reshape(count, rows * columns, attributes).argmax(axis=1)
    at_largest = np.take_along_axis(inside.reshape(count, rows * columns), largest, axis=1)
    third = 3 * _third(largest // columns, rows) + _third(largest % columns, columns)
    return Looked(outside, (at_largest < 0.5) & (mass > 0), third, 1 - inside.mean(axis=(1, 2), dtype=np.float64))


def judge(
    looked: Looked, decisions: NDArray[np.bool_], *, names: Sequence[str], attributes: AttributeSet
) -> tuple[AttributeAudit, ...]:
    """What is to be said of each attribute, given what was decided (n, a) in the pictures of these names."""
    return tuple(
        _judge(looked, index, decisions[:, index], names=names, name=attribute.name, expected=attribute.expected)
        for index, attribute in enumerate(attributes)
    )


def _judge(
    looked: Looked,
    index: int,
    decided: NDArray[np.bool_],
    *,
    names: Sequence[str],
    name: str,
    expected: bool | None,
) -> AttributeAudit:
    outside, aside = looked.outside[:, index], looked.aside[:, index]
    has_map = np.isfinite(outside)
    value = None if expected is None else not expected
    counted = has_map if value is None else has_map & (decided == value)
    pictures, looking = int(counted.sum()), np.flatnonzero(counted & aside)
    thirds = np.bincount(looked.third[looking, index], minlength=len(THIRDS))
    place, in_place = _place(thirds)
    median = _median(outside[counted])
    many = len(looking) >= TOO_MANY * pictures or (median is not None and median >= TOO_MUCH)
    worst = sorted(looking.tolist(), key=lambda at: -float(outside[at]))[:MOST_NAMED]
    return AttributeAudit(
        name=name,
        value=value,
        pictures=pictures,
        aside=len(looking),
        place=place,
        in_place=in_place,
        outside=median,
        by_chance=_median(looked.by_chance[counted]),
        otherwise=_median(outside[has_map & ~counted]),
        warns=pictures >= ENOUGH and many,
        worst=tuple(Aside(names[at], round(float(outside[at]), 4), THIRDS[looked.third[at, index]]) for at in worst),
    )


def _place(thirds: NDArray[np.intp]) -> tuple[Place | None, int]:
    """The third in which at least half of those that look aside look, and how many do."""
    if not thirds.sum():
        return None, 0
    most = int(thirds.argmax())
    if 2 * thirds[most] < thirds.sum():
        return Place.SCATTERED, int(thirds.sum())
    return THIRDS[most], int(thirds[most])


def _third(cell: NDArray[np.intp], cells: int) -> NDArray[np.intp]:
    return np.minimum(2, 3 * (2 * cell + 1) // (2 * cells))


def _median(values: NDArray[np.float64]) -> float | None:
    return round(float(np.median(values)), 4) if len(values) else None
