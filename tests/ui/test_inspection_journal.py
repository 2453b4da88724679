"""In the window: each inspection is a record in its project, and what can't be recorded is said in red."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from station.core import storage
from station.core.errors import StationError
from station.core.journal_check import check_folder
from station.core.journal_entries import Acknowledged, Begin, FaultHeld
from station.core.journal_file import FILE, JournalReader
from station.core.project import Project
from station.ui.window import Window
from tests.live.fake_network import BROKEN_SEAM
from tests.ui.test_inspection_tab import SOURCE, Bench, benched


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project) -> Iterator[Bench]:
    yield from benched(Bench(window, qtbot, project))


def test_an_inspection_in_the_window_is_recorded_with_who_saw_the_alarm(bench: Bench) -> None:
    bench.window.context.settings.change("labelling", labeller="Jörg")
    bench.start()
    bench.answer = BROKEN_SEAM
    bench.frames(3)
    bench.until(bench.tab.alarm_button.isEnabled)
    bench.key(Qt.Key.Key_A)
    bench.key(Qt.Key.Key_F5)
    assert not bench.tab.band.isVisible()
    bench.tab.stop()
    assert bench.tab.wait(5)
    folder = bench.project.folder / "journal"
    check = check_folder(folder)
    assert check.is_sound
    assert check.sessions[0].is_ended
    with JournalReader(folder / "000001" / FILE) as reader:
        said = [entry.body for entry in reader.entries()]
    begin = said[0]
    assert isinstance(begin, Begin)
    assert (begin.project, begin.source, begin.is_file, begin.who) == (
        bench.project.folder.name,
        SOURCE,
        False,
        "Jörg",
    )
    assert [body.fault for body in said if isinstance(body, FaultHeld)] == [1]
    assert Acknowledged(who="Jörg", faults=1, stood=True) in said


def test_what_can_t_be_recorded_is_said_in_red_until_it_can(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StationError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(storage, "add_rows", refuse)
        bench.start()
        bench.frames(2)
        bench.until(bench.tab.band.isVisible)
        assert bench.tab.band.property("role") == "band"
        bench.until(lambda: "the disk is full" in bench.tab.band.text() and ": 2" in bench.tab.band.text())
        assert bench.tab.session.is_running
    bench.until(lambda: not bench.tab.band.isVisible())
    bench.window.context.settings.change("journal", stop=True)
    bench.key(Qt.Key.Key_F5)
    with monkeypatch.context() as broken:
        broken.setattr(storage, "add_rows", refuse)
        bench.start()
        bench.until(lambda: bench.tab.session.watch is not None and bench.tab.session.watch.journal.must_stop)  # type: ignore[union-attr]
        bench.camera.allow.release()
        bench.camera.allow.release()
        bench.until(lambda: not bench.tab.session.is_running)


def test_a_shift_report_is_written_from_the_window(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    page = bench.project.folder / "Bericht ä.html"

    def choose(parent: object, title: str, wanted: str, kinds: str) -> tuple[str, str]:
        asked.append(kinds)
        return str(page), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    bench.window.context.actions["inspection.report"].trigger()
    assert not asked, "there is nothing to report yet"
    bench.window.context.actions["view.dismiss"].trigger()
    bench.start()
    bench.frames(2)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    bench.qtbot.keyClick(bench.tab, Qt.Key.Key_R, both)
    assert asked == ["PDF (*.pdf);;HTML (*.html)"]
    bench.until(page.exists)
    assert "Shift report" in page.read_text(encoding="utf-8")
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    offers = bench.window.notice_bar.findChildren(QPushButton)
    bench.until(lambda: any(offer.isVisible() and offer.text() == "Open the report" for offer in offers))
    (offer,) = (offer for offer in offers if offer.isVisible())
    bench.qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(page))]
    assert not bench.window.notice_bar.isVisible()
