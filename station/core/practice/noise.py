"""Seeded fields of noise, the raw material of cloth, light and lint."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from station.core.opencv import cv2

Field = NDArray[np.float32]
"""A float32 array of shape (height, width), or (height, width, 3) where it carries colour."""


def field(values: ArrayLike) -> Field:
    """OpenCV's and numpy's results as what they are here: float32."""
    return np.asarray(values, np.float32)


def smooth(rng: np.random.Generator, shape: tuple[int, int], cell: tuple[float, float] | float) -> Field:
    """Normal noise, shape (height, width), whose grains are `cell` pixels (down, across) large; deviation about 1."""
    down, across = (cell, cell) if isinstance(cell, (int, float)) else cell
    rows = max(2, round(shape[0] / max(down, 1.0)) + 1)
    columns = max(2, round(shape[1] / max(across, 1.0)) + 1)
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    if (rows, columns) == shape:
        return coarse
    return field(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))


def octaves(rng: np.random.Generator, shape: tuple[int, int], cell: float, *, count: int = 4) -> Field:
    """A sum of noises of halving grain and strength, deviation about 1: blotches with detail in them."""
    total = np.zeros(shape, np.float32)
    for octave in range(count):
        total += smooth(rng, shape, max(cell / 2**octave, 1.0)) * np.float32(0.6**octave)
    return total / np.float32(np.sqrt(sum(0.36**octave for octave in range(count))))


def curve(rng: np.random.Generator, count: int, cell: float) -> NDArray[np.float64]:
    """A smooth random line of `count` values, deviation about 1, turning every `cell` values."""
    return smooth(rng, (count, 2), (cell, 2.0))[:, 0].astype(np.float64)
