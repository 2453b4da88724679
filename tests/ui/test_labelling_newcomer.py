"""What hindered somebody who labelled for the first time, with nothing but the README."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from station.core.errors import StationError
from station.core.project import Project, create_project
from station.live.jobs import Job
from station.live.suggestions import Answering
from station.model.runs import Run
from station.ui.key_page import KeyPage
from station.ui.labelling_tab import LabellingTab
from station.ui.new_project_dialog import NewProjectDialog
from station.ui.practice_dialog import PracticeDialog
from station.ui.window import Window
from tests.ui.filming import film

SHIFT = Qt.KeyboardModifier.ShiftModifier
FRAMES = 6


def opened(window: Window, qtbot: QtBot, project: Project) -> LabellingTab:
    window.activateWindow()
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None and window.context.project.folder == project.folder)
    made = window.tabs.go_to("labelling")
    assert isinstance(made, LabellingTab)
    return made


def shown(tab: LabellingTab, qtbot: QtBot, clip: Path) -> None:
    tab.open_clip(clip)
    qtbot.waitUntil(lambda: tab.session is not None and tab.session.desk is not None and tab.view.frame is not None)


class Loading:
    """A network that takes as long to load as one has patience."""

    def __init__(self) -> None:
        self.patience = threading.Event()

    @contextmanager
    def __call__(self, run: Run, job: Job) -> Iterator[Answering]:
        del run, job
        self.patience.wait(10)
        raise StationError("nobody waits any more")
        yield


@pytest.mark.parametrize(("action", "kind"), [("project.new", NewProjectDialog), ("project.practice", PracticeDialog)])
def test_a_name_can_be_typed_at_once(window: Window, qtbot: QtBot, action: str, kind: type[QDialog]) -> None:
    """A space in it pressed Cancel, and the rest of the name went into the labels."""
    window.context.actions[action].trigger()
    dialog = window.findChild(kind)
    assert isinstance(dialog, NewProjectDialog | PracticeDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.fields.name
    qtbot.keyClicks(QApplication.focusWidget(), "my seams")
    assert dialog.isVisible()
    assert dialog.fields.name.text() == "my seams"
    visited = [dialog.fields.name]
    while (now := visited[-1].nextInFocusChain()) is not visited[0]:
        visited.append(now)
    order = [part for part in visited if part in (dialog.fields.place, dialog.go, dialog.cancel)]
    assert order == [dialog.fields.place, dialog.go, dialog.cancel]
    dialog.reject()


def test_an_empty_project_says_where_clips_come_from_and_finds_them(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    tab = opened(window, qtbot, project)
    qtbot.waitUntil(lambda: "no clips yet" in tab.view.hint)
    assert str(project.videos) in tab.view.hint
    film(project.videos / "copied.mp4", frames=FRAMES)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # back from the file manager
    qtbot.waitUntil(lambda: [clip.name for clip in tab.clips.clips()] == ["copied.mp4"])
    assert "Choose a clip" in tab.view.hint
    window.tabs.go_to("training")
    film(project.videos / "filmed.mp4", frames=FRAMES)
    window.tabs.go_to("labelling")
    qtbot.waitUntil(lambda: tab.clips.count() == 2)
    (project.videos / "filmed.mp4").unlink()
    window.context.clips_changed.emit()
    qtbot.waitUntil(lambda: tab.clips.count() == 1)


def test_a_clip_is_added_from_the_menu(
    window: Window, qtbot: QtBot, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = tmp_path / "mine.mp4"
    film(clip, frames=FRAMES)
    assert not window.context.actions["project.clip"].isEnabled()
    tab = opened(window, qtbot, project)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(clip), ""))
    window.context.actions["project.clip"].trigger()
    qtbot.waitUntil(lambda: tab.session is not None and tab.session.desk is not None)
    assert (project.videos / "mine.mp4").is_file()


def test_the_clip_that_opens_with_its_project_is_marked_and_counted(
    window: Window, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        film(project.videos / f"{name}.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    shown(tab, qtbot, project.videos / "two.mp4")
    qtbot.keyClick(window, "s")
    qtbot.waitUntil(lambda: [cell.text() for cell in tab.side.balance.cells[3:6]] == ["Labelled", "1", "1"])
    other = create_project(tmp_path / "other")
    opened(window, qtbot, other)
    qtbot.waitUntil(lambda: tab.clips.count() == 0)
    assert tab.side._rate.text() == "Labels an hour: –"
    opened(window, qtbot, project)
    qtbot.waitUntil(lambda: tab.session is not None and tab.session.desk is not None and tab.clips.count() == 2)
    qtbot.waitUntil(lambda: [cell.text() for cell in tab.side.balance.cells[3:6]] == ["Labelled", "1", "1"])
    qtbot.waitUntil(lambda: tab.clips.current() == project.videos / "two.mp4")


def test_a_frame_that_was_left_without_a_label_carries_nothing_from_itself(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    shown(tab, qtbot, project.videos / "one.mp4")
    for key in "nn":
        qtbot.keyClick(window, key)
    qtbot.waitUntil(lambda: tab.side.frame_number.text() == "Frame 2")
    window.desk.close()
    qtbot.waitUntil(lambda: not tab._ending)
    opened(window, qtbot, project)
    qtbot.waitUntil(lambda: tab.side.frame_number.text() == "Frame 2")
    qtbot.waitUntil(lambda: "As it was left, not saved" in tab.side.state.text())
    qtbot.keyClick(window, "n")
    qtbot.waitUntil(lambda: "Carried over from frame 2" in tab.side.state.text())


def test_labels_that_are_seen_before_the_clips_length_is_known_are_counted(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    shown(tab, qtbot, project.videos / "one.mp4")
    qtbot.keyClick(window, "s")
    qtbot.waitUntil(lambda: tab.side.balance.cells[4].text() == "1")
    assert tab.session is not None
    assert tab.session.desk is not None
    tab.counts.clip_chosen(tab.session.clip)
    tab.counts.seen(tab.session.clip, tab.session.desk)
    tab.counts.clip_opened(tab.session.clip, frames=FRAMES)
    assert tab.side.balance.cells[4].text() == "1"


def test_what_a_key_could_not_do_names_the_key_that_helps(window: Window, qtbot: QtBot, project: Project) -> None:
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    shown(tab, qtbot, project.videos / "one.mp4")
    qtbot.keyClick(window, Qt.Key.Key_T, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text == "Begin the range first: Shift+F")
    qtbot.keyClick(window, Qt.Key.Key_F, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text == "", timeout=2500)  # done: it is over at once
    qtbot.keyClick(window, Qt.Key.Key_D, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text == "Ask the model first: Ctrl+M")
    for _ in range(FRAMES):
        qtbot.keyClick(window, Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_N, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text.endswith("Next clip: Ctrl+PgDown"))


def test_what_is_said_of_a_key_stays_though_the_window_does_something_of_its_own(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    """The list of runs is read anew whenever somebody comes back to the window; the sentence went within that moment."""
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    qtbot.waitUntil(lambda: tab.side.run is not None)
    shown(tab, qtbot, project.videos / "one.mp4")
    qtbot.keyClick(window, Qt.Key.Key_T, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text == "Begin the range first: Shift+F")
    assert tab.session is not None
    window.context.settings.change("labelling", labeller="Maria")
    tab.side.runs.currentIndexChanged.emit(0)
    labelling = tab.session.labelling
    qtbot.waitUntil(lambda: labelling.last is not None and labelling.last.serial == labelling.serial)
    assert labelling.serial >= 3  # the key, the name and what the run says
    assert tab.toast.text == "Begin the range first: Shift+F"


def test_listing_the_same_runs_anew_asks_nothing_anew(window: Window, qtbot: QtBot, project: Project) -> None:
    tab = opened(window, qtbot, project)
    qtbot.waitUntil(lambda: tab.side.run is not None)
    run = tab.side.run
    assert run is not None
    chosen: list[int] = []
    tab.side.runs.currentIndexChanged.connect(chosen.append)
    tab.side.show_runs([run])
    assert not chosen
    tab.side.show_runs([])
    assert chosen == [-1]
    tab.side.show_runs([run])
    assert chosen == [-1, 0]


def test_a_range_is_taken_back_by_escape(window: Window, qtbot: QtBot, project: Project) -> None:
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    shown(tab, qtbot, project.videos / "one.mp4")
    qtbot.keyClick(window, Qt.Key.Key_F, SHIFT)
    qtbot.waitUntil(lambda: "cancel: Esc" in tab.toast.range_text)
    qtbot.keyClick(tab.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not tab.toast.range_text)


def test_asking_is_said_beside_the_model(window: Window, qtbot: QtBot, project: Project) -> None:
    film(project.videos / "one.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    qtbot.waitUntil(lambda: tab.side.run is not None)
    shown(tab, qtbot, project.videos / "one.mp4")
    key = tab.suggestions._open_key()
    assert key is not None
    assert tab.side._run_state.text() == "Not asked yet"
    qtbot.waitUntil(lambda: not window.context.jobs.running)
    loading = Loading()
    tab.suggestions.load = loading
    tab.suggestions.ask()
    assert tab.side._run_state.text() == "Being asked..."
    qtbot.keyClick(window, Qt.Key.Key_D, SHIFT)
    qtbot.waitUntil(lambda: tab.toast.text == "The model is still being asked")
    QApplication.sendEvent(tab.side, QEvent(QEvent.Type.LanguageChange))
    assert tab.side._run_state.text() == "Being asked..."
    loading.patience.set()
    qtbot.waitUntil(lambda: tab.side._run_state.text() == "Not asked yet")


def test_the_first_window_and_its_menus_fit_a_small_notebook(window: Window) -> None:
    room = window.screen().availableGeometry()
    assert window.height() < room.height()
    assert window.width() <= room.width()
    window.context.settings.change("appearance", language="de")
    for name, menu in window._menus.items():
        assert menu.sizeHint().height() <= 700, name


def test_the_key_page_begins_with_the_tab_that_is_looked_at(window: Window, qtbot: QtBot) -> None:
    page = KeyPage(window.context, window, tab="labelling")
    page.show()
    row = page.list.row
    assert row is not None
    assert row.tab == "labelling"
    heading = page.list.currentItem().parent()
    assert heading is not None
    qtbot.waitUntil(lambda: page.list.visualItemRect(heading).top() == 0)
    page.close()
    everywhere = KeyPage(window.context, window)
    assert everywhere.list.row is not None
    assert everywhere.list.row.tab == ""
