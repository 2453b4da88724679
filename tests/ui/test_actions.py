"""The action table as a whole, and where its keys work: real key events into the real window."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from station.core.attributes import SEAM, Attribute, AttributeSet
from station.core.folders import resource
from station.core.project import Project
from station.ui.action_table import ROWS
from station.ui.actions import MENUS, parts_of, share_a_place
from station.ui.tab_page import TABS
from station.ui.window import Window


def test_names_are_unique_and_say_their_tab() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))
    for row in ROWS:
        assert row.tab in {"", *TABS}
        assert not row.tab or row.name.startswith(f"{row.tab}."), row.name


def test_no_two_rows_that_work_in_one_place_share_a_key() -> None:
    for row, other in combinations(ROWS, 2):
        if share_a_place(row, other):
            shared = set(parts_of(row.key)) & set(parts_of(other.key))
            assert not shared, f"{row.name} and {other.name}: {shared}"


def test_every_key_is_one_that_qt_knows_and_writes_like_this() -> None:
    for row in ROWS:
        written = [part for part in row.key.split(", ") if part]
        assert written == parts_of(row.key), row.name
        assert all(QKeySequence(part).count() == 1 for part in written), row.name


def test_no_key_of_the_labs_attributes_is_used_on_their_tabs(window: Window) -> None:
    window.context.actions.set_attributes(SEAM, owner=window.context)
    assert window.context.actions.refused == {}


def test_every_row_that_is_shown_has_an_icon_and_each_icon_exists() -> None:
    for row in ROWS:
        assert row.icon or not (row.menu or row.bar), row.name
        if row.icon:
            assert resource(f"icons/{row.icon}.svg").exists(), row.name


def test_every_row_is_in_a_menu_or_has_a_key(window: Window) -> None:
    for row in ROWS:
        assert row.menu or parts_of(row.key), row.name
        assert not row.menu or row.menu in MENUS, row.name
        assert not (row.tab and row.menu) or row.menu == row.tab, row.name
        if row.menu:
            assert window.context.actions[row.name] in window._menus[row.sub or row.menu].actions()


@pytest.fixture
def opened(window: Window, qtbot: QtBot, project: Project) -> Window:
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None, timeout=10000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def heard(action: QAction) -> list[bool]:
    told: list[bool] = []
    action.setCheckable(False)
    action.setEnabled(True)
    action.triggered.connect(lambda checked: told.append(checked))
    return told


class Controls(QWidget):
    """Things that take keys, on the camera tab's page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.text, self.button, self.slider = QLineEdit(self), QPushButton("x", self), QSlider(self)
        self.list, self.spin = QListWidget(self), QSpinBox(self)
        self.list.addItems(["Q1", "Q2"])
        column = QVBoxLayout(self)
        for part in (self.text, self.button, self.slider, self.list, self.spin):
            column.addWidget(part)
        page.layout().addWidget(self)


@pytest.fixture
def controls(opened: Window) -> Controls:
    opened.tabs.go_to("camera")
    made = Controls(opened.tabs.currentWidget())
    made.show()
    return made


@pytest.fixture
def action(opened: Window, controls: Controls) -> QAction:
    """An action of the camera tab, with a letter, Space and Down as its keys."""
    made = QAction("test", opened)
    made.setShortcuts([QKeySequence("Q"), QKeySequence("Space"), QKeySequence("Down"), QKeySequence("F5")])
    for other in opened.context.actions.of("camera"):
        other.setShortcuts([])
    opened.tabs.currentWidget().addAction(made)
    return made


def test_a_tabs_key_works_with_the_focus_anywhere_but_in_a_text(
    opened: Window, controls: Controls, action: QAction, qtbot: QtBot
) -> None:
    told = heard(action)
    for number, part in enumerate((controls.list, controls.button, controls.slider, opened.tabs.tabBar()), 1):
        part.setFocus()
        qtbot.keyClick(part, Qt.Key.Key_Q)
        assert len(told) == number, type(part)
    controls.text.setFocus()
    qtbot.keyClick(controls.text, Qt.Key.Key_Q)
    assert controls.text.text() == "q"
    assert len(told) == 4


def test_a_tabs_key_does_nothing_on_another_tab(opened: Window, action: QAction, qtbot: QtBot) -> None:
    told = heard(action)
    opened.tabs.go_to("training")
    opened.tabs.tabBar().setFocus()
    qtbot.keyClick(opened.tabs.tabBar(), Qt.Key.Key_Q)
    assert told == []


def test_controls_keep_the_keys_that_work_them(controls: Controls, action: QAction, qtbot: QtBot) -> None:
    told = heard(action)
    pressed: list[bool] = []
    controls.button.clicked.connect(lambda checked: pressed.append(checked))
    controls.button.setFocus()
    qtbot.keyClick(controls.button, Qt.Key.Key_Space)
    assert pressed == [False]
    controls.list.setCurrentRow(0)
    controls.list.setFocus()
    qtbot.keyClick(controls.list, Qt.Key.Key_Down)
    assert controls.list.currentRow() == 1
    controls.spin.setValue(5)
    controls.spin.setFocus()
    qtbot.keyClick(controls.spin, Qt.Key.Key_Down)
    assert controls.spin.value() == 4
    controls.slider.setValue(5)
    controls.slider.setFocus()
    qtbot.keyClick(controls.slider, Qt.Key.Key_Down)
    assert controls.slider.value() == 4
    assert told == []


def test_every_key_of_every_tab_reaches_its_action_and_no_other(opened: Window, qtbot: QtBot) -> None:
    actions = opened.context.actions
    for tab in TABS:
        opened.tabs.go_to(tab)
        opened.tabs.tabBar().setFocus()
        for row in [row for row in actions.rows if row.tab == tab and actions.key_of(row.name)]:
            action = actions[row.name]
            action.blockSignals(True)  # what it does is the tab's test; here it must only be found
            action.setEnabled(True)
            ambiguous = [
                other.objectName()
                for other in opened.findChildren(QAction)
                if other is not action
                and {key.toString() for key in other.shortcuts()} & {key.toString() for key in action.shortcuts()}
                and share_a_place(row, next(r for r in actions.rows if r.name == other.objectName()))
            ]
            action.blockSignals(False)
            assert ambiguous == [], row.name


def test_attribute_rows_survive_a_change_of_project(window: Window) -> None:
    actions = window.context.actions
    actions.set_attributes(SEAM, owner=window.context)
    before = actions["labelling.attribute.good"]
    actions.set_attributes(AttributeSet((Attribute("knot", "k", (0, 0, 0)),)), owner=window.context)
    assert [row.name for row in actions.rows if ".attribute." in row.name] == [
        "labelling.attribute.knot",
        "inspection.attribute.knot",
    ]
    actions.set_attributes(SEAM, owner=window.context)
    assert actions["labelling.attribute.good"] is not before
    assert actions["labelling.attribute.good"].shortcut().toString() == "G"
    assert actions["inspection.attribute.good"].isCheckable()


def test_changed_keys_survive_a_change_of_project_and_of_language(window: Window) -> None:
    window.context.settings.change("", keys={"view.log": "Ctrl+J"})
    window.context.actions.set_attributes(SEAM, owner=window.context)
    window.context.settings.change("appearance", language="de")
    window.context.actions.retranslate()
    assert window.context.actions["view.log"].shortcut().toString() == "Ctrl+J"
    assert (
        "Ctrl" in window.context.actions["view.log"].toolTip() or "Strg" in window.context.actions["view.log"].toolTip()
    )


def test_of_two_actions_with_one_key_in_a_settings_file_the_tables_own_keeps_it(window: Window) -> None:
    window.context.settings.change("", keys={"view.log": "Ctrl+O"})
    owners = [
        row.name for row in window.context.actions.rows if "Ctrl+O" in parts_of(window.context.actions.key_of(row.name))
    ]
    assert owners == ["project.open"]
    assert "Messages and log" in window.context.notices.all[-1].text
