"""The window as a whole."""

from pytestqt.qtbot import QtBot

from station.core.project import Project
from station.ui.window import Window


def test_a_project_opens_on_four_tabs(window: Window, qtbot: QtBot, project: Project) -> None:
    assert window.tabs.isHidden()
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.tabs.isVisible()
    assert project.folder.name in window.windowTitle()
    for name in ("camera", "labelling", "training", "inspection"):
        window.context.actions[f"tab.{name}"].trigger()
        assert window.tabs.current == name


def test_a_folder_that_is_no_project_is_refused_in_a_sentence(window: Window, qtbot: QtBot, project: Project) -> None:
    with qtbot.waitSignal(window.context.notices.told) as told:
        window.desk.open(project.folder / "missing")
    assert "does not exist" in told.args[0].text
    assert window.context.project is None
