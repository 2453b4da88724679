"""One camera worker and the device that it films: its messages are checked here, and its pictures taken out of the shared memory.

Nothing that the worker says is believed unseen: it may have been taken over by what a stream sent it.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

from station.core.camera_messages import (
    AllottedMemory,
    CameraOpened,
    CameraWish,
    ControlsForgotten,
    ControlsNow,
    Held,
    OpenCamera,
    PictureSize,
    Shot,
    Taken,
)
from station.core.device import ControlState
from station.core.errors import HeldBack, StationError
from station.core.frame import Frame
from station.core.messages import Reply
from station.core.shared_pictures import SharedPictures
from station.live.link import Worker, WorkerFault, WorkerGone
from station.live.patience import LIMITS, Limits, Patience

MOST_WAITING = 2
"""Frames that wait for their reader: a slow one gets the newest, and the numbers tell what it missed."""
HELD_SECONDS = 0.25
"""Whoever reads while frames are held back hears so four times a second."""
CLOSING_SECONDS = 1.0

StartWorker = Callable[[SharedPictures], Worker]


def camera_worker(shared: SharedPictures) -> Worker:
    """A new worker that films."""
    return Worker("camera", inherits=shared.descriptors)


class CameraLink:
    """Starts a camera worker; `open` and `next` wait, from one thread; everything else may come from any."""

    def __init__(self, start: StartWorker = camera_worker, *, limits: Limits = LIMITS) -> None:
        """Start the worker; StationError where that fails."""
        self._limits = limits
        self._shared = SharedPictures()
        try:
            self._worker = start(self._shared)
        except StationError:
            self._shared.close()
            raise
        self._changed = threading.Condition()
        self._error: StationError | None = None
        self._opened: CameraOpened | None = None
        self._frames: deque[Frame] = deque(maxlen=MOST_WAITING)
        self._patience = Patience(limits)
        self._heard_s = 0.0
        self._newest = -1
        self._begun_s = 0.0
        self._reason = ""
        self._given_up = self._is_used = False
        self.is_idle = True
        """Whether the worker lives and holds no device: it may open one."""
        self.controls: tuple[ControlState, ...] = ()
        self._forgotten: tuple[ControlState, ...] = ()
        self._pump = threading.Thread(target=self._run, name="camera", daemon=True)
        self._pump.start()

    def open(self, request: OpenCamera) -> CameraOpened:
        """Open a device and wait until its first picture is there; StationError where it can't be opened or keeps silent."""
        with self._changed:
            self._error = self._opened = None
            self.controls, self.is_idle = (), False
        self._worker.send(request)
        self._expect(lambda: self._opened is not None, within_s=self._limits.open_s, what="opened")
        self._expect(lambda: self._heard_s > 0, within_s=self._limits.first_s, what="given a picture")
        assert self._opened is not None
        return self._opened

    def next(self) -> Frame | None:
        """The next frame, waited for as long as the camera may be silent: None where it was for too long.

        Raises HeldBack where frames come and may not be used, StationError where the camera failed or was given up.
        """
        until_told = time.perf_counter() + HELD_SECONDS
        late = False
        with self._changed:
            while True:
                self._raise_what_ended_it()
                if self._frames:
                    return self._frames.popleft()
                now = time.perf_counter()
                if self._reason and now >= until_told:
                    raise HeldBack(self._reason)
                left = self._heard_s + self._patience.limit_s - now
                if left <= 0 and late:
                    return None
                # Where this process itself was held up, word may be waiting in the pipe: it gets one more moment.
                late = left <= 0
                self._changed.wait(0.02 if late else min(left, HELD_SECONDS))

    @property
    def silent_s(self) -> float:
        """How long nothing has come."""
        return max(0.0, time.perf_counter() - self._heard_s)

    @property
    def overdue_s(self) -> float:
        """For how long the next frame has been overdue."""
        return self.silent_s - self._patience.limit_s

    def take_forgotten(self) -> tuple[ControlState, ...]:
        """What the camera had instead of what was set, while it filmed, where nobody was told of it yet; nothing where it had not."""
        with self._changed:
            found, self._forgotten = self._forgotten, ()
        return found

    def wish(self, wish: CameraWish) -> None:
        """Set a control before the next frame; what became of it is then in `controls`."""
        with self._changed:
            self._patience.disturb()
        self._worker.send(wish)

    def give_up(self) -> None:
        """Let whoever waits here hear so at once; end the worker where it is not filming: it may be opening for long."""
        with self._changed:
            self._given_up = True
            self._changed.notify_all()
            is_filming = self._heard_s > 0
        if not is_filming:
            self._worker.kill()

    def kill(self) -> None:
        """End the worker at once: what it was asked does not come back."""
        self._worker.kill()

    def close(self) -> None:
        """End the worker, and let go of the memory."""
        self._worker.close(patience_s=CLOSING_SECONDS, reader=self._pump)
        self._shared.close()

    def _expect(self, holds: Callable[[], bool], *, within_s: float, what: str) -> None:
        with self._changed:
            self._changed.wait_for(lambda: holds() or self._error is not None or self._given_up, within_s)
            self._raise_what_ended_it()
            if holds():
                return
        self._worker.kill()
        raise StationError(f"the camera has not {what} for {within_s:g} s")

    def _raise_what_ended_it(self) -> None:
        if self._given_up:
            raise StationError("the camera was closed")
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        """Take in what the worker tells until it is gone."""
        while True:
            try:
                self._take_in(self._worker.receive())
            except WorkerGone as error:
                self._fail(error)
                return
            except (StationError, WorkerFault) as error:  # it failed, and lives
                self._fail(StationError(str(error)))

    def _fail(self, error: StationError) -> None:
        with self._changed:
            self._error = self._error or error
            self._is_used |= isinstance(error, WorkerGone)
            self.is_idle = not self._is_used
            self._changed.notify_all()

    def _take_in(self, reply: Reply) -> None:
        match reply:
            case Shot():
                self._take_frame(reply)
            case Held():
                self._take_note(reply)
            case ControlsNow() | CameraOpened():
                with self._changed:
                    self.controls = tuple(setting.unpack() for setting in reply.controls)
                    self._opened = reply if isinstance(reply, CameraOpened) else self._opened
                    self._changed.notify_all()
            case ControlsForgotten():
                with self._changed:
                    self.controls = tuple(setting.unpack() for setting in reply.controls)
                    self._forgotten = tuple(setting.unpack() for setting in reply.found)
            case PictureSize():
                self._is_used = True
                self._shared.allot((reply.width, reply.height))
                self._worker.send(AllottedMemory(self._shared.handle))
            case _:
                self._refuse(f"the camera worker told {type(reply).__name__}")

    def _take_frame(self, shot: Shot) -> None:
        self._expect_later(shot.number)
        picture = self._shared.take(shot.slot)
        self._worker.send(Taken(shot.slot))
        now = time.perf_counter()
        with self._changed:
            self._hear(now, shot.number)
            self._reason = ""
            self._frames.append(Frame(picture, shot.number, shot.time_s, min(now, max(shot.came_s, self._begun_s))))
            self._changed.notify_all()

    def _take_note(self, held: Held) -> None:
        self._expect_later(held.number)
        with self._changed:
            self._hear(time.perf_counter(), held.number)
            self._reason = held.reason
            self._changed.notify_all()

    def _hear(self, now: float, number: int) -> None:
        """Held by the lock."""
        if self._newest < 0:
            self._begun_s = now - self._limits.first_s
        self._heard_s, self._newest = now, number
        self._patience.came(now)

    def _expect_later(self, number: int) -> None:
        if number <= self._newest:
            self._refuse(f"the camera worker told frame {number} after frame {self._newest}")

    def _refuse(self, why: str) -> None:
        """A worker that talks nonsense is ended."""
        self._is_used = True
        self._worker.kill()
        raise StationError(f"{why}; it was ended")
