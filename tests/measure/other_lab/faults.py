"""Faults of a seam, each with the box that it takes: thread that stands off or is widened, thread that is cut or missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from station.core.truth import Box
from tests.measure.other_lab.dice import Dice, between, happens, one_of
from tests.measure.other_lab.seam import Seam
from tests.measure.other_lab.thread import Path, Piece

LEAST_GAP_MM = 0.8
"""Of cloth between the two ends of a cut thread, from rim to rim."""


@dataclass(frozen=True, slots=True, eq=False)
class Damage:
    """What became of some stitches: their kind of fault, the thread that lies there now, and its box in pixels of the strip."""

    kind: str
    stitches: range
    pieces: tuple[Piece, ...]
    box: Box


def loop(dice: Dice, seam: Seam, first: int) -> Damage:
    """A loop of thread drawn out to one side, wider than where it comes out."""
    count = _count(dice, seam, first, longest_mm=4)
    turn = np.linspace(0, 1, 28)
    aside = _side(dice) * between(dice, 1.5, 5) * np.sin(np.pi * turn) ** between(dice, 0.7, 1.1)
    along = turn - between(dice, 0.1, 0.32) * np.sin(2 * np.pi * turn) + between(dice, -0.3, 0.3) * np.sin(np.pi * turn)
    return _error(seam, first, count, [(along, aside)], lift=between(dice, 0.6, 2))


def bow(dice: Dice, seam: Seam, first: int) -> Damage:
    """Several stitches pushed aside by a blade, the middle ones most."""
    count = _count(dice, seam, first, longest_mm=7)
    most, side = between(dice, 0.7, 1.7), _side(dice)
    along = np.linspace(0, 1, 12)
    pieces = []
    for number in range(count):
        share = np.sin(np.pi * (number + 0.5) / count) ** 0.6
        aside = side * most * share * np.sin(np.pi * along) ** between(dice, 0.5, 1)
        pieces.append(_piece(seam, first + number, 1, along, aside, lift=0.5 + 0.5 * most))
    return _damage(seam, "error", first, count, pieces)


def opened(dice: Dice, seam: Seam, first: int) -> Damage:
    """The plies of the thread pushed apart: an eye where one thread was."""
    count = _count(dice, seam, first, longest_mm=4)
    along = np.linspace(0, 1, 14)
    wide, skew = between(dice, 0.5, 1.1), between(dice, -0.25, 0.25)
    strands = [
        (along, (wide * strand + skew) * np.sin(np.pi * along) ** between(dice, 0.7, 1.3))
        for strand in one_of(dice, ((-1, 1), (-1, 0.1, 1), (-0.8, 0.5, 1)))
    ]
    return _error(seam, first, count, strands, lift=between(dice, 0.4, 0.9), thickness=0.62)


def snarl(dice: Dice, seam: Seam, first: int) -> Damage:
    """Loose thread that curls over itself on the seam."""
    count = _count(dice, seam, first, longest_mm=4)
    turns, turn = between(dice, 1.6, 3.2), np.linspace(0, 1, 48)
    swell = np.sin(np.pi * turn)
    length_mm = float(np.hypot(*(seam.holes[first + count] - seam.holes[first]))) / seam.px
    high = between(dice, 0.7, 1.6)
    aside = swell * high * (np.sin(2 * np.pi * turns * turn) + between(dice, -0.6, 0.6))
    along = turn + swell * 0.8 * high / length_mm * np.cos(2 * np.pi * turns * turn)
    return _error(seam, first, count, [(along, aside)], lift=between(dice, 0.6, 1.4))


def cut(dice: Dice, seam: Seam, first: int) -> Damage:
    """Thread cut through: a gap between two ends that are clean, frayed or curled."""
    count = _count(dice, seam, first, longest_mm=5)
    length_mm = float(np.hypot(*(seam.holes[first + count] - seam.holes[first]))) / seam.px
    gap_mm = LEAST_GAP_MM + between(dice, 0, 1.2) + 2 * seam.thread_radius / seam.px
    left = max(0.0, length_mm - gap_mm)
    share = between(dice, 0.25, 0.75)
    style = one_of(dice, (_clean, _frayed, _curled))
    pieces: list[Piece] = []
    shown: list[Path] = []
    for stub_mm, is_upper in ((left * share, True), (left * (1 - share), False)):
        along = np.linspace(0.02, min(stub_mm, 0.85 * length_mm / count) / length_mm, 6)
        aside = between(dice, -0.2, 0.2) * np.linspace(0, 1, 6) ** 2
        path = seam.place(first, count, along=along if is_upper else 1 - along, aside=aside)
        ends = [Piece(path, sunk=np.array([1, 0.5, 0.1, 0, 0, 0])), *style(dice, seam, path)] if stub_mm > 0.35 else []
        pieces += ends
        shown += [path[-2:], *(end.path for end in ends[1:])]
    return Damage("break", range(first, first + count), tuple(pieces), _box(shown, margin=seam.thread_radius))


def missing(dice: Dice, seam: Seam, first: int) -> Damage:
    """Stitches that are not there: bare holes."""
    count = _count(dice, seam, first, longest_mm=6)
    holes = seam.holes[first : first + count + 1]
    return Damage(
        "break", range(first, first + count), (), _box([holes], margin=max(seam.thread_radius, seam.hole_radius))
    )


FAULTS: Mapping[str, Sequence[Callable[[Dice, Seam, int], Damage]]] = {
    "error": (loop, loop, bow, opened, snarl),
    "break": (cut, cut, cut, missing),
}
"""Of each kind of fault what makes one; what stands there twice is as often."""


def _clean(dice: Dice, seam: Seam, path: Path) -> list[Piece]:
    return []


def _frayed(dice: Dice, seam: Seam, path: Path) -> list[Piece]:
    """Plies that spread from the end of a path."""
    return [_ply(dice, seam, path) for _ in range(int(dice.integers(3, 6)))]


def _ply(dice: Dice, seam: Seam, path: Path) -> Piece:
    turns = between(dice, -1.2, 1.2) + between(dice, -0.2, 0.2) * np.arange(4)
    return _tail(seam, path, turns=turns, long_mm=between(dice, 0.3, 0.8), thickness=0.42)


def _curled(dice: Dice, seam: Seam, path: Path) -> list[Piece]:
    """A hook at the end of a path."""
    turns = _side(dice) * np.linspace(0.2, between(dice, 1.5, 4.5), 10)
    return [_tail(seam, path, turns=turns, long_mm=between(dice, 1, 2.2), thickness=1)]


def _tail(seam: Seam, path: Path, *, turns: np.ndarray, long_mm: float, thickness: float) -> Piece:
    """Thread that goes on from the end of a path, turned so far (radians) step by step."""
    way = np.arctan2(*(path[-1] - path[-2])[::-1]) + turns
    steps = np.stack([np.cos(way), np.sin(way)], 1) * long_mm * seam.px / len(turns)
    return Piece(np.concatenate([path[-1:], path[-1] + np.cumsum(steps, 0)]), thickness, lift=0.6)


def _count(dice: Dice, seam: Seam, first: int, *, longest_mm: float) -> int:
    """How many stitches from `first` on: at least one, and not longer than that."""
    stitch_mm = float(np.hypot(*(seam.holes[first + 1] - seam.holes[first]))) / seam.px
    return int(dice.integers(1, max(1, round(longest_mm / stitch_mm)) + 1))


def _side(dice: Dice) -> int:
    return 1 if happens(dice, 0.5) else -1


def _piece(
    seam: Seam, first: int, count: int, along: np.ndarray, aside: np.ndarray, *, lift: float, thickness: float = 1
) -> Piece:
    sunk = np.interp(np.linspace(0, 1, len(along)), (0, 0.08, 0.92, 1), (1, 0, 0, 1))
    return Piece(seam.place(first, count, along=along, aside=aside), thickness, sunk, lift)


def _error(
    seam: Seam,
    first: int,
    count: int,
    ways: Sequence[tuple[np.ndarray, np.ndarray]],
    *,
    lift: float,
    thickness: float = 1,
) -> Damage:
    """One or several threads lying so from a hole over so many stitches."""
    pieces = [_piece(seam, first, count, *way, lift=lift, thickness=thickness) for way in ways]
    return _damage(seam, "error", first, count, pieces)


def _damage(seam: Seam, kind: str, first: int, count: int, pieces: Sequence[Piece]) -> Damage:
    box = _box([piece.path for piece in pieces], margin=seam.thread_radius)
    return Damage(kind, range(first, first + count), tuple(pieces), box)


def _box(paths: Sequence[Path], *, margin: float) -> Box:
    points = np.concatenate(paths)
    (left, top), (right, bottom) = points.min(0) - margin, points.max(0) + margin
    return float(left), float(top), float(right), float(bottom)
