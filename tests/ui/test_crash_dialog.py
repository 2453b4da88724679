"""A session that ended unexpectedly is told at the next start, and its report is saved where a person says."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from station.core.folders import log_folder
from station.core.own_session import Ended
from station.ui.crash_dialog import CrashDialog
from station.ui.window import Window
from tests.conftest import ROOT


def test_the_offer_leads_to_the_report_which_is_saved_where_it_is_wanted(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    log_folder().mkdir(parents=True, exist_ok=True)
    (log_folder() / "window.log").write_text("the last words\n", encoding="utf-8")
    window.tell_of_end(Ended("2026-01-02 03:04:05", "0.1.0", "Fatal Python error: Aborted"))
    (offer,) = [button for button in window.notice_bar.findChildren(QPushButton) if "report" in button.text().lower()]
    assert offer.isVisible()
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert not window.notice_bar.isVisible()
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled)
    text = dialog.text.toPlainText()
    assert "Fatal Python error: Aborted" in text
    assert "the last words" in text
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text


DYING = """
import faulthandler
from station.ui import app
from station.ui.preparing import Preparing
from station.ui.window import Window
Preparing.inspection = lambda self: None
Window.begin = lambda self, project: faulthandler._sigabrt()
app.run()
"""
TELLING = DYING.replace(
    "faulthandler._sigabrt()", "(print([(n.text, n.details) for n in self.context.notices.all]), self.close())"
)


@pytest.mark.skipif(sys.platform == "win32", reason="it aborts in another way there")
def test_a_window_that_a_library_takes_down_is_told_of_by_the_next_one() -> None:
    def run(program: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False, cwd=ROOT
        ).stdout

    run(DYING)
    told = run(TELLING)
    assert "ended unexpectedly last time" in told
    assert "Fatal Python error: Aborted" in told
    assert "station/ui/app.py" in told
    assert run(TELLING).strip() == "[]"


def test_a_notice_without_anything_to_do_has_no_button_for_it(window: Window) -> None:
    window.context.notices.warn("look at this")
    shown = [button.text() for button in window.notice_bar.findChildren(QPushButton) if button.isVisible()]
    assert shown == []
