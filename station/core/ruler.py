"""The scale of the picture: from two points on a ruler to pixels a millimetre, and back to a bar of a round length."""

import math

Point = tuple[float, float]

LEAST_PX = 10.0
"""Two points that are closer than this measure nothing."""
_ROUND = (1.0, 2.0, 5.0)


def distance_px(first: Point, second: Point) -> float:
    """How far two points of a picture are apart, in pixels."""
    return math.hypot(second[0] - first[0], second[1] - first[1])


def px_per_mm(first: Point, second: Point, *, millimetres: float) -> float:
    """The scale by two points that are so many millimetres apart; ValueError where they are too close or none lie between."""
    length = distance_px(first, second)
    if length < LEAST_PX:
        raise ValueError(f"the points lie at least {LEAST_PX:g} pixels apart. Received: {length:.1f}")
    if not (math.isfinite(millimetres) and millimetres > 0):
        raise ValueError(f"the points are some millimetres apart. Received: {millimetres}")
    return length / millimetres


def error_share(first: Point, second: Point, *, point_px: float = 1.0) -> float:
    """By what share the scale may be wrong where each point is a pixel off."""
    return 2 * point_px / max(distance_px(first, second), 1e-9)


def bar_mm(scale: float, *, longest_px: float) -> float:
    """The longest round length (1, 2 or 5 times a power of ten, in millimetres) whose bar is not longer than that."""
    longest = longest_px / scale
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in _ROUND if step * power <= longest * (1 + 1e-9))
