"""The child processes: read a request, answer, repeat. `python -m station.worker inspect|train|practice|camera|import|decode`."""

import contextlib
import faulthandler
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from station.core.errors import StationError
from station.core.logs import begin_anew
from station.core.messages import (
    Answer,
    Answers,
    Done,
    Engine,
    ExportRun,
    Failed,
    ImportRun,
    ImportWeights,
    LoadAhead,
    LoadRun,
    Ready,
    Reply,
    Request,
    Stop,
    TrainRun,
    receive_request,
    send,
    unserved,
)
from station.core.programs import PARENT, expect_tensorflow
from station.model.lean import import_tensorflow

if TYPE_CHECKING:
    from station.model.runs import Run
    from station.model.runtime import Runtime

NICENESS = 19
"""Of a training."""
WORKER_NICENESS = 10
"""Of every worker but those that are waited for 60 times a second: one that answers live frames on its share of the cores, a camera's
and a clip's.

With 0 for all, the window waited for a processor up to 427 ms while all of them were at work, with 10 up to 161 ms."""
BELOW_NORMAL = 0x4000
"""BELOW_NORMAL_PRIORITY_CLASS of Windows."""

Tell = Callable[[Reply], None]
Serve = Callable[[Request, Tell], None]


LOG_SECONDS = 2.0
"""How often a worker looks whether its log has grown too long."""
ORPHAN_SECONDS = 2.0
"""How long a worker whose parent died may go on with what it does."""


class Mailbox:
    """Requests as they come, read by a thread of their own so that Stop arrives while work is going on."""

    def __init__(self, pipe: BinaryIO) -> None:
        """Start reading."""
        self._requests: SimpleQueue[Request | None] = SimpleQueue()
        self._stop = threading.Event()
        threading.Thread(target=self._read, args=(pipe,), name="mailbox", daemon=True).start()

    def next(self) -> Request | None:
        """The next request, or None when the parent is gone."""
        return self._requests.get()

    def is_stop_asked(self) -> bool:
        """Whether Stop came, or the parent went, after the newest request."""
        return self._stop.is_set()

    def _read(self, pipe: BinaryIO) -> None:
        while True:
            try:
                request = receive_request(pipe)
            except (EOFError, OSError, msgspec.DecodeError):
                self._stop.set()
                self._requests.put(None)
                self._end_without_parent()
                return
            if isinstance(request, Stop):
                self._stop.set()
            else:
                self._stop.clear()
                self._requests.put(request)

    def _end_without_parent(self) -> None:
        """A parent that closed the pipe waits, and ends this process where it must; one that died can't."""
        time.sleep(ORPHAN_SECONDS)  # the work that is under way may notice by itself, and end in order
        parent = os.environ.get(PARENT, "")  # not asked at the start: it may have been gone by then
        if sys.platform != "win32" and parent and os.getppid() != int(parent):
            os._exit(1)


def _keep_log_small() -> None:
    while True:
        time.sleep(LOG_SECONDS)
        begin_anew(2)


def main() -> int:
    """Serve one role until the parent closes the pipe."""
    faulthandler.enable()
    role = sys.argv[1] if len(sys.argv) == 2 else ""
    if role not in ROLES:
        sys.stderr.write(f"station.worker expects one role of {', '.join(ROLES)}. Received: {sys.argv[1:]}\n")
        return 2
    if role not in {"inspect", "camera", "decode"}:
        _give_way()
    requests, replies = _take_pipes()
    mailbox = Mailbox(requests)
    threading.Thread(target=_keep_log_small, name="log", daemon=True).start()
    serve = ROLES[role](mailbox.is_stop_asked)
    while (request := mailbox.next()) is not None:
        try:
            serve(request, lambda reply: send(replies, reply))
        except StationError as error:
            send(replies, Failed(str(error)))
        except MemoryError:
            little = StationError(
                "the computer has too little memory for this; a smaller image or batch size needs less"
            )
            send(replies, Failed(str(little)))
        except BrokenPipeError:
            return 0
        except Exception as error:  # noqa: BLE001  (the one hook of this process: logged, told, and the worker lives)
            traceback.print_exc()
            first = str(error).strip().splitlines()[:1]
            send(replies, Failed(f"the {role} worker: {type(error).__name__}: {' '.join(first)}", is_fault=True))
    return 0


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for messages alone: whatever prints afterwards prints into the log."""
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (requests, replies):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return os.fdopen(requests, "rb"), os.fdopen(replies, "wb")


def _inspect_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """One network, loaded and warm, that answers pictures; it also writes it in other formats."""
    del is_stop_asked
    import_module("station.model.runtime")  # while the run is still being chosen
    answering: list[Callable[[Answer], Answers]] = []
    ahead: list[Runtime] = []

    def serve(request: Request, tell: Tell) -> None:
        match request:
            case LoadAhead():
                answering.clear()
                with contextlib.suppress(Exception):  # whoever asks for the run meets it again, and is told
                    ahead[:] = [_exported(_chosen(request.run), request.run, ahead=ahead)]
            case LoadRun():
                if not request.cores:
                    _give_way()
                begun = time.monotonic()
                answering.clear()
                answer, engine = _loaded(request, ahead=ahead)
                ahead.clear()
                answering.append(answer)
                tell(Ready(time.monotonic() - begun, engine))
            case Answer() if answering:
                tell(answering[0](request))
            case ExportRun():
                expect_tensorflow()
                _give_way()
                import_tensorflow()
                from station.model.export import export_run

                tell(Done(str(export_run(request))))
            case _:
                raise unserved("inspect", request)

    return serve


def _loaded(request: LoadRun, *, ahead: "Sequence[Runtime]" = ()) -> tuple[Callable[[Answer], Answers], Engine]:
    """What answers for this run: its exported network, `ahead` maybe loaded already, or TensorFlow where that can't be used."""
    from station.model.exported import NotExportedError

    run = _chosen(request)
    try:
        runtime = _exported(run, request, ahead=ahead)
    except NotExportedError as problem:
        expect_tensorflow(run=run.name, since=problem)
        _give_way()  # TensorFlow takes all cores
        import_tensorflow()
        from station.model.answering import Answering

        return Answering(run).answer, Engine("tensorflow", str(problem))
    return runtime.answer, runtime.engine


def _exported(run: "Run", request: LoadRun, *, ahead: "Sequence[Runtime]") -> "Runtime":
    """The run's exported network, loaded; NotExportedError where there is none that could be used."""
    from station.model.runtime import Runtime

    same = (one for one in ahead if one.is_of(run, exact=request.exact, cores=request.cores))
    return next(same, None) or Runtime(run, exact=request.exact, cores=request.cores)


def _chosen(request: LoadRun) -> "Run":
    """The run of a request; StationError where its weights are not those that were chosen, or not its own any more."""
    from station.model.runs import open_run, weights_of

    run = open_run(Path(request.folder))
    if request.weights_sha256 not in ("", run.card.weights.sha256):
        raise StationError(
            f"the run {run.name} has other weights than when it was chosen, as a training goes on: start again"
        )
    weights_of(run)  # an exported network answers for weights that are still the run's own
    return run


def _train_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """One training."""

    def serve(request: Request, tell: Tell) -> None:
        if not isinstance(request, TrainRun):
            raise unserved("train", request)
        expect_tensorflow()
        if request.low_priority:
            step_back(NICENESS)
        import_tensorflow()  # as quietly as the training then runs
        from station.model.fitting import fit

        fit(request, tell=tell, should_stop=is_stop_asked)

    return serve


def _give_way() -> None:
    if sys.platform != "win32":  # there the window in front is given way to anyway
        step_back(WORKER_NICENESS)


def step_back(niceness: int) -> None:
    """Give way to whatever else this computer does: the window must stay smooth, and the inspection while we train."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), BELOW_NORMAL)
        return
    # Linux: this process has a session of its own, and among sessions only this counts.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness), encoding="ascii")
    tasks = Path("/proc/self/task")
    # Linux: niceness is a thread's own, and TensorFlow may have started its threads already; later ones inherit it.
    for task in tasks.iterdir() if tasks.is_dir() else [Path("0")]:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, int(task.name), niceness)


def _practice_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """Strips: of a practice project, or under the practice camera, whose rendering would keep Python's lock from the window."""
    del is_stop_asked
    from station.practice_role import PracticeRole

    return PracticeRole().serve


def _camera_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """One camera: a webcam or a stream."""
    from station.camera_role import CameraRole

    return CameraRole(is_stop_asked).serve


def _import_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """Runs of strangers, looked at where nothing but this process can come to harm."""
    del is_stop_asked

    def serve(request: Request, tell: Tell) -> None:
        if isinstance(request, ImportRun):
            from station.model.importing import take_run

            tell(Done(take_run(request)))
        elif isinstance(request, ImportWeights):
            from station.model.lab_weights import take_weights

            tell(Done(take_weights(request)))
        else:
            raise unserved("import", request)

    return serve


def _decode_role(is_stop_asked: Callable[[], bool]) -> Serve:
    """One clip, decoded where nothing but this process can come to harm."""
    from station.decode_role import DecodeRole

    return DecodeRole(is_stop_asked).serve


ROLES: dict[str, Callable[[Callable[[], bool]], Serve]] = {
    "inspect": _inspect_role,
    "train": _train_role,
    "practice": _practice_role,
    "camera": _camera_role,
    "import": _import_role,
    "decode": _decode_role,
}
"""Each makes its server when the process starts. Heavy imports happen then, or at the first request that needs them."""


if __name__ == "__main__":
    sys.exit(main())
