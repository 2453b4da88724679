"""The settings dialog against the settings tree, worked with keys and mouse."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit
from pytestqt.qtbot import QtBot

from station.core.folders import config_folder, resource
from station.core.settings import Settings
from station.ui.setting_editors import ChoiceEditor, kinds_of
from station.ui.settings_dialog import SettingsDialog
from station.ui.settings_table import ELSEWHERE, LINES, PAGES
from station.ui.theme import theme
from station.ui.window import Window
from tests.ui.wheel import NOTCH, turn_wheel


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> Iterator[SettingsDialog]:
    made = SettingsDialog(window.context, window)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.accept()


def control(dialog: SettingsDialog, section: str, name: str) -> object:
    page = next(page for page in dialog.pages if page.section == section)
    dialog._list.setCurrentRow(dialog.pages.index(page))
    return page.rows[name].editor.control


def test_the_table_and_the_tree_have_the_same_settings() -> None:
    tree = {
        (section.name, field.name)
        for section in msgspec.structs.fields(Settings)
        if section.name != "keys"
        for field in msgspec.structs.fields(section.type)
    }
    table = [(line.section, line.name) for line in LINES] + list(ELSEWHERE)
    assert len(table) == len(set(table))
    assert set(table) == tree
    assert {page.section for page in PAGES} == {section for section, _ in tree}


def test_every_choice_has_words_and_every_page_its_icon() -> None:
    for line in LINES:
        kind = kinds_of(type(getattr(Settings(), line.section)))[line.name]
        if isinstance(kind, msgspec.inspect.LiteralType):
            assert set(line.words) == set(kind.values), line
    for page in PAGES:
        assert resource(f"icons/{page.icon}.svg").exists()


def test_every_control_shows_and_gives_back_the_value_it_was_given(dialog: SettingsDialog, window: Window) -> None:
    for page in dialog.pages:
        for row in page.rows.values():
            heard: list[object] = []
            row.editor.edited.connect(heard.append)
            assert heard == []
    assert window.context.settings.value == msgspec.structs.replace(
        Settings(), appearance=window.context.settings.value.appearance
    )


def test_a_choice_holds_at_once_and_is_kept(dialog: SettingsDialog, window: Window, qtbot: QtBot) -> None:
    box = control(dialog, "appearance", "theme")
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert window.context.settings.value.appearance.theme == "dark" == theme().name
    assert '"dark"' in (config_folder() / "settings.json").read_text(encoding="utf-8")


def test_number_text_and_switch_by_keys(dialog: SettingsDialog, window: Window, qtbot: QtBot) -> None:
    opacity = control(dialog, "inspection", "opacity")
    assert isinstance(opacity, QDoubleSpinBox)
    opacity.setFocus()
    qtbot.keyClick(opacity, Qt.Key.Key_Up)
    assert window.context.settings.value.inspection.opacity == pytest.approx(0.65)
    latch = control(dialog, "inspection", "latch")
    assert isinstance(latch, QCheckBox)
    qtbot.keyClick(latch, Qt.Key.Key_Space)
    assert window.context.settings.value.inspection.latch is False
    name = control(dialog, "labelling", "labeller")
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Änne")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    name.editingFinished.emit()
    assert window.context.settings.value.labelling.labeller == "Änne"


def test_what_does_not_fit_is_said_and_changes_nothing(dialog: SettingsDialog, window: Window, qtbot: QtBot) -> None:
    template = control(dialog, "camera", "template")
    assert isinstance(template, QLineEdit)
    before = window.context.settings.value
    template.selectAll()
    qtbot.keyClick(template, Qt.Key.Key_Delete)
    template.editingFinished.emit()
    assert window.context.settings.value == before
    assert dialog._problem.isVisibleTo(dialog)
    assert template.text() == before.camera.template


def test_changes_are_taken_back_and_defaults_are_of_one_page(
    dialog: SettingsDialog, window: Window, qtbot: QtBot
) -> None:
    context = window.context
    before = context.settings.value
    assert not dialog.take_back.isEnabled()
    context.settings.change("inspection", band=0.4)
    context.settings.change("camera", mirror=True)
    dialog._list.setCurrentRow(4)
    qtbot.mouseClick(dialog.defaults, Qt.MouseButton.LeftButton)
    assert context.settings.value.inspection == Settings().inspection
    assert context.settings.value.camera.mirror
    assert not dialog.defaults.isEnabled()
    qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    assert context.settings.value == before
    assert not dialog.take_back.isEnabled()


def test_a_change_from_elsewhere_is_shown(dialog: SettingsDialog, window: Window) -> None:
    mirror = control(dialog, "camera", "mirror")
    assert isinstance(mirror, QCheckBox)
    window.context.settings.change("camera", mirror=True)
    assert mirror.isChecked()


def test_the_wheel_over_a_control_without_focus_changes_nothing(dialog: SettingsDialog, window: Window) -> None:
    box = control(dialog, "camera", "seam_mm_s")
    assert isinstance(box, QDoubleSpinBox)
    dialog._list.setFocus()
    turn_wheel(box, NOTCH)
    assert window.context.settings.value.camera.seam_mm_s == Settings().camera.seam_mm_s


def test_no_text_is_cut_off_in_either_language(dialog: SettingsDialog, window: Window, qtbot: QtBot) -> None:
    for language in ("de", "en"):
        window.context.settings.change("appearance", language=language)
        qtbot.wait(0)
        for page in dialog.pages:
            for row in page.rows.values():
                if isinstance(row.editor, ChoiceEditor):
                    box = row.editor.control
                    assert isinstance(box, QComboBox)
                    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(i)) for i in range(box.count()))
                    assert widest < box.width() - 32, row.editor._line.name
