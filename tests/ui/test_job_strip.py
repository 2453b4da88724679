"""The jobs in the status bar: what is shown of them, and that one key stops the newest."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.live.jobs import Job
from station.ui.job_strip import WIDEST, JobStrip
from station.ui.window import Window


@pytest.fixture
def strip(window: Window) -> JobStrip:
    return window._job_strip


def steps(go: threading.Event) -> Callable[[Job], None]:
    """Work that tells half of it and waits for `go`, or for being stopped."""

    def work(job: Job) -> None:
        job.step(5, 10, "frame 5")
        while not go.wait(0.005):
            job.check()

    return work


def test_a_job_is_shown_with_its_progress_and_goes(window: Window, strip: JobStrip, qtbot: QtBot) -> None:
    go = threading.Event()
    window.context.jobs.run("Copying a.mp4", steps(go), owner=window)
    assert not strip.isVisible()  # what is done at once does not flicker
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip._bar.maximum() == 1000)
    assert strip._bar.value() == 500
    assert strip._text.text() == "Copying a.mp4 · frame 5"
    go.set()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_a_key_stops_the_newest_and_the_one_before_is_shown_again(
    window: Window, strip: JobStrip, qtbot: QtBot
) -> None:
    go, stopped = threading.Event(), []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.context.jobs.run("first", steps(go), owner=window)
    qtbot.waitUntil(lambda: strip._bar.value() == 500)
    window.context.jobs.run("second", steps(go), owner=window, stopped=lambda: stopped.append("second"))
    qtbot.waitUntil(lambda: "second" in strip._text.text() and "1" in strip._text.text())
    qtbot.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stopped == ["second"])
    qtbot.waitUntil(lambda: strip._text.text() == "first · frame 5")
    assert strip._bar.value() == 500
    go.set()
    qtbot.waitUntil(lambda: not window.context.jobs.running)


def test_a_long_title_leaves_room_and_stands_in_the_tool_tip(window: Window, strip: JobStrip, qtbot: QtBot) -> None:
    go = threading.Event()
    title = "Copying a very long name of a clip " * 20
    window.context.jobs.run(title, steps(go), owner=window)
    qtbot.waitUntil(strip.isVisible)
    assert strip._text.sizeHint().width() <= WIDEST + 4
    assert title in strip._text.toolTip()
    go.set()
    qtbot.waitUntil(lambda: not window.context.jobs.running)
