"""Who has nothing sees an inspection with one click; and what ships is no judge of anybody's own seams."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.core.device import PRACTICE_CAMERA
from station.core.folders import resource
from station.core.project import Project
from station.core.verdict import Verdict
from station.live.feed import Turn
from station.model.shipped import BASE
from station.ui.inspection_tab import InspectionTab
from station.ui.window import Window
from tests.live.fake_network import FakeHelper, PacedCamera
from tests.ui.test_inspection_tab import Bench, benched


class Lab:
    """A practice camera and a network that do as they are told, in place of the window's own."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.camera = PacedCamera(1000)
        window.context.settings.change("inspection", late_s=10.0, sound=False)
        window.context.feeds.take(PRACTICE_CAMERA, self, camera=lambda: self.camera, turn=Turn())  # type: ignore[arg-type, return-value]
        tab = window.tabs.tab("inspection")
        assert isinstance(tab, InspectionTab)
        self.tab = tab
        tab.session.helper = lambda run: FakeHelper()  # type: ignore[assignment, return-value]

    def frame(self) -> None:
        self.camera.allow.release()

    def end(self) -> None:
        self.camera.ended.set()
        self.window.context.feeds.leave(PRACTICE_CAMERA, self)
        self.tab.stop()
        assert self.tab.wait(5)


@pytest.fixture
def lab(window: Window, qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(window, qtbot)
    yield made
    made.end()


def test_one_click_on_the_start_page_shows_verdicts_without_a_project(lab: Lab, window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.start.cards["project.try"], Qt.MouseButton.LeftButton)
    assert window.tabs.isVisible()
    assert window.tabs.current == "inspection"
    assert [window.tabs.isTabEnabled(index) for index in range(4)] == [False, False, False, True]
    assert window.tabs.made == (lab.tab,), "no other tab was made on the way"
    qtbot.waitUntil(lambda: lab.tab.session.is_running)
    assert lab.tab.chooser.runs.currentText().startswith("Practice run")
    assert lab.tab.chooser.source.currentText() == "Practice lab"
    lab.frame()
    qtbot.waitUntil(lambda: lab.tab.sign.verdict is Verdict.OK)
    qtbot.waitUntil(lambda: "rendered strips only" in lab.tab.note.text())
    assert window.running() == [], "closing asks for nothing"
    window.context.actions["project.close"].trigger()
    assert window.start.isVisible()
    assert not lab.tab.session.is_running
    assert all(window.tabs.isTabEnabled(index) for index in range(4))


def test_a_project_takes_the_place_of_a_trial(lab: Lab, window: Window, qtbot: QtBot, project: Project) -> None:
    window.context.actions["project.try"].trigger()
    qtbot.waitUntil(lambda: lab.tab.session.is_running)
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert not window.context.is_trial
    assert not lab.tab.session.is_running
    assert window.context.memory.value.inspected == ("", ""), "a trial is not what was inspected last"


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project) -> Iterator[Bench]:
    yield from benched(Bench(window, qtbot, project, run=resource(BASE)))


def test_of_a_real_camera_the_run_that_ships_says_nothing_but_why(bench: Bench) -> None:
    with bench.qtbot.waitSignal(bench.window.context.notices.told) as told:
        bench.start()
    assert told.args is not None
    assert "gives no verdict" in told.args[0].text
    bench.frames(3)
    bench.until(lambda: "rendered strips only" in bench.tab.sign.reason)
    assert bench.tab.sign.verdict is Verdict.NO_RESULT
    status = bench.tab.session.status()
    assert status is not None
    assert status.tallied.frames.get(Verdict.OK, 0) == 0
    assert bench.tab.session.watch is not None
    assert bench.tab.session.watch.result is not None
    assert bench.tab.session.watch.result.probabilities, "what it would answer is shown"
