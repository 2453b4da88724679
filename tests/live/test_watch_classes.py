"""A watch over classes names the class of each frame, on a live sign only once it holds, and never that of an old frame."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from station.core.attributes import AttributeSet, classes_named
from station.core.frame import Frame
from station.core.verdict import Rule, Verdict
from station.live.capture import FeedCapture
from station.live.feed import Feed
from station.live.keeper import Keeper
from station.live.painter import Look, Result, painted
from station.live.session_file import SessionFile
from station.live.watch import Phase, Watch, Wishes
from tests.live.fake_network import (
    FakeHelper,
    ListedFrames,
    PacedCamera,
    Probabilities,
    answered,
    base_run,
    picture,
    rows_of,
)
from tests.live.test_watch import FakeClock, end, over, until

FRUIT = classes_named(("Apfel", "Orange", "Tomate"), colours=((0, 255, 0), (255, 0, 0), (0, 0, 255)))
APFEL, TOMATE, UNSURE = (0.9, 0.06, 0.04), (0.02, 0.03, 0.95), (0.48, 0.07, 0.45)
WISHES = Wishes(Rule({}), late_s=30.0)

Live = tuple[Watch, Callable[[], None], Feed]


def watch_of(
    frames: ListedFrames | FeedCapture,
    answers: list[Probabilities],
    *,
    classes: AttributeSet = FRUIT,
    clock: Callable[[], float] = time.perf_counter,
    rows: SessionFile | None = None,
) -> Watch:
    """A watch whose frames are answered in turn."""
    helper = FakeHelper(lambda number, _: answers[number])
    keeper = Keeper(base_run(), helper=lambda run: helper, clock=clock)
    return Watch(frames, keeper, attributes=classes, wishes=WISHES, rows=rows, clock=clock)


def live(
    answers: list[Probabilities], *, clock: Callable[[], float] = time.perf_counter, classes: AttributeSet = FRUIT
) -> Live:
    """A running watch of a camera, what lets its next frame come and be judged, and its feed."""
    camera = PacedCamera(1000)
    feed = Feed(camera, clock=clock)
    watch = watch_of(FeedCapture(feed), answers, clock=clock, classes=classes)
    feed.start()
    watch.start()
    until(lambda: watch.status().phase is Phase.RUNNING)

    def step() -> None:
        before = watch.result
        camera.allow.release()
        until(lambda: watch.result is not before)

    return watch, step, feed


def test_a_live_class_is_named_once_it_holds() -> None:
    watch, step, feed = live([APFEL, APFEL, TOMATE, TOMATE, UNSURE])
    said = []
    for _ in range(5):
        step()
        status = watch.status()
        said.append((status.verdict, status.recognised))
    nothing = (Verdict.NO_RESULT, "")
    assert said == [nothing, (Verdict.NAMED, "Apfel"), nothing, (Verdict.NAMED, "Tomate"), nothing]
    tallied = watch.status().tallied
    assert tallied is not None
    assert tallied.class_frames == {"Apfel": 2, "Tomate": 2}, "each frame counts, whatever the sign waits for"
    assert tallied.frames[Verdict.NAMED] == 4
    assert tallied.frames[Verdict.NO_RESULT] == 1
    assert watch.faults == ()
    end(watch, feed)


def test_the_class_of_an_old_frame_is_never_named() -> None:
    clock = FakeClock()
    watch, step, feed = live([APFEL, APFEL], clock=clock)
    step()
    step()
    assert watch.status().recognised == "Apfel"
    clock.now += WISHES.late_s + 0.1
    status = watch.status()
    assert (status.verdict, status.recognised) == (Verdict.NO_RESULT, "")
    end(watch, feed)


@pytest.mark.parametrize(("expected", "verdict"), [(True, Verdict.OK), (False, Verdict.NOT_OK)])
def test_a_class_of_which_something_is_expected_is_judged_at_once(expected: bool, verdict: Verdict) -> None:
    first = replace(FRUIT.attributes[0], expected=expected)
    watch, step, feed = live([APFEL, APFEL], classes=replace(FRUIT, attributes=(first, *FRUIT.attributes[1:])))
    step()
    assert (watch.status().verdict, watch.status().recognised) == (verdict, "Apfel")
    step()
    until(lambda: len(watch.faults) == int(verdict is Verdict.NOT_OK))
    assert [fault.found for fault in watch.faults] == [(("Apfel", True),)] * len(watch.faults)
    end(watch, feed)


def test_a_files_classes_are_named_frame_by_frame_and_stand_in_the_rows(tmp_path: Path) -> None:
    rows = SessionFile(tmp_path / "cache", attributes=FRUIT)
    frames = ListedFrames([0, 1, 2], live=False, clock=time.perf_counter)
    watch = watch_of(frames, [APFEL, TOMATE, UNSURE], rows=rows)
    over(watch)
    assert rows.export(tmp_path / "out.csv") == 3
    assert rows_of(tmp_path / "out.csv") == [
        ["frame", "time_s", "verdict", "class", "Apfel", "Orange", "Tomate"],
        ["0", "0.000000", "NAMED", "Apfel", "0.900000", "0.060000", "0.040000"],
        ["1", "0.040000", "NAMED", "Tomate", "0.020000", "0.030000", "0.950000"],
        ["2", "0.080000", "NO RESULT", "", "0.480000", "0.070000", "0.450000"],
    ]
    rows.drop()


def test_the_map_of_the_likeliest_class_is_painted_in_its_colour_unsure_or_not() -> None:
    probabilities = dict(zip(FRUIT.names, UNSURE, strict=True))
    raw = answered(UNSURE).maps["gradcam"][0]
    result = Result(Frame(picture(0), 0, 0.0), Verdict.NO_RESULT, probabilities, {"gradcam": raw}, 0.0, 0.0)
    made = painted(result, attributes=FRUIT, rule=Rule({}), look=Look())
    assert made.shown == ("Apfel",)
    corner = made.picture[-1, -1]
    assert corner[1] > 100, "Apfel is green"
    assert corner[0] == corner[2] == 0
    both = painted(result, attributes=FRUIT, rule=Rule({}), look=Look(shown=("Orange", "Tomate")))
    assert both.shown == ("Orange", "Tomate")
