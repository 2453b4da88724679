"""The plan of a seam: where the needle went in, which thread lies where, and which faults were made, in millimetres."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from station.core.practice.noise import curve

Points = NDArray[np.float64]
"""Shape (n, 2): millimetres across and down the strip."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A thread between two holes, or a loose end: its path, height above the cloth, and which ends sink in."""

    path: Points
    lift_mm: float
    sinks: tuple[bool, bool]
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What the students' scissors did: `error` or `break`, and the box it fills (x0, y0, x1, y1) in millimetres."""

    kind: str
    box_mm: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seam:
    """All holes, threads and faults of one strip."""

    holes: Points
    strands: tuple[Strand, ...]
    faults: tuple[Fault, ...]
    stitch_mm: float


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody sews and makes faults: a sound stitch between two holes, and for each kind its reach in mm and its strands."""

    sound: Callable[[np.random.Generator, Points, Points, float], Strand]
    reaches: Mapping[str, tuple[float, float]]
    make: Mapping[str, Callable[[np.random.Generator, Points], list[Strand]]]


def plan_seam(
    rng: np.random.Generator,
    *,
    length_mm: float,
    centre_mm: float,
    stitch_mm: float,
    faults: float,
    hand: Hand | None = None,
) -> Seam:
    """Sew a seam down a strip with, on average, `faults` faults for each 100 mm; none where `faults` is 0."""
    hand = hand or LAB_HAND
    holes = _holes(rng, length_mm=length_mm, centre_mm=centre_mm, stitch_mm=stitch_mm)
    count = int(rng.poisson(faults * length_mm / 100))
    spans = _fault_spans(rng, holes=holes, count=count, reaches=hand.reaches)
    slant = rng.normal(0, 0.08)
    strands: list[Strand] = []
    made: list[Fault] = []
    stitch = 0
    while stitch < len(holes) - 1:
        if stitch not in spans:
            strands.append(hand.sound(rng, holes[stitch], holes[stitch + 1], slant))
            stitch += 1
            continue
        kind, end = spans[stitch]
        altered = hand.make[kind](rng, holes[stitch : end + 1])
        strands.extend(altered)
        made.append(Fault(kind, _box(kind, altered, holes[stitch : end + 1])))
        stitch = end
    return Seam(holes, tuple(strands), tuple(made), stitch_mm)


def _holes(rng: np.random.Generator, *, length_mm: float, centre_mm: float, stitch_mm: float) -> Points:
    """The needle's holes: stitches of uneven length along a line that wanders."""
    count = int(length_mm / stitch_mm * 1.3) + 4
    uneven = rng.uniform(0.015, 0.08)
    steps = stitch_mm * np.clip(1 + rng.normal(0, uneven, count), 0.7, 1.35)
    down = rng.uniform(-stitch_mm, 0) + np.cumsum(steps)
    down = down[down < length_mm + stitch_mm]
    slope = rng.normal(0, 0.02)
    wander = curve(rng, len(down), 40 / stitch_mm) * rng.uniform(0.05, 0.8)
    across = centre_mm + slope * (down - length_mm / 2) + wander + rng.normal(0, 0.05, len(down))
    return np.stack([across, down], axis=1)


def _fault_spans(
    rng: np.random.Generator, *, holes: Points, count: int, reaches: Mapping[str, tuple[float, float]]
) -> dict[int, tuple[str, int]]:
    """First stitch -> (kind, stitch after the last), spans that keep clear of each other and of the strip's ends."""
    spans: dict[int, tuple[str, int]] = {}
    free = np.ones(len(holes), bool)
    free[:3] = free[-4:] = False
    for _ in range(count):
        kind = str(rng.choice(["error", "break"]))
        reach = rng.uniform(*reaches[kind])
        start = int(rng.integers(3, max(4, len(holes) - 8)))
        end = int(np.searchsorted(holes[:, 1], holes[start, 1] + reach))
        end = min(max(end, start + 1), len(holes) - 4)
        if end <= start or not free[start - 2 : end + 3].all():
            continue
        spans[start] = (kind, end)
        free[start - 1 : end + 2] = False
    return spans


def sound_stitch(rng: np.random.Generator, start: Points, end: Points, slant: float) -> Strand:
    """A thread from hole to hole, bowed a little."""
    t = np.linspace(0, 1, 9)[:, None]
    bow = rng.normal(0, 0.04) * np.sin(np.pi * t)
    path = start + (end - start) * t
    path = path + np.concatenate([bow + slant * (t - 0.5) * 2, np.zeros_like(t)], axis=1)
    return Strand(path, lift_mm=0.0, sinks=(True, True))


def broken(rng: np.random.Generator, holes: Points) -> list[Strand]:
    """Missing stitches; the thread's ends are gone, loose or fraying."""
    strands: list[Strand] = []
    style = rng.choice(["clean", "loose", "frayed"], p=[0.3, 0.45, 0.25])
    for hole, direction in ((holes[0], 1.0), (holes[-1], -1.0)):
        if style == "clean" and rng.random() < 0.7:
            continue
        if rng.random() < 0.2:
            continue
        reach = min(rng.uniform(0.6, 5.0), 2.2 + 0.5 * float(holes[-1, 1] - holes[0, 1]))
        stem = _loose_end(rng, hole, direction=direction, reach=reach)
        strands.append(
            Strand(stem, lift_mm=rng.uniform(0.1, 0.8), sinks=(True, False), thickness=rng.uniform(0.8, 1.1))
        )
        if style == "frayed":
            for _ in range(int(rng.integers(3, 8))):
                fibre = _loose_end(rng, stem[-1], direction=direction * rng.choice([1.0, 1.0, -1.0]), reach=1.6)
                strands.append(Strand(fibre, lift_mm=0.3, sinks=(False, False), thickness=rng.uniform(0.2, 0.4)))
    return strands


def _loose_end(rng: np.random.Generator, start: Points, *, direction: float, reach: float) -> Points:
    """A curling end of thread that leaves `start` roughly down (+1) or up (-1) the seam."""
    count = 16
    heading = rng.normal(0, 0.7) + rng.normal(0, 1.1) * np.linspace(0, 1, count) + 0.3 * curve(rng, count, 6)
    step = reach / count
    moves = np.stack([np.sin(heading), direction * np.cos(heading)], axis=1) * step
    return np.asarray(start + np.concatenate([np.zeros((1, 2)), np.cumsum(moves, axis=0)]), np.float64)


def widened(rng: np.random.Generator, holes: Points) -> list[Strand]:
    """A thread widened: it bows out, stands off as a loop, snakes, or splits into its plies."""
    start, end = holes[0], holes[-1]
    style = rng.choice(["bow", "loop", "snake", "split", "row"], p=[0.28, 0.3, 0.14, 0.13, 0.15])
    side = rng.choice([-1.0, 1.0])
    if style == "row" and len(holes) > 2:
        return [
            Strand(bow(rng, a, b, amplitude=side * rng.uniform(0.8, 2.6)), rng.uniform(0.2, 1.0), (True, True))
            for a, b in pairwise(holes)
        ]
    if style == "split":
        reach = rng.uniform(0.7, 1.7)
        return [
            Strand(bow(rng, start, end, amplitude=amplitude), 0.3, (True, True), rng.uniform(0.35, 0.6))
            for amplitude in np.linspace(-reach, reach, int(rng.integers(3, 6)))
        ]
    if style == "loop":
        path = _loop(rng, start, end, size=side * rng.uniform(1.4, 4.5))
    elif style == "snake":
        path = bow(rng, start, end, amplitude=side * rng.uniform(0.9, 2.2), waves=int(rng.integers(2, 4)))
    else:
        path = bow(rng, start, end, amplitude=side * rng.uniform(1.0, 4.2))
    return [Strand(path, lift_mm=rng.uniform(0.2, 1.6), sinks=(True, True), thickness=rng.uniform(0.95, 1.25))]


def bow(rng: np.random.Generator, start: Points, end: Points, *, amplitude: float, waves: int = 1) -> Points:
    """A way from hole to hole that bends aside, `waves` times to alternate sides."""
    t = np.linspace(0, 1, 20 + 12 * waves)
    skewed = t ** rng.uniform(0.7, 1.4)
    wave = np.sin(np.pi * waves * skewed)
    shape = np.sign(wave) * np.abs(wave) ** rng.uniform(0.4, 1.0)
    path = start + (end - start) * t[:, None]
    path[:, 0] += amplitude * shape
    path[:, 1] += 0.12 * abs(amplitude) * curve(rng, len(t), len(t) / 2) * np.sin(np.pi * t)
    return np.asarray(path, np.float64)


def _loop(rng: np.random.Generator, start: Points, end: Points, *, size: float) -> Points:
    """A cubic Bezier whose handles cross, so that the thread crosses itself."""
    along = (end - start) / 2
    spread = rng.uniform(0.4, 2.2)
    wide = np.array([size * 1.35, 0.0])
    first = start + along * (1 + spread) + wide * rng.uniform(0.8, 1.2)
    second = end - along * (1 + spread) + wide * rng.uniform(0.8, 1.2)
    if np.hypot(*(end - start)) < 3.0:
        first = first + np.array([0.0, rng.uniform(0.5, 2.5)])
        second = second - np.array([0.0, rng.uniform(0.5, 2.5)])
    t = np.linspace(0, 1, 40)[:, None]
    path = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end
    return np.asarray(path, np.float64)


LAB_HAND = Hand(sound_stitch, {"break": (2.6, 11.0), "error": (2.0, 9.0)}, {"break": broken, "error": widened})
"""The practice lab's own."""


def _box(kind: str, strands: list[Strand], holes: Points) -> tuple[float, float, float, float]:
    """What the fault fills: for an error its threads, for a break the gap with its loose ends; a thread's width more."""
    points = np.concatenate([strand.path for strand in strands] + ([holes] if kind == "break" or not strands else []))
    (x0, y0), (x1, y1) = points.min(axis=0) - 0.4, points.max(axis=0) + 0.4
    return float(x0), float(y0), float(x1), float(y1)
