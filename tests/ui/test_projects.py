"""Projects are opened, made, drawn and taken in, in the real window."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from station.core.attribute_change import plan_change
from station.core.attribute_plan import PLAN_FILE, write_plan
from station.core.attributes import SEAM
from station.core.clips import ClipWriter
from station.core.frame import Frame
from station.core.messages import FilmStrip
from station.core.project import Project, create_project, open_project
from station.live.jobs import Stopped
from station.live.practice import PracticePlan, film_practice_project
from station.ui.new_project_dialog import NewProjectDialog
from station.ui.practice_dialog import PracticeDialog
from station.ui.window import Window


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A clip of three frames outside any project."""
    path = tmp_path / "Naht 1.mp4"
    with ClipWriter(path, size=(64, 48), rate=12) as writer:
        for number in range(3):
            writer.write(Frame(np.full((48, 64, 3), 60 * number, dtype=np.uint8), number, number / 12))
    return path


def drop(window: Window, path: Path) -> None:
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), copy, what, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, what, left, none))


def shown(window: Window, qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: any(made.isVisible() for made in window.findChildren(kind)))
    return next(made for made in window.findChildren(kind) if made.isVisible())


def press(box: QDialog, text: str) -> None:
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()


def opened(window: Window, qtbot: QtBot, folder: Path) -> None:
    qtbot.waitUntil(lambda: window.context.project is not None and window.context.project.folder == folder)


def idle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.context.jobs.running)


def test_a_dropped_project_opens_and_is_remembered(window: Window, qtbot: QtBot, project: Project) -> None:
    drop(window, project.folder)
    opened(window, qtbot, project.folder)
    assert window.context.memory.value.recent == (str(project.folder),)
    assert window.tabs.isVisible()


def test_a_dropped_folder_without_a_project_can_become_one(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Fotos"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    drop(window, folder)
    press(shown(window, qtbot, QMessageBox), "Make a project there")
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    assert dialog.fields.folder == folder
    assert not dialog.fields.name.isEnabled()
    dialog.go.click()
    opened(window, qtbot, folder)
    assert open_project(folder).attributes == SEAM
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_refusing_to_make_one_leaves_the_folder_alone(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Fotos").mkdir()
    drop(window, tmp_path / "Fotos")
    press(shown(window, qtbot, QMessageBox), "Cancel")
    assert not list((tmp_path / "Fotos").iterdir())
    assert window.context.project is None


def test_something_else_is_refused_in_a_sentence(window: Window, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    drop(window, tmp_path / "letter.txt")
    assert "neither a folder nor a clip" in window.context.notices.all[-1].text


def test_a_failed_open_changes_nothing(window: Window, qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    damaged = create_project(tmp_path / "damaged")
    damaged.file.write_text("{", encoding="utf-8")
    remembered = window.context.memory.value
    with qtbot.waitSignal(window.context.notices.told) as told:
        window.desk.open(damaged.folder)
    assert "damaged" in told.args[0].text
    assert window.context.project == project
    assert window.tabs.isVisible()
    assert window.context.memory.value == remembered
    assert damaged.file.read_text(encoding="utf-8") == "{"


def test_opening_sweeps_what_a_killed_station_left(window: Window, qtbot: QtBot, project: Project) -> None:
    left = project.pics / ".c_data.csv.99999999.1.station-tmp"
    left.write_bytes(b"half")
    (project.models / "run").mkdir()
    other = project.models / "run" / ".card.json.99999999.1.station-tmp"
    other.write_bytes(b"half")
    window.begin(project.folder)
    opened(window, qtbot, project.folder)
    assert not left.exists()
    assert not other.exists()


def test_opening_finishes_a_change_of_attributes_that_was_cut_off(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    names = ("good", "break", "length")
    plan = plan_change(project, attributes=[SEAM[name] for name in names], was=list(names))
    write_plan(project.folder, plan)
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    assert window.context.project is not None
    assert window.context.project.attributes.names == names
    assert not (project.folder / PLAN_FILE).exists()
    assert "labelling.attribute.error" not in {row.name for row in window.context.actions.rows}


def test_a_dropped_clip_is_copied_under_a_free_name_and_shown(
    window: Window, qtbot: QtBot, project: Project, clip: Path
) -> None:
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    before = clip.read_bytes()
    for name in ("Naht 1.mp4", "Naht 1-2.mp4"):
        with qtbot.waitSignal(window.context.label_wanted) as wanted:
            drop(window, clip)
        assert wanted.args == [project.videos / name, 0]
        assert (project.videos / name).read_bytes() == before
    assert window.tabs.current == "labelling"
    assert clip.read_bytes() == before


def test_a_dropped_clip_does_not_take_over_the_labels_of_one_of_its_name_that_is_gone(
    window: Window, qtbot: QtBot, project: Project, clip: Path
) -> None:
    project.label_table("Naht 1").write_text(",name,good,error,break,length\n", encoding="utf-8")
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    heard: list[str] = []
    window.context.notices.told.connect(lambda notice: heard.append(notice.text))
    with qtbot.waitSignal(window.context.label_wanted):
        drop(window, clip)
    assert "this one is called Naht 1-2" in "".join(heard)
    assert [path.name for path in project.videos.iterdir()] == ["Naht 1-2.mp4"]


def test_a_clip_dropped_without_a_project_goes_into_the_one_that_is_made(
    window: Window, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    drop(window, clip)
    press(shown(window, qtbot, QMessageBox), "New project...")
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    dialog.fields.place.setText(str(tmp_path))
    dialog.fields.name.setText("neu")
    with qtbot.waitSignal(window.context.label_wanted):
        dialog.go.click()
    assert (tmp_path / "neu" / "videos" / clip.name).exists()


def test_a_clip_is_forgotten_where_no_project_is_wanted(
    window: Window, qtbot: QtBot, clip: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(window, clip)
    press(shown(window, qtbot, QMessageBox), "Cancel")
    drop(window, clip)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(shown(window, qtbot, QMessageBox), "Open project...")
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    idle(window, qtbot)
    assert not list(project.videos.iterdir())


def test_a_project_is_made_by_keyboard_with_attributes_of_ones_own(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.context.actions["project.new"].trigger()
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    assert not dialog.go.isEnabled()
    assert dialog.problem == "Give the project a name."
    qtbot.keyClicks(dialog.fields.name, "Knopf/loch")
    assert "can't be called" in dialog.problem
    dialog.fields.name.setText("Knopfloch")
    dialog.fields.place.setText(str(tmp_path))
    assert dialog.go.isEnabled()
    qtbot.keyClick(dialog.own, Qt.Key.Key_Space)
    rows = dialog.rows
    assert dialog.problem == "Each attribute needs a name"
    qtbot.keyClicks(rows.rows[0].name, "torn")
    assert rows.rows[0].key.text() == "t"
    qtbot.keyClick(rows.add_button, Qt.Key.Key_Space)
    qtbot.keyClicks(rows.rows[1].name, "two words")
    assert "one word" in dialog.problem
    rows.rows[1].name.clear()
    qtbot.keyClicks(rows.rows[1].name, "Öse")
    qtbot.keyClicks(rows.rows[1].key, "t")
    assert rows.rows[1].key.text() == "ö"  # one letter is all that fits
    rows.rows[1].key.clear()
    qtbot.keyClicks(rows.rows[1].key, "T")
    assert "twice" in dialog.problem
    rows.rows[1].key.clear()
    qtbot.keyClicks(rows.rows[1].key, "s")
    assert "labelling itself" in dialog.problem
    rows.rows[1].key.clear()
    qtbot.keyClicks(rows.rows[1].key, "o")
    rows.rows[1].expected.setCurrentIndex(0)
    qtbot.keyClick(rows.rows[1].up, Qt.Key.Key_Space)
    assert dialog.problem == ""
    qtbot.keyClick(dialog.rows.rows[0].name, Qt.Key.Key_Return)
    opened(window, qtbot, tmp_path / "Knopfloch")
    made = open_project(tmp_path / "Knopfloch").attributes
    assert [(a.name, a.key, a.expected) for a in made] == [("Öse", "o", True), ("torn", "t", False)]
    assert "labelling.attribute.Öse" in {row.name for row in window.context.actions.rows}


def test_a_key_that_the_window_uses_is_refused_with_the_others_name(window: Window, qtbot: QtBot) -> None:
    window.desk.make_new()
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    dialog.fields.name.setText("x")
    dialog.own.click()
    window.context.settings.change("", keys={"help.about": "J"})
    dialog.rows.rows[0].name.setText("torn")
    dialog.rows.rows[0].key.setText("j")
    assert dialog.problem == 'torn can\'t have the key j: "About Seam Station" has it'
    assert not dialog.go.isEnabled()


def test_a_project_is_not_made_over_another(window: Window, qtbot: QtBot, project: Project) -> None:
    window.desk.make_new()
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    dialog.fields.place.setText(str(project.folder.parent))
    dialog.fields.name.setText(project.folder.name)
    dialog.go.click()
    qtbot.waitUntil(lambda: "exists already" in dialog.problem)
    assert dialog.isVisible()
    assert window.context.project is None


class Films:
    """In place of the workers: each strip is a clip and its table, made when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Semaphore(0)
        monkeypatch.setattr("station.live.practice.film_strips", self.film)

    def film(self, requests: Sequence[FilmStrip], *, check: Callable[[], None]) -> Iterator[str]:
        for request in requests:
            project = Project(Path(request.project))
            clip = f"strip{request.number:04}"
            (project.videos / f"{clip}.mp4").touch()
            while not self.go_on.acquire(timeout=0.01):
                check()
            project.label_table(clip).write_text(",name,good,error,break,length\n", encoding="utf-8")
            yield clip


def practice(window: Window, qtbot: QtBot, place: Path) -> PracticeDialog:
    window.context.actions["project.practice"].trigger()
    dialog = shown(window, qtbot, PracticeDialog)
    assert isinstance(dialog, PracticeDialog)
    dialog.fields.place.setText(str(place))
    dialog.fields.name.setText("lab")
    dialog.strips.setValue(3)
    dialog.frames.setValue(2)
    return dialog


def test_the_practice_lab_is_drawn_with_progress_and_opens(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = Films(monkeypatch)
    dialog = practice(window, qtbot, tmp_path)
    dialog.go.click()
    assert not dialog.go.isEnabled()
    films.go_on.release()
    qtbot.waitUntil(lambda: (dialog.bar.value(), dialog.bar.maximum()) == (1, 3))
    films.go_on.release(2)
    opened(window, qtbot, tmp_path / "lab")
    assert {path.name for path in (tmp_path / "lab" / "videos").iterdir()} == {f"strip{n:04}.mp4" for n in range(3)}


def test_stopped_before_the_first_strip_nothing_is_left(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Films(monkeypatch)
    dialog = practice(window, qtbot, tmp_path)
    dialog.go.click()
    qtbot.waitUntil((tmp_path / "lab" / "videos" / "strip0000.mp4").exists)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    idle(window, qtbot)
    assert not (tmp_path / "lab").exists()
    assert window.context.project is None


def test_stopped_later_the_finished_strips_are_a_project(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = Films(monkeypatch)
    dialog = practice(window, qtbot, tmp_path)
    dialog.go.click()
    films.go_on.release()
    qtbot.waitUntil(lambda: dialog.bar.value() == 1)
    qtbot.waitUntil((tmp_path / "lab" / "videos" / "strip0001.mp4").exists)
    dialog.cancel.click()
    opened(window, qtbot, tmp_path / "lab")
    assert [path.name for path in (tmp_path / "lab" / "videos").iterdir()] == ["strip0000.mp4"]


def test_told_to_end_while_strips_are_drawn_the_window_ends(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Films(monkeypatch)
    dialog = practice(window, qtbot, tmp_path)
    dialog.go.click()
    qtbot.waitUntil((tmp_path / "lab" / "videos" / "strip0000.mp4").exists)
    window.end()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not (tmp_path / "lab").exists())


def test_real_workers_that_are_stopped_are_given_up_at_once(tmp_path: Path) -> None:
    """The one test with real workers: a strip of 5,000 frames takes minutes, its end comes within seconds."""
    (tmp_path / "lab").mkdir()
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Stopped("practice")

    with pytest.raises(Stopped):
        film_practice_project(tmp_path / "lab", PracticePlan(2, 5000), check=check)
    assert not list((tmp_path / "lab").iterdir())


def test_the_last_tab_and_the_geometry_are_remembered(window: Window, qtbot: QtBot, project: Project) -> None:
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    window.tabs.go_to("training")
    window.resize(700, 600)
    window.close()
    memory = window.context.memory.value
    assert memory.tab == "training"
    again = QMainWindow()
    qtbot.addWidget(again)
    again.restoreGeometry(QByteArray.fromBase64(memory.geometry.encode()))
    assert again.size() == window.size()


def test_a_window_from_a_larger_screen_is_still_on_this_one(window: Window, qtbot: QtBot) -> None:
    far = QMainWindow()
    qtbot.addWidget(far)
    far.setGeometry(3000, 2000, 5000, 4000)
    window.show_where_it_was(bytes(far.saveGeometry().toBase64().data()).decode())
    screen = QGuiApplication.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: screen.contains(window.geometry()) or window.minimumSizeHint().width() > screen.width())
    assert screen.intersects(window.frameGeometry())
    assert window.geometry().topLeft().x() >= screen.left()
    assert window.geometry().topLeft().y() >= screen.top()


def test_attributes_are_not_changed_while_something_runs(
    window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.open(project.folder)
    opened(window, qtbot, project.folder)
    monkeypatch.setattr(window, "running", lambda: ["training run 7"])
    window.context.actions["project.attributes"].trigger()
    assert "training run 7" in window.context.notices.all[-1].text
