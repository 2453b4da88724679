"""What is thrown for a strip: everything random comes from one generator, in one order."""

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2

Floats: TypeAlias = NDArray[np.float32]
Size: TypeAlias = tuple[int, int]
"""Height and width in pixels."""

Dice: TypeAlias = np.random.Generator
T = TypeVar("T")


def one_of(dice: Dice, choices: Sequence[T]) -> T:
    """One of them, each as likely."""
    return choices[int(dice.integers(len(choices)))]


def between(dice: Dice, low: float, high: float) -> float:
    """A number in this range."""
    return float(dice.uniform(low, high))


def happens(dice: Dice, chance: float) -> bool:
    """True with this chance, from 0 to 1."""
    return float(dice.random()) < chance


def clouds(dice: Dice, size: Size, *, grain: float) -> Floats:
    """Smooth noise of zero mean and about unit deviation, float32 (h, w); `grain` is the size of its spots in pixels."""
    coarse = (max(3, round(size[0] / grain) + 2), max(3, round(size[1] / grain) + 2))
    noise = dice.standard_normal(coarse, dtype=np.float32)
    return np.asarray(cv2.resize(noise, size[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
