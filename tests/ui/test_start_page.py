"""The start page, as somebody uses it who has never seen it, and somebody who comes back."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from station.core.project import Project, create_project
from station.ui.new_project_dialog import NewProjectDialog
from station.ui.practice_dialog import PracticeDialog
from station.ui.recent_list import cross_of, spoken_day
from station.ui.window import Window


def dialog(window: Window, kind: type[QDialog]) -> QDialog:
    found = [made for made in window.findChildren(kind) if made.isVisible()]
    assert len(found) == 1
    return found[0]


def remember(window: Window, *folders: Path) -> None:
    window.context.memory.change("", recent=tuple(map(str, folders)), opened={})


def test_nothing_heavy_is_loaded_before_the_window_is_there() -> None:
    heavy = "cv2 av pandas numpy sklearn typer rich pyqtgraph pydantic tensorflow"
    code = f"import sys, station.ui.app; print(*sorted(set('{heavy}'.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_first_verdict_does_not_wait_for_ffmpeg_nor_tables() -> None:
    heavy = "av pandas sklearn typer rich tensorflow"
    code = f"import sys, station.ui.inspection_tab; print(*sorted(set('{heavy}'.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_first_run_shows_four_ways_and_no_empty_list(window: Window) -> None:
    assert window.start.isVisible()
    assert [card.isVisible() for card in window.start.cards.values()] == [True] * 4
    assert not window.start.recent.isVisible()
    assert window.start.cards["project.open"].hasFocus() or not window.isActiveWindow()


@pytest.mark.parametrize(("name", "kind"), [("project.new", NewProjectDialog), ("project.practice", PracticeDialog)])
def test_a_card_does_what_its_action_does(window: Window, qtbot: QtBot, name: str, kind: type[QDialog]) -> None:
    card = window.start.cards[name]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    dialog(window, kind).reject()
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    dialog(window, kind).reject()


def test_the_cards_show_the_keys_that_they_have_now(window: Window) -> None:
    texts = [label.text() for label in window.start.cards["project.new"].findChildren(type(window.start._heading))]
    assert "Ctrl+N" in texts
    window.context.settings.change("", keys={"project.new": "Ctrl+J"})
    texts = [label.text() for label in window.start.cards["project.new"].findChildren(type(window.start._heading))]
    assert "Ctrl+J" in texts


def test_arrow_and_enter_open_a_recent_project(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    one, other = create_project(tmp_path / "eins"), create_project(tmp_path / "zwei")
    remember(window, one.folder, other.folder)
    qtbot.keyClick(window.start.recent, Qt.Key.Key_Down)
    qtbot.keyClick(window.start.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.context.project == other
    assert window.context.memory.value.recent == (str(other.folder), str(one.folder))
    assert str(other.folder) in window.context.memory.value.opened


def test_a_missing_project_is_greyed_and_delete_removes_it_from_the_list_only(
    window: Window, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    remember(window, tmp_path / "gone", project.folder)
    recent = window.start.recent
    qtbot.waitUntil(lambda: recent.is_missing(0))
    assert not recent.is_missing(1)
    qtbot.keyClick(recent, Qt.Key.Key_Delete)
    assert recent.folders == (project.folder,)
    assert window.context.memory.value.recent == (str(project.folder),)
    qtbot.keyClick(recent, Qt.Key.Key_Delete)
    assert not recent.isVisible()
    assert project.file.exists()


def test_a_click_opens_and_a_click_on_the_cross_removes(
    window: Window, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    remember(window, tmp_path / "gone", project.folder)
    recent = window.start.recent
    cross = cross_of(recent.visualItemRect(recent.item(0))).center()
    qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert recent.folders == (project.folder,)
    assert window.context.project is None
    qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    qtbot.waitUntil(lambda: window.context.project == project)


def test_rows_are_drawn_with_their_state(window: Window, qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    """The cross is there in the missing row, and not in the other, which neither pointer nor focus touches."""
    remember(window, project.folder, tmp_path / "gone")
    recent = window.start.recent
    qtbot.waitUntil(lambda: recent.is_missing(1))
    recent.setCurrentRow(-1)
    picture = recent.viewport().grab().toImage()

    def inked(row: int) -> bool:
        area = cross_of(recent.visualItemRect(recent.item(row)))
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
        }
        return len(colours) > 3

    assert [inked(0), inked(1)] == [False, True]


def test_what_is_held_above_the_window_lights_the_field(window: Window, project: Project) -> None:
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(project.folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, what, left, none)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
    assert window.start._drop.property("lit") is True
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.start._drop.property("lit") is False


def test_days_as_people_say_them(window: Window) -> None:
    today = date(2026, 3, 10)
    assert spoken_day("2026-03-10T09:05:00+01:00", today=today).startswith("today, 9:05")
    assert spoken_day("2026-03-09T23:05:00+01:00", today=today).startswith("yesterday, 11:05")
    assert "26" in spoken_day("2026-03-01T09:05:00", today=today)
    assert spoken_day("", today=today) == ""
    assert spoken_day("nonsense", today=today) == ""
