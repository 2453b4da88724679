"""Heat maps against the places of the faults: does the map's maximum lie on one, and how much of the map does. Numpy only.

A map of r rows and c columns lies over the whole picture: a cell is picture height / r pixels high and width / c wide, and
the cell in row i and column j has its centre at ((j + 0.5) * width / c, (i + 0.5) * height / r).

* Pointing game (Zhang et al. 2016): a hit where the centre of the map's largest cell lies in a true box grown by one cell's width
  to the left and right and by one cell's height up and down, its edge included. Of equal largest cells the first in reading
  order counts. A map that is empty, or the same everywhere, points nowhere: a miss.
* Mass: the share of the map's sum that lies in the boxes as they are, not grown; a cell that a box cuts counts by the
  share of its area, and boxes that overlap count once. An empty map has a share of 0.
* A fault of the kind that is seen less than a half counts for neither side. A frame that has only such is left out. Where a
  frame has a full one too, what lies in the lesser one's box and not in a full one's is struck from the map: its area from
  the mass, and from the pointing game the cells whose centre lies in its box, grown alike.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.model.evaluation import interval

Map = NDArray[np.float32]
"""One heat map, (rows, columns), nowhere negative."""
Boxes = Sequence[tuple[float, float, float, float]]
"""Left, top, right, bottom in pixels of the picture."""

BLOB_WIDTH = 0.25
"""Standard deviation of the centred blob, of the picture's height and width."""
_Z95 = 1.959964


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a grid of cells has to do with the boxes, each (rows, columns).

    `inside`: the share of a cell's area in full boxes. `counted`: the share that counts at all. `aims`: whether the cell's
    centre lies in a grown full box. `eligible`: whether the cell takes part in the pointing game.
    """

    inside: NDArray[np.float64]
    counted: NDArray[np.float64]
    aims: NDArray[np.bool_]
    eligible: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Score:
    """How one map did: whether its maximum lies on a fault, its mass on faults from 0 to 1, whether it was empty."""

    is_hit: bool
    mass: float
    is_empty: bool


@dataclass(frozen=True, slots=True)
class MapFigures:
    """How maps of one kind did over frames of clips: per cent, with the ends of 95 per cent intervals over clips.

    `pointing` is the share of the frames whose map hits, `mass` the mean share of a map's mass in the boxes; None where
    there is no frame.
    """

    frames: int
    clips: int
    hits: int
    empty: int
    pointing: float | None
    pointing_low: float | None
    pointing_high: float | None
    mass: float | None
    mass_low: float | None
    mass_high: float | None


def ground(
    *, full: Boxes, lesser: Boxes, shape: tuple[int, int], picture: tuple[int, int], cell: tuple[float, float]
) -> Ground:
    """Lay a grid of `shape` (rows, columns) over a picture of (width, height); boxes grow by `cell` (width, height) pixels."""
    inside = _covered(full, shape=shape, picture=picture)
    either = _covered([*full, *lesser], shape=shape, picture=picture) if lesser else inside
    aims = _centres_in(full, shape=shape, picture=picture, cell=cell)
    eligible = aims | ~_centres_in(lesser, shape=shape, picture=picture, cell=cell)
    return Ground(inside, 1 - (either - inside), aims, eligible)


def score(heat: Map, place: Ground) -> Score:
    """Judge a map on its ground; ValueError where it has another shape, or is negative or not finite anywhere."""
    if heat.shape != place.inside.shape or not np.isfinite(heat).all() or (heat < 0).any():
        raise ValueError(f"a heat map is finite, not negative, of shape {place.inside.shape}. Received: {heat.shape}")
    values = heat.astype(np.float64)
    open_cells = values[place.eligible]
    is_flat = open_cells.size == 0 or open_cells.max() == open_cells.min()
    top = int(np.where(place.eligible, values, -1).argmax())
    total = float((values * place.counted).sum())
    mass = float((values * place.inside).sum()) / total if total > 0 else 0.0
    return Score(not is_flat and bool(place.aims.flat[top]), mass, not values.any())


def figures(scores: Sequence[Score], *, clips: Sequence[str]) -> MapFigures:
    """The figures of maps that were scored on frames of these clips."""
    if not scores:
        return MapFigures(0, 0, 0, 0, None, None, None, None, None, None)
    hits = np.array([one.is_hit for one in scores])
    masses = np.array([one.mass for one in scores])
    low, high = interval(hits, clips=clips)
    mean, half = float(masses.mean()), _half_width(masses, clips=clips)
    return MapFigures(
        frames=len(scores),
        clips=len(set(clips)),
        hits=int(hits.sum()),
        empty=sum(one.is_empty for one in scores),
        pointing=100 * float(hits.mean()),
        pointing_low=low,
        pointing_high=high,
        mass=100 * mean,
        mass_low=None if half is None else 100 * max(0.0, mean - half),
        mass_high=None if half is None else 100 * min(1.0, mean + half),
    )


def noise_map(shape: tuple[int, int], *, seed: int, name: str) -> Map:
    """A map of noise, each cell drawn evenly from 0 to 1; the same for the same seed and picture's name, whatever else is judged."""
    random = np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode("utf-8"))]))
    return random.random(shape, np.float32)


def blob_map(shape: tuple[int, int]) -> Map:
    """A round hill in the picture's middle: a normal curve of a quarter of the height and width."""
    down, across = (np.exp(-(((np.arange(side) + 0.5) / side - 0.5) ** 2) / (2 * BLOB_WIDTH**2)) for side in shape)
    return np.asarray(down[:, None] * across[None, :], np.float32)


def lab_maps(raw: NDArray[np.float32], probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Grad-CAM as the lab computes it, before it is resized, from the station's raw Grad-CAM (n, rows, columns, a).

    Its gradient is the probability's in float32, which is the logit's times p * (1 - p): nothing at all where p was rounded
    to 1. It speaks for *true* whatever was decided. Negative values are cut, the rest is divided by its maximum.
    """
    p = probabilities.astype(np.float32)
    of_probability = raw * (p * (np.float32(1) - p))[:, None, None, :]
    positive = np.maximum(of_probability, 0, dtype=np.float32)
    largest = positive.max(axis=(1, 2), keepdims=True)
    usable = np.isfinite(largest) & (largest > 0)
    return np.asarray(np.divide(positive, largest, out=np.zeros_like(positive), where=usable), np.float32)


def resized(heat: Map, *, picture: tuple[int, int]) -> Map:
    """A map at the size of its picture (width, height), linear between the centres of its cells."""
    down, across = _linear(heat.shape[0], picture[1]), _linear(heat.shape[1], picture[0])
    return np.asarray(down @ heat @ across.T, np.float32)


def _linear(cells: int, pixels: int) -> Map:
    """What each cell has to do with each pixel, (pixels, cells)."""
    at = np.clip((np.arange(pixels) + 0.5) * cells / pixels - 0.5, 0, cells - 1)
    first = np.minimum(at.astype(int), max(0, cells - 2))
    weights = np.zeros((pixels, cells), np.float32)
    rows = np.arange(pixels)
    weights[rows, first] = 1 - (at - first)
    if cells > 1:
        weights[rows, first + 1] = at - first
    return weights


def _covered(boxes: Boxes, *, shape: tuple[int, int], picture: tuple[int, int]) -> NDArray[np.float64]:
    """The share of each cell's area that lies in any of the boxes: exact, on the grid that all edges together make."""
    if not boxes:
        return np.zeros(shape)
    (rows, columns), (width, height) = shape, picture
    corners = np.clip(np.asarray(boxes, np.float64), 0, (width, height, width, height))
    across, down = np.linspace(0, width, columns + 1), np.linspace(0, height, rows + 1)
    xs = np.unique(np.concatenate([across, corners[:, 0], corners[:, 2]]))
    ys = np.unique(np.concatenate([down, corners[:, 1], corners[:, 3]]))
    is_in = np.zeros((len(ys) - 1, len(xs) - 1), bool)
    for left, top, right, bottom in corners:
        is_in[slice(*np.searchsorted(ys, (top, bottom))), slice(*np.searchsorted(xs, (left, right)))] = True
    area = is_in * np.diff(ys)[:, None] * np.diff(xs)
    by_row = np.add.reduceat(area, np.searchsorted(ys, down[:-1]), axis=0)
    by_cell = np.add.reduceat(by_row, np.searchsorted(xs, across[:-1]), axis=1)
    return np.asarray(by_cell * (rows * columns / (width * height)))


def _centres_in(
    boxes: Boxes, *, shape: tuple[int, int], picture: tuple[int, int], cell: tuple[float, float]
) -> NDArray[np.bool_]:
    """Which cells have their centre in a box grown by a cell, its edge included."""
    (rows, columns), (width, height) = shape, picture
    y = (np.arange(rows) + 0.5) * height / rows
    x = (np.arange(columns) + 0.5) * width / columns
    found = np.zeros(shape, bool)
    for left, top, right, bottom in boxes:
        is_down = (y >= top - cell[1]) & (y <= bottom + cell[1])
        is_across = (x >= left - cell[0]) & (x <= right + cell[0])
        found |= is_down[:, None] & is_across[None, :]
    return found


def _half_width(values: NDArray[np.float64], *, clips: Sequence[str]) -> float | None:
    """Half of the mean's 95 per cent interval, its variance taken over clips (Cochran 1977, 11.2); None for one clip."""
    _, index = np.unique(np.asarray(clips), return_inverse=True)
    groups = int(index.max()) + 1
    if groups < 2:
        return None
    off = np.bincount(index, values - values.mean())
    return _Z95 * math.sqrt(groups / (groups - 1) * float((off**2).sum())) / len(values)
