"""Frames from a camera: a file's one after the other, decoded ahead; a live camera's newest."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from station.core.cameras import Camera
from station.core.errors import HeldBack
from station.core.frame import Frame
from station.live.ahead import Ahead
from station.live.feed import Feed
from station.live.inbox import Inbox

PATIENCE_SECONDS = 2.0
HICCUP_SECONDS = 0.1
"""Live frames may wait so long for a busy moment to pass; it is well within the time after which a result is late."""
MOST_WAITING = 12
"""Live frames, whatever their rate."""
HELD_SECONDS = 10.0
"""For so long a command waits for a camera that holds its pictures back: black ones, or none for a moment."""
HASTE_SECONDS = 1.0
"""How long, after that was not enough, only the newest frame waits."""


class Newest(Inbox[Frame]):
    """Live frames for who judges them: the newest, and those before it that a busy moment of the computer left waiting.

    With room for one frame alone a moment of 17 ms costs a frame of a camera that gives 60 a second. Whoever falls further
    behind than HICCUP_SECONDS is too slow rather than disturbed: all but the newest frame are lost, and for a second only
    the newest waits, so that what is shown is as fresh as it can be. What is lost is counted.
    """

    def __init__(self) -> None:
        """Begin empty and open."""
        super().__init__(limit=MOST_WAITING)
        self.first: int | None = None
        """The number of the very first frame."""
        self._in_haste_until = float("-inf")

    def put(self, thing: Frame) -> None:
        """Leave a frame; where its reader is behind, in place of all that wait."""
        with self._changed:
            self.first = thing.number if self.first is None else self.first
            now = _came_s(thing)
            if self._things and now - _came_s(self._things[0]) > HICCUP_SECONDS:
                self._in_haste_until = now + HASTE_SECONDS
            if now < self._in_haste_until:
                self._lose_all()
            super().put(thing)

    def _overflow(self, thing: Frame) -> None:
        self._lost -= 1  # what is lost is not the new one
        self._lose_all()
        self._things.append(thing)

    def _lose_all(self) -> None:
        self._lost += len(self._things)
        self._things.clear()


def _came_s(frame: Frame) -> float:
    return frame.time_s if frame.arrived_s is None else frame.arrived_s


class Capture:
    """What passed a camera: iterate over its frames, then ask how many were skipped.

    A file's frames all come, decoded ahead. A live camera's pass through an inbox, which may lose some.
    """

    def __init__(self, camera: Camera, *, inbox: Callable[[], Inbox[Frame]] = Newest) -> None:
        """Capture from an opened camera, through such an inbox where it is live."""
        self._camera = camera
        self._inbox = inbox()
        self._first = 0
        self._held: list[str] = []
        self.skipped = 0

    def frames(self) -> Iterator[Frame]:
        """The frames; the gaps in their numbers are counted as skipped, of a live camera from the first one that came on."""
        source = self._through_inbox() if self._camera.live else Ahead(self._camera)
        following: int | None = None
        for frame in source:
            self.skipped += max(0, frame.number - (self._first if following is None else following))
            following = frame.number + 1
            yield frame
        self.skipped += max(0, (self._camera.length or 0) - (following or 0))

    @property
    def live(self) -> bool:
        """Whether frames come on their own."""
        return self._camera.live

    @property
    def waits(self) -> bool:
        """Whether there is a next frame already, or will be as soon as it is decoded."""
        return not self._camera.live or self._inbox.waiting > 0

    @property
    def problems(self) -> tuple[str, ...]:
        """What the camera left out, and why."""
        return (*self._camera.problems, *self._held)

    def _through_inbox(self) -> Iterator[Frame]:
        inbox, stop = self._inbox, threading.Event()
        reader = threading.Thread(target=self._read, args=(stop,), name="capture", daemon=True)
        reader.start()
        try:
            while (frame := inbox.take()) is not None:
                yield frame
        finally:
            stop.set()
            # A webcam whose read blocks can't be stopped; its thread ends with the program.
            reader.join(PATIENCE_SECONDS)

    def _read(self, stop: threading.Event) -> None:
        try:
            if (frame := self._next(stop)) is not None:
                self._first = frame.number
            while frame is not None:
                self._inbox.put(frame)
                frame = self._next(stop)
            self._inbox.close()
        except BaseException as error:  # noqa: BLE001  (whatever it is, the reader of the inbox must hear of it)
            self._inbox.close(error)

    def _next(self, stop: threading.Event) -> Frame | None:
        """The next frame; where a camera holds its pictures back, after waiting for that to pass."""
        until: float | None = None
        while not stop.is_set():
            try:
                return self._camera.read()
            except HeldBack as reason:
                now = time.monotonic()
                until = now + HELD_SECONDS if until is None else until
                if now >= until:
                    raise
                if str(reason) not in self._held:
                    self._held.append(str(reason))
        return None


@contextmanager
def capturing(camera: Camera, *, inbox: Callable[[], Inbox[Frame]] = Newest) -> Iterator[Capture]:
    """Open a camera, capture, and close it again whatever happens."""
    try:
        camera.open()
        yield Capture(camera, inbox=inbox)
    finally:
        camera.close()


class FeedCapture:
    """The frames of a feed for one watcher, as `Newest` lets them pass; what it does not see is counted, to the last frame."""

    live = True
    problems: tuple[str, ...] = ()

    def __init__(self, feed: Feed) -> None:
        """Watch a feed from now on."""
        self._feed = feed
        self._inbox = Newest()
        self._next: int | None = None
        self._skipped = self._lost = 0
        feed.watch(self._inbox)

    def frames(self) -> Iterator[Frame]:
        """The frames until `stop`, or until the feed ends; the gaps in their numbers are counted as skipped."""
        while (frame := self._inbox.take()) is not None:
            following = self._inbox.first if self._next is None else self._next
            self._skipped += max(0, frame.number - (following or 0))
            self._next = frame.number + 1
            self._lost = self._inbox.lost
            yield frame

    @property
    def skipped(self) -> int:
        """Frames that passed unseen, those included that were lost since the last was taken."""
        return self._skipped + self._inbox.lost - self._lost

    @property
    def waits(self) -> bool:
        """Whether there is a next frame already."""
        return self._inbox.waiting > 0

    def stop(self) -> None:
        """Watch no more; frames that wait are still given."""
        self._feed.leave(self._inbox)


class FileCapture:
    """All frames of a clip or folder, in order; the reader waits for whoever watches."""

    live = False

    def __init__(self, camera: Camera) -> None:
        """Speak of a camera that is no live one; it is opened by the thread that asks for its frames."""
        self._camera = camera
        self._capture = Capture(camera)
        self._stop = threading.Event()

    def frames(self) -> Iterator[Frame]:
        """Open it and give its frames until `stop`; StationError where it can't be opened."""
        self._camera.open()
        try:
            for frame in self._capture.frames():
                if self._stop.is_set():
                    return
                yield frame
        finally:
            self._camera.close()

    @property
    def skipped(self) -> int:
        """Frames that could not be decoded."""
        return self._capture.skipped

    @property
    def waits(self) -> bool:
        """Whether there is a next frame already, or will be as soon as it is decoded."""
        return True

    @property
    def problems(self) -> tuple[str, ...]:
        """What was left out, and why."""
        return self._capture.problems

    def stop(self) -> None:
        """Give no more frames."""
        self._stop.set()
