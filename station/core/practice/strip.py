"""A strip: cloth, a seam, its faults, and what is not a fault, laid out flat under the lamp."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.practice.cloth import weave
from station.core.practice.noise import Field, curve, field, octaves, smooth
from station.core.practice.stitching import LAB_HAND, Fault, Hand, Points, Seam, Strand, plan_seam
from station.core.practice.thread import Lamp, Yarn, draw_thread

RELIEF_PX_PER_MM = 4.0
DEFAULT_PX_PER_MM = 11.0


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A whole strip seen from above at `px_per_mm`, with its seam in millimetres."""

    picture: Picture
    px_per_mm: float
    seam: Seam

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that were made."""
        return self.seam.faults

    @property
    def size_mm(self) -> tuple[float, float]:
        """Across and down, in millimetres."""
        return self.picture.shape[1] / self.px_per_mm, self.picture.shape[0] / self.px_per_mm


@dataclass(frozen=True, slots=True)
class Makers:
    """Who sews a strip, and who makes its cloth, thread and litter; the practice lab's own, or others'."""

    hand: Hand
    weave: Callable[..., Field]
    yarn: Callable[..., Yarn]
    litter: Callable[..., None]


def make_strip(
    rng: np.random.Generator,
    *,
    width_mm: float,
    length_mm: float,
    stitch_mm: float,
    faults: float,
    px_per_mm: float = DEFAULT_PX_PER_MM,
    makers: Makers | None = None,
) -> Strip:
    """Weave, sew and light one strip; `faults` for each 100 mm of seam, `stitch_mm` 2 or 4 millimetres."""
    makers = makers or LAB
    shape = round(length_mm * px_per_mm), round(width_mm * px_per_mm)
    centre = width_mm / 2
    seam = plan_seam(rng, length_mm=length_mm, centre_mm=centre, stitch_mm=stitch_mm, faults=faults, hand=makers.hand)
    cloth = makers.weave(rng, shape=shape, px_per_mm=px_per_mm)
    lamp = _lamp(rng)
    yarn = makers.yarn(rng, cloth, hidden=rng.random() < 0.3)
    cloth *= _relief_shading(rng, shape, seam, lamp=lamp, px_per_mm=px_per_mm)[..., None]
    _stain(rng, cloth, px_per_mm=px_per_mm)
    _mark(rng, cloth, seam, px_per_mm=px_per_mm)
    _pierce(rng, cloth, seam, px_per_mm=px_per_mm)
    for strand in seam.strands:
        _sew(cloth, strand, yarn=yarn, lamp=lamp, px_per_mm=px_per_mm)
    if rng.random() < 0.25:
        _second_seam(rng, cloth, seam, yarn=yarn, lamp=lamp, px_per_mm=px_per_mm)
    makers.litter(rng, cloth, lamp=lamp, px_per_mm=px_per_mm)
    _cut_edges(rng, cloth, px_per_mm=px_per_mm)
    return Strip((np.clip(cloth, 0, 1) * 255 + 0.5).astype(np.uint8), px_per_mm, seam)


def _lamp(rng: np.random.Generator) -> Lamp:
    angle, height = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 1.25)
    x, y, z = np.cos(angle) * np.cos(height), np.sin(angle) * np.cos(height), np.sin(height)
    return Lamp((float(x), float(y), float(z)))


def spin(rng: np.random.Generator, cloth: Field, *, hidden: bool) -> Yarn:
    """A thread unlike the cloth, or (`hidden`) nearly of its colour."""
    ground = cloth[::16, ::16].reshape(-1, 3).mean(axis=0)
    if hidden:
        step = rng.uniform(0.1, 0.24) * (1 if ground.mean() < 0.45 or rng.random() < 0.25 else -1)
        colour = np.clip(ground + step + rng.normal(0, 0.03, 3), 0.04, 1.0)
    else:
        colour = _unlike(rng, ground)
    return Yarn(
        colour=(float(colour[0]), float(colour[1]), float(colour[2])),
        width_mm=float(rng.uniform(0.32, 0.68)),
        twist_mm=float(rng.uniform(0.4, 1.0)),
        twist_depth=float(rng.uniform(0.1, 0.5)),
        gloss=float(rng.uniform(0, 0.7) ** 1.5),
        fuzz=float(rng.uniform(0, 1)),
    )


def _unlike(rng: np.random.Generator, ground: NDArray[np.float32]) -> NDArray[np.float64]:
    while True:
        grey = rng.random() < 0.5
        colour = (
            np.full(3, rng.choice([rng.uniform(0.03, 0.2), rng.uniform(0.8, 1.0)])) if grey else rng.uniform(0.03, 1, 3)
        )
        if np.abs(colour - ground).max() > 0.3:
            return colour


def _relief_shading(
    rng: np.random.Generator, shape: tuple[int, int], seam: Seam, *, lamp: Lamp, px_per_mm: float
) -> Field:
    """Light and dark from the cloth's form: drawn together along the seam, puckers, waves and folds."""
    ratio = RELIEF_PX_PER_MM / px_per_mm
    small = max(8, round(shape[0] * ratio)), max(8, round(shape[1] * ratio))
    height = smooth(rng, small, 14 * RELIEF_PX_PER_MM) * np.float32(rng.uniform(0.0, 1.2))
    line = np.round(seam.holes * RELIEF_PX_PER_MM * 16).astype(np.int32)
    trough = np.zeros(small, np.float32)
    cv2.polylines(trough, [line], False, 1.0, 2, cv2.LINE_AA, 4)
    for hole in line:
        cv2.circle(trough, (int(hole[0]), int(hole[1])), 40, 2.2, -1, cv2.LINE_AA, 4)
    height -= cv2.GaussianBlur(trough, (0, 0), 2.2) * np.float32(rng.uniform(0.2, 1.0))
    if rng.random() < 0.45:
        height += _puckers(rng, small, seam) * np.float32(rng.uniform(0.2, 0.9))
    if rng.random() < 0.3:
        height += _fold(rng, small)
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=0.25)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=0.25)
    x, y, _ = lamp.direction
    light = np.clip(1 - 0.8 * (slope_x * x + slope_y * y), 0.35, 1.7)
    return field(cv2.resize(light, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))


def _puckers(rng: np.random.Generator, shape: tuple[int, int], seam: Seam) -> Field:
    """Wrinkles across the seam that die away to either side."""
    waves = curve(rng, shape[0], rng.uniform(1.5, 5) * RELIEF_PX_PER_MM)
    middle = np.interp(np.arange(shape[0]) / RELIEF_PX_PER_MM, seam.holes[:, 1], seam.holes[:, 0])
    away = np.abs(np.arange(shape[1])[None] / RELIEF_PX_PER_MM - middle[:, None]) / rng.uniform(3, 12)
    return (waves[:, None] * np.exp(-away)).astype(np.float32)


def _fold(rng: np.random.Generator, shape: tuple[int, int]) -> Field:
    """A crease in some direction, or two."""
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    height = np.zeros(shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        angle = rng.uniform(0, np.pi)
        away = (across - rng.uniform(0, shape[1])) * np.cos(angle) + (down - rng.uniform(0, shape[0])) * np.sin(angle)
        width = rng.uniform(0.6, 4) * RELIEF_PX_PER_MM
        height += np.float32(rng.normal(0, 2.2)) * np.exp(-((away / width) ** 2)).astype(np.float32)
    return height


def _stain(rng: np.random.Generator, cloth: Field, *, px_per_mm: float) -> None:
    """Blots of oil, dirt or chalk."""
    for _ in range(int(rng.poisson(1.2))):
        size = max(8, int(rng.uniform(2, 14) * px_per_mm))
        y = int(rng.integers(0, max(1, cloth.shape[0] - size)))
        x = int(rng.integers(0, max(1, cloth.shape[1] - size)))
        region = cloth[y : y + size, x : x + size]
        down, across = np.mgrid[0 : region.shape[0], 0 : region.shape[1]].astype(np.float32) / size - 0.5
        blot = (
            0.32 - np.hypot(down, across) + 0.08 * octaves(rng, (region.shape[0], region.shape[1]), size / 3, count=3)
        )
        alpha = np.clip(blot * rng.uniform(4, 30), 0, 1) * rng.uniform(0.1, 0.6)
        tint = rng.uniform(0.05, 0.95, 3) if rng.random() < 0.3 else np.full(3, rng.choice([0.12, 0.3, 0.85]))
        region += (tint.astype(np.float32) - region) * alpha[..., None].astype(np.float32)


def _mark(rng: np.random.Generator, cloth: Field, seam: Seam, *, px_per_mm: float) -> None:
    """Chalk lines and a row of old needle holes beside the seam."""
    for _ in range(int(rng.poisson(0.35))):
        ends = rng.uniform(-10, 10, 2) + seam.holes[[0, -1], 0]
        start, end = (ends[0], 0.0), (ends[1], cloth.shape[0] / px_per_mm)
        layer = field(np.zeros(cloth.shape[:2]))
        points = np.round(np.array([start, end]) * px_per_mm * 16).astype(np.int32)
        cv2.polylines(layer, [points], False, 1.0, max(1, int(rng.uniform(0.3, 1.3) * px_per_mm)), cv2.LINE_AA, 4)
        layer *= np.clip(0.5 + 0.6 * smooth(rng, (layer.shape[0], layer.shape[1]), 3.0), 0, 1) * np.float32(
            rng.uniform(0.2, 0.8)
        )
        cloth += (np.float32(rng.choice([0.1, 0.9])) - cloth) * layer[..., None]
    if rng.random() < 0.25:
        offset = np.array([rng.uniform(1.5, 9) * rng.choice([-1, 1]), rng.uniform(0, 2)])
        _dots(rng, cloth, seam.holes + offset, px_per_mm=px_per_mm, depth=rng.uniform(0.2, 0.6))


def _pierce(rng: np.random.Generator, cloth: Field, seam: Seam, *, px_per_mm: float) -> None:
    """The seam's own holes, which stay where a thread is gone."""
    _dots(rng, cloth, seam.holes, px_per_mm=px_per_mm, depth=rng.uniform(0.25, 0.75))


def _dots(rng: np.random.Generator, cloth: Field, places: Points, *, px_per_mm: float, depth: float) -> None:
    radius = rng.uniform(0.14, 0.34) * px_per_mm
    layer = field(np.zeros(cloth.shape[:2]))
    for x, y in np.round(places * px_per_mm * 16).astype(int):
        cv2.circle(layer, (int(x), int(y)), int(radius * 16), 1.0, -1, cv2.LINE_AA, 4)
    layer = field(cv2.GaussianBlur(layer, (0, 0), 0.8))
    cloth *= (1 - np.float32(depth) * layer)[..., None]


def _sew(cloth: Field, strand: Strand, *, yarn: Yarn, lamp: Lamp, px_per_mm: float) -> None:
    thread = Yarn(yarn.colour, yarn.width_mm * strand.thickness, yarn.twist_mm, yarn.twist_depth, yarn.gloss, yarn.fuzz)
    draw_thread(
        cloth,
        strand.path * px_per_mm,
        yarn=thread,
        lamp=lamp,
        px_per_mm=px_per_mm,
        lift_mm=strand.lift_mm,
        sinks=strand.sinks,
    )


def _second_seam(
    rng: np.random.Generator, cloth: Field, seam: Seam, *, yarn: Yarn, lamp: Lamp, px_per_mm: float
) -> None:
    """A sound seam beside the first one, as on a flat-felled hem."""
    shift = np.array([rng.uniform(5, 12) * rng.choice([-1, 1]), rng.uniform(0, seam.stitch_mm)])
    for start, end in zip(seam.holes[:-1] + shift, seam.holes[1:] + shift, strict=True):
        strand = Strand(np.linspace(start, end, 5), 0.0, (True, True))
        _sew(cloth, strand, yarn=yarn, lamp=lamp, px_per_mm=px_per_mm)


def strew_lint(rng: np.random.Generator, cloth: Field, *, lamp: Lamp, px_per_mm: float) -> None:
    """Fluff and stray fibres, thinner than the thread and anywhere."""
    area_cm2 = cloth.shape[0] * cloth.shape[1] / (px_per_mm * 10) ** 2
    for _ in range(int(rng.poisson(rng.uniform(0, 0.25) * area_cm2))):
        length = rng.uniform(1, 9)
        heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.35, 14))
        moves = np.stack([np.cos(heading), np.sin(heading)], axis=1) * length / 14
        start = rng.uniform((0, 0), (cloth.shape[1] / px_per_mm, cloth.shape[0] / px_per_mm))
        fibre = Yarn(tuple(rng.uniform(0.05, 1.0, 3)), float(rng.uniform(0.06, 0.2)), 1.0, 0.0, 0.1, 0.5)
        path = (start + np.cumsum(moves, axis=0)) * px_per_mm
        draw_thread(cloth, path, yarn=fibre, lamp=lamp, px_per_mm=px_per_mm, lift_mm=0.05, sinks=(False, False))


LAB = Makers(LAB_HAND, weave, spin, strew_lint)
"""The practice lab's own."""


def _cut_edges(rng: np.random.Generator, cloth: Field, *, px_per_mm: float) -> None:
    """Where a strip is narrower than the view: its cut edge and the table beside it."""
    if rng.random() > 0.4:
        return
    rows, columns = cloth.shape[:2]
    table = np.float32(rng.uniform(0.05, 0.8)) * (1 + np.float32(0.05) * smooth(rng, (rows, columns), (2.0, 60.0)))
    for side in (-1, 1):
        if rng.random() < 0.35:
            continue
        edge = columns / 2 + side * rng.uniform(9, 24) * px_per_mm + curve(rng, rows, 50 * px_per_mm) * 0.8 * px_per_mm
        edge += rng.normal(0, 0.06 * px_per_mm, rows)
        outside = side * (np.arange(columns)[None] - edge[:, None])
        alpha = np.clip(outside + 0.5, 0, 1).astype(np.float32)
        shadow = 1 - 0.5 * np.exp(-np.maximum(outside, 0) / (0.8 * px_per_mm)).astype(np.float32)
        cloth += ((table * shadow)[..., None] - cloth) * alpha[..., None]
