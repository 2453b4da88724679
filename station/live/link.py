"""Starts, asks and stops one worker process."""

import contextlib
import itertools
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Literal, TypeVar

import msgspec

from station.core import storage
from station.core.errors import StationError
from station.core.folders import cache_folder, log_folder
from station.core.logs import sweep_logs
from station.core.messages import Failed, Reply, Request, Stop, receive_reply, send
from station.core.programs import PARENT, worker_program

Role = Literal["inspect", "train", "practice", "camera", "import", "decode"]
R = TypeVar("R", bound=msgspec.Struct)

_numbers = itertools.count(1)

_ALONE = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: not reached by the parent's Ctrl-C, and without a console of its own on screen."""

PATIENCE_SECONDS = 3.0
"""How long a worker may take to end by itself."""


def environment() -> dict[str, str]:
    """A worker's: what a person has settled for other programs with Keras is not for it, and a network answers alike on every PC."""
    own = {"KERAS_BACKEND": "tensorflow", "KERAS_HOME": str(cache_folder() / "keras"), "TF_CPP_MIN_LOG_LEVEL": "3"}
    return {**os.environ, **own, "PYTHONUTF8": "1", PARENT: str(os.getpid())}


class WorkerFault(RuntimeError):
    """A worker met something that nobody foresaw; its log has the traceback."""


class WorkerGone(StationError):
    """A worker ended without being asked to, or was ended since it talked nonsense."""


class Worker:
    """One child process in a role. Who starts it stops it: use it in a `with` block.

    The child is a program of its own in a process group of its own, so that Ctrl-C reaches only the parent, which can
    then ask the child to stop and keep what it has.
    """

    def __init__(self, role: Role, *, program: Sequence[str] = (), inherits: Sequence[int] = ()) -> None:
        """Start the process; its log lies in the station's log folder.

        `program` is another command than the station's own worker; `inherits` are descriptors for it, not under Windows.
        """
        self._role = role
        self._met_fault = self._was_killed = False
        sweep_logs(storage.create_folder(log_folder()))
        self._log = log_folder() / f"worker-{role}-{os.getpid()}-{next(_numbers)}.log"
        with storage.open_log(self._log) as log:
            try:
                self._process = subprocess.Popen(
                    [*(program or worker_program()), role],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=environment(),
                    pass_fds=inherits,
                    start_new_session=os.name != "nt",
                    creationflags=_ALONE,
                )
            except OSError as error:
                raise StationError(f"the {role} worker could not be started ({error.strerror or error})") from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout

    @property
    def pid(self) -> int:
        """The child's process number."""
        return self._process.pid

    @property
    def is_gone(self) -> bool:
        """Whether the child has ended by itself, or died."""
        return self._process.poll() is not None

    def send(self, request: Request) -> None:
        """Send a request without waiting for its reply; raise StationError where the child is gone."""
        try:
            send(self._to, request)
        except (BrokenPipeError, OSError, ValueError) as error:
            raise self._gone() from error

    def receive(self) -> Reply:
        """Wait for the next reply; raise StationError where the child is gone, talks nonsense, or says it failed."""
        try:
            reply = receive_reply(self._from)
        except (EOFError, OSError) as error:
            raise self._gone() from error
        except msgspec.DecodeError as error:
            self.kill()
            raise WorkerGone(
                f"the {self._role} worker sent something that is no reply ({error}); it was ended"
            ) from error
        if isinstance(reply, Failed):
            self._met_fault = reply.is_fault
            raise WorkerFault(f"{reply.text} (log: {self._log})") if reply.is_fault else StationError(reply.text)
        return reply

    def ask(self, request: Request, *, expecting: type[R]) -> R:
        """Send a request and wait for the one reply of that type."""
        self.send(request)
        return self.expect(expecting)

    def expect(self, kind: type[R]) -> R:
        """Wait for a reply of that type; another one is a fault of the worker."""
        reply = self.receive()
        if not isinstance(reply, kind):
            raise StationError(f"the {self._role} worker answered {type(reply).__name__} instead of {kind.__name__}")
        return reply

    def replies(self, request: Request, *, until: type[R]) -> Iterator[Reply]:
        """Send a request and yield its replies, the one of type `until` last."""
        self.send(request)
        while True:
            reply = self.receive()
            yield reply
            if isinstance(reply, until):
                return

    def ask_to_stop(self) -> None:
        """Ask the child to stop what it does and keep the best; a child that is gone already needs no asking."""
        with contextlib.suppress(StationError):
            self.send(Stop())

    def kill(self) -> None:
        """End the child at once, without waiting until it is gone: `close` does."""
        self._was_killed = True
        self._process.kill()

    def close(self, *, patience_s: float = PATIENCE_SECONDS, reader: threading.Thread | None = None) -> None:
        """Let the child end by itself, within that time, by closing its input; then end it.

        `reader` is a thread that waits for replies: the pipe is not closed under it, but after it heard that the child is gone.
        """
        with contextlib.suppress(OSError):
            self._to.close()
        is_done = True
        try:
            is_done = self._process.wait(patience_s) == 0
        except subprocess.TimeoutExpired:
            self.kill()
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:  # it hangs in a driver, and ends when that lets it
                return
        if reader is not None:
            reader.join(PATIENCE_SECONDS)
            if reader.is_alive():
                return  # somebody else holds the pipe's other end: closing it under its reader would wait too
        self._from.close()
        if (is_done and not self._met_fault) or (self._was_killed and self._has_empty_log()):
            with contextlib.suppress(StationError):
                storage.remove(self._log)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _has_empty_log(self) -> bool:
        with contextlib.suppress(OSError):
            return not self._log.stat().st_size
        return False

    def _gone(self) -> WorkerGone:
        try:
            code: int | str = self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            code = "none"
        return WorkerGone(f"the {self._role} worker ended unexpectedly (exit code {code}); its log is {self._log}")
