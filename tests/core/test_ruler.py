"""The scale by two points, and round scale bars."""

import math

import pytest

from station.core.ruler import bar_mm, error_share, px_per_mm


def test_two_points_and_their_millimetres_give_the_scale() -> None:
    assert px_per_mm((100, 100), (400, 500), millimetres=50) == pytest.approx(10)
    assert error_share((0, 0), (200, 0)) == pytest.approx(0.01)


@pytest.mark.parametrize("millimetres", [0.0, -1.0, math.nan, math.inf])
def test_lengths_that_are_none_are_refused(millimetres: float) -> None:
    with pytest.raises(ValueError, match="Received"):
        px_per_mm((0, 0), (100, 0), millimetres=millimetres)


def test_points_that_lie_together_measure_nothing() -> None:
    with pytest.raises(ValueError, match=r"at least 10 pixels apart\. Received: 9\.0"):
        px_per_mm((0, 0), (9, 0), millimetres=1)


@pytest.mark.parametrize(
    ("scale", "longest", "bar"), [(10, 250, 20), (10, 200, 20), (10, 199, 10), (4, 3000, 500), (400, 100, 0.2)]
)
def test_a_scale_bar_has_a_round_length(scale: float, longest: float, bar: float) -> None:
    assert bar_mm(scale, longest_px=longest) == pytest.approx(bar)
