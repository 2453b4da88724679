"""English in the code, German in station_de.ts: complete, with the same placeholders, and switched while the window runs."""

import ast
import importlib.util
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale
from PySide6.QtWidgets import QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from station.core.folders import resource
from station.ui import languages
from station.ui.actions import native
from station.ui.window import Window
from tests.ui.conftest import Heard

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "resources" / "i18n" / "station_de.ts"
SOURCES = sorted((ROOT / "station" / "ui").rglob("*.py"))
PLACEHOLDER = re.compile(r"\{\w*\}")

Texts = dict[tuple[str, str], str | None]
"""By context and English text, the German; None where it is unfinished."""


def texts_of(file: Path) -> Texts:
    made: Texts = {}
    for context in ElementTree.parse(file).getroot().iter("context"):  # noqa: S314  (our own file)
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = translation.get("type") is None and translation.text
            name, source = context.findtext("name") or "", message.findtext("source") or ""
            made[name, source] = translation.text if done else None
    return made


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / ".ci" / "update_translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def collected(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """What pyside6-lupdate finds in the window of now."""
    target = tmp_path_factory.mktemp("i18n") / "fresh.ts"
    try:
        script.update(target)
    except (OSError, StopIteration, subprocess.CalledProcessError) as error:
        pytest.skip(f"pyside6-lupdate does not run here: {error!r}")
    return texts_of(target)


def test_the_german_file_has_every_text_and_no_other(collected: Texts) -> None:
    german = texts_of(GERMAN)
    missing = sorted(set(collected) - set(german))
    assert not missing, f"uv run python .ci/update_translations.py, then translate: {missing}"
    assert not sorted(set(german) - set(collected)), "uv run python .ci/update_translations.py"


def test_every_text_is_translated() -> None:
    unfinished = [key for key, german in texts_of(GERMAN).items() if german is None]
    assert not unfinished


def test_placeholders_and_marks_are_the_same() -> None:
    for (context, english), german in texts_of(GERMAN).items():
        if german is None:
            continue
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(german)), (context, english, german)
        assert english.endswith("...") == german.endswith("..."), (context, english, german)
        assert (len(english) == len(english.strip())) == (len(german) == len(german.strip())), (context, english)


def test_german_addresses_nobody_by_sie_and_keeps_the_verdicts() -> None:
    for (context, english), german in texts_of(GERMAN).items():
        if german is None:
            continue
        assert not re.search(r"\b(Sie|Ihr|Ihre|Ihren|Ihrem|du|dein|deine)\b", german), (context, german)
        for word, said in (("NOT OK", "NICHT OK"), ("NO RESULT", "KEIN ERGEBNIS"), ("NOT INSPECTED", "NICHT GEPRÜFT")):
            assert (word in english) == (said in german), (context, english, german)


def test_the_german_guide_addresses_nobody_by_sie() -> None:
    guide = resource("guide") / "de.md"
    assert not re.findall(r"\b(?:Sie|Ihr|Ihre|Ihren|Ihrem|du|dein|deine)\b", guide.read_text(encoding="utf-8"))


class Calls(ast.NodeVisitor):
    """The calls that name a text, and those in which lupdate could not find one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.found: set[str] = set()
        self.unfit: list[str] = []
        self._in_string = 0

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._in_string += 1
        self.generic_visit(node)
        self._in_string -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "tr":
            own = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "self"
            self._take(node, node.args[0], fits=own and len(node.args) == 1)
        elif name == "translate" and len(node.args) == 2:
            literal = isinstance(node.args[0], ast.Constant)
            if isinstance(node.args[1], ast.Constant):
                self._take(node, node.args[1], fits=literal)
            elif isinstance(node.args[1], ast.IfExp | ast.BinOp | ast.JoinedStr):
                self._unfit(node)
        elif name == "QT_TRANSLATE_NOOP":
            self._take(node, node.args[1], fits=isinstance(node.args[0], ast.Constant))
        self.generic_visit(node)

    def _take(self, node: ast.Call, text: ast.expr, *, fits: bool) -> None:
        if fits and not self._in_string and isinstance(text, ast.Constant) and isinstance(text.value, str):
            self.found.add(text.value)
        else:
            self._unfit(node)

    def _unfit(self, node: ast.Call) -> None:
        self.unfit.append(f"{self.file.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)[:100]}")


def calls() -> Iterator[Calls]:
    for file in SOURCES:
        made = Calls(file)
        made.visit(ast.parse(file.read_text(encoding="utf-8")))
        yield made


def test_every_call_is_of_a_form_that_lupdate_finds(collected: Texts) -> None:
    texts = {text for _, text in collected}
    for made in calls():
        assert made.unfit == []
        assert made.found <= texts, f"{made.file.name}: {made.found - texts}"


def test_every_context_of_tr_is_a_class(collected: Texts) -> None:
    assert [context for context, _ in collected if not context.isidentifier()] == []


def test_the_language_is_switched_while_the_window_runs(window: Window, qtbot: QtBot) -> None:
    assert (resource("i18n") / "station_de.qm").exists(), "uv sync compiles it"
    field = QDoubleSpinBox(window, value=0.5)
    window.context.settings.change("appearance", language="de")
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text() == "&Datei")
    assert field.text() == "0,50"
    assert window.context.actions["project.open"].text() == "Projekt öffnen..."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert native("Ctrl+Return") == "Strg+Eingabe"
    assert QLocale().decimalPoint() == ","
    window.context.settings.change("appearance", language="en")
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text() == "&File")
    assert QLocale().decimalPoint() == "."


def test_qt_speaks_german_too() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert (folder / "qtbase_de.qm").exists()


def test_without_its_file_the_window_stays_english_and_the_log_says_so(
    window: Window,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: Heard,
) -> None:
    monkeypatch.setattr(languages, "resource", lambda name: tmp_path / name)
    assert languages.apply_language(qapp, "de") == "de"
    assert "station_de.qm could not be loaded" in logged.text
    assert window.menuBar().actions()[0].text() == "&File"
    languages.apply_language(qapp, "en")
