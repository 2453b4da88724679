"""Frames that wait: a file's are decoded ahead and all come; of a live camera's a busy moment costs none, slowness is counted."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.errors import StationError
from station.core.frame import Frame
from station.live.ahead import Ahead
from station.live.capture import HICCUP_SECONDS, Newest
from tests.live.fake_network import picture
from tests.live.test_capture import FakeCamera


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "decoding"]


def frame(number: int, *, came_s: float) -> Frame:
    return Frame(picture(number), number, number / 60, came_s)


def taken(inbox: Newest) -> Iterator[int]:
    while (found := inbox.poll()) is not None:
        yield found.number


def test_all_frames_of_a_file_come_in_order_and_the_thread_ends() -> None:
    assert [f.number for f in Ahead(FakeCamera(live=False, numbers=list(range(50))))] == list(range(50))
    assert threads() == []


def test_an_error_comes_after_the_frames_before_it() -> None:
    frames = iter(Ahead(FakeCamera(live=False, numbers=[0, 1, 2], error=StationError("damaged"))))
    assert [next(frames).number for _ in range(3)] == [0, 1, 2]
    with pytest.raises(StationError, match="damaged"):
        next(frames)
    assert threads() == []


def test_who_stops_in_the_middle_leaves_no_thread() -> None:
    frames = iter(Ahead(FakeCamera(live=False, numbers=list(range(1000))), room=2))
    assert next(frames).number == 0
    frames.close()  # type: ignore[attr-defined]
    assert threads() == []


def test_a_busy_moment_costs_no_frame() -> None:
    inbox = Newest()
    for number in range(6):
        inbox.put(frame(number, came_s=number / 60))
    assert list(taken(inbox)) == list(range(6))
    assert inbox.lost == 0


def test_who_is_behind_gets_the_newest_alone_for_a_while() -> None:
    inbox = Newest()
    for number in range(8):
        inbox.put(frame(number, came_s=number / 60))  # number 7 comes 117 ms after number 0
    assert list(taken(inbox)) == [7]
    assert inbox.lost == 7
    for number in range(8, 12):
        inbox.put(frame(number, came_s=number / 60))
    assert list(taken(inbox)) == [11]
    for number in range(100, 104):
        inbox.put(frame(number, came_s=number / 60))
    assert list(taken(inbox)) == [100, 101, 102, 103]


@given(st.lists(st.tuples(st.floats(0.001, 0.2), st.booleans()), max_size=60))
def test_what_waits_is_never_old_and_every_frame_is_taken_or_lost(steps: list[tuple[float, bool]]) -> None:
    inbox, now, seen = Newest(), 0.0, 0
    for number, (pause, takes) in enumerate(steps):
        now += pause
        inbox.put(frame(number, came_s=now))
        if takes and (found := inbox.poll()) is not None:
            seen += 1
            assert found.arrived_s is not None
            assert now - found.arrived_s <= HICCUP_SECONDS
        assert seen + inbox.waiting + inbox.lost == number + 1
