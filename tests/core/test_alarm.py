"""A fault counts when it holds for k of the last n frames, once; its alarm stands until somebody has seen it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.alarm import Alarm, Hold


def counted(frames: list[bool], *, needed: int, window: int) -> list[int]:
    """The places where a fault begins, told the slow way."""
    begun, holds = [], False
    for end in range(1, len(frames) + 1):
        shown = sum(frames[max(0, end - window) : end])
        if holds:
            holds = shown > 0
        elif shown >= min(needed, window):
            holds = True
            begun.append(end - 1)
    return begun


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 8), st.integers(1, 8))
def test_a_fault_begins_where_k_of_the_last_n_frames_show_it(frames: list[bool], needed: int, window: int) -> None:
    hold = Hold(frames=needed, window=window)
    begun = [place for place, is_fault in enumerate(frames) if hold.put(is_fault=is_fault)]
    assert begun == counted(frames, needed=needed, window=window)
    assert hold.begun == len(begun)


def test_one_frame_alone_is_no_fault_and_a_flickering_one_counts_once() -> None:
    hold = Hold(frames=2, window=3)
    assert not any(hold.put(is_fault=shown) for shown in (True, False, False, True, False, False))
    assert [hold.put(is_fault=shown) for shown in (True, True, False, True, False, True)].count(True) == 1
    for _ in range(3):
        hold.put(is_fault=False)
    assert not hold.holds
    assert [hold.put(is_fault=True) for _ in range(4)] == [False, True, False, False]
    assert hold.begun == 2


def test_other_numbers_hold_from_the_next_frame_on() -> None:
    hold = Hold(frames=3, window=3)
    assert not hold.put(is_fault=True)
    hold.set(frames=2, window=5)
    assert hold.put(is_fault=True)
    with pytest.raises(ValueError, match="Received: 0 of 3"):
        hold.set(frames=0, window=3)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40), st.booleans())
def test_an_alarm_stands_from_a_fault_until_it_is_seen(steps: list[tuple[bool, bool]], latch: bool) -> None:
    alarm = Alarm(latch=latch)
    hold = Hold(frames=1, window=1)
    stands = False
    for is_fault, acknowledges in steps:
        begins = hold.put(is_fault=is_fault)
        alarm.put(begins=begins, holds=hold.holds)
        stands = begins or (stands and (latch or hold.holds))
        assert alarm.stands == stands
        if acknowledges:
            assert alarm.acknowledge() == stands
            stands = False
            assert not alarm.stands
