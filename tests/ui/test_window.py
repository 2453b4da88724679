"""The window as a whole."""

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.core.frame import Frame
from station.core.project import Project
from station.live.awake import Awake
from station.live.feed import Turn
from station.live.jobs import Job
from station.live.spare import Spare
from station.ui import preparing
from station.ui.window import Window
from tests.live.fake_cameras import Endless
from tests.live.test_awake import System


def test_a_project_opens_on_four_tabs(window: Window, qtbot: QtBot, project: Project) -> None:
    assert window.tabs.isHidden()
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.tabs.isVisible()
    assert project.folder.name in window.windowTitle()
    for name in ("camera", "labelling", "training", "inspection"):
        window.context.actions[f"tab.{name}"].trigger()
        assert window.tabs.current == name


def test_a_folder_that_is_no_project_is_refused_in_a_sentence(window: Window, qtbot: QtBot, project: Project) -> None:
    with qtbot.waitSignal(window.context.notices.told) as told:
        window.desk.open(project.folder / "missing")
    assert "does not exist" in told.args[0].text
    assert window.context.project is None


def test_the_pc_stays_awake_while_something_runs_that_would_be_lost(window: Window, qtbot: QtBot) -> None:
    system, going_on = System(), threading.Event()
    window.awake = Awake(keeps=system)
    window._awake_look.setInterval(5)

    def work(job: Job) -> None:
        del job
        going_on.wait(10)

    window.context.jobs.run("Exporting", work, owner=window)
    qtbot.waitUntil(lambda: system.is_kept)
    going_on.set()
    qtbot.waitUntil(lambda: not system.is_kept)


def test_tabs_are_made_ahead_and_open_nothing(window: Window, qtbot: QtBot, project: Project) -> None:
    """The first look at a tab must keep nobody waiting; but a camera is opened by looking at its tab, and by nothing else."""
    window.preparing.make_ahead()
    assert not window.tabs.made  # there is no project yet
    window.preparing.ahead.setInterval(0)
    window.begin(project.folder)
    qtbot.waitUntil(window.preparing.ahead.isActive)
    qtbot.waitUntil(lambda: not window.preparing.ahead.isActive())
    assert {tab.name for tab in window.tabs.made} == {"camera", "labelling", "training", "inspection"}
    assert window.tabs.current == "labelling"
    assert not window.context.feeds._open


def test_the_practice_camera_waits_only_where_it_is_the_source(window: Window, qtbot: QtBot) -> None:
    made: list[str] = []

    class Waiting:
        """What stands for a worker in waiting."""

        def __init__(self, name: str) -> None:
            made.append(name)

        def kill(self) -> None:
            made.append("killed")

        def close(self) -> None:
            made.append("closed")

    context = window.context
    context.spare = Spare(lambda: Waiting("inspect"))  # type: ignore[arg-type,return-value]
    context.practice = Spare(lambda: Waiting("practice"))  # type: ignore[arg-type,return-value]
    context.settings.change("camera", source="Lamp")
    window.preparing.inspection()
    qtbot.waitUntil(lambda: made == ["inspect"])
    context.settings.change("camera", source="practice")
    window.preparing.inspection()
    qtbot.waitUntil(lambda: made == ["inspect", "practice"])
    context.practice.close()
    assert made[2:] == ["killed", "closed"]


def test_nothing_is_loaded_ahead_while_a_camera_is_being_opened(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(Endless):
        """A camera whose first picture lets itself be waited for."""

        comes = threading.Event()

        def read(self) -> Frame | None:
            self.comes.wait(10)
            return super().read()

    monkeypatch.setattr(preparing, "WARMING_MS", 0)
    qtbot.waitUntil(lambda: all(job.wait(0) for job in window.preparing.jobs))
    jobs, feeds = window.preparing.jobs, window.context.feeds
    feed = feeds.take("slow", window, camera=Slow, turn=Turn())
    window.preparing._warm()
    QApplication.processEvents()
    assert feed.is_opening
    assert window.preparing.jobs == jobs
    Slow.comes.set()
    qtbot.waitUntil(lambda: len(window.preparing.jobs) == len(jobs) + 2)
    assert not feed.is_opening
    feeds.leave("slow", window)


def test_no_tab_is_made_ahead_while_something_runs(window: Window, qtbot: QtBot, project: Project) -> None:
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: bool(window.tabs.made) and not window.context.jobs.running)
    made, going_on = window.tabs.made, threading.Event()
    window.context.jobs.run("something long", lambda job: going_on.wait(10), owner=window)
    window.preparing.make_ahead()
    assert window.tabs.made == made
    going_on.set()
    qtbot.waitUntil(lambda: not window.context.jobs.running)
    window.preparing.make_ahead()
    assert len(window.tabs.made) == len(made) + 1
