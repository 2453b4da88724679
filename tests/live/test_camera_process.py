"""A camera in a process of its own: every fault is told in time, and the same device comes back, or none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from station.core import control_watch
from station.core.device import Control
from station.core.errors import StationError
from station.core.opencv import cv2
from station.core.shared_pictures import SharedPictures
from station.live.camera_process import CameraProcess
from station.live.feed import State
from station.live.link import Worker
from station.live.patience import Limits
from tests.live.camera_bench import ROOMY, Bench, memory_left
from tests.live.camera_worker import process_over, thread_over
from tests.live.camera_world import GAIN, Fault, World, lamp

Opens = Callable[..., Bench]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Opens]:
    made: list[Bench] = []

    def make(*faults: Fault | None, real: bool = False, limits: Limits = ROOMY) -> Bench:
        new = Bench(tmp_path / "world", process_over if real else thread_over, limits=limits)
        made.append(new)
        new.world.plug(lamp())
        new.world.plan(*faults)
        return new

    yield make
    for one in made:
        one.stop()
        assert not one.wrong, one.wrong


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("false", "gives no more frames"),
        ("old", "frozen"),
        ("empty", "no picture"),
        ("none", "no picture"),
        ("exception", "failed"),
        ("unforeseen", "nobody foresaw this"),
        ("crash", "ended unexpectedly"),
        ("size", "changed its picture"),
    ],
)
def test_a_camera_that_fails_is_told_and_comes_back(bench: Opens, kind: str, said: str) -> None:
    opened = bench(Fault(kind), None)
    opened.start()
    opened.until_told(said)
    opened.until_frames()
    assert {socket for _, _, socket in opened.frames} == {1}


def test_a_read_that_blocks_is_ended_and_the_camera_opened_again(bench: Opens) -> None:
    opened = bench(Fault("hang", after=40), None, limits=Limits())
    opened.start()
    opened.until_told("nothing came from the camera 'Lamp'")
    opened.until_frames()


def test_black_pictures_are_never_handed_on_and_told(bench: Opens) -> None:
    opened = bench(Fault("black", seconds=0.5))
    opened.start()
    opened.until_told("black: is the lens covered")
    opened.until_frames()
    assert opened.world.openings == 1, "it was not opened anew"
    assert opened.feed.figures().dropped >= 10, "what was not handed on is counted"


def test_a_camera_that_is_slow_to_open_can_be_given_up(bench: Opens) -> None:
    opened = bench(Fault("slow", seconds=30.0))
    opened.start()
    opened.until(lambda: opened.world.openings == 1, "it is being opened")
    assert opened.feed.figures().state is State.OPENING
    opened.stop()


def test_a_real_process_is_ended_where_its_driver_hangs_and_leaves_nothing(bench: Opens) -> None:
    before = set(psutil.Process().children())
    opened = bench(Fault("hang", after=12), Fault("crash"), None, real=True, limits=Limits(first_s=20.0, silent_s=1.0))
    opened.start()
    opened.until_told("nothing came from the camera 'Lamp'")
    opened.until_told("ended unexpectedly (exit code")
    opened.until_frames()
    films_and_waits = set(psutil.Process().children()) - before
    assert len(films_and_waits) == 2
    opened.stop()
    assert not any(child.is_running() for child in films_and_waits)
    assert not memory_left()


def test_a_lost_camera_is_opened_by_a_worker_that_waits_already(tmp_path: Path) -> None:
    made: list[int] = []

    def counted(world: World, shared: SharedPictures) -> Worker:
        made.append(opened.world.openings)
        return thread_over(world, shared)

    opened = Bench(tmp_path / "world", counted)
    opened.world.plug(lamp())
    opened.world.plan(Fault("crash"), None)
    opened.start()
    opened.until_told("ended unexpectedly")
    opened.until_frames()
    opened.stop()
    assert made == [0, 1, 2], "the first; the second while it filmed; a third while the second films"


def test_a_camera_that_is_not_opened_again_has_no_second_worker(tmp_path: Path) -> None:
    made: list[Worker] = []

    def counted(shared: SharedPictures) -> Worker:
        made.append(thread_over(world, shared))
        return made[-1]

    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world")
    world.plug(lamp())
    camera = CameraProcess("Lamp", start=counted, limits=ROOMY, is_reopened=False)
    camera.open()
    camera.close()
    assert len(made) == 1


def test_another_camera_is_never_opened_in_its_place(bench: Opens) -> None:
    opened = bench(Fault("false", after=20), None)
    opened.world.plug(lamp(0, key=1), lamp(1, key=2, name="Door"))
    opened.start()
    opened.until_frames(1)
    opened.world.plug(lamp(0, key=3), lamp(1, key=2, name="Lamp of the door"))
    opened.until_told("'Lamp' is not there any more. There is: Lamp, Lamp of the door")
    opened.world.plug(lamp(0, key=2, name="Door"), lamp(7, key=1))
    opened.until_frames()
    assert {socket for _, _, socket in opened.frames} == {1}


def test_settings_that_were_lost_are_set_again(bench: Opens) -> None:
    opened = bench(Fault("false", after=30), None)
    opened.start()
    opened.until_frames(1)
    opened.camera.set_value(Control.GAIN, 80)
    opened.until(lambda: opened.gain == 80, "the gain is set")
    opened.world.reset()
    opened.until_told("gives no more")
    opened.gain = 0
    opened.until(lambda: opened.gain == 80, "it is back, with its gain")
    assert {state.control: state.value for state in opened.camera.controls}[Control.GAIN] == 80


def test_what_can_not_be_set_again_is_told_and_no_frame_is_used_until_somebody_acts(bench: Opens) -> None:
    opened = bench(Fault("false", after=30), None)
    opened.start()
    opened.until_frames(1)
    opened.camera.set_value(Control.GAIN, 80)
    opened.until(lambda: opened.gain == 80, "the gain is set")
    opened.world.reset(stubborn=True)
    opened.until_told(f"its gain is {GAIN:g} instead of 80: set it, or connect the camera anew")
    count = len(opened.frames)
    opened.gain = 0
    assert opened.feed.figures().state is State.LOST
    assert len(opened.frames) == count
    opened.camera.set_value(Control.GAIN, 30)
    opened.until(lambda: opened.gain > 0, "it is used again")
    assert opened.gain == GAIN


def test_settings_that_are_forgotten_while_it_films_are_told_and_set_again(
    bench: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control_watch, "SETTLE_SECONDS", 0.05)
    monkeypatch.setattr(control_watch, "LOOK_SECONDS", 0.05)
    opened = bench(None)
    opened.start()
    opened.until_frames(1)
    opened.camera.set_value(Control.GAIN, 80)
    opened.until(lambda: opened.gain == 80, "the gain is set")
    opened.until_frames(20)  # longer than it takes to look
    opened.world.reset()
    opened.until_told(f"had forgotten its settings, its gain is {GAIN:g} instead of 80; it is set again")
    opened.gain = 0
    opened.until(lambda: opened.gain > 0, "pictures come again")
    assert opened.gain == 80
    assert opened.world.openings == 1, "it was not opened anew"
    opened.world.reset(stubborn=True)
    opened.until_told(f"not as it was set, its gain is {GAIN:g} instead of 80: set it, or connect the camera anew")
    count = len(opened.frames)
    assert opened.feed.figures().state is State.LOST
    opened.gain = 0
    opened.camera.set_value(Control.GAIN, 30)
    opened.until(lambda: opened.gain > 0, "it is used again")
    assert len(opened.frames) > count


def test_what_nobody_has_set_may_move_by_itself(bench: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_watch, "SETTLE_SECONDS", 0.05)
    monkeypatch.setattr(control_watch, "LOOK_SECONDS", 0.05)
    opened = bench(None)
    opened.start()
    opened.until_frames(20)
    opened.world.move(lamp(), cv2.CAP_PROP_GAIN, 33.0)
    opened.until(lambda: opened.gain == 33.0, "it has another gain")
    opened.until_frames(20)
    opened.until(lambda: opened.feed.figures().state is State.RUNNING, "it is not held back")
    assert opened.gain == 33.0


def test_a_word_that_stands_for_nothing_is_told_by_the_same_worker_each_time(tmp_path: Path) -> None:
    world, started = World(tmp_path), []

    def start(shared: object) -> object:
        started.append(thread_over(world, shared))  # type: ignore[arg-type]
        return started[-1]

    camera = CameraProcess("window", start=start)  # type: ignore[arg-type]
    for _ in range(3):
        with pytest.raises(StationError, match="'window' is no folder, clip, address or camera"):
            camera.open()
        camera.rest()
    camera.close()
    assert len(started) == 1


def test_a_camera_that_the_system_does_not_list_is_not_opened_again_after_it_was_lost(bench: Opens) -> None:
    opened = bench(Fault("false", after=10), None)
    opened.world.plug(lamp(0, key=1))
    opened.world.cameras_listed(False)
    opened.camera._source = "0"
    opened.start()
    opened.until_told("gives no more frames")
    opened.until_told("whether what is there now is the same one")
    assert opened.world.openings == 1


def test_a_wish_that_went_down_with_a_worker_is_wished_again(bench: Opens) -> None:
    opened = bench(Fault("false", after=12), None)
    opened.camera.set_value(Control.GAIN, 80)
    opened.start()
    opened.until(lambda: opened.gain == 80, "the gain is set, in this opening or the next")
    opened.until_told("gives no more")
    opened.gain = 0
    opened.until(lambda: opened.gain == 80, "it is back, with its gain")
