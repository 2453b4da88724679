"""A feed over a camera in a world of faults: what came of it, whether it was right, and when a fault was told."""

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from station.live.camera_process import CameraProcess
from station.live.feed import Feed, State
from station.live.inbox import Backlog
from station.live.patience import Limits
from tests.live.camera_world import SIZE, World

if TYPE_CHECKING:
    from station.core.frame import Frame
    from station.live.camera_link import StartWorker

ROOMY = Limits(first_s=20.0, silent_s=5.0, stream_s=10.0)
"""For what is no test of silence: a busy computer must not look like one."""
SECONDS = 60.0
PROBE_SECONDS = 0.01


SHARED = Path("/dev/shm")  # noqa: S108  (looked at, not written)
DESCRIPTORS = Path("/proc/self/fd")


def memory_left() -> set[str]:
    """On Linux: shared memory of the station's that has a name, and what this process holds of cameras' memory."""
    named = {path.name for path in SHARED.glob("station*")} if SHARED.is_dir() else set()
    return named | {str(path) for path in DESCRIPTORS.glob("*") if "station-camera" in _target(path)}


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:  # closed meanwhile
        return ""


class Probe:
    """An idle thread beside what is measured: how late it was at worst is what the computer, not the station, was late."""

    def __init__(self) -> None:
        self.worst_s = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="probe")

    def __enter__(self) -> "Probe":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        at = time.perf_counter()
        while not self._over.wait(PROBE_SECONDS):
            now = time.perf_counter()
            self.worst_s, at = max(self.worst_s, now - at - PROBE_SECONDS), now


class Bench:
    """The feed is watched to its last frame; every frame is checked when it comes."""

    def __init__(
        self,
        folder: Path,
        start: Callable[[World, object], object],
        *,
        limits: Limits = ROOMY,
        source: str = "Lamp",
        retry_s: float = 0.02,
        size: tuple[int, int] = SIZE,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.world = World(folder)
        self._shape = (size[1], size[0], 3)
        starting: StartWorker = partial(start, self.world)  # type: ignore[arg-type, assignment]
        self.camera = CameraProcess(source, start=starting, limits=limits)
        self.feed = Feed(self.camera, changed=self._changed, retry_s=retry_s)
        self.inbox: Backlog[Frame] = Backlog(100_000)
        self.feed.watch(self.inbox)
        self.told: list[tuple[float, State, str]] = []
        self.news = threading.Condition()
        self.frames: list[tuple[float, int, int]] = []
        """When each came, its number, and the socket of the camera that filmed it."""
        self.gain = 0.0
        """What the last frame that told it was taken with."""
        self.gains: set[float] = set()
        self.lags: list[float] = []
        """Seconds from when the worker had a frame until it was taken here."""
        self.wrong: list[str] = []
        self.thread = threading.Thread(target=self._look, name="bench")

    def start(self) -> None:
        self.thread.start()
        self.feed.start()

    def stop(self) -> None:
        self.feed.stop()
        assert self.feed.wait(20)
        self.thread.join(20)
        assert not self.thread.is_alive()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for what the feed brings, or for what a worker wrote, of which nobody tells."""
        end = time.monotonic() + SECONDS
        with self.news:
            while not holds():
                assert time.monotonic() < end, f"{what}: {self.told[-3:]}, {len(self.frames)} frames"
                self.news.wait(0.02)

    def until_frames(self, count: int = 5) -> None:
        """Wait for so many more frames."""
        goal = len(self.frames) + count
        self.until(lambda: len(self.frames) >= goal, f"{count} frames")

    def until_told(self, text: str = "", *, after: int = 0) -> float:
        """Wait until it is told lost, with these words; when that was."""
        self.until(lambda: bool(self._losses(text, after)), f"it is lost: {text}")
        return self._losses(text, after)[0][0]

    def _losses(self, text: str, after: int) -> list[tuple[float, State, str]]:
        return [told for told in self.told[after:] if told[1] is State.LOST and text in told[2]]

    def _changed(self) -> None:
        with self.news:
            self.told.append((time.perf_counter(), self.feed._state, self.feed._problem))
            self.news.notify_all()

    def _look(self) -> None:
        number = -1
        while (frame := self.inbox.take()) is not None:
            shape, writeable = frame.picture.shape, frame.picture.flags.writeable
            if shape != self._shape or writeable or frame.number <= number or frame.picture.mean() < 50:
                self.wrong.append(f"frame {frame.number} after {number}: {shape}, writeable {writeable}")
            number = frame.number
            socket, _, gain = frame.picture[0, 0]
            with self.news:
                self.gain = float(gain) or self.gain
                self.gains |= {float(gain)} - {0.0}
                self.lags.append(time.perf_counter() - (frame.arrived_s or 0.0))
                self.frames.append((time.perf_counter(), number, int(socket)))
                self.news.notify_all()
