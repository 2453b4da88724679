"""What an inspection told in the notice bar goes by itself once it is over."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.core.project import Project
from station.ui.window import Window
from tests.live.fake_network import BROKEN_SEAM
from tests.ui.test_inspection_tab import Bench, benched


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project) -> Iterator[Bench]:
    yield from benched(Bench(window, qtbot, project))


def shown(bench: Bench) -> str:
    bar = bench.window.notice_bar
    return bar._text.text() if bar.isVisible() else ""


def test_a_lost_network_is_told_until_another_one_answers(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    told = bench.lose_network()
    assert "the worker is gone" in told.text
    bench.until(lambda: shown(bench) == "")
    assert len(bench.helpers) == 2
    assert told in bench.window.context.notices.all


def test_an_alarm_is_told_elsewhere_until_its_tab_is_looked_at(bench: Bench) -> None:
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(1)
    bench.window.context.actions["tab.labelling"].trigger()
    with bench.qtbot.waitSignal(bench.window.context.notices.told):
        bench.frames(1)
    assert "the alarm waits on its tab" in shown(bench)
    bench.window.context.actions["tab.inspection"].trigger()
    bench.until(lambda: shown(bench) == "")


def test_that_there_is_no_run_is_told_until_there_is_one(bench: Bench) -> None:
    bench.tab.chooser.runs._runs = ()
    bench.tab.wishes.use(None)
    bench.key(Qt.Key.Key_F5)
    assert "There is no run to inspect with" in shown(bench)
    bench.tab.chooser.runs.refresh()
    bench.until(lambda: shown(bench) == "")
    assert not bench.tab.session.is_running
