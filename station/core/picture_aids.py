"""What helps to set up a camera: how sharp a picture is, and how much of it is over- or underexposed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2

WHITE, BLACK = 250, 5
"""Brightness from which, and up to which, nothing can be told any more."""
TOO_BRIGHT, TOO_DARK = 0.01, 0.05
"""Shares of a picture above which somebody should do something."""
LARGEST_SIDE = 1280
STRIPE = 8
_RED, _BLUE = (40, 40, 230, 230), (230, 120, 20, 230)


@dataclass(frozen=True, slots=True)
class Aids:
    """How a picture is: its sharpness (0 and up, comparable for one scene only), over- and underexposed shares (0 to 1)."""

    sharpness: float
    over: float
    under: float

    @property
    def is_too_bright(self) -> bool:
        """Whether much of it is plain white."""
        return self.over > TOO_BRIGHT

    @property
    def is_too_dark(self) -> bool:
        """Whether much of it is plain black."""
        return self.under > TOO_DARK


def look_at(picture: Picture) -> Aids:
    """Sharpness and exposure of a picture; a large one's middle is looked at for sharpness, all of it for exposure."""
    grey = cast("NDArray[np.uint8]", cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    brightest = _brightest(picture)
    over = cv2.countNonZero(cv2.inRange(brightest, WHITE, 255)) / brightest.size
    under = cv2.countNonZero(cv2.inRange(brightest, 0, BLACK)) / brightest.size
    return Aids(sharpness(_middle(grey)), over, under)


def sharpness(grey: NDArray[np.uint8]) -> float:
    """The fine detail (Laplacian after a light blur, against the sensor's noise) by the mean brightness.

    Brightness, since it stays while the lens is turned; the picture's contrast would fall with the detail.
    """
    small = cast("NDArray[np.float32]", cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32))
    detail = cv2.Laplacian(small, cv2.CV_32F)
    mean, _ = cv2.meanStdDev(small)
    _, fine = cv2.meanStdDev(detail)
    return 100.0 * float(fine[0, 0]) / (float(mean[0, 0]) + 1.0)


def zebra(picture: Picture, *, phase: int = 0) -> NDArray[np.uint8]:
    """Premultiplied BGRA stripes (rows, columns, 4), at most 640 wide, red where it is too bright and blue where too dark."""
    step = max(1, -(-picture.shape[1] // 640))
    brightest = _brightest(np.ascontiguousarray(picture[::step, ::step]))
    rows, columns = brightest.shape
    slanted = _slanted(rows + STRIPE, columns)[phase % STRIPE : phase % STRIPE + rows]
    lost = cv2.LUT(brightest, _LOST)
    kinds = cv2.bitwise_and(lost, np.ascontiguousarray(slanted))
    return cast("NDArray[np.uint8]", cv2.LUT(cv2.merge([kinds] * 4), _COLOURS))


@lru_cache(maxsize=4)
def _slanted(rows: int, columns: int) -> NDArray[np.uint8]:
    """255 in slanted stripes, 0 between them."""
    return np.where((np.arange(rows)[:, None] + np.arange(columns)[None]) % STRIPE < STRIPE // 2, 255, 0).astype(
        np.uint8
    )


def _brightest(picture: Picture) -> NDArray[np.uint8]:
    """The brightest channel of each pixel: one that is at its end is lost, whatever the others say.

    OpenCV rather than numpy's max, which takes 25 times as long and holds Python's lock meanwhile.
    """
    blue, green, red = cv2.split(picture)
    return cast("NDArray[np.uint8]", cv2.max(cv2.max(blue, green), red))


def _premultiplied(colour: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    blue, green, red, alpha = colour
    return blue * alpha // 255, green * alpha // 255, red * alpha // 255, alpha


_LOST = np.array([2 if value <= BLACK else 1 if value >= WHITE else 0 for value in range(256)], np.uint8)
"""Of a brightness: 0 can be told, 1 too bright, 2 too dark."""
_COLOURS = np.zeros((1, 256, 4), np.uint8)
_COLOURS[0, 1], _COLOURS[0, 2] = _premultiplied(_RED), _premultiplied(_BLUE)


class Best:
    """The best sharpness since focusing began, so that one can turn past it and come back."""

    def __init__(self) -> None:
        """Begin anew."""
        self.value = 0.0

    def see(self, sharpness: float) -> float:
        """Take note, and return the share of the best (0 to 1) that this is."""
        self.value = max(self.value, sharpness)
        return sharpness / self.value if self.value > 0 else 0.0


def _middle(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle of a large picture: there the seam is, and a third of a second is not spent on its corners."""
    rows, columns = grey.shape
    if columns <= LARGEST_SIDE:
        return grey
    top, left = rows // 4, columns // 4
    return grey[top : rows - top, left : columns - left]
