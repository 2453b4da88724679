"""One window per project, in real processes; a killed one locks nobody out."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station.core.project import Project, create_project
from station.ui.single import Claim, show_other, socket_name
from station.ui.window import Window

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from station.ui import app
from station.ui.single import Claim
from station.ui.window import Window

take, make, shown = Claim.take, app.make_window, []

def told_take(self, folder):
    took = take(self, folder)
    print("took" if took else "not taken", flush=True)
    return took

def told_make(application):
    window = make(application)
    window.tabs.tab = lambda name: None
    window.tabs.go_to = lambda name: None
    window.desk.claim.wanted.connect(lambda: print("wanted", flush=True))
    return window

Claim.take, app.make_window = told_take, told_make
sys.exit(app.run(Path(sys.argv[1])))
"""
SECONDS = 30


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Windows in processes of their own; all are ended."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def start(running: list[subprocess.Popen[str]], folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    running.append(process)
    return process


def line(process: subprocess.Popen[str]) -> str:
    """The next line; empty where none comes in time, and the process is killed then."""
    assert process.stdout is not None
    limit = threading.Timer(2 * SECONDS, process.kill)
    limit.start()
    try:
        return process.stdout.readline().strip()
    finally:
        limit.cancel()


def test_a_second_window_shows_the_first_and_ends_and_a_killed_one_locks_nobody_out(
    started: list[subprocess.Popen[str]], project: Project, tmp_path: Path
) -> None:
    first = start(started, project.folder)
    assert line(first) == "took"
    (tmp_path / "other").mkdir()
    second = start(started, tmp_path / "other" / ".." / project.folder.name)
    assert second.wait(SECONDS) == 0
    assert "open already" in line(second)
    assert line(first) == "wanted"
    assert first.poll() is None
    first.kill()
    first.wait()
    third = start(started, project.folder)
    assert line(third) == "took"


def test_opening_in_a_second_window_what_another_one_has(
    window: Window, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    other = Claim(window)
    assert other.take(project.folder)
    with qtbot.waitSignal(other.wanted), qtbot.waitSignal(window.context.notices.told) as told:
        window.desk.open(project.folder)
    assert "another window" in told.args[0].text
    assert window.context.project is None
    other.leave()
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert not other.take(project.folder)
    window.desk.close()
    assert other.take(project.folder)
    other.leave()


def test_nobody_answers_for_a_project_that_is_not_open(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = create_project(tmp_path / "one"), create_project(tmp_path / "other")
    assert socket_name(one.folder) != socket_name(other.folder)
    assert socket_name(one.folder) == socket_name(one.folder / ".." / "one")
    assert not show_other(one.folder)
