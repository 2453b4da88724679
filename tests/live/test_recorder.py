"""A recording beside everything else: every frame with its true time, every missing one counted, nothing overwritten."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.live.feed import Feed, FeedFigures, State
from station.live.inbox import Inbox, Latest
from station.live.recorder import RESERVE_BYTES, Recorder, RecorderState
from tests.live.fake_cameras import Endless, picture


class HandFeed(Feed):
    """A feed whose frames are put by hand."""

    def __init__(self, *, rate: float = 10.0) -> None:
        super().__init__(Endless())
        self.rate = rate
        self.watchers: list[Inbox[Frame]] = []

    def watch(self, inbox: Inbox[Frame]) -> None:
        self.watchers.append(inbox)

    def leave(self, inbox: Inbox[Frame]) -> None:
        self.watchers = [other for other in self.watchers if other is not inbox]
        inbox.close()

    def figures(self) -> FeedFigures:
        return FeedFigures(State.RUNNING, rate=self.rate, size=(32, 24))

    def put(self, number: int, *, at: float, width: int = 32) -> None:
        for inbox in self.watchers:
            inbox.put(Frame(picture(number, width=width), number, 0.0, at))

    def end(self) -> None:
        for inbox in self.watchers:
            inbox.close()


class SlowWriter(ClipWriter):
    """Waits before each frame until somebody lets it go on; fails at a frame, as a full disk does."""

    go = threading.Event()
    fails_at = 10_000

    def __init__(self, path: Path, *, size: tuple[int, int], rate: float) -> None:
        super().__init__(path, size=size, rate=rate)
        self._count = 0

    def write(self, frame: Frame) -> None:
        assert self.go.wait(10)
        if self._count == self.fails_at:
            raise StationError("No space left on device")
        self._count += 1
        super().write(frame)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Prüfung ä.mp4"


def ended(recorder: Recorder) -> None:
    assert recorder.wait(20)
    assert recorder.figures().state is RecorderState.ENDED


def until(condition: Callable[[], bool]) -> None:
    tick = threading.Event()
    while not condition():
        tick.wait(0.001)


def times_of(path: Path) -> list[float]:
    with Clip(path) as clip:
        return [frame.time_s for frame in clip.frames()]


def test_every_frame_is_kept_with_the_time_at_which_it_came(path: Path) -> None:
    feed, heard = HandFeed(), threading.Event()
    recorder = Recorder(feed, path, changed=heard.set)
    recorder.start()
    arrivals = [100.0, 100.04, 100.09, 107.5, 107.53]  # the camera was away for seven seconds
    for number, at in enumerate(arrivals):
        feed.put(number, at=at)
    recorder.stop()
    ended(recorder)
    assert heard.is_set()
    assert times_of(path) == pytest.approx([at - 100 for at in arrivals], abs=1e-4)
    figures = recorder.figures()
    assert (figures.frames, figures.lost, figures.problem) == (5, 0, "")
    assert figures.seconds == pytest.approx(7.53)
    assert figures.bytes == path.stat().st_size
    assert not feed.watchers


def test_what_the_camera_dropped_and_what_found_no_room_is_counted_exactly(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SlowWriter, "go", threading.Event())
    feed = HandFeed(rate=10.0)
    recorder = Recorder(feed, path, writer=SlowWriter)
    recorder.start()
    numbers = [*range(5), *range(8, 60)]
    feed.put(numbers[0], at=0.0)
    until(path.exists)  # the first frame is taken: the writer waits with it in its hand
    for number in numbers[1:]:
        feed.put(number, at=number / 30)
    assert recorder.figures().lost == 3 + len(numbers) - 1 - 30
    SlowWriter.go.set()
    recorder.stop()
    ended(recorder)
    figures = recorder.figures()
    assert figures.frames == 31
    assert figures.frames + figures.lost == 60
    with Clip(path) as clip:
        assert len(clip) == 31


def test_a_disk_that_refuses_ends_the_recording_and_what_came_before_opens(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SlowWriter, "fails_at", 3)
    SlowWriter.go.set()
    feed = HandFeed()
    recorder = Recorder(feed, path, writer=SlowWriter)
    recorder.start()
    for number in range(6):
        feed.put(number, at=number / 30)
    ended(recorder)
    figures = recorder.figures()
    assert (figures.frames, figures.problem) == (3, "No space left on device")
    assert len(times_of(path)) == 3
    assert not feed.watchers


def test_the_last_of_the_disk_is_left_to_the_labels(path: Path) -> None:
    feed = HandFeed()
    recorder = Recorder(feed, path, free=lambda _folder: RESERVE_BYTES - 1)
    recorder.start()
    feed.put(0, at=0.0)
    ended(recorder)
    assert "MB are free" in recorder.figures().problem
    assert len(times_of(path)) == 1


def test_another_size_ends_the_recording_and_what_came_before_opens(path: Path) -> None:
    feed = HandFeed()
    recorder = Recorder(feed, path)
    recorder.start()
    feed.put(0, at=0.0)
    feed.put(1, at=0.1, width=64)
    ended(recorder)
    assert "64 x 24" in recorder.figures().problem
    assert len(times_of(path)) == 1


def test_a_file_that_exists_is_never_overwritten(path: Path) -> None:
    path.write_bytes(b"somebody's work")
    feed = HandFeed()
    recorder = Recorder(feed, path)
    recorder.start()
    feed.put(0, at=0.0)
    ended(recorder)
    assert "exists already" in recorder.figures().problem
    assert path.read_bytes() == b"somebody's work"


def test_a_recording_of_nothing_says_so_and_leaves_no_file(path: Path) -> None:
    recorder = Recorder(HandFeed(), path)
    recorder.start()
    recorder.stop()
    ended(recorder)
    assert "no clip was made" in recorder.figures().problem
    assert not path.exists()


def test_a_camera_that_is_closed_ends_the_recording(path: Path) -> None:
    feed = HandFeed()
    recorder = Recorder(feed, path)
    recorder.start()
    feed.put(0, at=0.0)
    feed.end()
    ended(recorder)
    assert "was closed" in recorder.figures().problem
    assert len(times_of(path)) == 1


def test_it_runs_beside_a_preview_and_over_a_reconnection(path: Path) -> None:
    camera = Endless()
    feed = Feed(camera, retry_s=0.0)
    preview: Latest[Frame] = Latest()
    feed.watch(preview)
    feed.start()
    assert preview.take() is not None
    recorder = Recorder(feed, path)
    recorder.start()
    until(lambda: recorder.figures().frames >= 10)
    camera.failing.set()
    until(lambda: feed.figures().state is State.LOST)
    camera.failing.clear()
    before = recorder.figures().frames
    until(lambda: recorder.figures().frames >= before + 10)
    assert preview.poll() is not None
    recorder.stop()
    ended(recorder)
    feed.stop()
    assert feed.wait(10)
    figures = recorder.figures()
    assert (figures.lost, figures.problem) == (0, "")
    with Clip(path) as clip:
        assert len(clip) == figures.frames
