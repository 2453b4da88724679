"""How far a moving seam smears while the shutter is open."""

import math
from dataclasses import dataclass

ALLOWED_PX = 1.0
"""A picture that moved no further than this while it was taken looks sharp."""
ASSUMED_PX_PER_MM = 10.0
"""What is assumed of a camera whose scale was not measured: 64 mm across 640 pixels."""


@dataclass(frozen=True, slots=True)
class Blur:
    """How many pixels a seam moves during an exposure, and the longest exposure that keeps that under one pixel."""

    px: float
    longest_s: float

    @property
    def is_too_much(self) -> bool:
        """Whether the picture smears."""
        return self.px > ALLOWED_PX * (1 + 1e-9)


def blur(*, seam_mm_s: float, exposure_s: float, px_per_mm: float) -> Blur:
    """The blur of a seam of that speed: speed times exposure times scale."""
    px_s = abs(seam_mm_s) * px_per_mm
    return Blur(px_s * exposure_s, ALLOWED_PX / px_s if px_s > 0 else math.inf)


def worst_exposure_s(rate: float) -> float:
    """The longest that an automatic exposure may take: the time between two frames."""
    return 1.0 / rate if rate > 0 else 1.0 / 30.0
