"""Inboxes are bounded, say what they lose, and hand on why they ended."""

import threading

import pytest

from station.core.errors import StationError
from station.live.inbox import Backlog, Latest


def test_the_newest_replaces_the_one_before_and_the_loss_is_counted() -> None:
    inbox: Latest[int] = Latest()
    for number in range(10):
        inbox.put(number)
    assert inbox.take() == 9
    assert inbox.lost == 9


def test_a_full_backlog_refuses_the_new_one_and_counts_it() -> None:
    inbox: Backlog[int] = Backlog(3)
    for number in range(5):
        inbox.put(number)
    inbox.close()
    assert [inbox.take() for _ in range(4)] == [0, 1, 2, None]
    assert inbox.lost == 2


def test_whoever_waits_is_woken_by_a_thing_and_by_the_end() -> None:
    inbox: Latest[str] = Latest()
    taken: list[str | None] = []
    reader = threading.Thread(target=lambda: taken.extend(iter(inbox.take, None)))
    reader.start()
    inbox.put("a frame")
    inbox.close()
    reader.join(10)
    assert not reader.is_alive()
    assert taken == ["a frame"]
    assert inbox.take() is None


def test_an_error_comes_after_what_was_already_there() -> None:
    inbox: Latest[int] = Latest()
    inbox.put(1)
    inbox.close(StationError("the camera is gone"))
    assert inbox.take() == 1
    with pytest.raises(StationError, match="the camera is gone"):
        inbox.take()
