"""A child of test_labelling_student: the station's window under the hands of a script, until somebody kills it.

`python -m tests.ui.student PROJECT CLIP WORD...`: each word is a key, typed as a real event; `.` waits until everything
that was typed is done, and says `done N` on stdout for the N-th word, which is the acknowledgement. `stay` leaves the keys to
somebody else until the window is closed.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
STEP_MS = 5
NAMED = {
    "Return": Qt.Key.Key_Return,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Left": Qt.Key.Key_Left,
    "Ctrl+Z": Qt.Key.Key_Z,
    "Ctrl+Y": Qt.Key.Key_Y,
    "Shift+F": Qt.Key.Key_F,
    "Shift+T": Qt.Key.Key_T,
    "Shift+N": Qt.Key.Key_N,
    "Shift+Right": Qt.Key.Key_Right,
}
MODIFIERS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier}


def main() -> int:
    """Open the clip at its beginning and type."""
    from station.ui import labelling_session
    from station.ui.app import make_window
    from station.ui.labelling_tab import LabellingTab

    folder, clip, *words = sys.argv[1:]
    labelling_session.now = lambda: NOW
    application = QApplication(sys.argv[:1])
    window = make_window(application)
    window.context.settings.change("labelling", labeller="Änne")
    window.show()
    window.activateWindow()
    window.begin(Path(folder))
    wait_until(lambda: window.context.project is not None)
    tab = window.tabs.go_to("labelling")
    assert isinstance(tab, LabellingTab)
    tab.open_clip(Path(folder) / "videos" / clip, number=0)
    wait_until(lambda: tab.session is not None and tab.session.desk is not None)
    say("open")
    for number, word in enumerate(words):
        if word == ".":
            wait_until(lambda: is_calm(tab) and not window.context.jobs.running)
            say(f"done {number}")
        elif word == "stay":
            application.exec()
        else:
            modifier = MODIFIERS.get(word.partition("+")[0], Qt.KeyboardModifier.NoModifier)
            QTest.keyClick(window, NAMED.get(word, word), modifier)
    window.close()
    say("closed")
    return 0


def is_calm(tab: object) -> bool:
    """Whether everything that was typed is done and seen."""
    session = tab.session  # type: ignore[attr-defined]
    last = session.labelling.last
    return last is not None and last.serial == session.labelling.serial and session.desk is last.desk


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window and its threads go on until it is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start(STEP_MS)
    if not is_so():
        loop.exec()


def say(text: str) -> None:
    """One write, which no kill can part."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
