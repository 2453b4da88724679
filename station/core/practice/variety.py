"""Strips and views more various than the practice lab's own: only for pre-training, which is to serve cameras that nobody knows yet.

Seams may run anywhere and in any direction, stitches may be dashes, single ones may be missing or cut, threads may be finer, thicker
or nearer to the cloth's colour; pictures may be seen aslant, half out of focus, in shadow or coarse. The lab's own are among them.
"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.practice.cloth import weave
from station.core.practice.noise import Field, field, octaves
from station.core.practice.optics import Optics, View, film, make_optics
from station.core.practice.stitching import LAB_HAND, Hand, Points, Strand, bow, broken, sound_stitch, widened
from station.core.practice.strip import LAB, Makers, Strip, spin, strew_lint
from station.core.practice.thread import Lamp, Yarn, draw_thread


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One picture of a strip; `matrix` (3, 3) maps strip millimetres, homogeneous, to its pixels."""

    picture: Picture
    matrix: NDArray[np.float64]

    def pixels(self, points: Points) -> Points:
        """Where points of the strip (n, 2), in millimetres, lie in the picture."""
        found = np.c_[points, np.ones(len(points))] @ self.matrix.T
        return np.asarray(found[:, :2] / found[:, 2:], np.float64)

    def around(self, point: Points) -> View:
        """The view as it is around a point of the strip, where it is affine as good as exactly."""
        steps = self.pixels(point + np.array([[0, 0], [1, 0], [0, 1]]))
        turn = np.stack([steps[1] - steps[0], steps[2] - steps[0]], axis=1)
        return View(self.picture, np.column_stack([turn, steps[0] - turn @ point]))


def makers_for(rng: np.random.Generator) -> Makers:
    """Who makes the next strip: in one case of four the lab."""
    if rng.random() < 0.25:
        return LAB
    sound = partial(_dash, share=float(rng.uniform(0.65, 0.95))) if rng.random() < 0.45 else sound_stitch
    reaches = {"break": (0.5, 9.0), "error": (0.5, 8.0)}
    hand = Hand(sound, reaches, {"break": _part, "error": _loosen})
    return Makers(hand, _weave, _spin, _strew)


def optics_for(rng: np.random.Generator, *, size: tuple[int, int], px_per_mm: float) -> Optics:
    """A camera that looks at the seam in any direction, though mostly along it."""
    optics = make_optics(rng, size=size, px_per_mm=px_per_mm)
    way = rng.random()
    if way < 0.6:
        return optics
    angle = rng.uniform(-0.6, 0.6) if way < 0.85 else rng.uniform(-np.pi, np.pi)
    return replace(optics, angle=float(angle), offset_mm=float(np.clip(optics.offset_mm * 1.6, -14, 14)))


def glimpse(rng: np.random.Generator, strip: Strip, optics: Optics, *, at_mm: float) -> Glimpse:
    """Take one frame, and let what befalls photographs befall it."""
    view = film(rng, strip, optics, at_mm=at_mm)
    picture, matrix = view.picture, np.vstack([view.matrix, [0, 0, 1]])
    if rng.random() < 0.4:
        aslant = _aslant(rng, optics.size)
        picture = np.asarray(
            cv2.warpPerspective(picture, aslant, optics.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT),
            np.uint8,
        )
        matrix = aslant @ matrix
    if rng.random() < 0.2:
        picture = _half_in_focus(rng, picture)
    if rng.random() < 0.25:
        picture = _shaded(rng, picture)
    if rng.random() < 0.2:
        picture = _coarse(rng, picture)
    return Glimpse(picture, matrix)


def _dash(rng: np.random.Generator, start: Points, end: Points, slant: float, *, share: float) -> Strand:
    """A stitch of which only the middle shows, as where the thread dips early."""
    rim = (end - start) * (1 - share) / 2
    return sound_stitch(rng, start + rim, end - rim, slant)


def _part(rng: np.random.Generator, holes: Points) -> list[Strand]:
    """The lab's break, stitches that are missing without a trace, or a thread cut where it lies."""
    way = rng.random()
    if way < 0.45:
        return broken(rng, holes)
    return [] if way < 0.7 else _cut(rng, holes[0], holes[-1])


def _cut(rng: np.random.Generator, start: Points, end: Points) -> list[Strand]:
    length = float(np.hypot(*(end - start)))
    left = length - min(rng.uniform(0.7, 2.5), 0.8 * length)
    first = left * rng.uniform(0.1, 0.9)
    along = (end - start) / length
    aside = np.array([-along[1], along[0]])
    t = np.linspace(0, 1, 9)[:, None]
    ends = ((start, along * first), (end, -along * (left - first)))
    return [
        Strand(hole + reach * t + aside * rng.normal(0, 0.3) * t**2, rng.uniform(0, 0.5), (True, False))
        for hole, reach in ends
    ]


def _loosen(rng: np.random.Generator, holes: Points) -> list[Strand]:
    """The lab's error, a thread that is slack, or a loop that stands upright."""
    way = rng.random()
    if way < 0.6:
        return widened(rng, holes)
    side = rng.choice([-1.0, 1.0])
    slack, lift = (rng.uniform(0.75, 1.5), rng.uniform(0.1, 0.8))
    if way > 0.8:
        slack, lift = (rng.uniform(0.5, 1.0), rng.uniform(1.4, 3.0))
    path = bow(rng, holes[0], holes[-1], amplitude=side * slack)
    return [Strand(path, lift, (True, True), rng.uniform(0.95, 1.25))]


def _weave(rng: np.random.Generator, *, shape: tuple[int, int], px_per_mm: float) -> Field:
    """The lab's cloth, at times printed with blots of further colours."""
    cloth = weave(rng, shape=shape, px_per_mm=px_per_mm)
    if rng.random() > 0.25:
        return cloth
    light = cloth.mean(axis=2, keepdims=True)
    light /= light.mean()
    for _ in range(int(rng.integers(1, 4))):
        blots = octaves(rng, shape, rng.uniform(2.5, 18) * px_per_mm, count=2) - np.float32(rng.uniform(-0.2, 0.9))
        alpha = np.clip(blots * np.float32(rng.uniform(3, 40)), 0, 1)[..., None] * np.float32(rng.uniform(0.4, 1))
        ink = np.full(3, rng.uniform(0.05, 0.95)) if rng.random() < 0.4 else rng.uniform(0.05, 0.95, 3)
        cloth += (ink.astype(np.float32) * light - cloth) * alpha
    return field(np.clip(cloth, 0.01, 1.0))


def _spin(rng: np.random.Generator, cloth: Field, *, hidden: bool) -> Yarn:
    """The lab's thread, or a finer or thicker one, more often of the cloth's own colour and nearer to it."""
    yarn = spin(rng, cloth, hidden=hidden)
    width = yarn.width_mm if rng.random() < 0.5 else float(rng.uniform(0.2, 0.9))
    if rng.random() > 0.2:
        return replace(yarn, width_mm=width)
    ground = cloth[::16, ::16].reshape(-1, 3).mean(axis=0)
    near = np.clip(ground * (1 + rng.choice([-1, 1]) * rng.uniform(0.1, 0.3)) + rng.normal(0, 0.02, 3), 0.03, 1.0)
    return replace(yarn, width_mm=width, colour=(float(near[0]), float(near[1]), float(near[2])))


def _strew(rng: np.random.Generator, cloth: Field, *, lamp: Lamp, px_per_mm: float) -> None:
    """The lab's lint, and snippets of thread that lie well off the seam, which runs down the middle."""
    strew_lint(rng, cloth, lamp=lamp, px_per_mm=px_per_mm)
    for _ in range(int(rng.poisson(0.8))):
        side = rng.choice([-1.0, 1.0])
        x = cloth.shape[1] / px_per_mm / 2 + side * rng.uniform(7, 24)
        heading = rng.uniform(-1.1, 1.1) + np.clip(np.cumsum(rng.normal(0, 0.2, 16)), -1.2, 1.2)
        moves = np.stack([side * np.cos(heading), np.sin(heading)], axis=1) * rng.uniform(2, 11) / 16
        path = np.array([x, rng.uniform(0, cloth.shape[0] / px_per_mm)]) + np.cumsum(moves, axis=0)
        yarn = Yarn(tuple(rng.uniform(0.05, 1.0, 3)), float(rng.uniform(0.2, 0.5)), 0.6, 0.3, 0.2, 0.5)
        draw_thread(
            cloth, path * px_per_mm, yarn=yarn, lamp=lamp, px_per_mm=px_per_mm, lift_mm=0.1, sinks=(False, False)
        )


def _aslant(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float64]:
    """Seen from a little aside: (3, 3), pixels to pixels."""
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    moved = corners + rng.uniform(-0.06, 0.06, (4, 2)).astype(np.float32) * np.float32(size[0])
    return np.asarray(cv2.getPerspectiveTransform(corners, moved), np.float64)


def _half_in_focus(rng: np.random.Generator, picture: Picture) -> Picture:
    """Sharp on a line through the picture and blurred away from it, as from near and aside."""
    height, width = picture.shape[:2]
    away = np.abs(_ramp(rng, (height, width)) - rng.uniform(-0.6, 0.6)) / rng.uniform(0.5, 1.2)
    share = np.clip(away, 0, 1)[..., None].astype(np.float32)
    blurred = cv2.GaussianBlur(picture, (0, 0), rng.uniform(1.2, 3.2)).astype(np.float32)
    return np.asarray(picture + (blurred - picture) * share, np.uint8)


def _shaded(rng: np.random.Generator, picture: Picture) -> Picture:
    """A shadow over a part of the picture, its edge soft or hard."""
    edge = np.clip((_ramp(rng, picture.shape[:2]) - rng.uniform(-0.7, 0.7)) * rng.uniform(1, 14), 0, 1)
    return np.asarray(picture * (1 - rng.uniform(0.15, 0.6) * edge)[..., None], np.uint8)


def _coarse(rng: np.random.Generator, picture: Picture) -> Picture:
    """As enlarged from a smaller picture."""
    height, width = picture.shape[:2]
    share = rng.uniform(0.4, 0.8)
    small = cv2.resize(picture, (int(width * share), int(height * share)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _ramp(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """From -1 to 1 across the picture in some direction."""
    angle = rng.uniform(0, 2 * np.pi)
    down = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None] * np.float32(np.sin(angle))
    return np.asarray(down + np.linspace(-1, 1, shape[1], dtype=np.float32)[None] * np.float32(np.cos(angle)))


assert set(LAB_HAND.make) == {"break", "error"}
