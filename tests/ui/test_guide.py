"""The guide opens offline in the window's language; its pictures, its keys and the window's words in it are right."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.core.folders import resource
from station.ui.action_table import ROWS
from station.ui.actions import native, plain_text_of
from station.ui.guide import WIDEST, Guide
from station.ui.guide_text import PICTURE, anchor_of
from station.ui.theme import MARGIN
from station.ui.window import Window

LANGUAGES = ("en", "de")
LARGEST = 1_500_000
"""Of all its pictures together, in bytes."""
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
ON_SCREEN = re.compile(r"\*\*([^*]+)\*\*")
WITH_KEY = re.compile(r"\*\*([^*]+)\*\* \(`([^`]+)`\)")
"""An action as the guide names it, and its key."""


def guide_of(language: str) -> str:
    return (resource("guide") / f"{language}.md").read_text(encoding="utf-8")


def plain(text: str) -> str:
    return text.replace("&", "").removesuffix("...").strip()


@pytest.fixture
def spoken(window: Window) -> Iterator[Window]:
    yield window
    window.context.settings.change("appearance", language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_keys_are_those_of_the_action_table(language: str, spoken: Window) -> None:
    spoken.context.settings.change("appearance", language=language)
    table = {(plain_text_of(row), key) for row in ROWS for key in native(row.key).split(", ")}
    named = WITH_KEY.findall(guide_of(language))
    assert len(named) > 8
    assert not [(text, key) for text, key in named if (plain(text), key) not in table]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_prints_bold_is_on_the_screen(language: str) -> None:
    tree = ElementTree.parse(resource("i18n") / "station_de.ts").getroot()  # noqa: S314  (our own file)
    wanted = "source" if language == "en" else "translation"
    texts = {plain(message.findtext(wanted) or "") for message in tree.iter("message")}
    assert not [text for text in ON_SCREEN.findall(guide_of(language)) if plain(text) not in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pictures_and_links_lead_somewhere_here(language: str) -> None:
    text = guide_of(language)
    anchors = {anchor_of(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")}
    pictures = PICTURE.findall(text)
    assert pictures
    for name in pictures:
        assert QImageReader(str(resource("guide") / name)).canRead(), name
    for link in LINK.findall(text):
        assert link[1:] in anchors if link.startswith("#") else (resource("guide") / link).exists(), link


def test_both_languages_have_the_same_parts() -> None:
    english, german = ([line.split()[0] for line in guide_of(of).splitlines() if line[:1] == "#"] for of in LANGUAGES)
    assert english == german
    assert len(PICTURE.findall(guide_of("en"))) == len(PICTURE.findall(guide_of("de")))


def test_its_pictures_are_small_and_all_are_used() -> None:
    files = {file.name: file for file in resource("guide").glob("*.webp")}
    assert set(files) == {name for of in LANGUAGES for name in PICTURE.findall(guide_of(of))}
    assert sum(file.stat().st_size for file in files.values()) < LARGEST


def opened(window: Window, qtbot: QtBot) -> Guide:
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    guide = window.findChild(Guide)
    assert guide is not None
    qtbot.waitUntil(lambda: guide.list.count() > 0)
    return guide


def test_it_opens_beside_the_window_in_its_language_and_follows_it(spoken: Window, qtbot: QtBot) -> None:
    guide = opened(spoken, qtbot)
    assert not guide.isModal()
    assert "Which set-up" in guide.text.toPlainText()
    assert guide.list.currentItem().text() == "The first ten minutes", "who reads it here has the program"
    assert guide.text.verticalScrollBar().value() > 0
    assert opened(spoken, qtbot) is guide
    spoken.context.settings.change("appearance", language="de")
    qtbot.waitUntil(lambda: "Welches Setup" in guide.text.toPlainText())
    assert guide.windowTitle() == "Anleitung"
    assert guide.list.item(0).text() == "Welches Setup"
    guide.text.anchorClicked.emit(QUrl("en.md"))
    qtbot.waitUntil(lambda: "Which set-up" in guide.text.toPlainText())
    guide.close()
    qtbot.waitUntil(lambda: spoken.findChild(Guide) is None)


def test_a_heading_leads_to_its_part_and_words_are_found(window: Window, qtbot: QtBot) -> None:
    guide = opened(window, qtbot)
    qtbot.waitUntil(lambda: guide.text.verticalScrollBar().maximum() > 0)
    guide.list.setCurrentRow(guide.list.count() - 1)
    assert guide.text.verticalScrollBar().value() > 0
    qtbot.keyClicks(guide.search, "sha256")
    first = guide.text.textCursor().selectionStart()
    assert guide.text.textCursor().selectedText() == "sha256"
    qtbot.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.text.textCursor().selectionStart() > first


def test_its_pictures_are_as_wide_as_its_lines(window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    del qapp
    guide = opened(window, qtbot)
    qtbot.waitUntil(lambda: guide.page is not None)
    assert guide.page is not None
    widths = [picture.width() / picture.devicePixelRatio() for picture in guide.page.pictures.values()]
    assert widths
    assert max(widths) <= guide.page.width == min(WIDEST, guide.text.viewport().width() - 2 * MARGIN), (
        "as it is first seen"
    )
    assert Path(guide.page.file).name == "en.md"
