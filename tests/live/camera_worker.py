"""A camera worker over the cameras of a test: the station's own worker and role, only the system below them is made up."""

import atexit
import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import msgspec

from station import worker
from station.camera_role import CameraRole
from station.core.errors import StationError
from station.core.messages import Failed, Reply, Request, receive_reply, receive_request, send
from station.core.shared_pictures import SharedPictures
from station.live.link import Worker, WorkerFault, WorkerGone
from tests.live.camera_world import World

ROOT = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from tests.live.camera_worker import main; sys.exit(main())"
)


def process_over(world: World, shared: SharedPictures) -> Worker:
    """A worker process that films the cameras of this world."""
    program = (sys.executable, "-c", _PROGRAM, str(ROOT), str(world.folder))
    return Worker("camera", program=program, inherits=shared.descriptors)


def main() -> int:
    """The worker's program: `folder role`."""
    world = World(Path(sys.argv.pop(1)), crash=lambda: os.kill(os.getpid(), 9))
    worker.ROLES["camera"] = lambda is_stop_asked: CameraRole(is_stop_asked, device=world.device).serve
    return worker.main()


class ThreadWorker:
    """Behaves like a worker process, in a thread of this one: the same messages over pipes. Killing it ends what hangs."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = os.pipe(), os.pipe()
        self._to, self._from = os.fdopen(ours[1], "wb"), os.fdopen(theirs[0], "rb")
        self._requests, self._replies = os.fdopen(ours[0], "rb"), os.fdopen(theirs[1], "wb")
        self._is_cut = False
        self._lock = threading.Lock()
        self.world = World(folder, crash=self._crash)
        self._is_over = threading.Event()
        self._role = CameraRole(self._is_over.is_set, device=self.world.device)
        atexit.unregister(self._role._end)
        self._thread = threading.Thread(target=self._serve, name="camera worker", daemon=True)
        self._thread.start()

    def send(self, request: Request) -> None:
        try:
            send(self._to, request)
        except (OSError, ValueError) as error:
            raise WorkerGone("the camera worker ended unexpectedly") from error

    def receive(self) -> Reply:
        try:
            reply = receive_reply(self._from)
        except (EOFError, OSError, ValueError, msgspec.DecodeError) as error:
            raise WorkerGone("the camera worker ended unexpectedly") from error
        if isinstance(reply, Failed):
            raise WorkerFault(reply.text) if reply.is_fault else StationError(reply.text)
        return reply

    def kill(self) -> None:
        self._is_over.set()
        self.world.hanging.set()
        self._cut()

    def close(self, *, patience_s: float = 3.0, reader: threading.Thread | None = None) -> None:
        self._is_over.set()
        self.world.hanging.set()
        self._to.close()
        self._thread.join(10)
        assert not self._thread.is_alive()
        if reader is not None:
            reader.join(10)
        self._from.close()
        self._requests.close()

    def _serve(self) -> None:
        while True:
            try:
                request = receive_request(self._requests)
            except (EOFError, OSError, ValueError):
                break
            self._role.serve(request, self._tell)
        self._is_over.set()
        if self._role._thread is not None:
            self._role._thread.join(10)
        self._cut()

    def _tell(self, reply: Reply) -> None:
        with self._lock:
            if self._is_cut:
                raise BrokenPipeError
            send(self._replies, reply)

    def _crash(self) -> None:
        self._cut()
        raise BrokenPipeError

    def _cut(self) -> None:
        with self._lock:
            if not self._is_cut:
                self._is_cut = True
                _close(self._replies)


def _close(pipe: BinaryIO) -> None:
    try:
        pipe.close()
    except OSError:
        return


def thread_over(world: World, shared: SharedPictures) -> Worker:
    """A worker in a thread that films the cameras of this world."""
    del shared
    return ThreadWorker(world.folder)  # type: ignore[return-value]
