"""Worked by hand: what fits into a picture, and how far a seam moves until the next one."""

import math

import pytest

from station.core.camera_speed import View, drops_allowed, fastest_mm_s, field_along_seam_mm, longest_exposure_s

VIEW = View(field_mm=48.0, rate=30.0)


def test_the_field_is_the_rows_by_the_scale() -> None:
    assert field_along_seam_mm(480, px_per_mm=10.0) == 48.0
    assert field_along_seam_mm(1080, px_per_mm=27.0) == 40.0


def test_the_fastest_seam_moves_by_the_field_less_the_fault_from_frame_to_frame() -> None:
    # 48 mm - 8 mm = 40 mm may pass in 1/30 s: 1200 mm/s; with 3 frames lost in a row in 4/30 s: 300 mm/s.
    assert fastest_mm_s(VIEW, fault_mm=8.0) == pytest.approx(1200.0)
    assert fastest_mm_s(View(48.0, 30.0, drops=3), fault_mm=8.0) == pytest.approx(300.0)
    assert fastest_mm_s(View(20.0, 12.5, drops=1), fault_mm=12.0) == pytest.approx(50.0)


def test_a_fault_longer_than_the_field_is_seen_at_no_speed() -> None:
    assert fastest_mm_s(VIEW, fault_mm=48.0) == 0.0
    assert fastest_mm_s(VIEW, fault_mm=60.0) == 0.0
    assert drops_allowed(VIEW, seam_mm_s=1.0, fault_mm=48.0) is None


def test_as_many_frames_may_be_lost_as_still_leave_one_that_holds_the_fault() -> None:
    # 40 mm at 300 mm/s last 4 frames of 10 mm: 3 may be lost. At 301 mm/s only 2, at 1201 not even none.
    assert drops_allowed(VIEW, seam_mm_s=300.0, fault_mm=8.0) == 3
    assert drops_allowed(VIEW, seam_mm_s=301.0, fault_mm=8.0) == 2
    assert drops_allowed(VIEW, seam_mm_s=1200.0, fault_mm=8.0) == 0
    assert drops_allowed(VIEW, seam_mm_s=1201.0, fault_mm=8.0) is None
    assert drops_allowed(View(48.0, 0.0), seam_mm_s=40.0, fault_mm=8.0) is None


@pytest.mark.parametrize("drops", [0, 1, 4])
def test_on_a_ruler_every_fault_is_whole_in_a_judged_frame_up_to_that_speed_and_not_above(drops: int) -> None:
    view, fault_mm = View(48.0, 30.0, drops), 7.0
    fastest = fastest_mm_s(view, fault_mm=fault_mm)
    for speed, expected in ((0.999 * fastest, True), (1.05 * fastest, False)):
        step = speed * (1 + drops) / view.rate
        begins = [offset * step / 97 for offset in range(97)]
        whole = [
            any(k * step <= begin and begin + fault_mm <= k * step + 48.0 for k in range(-3, 4)) for begin in begins
        ]
        assert all(whole) is expected


def test_the_longest_exposure_is_the_blur_by_the_speed_in_pixels() -> None:
    # 40 mm/s at 10 px/mm are 400 px/s: one pixel takes 2.5 ms, half a pixel 1.25 ms.
    assert longest_exposure_s(seam_mm_s=40.0, px_per_mm=10.0, blur_px=1.0) == pytest.approx(0.0025)
    assert longest_exposure_s(seam_mm_s=40.0, px_per_mm=10.0, blur_px=0.5) == pytest.approx(0.00125)
    assert longest_exposure_s(seam_mm_s=0.0, px_per_mm=10.0, blur_px=1.0) == math.inf
