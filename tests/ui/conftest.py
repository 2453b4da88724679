"""A real window without a screen: Qt's offscreen platform, the station's own theme and language, and nothing left behind."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.core.project import Project, create_project
from station.ui import icons, languages, notices
from station.ui.app import make_window
from station.ui.window import Window


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, own_folders: Path) -> Iterator[Window]:
    """The station's window as `station` opens it, in English and light, and closed with everything in it afterwards."""
    made = make_window(qapp)
    made.context.settings.change("appearance", language="en", theme="light")
    made.show()
    yield made
    made.stop_everything()
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # or it is dressed again with each one to come


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project under a name with umlauts."""
    return create_project(tmp_path / "Prüfung ä ß")


class Heard:
    """Stands in for the window's logger and keeps what it is told."""

    def __init__(self) -> None:
        self.text = ""

    def log(self, level: int, text: str, *given: object, **further: object) -> None:
        del level, further
        self.text += (text % given if given else text) + "\n"

    def info(self, text: str, *given: object, **further: object) -> None:
        self.log(logging.INFO, text, *given, **further)

    warning = error = exception = info


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What the window logs. Not by caplog: beside all other tests in one process it heard nothing, for a reason not found."""
    heard = Heard()
    for module in (notices, icons, languages):
        monkeypatch.setattr(module, "_log", heard)
    return heard
