"""How far a moving seam smears while the shutter is open."""

from dataclasses import dataclass

from station.core.camera_speed import longest_exposure_s

ASSUMED_PX_PER_MM = 10.0
"""What is assumed of a camera whose scale was not measured: 64 mm across 640 pixels."""


@dataclass(frozen=True, slots=True)
class Blur:
    """How many pixels a seam moves during an exposure, how many are allowed, and the longest exposure that keeps to that."""

    px: float
    allowed_px: float
    longest_s: float

    @property
    def is_too_much(self) -> bool:
        """Whether the picture smears."""
        return self.px > self.allowed_px * (1 + 1e-9)


def blur(*, seam_mm_s: float, exposure_s: float, px_per_mm: float, allowed_px: float) -> Blur:
    """The blur of a seam of that speed: speed times exposure times scale."""
    longest_s = longest_exposure_s(seam_mm_s=seam_mm_s, px_per_mm=px_per_mm, blur_px=allowed_px)
    return Blur(abs(seam_mm_s) * px_per_mm * exposure_s, allowed_px, longest_s)


def worst_exposure_s(rate: float) -> float:
    """The longest that an automatic exposure may take: the time between two frames."""
    return 1.0 / rate if rate > 0 else 1.0 / 30.0
