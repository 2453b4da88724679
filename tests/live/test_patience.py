"""A slow camera is not a lost one."""

import pytest

from station.live.patience import Limits, Patience


def after(intervals: list[float], *, disturbed: bool = False) -> Patience:
    patience, now = Patience(), 100.0
    patience.came(now)
    for interval in intervals:
        now += interval
        patience.came(now)
    if disturbed:
        patience.disturb()
    return patience


@pytest.mark.parametrize("interval", [1 / 60, 1 / 30, 1 / 7, 0.3])
def test_a_camera_that_settled_is_missed_within_half_a_second(interval: float) -> None:
    assert interval < after([interval] * 10).limit_s <= 0.45


@pytest.mark.parametrize("interval", [1 / 3, 0.5, 1.0])
def test_a_slower_one_gets_half_as_long_again_as_it_takes(interval: float) -> None:
    assert after([interval] * 10).limit_s == pytest.approx(1.5 * interval)


def test_nobody_waits_longer_for_a_slow_one_than_for_one_that_begins() -> None:
    assert after([30.0] * 10).limit_s == 2.0


def test_the_first_pictures_and_those_after_a_wish_may_take_their_time() -> None:
    assert Patience().limit_s == Limits().first_s
    assert after([0.02]).limit_s == 2.0
    assert after([0.02] * 10, disturbed=True).limit_s == 2.0


def test_one_long_interval_among_short_ones_changes_nothing() -> None:
    assert after([0.02] * 10 + [0.4]).limit_s == Limits().silent_s
