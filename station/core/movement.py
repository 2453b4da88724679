"""How far the cloth moved between two frames, by phase correlation; what can't be told surely is not told."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2

SIZE = (128, 96)
"""Width and height of the grey pictures that are compared. At 10 px/mm and 640 across one of their pixels is half a millimetre."""
FURTHEST = 0.3
"""Of the picture's side: two pictures that share less than the rest are no longer laid over one another reliably."""
SURE = 3.0
"""How many times the correlation's peak rises above the next one where it stands for itself. Cloth repeats itself: on 14 practice
strips, moved by up to a third of the view, the wrong peaks reached 2.8."""
LIKELY = 1.5
"""The same where the movement is what the speed before foretells."""
STRAY_SHARE, STRAY_PX = 0.25, 1.0
"""How far from the foretold movement that may be: a share of it, and small pixels."""
HELD_PX = 1.0
"""Until it moved so far, a picture is compared with the same earlier one: so that standing still adds up to nothing."""
FORGET_S = 1.0
"""A speed that is older foretells nothing."""
_NEIGHBOURS = 4
_PASS_LOW, _PASS_HIGH = 0.22, 0.03
_BACKGROUND_PX = 8.0


@dataclass(frozen=True, slots=True)
class Moved:
    """From the frame before to this one, in pixels of the frame: to the right and down; `sharpness` is that of the peak."""

    x: float
    y: float
    sharpness: float


class Mover:
    """Compares each picture with the one before, or with an earlier one while nothing moves.

    The phase correlation is that of Kuglin and Hines (1975), of windowed pictures without their slow changes of light and
    without the finest grain, with a parabola through the peak and its neighbours.
    """

    def __init__(self) -> None:
        """Begin without a picture."""
        self._held: NDArray[np.complex64] | None = None
        self._since_held = (0.0, 0.0)
        self._speed: tuple[float, float] | None = None
        self._speed_s = 0.0
        self._last_s = 0.0

    def put(self, picture: Picture, *, size: tuple[int, int], time_s: float) -> Moved | None:
        """How far this picture moved against the last one; None for the first one, and where it can't be told.

        `picture` is a BGR picture uint8 (h, w, 3), at network size as well, of a frame of `size` (width, height);
        `time_s` is when it was taken, in seconds.
        """
        spectrum = _spectrum(picture)
        held, before = self._held, self._since_held
        passed_s, self._last_s = time_s - self._last_s, time_s
        found = None if held is None else self._found(held, spectrum, before=before, passed_s=passed_s, time_s=time_s)
        if found is None:
            self._held, self._since_held, self._speed = spectrum, (0.0, 0.0), None
            return None
        x, y, sharpness = found
        step = (x - before[0], y - before[1])
        if passed_s > 0:
            self._speed, self._speed_s = (step[0] / passed_s, step[1] / passed_s), time_s
        if math.hypot(x, y) >= HELD_PX:
            self._held, self._since_held = spectrum, (0.0, 0.0)
        else:
            self._since_held = (x, y)
        return Moved(step[0] * size[0] / SIZE[0], step[1] * size[1] / SIZE[1], sharpness)

    def _found(
        self,
        held: NDArray[np.complex64],
        spectrum: NDArray[np.complex64],
        *,
        before: tuple[float, float],
        passed_s: float,
        time_s: float,
    ) -> tuple[float, float, float] | None:
        x, y, sharpness = _peak(held, spectrum)
        if abs(x) > FURTHEST * SIZE[0] or abs(y) > FURTHEST * SIZE[1]:
            return None
        if sharpness >= SURE:
            return x, y, sharpness
        if sharpness < LIKELY or self._speed is None or time_s - self._speed_s > FORGET_S:
            return None
        foretold = (before[0] + self._speed[0] * passed_s, before[1] + self._speed[1] * passed_s)
        stray = math.hypot(x - foretold[0], y - foretold[1])
        return (x, y, sharpness) if stray <= STRAY_PX + STRAY_SHARE * math.hypot(*foretold) else None


def _spectrum(picture: Picture) -> NDArray[np.complex64]:
    if picture.shape[1::-1] != SIZE:
        picture = cv2.resize(picture, SIZE, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    grey -= cv2.GaussianBlur(grey, (0, 0), _BACKGROUND_PX)  # the lamp and the lens do not move with the cloth
    return np.fft.rfft2(grey * _window()).astype(np.complex64)


def _peak(first: NDArray[np.complex64], second: NDArray[np.complex64]) -> tuple[float, float, float]:
    """Where the correlation is highest, in small pixels, and how many times higher than anywhere else."""
    width, height = SIZE
    cross = second * np.conj(first)
    size = np.abs(cross)
    surface = np.fft.irfft2(cross / (size + 1e-3 * float(size.mean()) + 1e-12) * _band(), s=(height, width))
    row, column = divmod(int(surface.argmax()), width)
    x = column + _summit(surface[row, column - 1], surface[row, column], surface[row, (column + 1) % width])
    y = row + _summit(surface[row - 1, column], surface[row, column], surface[(row + 1) % height, column])
    peak = float(surface[row, column])
    reach = np.arange(-_NEIGHBOURS, _NEIGHBOURS + 1)
    surface[np.ix_((row + reach) % height, (column + reach) % width)] = -np.inf
    other = float(surface.max())
    sharpness = 0.0 if peak <= 0 else math.inf if other <= 0 else peak / other
    return (x + width / 2) % width - width / 2, (y + height / 2) % height - height / 2, sharpness


def _summit(before: float, at: float, after: float) -> float:
    """Where between its neighbours the parabola through three values is highest."""
    bend = before - 2 * at + after
    return float(0.5 * (before - after) / bend) if bend else 0.0


@cache
def _window() -> NDArray[np.float32]:
    return np.outer(np.hanning(SIZE[1]), np.hanning(SIZE[0])).astype(np.float32)


@cache
def _band() -> NDArray[np.float32]:
    """Which frequencies count, in cycles a pixel: not the slow ones, that are light, nor the finest, that are noise."""
    frequency = np.hypot(np.fft.rfftfreq(SIZE[0])[None], np.fft.fftfreq(SIZE[1])[:, None])
    kept = np.exp(-((frequency / _PASS_LOW) ** 2)) * (1 - np.exp(-((frequency / _PASS_HIGH) ** 2)))
    return np.asarray(kept, np.float32)
