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


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What the station logs, whatever the libraries of earlier tests in this process have done to logging as a whole."""
    logging.disable(logging.NOTSET)
    loggers = [logging.getLogger("station"), logging.getLogger("station.window"), logging.getLogger("station.qt")]
    for logger in loggers:
        logger.disabled, logger.propagate = False, True
    loggers[0].addHandler(caplog.handler)
    yield caplog
    loggers[0].removeHandler(caplog.handler)
