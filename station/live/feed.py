"""A feed: one open camera and everybody who watches it, each through an inbox of their own."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import cast

from station.core.cameras import Camera, GivesUp, Rests
from station.core.errors import HeldBack, StationError
from station.core.frame import Frame, Picture
from station.core.opencv import cv2
from station.live.inbox import Inbox
from station.live.threads import is_over

RATE_OVER_SECONDS = 2.0
RATE_FRAMES = 4000
RETRY_SECONDS = 1.0
FIRST_RETRY = 0.25
"""Of that after the first failure, twice of it after the second, and so on."""
PATIENCE_SECONDS = 2.0
SILENT_SECONDS = 2.0
"""A live camera that gave nothing for so long is lost, even where its read just blocks."""
MINIMAL_PAUSE = 1 / 60
"""Between two loops of a clip; it keeps a clip of one frame from spinning."""
SMALLEST_STEP = 1e-4
"""Between the times of two frames, in seconds: more than a recording's tick, so that none is lost where a clock stands still."""

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class State(Enum):
    """What a feed is doing."""

    OPENING = "opening"
    RUNNING = "running"
    LOST = "lost"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """How a live picture is turned before anybody sees it: clockwise degrees (0, 90, 180, 270), then mirrored left to right."""

    rotation: int = 0
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """How a feed is doing: frames so far, those the camera dropped, frames a second, size (width, height), newest frame's age.

    `live` is false for clips, which come at their own pace and are never turned; `problem` says why a camera is lost. Where
    `is_held` it is open, and its pictures are held back.
    """

    state: State
    frames: int = 0
    dropped: int = 0
    rate: float = 0.0
    size: tuple[int, int] = (0, 0)
    age_s: float | None = None
    problem: str = ""
    live: bool = True
    is_held: bool = False


class Feed:
    """Reads one camera in a thread and hands each frame, turned, to every inbox; a full inbox never blocks the camera.

    A live camera that fails is opened again soon, and then every second until it is back; one that blocks, or whose pictures
    may not be used, is told as lost. A clip is
    played at its own pace, again and again. Numbers and `arrived_s` go on through loops and reconnections, and
    `arrived_s` increases from frame to frame.
    """

    def __init__(
        self,
        camera: Camera,
        *,
        turn: Turn = Turn(),
        clock: Callable[[], float] = time.perf_counter,
        changed: Callable[[], None] = lambda: None,
        retry_s: float = RETRY_SECONDS,
    ) -> None:
        """Speak of a camera; `changed` is called in the feed's thread whenever its state changes."""
        self.camera = camera
        self.turn = turn
        """How live pictures are turned; may be replaced at any time."""
        self._clock = clock
        self._changed = changed
        self._retry_s = retry_s
        self._lock = threading.Lock()
        self._inboxes: tuple[Inbox[Frame], ...] = ()
        self._stop = threading.Event()
        self._again = threading.Event()
        self._over = False
        self._state = State.OPENING
        self._problem = ""
        self._live, self._is_held = True, False
        self._frames = self._dropped = self._next = self._failures = 0
        self._size = (0, 0)
        self._newest: float | None = None
        self._times: deque[float] = deque(maxlen=RATE_FRAMES)  # whether or not anybody asks
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)
        self._after: Feed | None = None

    def start(self, *, after: "Feed | None" = None) -> None:
        """Open the camera and read it, in the feed's own thread: this returns at once.

        `after` is a feed of the same source that is ending: a device can't be opened before it was let go.
        """
        self._after = after
        self._thread.start()

    def watch(self, inbox: Inbox[Frame]) -> None:
        """Put every frame from now on into this inbox too; where the feed is over, the inbox is closed."""
        with self._lock:
            if not self._over:
                self._inboxes = (*self._inboxes, inbox)
                return
        inbox.close()

    def leave(self, inbox: Inbox[Frame]) -> None:
        """Put no more frames into this inbox, and close it."""
        with self._lock:
            self._inboxes = tuple(other for other in self._inboxes if other is not inbox)
        inbox.close()

    def reopen(self) -> None:
        """Close the camera and open it again, since what is wished of it changed; the inboxes stay."""
        self._again.set()

    def stop(self) -> None:
        """Ask the feed to end; it lets go of its camera and closes its inboxes."""
        self._stop.set()
        self._again.set()
        if isinstance(self.camera, GivesUp):
            self.camera.give_up()

    def wait(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait for the end; a webcam whose read blocks can't be stopped, its thread ends with the program."""
        return is_over(self._thread, within_s=seconds)

    @property
    def is_over(self) -> bool:
        """Whether it was stopped or broke down, so that no frame will come any more."""
        return self._over or self._stop.is_set()

    @property
    def is_opening(self) -> bool:
        """Whether it has given no picture since it was opened last, and nobody was told why."""
        return self._state is State.OPENING and not self.is_over

    def figures(self) -> FeedFigures:
        """How it is doing now."""
        now = self._clock()
        with self._lock:
            while self._times and now - self._times[0] > RATE_OVER_SECONDS:
                self._times.popleft()
            span = self._times[-1] - self._times[0] if self._times else 0.0
            rate = (len(self._times) - 1) / span if span > 0 else 0.0
            age = None if self._newest is None else max(0.0, now - self._newest)
            state, problem = self._state, self._problem
            if state is State.RUNNING and self._live and age is not None and age > SILENT_SECONDS:
                state, problem, rate = State.LOST, str(StationError(f"no picture has come for {age:.0f} s")), 0.0
            size, held = self._size, self._is_held
            return FeedFigures(state, self._frames, self._dropped, rate, size, age, problem, self._live, held)

    def _run(self) -> None:
        if self._after is not None:
            self._after.wait()
            self._after = None
        try:
            while not self._stop.is_set():
                self._watch_once()
        except Exception as error:  # whatever it is, the sign must say that nothing comes; the hook hears of it too
            self._enter(State.LOST, f"{type(error).__name__}: {error}")
            raise
        finally:
            if isinstance(self.camera, Rests):
                self.camera.close()
            if self._stop.is_set():
                self._enter(State.ENDED, self._problem)
            with self._lock:
                self._over = True
                inboxes, self._inboxes = self._inboxes, ()
            for inbox in inboxes:
                inbox.close()

    def _watch_once(self) -> None:
        """Open the camera and read it until it fails, ends, or is to be opened anew; wait before the next attempt."""
        try:
            self._again.clear()
            if self._stop.is_set():  # after clearing: whoever stopped before it is heard
                return
            if not (self._state is State.RUNNING and not self._live):  # a clip's loop is no opening
                self._enter(State.LOST if self._problem else State.OPENING, self._problem)
            self.camera.open()
            count = self._read_all()
            if count or self._again.is_set():
                return
            raise StationError("the source gave not one frame")
        except StationError as error:
            if self._stop.is_set():  # it was given up, which is no fault
                return
            self._enter(State.LOST, str(error))
        finally:
            if isinstance(self.camera, Rests) and not self._stop.is_set():
                self.camera.rest()
            else:
                self.camera.close()
        self._failures += 1
        self._again.wait(self._retry_s * min(1.0, FIRST_RETRY * self._failures))

    def _read_all(self) -> int:
        """Read until it is asked to end or open anew, or a clip has no more frames; the number of frames that came.

        Raises StationError where a camera failed; a live one that has no more frames has failed.
        """
        self._live = self.camera.live
        base: int | None = None
        begun = last = 0.0
        count = 0
        while not self._again.is_set():
            try:
                frame = self.camera.read()
            except HeldBack as reason:
                self._enter(State.LOST, str(reason), is_held=True)
                continue
            if frame is None:
                if self._live:
                    raise StationError("the camera gives no more frames")
                self._again.wait(max(MINIMAL_PAUSE, last / max(1, count - 1)) if count else 0.0)
                return count
            if base is None:
                base, begun = self._next - frame.number, self._clock() - frame.time_s
            self._enter(State.RUNNING)
            self._failures = 0
            if not self._live and self._again.wait(max(0.0, begun + frame.time_s - self._clock())):
                break
            self._pass_on(frame, number=base + frame.number)
            count, last = count + 1, frame.time_s
        return count

    def _pass_on(self, frame: Frame, *, number: int) -> None:
        now = self._clock() if frame.arrived_s is None else min(self._clock(), frame.arrived_s)
        picture = turned(frame.picture, self.turn) if self._live else frame.picture
        with self._lock:
            if self._newest is not None:
                now = max(now, self._newest + SMALLEST_STEP)
            self._frames += 1
            self._dropped += max(0, number - self._next)
            self._next = max(self._next, number + 1)
            self._newest = now
            self._times.append(now)
            self._size = (picture.shape[1], picture.shape[0])
            inboxes = self._inboxes
        passed = Frame(picture, number, frame.time_s, now)
        for inbox in inboxes:
            inbox.put(passed)

    def _enter(self, state: State, problem: str = "", *, is_held: bool = False) -> None:
        with self._lock:
            is_new = (state, problem) != (self._state, self._problem)
            self._state, self._problem, self._is_held = state, problem, is_held
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
