"""A camera that behaves as it is told: it fails, hangs, opens slowly, changes its size, ends."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from station.core.cameras import ClipCamera, FolderCamera
from station.core.errors import StationError
from station.core.frame import Frame, Picture

PATIENCE = 10.0


def expect_given_up(camera: ClipCamera | FolderCamera) -> None:
    """Give the camera up in the middle of a read that hangs: the read ends, and the camera can be closed."""
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(camera.read)
        camera.give_up()
        with pytest.raises(StationError, match="is not open"):
            reading.result(PATIENCE)
    camera.close()


def picture(value: int, *, width: int = 32, height: int = 24) -> Picture:
    made = np.full((height, width, 3), value % 256, np.uint8)
    made[0, 0] = (255, 0, 0)  # top left, to see how a picture was turned
    return made


class ScriptedCamera:
    """Plays one script for each opening, the last one again and again.

    A script is a list of frame numbers, of errors to raise (where the first is one, opening fails), of pictures (numbered
    on), or of events: reading waits for them. After its last entry a live camera fails, a clip ends.
    """

    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(self, *scripts: Sequence[object], live: bool = True, rate: float = 500.0) -> None:
        self.live = live
        self.opened = self.closed = 0
        self.opening = threading.Event()
        self.opening.set()
        self._scripts = list(scripts)
        self._script: list[object] = []
        self._rate = rate
        self._number = -1

    def open(self) -> None:
        self.opened += 1
        assert self.opening.wait(10)
        self._script = list(self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0])
        self._number = -1
        if self._script and isinstance(self._script[0], StationError):
            raise self._script[0]

    def read(self) -> Frame | None:
        if not self._script:
            if self.live:
                raise StationError("it was unplugged")
            return None
        entry = self._script.pop(0)
        if isinstance(entry, threading.Event):
            self._script.append(entry)  # `release` looks for it here
            entry.wait()
            self._script.remove(entry)
            return self.read()
        if isinstance(entry, Exception):
            raise entry
        self._number = entry if isinstance(entry, int) else self._number + 1
        shown = entry if isinstance(entry, np.ndarray) else picture(self._number)
        return Frame(shown.copy(), self._number, self._number / self._rate)

    def close(self) -> None:
        self.closed += 1
        self._script = []

    def release(self) -> None:
        """Let whoever waits for an event of a script go on: the test is over."""
        self.opening.set()
        for script in (*self._scripts, self._script):
            for entry in tuple(script):
                if isinstance(entry, threading.Event):
                    entry.set()


class Endless(ScriptedCamera):
    """A live camera that never ends: frames as fast as `pause` allows."""

    def __init__(self, *, width: int = 32, height: int = 24, pause: float = 0.002) -> None:
        super().__init__([])
        self._picture = picture(90, width=width, height=height)
        self._pause = threading.Event()
        self._wait = pause
        self.failing = threading.Event()

    def read(self) -> Frame | None:
        self._pause.wait(self._wait)
        if self.failing.is_set():
            raise StationError("it was unplugged")
        self._number += 1
        shown = self._picture.copy()
        shown[-1, -1] = self._number % 256
        return Frame(shown, self._number, self._number / 500)
