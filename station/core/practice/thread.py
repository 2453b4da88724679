"""One thread drawn on the cloth: twist, highlight, shadow, and ends that sink into the holes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.practice.noise import Field, field

Polyline = NDArray[np.float64]
"""Points of a thread's middle, shape (n, 2), across and down."""


@dataclass(frozen=True, slots=True)
class Yarn:
    """What a thread looks like: BGR colour (0 to 1), width and twist in millimetres, gloss and fuzz from 0 to 1."""

    colour: tuple[float, float, float]
    width_mm: float
    twist_mm: float
    twist_depth: float
    gloss: float
    fuzz: float


@dataclass(frozen=True, slots=True)
class Lamp:
    """Where the light comes from: a unit vector across, down and up."""

    direction: tuple[float, float, float]

    @property
    def shadow(self) -> tuple[float, float]:
        """How far a shadow falls, across and down, for each millimetre that a thing stands off the cloth."""
        x, y, z = self.direction
        return -x / z, -y / z


def draw_thread(
    cloth: Field, path: Polyline, *, yarn: Yarn, lamp: Lamp, px_per_mm: float, lift_mm: float, sinks: tuple[bool, bool]
) -> None:
    """Draw a thread into `cloth` (height, width, 3; changed in place) along `path` in pixels.

    `lift_mm` is its height above the cloth, which moves and softens its shadow; `sinks` says for either end whether it
    dives into a hole.
    """
    width = yarn.width_mm * px_per_mm
    offset = np.array(lamp.shadow) * (lift_mm + yarn.width_mm * 0.35) * px_per_mm
    reach = 1.5 * width + np.abs(offset).max() + 2
    x0, y0 = np.maximum(np.floor(path.min(axis=0) - reach).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(path.max(axis=0) + reach).astype(int) + 1, (cloth.shape[1], cloth.shape[0]))
    if x1 <= x0 or y1 <= y0:
        return
    region = cloth[y0:y1, x0:x1]
    down, across = np.mgrid[y0:y1, x0:x1]
    points = np.stack([across.ravel(), down.ravel()], axis=1).astype(np.float32)

    shade = _nearest(points - offset.astype(np.float32), path).distance.reshape(region.shape[:2])
    softness = 0.55 * width + 0.5 * lift_mm * px_per_mm + 0.5
    strength = 0.55 / (1 + 0.25 * lift_mm)
    region *= (1 - strength * np.exp(-((shade / softness) ** 2)))[..., None].astype(np.float32)

    nearest = _nearest(points, path)
    half = _half_width(nearest, yarn=yarn, width=width, sinks=sinks)
    alpha = np.clip(half - nearest.distance + 0.5, 0, 1).reshape(region.shape[:2])
    if not alpha.any():
        return
    colour = _shaded(nearest, half, yarn=yarn, lamp=lamp, px_per_mm=px_per_mm, sinks=sinks)
    region += (colour.reshape(region.shape) - region) * alpha[..., None].astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Nearest:
    """For each pixel: distance to the path, side (+1, -1), length along the path, whole length, and its direction."""

    distance: Field
    side: Field
    along: Field
    length: float
    direction: Field


def _nearest(points: Field, path: Polyline) -> _Nearest:
    start = path[:-1].astype(np.float32)
    step = np.diff(path, axis=0).astype(np.float32)
    lengths = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)
    before = np.concatenate([[0], np.cumsum(lengths)])
    unit = step / lengths[:, None]
    dx = points[:, None, 0] - start[None, :, 0]
    dy = points[:, None, 1] - start[None, :, 1]
    along = np.clip(dx * unit[:, 0] + dy * unit[:, 1], 0, lengths)
    away_x = dx - along * unit[:, 0]
    away_y = dy - along * unit[:, 1]
    squared = away_x**2 + away_y**2
    best = squared.argmin(axis=1)
    rows = np.arange(len(points))
    side = np.sign(unit[best, 0] * away_y[rows, best] - unit[best, 1] * away_x[rows, best])
    return _Nearest(
        distance=np.sqrt(squared[rows, best]),
        side=side.astype(np.float32),
        along=(before[best] + along[rows, best]).astype(np.float32),
        length=float(before[-1]),
        direction=unit[best],
    )


def _half_width(nearest: _Nearest, *, yarn: Yarn, width: float, sinks: tuple[bool, bool]) -> Field:
    """Half the thread's width in pixels: thinner where it dives, uneven where it is fuzzy."""
    depth = _sunk(nearest, width=width, sinks=sinks)
    uneven = 1 + 0.12 * yarn.fuzz * np.sin(nearest.along * 2.1 + 3 * nearest.side)
    return np.asarray(0.5 * width * (1 - 0.45 * depth) * uneven, np.float32)


def _sunk(nearest: _Nearest, *, width: float, sinks: tuple[bool, bool]) -> Field:
    """How deep the thread lies below the cloth, 0 to 1, near the ends that sink."""
    depth = np.zeros_like(nearest.along)
    if sinks[0]:
        depth = np.maximum(depth, 1 - nearest.along / width)
    if sinks[1]:
        depth = np.maximum(depth, 1 - (nearest.length - nearest.along) / width)
    return np.clip(depth, 0, 1)


def _shaded(
    nearest: _Nearest, half: Field, *, yarn: Yarn, lamp: Lamp, px_per_mm: float, sinks: tuple[bool, bool]
) -> Field:
    """The thread's colour at each pixel, lit as a cylinder with a twist."""
    across = np.clip(nearest.distance / np.maximum(half, 0.5), 0, 1) * nearest.side
    normal_x = -nearest.direction[:, 1] * across
    normal_y = nearest.direction[:, 0] * across
    normal_z = np.sqrt(np.maximum(1 - across**2, 0))
    x, y, z = lamp.direction
    light = np.maximum(normal_x * x + normal_y * y + normal_z * z, 0)
    twist = np.sin(2 * np.pi * (nearest.along / (yarn.twist_mm * px_per_mm) + 0.45 * across))
    bright = (0.45 + 0.6 * light) * (1 - yarn.twist_depth * (0.5 + 0.5 * twist))
    bright *= 1 - 0.55 * _sunk(nearest, width=yarn.width_mm * px_per_mm, sinks=sinks)
    half_way = np.array([x, y, z + 1])
    half_way /= np.linalg.norm(half_way)
    shine = np.maximum(normal_x * half_way[0] + normal_y * half_way[1] + normal_z * half_way[2], 0) ** 12
    glow = yarn.gloss * shine * (0.6 + 0.4 * twist)
    return field(np.array(yarn.colour) * bright[:, None] + 0.5 * glow[:, None])
