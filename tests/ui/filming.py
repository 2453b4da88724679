"""Small clips for the tests of the window."""

from pathlib import Path

import numpy as np

from station.core.clips import ClipWriter
from station.core.frame import Frame


def film(path: Path, *, frames: int, size: tuple[int, int] = (96, 64)) -> Path:
    """Film a clip at 30 frames a second in which no two frames are alike."""
    dice = np.random.default_rng(11)
    with ClipWriter(path, size=size, rate=30.0) as writer:
        for number in range(frames):
            picture = np.full((size[1], size[0], 3), 4 * number % 256, np.uint8)
            picture[8:40, 8 : 9 + number % 80] = dice.integers(0, 255, 3)
            writer.write(Frame(picture, number, number / 30))
    return path
