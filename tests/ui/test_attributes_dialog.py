"""Attributes of a project with labels are changed in the window: said first, done as a whole, known everywhere afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QColorDialog
from pytestqt.qtbot import QtBot

from station.core import storage
from station.core.attribute_plan import PLAN_FILE
from station.core.errors import StationError
from station.core.project import Project, open_project
from station.core.tables import read_table
from station.model.runs import (
    Card,
    CardAttribute,
    CardFigures,
    CardStatistics,
    CardWeights,
    write_card,
)
from station.ui.attributes_dialog import AttributesDialog
from station.ui.window import Window

HEAD = ",name,good,error,break,length\n"


def write_run(project: Project, name: str, *, names: tuple[str, ...]) -> None:
    """The card of a run that was trained on these attributes."""
    folder = project.models / name
    folder.mkdir()
    write_card(
        folder,
        Card(
            network="fast",
            parameters=1,
            attributes=tuple(CardAttribute(name=n, key=n[0], colour=(0, 0, 0)) for n in names),
            image_size=(100, 100),
            statistics=CardStatistics(mean=(0, 0, 0), deviation=(1, 1, 1)),
            thresholds={},
            subsets={},
            figures=CardFigures(epoch=1, loss=1, valid_loss=1, accuracies={}, valid_accuracies={}),
            weights=CardWeights(file="x.weights.h5", sha256="0" * 64),
            seed=0,
            recipe={},
            versions={},
            created="2026-01-01",
        ),
    )


@pytest.fixture
def labelled(project: Project) -> Project:
    """One clip with two labels, and two runs, one of them of other attributes."""
    (project.pics / "c_data.csv").write_text(
        HEAD + "0,c_0.png,True,False,False,True\n1,c_1.png,False,True,True,True\n", encoding="utf-8"
    )
    write_run(project, "mine", names=project.attributes.names)
    write_run(project, "foreign", names=("good",))
    return project


@pytest.fixture
def dialog(window: Window, qtbot: QtBot, labelled: Project) -> AttributesDialog:
    """The dialog over the open project."""
    window.desk.open(labelled.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.context.actions["project.attributes"].trigger()
    return window.findChildren(AttributesDialog)[-1]


def said(dialog: AttributesDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(dialog.go.isEnabled)
    return dialog.consequences.text()


def rename(dialog: AttributesDialog, qtbot: QtBot, row: int, name: str) -> None:
    dialog.rows.rows[row].name.selectAll()
    qtbot.keyClicks(dialog.rows.rows[row].name, name)


def test_nothing_is_offered_before_something_is_changed(dialog: AttributesDialog, qtbot: QtBot) -> None:
    assert not dialog.go.isEnabled()
    assert dialog.consequences.text() == "Nothing yet."
    rename(dialog, qtbot, 1, "wide")
    said(dialog, qtbot)
    rename(dialog, qtbot, 1, "error")
    assert not dialog.go.isEnabled()
    assert dialog.consequences.text() == "Nothing yet."


def test_what_changes_is_said_in_numbers_and_then_done(
    dialog: AttributesDialog, window: Window, qtbot: QtBot, labelled: Project
) -> None:
    before = (labelled.pics / "c_data.csv").read_bytes()
    rename(dialog, qtbot, 1, "wide")
    qtbot.keyClick(dialog.rows.rows[2].remove, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.rows.add_button, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.rows.rows[3].name, "torn")
    text = said(dialog, qtbot)
    for part in (
        "error is called wide",
        "torn is added",
        "break is retired",
        "rewritten: 1, with labels: 2",
        "again: mine.",
    ):
        assert part in text
    assert (labelled.pics / "c_data.csv").read_bytes() == before
    with qtbot.waitSignal(window.context.project_changed):
        dialog.go.click()
    assert window.context.project == open_project(labelled.folder)
    assert window.context.project.attributes.names == ("good", "wide", "length", "torn")
    names = {row.name for row in window.context.actions.rows}
    assert {"labelling.attribute.wide", "inspection.attribute.torn"} <= names
    assert not {"labelling.attribute.error", "inspection.attribute.break"} & names
    assert read_table(labelled.label_table("c"), attributes=window.context.project.attributes).extra == ("break",)


def test_a_key_and_a_colour_leave_tables_and_runs_alone(
    dialog: AttributesDialog, window: Window, qtbot: QtBot, labelled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (labelled.pics / "c_data.csv").read_bytes()
    dialog.rows.rows[0].key.selectAll()
    qtbot.keyClicks(dialog.rows.rows[0].key, "7")
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(1, 2, 3))
    qtbot.keyClick(dialog.rows.rows[0].colour, Qt.Key.Key_Space)
    dialog.rows.rows[3].expected.setCurrentIndex(0)
    assert "all runs still fit" in said(dialog, qtbot)
    with qtbot.waitSignal(window.context.project_changed):
        dialog.go.click()
    changed = open_project(labelled.folder).attributes
    assert (changed["good"].key, changed["good"].colour, changed["length"].expected) == ("7", (3, 2, 1), True)
    assert (labelled.pics / "c_data.csv").read_bytes() == before


def test_that_a_picture_without_a_seam_may_be_ok_is_said_where_only_faults_are_asked_for(
    dialog: AttributesDialog,
) -> None:
    dialog.show()
    QApplication.processEvents()
    good = dialog.rows.rows[0]
    assert dialog.rows.warning.isHidden()
    good.expected.setCurrentIndex(2)
    assert not dialog.rows.warning.isHidden()
    assert "a picture without any seam may be OK" in dialog.rows.warning.text()
    QApplication.processEvents()
    assert dialog.rows.warning.visibleRegion().boundingRect() == dialog.rows.warning.rect(), "whole, and at once"
    assert dialog.rows.warning.height() >= dialog.rows.warning.heightForWidth(dialog.rows.warning.width())
    good.expected.setCurrentIndex(0)
    assert dialog.rows.warning.isHidden()


def test_another_order_is_told(dialog: AttributesDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.rows.rows[0].down, Qt.Key.Key_Space)
    assert "The order is another one." in said(dialog, qtbot)
    assert [entry.attribute.name for entry in dialog.rows.entries] == ["error", "good", "break", "length"]


def test_what_can_not_be_is_said_and_not_offered(dialog: AttributesDialog, qtbot: QtBot) -> None:
    rename(dialog, qtbot, 1, "good")
    assert not dialog.go.isEnabled()
    assert "good" in dialog.problem
    rename(dialog, qtbot, 1, "break")
    rename(dialog, qtbot, 2, "error")
    qtbot.waitUntil(lambda: "till now" in dialog.problem)
    assert not dialog.go.isEnabled()


def test_escape_leaves_everything(dialog: AttributesDialog, window: Window, qtbot: QtBot, labelled: Project) -> None:
    rename(dialog, qtbot, 1, "wide")
    said(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert open_project(labelled.folder) == labelled


def failing(real: Callable[..., None], name: str) -> Callable[..., None]:
    def write(path: Path, data: bytes) -> None:
        if path.name == name:
            raise StationError(f"{path} could not be written (planted)")
        real(path, data)

    return write


@pytest.mark.parametrize("file", ["c_data.csv", "project.json"])
def test_a_change_that_fails_half_way_is_finished_on_opening(
    dialog: AttributesDialog,
    window: Window,
    qtbot: QtBot,
    labelled: Project,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
) -> None:
    rename(dialog, qtbot, 1, "wide")
    said(dialog, qtbot)
    with monkeypatch.context() as patched:
        patched.setattr(storage, "write_bytes", failing(storage.write_bytes, file))
        with qtbot.waitSignal(window.context.project_changed):
            dialog.go.click()
    assert window.context.project is None
    assert window.start.isVisible()
    assert any("planted" in notice.text for notice in window.context.notices.all)
    assert (labelled.folder / PLAN_FILE).exists()
    window.desk.open(labelled.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.context.project is not None
    assert window.context.project.attributes.names == ("good", "wide", "break", "length")


def test_a_change_that_could_not_begin_leaves_the_project_open(
    dialog: AttributesDialog, window: Window, qtbot: QtBot, labelled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(dialog, qtbot, 1, "wide")
    said(dialog, qtbot)
    monkeypatch.setattr(storage, "write_bytes", failing(storage.write_bytes, PLAN_FILE))
    with qtbot.waitSignal(window.context.notices.told):
        dialog.go.click()
    assert window.context.project == labelled
