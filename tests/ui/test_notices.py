"""Notices: what the bar shows and keeps, what the log view lists, and that nothing unforeseen closes the window."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from station.core.errors import StationError
from station.core.folders import log_folder
from station.ui import notices
from station.ui.about import About, versions
from station.ui.failures import tell_failure
from station.ui.icons import icon
from station.ui.log_view import LogView
from station.ui.notices import Cause, Level
from station.ui.theme import DARK
from station.ui.window import Window
from tests.ui.conftest import Heard

LONG = "The clip could not be opened, since it was not closed when the power failed. " * 6

UNFORESEEN = """
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from station.ui.app import ErrorHook, make_window

def fail_in_a_slot():
    raise ValueError("in a slot")

def fail_in_a_thread():
    raise OSError("in a thread")

application = QApplication(sys.argv)
window = make_window(application)
ErrorHook(window).install()
window.show()
again = QTimer(window, interval=1)
again.timeout.connect(fail_in_a_slot)
again.start()
threading.Thread(target=fail_in_a_thread).start()

def look():
    told = [notice.text for notice in window.context.notices.all]
    slots = sum("in a slot" in text for text in told)
    if slots and any("in a thread" in text for text in told) and look.count > 20:
        print("told", slots, "visible", window.isVisible(), "details", "fail_in_a_slot" in
              next(n.details for n in window.context.notices.all if "in a slot" in n.text))
        application.quit()
    look.count += 1

look.count = 0
watch = QTimer(window, interval=10)
watch.timeout.connect(look)
watch.start()
QTimer.singleShot(20000, application.quit)
application.exec()
"""


def test_a_notice_is_shown_and_logged(window: Window, logged: Heard) -> None:
    window.context.notices.warn("The stream is slow")
    assert window.notice_bar.isVisible()
    assert window.notice_bar._text.text() == "The stream is slow"
    assert "The stream is slow" in logged.text
    assert window.context.notices.all[-1].when <= datetime.now().astimezone()


def test_information_goes_by_itself_and_errors_stay(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert notices.INFORMATION_MS >= 5000
    monkeypatch.setattr(notices, "INFORMATION_MS", 1)
    window.context.notices.tell("Saved")
    qtbot.waitUntil(lambda: not window.notice_bar.isVisible())
    window.context.notices.fail("Not saved")
    assert not window.notice_bar._timer.isActive()
    window.context.notices.tell("Something else was saved")
    assert window.notice_bar._text.text() == "Not saved"  # information never covers what nobody has read


def test_escape_dismisses_and_what_was_below_comes_back(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.context.notices.fail("first")
    window.context.notices.warn("second")
    assert window.notice_bar._text.text() == "second"
    assert "1" in window.notice_bar._count.text()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.notice_bar._text.text() == "first"
    assert not window.notice_bar._count.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.notice_bar.isVisible()
    assert not window.context.actions["view.dismiss"].isEnabled()


def test_the_same_notice_again_is_not_counted_twice(window: Window) -> None:
    for _ in range(50):
        window.context.notices.warn("The camera is gone")
    assert not window.notice_bar._count.isVisible()
    window.notice_bar.dismiss()
    assert not window.notice_bar.isVisible()


def test_what_is_over_is_taken_back_and_stays_in_the_list(window: Window) -> None:
    notices, bar = window.context.notices, window.notice_bar
    notices.fail("Not saved")
    notices.warn("The network is lost", cause=Cause.MISHAP)
    notices.warn("The network is lost again", cause=Cause.MISHAP)
    assert (bar._text.text(), bar._count.text()) == ("The network is lost again", "1 more")
    notices.withdraw(Cause.ALARM)
    assert bar._text.text() == "The network is lost again"
    notices.withdraw(Cause.MISHAP)
    assert bar._text.text() == "Not saved"
    assert not bar._count.isVisible()
    notices.warn("There is no picture", cause=Cause.NO_PICTURE)
    notices.fail("Not saved either")
    notices.withdraw(Cause.NO_PICTURE, Cause.ALARM)
    assert (bar._text.text(), bar._count.text()) == ("Not saved either", "1 more")
    notices.tell("A picture came", cause=Cause.NO_PICTURE)
    notices.withdraw(Cause.NO_PICTURE)
    assert bar._text.text() == "Not saved either"
    assert [notice.text for notice in notices.all][-2:] == ["Not saved either", "A picture came"]


def test_a_long_notice_wraps_and_leaves_its_buttons_room(window: Window, qtbot: QtBot) -> None:
    window.resize(1366, 740)
    window.context.notices.fail(LONG, details="x")
    bar = window.notice_bar
    qtbot.waitUntil(lambda: bar._text.height() >= bar._text.heightForWidth(bar._text.width()))
    assert bar._text.height() > 2 * bar._text.fontMetrics().height()
    assert bar._more.isVisible()
    assert bar.geometry().right() >= bar._close.geometry().right()
    assert window.width() == 1366


def test_the_bar_follows_the_theme(window: Window, qtbot: QtBot) -> None:
    window.context.notices.fail("x")
    window.context.settings.change("appearance", theme="dark")
    bar = window.notice_bar
    qtbot.waitUntil(lambda: bar.grab().toImage().pixelColor(bar.width() // 2, 3).name() == DARK.surface)
    assert bar.grab().toImage().pixelColor(1, bar.height() // 2).name() == DARK.not_ok_text
    sign = bar._icon.pixmap().toImage()
    inside = {sign.pixelColor(x, y).name() for x in range(sign.width()) for y in range(sign.height())}
    assert DARK.not_ok_text in inside
    window.context.notices.warn("y")
    assert bar.grab().toImage().pixelColor(1, bar.height() // 2).name() == DARK.warning_text


def test_a_reason_a_person_can_mend_has_no_traceback(window: Window) -> None:
    tell_failure(window.context.notices, "Opening", StationError("the file is missing"))
    assert window.context.notices.all[-1].text == "Opening: the file is missing"
    assert window.context.notices.all[-1].details == ""
    assert not window.notice_bar._more.isVisible()


def test_the_log_view_lists_filters_and_copies(window: Window, qtbot: QtBot) -> None:
    notices = window.context.notices
    notices.tell("saved")
    notices.warn("slow")
    try:
        raise ValueError("odd <b>")
    except ValueError as error:
        tell_failure(notices, "Work", error)
    view = LogView(window.context, window)
    qtbot.addWidget(view)
    view.show()
    listed = view.notices
    assert listed.table.rowCount() == 3
    assert "Traceback" in listed.details.toPlainText()
    assert "odd <b>" in listed.details.toPlainText()
    listed.least.setCurrentIndex(1)
    assert listed.table.rowCount() == 2
    qtbot.keyClicks(listed.words, "SLOW")
    assert listed.table.rowCount() == 1
    qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    assert "slow" in QGuiApplication.clipboard().text()
    listed.words.clear()
    listed.least.setCurrentIndex(0)
    notices.fail("came while it was open")
    assert listed.table.rowCount() == 4
    listed.words.setText("nothing has this")
    assert listed.details.toPlainText() == ""
    view.accept()


def test_the_end_of_the_log_file_is_shown(window: Window, qtbot: QtBot) -> None:
    log_folder().mkdir(parents=True, exist_ok=True)
    view = LogView(window.context, window)
    qtbot.addWidget(view)
    view.show()
    view.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "could not be read" in view.file.toPlainText())
    (log_folder() / "window.log").write_text("ä" * 300_000 + "\nlast line\n", encoding="utf-8")
    qtbot.mouseClick(view.renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.file.toPlainText() == "last line\n")
    view.accept()


def test_what_nobody_foresaw_is_logged_told_and_the_window_stays(tmp_path: Path) -> None:
    """A slot that fails a thousand times a second, and a thread, in a station of its own."""
    done = subprocess.run(
        [sys.executable, "-c", UNFORESEEN], capture_output=True, text=True, timeout=60, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
    assert "told 3 visible True details True" in done.stdout, done.stdout + done.stderr


def test_a_missing_icon_is_logged_and_nothing_more(window: Window, logged: Heard) -> None:
    assert not icon("no-such-icon").pixmap(16, 16).isNull()
    assert "no-such-icon" in logged.text


def test_about_says_versions_licences_and_what_it_is_not(window: Window, qtbot: QtBot) -> None:
    about = About(window.context, window)
    qtbot.addWidget(about)
    about.show()
    assert "MIT" in about._licences.text()
    assert "CC0" in about._licences.text()
    assert "LGPL" in about._licences.text()
    assert "safety" in about._warning.text()
    assert {"Qt", "PySide6", "tensorflow"} <= {name for name, _ in versions()}
    qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    assert "numpy" in QGuiApplication.clipboard().text()
    about.accept()


def test_levels_have_icons(window: Window) -> None:
    for level in Level:
        assert not icon(level.value).isNull()
