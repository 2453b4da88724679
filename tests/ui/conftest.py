"""A real window without a screen: Qt's offscreen platform, the station's own theme and language, and nothing left behind."""

import logging
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.core.clips import Clip
from station.core.errors import StationError
from station.core.project import Project, create_project
from station.live import clip_overview
from station.live.jobs import Job
from station.ui import icons, languages, notices
from station.ui.app import make_window
from station.ui.languages import apply_language
from station.ui.theme import apply_theme
from station.ui.window import Window
from tests.live.fakes import ReaderHere

PATIENCE_MS = 30_000
"""pytest-qt's own five seconds are too few on a computer that does much else; what is waited for ends the wait, and it must come."""


class CounterHere:
    """Counts the frames of clips in this process."""

    def frames(self, clip: Path, *, job: Job) -> int:
        del job
        try:
            with Clip(clip) as opened:
                return len(opened)
        except StationError:
            return 0

    def close(self) -> None:
        return


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """pytest-qt's, with more patience."""
    for waits in ("waitUntil", "waitSignal", "waitSignals"):
        monkeypatch.setattr(qtbot, waits, partial(getattr(qtbot, waits), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The station's window as `station` opens it, in English and light, and closed with everything in it afterwards."""
    made = make_window(qapp)
    made.context.settings.change("appearance", language="en", theme="light")
    made.context.decoders.close()  # most clips of the tests are decoded in their own process, which takes no time to start
    monkeypatch.setattr(made.context, "open_clip", Clip)
    monkeypatch.setattr(made.context, "open_reader", ReaderHere)
    monkeypatch.setattr(clip_overview, "ClipCounter", CounterHere)
    made.show()
    yield made
    made.stop_everything()
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # or it is dressed again with each one to come
    apply_language(qapp, "en")  # a widget that a later test makes without a window speaks as the last one did
    apply_theme(qapp, "light")


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
