"""Projects of classes in the real window, under real keys: made, dropped, labelled, changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from station.core.attributes import classes_named
from station.core.label_desk import State
from station.core.palette import class_colours
from station.core.project import Project, create_project, open_project
from station.live.answers import Answered
from station.live.jobs import Job
from station.model.runs import Run, open_run
from station.ui.attributes_dialog import AttributesDialog
from station.ui.labelling_tab import LabellingTab
from station.ui.new_project_dialog import NewProjectDialog
from station.ui.window import Window
from tests.ui.filming import film
from tests.ui.test_attributes_dialog import write_run
from tests.ui.test_labelling_tab import CTRL, SHIFT, calm, labels, opened, type_keys
from tests.ui.test_projects import drop, idle, shown

NAMES = ("Apfel", "Golden Delicious", "Tomate")
APFEL, GOLDEN, TOMATE = (True, False, False), (False, True, False), (False, False, True)
NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def fruit(tmp_path: Path) -> Project:
    """A project of three classes with two clips."""
    made = create_project(tmp_path / "Obst ä", attributes=classes_named(NAMES, colours=class_colours(NAMES)))
    for name in ("Naht ü 1", "Naht ü 2"):
        film(made.videos / f"{name}.mp4", frames=24)
    return made


@pytest.fixture
def tab(window: Window, qtbot: QtBot, fruit: Project) -> LabellingTab:
    return opened(window, qtbot, fruit)


def sort_into_folders(folder: Path, *names: str, pictures: int = 2) -> Path:
    for name in names:
        (folder / name).mkdir(parents=True)
        for number in range(pictures):
            (folder / name / f"a_{number}.jpg").write_bytes(b"picture")
    return folder


def chosen(tab: LabellingTab) -> list[str]:
    """The classes whose dot is filled."""
    panel = tab.side.values.classes
    looks = (panel.look(at) for at in range(panel.count()))
    return [look.attribute.name for look in looks if look.is_chosen]


def where(tab: LabellingTab) -> tuple[int, list[str], State]:
    assert tab.session is not None
    return tab.session.position, chosen(tab), tab.side.values.classes.look(0).state


def test_a_key_chooses_a_class_and_the_same_key_changes_nothing(tab: LabellingTab, qtbot: QtBot) -> None:
    assert where(tab) == (0, [], State.BEGINNING)
    assert "No class chosen yet" in tab.side.state.text()
    type_keys(tab, qtbot, "ag")
    assert where(tab) == (0, ["Golden Delicious"], State.CHANGED)
    type_keys(tab, qtbot, "snn")
    assert where(tab) == (2, ["Golden Delicious"], State.CARRIED)
    type_keys(tab, qtbot, "g")
    assert where(tab) == (2, ["Golden Delicious"], State.CARRIED)
    type_keys(tab, qtbot, "tsng")
    assert labels(tab) == {0: GOLDEN, 2: TOMATE}
    qtbot.keyClick(tab.window(), Qt.Key.Key_Z, CTRL)
    calm(tab, qtbot)
    assert where(tab) == (3, ["Tomate"], State.CARRIED)


def test_without_a_class_saving_says_so_and_stays(tab: LabellingTab, qtbot: QtBot, fruit: Project) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_S):
        qtbot.keyClick(tab.window(), key)
        calm(tab, qtbot)
        assert tab.toast.text == "Not saved: choose the class of this frame first"
        assert where(tab) == (0, [], State.BEGINNING)
    qtbot.keyClick(tab.window(), Qt.Key.Key_F, SHIFT)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(tab.window(), Qt.Key.Key_T, SHIFT)
    calm(tab, qtbot)
    assert tab.toast.text == "Not saved: choose the class of this frame first"
    assert list(fruit.pics.iterdir()) == []
    type_keys(tab, qtbot, "a")
    assert tab.toast.text == ""
    qtbot.keyClick(tab.window(), Qt.Key.Key_T, SHIFT)
    calm(tab, qtbot)
    assert labels(tab) == dict.fromkeys(range(11), APFEL)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Z, CTRL)
    calm(tab, qtbot)
    assert labels(tab) == {}


def test_save_and_go_on_under_fast_keys(tab: LabellingTab, qtbot: QtBot) -> None:
    for key in (*"a", Qt.Key.Key_Return, Qt.Key.Key_Return, *"t", Qt.Key.Key_Return, *"g", Qt.Key.Key_Return):
        qtbot.keyClick(tab.window(), key)
    calm(tab, qtbot)
    assert labels(tab) == {0: APFEL, 1: APFEL, 2: TOMATE, 3: GOLDEN}
    assert where(tab) == (4, ["Golden Delicious"], State.CARRIED)
    qtbot.waitUntil(lambda: tab.side.balance.cells[7].text() == "2 · 50 %")


def test_mouse_and_arrow_keys_choose_where_a_class_has_no_key(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    names = [f"Sorte {number:03d}" for number in range(131)]
    made = create_project(tmp_path / "viele", attributes=classes_named(names, colours=class_colours(names)))
    for name in ("Naht ü 1", "Naht ü 2"):
        film(made.videos / f"{name}.mp4", frames=4)
    window.resize(1366, 740)
    tab = opened(window, qtbot, made)
    panel = tab.side.values.classes
    assert panel.look(130).key == ""
    panel.scrollToItem(panel.item(130))
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=panel.visualItemRect(panel.item(130)).center())
    calm(tab, qtbot)
    assert chosen(tab) == ["Sorte 130"]
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        qtbot.keyClick(panel, Qt.Key.Key_Up)
    calm(tab, qtbot)
    assert chosen(tab) == ["Sorte 130"], "the arrows only look"
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    calm(tab, qtbot)
    assert (chosen(tab), tab.window().context.actions["labelling.play"].isChecked()) == (["Sorte 128"], False)
    qtbot.keyClick(tab.window(), Qt.Key.Key_S)
    calm(tab, qtbot)
    assert labels(tab)[0].index(True) == 128
    qtbot.keyClick(tab.window(), Qt.Key.Key_F, CTRL)
    finder = tab.side.values.finder
    assert finder.hasFocus()
    qtbot.keyClicks(finder, "e 05")
    assert [row for row in range(131) if not panel.isRowHidden(row)] == list(range(50, 60))
    qtbot.keyClick(finder, Qt.Key.Key_Down)
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    calm(tab, qtbot)
    assert (chosen(tab), tab.view.hasFocus(), panel.isRowHidden(0)) == (["Sorte 051"], True, False)
    qtbot.keyClick(tab.window(), Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(finder, "nonsense")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    calm(tab, qtbot)
    assert (chosen(tab), finder.text()) == (["Sorte 051"], "")
    assert QRect(0, 0, 1366, 740).contains(tab.side.name.geometry())
    assert panel.height() < 300
    assert 50 < tab.side.balance.height() < 200


class FakeNetwork:
    """Says tomato of every second frame, else apple; it does not know Golden Delicious."""

    def __init__(self) -> None:
        self.asked = 0
        self.answers: list[np.ndarray[Any, Any]] = []

    def ask(self, pictures: np.ndarray[Any, Any], *, maps: bool) -> int:
        tomato = 0.1 + 0.7 * (np.arange(self.asked, self.asked + len(pictures)) % 2)
        self.asked += len(pictures)
        self.answers.append(np.stack([1 - tomato, tomato], axis=1).astype(np.float32))
        return len(self.answers)

    def answer(self, number: int) -> Answered:
        return Answered(self.answers[number - 1], {})


@contextmanager
def fake(run: Run, job: Job) -> Iterator[FakeNetwork]:
    del run, job
    yield FakeNetwork()


def test_the_likeliest_class_is_suggested_and_another_one_disagrees(
    window: Window, qtbot: QtBot, fruit: Project
) -> None:
    write_run(fruit, "attributes", names=("Apfel", "Tomate"))
    write_run(fruit, "mine", names=("Apfel", "Tomate"))
    card = (fruit.models / "mine" / "card.json").read_text(encoding="utf-8")
    (fruit.models / "mine" / "card.json").write_text(
        card.replace('"attributes":', '"kind": "classes",\n"attributes":', 1)
    )
    assert open_run(fruit.models / "mine").card.kind == "classes"
    tab = opened(window, qtbot, fruit)
    qtbot.waitUntil(lambda: tab.side.runs.count() > 0)
    assert [tab.side.runs.itemText(at) for at in range(tab.side.runs.count())] == ["mine"]
    tab.suggestions.load = fake
    qtbot.keyClick(tab.window(), Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: tab.suggestions.current is not None)
    calm(tab, qtbot)
    panel = tab.side.values.classes
    assert not any(panel.look(at).differs for at in range(3)), "no class is chosen yet"
    assert (panel.look(0).probability, panel.look(0).is_said) == (pytest.approx(0.9), True)
    qtbot.keyClick(tab.window(), Qt.Key.Key_A, SHIFT)
    calm(tab, qtbot)
    assert (chosen(tab), tab.side.hint.text()) == (["Apfel"], "")
    type_keys(tab, qtbot, "snsngsa")
    assert labels(tab) == {0: APFEL, 1: APFEL, 2: GOLDEN}
    qtbot.keyClick(tab.window(), Qt.Key.Key_Home)
    qtbot.keyClick(tab.window(), Qt.Key.Key_D, SHIFT)
    calm(tab, qtbot)
    assert where(tab)[0] == 1
    assert [panel.look(at).differs for at in range(3)] == [True, False, True]
    assert tab.side.hint.text() == "The model says Tomate, 80\u00a0%"


def test_the_timeline_has_one_lane_in_the_colours_of_the_classes(tab: LabellingTab, qtbot: QtBot) -> None:
    type_keys(tab, qtbot, "asnntsnn")
    line = tab.timeline
    assert line.sizeHint().height() < 100
    picture = line.grab().toImage()

    def colour(number: int) -> QColor:
        return picture.pixelColor(round(line.x_of(number)), round(line.lane(0).center().y()))

    assert (colour(0).name(), colour(2).name()) == ("#00ff00", "#ff0000")
    assert colour(1).saturation() < 60


def test_a_new_project_of_classes_is_made_with_keys_alone(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.context.actions["project.new"].trigger()
    dialog = shown(window, qtbot, NewProjectDialog)
    assert isinstance(dialog, NewProjectDialog)
    dialog.fields.place.setText(str(tmp_path))
    qtbot.keyClicks(dialog.fields.name, "Obst")
    dialog.activateWindow()
    dialog.seam.setFocus()
    qtbot.waitUntil(dialog.seam.hasFocus)
    qtbot.keyClick(dialog.seam, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.rows.isVisible() and dialog.rows.height() > 30)
    qtbot.keyClick(dialog.own, Qt.Key.Key_Down)
    assert dialog.one.isChecked()
    assert dialog.problem == "A picture is one of several classes: name at least 2"
    text = dialog.classes.text
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is text
    for words in ("Apfel", "Golden Delicious", "apfel"):
        qtbot.keyClicks(text, words)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert "is there twice" in dialog.problem
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    for _ in "apfel":
        qtbot.keyClick(text, Qt.Key.Key_Backspace)
    assert dialog.problem == ""
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.context.project is not None)
    made = open_project(tmp_path / "Obst")
    assert (made.kind, made.attributes.names) == ("classes", ("Apfel", "Golden Delicious"))
    assert [one.key for one in made.attributes] == ["a", "g"]
    labelling = window.tabs.go_to("labelling")
    assert isinstance(labelling, LabellingTab)
    qtbot.waitUntil(lambda: "Copy pictures into a folder of each class" in labelling.view.hint)


@pytest.mark.parametrize("is_bare", [True, False])
def test_dropped_class_folders_are_a_project_that_is_labelled_already(
    window: Window, qtbot: QtBot, tmp_path: Path, is_bare: bool
) -> None:
    folder = tmp_path / "Früchte"
    sort_into_folders(folder if is_bare else folder / "pics" / "train", *NAMES)
    before = sorted(folder.rglob("*"))
    drop(window, folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.windowTitle() == "Früchte - Seam Station"
    assert window.context.memory.value.recent == (str(folder),)
    tab = window.tabs.go_to("labelling")
    assert isinstance(tab, LabellingTab)
    qtbot.waitUntil(lambda: "labelled already" in tab.view.hint)
    assert "Apfel 2 · Golden Delicious 2 · Tomate 2" in tab.view.hint
    qtbot.waitUntil(lambda: tab.side.balance.cells[5].text() == "6")
    assert window.context.notices.all == []
    assert sorted(folder.rglob("*")) == before, "opening writes nothing"


def test_a_clip_beside_bare_folders_is_labelled_and_all_is_there_again(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = sort_into_folders(tmp_path / "Früchte", *NAMES)
    clip = film(tmp_path / "Naht 1.mp4", frames=4)
    window.desk.open(folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.activateWindow()
    drop(window, clip)
    idle(window, qtbot)
    tab = window.tabs.go_to("labelling")
    assert isinstance(tab, LabellingTab)
    qtbot.waitUntil(lambda: tab.session is not None and tab.session.desk is not None)
    type_keys(tab, qtbot, "gs")
    again = open_project(folder)
    assert (again.kind, again.attributes.names, again.pictures) == ("classes", NAMES, ".")
    assert "Golden Delicious" in (folder / "Naht 1_data.csv").read_text(encoding="utf-8")


def test_the_classes_dialog_keeps_the_names_of_folders(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = sort_into_folders(tmp_path / "Früchte", *NAMES)
    window.desk.open(folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.context.actions["project.attributes"].trigger()
    dialog = shown(window, qtbot, AttributesDialog)
    assert isinstance(dialog, AttributesDialog)
    rows = dialog.rows
    qtbot.waitUntil(lambda: not rows.rows[0].name.isEnabled())
    assert [row.remove.isEnabled() for row in rows.rows] == [False] * 3
    assert "rename or move the folder" in rows.rows[0].remove.toolTip()
    assert dialog.windowTitle() == "Classes"
    rows.rows[0].expected.setCurrentIndex(0)
    rows.rows[2].expected.setCurrentIndex(1)
    qtbot.keyClick(rows.add_button, Qt.Key.Key_Space)
    qtbot.keyClicks(rows.rows[3].name, "Birne rot")
    assert rows.rows[3].key.text() == "b"
    rows.rows[1].key.clear()
    qtbot.waitUntil(dialog.go.isEnabled)
    assert "Birne rot is added; no picture is of that class yet." in dialog.consequences.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: window.context.project is not None and len(window.context.project.attributes) == 4)
    made = open_project(folder)
    assert [one.expected for one in made.attributes] == [True, None, False, None]
    assert [one.key for one in made.attributes] == ["a", "", "t", "b"]
    assert (made.pictures, made.kind) == (".", "classes")
    assert replace(made, millimetre_px=None) == window.context.project
