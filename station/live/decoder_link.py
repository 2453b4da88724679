"""A worker that decodes clips or pictures, and the shared memory that what it decoded comes through."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray

from station.core.camera_messages import AllottedMemory
from station.core.errors import GivenUp, StationError
from station.core.frame import Picture
from station.core.messages import ClipOpened, NoFrame, OpenClip, Reply, Request
from station.core.shared_pictures import SharedPictures
from station.live.link import Worker, WorkerFault, WorkerGone

FRAME_SECONDS = 30.0
"""A decoder that needs longer for a frame or a picture, or for opening a clip, hangs."""
ASKING_SECONDS = 0.004
"""So often it is asked, while something is decoded, whether it is still wanted."""
LEAVING_SECONDS = 1.0
"""What nobody waits for any more it leaves within this time, or it hangs."""
CLOSING_SECONDS = 1.0

StartWorker = Callable[[SharedPictures], Worker]


def decode_worker(shared: SharedPictures) -> Worker:
    """A new worker that decodes."""
    return Worker("decode", inherits=shared.descriptors)


class LeftBehind(GivenUp):
    """Nobody wanted the answer any more, and the worker did not leave it: it was ended."""


class DecoderLink:
    """A worker that decodes, and the memory that its pictures come through; for one thread, but `kill`, which any may call."""

    def __init__(self, start: StartWorker = decode_worker) -> None:
        """Start the worker; StationError where that fails."""
        self._shared = SharedPictures()
        try:
            self._worker = start(self._shared)
        except StationError:
            self._shared.close()
            raise
        self._replies: SimpleQueue[Reply | StationError] = SimpleQueue()
        self._pump = threading.Thread(target=self._run, name="decoding", daemon=True)
        self._pump.start()

    def open(self, clip: Path, *, is_wanted: Callable[[], bool] = lambda: True) -> ClipOpened:
        """Open a clip; StationError where it can't be, WorkerGone where the worker died of it, GivenUp where nobody waits."""
        self.send(OpenClip(str(clip.absolute())))
        reply = self.receive(is_wanted=is_wanted)
        if not isinstance(reply, ClipOpened):
            raise self.nonsense(reply)
        return reply

    def allot(self, size: tuple[int, int]) -> None:
        """Make room for pictures of this size (width, height), once: those of the clip that is open, or `ROOM`."""
        self._shared.allot(size)
        self.send(AllottedMemory(self._shared.handle))

    def send(self, request: Request) -> None:
        """Ask something; WorkerGone where the worker is gone."""
        self._worker.send(request)

    def receive(self, *, is_wanted: Callable[[], bool] = lambda: True) -> Reply:
        """The answer to what was sent; WorkerGone where the worker died, or hung and was ended, GivenUp where it never came.

        Once it is not wanted any more, the worker is asked to leave it; LeftBehind where it does not, and was ended.
        """
        end, is_left = time.monotonic() + FRAME_SECONDS, False
        while True:
            try:
                found = self._replies.get(timeout=ASKING_SECONDS)
            except Empty:
                if not is_left and not is_wanted():
                    is_left, end = True, min(end, time.monotonic() + LEAVING_SECONDS)
                    self._worker.ask_to_stop()
                if time.monotonic() > end:
                    self.kill()
                    if is_left:
                        raise LeftBehind from None
                    raise WorkerGone(f"decoding came to no end in {FRAME_SECONDS:.0f} s and was ended") from None
                continue
            if isinstance(found, StationError):
                raise found
            if isinstance(found, NoFrame) and found.is_given_up:
                raise GivenUp
            return found

    def nonsense(self, reply: Reply) -> WorkerGone:
        """End a worker that answered something else than it was asked; what to raise."""
        self.kill()
        return WorkerGone(f"the decode worker answered {type(reply).__name__}; it was ended")

    def take(self, slot: int) -> Picture:
        """A copy of the picture in a slot."""
        return self._shared.take(slot)

    def take_piece(self, slot: int, into: NDArray[np.uint8]) -> int:
        """Copy the piece of a picture in a slot into flat bytes; how long it was."""
        return self._shared.take_piece(slot, into)

    def kill(self) -> None:
        """End the worker at once."""
        self._worker.kill()

    def close(self) -> None:
        """End the worker, and let go of the memory."""
        self._worker.close(patience_s=CLOSING_SECONDS, reader=self._pump)
        self._shared.close()

    def _run(self) -> None:
        while True:
            try:
                self._replies.put(self._worker.receive())
            except WorkerGone as error:
                self._replies.put(error)
                return
            except (StationError, WorkerFault) as error:
                self._replies.put(StationError(str(error)))
