"""Nothing is cut off, outside its place or on something else, and every text can be read (pictures: `tests.measure.screens`)."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from station.core.project import Project
from station.ui.inspection_tab import InspectionTab
from station.ui.tab_page import TABS
from station.ui.theme import DARK, LIGHT, Theme
from station.ui.window import Window
from tests.ui.looks import Longer, findings, unreadable
from tests.ui.probe import settle, when
from tests.ui.rounds import DIALOGS, Closer, open_project

SMALLEST = 1366, 768
NOTEBOOK = 641
"""What 1920x1080 at 150 per cent leaves of the height, in px: without the task bar and the window's title."""


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    assert unreadable(theme) == []


@pytest.fixture(params=["en", "de", "longer"])
def spoken(request: pytest.FixtureRequest, window: Window, qapp: QApplication) -> Iterator[Window]:
    """The window at its smallest in English, in German, and in a language a third longer than English."""
    window.resize(*SMALLEST)
    translator = Longer(window)
    if request.param == "longer":
        qapp.installTranslator(translator)
    else:
        window.context.settings.change("appearance", language=request.param)
    yield window
    qapp.removeTranslator(translator)


def longer(shown: QWidget) -> bool:
    return shown.tr("x") != "x"


def found_in(shown: QWidget) -> list[str]:
    """What is found; boxes with long names of runs and files may cut them, so made-up words are not looked for there."""
    but = (QComboBox,) if longer(shown) else ()
    return [str(finding) for finding in findings(shown, but=but)]


def test_the_start_page_has_room(spoken: Window) -> None:
    settle()
    assert found_in(spoken) == []


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_has_room(tab: str, spoken: Window, project: Project) -> None:
    open_project(spoken, project.folder)
    spoken.context.actions[f"tab.{tab}"].trigger()
    assert when(lambda: not spoken.context.jobs.running)
    settle()
    assert found_in(spoken) == []


def test_the_dialogs_have_room(spoken: Window, project: Project) -> None:
    open_project(spoken, project.folder)
    found: list[str] = []
    closer = Closer(spoken, meet=lambda dialog: found.extend(found_in(dialog)))
    for count, name in enumerate(DIALOGS, start=1):
        spoken.context.actions[name].trigger()  # returns when it is closed, or at once
        assert when(partial(closer.has_closed, count)), name
    closer.stop()
    assert found == []


def test_a_message_moves_neither_sign_nor_bars_of_the_inspection(window: Window, project: Project) -> None:
    window.resize(*SMALLEST)
    open_project(window, project.folder)
    tab = window.tabs.go_to("inspection")
    assert isinstance(tab, InspectionTab)
    seen = tab.sign, tab.bars, tab.figures, tab.seam, tab.looks
    settle()
    before = [QRect(part.mapTo(window, QPoint()), part.visibleRegion().boundingRect().size()) for part in seen]
    assert min(place.width() * place.height() for place in before) > 0
    for tell in (partial(window.context.notices.warn, "The strip lies askew. " * 9), window.notice_bar.dismiss):
        tell()
        settle()
        assert [QRect(p.mapTo(window, QPoint()), p.visibleRegion().boundingRect().size()) for p in seen] == before
    window.context.notices.warn("something has happened")
    window.tabs.go_to("camera")
    settle()
    assert window.notice_bar.isVisible(), "it follows to the tab that is looked at"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_message_pushes_nothing_off_a_notebook_s_screen(language: str, window: Window, project: Project) -> None:
    window.context.settings.change("appearance", language=language)
    open_project(window, project.folder)
    for tab in TABS:
        window.context.actions[f"tab.{tab}"].trigger()
    window.context.notices.warn("something has happened")
    settle()
    assert window.notice_bar.isVisible()
    assert window.minimumSizeHint().height() <= NOTEBOOK
    assert window.minimumSizeHint().width() <= 1280
