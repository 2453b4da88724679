"""Frames from a camera: a file's one after the other, a live camera's newest."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from station.core.cameras import Camera
from station.core.frame import Frame
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
        self._next = 0
        self.skipped = 0

    def frames(self) -> Iterator[Frame]:
        """The frames; the gaps in their numbers are counted as skipped."""
        source = self._through_inbox() if self._camera.live else self._all()
        for frame in source:
            self.skipped += max(0, frame.number - self._next)
            self._next = frame.number + 1
            yield frame
        self.skipped += max(0, (self._camera.length or 0) - self._next)

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
