"""A feed: one open camera and everybody who watches it, each through an inbox of their own."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import cast

from station.core.cameras import Camera
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.opencv import cv2
from station.live.inbox import Inbox

RATE_OVER_SECONDS = 2.0
RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 2.0

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class State(Enum):
    """What a feed is doing."""

    OPENING = "opening"
    RUNNING = "running"
    LOST = "lost"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """How a picture is turned before anybody sees it: clockwise degrees (0, 90, 180, 270), then mirrored left to right."""

    rotation: int = 0
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """How a feed is doing: frames so far, those the camera dropped, frames a second, size (width, height), newest frame's age."""

    state: State
    frames: int = 0
    dropped: int = 0
    rate: float = 0.0
    size: tuple[int, int] = (0, 0)
    age_s: float | None = None
    problem: str = ""


class Feed:
    """Reads one camera in a thread and hands each frame, turned, to every inbox; a full inbox never blocks the camera.

    A live camera that fails is opened again every second until it is back. A clip is played at its own pace, again and
    again. Frames are numbered on through reconnections; `arrived_s` says when each came.
    """

    def __init__(
        self,
        camera: Camera,
        *,
        turn: Turn = Turn(),
        clock: Callable[[], float] = time.perf_counter,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """Speak of a camera; `changed` is called in the feed's thread whenever its state changes."""
        self.camera = camera
        self.turn = turn
        self._clock = clock
        self._changed = changed
        self._lock = threading.Lock()
        self._inboxes: tuple[Inbox[Frame], ...] = ()
        self._stop = threading.Event()
        self._state = State.OPENING
        self._problem = ""
        self._frames = self._dropped = self._next = 0
        self._size = (0, 0)
        self._newest: float | None = None
        self._times: deque[float] = deque()
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)

    def start(self) -> None:
        """Open the camera and read it, in the feed's own thread: this returns at once."""
        self._thread.start()

    def watch(self, inbox: Inbox[Frame]) -> None:
        """Put every frame from now on into this inbox too."""
        with self._lock:
            self._inboxes = (*self._inboxes, inbox)

    def leave(self, inbox: Inbox[Frame]) -> None:
        """Put no more frames into this inbox, and close it."""
        with self._lock:
            self._inboxes = tuple(other for other in self._inboxes if other is not inbox)
        inbox.close()

    def stop(self) -> None:
        """Ask the feed to end; it lets go of its camera and closes its inboxes."""
        self._stop.set()

    def wait(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait for the end; a webcam whose read blocks can't be stopped, its thread ends with the program."""
        if self._thread.is_alive():
            self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def figures(self) -> FeedFigures:
        """How it is doing now."""
        now = self._clock()
        with self._lock:
            while self._times and now - self._times[0] > RATE_OVER_SECONDS:
                self._times.popleft()
            span = now - self._times[0] if self._times else 0.0
            rate = len(self._times) / span if span > 0.2 else 0.0
            age = None if self._newest is None else now - self._newest
            return FeedFigures(self._state, self._frames, self._dropped, rate, self._size, age, self._problem)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    self._enter(State.OPENING if not self._problem else State.LOST)
                    self.camera.open()
                    if self._read_all():
                        break
                except StationError as error:
                    self._enter(State.LOST, str(error))
                finally:
                    self.camera.close()
                self._stop.wait(RETRY_SECONDS)
        except Exception as error:
            self._enter(State.LOST, f"{type(error).__name__}: {error}")
            raise
        finally:
            if self._stop.is_set() or self._state is not State.LOST:
                self._enter(State.ENDED, self._problem)
            with self._lock:
                inboxes, self._inboxes = self._inboxes, ()
            for inbox in inboxes:
                inbox.close()

    def _read_all(self) -> bool:
        """Read until it is asked to end (True) or the source fails or has no more frames (False: open it again)."""
        base: int | None = None
        begun: float | None = None
        while not self._stop.is_set():
            frame = self.camera.read()
            if frame is None:
                return False
            if base is None:
                base = self._next - frame.number
                self._enter(State.RUNNING)
            if not self.camera.live:
                begun = self._clock() - frame.time_s if begun is None else begun
                if self._stop.wait(max(0.0, begun + frame.time_s - self._clock())):
                    return True
            self._pass_on(frame, number=base + frame.number)
        return True

    def _pass_on(self, frame: Frame, *, number: int) -> None:
        now = self._clock()
        picture = turned(frame.picture, self.turn)
        passed = Frame(picture, number, frame.time_s, now)
        with self._lock:
            self._frames += 1
            self._dropped += max(0, number - self._next)
            self._next = number + 1
            self._newest = now
            self._times.append(now)
            self._size = (picture.shape[1], picture.shape[0])
            inboxes = self._inboxes
        for inbox in inboxes:
            inbox.put(passed)

    def _enter(self, state: State, problem: str = "") -> None:
        with self._lock:
            is_new = (state, problem) != (self._state, self._problem)
            self._state, self._problem = state, problem
            if state is not State.RUNNING:
                self._times.clear()
        if is_new:
            self._changed()


def turned(picture: Picture, turn: Turn) -> Picture:
    """The picture rotated and mirrored; the same array where nothing is to be done."""
    if turn.rotation:
        picture = cast("Picture", cv2.rotate(picture, _TURNS[turn.rotation]))
    if turn.mirror:
        picture = cast("Picture", cv2.flip(picture, 1))
    return picture
