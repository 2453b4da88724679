"""OK is earned by every frame anew: whatever hangs, is late, not finite or gone gives NO RESULT, and nothing is counted twice."""

import math
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.verdict import Rule, Verdict
from station.live.capture import FeedCapture
from station.live.feed import Feed
from station.live.keeper import RESTARTS, Keeper, WorkerHelper
from station.live.painter import Look
from station.live.session_file import SessionFile
from station.live.watch import Phase, Status, Watch, Wishes
from station.model.runs import Run
from station.model.shipped import practice_run
from tests.live.fake_network import (
    BROKEN_SEAM,
    SOUND,
    FakeHelper,
    ListedFrames,
    PacedCamera,
    Probabilities,
    base_run,
    rows_of,
)

WISHES = Wishes(Rule({}), late_s=30.0)


class FakeClock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def until(holds: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """Wait until something holds, looking every few milliseconds."""
    waiting, end = threading.Event(), time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        waiting.wait(0.002)


def watch_of(
    frames: ListedFrames | FeedCapture,
    *helpers: FakeHelper,
    clock: Callable[[], float] = time.perf_counter,
    wishes: Wishes = WISHES,
    rows: SessionFile | None = None,
    hang_s: float = 8.0,
    told: list[str] | None = None,
) -> Watch:
    """A watch with these helpers, one after the other."""
    there = iter(helpers)
    heard = told if told is not None else []
    keeper = Keeper(base_run(), helper=lambda run: next(there), clock=clock, told=heard.append, hang_s=hang_s)
    return Watch(frames, keeper, attributes=SEAM, wishes=wishes, rows=rows, clock=clock)


def counts(status: Status) -> dict[Verdict, int]:
    assert status.tallied is not None
    return status.tallied.frames


def accounted(status: Status) -> int:
    """All frames that came, the uncounted ones before the network was ready included."""
    return sum(counts(status).values()) + status.unready


def over(watch: Watch) -> Status:
    """Run a watch to the end of its frames."""
    watch.start()
    until(lambda: not watch.is_running)
    watch.close()
    assert watch.wait(5)
    return watch.status()


kinds = st.sampled_from(["sound", "broken", "unsure", "nan"])
ANSWERS: dict[str, Probabilities] = {
    "sound": SOUND,
    "broken": BROKEN_SEAM,
    "unsure": (0.52, 0.02, 0.02, 0.5),
    "nan": (math.nan, 0.02, 0.02, 0.5),
}
VERDICTS = {
    "sound": Verdict.OK,
    "broken": Verdict.NOT_OK,
    "unsure": Verdict.NO_RESULT,
    "nan": Verdict.NO_RESULT,
}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(kinds, st.integers(0, 3)), max_size=12))
def test_every_frame_is_counted_once(steps: list[tuple[str, int]]) -> None:
    numbers, kind_of, number = [], {}, 0
    for kind, gap in steps:
        number += gap
        numbers.append(number)
        kind_of[number] = kind
        number += 1
    helper = FakeHelper(lambda number, _: ANSWERS[kind_of[number]])
    status = over(watch_of(ListedFrames(numbers, live=False, clock=time.perf_counter), helper))
    told = counts(status)
    for verdict in (Verdict.OK, Verdict.NOT_OK, Verdict.NO_RESULT):
        assert told[verdict] == sum(VERDICTS[kind] is verdict for kind, _ in steps)
    assert told[Verdict.NOT_INSPECTED] == sum(gap for _, gap in steps)
    assert sum(told.values()) == number
    assert status.verdict is Verdict.NO_RESULT
    assert helper.closed


def test_every_frame_of_a_live_camera_is_counted_once_even_when_it_is_stopped_in_the_middle() -> None:
    camera = PacedCamera(1000)
    feed = Feed(camera)
    watch = watch_of(FeedCapture(feed), FakeHelper())
    feed.start()
    watch.start()
    for _ in range(200):
        camera.allow.release()
    until(lambda: feed.figures().frames == 200)
    until(lambda: accounted(watch.status()) >= 199)
    watch.close()
    assert watch.wait(5)
    assert accounted(watch.status()) == 200
    end(watch, feed)


def running_on_one_frame(helper: FakeHelper, clock: Callable[[], float]) -> tuple[Watch, PacedCamera, Feed]:
    """A watch over a live camera that has given one frame, which was judged."""
    camera = PacedCamera(1000)
    feed = Feed(camera, clock=clock)
    watch = watch_of(FeedCapture(feed), helper, clock=clock, wishes=Wishes(Rule({}), late_s=0.5))
    feed.start()
    watch.start()
    until(lambda: watch.status().phase is Phase.RUNNING)
    camera.allow.release()
    until(lambda: watch.status().age_s is not None)
    return watch, camera, feed


def end(watch: Watch, feed: Feed) -> None:
    watch.close()
    feed.stop()
    assert isinstance(feed.camera, PacedCamera)
    feed.camera.ended.set()
    assert watch.wait(5)
    assert feed.wait()


def test_a_verdict_that_is_no_longer_fresh_is_no_result() -> None:
    clock = FakeClock()
    watch, _, feed = running_on_one_frame(FakeHelper(), clock)
    assert watch.status().verdict is Verdict.OK
    assert watch.status().fresh_s == pytest.approx(0.5)
    clock.now += 0.49
    assert watch.status().verdict is Verdict.OK
    clock.now += 0.02
    assert watch.status().verdict is Verdict.NO_RESULT
    assert watch.status().fresh_s == 0
    end(watch, feed)


def test_an_answer_that_comes_late_is_no_result() -> None:
    clock = FakeClock()

    def slow(number: int, helper: FakeHelper) -> Probabilities:
        clock.now += 0.6
        return SOUND

    watch, _, feed = running_on_one_frame(FakeHelper(slow), clock)
    assert counts(watch.status())[Verdict.NO_RESULT] == 1
    assert watch.status().verdict is Verdict.NO_RESULT
    end(watch, feed)


def test_a_camera_that_is_lost_leaves_no_green_sign() -> None:
    clock = FakeClock()
    camera = PacedCamera(1000, lost=1)
    feed = Feed(camera, clock=clock)
    watch = watch_of(FeedCapture(feed), FakeHelper(), clock=clock, wishes=Wishes(Rule({}), late_s=0.5))
    feed.start()
    watch.start()
    until(lambda: watch.status().phase is Phase.RUNNING)
    camera.allow.release()
    until(lambda: watch.status().verdict is Verdict.OK)
    camera.allow.release()
    until(lambda: "unplugged" in feed.figures().problem or "not there" in feed.figures().problem)
    clock.now += 0.6
    assert watch.status().verdict is Verdict.NO_RESULT
    end(watch, feed)


def test_frames_that_come_while_the_network_loads_are_no_result_and_not_counted() -> None:
    loaded = threading.Event()
    camera = PacedCamera(1000)
    feed = Feed(camera)
    clock = FakeClock()
    watch = watch_of(FeedCapture(feed), FakeHelper(loading=loaded), clock=clock)
    feed.start()
    watch.start()
    camera.allow.release()
    until(lambda: watch.result is not None)
    clock.now += 7
    status = watch.status()
    assert status.phase is Phase.LOADING
    assert status.loading_s == 7
    assert status.verdict is Verdict.NO_RESULT
    assert watch.result is not None
    assert watch.result.verdict is Verdict.NO_RESULT
    assert status.unready == 1
    assert status.tallied is not None
    assert not any(status.tallied.frames.values())
    assert not any(status.tallied.seconds.values())
    loaded.set()
    until(lambda: watch.status().phase is Phase.RUNNING)
    clock.now += 1
    status = watch.status()
    assert status.loading_s is None
    assert status.tallied is not None
    assert status.tallied.seconds[Verdict.NO_RESULT] == 1, "no picture came since it was ready"
    camera.allow.release()
    until(lambda: counts(watch.status())[Verdict.OK] == 1)
    assert sum(counts(watch.status()).values()) == 1
    assert watch.status().unready == 1
    end(watch, feed)


def test_stopping_while_the_network_loads_ends_the_worker() -> None:
    helper = FakeHelper(loading=threading.Event())
    watch = watch_of(ListedFrames([0], live=False, clock=time.perf_counter), helper)
    watch.start()
    until(lambda: watch.status().phase is Phase.LOADING)
    watch.close()
    assert watch.wait(5)
    assert helper.closed


@pytest.mark.parametrize("error", [StationError("the worker is gone"), OSError("pipe"), ValueError("no such shape")])
def test_a_worker_that_dies_is_started_again_and_its_frame_is_no_result(error: Exception) -> None:
    def dies(number: int, helper: FakeHelper) -> Probabilities:
        raise error

    told: list[str] = []
    frames = ListedFrames([0, 1, 2], live=False, clock=time.perf_counter)
    status = over(watch_of(frames, FakeHelper(dies), FakeHelper(), told=told))
    assert counts(status) == {
        Verdict.OK: 2,
        Verdict.NOT_OK: 0,
        Verdict.NAMED: 0,
        Verdict.NO_RESULT: 1,
        Verdict.NOT_INSPECTED: 0,
    }
    assert told == [str(error)]


def test_a_worker_that_dies_again_and_again_is_given_up() -> None:
    def dies(number: int, helper: FakeHelper) -> Probabilities:
        raise StationError("the worker is gone")

    told: list[str] = []
    helpers = [FakeHelper(dies) for _ in range(RESTARTS + 1)]
    frames = ListedFrames(list(range(20)), live=False, clock=time.perf_counter)
    status = over(watch_of(frames, *helpers, told=told))
    assert status.phase is Phase.FAILED
    assert "gone" in status.problem
    assert len(told) == RESTARTS + 1
    assert counts(status)[Verdict.OK] == 0
    assert all(helper.closed for helper in helpers)


def test_a_worker_that_hangs_is_ended_and_started_again() -> None:
    def hangs(number: int, helper: FakeHelper) -> Probabilities:
        assert helper.killed.wait(5)
        raise StationError("the worker was killed")

    told: list[str] = []
    first = FakeHelper(hangs)
    frames = ListedFrames([0, 1], live=False, clock=time.perf_counter)
    status = over(watch_of(frames, first, FakeHelper(), hang_s=0.05, told=told))
    assert first.killed.is_set()
    assert counts(status)[Verdict.NO_RESULT] == 1
    assert counts(status)[Verdict.OK] == 1
    assert "no answer" in told[0] or "killed" in told[0]


def test_an_answer_of_another_shape_is_no_result() -> None:
    helper = FakeHelper(lambda number, _: (0.9, 0.1))
    status = over(watch_of(ListedFrames([0], live=False, clock=time.perf_counter), helper))
    assert counts(status)[Verdict.NO_RESULT] == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_exception_that_nobody_foresaw_is_no_result_and_is_not_swallowed() -> None:
    def breaks(number: int, helper: FakeHelper) -> Probabilities:
        raise ZeroDivisionError("nobody foresaw this")

    status = over(watch_of(ListedFrames([0, 1], live=False, clock=time.perf_counter), FakeHelper(breaks)))
    assert status.phase is Phase.FAILED
    assert status.verdict is Verdict.NO_RESULT
    assert "ZeroDivisionError" in status.problem


def test_faults_are_counted_once_kept_with_their_frame_and_acknowledged() -> None:
    shown = [False, True, True, True, False, False, False, False, True, True]
    helper = FakeHelper(lambda number, _: BROKEN_SEAM if shown[number] else SOUND)
    watch = watch_of(ListedFrames(list(range(len(shown))), live=False, clock=time.perf_counter), helper)
    status = over(watch)
    assert status.faults == 2
    assert status.alarm
    assert [fault.result.frame.number for fault in watch.faults] == [2, 9]
    assert watch.faults[0].found == (("break", True),)
    whole = watch.faults[0].whole()
    assert (whole.frame.picture == 2).all()
    assert watch.acknowledge("Anna")
    assert not watch.status().alarm
    assert [fault.acknowledged.who for fault in watch.faults if fault.acknowledged] == ["Anna", "Anna"]


def test_a_frozen_picture_stands_while_counting_goes_on_and_is_painted_by_new_wishes() -> None:
    camera = PacedCamera(1000)
    feed = Feed(camera)
    watch = watch_of(FeedCapture(feed), FakeHelper(lambda number, _: BROKEN_SEAM))
    feed.start()
    watch.start()
    until(lambda: watch.status().phase is Phase.RUNNING)
    camera.allow.release()
    until(lambda: watch.newest is not None)
    watch.freeze(frozen=True)
    camera.allow.release()
    until(lambda: counts(watch.status())[Verdict.NOT_OK] == 2)
    assert watch.newest is not None
    assert watch.newest.result.frame.number == 0
    assert watch.newest.shown == ("break",)
    watch.change(Wishes(Rule({}), Look("hirescam", ("good", "length"), 1.0)))
    until(lambda: watch.newest is not None and watch.newest.shown == ("good", "length"))
    end(watch, feed)


def test_thresholds_hold_from_the_next_frame_on() -> None:
    camera = PacedCamera(1000)
    feed = Feed(camera)
    watch = watch_of(FeedCapture(feed), FakeHelper(lambda number, _: (0.97, 0.3, 0.02, 0.5)))
    feed.start()
    watch.start()
    until(lambda: watch.status().phase is Phase.RUNNING)
    camera.allow.release()
    until(lambda: counts(watch.status())[Verdict.OK] == 1)
    watch.change(Wishes(Rule({"error": 0.1}), late_s=30))
    camera.allow.release()
    until(lambda: counts(watch.status())[Verdict.NOT_OK] == 1)
    end(watch, feed)


def test_the_rows_of_a_session_are_exported_and_dropped(tmp_path: Path) -> None:
    rows = SessionFile(tmp_path / "cache", attributes=SEAM)
    helper = FakeHelper(lambda number, _: ANSWERS["nan"] if number == 1 else SOUND)
    watch = watch_of(ListedFrames([0, 1], live=False, clock=time.perf_counter), helper, rows=rows)
    over(watch)
    assert rows.export(tmp_path / "out.csv") == 2
    assert rows_of(tmp_path / "out.csv") == [
        ["frame", "time_s", "verdict", "good", "error", "break", "length"],
        ["0", "0.000000", "OK", "0.970000", "0.020000", "0.030000", "0.500000"],
        ["1", "0.040000", "NO RESULT", "nan", "0.020000", "0.020000", "0.500000"],
    ]
    rows.drop()
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_real_worker_answers_and_when_it_is_killed_its_frame_is_no_result() -> None:
    made: list[WorkerHelper] = []

    def helper(run: Run) -> WorkerHelper:
        made.append(WorkerHelper(run))
        return made[-1]

    camera = PacedCamera(1000)
    feed = Feed(camera)
    told: list[str] = []
    keeper = Keeper(practice_run(), helper=helper, told=told.append)
    watch = Watch(FeedCapture(feed), keeper, attributes=SEAM, wishes=WISHES)
    feed.start()
    watch.start()
    # 2 s of processor time, for which ten other processes may want the two cores as well
    until(lambda: watch.status().phase is Phase.RUNNING, seconds=300)
    camera.allow.release()
    until(lambda: watch.result is not None, seconds=20)
    first = watch.result
    assert first is not None
    assert set(first.probabilities) == set(SEAM.names)
    assert all(maps.shape[2] == len(SEAM) for maps in first.raw.values())
    assert set(first.raw) == {"gradcam", "hirescam"}
    os.kill(made[0].pid, signal.SIGTERM)
    camera.allow.release()
    until(lambda: watch.result is not first, seconds=20)
    assert watch.result is not None
    assert watch.result.verdict is Verdict.NO_RESULT
    until(lambda: bool(told))
    assert "ended unexpectedly" in told[0]
    end(watch, feed)
    for worker in made:
        with pytest.raises(ProcessLookupError):
            os.kill(worker.pid, 0)
