"""Thread: pieces of it laid over a picture, with twist, gloss and a shadow."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2
from tests.measure.other_lab.dice import Floats

Path: TypeAlias = NDArray[np.float64]
"""Points (n, 2), x and y, in pixels of the strip."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A sewing thread: its colours (BGR, 0 to 255) in turn along it, and what it is like; lengths in pixels of the strip."""

    colours: tuple[Floats, ...]
    radius: float
    twist: float
    depth: float
    gloss: float


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of thread as it lies: its path, its thickness (1: the thread's), how sunken each point is, how high it stands."""

    path: Path
    thickness: float = 1.0
    sunk: NDArray[np.float64] | None = None
    lift: float = 0.3


def lay(picture: Floats, piece: Piece, *, thread: Thread, light: tuple[float, float]) -> None:
    """Paint the piece into the picture (h, w, 3), and before it its shadow; `light` is where light comes from (x, y)."""
    radius = thread.radius * piece.thickness
    shift = 2.2 * piece.lift * thread.radius
    corner, size = _patch(piece.path, picture, margin=radius + shift + 4)
    if min(size) <= 0:
        return
    part = picture[corner[1] : corner[1] + size[0], corner[0] : corner[0] + size[1]]
    away, along, way = _nearest(piece.path - corner, size)
    at = along / max(along.max(), 1e-6)
    sunk = np.zeros_like(at) if piece.sunk is None else _at(piece.sunk, piece.path, along)
    own = radius * (1 - 0.35 * sunk)
    side = np.clip(away / own, -1, 1)
    cover = np.clip(own - np.abs(away) + 0.5, 0, 1).astype(np.float32)
    move = np.array([[1, 0, -light[0] * shift], [0, 1, -light[1] * shift]])
    dark = cv2.GaussianBlur(cv2.warpAffine(cover, move, size[::-1]), (0, 0), 1 + 0.8 * shift)
    part *= (1 - 0.5 * dark)[..., None]
    lit = _lit(thread, side=side, along=along, way=way, light=light) * (1 - 0.55 * sunk)
    colour = _colour(thread, along) * lit[..., None]
    part += (colour - part) * cover[..., None]


def _patch(path: Path, picture: Floats, *, margin: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """The corner (x, y) and the size (h, w) of what has to be painted."""
    height, width = picture.shape[:2]
    low = np.clip(np.floor(path.min(0) - margin), 0, (width, height)).astype(int)
    high = np.clip(np.ceil(path.max(0) + margin), 0, (width, height)).astype(int)
    return (int(low[0]), int(low[1])), (int(high[1] - low[1]), int(high[0] - low[0]))


def _nearest(path: Path, size: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    """Of each pixel the signed distance to the path, how far along it the nearest place is, and the direction there (h, w, 2)."""
    y, x = np.mgrid[: size[0], : size[1]].astype(np.float32)
    best, along = np.full(size, np.inf, np.float32), np.zeros(size, np.float32)
    side, way = np.zeros(size, np.float32), np.zeros((*size, 2), np.float32)
    gone = 0.0
    for begin, end in zip(path[:-1].astype(np.float32), path[1:].astype(np.float32), strict=True):
        step = end - begin
        length = max(float(np.hypot(*step)), 1e-6)
        step = step / np.float32(length)
        reach = np.clip((x - begin[0]) * step[0] + (y - begin[1]) * step[1], 0, np.float32(length))
        dx, dy = x - begin[0] - reach * step[0], y - begin[1] - reach * step[1]
        far = dx * dx + dy * dy
        nearer = far < best
        best[nearer], along[nearer] = far[nearer], (reach + np.float32(gone))[nearer]
        side[nearer], way[nearer] = np.sign(dx * step[1] - dy * step[0])[nearer], step
        gone += length
    return np.sqrt(best) * side, along, way


def _at(values: NDArray[np.float64], path: Path, along: Floats) -> Floats:
    """Values at the points of a path, wherever along it."""
    gone = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    return np.interp(along, gone, values).astype(np.float32)


def _lit(thread: Thread, *, side: Floats, along: Floats, way: Floats, light: tuple[float, float]) -> Floats:
    """How bright the thread is: round, with its plies' twist, and gloss where it faces the light."""
    facing = way[..., 1] * light[0] - way[..., 0] * light[1]
    body = 0.62 + 0.38 * np.sqrt(1 - side * side) + 0.16 * side * facing
    plies = 0.5 + 0.5 * np.cos(2 * np.pi * along / thread.twist + 2.4 * side)
    shine = thread.gloss * np.exp(-(((side - 0.45 * facing) / 0.3) ** 2)) * (0.4 + 0.6 * plies)
    return np.asarray(body * (1 - thread.depth * (1 - plies)) + shine, np.float32)


def _colour(thread: Thread, along: Floats) -> Floats:
    """The thread's colour wherever along it; several colours follow each other every 9 twists."""
    if len(thread.colours) == 1:
        return np.broadcast_to(thread.colours[0], (*along.shape, 3)).astype(np.float32)
    part = (along / (9 * thread.twist)).astype(int) % len(thread.colours)
    return np.asarray(np.stack(thread.colours)[part], np.float32)
