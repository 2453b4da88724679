"""The sentences of the rooms below the window in German: collected from their source, recognised by their templates."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from station.core import storage
from station.core.errors import StationError
from station.core.project import open_project
from station.core.tables import read_table
from station.ui import error_texts
from station.ui.error_texts import said
from station.ui.error_words import ERROR_WORDS
from station.ui.failures import tell_failure
from station.ui.languages import apply_language
from station.ui.window import Window
from tests.ui.test_languages import script  # noqa: F401  (a fixture)


@pytest.fixture
def german(window: Window) -> Iterator[Window]:
    window.context.settings.change("appearance", language="de")
    yield window
    window.context.settings.change("appearance", language="en")


def test_the_collected_sentences_are_those_of_the_source(script: ModuleType) -> None:  # noqa: F811
    assert sorted(ERROR_WORDS) == script.sentences(), "uv run python .ci/update_translations.py"
    assert len(ERROR_WORDS) > 100


def test_in_english_nothing_is_touched(window: Window) -> None:
    assert said(StationError("the clip a.mp4 does not exist")) == "the clip a.mp4 does not exist"
    assert said(KeyError()) == "KeyError"


def test_a_sentence_is_said_in_german_with_its_parts(german: Window) -> None:
    assert said(StationError("the clip a (b): c.mp4 does not exist")) == "Der Clip a (b): c.mp4 existiert nicht"
    assert said("a (b) could not become c (x (y))") == "a (b) konnte nicht zu c werden (x (y))"


def test_the_reason_in_brackets_is_said_in_german_too(german: Window, tmp_path: Path) -> None:
    with pytest.raises(StationError) as told:
        storage.read_bytes(tmp_path / "fehlt.json")
    assert (
        said(told.value) == f"{tmp_path / 'fehlt.json'} konnte nicht gelesen werden (Datei oder Ordner nicht vorhanden)"
    )


def test_a_refused_table_names_file_line_and_reason(german: Window, tmp_path: Path) -> None:
    file = tmp_path / "a_data.csv"
    file.write_text(",name,good\n0,a_0.png,maybe\n", encoding="utf-8")
    with pytest.raises(StationError) as told:
        read_table(file)
    assert said(told.value) == f"{file}, Zeile 2: True oder False in der Spalte good erwartet, 'maybe' gefunden"


def test_a_folder_that_is_no_project_is_refused_in_german(german: Window, tmp_path: Path) -> None:
    with pytest.raises(StationError) as told:
        open_project(tmp_path / "fehlt")
    tell_failure(german.context.notices, "Öffnen", told.value)
    assert german.context.notices.all[-1].text == f"Öffnen: Das Projekt {tmp_path / 'fehlt'} existiert nicht"


def test_every_template_recognises_its_own_sentence(german: Window) -> None:
    """None is hidden behind one that fits more; what the parts say does not matter."""
    for template in ERROR_WORDS:
        parts = [f"<{number}>" for number in range(10)]
        english = template.format(*parts)
        first = next(found for pattern, found in error_texts._patterns() if pattern.fullmatch(english))
        assert first == template, english
        for part in parts[: template.count("{")]:
            assert part in said(english), english


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("fast in float32 on 3000 pictures, 256x192, from random weights", ["from random weights"]),
        ("fast in float32 on 9 pictures, 256x192, from the state of a", ["from the state of {0}"]),
        (
            "fast in bfloat16 on 9 pictures, 256x192, from the weights of a, trained on 5 pictures",
            ["from the weights of {0}, trained on {1} pictures"],
        ),
        ("skipped: /p/a.png is damaged or no picture", []),
        (
            "no picture of a in the train subset, so the network can't learn it; `station split x` divides anew",
            ["{0}; {1} divides anew"],
        ),
        ("all epochs done; kept epoch 3 of 5, validation loss 0.123", ["all epochs done"]),
        (
            "no better validation loss for 5 epochs; kept epoch 3 of 8, validation loss 0.123",
            ["no better validation loss for {0} epochs"],
        ),
    ],
)
def test_what_a_training_notes_is_known_with_its_parts(note: str, parts: list[str]) -> None:
    template, groups = _recognised(note)
    assert template
    assert [_recognised(group)[0] for group in groups if " " in group and not group.startswith("/")] == parts


def _recognised(text: str) -> tuple[str, tuple[str, ...]]:
    found = (
        (template, match.groups())
        for pattern, template in error_texts._patterns()
        if (match := pattern.fullmatch(text))
    )
    return next(found, ("", ()))


def test_another_language_says_at_once_what_was_said_before(window: Window, qapp: QApplication) -> None:
    assert said("the source gave not one frame") == "the source gave not one frame"
    for wish, text in (("de", "Die Quelle lieferte kein einziges Bild"), ("en", "the source gave not one frame")):
        window.context.settings.change("appearance", language=wish)
        assert said("the source gave not one frame") == text


def test_what_no_template_fits_stays_english(german: Window) -> None:
    assert said("ein Satz aus einer anderen Welt") == "ein Satz aus einer anderen Welt"


def test_a_long_hostile_sentence_is_judged_at_once(german: Window) -> None:
    text = "(" * 3000 + " could not be read " * 300 + ")" * 3000
    assert len(said(text)) >= 3000


def test_the_language_of_errors_follows_the_window(window: Window, qapp: QApplication) -> None:
    apply_language(qapp, "de")
    assert said("the source gave not one frame") == "Die Quelle lieferte kein einziges Bild"
    apply_language(qapp, "en")
    assert said("the source gave not one frame") == "the source gave not one frame"
