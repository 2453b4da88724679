"""The list of licences: searched by name or licence, each with its text, and a text that is gone is said to be."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.core.errors import StationError
from station.core.licences import Part
from station.ui import licence_list
from station.ui.about import About
from station.ui.licence_list import LicenceList
from station.ui.window import Window

PARTS = [
    Part("Seam Station", "", "MIT"),
    Part("Qt", "6", "LGPL-3.0-only", "may be exchanged"),
    Part("gone", "1", "MIT"),
]


def read(part: Part) -> str:
    """A text for all but one."""
    if part.name == "gone":
        raise StationError("text.txt could not be read (No such file or directory)")
    return f"the text of {part.name}"


@pytest.fixture
def shown(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LicenceList:
    """The list, opened from About."""
    monkeypatch.setattr(licence_list, "shipped_parts", lambda: list(PARTS))
    monkeypatch.setattr(licence_list, "text_of", read)
    about = About(window.context, window)
    qtbot.addWidget(about)
    about.show()
    qtbot.mouseClick(about.licences, Qt.MouseButton.LeftButton)
    (found,) = about.findChildren(LicenceList)
    qtbot.waitUntil(lambda: found.list.count() == len(PARTS) and "Seam Station" in found.text.toPlainText())
    return found


def test_it_is_searched_by_licence_and_tells_what_there_is_to_tell(shown: LicenceList, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown.search, "lgpl")
    assert [shown.list.item(row).text() for row in range(shown.list.count())] == ["Qt 6"]
    assert shown.title.text() == "Qt 6: LGPL-3.0-only"
    assert shown.note.text() == "may be exchanged"
    qtbot.waitUntil(lambda: shown.text.toPlainText() == "the text of Qt")
    qtbot.keyClicks(shown.search, "nothing of that name")
    assert not shown.list.count()
    assert not shown.title.text()
    assert not shown.text.toPlainText()


def test_a_text_that_is_gone_is_said_to_be(shown: LicenceList, qtbot: QtBot) -> None:
    shown.list.setCurrentRow(2)
    qtbot.waitUntil(lambda: "could not be read" in shown.text.toPlainText())
