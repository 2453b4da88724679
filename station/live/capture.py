"""Frames from a camera: a file's one after the other, a live camera's newest."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from station.core.cameras import Camera
from station.core.frame import Frame
from station.live.feed import Feed
from station.live.inbox import Inbox, Latest

PATIENCE_SECONDS = 2.0


class Capture:
    """What passed a camera: iterate over its frames, then ask how many were skipped.

    A file's frames all come, since the reader waits. A live camera's pass through an inbox, which may lose some.
    """

    def __init__(self, camera: Camera, *, inbox: Callable[[], Inbox[Frame]] = Latest) -> None:
        """Capture from an opened camera, through such an inbox where it is live."""
        self._camera = camera
        self._inbox = inbox
        self._next: int | None = None if camera.live else 0
        self.skipped = 0

    def frames(self) -> Iterator[Frame]:
        """The frames; the gaps in their numbers are counted as skipped, of a live camera from the first one that is taken on."""
        source = self._through_inbox() if self._camera.live else self._all()
        for frame in source:
            self.skipped += 0 if self._next is None else max(0, frame.number - self._next)
            self._next = frame.number + 1
            yield frame
        self.skipped += max(0, (self._camera.length or 0) - (self._next or 0))

    @property
    def live(self) -> bool:
        """Whether frames come on their own."""
        return self._camera.live

    @property
    def problems(self) -> tuple[str, ...]:
        """What the camera left out, and why."""
        return tuple(self._camera.problems)

    def _all(self) -> Iterator[Frame]:
        while (frame := self._camera.read()) is not None:
            yield frame

    def _through_inbox(self) -> Iterator[Frame]:
        inbox = self._inbox()
        stop = threading.Event()
        reader = threading.Thread(target=_read, args=(self._camera, inbox, stop), name="capture", daemon=True)
        reader.start()
        try:
            while (frame := inbox.take()) is not None:
                yield frame
        finally:
            stop.set()
            reader.join(
                PATIENCE_SECONDS
            )  # a webcam whose read blocks can't be stopped; its thread ends with the program


def _read(camera: Camera, inbox: Inbox[Frame], stop: threading.Event) -> None:
    try:
        while not stop.is_set() and (frame := camera.read()) is not None:
            inbox.put(frame)
        inbox.close()
    except BaseException as error:  # noqa: BLE001  (whatever it is, the reader of the inbox must hear of it)
        inbox.close(error)


@contextmanager
def capturing(camera: Camera, *, inbox: Callable[[], Inbox[Frame]] = Latest) -> Iterator[Capture]:
    """Open a camera, capture, and close it again whatever happens."""
    camera.open()
    try:
        yield Capture(camera, inbox=inbox)
    finally:
        camera.close()


class _Newest(Latest[Frame]):
    """Room for the newest frame; it knows the number of the very first."""

    first: int | None = None

    def put(self, thing: Frame) -> None:
        """Leave a frame in place of the one that waits."""
        self.first = thing.number if self.first is None else self.first
        super().put(thing)


class FeedCapture:
    """The newest frames of a feed, for one watcher; what it does not see is counted, to the last frame."""

    live = True
    problems: tuple[str, ...] = ()

    def __init__(self, feed: Feed) -> None:
        """Watch a feed from now on."""
        self._feed = feed
        self._inbox = _Newest()
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
        """Frames that passed unseen, those included that a newer one has replaced since the last was taken."""
        return self._skipped + self._inbox.lost - self._lost

    def stop(self) -> None:
        """Watch no more; a frame that waits is still given."""
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
    def problems(self) -> tuple[str, ...]:
        """What was left out, and why."""
        return self._capture.problems

    def stop(self) -> None:
        """Give no more frames."""
        self._stop.set()
