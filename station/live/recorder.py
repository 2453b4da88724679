"""Frames -> a clip with their true times: a command's recording that waits, and one that runs beside everything else."""

import math
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from station.core.cameras import Camera
from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.live.capture import capturing
from station.live.feed import Feed
from station.live.inbox import Backlog
from station.live.threads import KEEPING, give_way, is_over

NOMINAL_RATE = 30.0
BACKLOG_SECONDS = 3.0
BACKLOG_FRAMES = round(BACKLOG_SECONDS * NOMINAL_RATE)
LARGEST_BACKLOG = 600_000_000
"""Bytes of pictures that may wait: three seconds of 1080p at 30 frames a second."""
RESERVE_BYTES = 300_000_000
"""A recording ends before it takes the last of the disk, on which labels are saved as well."""
LOOK_EVERY_FRAMES = 15
"""How often size and free disk are asked."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was recorded."""

    frames: int
    seconds: float
    skipped: int


def record(camera: Camera, path: Path, *, seconds: float) -> Recording:
    """Record `seconds` of a camera into a new clip; StationError where it can't be written or not one frame came."""
    frames, first, last = 0, 0.0, 0.0
    writer: ClipWriter | None = None
    with capturing(camera, inbox=lambda: Backlog(BACKLOG_FRAMES)) as capture:
        try:
            for frame in capture.frames():
                if writer is None:
                    height, width = frame.picture.shape[:2]
                    writer, first = ClipWriter(path, size=(width, height), rate=NOMINAL_RATE), frame.time_s
                if frame.time_s - first >= seconds:
                    break
                writer.write(frame)
                frames, last = frames + 1, frame.time_s
        finally:
            if writer is not None:
                writer.close()
        if not frames:
            raise StationError(f"not one frame came from the camera, so {path} was not made")
        return Recording(frames, last - first, capture.skipped)


class RecorderState(Enum):
    """What a recorder is doing."""

    RECORDING = "recording"
    FINISHING = "finishing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RecorderFigures:
    """How a recording is doing: frames in the clip, its length, its bytes, frames that are missing in it, and free disk.

    `lost` counts what the camera dropped and what the disk or the encoder was too slow for. `problem` is why it ended by
    itself; what the clip holds by then opens.
    """

    state: RecorderState
    frames: int = 0
    seconds: float = 0.0
    bytes: int = 0
    lost: int = 0
    free_bytes: int | None = None
    problem: str = ""


class _Intake(Backlog[Frame]):
    """Counts exactly what will be missing in the clip: frames that the camera dropped and those that found no room."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._first: int | None = None
        self._newest = self._offered = 0

    def put(self, thing: Frame) -> None:
        with self._changed:
            self._first = thing.number if self._first is None else self._first
            self._newest = thing.number
            self._offered += 1
            super().put(thing)

    @property
    def missing(self) -> int:
        """Frames that were numbered since the first one and did not get in."""
        with self._changed:
            return self._span - (self._offered - self._lost)

    def not_among(self, written: int) -> int:
        """Frames that were numbered since the first one, but for those that were written."""
        with self._changed:
            return self._span - written

    @property
    def _span(self) -> int:
        return 0 if self._first is None else self._newest - self._first + 1


class Recorder:
    """Records a feed in a thread of its own, with the times at which the frames came; it never slows the feed.

    Three seconds of frames may wait for a slow disk, then new ones are refused and counted. A camera that is lost and
    comes back leaves a gap in the times; one that comes back with another size ends the recording.
    """

    def __init__(
        self,
        feed: Feed,
        path: Path,
        *,
        changed: Callable[[], None] = lambda: None,
        writer: Callable[..., ClipWriter] = ClipWriter,
        free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        """Record into the new file `path`; `changed` is called in the recorder's thread when it has ended."""
        self.path = path
        self._feed = feed
        self._changed = changed
        self._new_writer = writer
        self._free = free
        figures = feed.figures()
        self._rate = figures.rate if figures.rate >= 1 else NOMINAL_RATE
        self._inbox = _Intake(_backlog(self._rate, figures.size))
        self._now = RecorderFigures(RecorderState.RECORDING)
        self._first: float | None = None
        self._asked = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)

    def start(self) -> None:
        """Begin with the next frame."""
        self._feed.watch(self._inbox)
        self._thread.start()

    def stop(self) -> None:
        """End with the frames that have come by now: they are still written, in the recorder's thread."""
        self._asked = True
        self._feed.leave(self._inbox)

    def wait(self, seconds: float) -> bool:
        """Wait until the clip is closed and safe on the disk; whether it is."""
        return is_over(self._thread, within_s=seconds)

    def figures(self) -> RecorderFigures:
        """How it is doing now."""
        now = self._now
        if now.state is RecorderState.ENDED:
            return now
        state = RecorderState.FINISHING if self._asked else RecorderState.RECORDING
        return replace(now, state=state, lost=self._inbox.missing)

    def _run(self) -> None:
        problem = str(StationError("the recording broke off"))
        give_way(KEEPING)  # seconds of frames may wait here; of those that are judged none
        try:
            self._record()
            problem = ""
        except StationError as error:
            problem = str(error)
        finally:
            self._feed.leave(self._inbox)
            lost = self._inbox.not_among(self._now.frames)
            self._now = replace(self._looked(), state=RecorderState.ENDED, problem=problem, lost=lost)
            self._changed()

    def _record(self) -> None:
        """Write until the inbox is closed; StationError, saying why, where it ends without anybody asking for it."""
        writer: ClipWriter | None = None
        try:
            while (frame := self._inbox.take()) is not None:
                if writer is None:
                    height, width = frame.picture.shape[:2]
                    writer = self._new_writer(self.path, size=(width, height), rate=self._rate)
                self._write(frame, writer)
                if self._is_disk_nearly_full():
                    raise StationError(
                        f"less than {RESERVE_BYTES // 1_000_000} MB are free on the disk; what was recorded is kept"
                    )
        finally:
            if writer is not None:
                writer.close()
        if writer is None:
            raise StationError("not one picture came, so no clip was made")
        if not self._asked:
            raise StationError("the camera was closed; what was recorded is kept")

    def _write(self, frame: Frame, writer: ClipWriter) -> None:
        # The time at which it came, never the camera's own: that begins anew with every reconnection.
        at = frame.time_s if frame.arrived_s is None else frame.arrived_s
        first = at if self._first is None else self._first
        writer.write(Frame(frame.picture, frame.number, at))
        self._first = first
        now = replace(self._now, frames=self._now.frames + 1, seconds=at - first)
        self._now = now
        if now.frames % LOOK_EVERY_FRAMES == 1:
            self._now = self._looked()

    def _looked(self) -> RecorderFigures:
        """The figures with the size and the free disk of this moment."""
        return replace(self._now, bytes=self._size(), free_bytes=self._free_bytes())

    def _is_disk_nearly_full(self) -> bool:
        free = self._now.free_bytes
        return free is not None and free < RESERVE_BYTES

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def _free_bytes(self) -> int | None:
        try:
            return self._free(self.path.parent)
        except OSError:
            return None


def _backlog(rate: float, size: tuple[int, int]) -> int:
    """How many frames may wait: three seconds of them, as far as the memory goes."""
    frame_bytes = max(1, 3 * size[0] * size[1])
    return max(2, min(math.ceil(BACKLOG_SECONDS * rate), LARGEST_BACKLOG // frame_bytes))
