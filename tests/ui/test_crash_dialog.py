"""A session that ended unexpectedly is told at the next start, and its report is saved where a person says."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from station.core.folders import log_folder
from station.core.own_session import Ended
from station.ui.crash_dialog import CrashDialog
from station.ui.window import Window


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


def test_a_notice_without_anything_to_do_has_no_button_for_it(window: Window) -> None:
    window.context.notices.warn("look at this")
    shown = [button.text() for button in window.notice_bar.findChildren(QPushButton) if button.isVisible()]
    assert shown == []
