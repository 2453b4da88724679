"""The key page, worked with keys and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from station.core.attributes import SEAM, AttributeSet
from station.core.settings import load_settings
from station.ui.key_page import KeyPage
from station.ui.key_print import document_of
from station.ui.window import Window


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Iterator[KeyPage]:
    window.context.actions.set_attributes(SEAM, owner=window.context)
    made = KeyPage(window.context, window)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.accept()


def press(page: KeyPage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press a key in the field for the new one, and wait until it is taken (Qt waits a second for more keys)."""
    with qtbot.waitSignal(page.edit.editingFinished):
        page.edit.setFocus()
        qtbot.keyClick(page.edit, key, modifier)


def test_every_action_is_listed_with_its_key(page: KeyPage, window: Window) -> None:
    assert sorted(page.list.names) == sorted(row.name for row in window.context.actions.rows)
    assert {"labelling.attribute.good", "inspection.attribute.good"} <= set(page.list.names)


def test_the_filter_finds_by_name_and_by_key(page: KeyPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter, "full scr")
    assert page.list.names == ["view.fullscreen"]
    page.filter.clear()
    qtbot.keyClicks(page.filter, "f11")
    assert page.list.names == ["view.fullscreen"]
    assert page.list.row is not None
    assert page.list.row.name == "view.fullscreen"


def test_a_key_is_changed_kept_and_reset(page: KeyPage, window: Window, qtbot: QtBot) -> None:
    actions = window.context.actions
    page.list.choose("view.log")
    press(page, qtbot, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert actions.key_of("view.log") == "Ctrl+J"
    assert actions["view.log"].shortcut().toString() == "Ctrl+J"
    assert load_settings().value.keys == {"view.log": "Ctrl+J"}
    assert page.list.row is not None
    assert page.list.row.name == "view.log"
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert actions.key_of("view.log") == "Ctrl+L"
    assert load_settings().value.keys == {}


def test_a_key_that_another_action_has_is_refused_with_its_name(page: KeyPage, window: Window, qtbot: QtBot) -> None:
    page.list.choose("view.log")
    press(page, qtbot, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.context.actions.key_of("view.log") == "Ctrl+L"
    assert page.message.isVisible()
    assert "Open project" in page.message.text()
    assert page.edit.keySequence().toString() == "Ctrl+L"


def test_a_key_may_come_besides_the_one_there_is(page: KeyPage, window: Window, qtbot: QtBot) -> None:
    page.list.choose("view.log")
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    press(page, qtbot, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.context.actions.key_of("view.log") == "Ctrl+L, Ctrl+J"
    assert [key.toString() for key in window.context.actions["view.log"].shortcuts()] == ["Ctrl+L", "Ctrl+J"]


def test_an_action_may_have_no_key_and_all_are_reset_at_once(page: KeyPage, window: Window, qtbot: QtBot) -> None:
    page.list.choose("view.log")
    qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert window.context.actions["view.log"].shortcuts() == []
    page.list.choose("quit")
    press(page, qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page.list.choose("view.log")
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert "Quit" in page.message.text()  # its own key is another's by now
    qtbot.mouseClick(page.reset_all, Qt.MouseButton.LeftButton)
    assert window.context.actions.key_of("view.log") == "Ctrl+L"
    assert window.context.actions.key_of("quit") == "Ctrl+Q"
    assert not page.reset_all.isEnabled()


def test_an_attributes_key_is_shown_but_belongs_to_the_project(page: KeyPage) -> None:
    page.list.choose("labelling.attribute.good")
    assert page.edit.keySequence().toString() == "G"
    assert not page.edit.isEnabled()
    assert "Attributes" in page._about.text()


def test_return_in_the_list_goes_to_the_field(page: KeyPage, qtbot: QtBot) -> None:
    page.list.choose("view.log")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.edit.hasFocus()
    assert page.isVisible()


def test_the_keys_are_printed(page: KeyPage, window: Window, tmp_path: Path) -> None:
    document = document_of(window.context.actions, page.list.places)
    assert "Ctrl+O" in document.toPlainText()
    assert "Open project" in document.toPlainText()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    document.print_(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_an_attribute_whose_key_the_window_uses_is_told(window: Window, page: KeyPage) -> None:
    good, *others = SEAM
    taken = AttributeSet((type(good)("good", "F11", good.colour), *others))
    window.context.actions.set_attributes(taken, owner=window.context)
    assert window.context.actions["labelling.attribute.good"].shortcuts() == []
    assert any("Full screen" in notice.text for notice in window.context.notices.all)
    page.list.choose("labelling.attribute.good")
    assert "Full screen" in page._about.text()
    window.context.actions.set_attributes(SEAM, owner=window.context)
    assert window.context.actions["labelling.attribute.good"].shortcut().toString() == "G"
