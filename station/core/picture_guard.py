"""Whether a camera's pictures are pictures of now: not one that comes again and again, and not black."""

import numpy as np

from station.core.errors import StationError
from station.core.frame import Picture

STALE_SECONDS = 0.75
"""So that a camera with 4 frames a second is found frozen within a second."""
KEYLESS_SECONDS = 10.0
STEP = 8
"""One row in eight is looked at: whole rows are read ten times as fast as single pixels."""
BLACK = 24
"""Of 255: sensor noise behind a lens cap stays below it."""
LIT_SHARE = 0.001
"""A black picture has at most so many pixels that are not: a sensor has hot ones."""
BLACK_TEXT = "the picture is black: is the lens covered, or the lamp off?"


class Stillness:
    """Tells a frozen camera. Two shots of a real sensor differ by noise; equal ones come from a driver or a stream that repeats.

    (opencv#14044, Frigate#5280.) Between two key frames an encoder may honestly say "nothing changed" of a still scene, so
    of a stream that has few of them one must be among the equal pictures; after KEYLESS_SECONDS none is waited for.
    """

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._sample = b""
        self._since = 0.0
        self._has_key = False

    def see(self, picture: Picture, *, now: float, is_key: bool = True) -> float | None:
        """For how many seconds the picture has been the same, where that is too long; else None."""
        sample = picture[::STEP].tobytes()
        if sample != self._sample:
            self._sample, self._since, self._has_key = sample, now, False
            return None
        self._has_key |= is_key
        same = now - self._since
        return same if same >= (STALE_SECONDS if self._has_key else KEYLESS_SECONDS) else None


def is_black(picture: Picture) -> bool:
    """Whether nothing is to be seen: the lens is covered, or the lamp is off."""
    sample = picture[::STEP]
    return bool(np.count_nonzero(sample > BLACK) <= LIT_SHARE * sample.size)


def expect_shape(picture: Picture, shape: tuple[int, ...]) -> None:
    """StationError where a camera's picture has another shape (height, width, 3) than those before."""
    if picture.shape != shape:
        raise StationError(
            f"the camera changed its picture from {shape[1]} x {shape[0]} to {picture.shape[1]} x {picture.shape[0]} pixels"
        )
