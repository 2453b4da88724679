"""How fast a camera may see: the fastest seam of which every fault is wholly in at least one judged frame, and sharp."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """What a camera sees of a seam: millimetres of it in a frame, frames a second, and how many in a row may be dropped."""

    field_mm: float
    rate: float
    drops: int = 0


def field_along_seam_mm(rows: int, *, px_per_mm: float) -> float:
    """Millimetres of seam in a frame of so many rows; the seam runs down the picture."""
    return rows / px_per_mm


def fastest_mm_s(view: View, *, fault_mm: float) -> float:
    """The fastest seam, in millimetres a second; 0 where such a fault never fits into a frame.

    From one judged frame to the next, with `drops` lost ones between them, the seam moves on by `v * (1 + drops) / rate`. A fault
    of length f is wholly in a frame of field F while its beginning lies within F - f of the frame's edge. So one frame at least
    holds it whole as long as the seam moves no further than that: `v * (1 + drops) / rate <= F - f`, which gives
    `v = (F - f) * rate / (1 + drops)`.
    """
    return max(0.0, view.field_mm - fault_mm) * view.rate / (1 + view.drops)


def drops_allowed(view: View, *, seam_mm_s: float, fault_mm: float) -> int | None:
    """How many frames in a row may be lost at this speed; None where even none is too many."""
    if view.field_mm <= fault_mm or view.rate <= 0:
        return None
    if seam_mm_s <= 0:
        return 1_000_000
    frames = math.floor((view.field_mm - fault_mm) * view.rate / seam_mm_s * (1 + 1e-9))
    return frames - 1 if frames >= 1 else None


def longest_exposure_s(*, seam_mm_s: float, px_per_mm: float, blur_px: float) -> float:
    """The longest exposure during which a seam of that speed moves by at most so many pixels: blur / (speed * scale)."""
    px_s = abs(seam_mm_s) * px_per_mm
    return blur_px / px_s if px_s > 0 else math.inf
