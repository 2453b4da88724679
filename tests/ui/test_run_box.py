"""The box of runs: the project's newest first, then what ships with the station."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from station.core.folders import resource
from station.core.project import Project
from station.ui.run_box import RunBox
from station.ui.window import Window


def add_run(project: Project, name: str, *, created: str) -> Path:
    """A run's folder with a model card; its weights are not needed here."""
    folder = project.models / name
    folder.mkdir()
    shutil.copy(resource("base/fast/card.json"), folder)
    card = folder / "card.json"
    text = card.read_text(encoding="utf-8")
    start = text.index('"created": "') + len('"created": "')
    card.write_text(text[:start] + created + text[text.index('"', start) :], encoding="utf-8")
    return folder


SHIPPED = "Practice run"


def test_runs_are_listed_newest_first_and_what_ships_last(window: Window, qtbot: QtBot, project: Project) -> None:
    add_run(project, "older", created="2026-01-01T00:00:00")
    newest = add_run(project, "newer", created="2026-02-01T00:00:00")
    (project.models / "damaged").mkdir()
    window.context.set_project(project)
    box = RunBox(window.context, window)
    qtbot.waitUntil(lambda: box.count() == 3)
    assert [box.itemText(row) for row in range(3)] == ["newer", "older", SHIPPED]
    assert box.run is not None
    assert box.run.folder == newest


def test_a_new_run_is_listed_and_the_chosen_one_stays_chosen(window: Window, qtbot: QtBot, project: Project) -> None:
    add_run(project, "first", created="2026-01-01T00:00:00")
    window.context.set_project(project)
    box = RunBox(window.context, window)
    qtbot.waitUntil(lambda: box.count() == 2)
    add_run(project, "second", created="2026-02-01T00:00:00")
    window.context.runs_changed.emit()
    qtbot.waitUntil(lambda: box.count() == 3)
    assert box.run is not None
    assert box.run.name == "first"


def test_a_project_without_runs_is_offered_the_practice_run(window: Window, qtbot: QtBot, project: Project) -> None:
    window.context.set_project(project)
    box = RunBox(window.context, window)
    qtbot.waitUntil(lambda: box.count() == 1)
    assert box.currentText() == SHIPPED
    assert box.run is not None
    assert box.run.card.rendered
