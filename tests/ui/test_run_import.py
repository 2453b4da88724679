"""A stranger's run dropped on the window, or chosen: asked about, then in the list; a hostile one is refused and nothing is left."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station.core.project import Project
from station.ui.import_dialog import ImportDialog
from station.ui.run_import import RunImport
from station.ui.window import Window
from tests.hostile import sound_run


@pytest.fixture
def opened(window: Window, qtbot: QtBot, project: Project) -> Window:
    window.begin(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    return window


def asked(window: Window) -> ImportDialog:
    """The dialog, once it is there."""
    dialogs = window.findChildren(ImportDialog)
    assert dialogs
    assert dialogs[0].isVisible()
    return dialogs[0]


def test_a_run_is_shown_asked_about_and_taken(opened: Window, qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    opened.desk.take(sound_run(tmp_path / "their run", created="2026-01-01 <b>bold</b>"))
    qtbot.waitUntil(lambda: asked(opened).isVisible())
    dialog = asked(opened)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("fast, 427,996 weights, pictures of 64 x 48" in text for text in texts)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel) if "<b" in label.text()
    )
    dialog.name.setText("../elsewhere")
    assert not dialog.go.isEnabled()
    dialog.name.setText("theirs")
    with qtbot.waitSignal(opened.context.runs_changed):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [folder.name for folder in project.models.iterdir()] == ["theirs"]
    assert json.loads((project.models / "theirs" / "card.json").read_text(encoding="utf-8"))["imported"].endswith(
        "their run"
    )


def test_what_is_refused_or_not_wanted_leaves_nothing(
    opened: Window, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    importing = RunImport(opened.context, opened)
    importing.begin(sound_run(tmp_path / "evil", image_size=[96, 96], network="reference"))
    qtbot.waitUntil(
        lambda: any("does not fit the network" in notice.text for notice in opened.context.notices.all), timeout=30_000
    )
    assert not list(project.models.iterdir())
    importing.begin(sound_run(tmp_path / "fine"))
    qtbot.waitUntil(lambda: asked(opened).isVisible())
    assert list(project.models.iterdir())
    asked(opened).reject()
    qtbot.waitUntil(lambda: not list(project.models.iterdir()))
