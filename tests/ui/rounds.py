"""Rounds of using the window, from one state back to the same: what is left after many of them is a leak."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from station.ui.app import make_window
from station.ui.tab_page import TABS
from station.ui.training_curves import CurvesPlace
from station.ui.window import Window
from tests.ui.probe import settle, when

DIALOGS = ("settings", "help.keys", "view.log", "help.about", "project.new", "project.practice", "project.attributes")


class Closer(QTimer):
    """Closes modal dialogs as they come up, as Esc does, and counts them; `meet` is called with each before."""

    def __init__(self, parent: QWidget, meet: Callable[[QWidget], None] = lambda dialog: None) -> None:
        """Watch from now on."""
        super().__init__(parent, interval=10)
        self.closed: list[str] = []
        self._meet = meet
        self.timeout.connect(self._look)
        self.start()

    def has_closed(self, count: int) -> bool:
        """Whether so many were closed by now."""
        return len(self.closed) >= count

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            return
        self.stop()
        self._meet(dialog)
        self.closed.append(type(dialog).__name__)
        dialog.reject() if isinstance(dialog, QDialog) else dialog.close()
        self.start()


def open_project(window: Window, folder: Path) -> None:
    """Open a project and wait until its tabs are there."""
    window.desk.open(folder)
    assert when(lambda: window.context.project is not None and window.tabs.isVisible())


def quiet(window: Window) -> None:
    """Wait until no job runs."""
    assert when(lambda: not window.context.jobs.running, seconds=120)


def dialogs(window: Window, folder: Path) -> None:
    """Every dialog of the menus, opened and dismissed."""
    if window.context.project is None:
        open_project(window, folder)
    closer = Closer(window)
    for count, name in enumerate(DIALOGS, start=1):
        window.context.actions[name].trigger()  # returns when it is closed, or at once
        assert when(partial(closer.has_closed, count)), name
    closer.stop()
    closer.deleteLater()


def tabs(window: Window, folder: Path) -> None:
    """Every tab, looked at and used a little, in one project."""
    if window.context.project is None:
        open_project(window, folder)
    for name in TABS:
        window.context.actions[f"tab.{name}"].trigger()
        USES[name](window)
        quiet(window)


def projects(window: Window, folder: Path) -> None:
    """The project opened, every tab used, the project closed."""
    open_project(window, folder)
    tabs(window, folder)
    window.desk.close()
    quiet(window)


def dresses(window: Window, folder: Path) -> None:
    """Language and theme changed and changed back, with every tab there."""
    tabs(window, folder)
    for language, theme in (("de", "dark"), ("en", "light")):
        window.context.settings.change("appearance", language=language, theme=theme)
        settle()


def windows(window: Window, folder: Path) -> None:
    """A second window, opened with a project, used, and closed."""
    del window
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    another = make_window(application)
    another.show()
    projects(another, folder)
    another.close()
    another.deleteLater()
    settle()


def press(window: Window, name: str) -> None:
    """Press the key of an action, as a person does, where the focus is."""
    keys = QKeySequence(window.context.actions.key_of(name).split(", ")[0])
    pressed = keys[0]
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())


def _look(window: Window) -> None:
    settle()
    assert window.tabs.isVisible()


def _look_at_curves(window: Window) -> None:
    """The curves come when their package is loaded, on a busy PC after the whole round; then they would count as left."""
    _look(window)
    place = window.findChild(CurvesPlace)
    assert place is not None
    assert when(lambda: place.curves is not None, seconds=30)


USES: dict[str, Callable[[Window], None]] = {**dict.fromkeys(TABS, _look), "training": _look_at_curves}
ROUNDS = {"dialogs": dialogs, "tabs": tabs, "projects": projects, "dresses": dresses, "windows": windows}
