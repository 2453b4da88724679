"""The program as a whole: asked to end at any moment it ends by itself, soon, in order, and leaves no process."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from station.core.project import Project

CLOSING_SECONDS = 3.0
ROOT = Path(__file__).parents[2]


@pytest.fixture
def start() -> "Iterator[Start]":
    """Starts the program, busy with something in a project; nothing of it is left afterwards, whatever happens."""
    started: list[Program] = []

    def starting(busy: str, project: Project) -> Program:
        started.append(Program(busy, project))
        started[-1].wait_until_busy()
        return started[-1]

    yield starting
    for program in started:
        for process in program.children:
            if process.is_running():
                process.kill()
        program.process.kill()
        program.process.communicate()


HAS_A_WORKER = {"worker", "clip"}
IN_WAITING = 2
"""Workers that wait for the first inspection and its practice camera; there is no clip that a third one could wait for."""


class Program:
    """A station that runs as a program of its own."""

    def __init__(self, busy: str, project: Project) -> None:
        self.busy = busy
        self.children: list[psutil.Process] = []
        command = [sys.executable, "-m", "tests.ui.busy_window", busy, str(project.folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )

    def wait_until_busy(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        said = self.process.stdout.readline().strip()
        assert said == f"busy with {self.busy}", self.process.stderr.read()
        wanted, pause, end = IN_WAITING + (self.busy in HAS_A_WORKER), threading.Event(), time.monotonic() + 20
        while len(self.children) < wanted and time.monotonic() < end:
            self.children = psutil.Process(self.process.pid).children(recursive=True)
            pause.wait(0.02)

    def result(self) -> tuple[int, str]:
        """The exit code and what it complained of, once it has ended."""
        complaints = self.process.communicate(timeout=20)[1]
        return self.process.returncode, complaints


Start = Callable[[str, Project], Program]


def gone(processes: list[psutil.Process], *, within: float) -> bool:
    """Whether they have ended by then; one that its new parent, the system, has not taken note of yet has."""
    return not any(_is_alive(process) for process in psutil.wait_procs(processes, timeout=within)[1])


def _is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that asks a program to end")
@pytest.mark.parametrize("busy", ["nothing", "job", "feed", "worker", "clip", "dialog"])
def test_told_to_end_it_ends_in_order(busy: str, start: Start, project: Project) -> None:
    program = start(busy, project)
    assert len(program.children) >= IN_WAITING + (busy in HAS_A_WORKER)
    begun = time.monotonic()
    program.process.send_signal(signal.SIGTERM)
    assert program.result() == (0, "")
    assert time.monotonic() - begun < CLOSING_SECONDS + 1.5  # a second and a half for Python and Qt to leave
    assert gone(program.children, within=0)


def test_killed_it_leaves_no_worker(start: Start, project: Project) -> None:
    program = start("worker", project)
    assert len(program.children) == IN_WAITING + 1
    program.process.kill()
    program.process.wait()
    assert gone(program.children, within=10)


def test_it_closes_by_its_own_action(start: Start, project: Project) -> None:
    assert start("closing", project).result() == (0, "")
