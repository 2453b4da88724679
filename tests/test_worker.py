"""The worker's mailbox: Stop is never lost, whenever it comes."""

import io
import subprocess
import sys
import threading

import psutil
import pytest

from station import worker
from station.core import programs
from station.core.errors import StationError
from station.core.messages import ExportRun, LoadRun, Request, Stop, TrainRun, send
from station.worker import Mailbox
from tests.conftest import ROOT


class Pipe(io.BytesIO):
    """What a parent wrote before it went, and word of when all of it was read."""

    def __init__(self, *messages: LoadRun | Stop) -> None:
        super().__init__()
        self.is_empty = threading.Event()
        for message in messages:
            send(self, message)
        self.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data:
            self.is_empty.set()
        return data


def test_a_stop_that_comes_before_its_request_was_taken_up_still_counts() -> None:
    pipe = Pipe(LoadRun("a"), Stop())
    mailbox = Mailbox(pipe)
    assert pipe.is_empty.wait(10)
    assert mailbox.next() == LoadRun("a")
    assert mailbox.is_stop_asked()


def test_a_parent_that_goes_is_a_stop_and_an_end() -> None:
    mailbox = Mailbox(Pipe(LoadRun("a")))
    assert mailbox.next() == LoadRun("a")
    assert mailbox.next() is None
    assert mailbox.is_stop_asked()


BUSY = """
import sys, threading
from station import worker
worker.ROLES["practice"] = lambda is_stop_asked: lambda request, tell: threading.Event().wait()
sys.exit(worker.main())
"""
PARENT = f"""
import sys
from station.core.messages import LoadRun
from station.live.link import Worker
worker = Worker("practice", program=(sys.executable, "-c", {BUSY!r}))
worker.send(LoadRun("it is at work for ever"))
sys.stdout.write(f"{{worker.pid}}\\n")
sys.stdout.flush()
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is not told there of its parent's death")
def test_a_worker_at_work_ends_when_its_parent_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    _, alive = psutil.wait_procs([child], timeout=60)
    assert not alive


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system lowers a priority in its own way")
def test_a_training_steps_back_with_all_its_threads() -> None:
    program = (
        "import os, threading; from station.worker import NICENESS, step_back; rest = threading.Event();"
        "other = threading.Thread(target=rest.wait, daemon=True); other.start(); step_back(NICENESS);"
        "print({os.getpriority(os.PRIO_PROCESS, int(t)) for t in os.listdir('/proc/self/task')} == {NICENESS}); rest.set()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, start_new_session=True
    )  # a session of its own, as a worker has: on Linux a session steps back as a whole
    assert done.stdout.strip() == "True", done.stderr


@pytest.mark.parametrize(
    ("role", "request_"),
    [("train", TrainRun("project", "run", "fast", False, 0)), ("inspect", ExportRun("run", "onnx", "out"))],
    ids=["training", "export"],
)
def test_what_needs_tensorflow_says_what_to_install_where_there_is_none(
    role: str, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "has_tensorflow", lambda: False)
    serve = worker.ROLES[role](lambda: False)
    with pytest.raises(StationError, match=r"needs TensorFlow.*install the whole Seam Station"):
        serve(request_, lambda reply: None)
