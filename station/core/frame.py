"""One image of a clip or camera, with its number and its time."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""A BGR picture, shape (height, width, 3), dtype uint8."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A read-only picture with its number in the clip and its presentation time in seconds from the clip's start.

    `arrived_s` is when a live camera gave it, by `time.perf_counter`; None where it comes from a file. The picture's array
    is locked against writing, so that one frame can be shown, recorded and judged without copies.
    """

    picture: Picture
    number: int
    time_s: float
    arrived_s: float | None = None

    def __post_init__(self) -> None:
        """Lock the picture; raise ValueError when it is not a uint8 array of shape (height, width, 3)."""
        if self.picture.ndim != 3 or self.picture.shape[2] != 3 or self.picture.dtype != np.uint8:
            raise ValueError(
                f"a frame holds a uint8 picture of shape (height, width, 3). "
                f"Received: {self.picture.dtype} {self.picture.shape}"
            )
        self.picture.setflags(write=False)
