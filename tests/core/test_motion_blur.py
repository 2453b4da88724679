"""When a moving seam smears."""

import math

import pytest

from station.core.motion_blur import blur, worst_exposure_s


def test_the_blur_is_speed_times_exposure_times_scale() -> None:
    seen = blur(seam_mm_s=40, exposure_s=1 / 32, px_per_mm=9.6, allowed_px=1)
    assert seen.px == pytest.approx(12)
    assert seen.longest_s == pytest.approx(1 / 384)
    assert seen.is_too_much


def test_the_longest_exposure_is_just_short_enough() -> None:
    longest = blur(seam_mm_s=33, exposure_s=1, px_per_mm=7, allowed_px=1).longest_s
    assert not blur(seam_mm_s=33, exposure_s=longest, px_per_mm=7, allowed_px=1).is_too_much
    assert blur(seam_mm_s=33, exposure_s=longest * 1.01, px_per_mm=7, allowed_px=1).is_too_much


def test_who_allows_more_blur_may_expose_longer() -> None:
    seen = blur(seam_mm_s=40, exposure_s=0.005, px_per_mm=10, allowed_px=2)
    assert seen.longest_s == pytest.approx(0.005)
    assert not seen.is_too_much


def test_a_seam_that_stands_still_never_blurs() -> None:
    seen = blur(seam_mm_s=0, exposure_s=10, px_per_mm=10, allowed_px=1)
    assert (seen.px, seen.longest_s, seen.is_too_much) == (0, math.inf, False)


def test_an_automatic_exposure_may_take_the_time_between_two_frames() -> None:
    assert worst_exposure_s(25) == pytest.approx(0.04)
    assert worst_exposure_s(0) == pytest.approx(1 / 30)
