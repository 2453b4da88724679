"""A feed goes on: through loops, failures, hangs and clocks that stand still; and it says how it is doing."""

import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest

from station.core.errors import HeldBack, StationError
from station.core.frame import Frame
from station.live.feed import SILENT_SECONDS, Feed, State, Turn
from station.live.inbox import Backlog
from tests.live.fake_cameras import Endless, ScriptedCamera, picture


class Watched:
    """A feed with somebody who takes all of its frames, and the states that it went through."""

    def __init__(self, camera: ScriptedCamera, **more: object) -> None:
        self.states: list[State] = []
        self.feed = Feed(camera, changed=self._changed, retry_s=0.0, **more)  # type: ignore[arg-type]
        self.inbox: Backlog[Frame] = Backlog(1000)
        self.feed.watch(self.inbox)

    def _changed(self) -> None:
        self.states.append(self.feed._state)

    def take(self, count: int) -> list[Frame]:
        frames = []
        for _ in range(count):
            frame = self.inbox.take()
            assert frame is not None
            frames.append(frame)
        return frames

    def end(self) -> None:
        self.feed.stop()
        assert self.feed.wait(10)


@pytest.fixture
def started() -> Iterator[list[Watched]]:
    there: list[Watched] = []
    yield there
    for watched in there:
        watched.feed.stop()
        assert isinstance(watched.feed.camera, ScriptedCamera)
        watched.feed.camera.release()
    for watched in there:
        assert watched.feed.wait(10)


def begin(there: list[Watched], camera: ScriptedCamera, **more: object) -> Watched:
    watched = Watched(camera, **more)
    there.append(watched)
    watched.feed.start()
    return watched


def test_numbers_and_times_go_on_over_a_reconnection_and_gaps_are_counted(started: list[Watched]) -> None:
    camera = ScriptedCamera([0, 1, 4], [StationError("not there")], [0, 1, 2], [threading.Event()])
    watched = begin(started, camera)
    frames = watched.take(6)
    assert [frame.number for frame in frames] == [0, 1, 4, 5, 6, 7]
    times = [frame.arrived_s for frame in frames]
    assert all(later > earlier for earlier, later in pairwise(time for time in times if time is not None))
    assert watched.feed.figures().dropped == 2
    assert watched.states[:3] == [State.RUNNING, State.LOST, State.LOST]
    assert watched.states[3] is State.RUNNING
    assert camera.opened >= 3


def test_a_lost_camera_says_why_and_keeps_saying_it_while_it_is_tried_again(started: list[Watched]) -> None:
    watched = begin(started, ScriptedCamera([0], [StationError("in use elsewhere")]))
    watched.take(1)
    while watched.feed.figures().problem != "in use elsewhere":
        assert watched.feed.figures().state in {State.RUNNING, State.LOST}
    for _ in range(200):
        figures = watched.feed.figures()
        assert (figures.state, figures.problem) == (State.LOST, "in use elsewhere")
    watched.end()
    assert watched.feed.figures().state is State.ENDED
    assert watched.inbox.take() is None


def test_a_clip_goes_on_in_loops_without_ever_being_lost(started: list[Watched]) -> None:
    watched = begin(started, ScriptedCamera([0, 1, 2], live=False))
    frames = watched.take(10)
    assert [frame.number for frame in frames] == list(range(10))
    assert [frame.picture[5, 5, 0] for frame in frames] == [0, 1, 2] * 3 + [0]
    assert watched.states == [State.RUNNING]
    figures = watched.feed.figures()
    assert (figures.dropped, figures.live) == (0, False)


def test_a_clip_without_a_frame_is_lost_not_spun(started: list[Watched]) -> None:
    watched = begin(started, ScriptedCamera([], live=False))
    while watched.feed.figures().state is not State.LOST:
        pass
    assert "not one frame" in watched.feed.figures().problem


def test_a_camera_that_hangs_is_told_as_lost_and_leaving_it_waits_for_nothing(started: list[Watched]) -> None:
    now, hang = [10.0], threading.Event()
    watched = begin(started, ScriptedCamera([0, 1, hang, 2]), clock=lambda: now[0])
    watched.take(2)
    assert watched.feed.figures().state is State.RUNNING
    now[0] += SILENT_SECONDS + 1
    figures = watched.feed.figures()
    assert figures.state is State.LOST
    assert "3 s" in figures.problem
    watched.feed.leave(watched.inbox)
    assert watched.inbox.take() is None
    watched.feed.stop()
    assert not watched.feed.wait(0)
    hang.set()
    assert watched.feed.wait(10)


def test_a_camera_that_opens_slowly_keeps_nobody_waiting(started: list[Watched]) -> None:
    camera = ScriptedCamera([0])
    camera.opening.clear()
    watched = begin(started, camera)
    assert watched.feed.figures().state is State.OPENING
    watched.feed.stop()
    camera.opening.set()
    assert watched.feed.wait(10)
    assert camera.closed
    assert watched.inbox.take() is None


def test_times_increase_where_the_clock_stands_still(started: list[Watched]) -> None:
    watched = begin(started, ScriptedCamera(list(range(50)), [threading.Event()]), clock=lambda: 5.0)
    times = [frame.arrived_s for frame in watched.take(50)]
    assert all(
        earlier is not None and later is not None and later - earlier > 5e-5 for earlier, later in pairwise(times)
    )
    assert watched.feed.figures().age_s == 0.0


def test_the_rate_is_that_of_the_frames_that_came(started: list[Watched]) -> None:
    now = [0.0]

    def clock() -> float:
        return now[0]

    go = [threading.Event() for _ in range(11)]
    script = [part for number in range(11) for part in (go[number], number)]
    watched = begin(started, ScriptedCamera([*script, threading.Event()]), clock=clock)
    for event in go:
        event.set()
        watched.take(1)
        now[0] += 0.1
    assert watched.feed.figures().rate == pytest.approx(10, abs=1e-6)


def test_live_pictures_are_turned_at_once_and_clips_never(started: list[Watched]) -> None:
    live = begin(started, Endless(), turn=Turn(90))
    assert live.take(1)[0].picture.shape == (32, 24, 3)
    assert tuple(live.take(1)[0].picture[0, -1]) == (255, 0, 0)
    live.feed.turn = Turn(0, mirror=True)
    while (frame := live.take(1)[0]).picture.shape != (24, 32, 3):
        pass
    assert tuple(frame.picture[0, -1]) == (255, 0, 0)
    clip = begin(started, ScriptedCamera([0], live=False), turn=Turn(90))
    assert clip.take(1)[0].picture.shape == (24, 32, 3)


def test_another_size_is_shown_as_it_comes(started: list[Watched]) -> None:
    watched = begin(started, ScriptedCamera([picture(1), picture(2, width=64, height=48), threading.Event()]))
    watched.take(2)
    assert watched.feed.figures().size == (64, 48)


def test_a_feed_is_opened_anew_without_its_watchers_noticing(started: list[Watched]) -> None:
    camera = Endless()
    watched = begin(started, camera)
    watched.take(3)
    watched.feed.reopen()
    while camera.opened < 2:
        watched.take(1)
    numbers = [frame.number for frame in watched.take(3)]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_one_feed_waits_until_another_has_let_go_of_the_camera(started: list[Watched]) -> None:
    first = begin(started, Endless())
    first.take(1)
    second = Watched(Endless())
    started.append(second)
    first.feed.stop()
    second.feed.start(after=first.feed)
    second.take(1)
    assert first.feed.wait(0)


def test_whoever_watches_a_feed_that_is_over_hears_so(started: list[Watched]) -> None:
    watched = begin(started, Endless())
    watched.end()
    late: Backlog[Frame] = Backlog(1)
    watched.feed.watch(late)
    assert late.take() is None
    assert watched.feed.is_over


def test_a_fault_that_nobody_foresaw_ends_the_feed_and_is_heard(
    started: list[Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: heard.append(fault.exc_value))
    watched = begin(started, ScriptedCamera([0, ZeroDivisionError("by zero")]))
    watched.take(1)
    assert watched.inbox.take() is None
    assert watched.feed.wait(10)
    figures = watched.feed.figures()
    assert (figures.state, figures.problem) == (State.LOST, "ZeroDivisionError: by zero")
    assert len(heard) == 1


def test_pictures_that_are_held_back_are_told_and_the_camera_stays_open(started: list[Watched]) -> None:
    black, go = HeldBack("the picture is black"), threading.Event()
    watched = begin(started, camera := ScriptedCamera([0, black, go, black, 3, threading.Event()]))
    assert watched.take(1)[0].number == 0
    while watched.feed.figures().problem != "the picture is black":
        pass
    figures = watched.feed.figures()
    assert (figures.state, figures.is_held) == (State.LOST, True)
    go.set()
    assert watched.take(1)[0].number == 3
    assert watched.feed.figures().dropped == 2
    assert not watched.feed.figures().is_held
    assert (watched.feed.figures().state, camera.opened) == (State.RUNNING, 1)


def test_a_frame_is_as_old_as_its_camera_says(started: list[Watched]) -> None:
    class Telling(ScriptedCamera):
        def read(self) -> Frame | None:
            frame = super().read()
            return None if frame is None else Frame(frame.picture, frame.number, frame.time_s, 40.0 + frame.number)

    watched = begin(started, Telling([0, 1, 90, threading.Event()]), clock=lambda: 50.0)
    assert [frame.arrived_s for frame in watched.take(3)] == [40.0, 41.0, 50.0]


def test_a_camera_that_rests_between_openings_is_closed_in_the_end(started: list[Watched]) -> None:
    class Resting(ScriptedCamera):
        rested = 0

        def rest(self) -> None:
            self.rested += 1

    camera = Resting([0], [StationError("in use")], [0, threading.Event()])
    watched = begin(started, camera)
    watched.take(2)
    assert (camera.rested, camera.closed) == (2, 0)
    watched.feed.stop()
    camera.release()
    assert watched.feed.wait(10)
    assert camera.closed
