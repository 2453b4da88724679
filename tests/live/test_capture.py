"""Files are read to the last frame; of a live camera's frames the lost ones are counted exactly."""

from pathlib import Path

import numpy as np
import pytest

from station.core.clips import Clip
from station.core.errors import HeldBack, StationError
from station.core.frame import Frame
from station.live.capture import Capture, capturing
from station.live.inbox import Backlog
from station.live.recorder import record


class FakeCamera:
    """A camera that gives numbered frames, then ends or fails."""

    problems: tuple[str, ...] = ()

    def __init__(
        self, *, live: bool, numbers: list[int], error: Exception | None = None, length: int | None = None
    ) -> None:
        self._live = live
        self.length = length
        self._numbers = iter(numbers)
        self._error = error
        self.is_open = False

    @property
    def live(self) -> bool:
        return self._live

    def open(self) -> None:
        self.is_open = True

    def read(self) -> Frame | None:
        number = next(self._numbers, None)
        if number is None:
            if self._error:
                raise self._error
            return None
        return Frame(np.full((48, 64, 3), number % 256, np.uint8), number, number / 25)

    def close(self) -> None:
        self.is_open = False


def test_every_frame_of_a_file_comes() -> None:
    with capturing(FakeCamera(live=False, numbers=list(range(50)))) as capture:
        assert [frame.number for frame in capture.frames()] == list(range(50))
        assert capture.skipped == 0


def test_gaps_in_a_live_cameras_numbers_are_counted() -> None:
    camera = FakeCamera(live=False, numbers=[0, 1, 4, 9])
    capture = Capture(camera)
    assert [frame.number for frame in capture.frames()] == [0, 1, 4, 9]
    assert capture.skipped == 2 + 4


def test_what_a_slow_reader_does_not_see_is_skipped_and_counted() -> None:
    camera = FakeCamera(live=True, numbers=list(range(1000)))
    with capturing(camera) as capture:
        seen = [frame.number for frame in capture.frames()]
    assert seen == sorted(set(seen))
    assert seen[-1] == 999
    assert len(seen) + capture.skipped == 1000
    assert not camera.is_open


def test_a_camera_that_fails_is_told_and_closed() -> None:
    camera = FakeCamera(live=True, numbers=[0], error=StationError("the camera was unplugged"))
    with pytest.raises(StationError, match="unplugged"), capturing(camera) as capture:
        list(capture.frames())
    assert not camera.is_open


def test_a_reader_that_meets_a_fault_wakes_whoever_waits() -> None:
    with (
        pytest.raises(ValueError, match="no such shape"),
        capturing(FakeCamera(live=True, numbers=[0], error=ValueError("no such shape"))) as capture,
    ):
        list(capture.frames())


def test_frames_that_are_missing_at_the_end_of_a_file_are_counted() -> None:
    capture = Capture(FakeCamera(live=False, numbers=[0, 1, 3], length=10))
    assert len(list(capture.frames())) == 3
    assert capture.skipped == 1 + 6


def test_a_recording_has_every_frame_with_its_time(tmp_path: Path) -> None:
    camera = FakeCamera(live=True, numbers=list(range(60)))
    made = record(camera, tmp_path / "clip.mp4", seconds=1.0)
    assert (made.frames, made.skipped) == (25, 0)
    with Clip(tmp_path / "clip.mp4") as clip:
        assert len(clip) == 25
        assert clip.frame(24).time_s == pytest.approx(24 / 25, abs=1e-3)


def test_a_recording_of_nothing_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StationError, match="not one frame"):
        record(FakeCamera(live=True, numbers=[]), tmp_path / "clip.mp4", seconds=1.0)
    assert not (tmp_path / "clip.mp4").exists()


class HoldingCamera(FakeCamera):
    """Holds its pictures back for a moment, now and then, or for good."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__(live=True, numbers=[0, 1, 2, 3])
        self._for_good, self._reads = for_good, 0

    def read(self) -> Frame | None:
        self._reads += 1
        if self._reads % 2 or (self._for_good and self._reads > 4):
            raise HeldBack("the picture is black")
        return super().read()


def test_a_moment_without_usable_pictures_is_waited_for_and_told() -> None:
    with capturing(HoldingCamera(for_good=False), inbox=lambda: Backlog(10)) as capture:
        assert [frame.number for frame in capture.frames()] == [0, 1, 2, 3]
    assert capture.problems == ("the picture is black",)


def test_a_camera_that_holds_its_pictures_back_for_long_ends_a_capture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("station.live.capture.HELD_SECONDS", 0.05)
    with capturing(HoldingCamera(for_good=True)) as capture, pytest.raises(HeldBack, match="black"):
        list(capture.frames())


def test_a_camera_that_does_not_open_is_let_go() -> None:
    camera = FakeCamera(live=True, numbers=[])
    camera.open = lambda: (_ for _ in ()).throw(StationError("in use"))  # type: ignore[method-assign]
    camera.is_open = True
    with pytest.raises(StationError, match="in use"), capturing(camera):
        pass
    assert not camera.is_open
