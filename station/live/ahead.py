"""A file's frames, decoded in a thread of its own a few ahead of whoever takes them."""

import threading
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from station.core.cameras import Camera

if TYPE_CHECKING:
    from station.core.frame import Frame

ROOM = 4
"""Frames that are decoded and not taken yet: enough to smooth out that key frames take longer, 11 MB of 1280x720."""


class Ahead:
    """Iterate over the frames of an opened camera that is no live one. No frame is lost: when there is no room it waits.

    The camera is read in the reader's thread alone until the iteration is over; an error comes after the frames before it.
    """

    def __init__(self, camera: Camera, *, room: int = ROOM) -> None:
        """Speak of a camera."""
        self._camera = camera
        self._room = room
        self._changed = threading.Condition()
        self._frames: deque[Frame] = deque()
        self._error: BaseException | None = None
        self._is_over = self._is_stopped = False

    def __iter__(self) -> Iterator["Frame"]:
        """Read to the end, or until nobody iterates any more."""
        reader = threading.Thread(target=self._read, name="decoding", daemon=True)
        reader.start()
        try:
            while (frame := self._next()) is not None:
                yield frame
        finally:
            with self._changed:
                self._is_stopped = True
                self._changed.notify_all()
            reader.join()  # it is in the middle of a frame at most, and whoever comes next closes the camera

    def _next(self) -> "Frame | None":
        with self._changed:
            self._changed.wait_for(lambda: self._frames or self._is_over)
            if self._frames:
                self._changed.notify_all()
                return self._frames.popleft()
            if self._error is not None:
                raise self._error
            return None

    def _read(self) -> None:
        try:
            while self._has_room() and (frame := self._camera.read()) is not None:
                with self._changed:
                    self._frames.append(frame)
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001  (whatever it is, who iterates must hear of it)
            self._error = error
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _has_room(self) -> bool:
        """Wait for room; False where nobody iterates any more."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._frames) < self._room or self._is_stopped)
            return not self._is_stopped
