"""A class is shown once it holds, and never on the word of a single frame among others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.steady import Steady


def test_a_class_holds_in_two_of_three_frames() -> None:
    steady = Steady(frames=2, window=3)
    seen = ["Apfel", "Apfel", "Tomate", "Apfel", "", "", "Apfel", "Apfel"]
    assert [steady.put(name) for name in seen] == [False, True, False, True, False, False, False, True]


def test_one_of_one_frame_holds_at_once() -> None:
    steady = Steady(frames=1, window=1)
    assert [steady.put(name) for name in ("Apfel", "Tomate", "")] == [True, True, False]


def test_another_number_of_frames_holds_from_the_next_one_on() -> None:
    steady = Steady(frames=1, window=3)
    assert steady.put("Apfel")
    steady.set(frames=5, window=2)
    assert steady.put("Apfel"), "all of the window are meant"
    with pytest.raises(ValueError, match="at least 1"):
        steady.set(frames=0, window=2)


@given(st.lists(st.sampled_from(["", "Apfel", "Tomate"])), st.integers(1, 5), st.integers(1, 5))
def test_what_holds_was_seen_often_enough(seen: list[str], frames: int, window: int) -> None:
    steady = Steady(frames=frames, window=window)
    for at, name in enumerate(seen, start=1):
        last = seen[max(0, at - window) : at]
        assert steady.put(name) is (name != "" and last.count(name) >= min(frames, window))
