"""A lockstitch seam: where its needle holes are, and how the thread of a sound stitch lies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2
from tests.measure.other_lab.dice import Dice, Floats, between
from tests.measure.other_lab.thread import Path, Piece

_DIVES = np.array([1, 0.5, 0.15, 0, 0, 0.15, 0.5, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class Seam:
    """The holes of a seam from top to bottom, points (n, 2) in pixels of the strip, of which a millimetre has `px`."""

    holes: Path
    px: float
    hole_radius: float
    thread_radius: float

    def place(self, first: int, count: int, *, along: NDArray[np.float64], aside: NDArray[np.float64]) -> Path:
        """Points so far (0 to 1) along the way from a hole over so many stitches, and so many millimetres aside."""
        begin, end = self.holes[first], self.holes[first + count]
        way = (end - begin) / np.hypot(*(end - begin))
        normal = np.array([way[1], -way[0]])
        return np.asarray(begin + along[:, None] * (end - begin) + aside[:, None] * self.px * normal, np.float64)


def sew(dice: Dice, *, height: float, middle: float, stitch_mm: float, px: float, thread_radius: float) -> Seam:
    """A seam down a strip of that height about the column `middle`, a little crooked and uneven."""
    mean = stitch_mm * between(dice, 0.95, 1.05) * px
    count = int(height / mean) + 12
    steps = mean * (1 + between(dice, 0.01, 0.05) * dice.standard_normal(count).clip(-2, 2))
    y = np.cumsum(steps) - between(dice, 4, 5) * mean
    bend = between(dice, 0, 0.8) * px * np.sin(2 * np.pi * (y / (px * between(dice, 40, 120)) + between(dice, 0, 1)))
    x = middle + between(dice, -0.03, 0.03) * (y - height / 2) + bend + 0.04 * px * dice.standard_normal(count)
    return Seam(np.stack([x, y], 1), px, between(dice, 0.2, 0.34) * px, thread_radius)


def sound_stitch(dice: Dice, seam: Seam, number: int, *, lean: float) -> Piece:
    """The thread from a hole to the next; `lean` is how slanted it lies, in millimetres."""
    along = np.linspace(0.02, 0.98, len(_DIVES))
    bow = between(dice, -0.05, 0.05) * np.sin(np.pi * along)
    return Piece(seam.place(number, 1, along=along, aside=lean * (2 * along - 1) + bow), sunk=_DIVES)


def punch(picture: Floats, seam: Seam) -> None:
    """Darken the picture (h, w, 3) where the needle went through."""
    dark = np.zeros(picture.shape[:2], np.uint8)
    for x, y in seam.holes:
        axes = (round(seam.hole_radius * 16), round(seam.hole_radius * 1.25 * 16))
        cv2.ellipse(dark, (round(x * 16), round(y * 16)), axes, 0, 0, 360, 210, -1, cv2.LINE_AA, 4)
    columns = seam.holes[:, 0]
    left, right = max(0, int(columns.min()) - 20), int(columns.max()) + 20
    soft = cv2.GaussianBlur(dark[:, left:right], (0, 0), 0.3 * seam.hole_radius).astype(np.float32) / 255
    picture[:, left:right] *= (1 - soft)[..., None]
