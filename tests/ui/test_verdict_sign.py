"""The sign is never green longer than its verdict is fresh, and says what it says by colour, word and shape."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station.core.verdict import Verdict
from station.ui.sign_words import SMALLEST_FONT_PX, bold, lay_out_name
from station.ui.theme import DARK, LIGHT, Theme, apply_theme
from station.ui.verdict_sign import VerdictSign


@pytest.fixture
def sign(qtbot: QtBot, qapp: QApplication) -> Iterator[VerdictSign]:
    apply_theme(qapp, "light")
    parent = QWidget()
    qtbot.addWidget(parent)
    made = VerdictSign(parent)
    made.resize(400, 200)
    parent.resize(400, 200)
    parent.show()
    yield made
    parent.hide()


def ground(sign: VerdictSign) -> str:
    """The colour near its left edge, in the middle."""
    return sign.grab().toImage().pixelColor(4, sign.height() // 2).name()


def test_it_begins_and_ends_with_no_result(sign: VerdictSign, qtbot: QtBot) -> None:
    assert sign.verdict is Verdict.NO_RESULT
    sign.show_verdict(Verdict.OK, fresh_s=0.05)
    assert sign.verdict is Verdict.OK
    qtbot.waitUntil(lambda: sign.verdict is Verdict.NO_RESULT)
    assert sign.reason == "no fresh result"
    assert ground(sign) == LIGHT.no_result


def test_a_verdict_without_time_left_is_never_shown(sign: VerdictSign) -> None:
    for verdict in (Verdict.OK, Verdict.NOT_OK):
        sign.show_verdict(verdict, fresh_s=0.0)
        assert sign.verdict is Verdict.NO_RESULT


def test_a_newer_verdict_takes_the_place_of_an_older_ones_clock(sign: VerdictSign, qtbot: QtBot) -> None:
    sign.show_verdict(Verdict.OK, fresh_s=0.03)
    sign.show_verdict(Verdict.NOT_OK, fresh_s=60.0)
    later = QTimer(sign, singleShot=True, interval=60)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert sign.verdict is Verdict.NOT_OK


@pytest.mark.parametrize(("wish", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_each_verdict_has_its_ground_its_word_and_its_shape(
    sign: VerdictSign, qapp: QApplication, wish: str, theme: Theme
) -> None:
    apply_theme(qapp, wish)  # type: ignore[arg-type]
    shapes = set()
    for verdict, colour in (
        (Verdict.OK, theme.ok),
        (Verdict.NOT_OK, theme.not_ok),
        (Verdict.NO_RESULT, theme.no_result),
    ):
        sign.show_verdict(verdict, fresh_s=60.0)
        assert ground(sign) == colour
        assert sign.accessibleName() == verdict.value
        picture = sign.grab().toImage()
        white = QColor(theme.on_strong)
        shapes.add(
            tuple(
                picture.pixelColor(x, y) == white
                for y in range(0, picture.height(), 4)
                for x in range(0, picture.width(), 4)
            )
        )
    assert len(shapes) == 3
    apply_theme(qapp, "light")


def test_an_alarm_frames_a_green_sign_but_leaves_its_ground(sign: VerdictSign) -> None:
    sign.show_verdict(Verdict.OK, fresh_s=60.0)
    assert ground(sign) == LIGHT.ok
    sign.show_alarm(stands=True)
    assert ground(sign) == LIGHT.not_ok
    inside = sign.grab().toImage()
    assert inside.pixelColor(24, sign.height() // 2).name() == LIGHT.ok
    sign.show_alarm(stands=False)
    assert ground(sign) == LIGHT.ok


def test_a_class_is_named_in_large_letters_beside_its_colour_and_no_longer_than_it_is_fresh(
    sign: VerdictSign, qtbot: QtBot
) -> None:
    sign.show_verdict(Verdict.NAMED, fresh_s=60.0, name="Tomate", colour=(0, 0, 255))
    assert sign.accessibleName() == "Tomate"
    assert ground(sign) == "#ff0000", "the stripe"
    shown = sign.grab().toImage()
    assert shown.pixelColor(40, 6).name() == LIGHT.named
    white = [x for x in range(40, sign.width()) if shown.pixelColor(x, sign.height() // 2).name() == "#ffffff"]
    assert max(white) - min(white) > 0.7 * sign.width(), "as large as there is room"
    sign.show_verdict(Verdict.NAMED, fresh_s=0.03, name="Apfel", colour=(0, 255, 0))
    qtbot.waitUntil(lambda: sign.verdict is Verdict.NO_RESULT)
    assert sign.name == ""
    assert ground(sign) == LIGHT.no_result


def test_a_verdict_that_names_nothing_is_none(sign: VerdictSign) -> None:
    sign.show_verdict(Verdict.NAMED, fresh_s=60.0)
    assert sign.verdict is Verdict.NO_RESULT
    sign.show_verdict(Verdict.NAMED, fresh_s=0.0, name="Apfel")
    assert sign.verdict is Verdict.NO_RESULT


def test_beneath_a_verdict_stands_the_class_without_its_colour(sign: VerdictSign) -> None:
    sign.show_verdict(Verdict.NOT_OK, fresh_s=60.0, name="Apfel", colour=(0, 255, 0))
    assert sign.accessibleName() == "NOT OK: Apfel"
    assert ground(sign) == LIGHT.not_ok, "green beside NOT OK would say two things"
    with_name = sign.grab().toImage()
    sign.show_verdict(Verdict.NOT_OK, fresh_s=60.0)
    assert with_name != sign.grab().toImage()


def test_an_alarm_that_stands_frames_a_name_too(sign: VerdictSign) -> None:
    sign.show_verdict(Verdict.NAMED, fresh_s=60.0, name="Apfel", colour=(0, 255, 0))
    sign.show_alarm(stands=True)
    assert ground(sign) == LIGHT.not_ok
    assert sign.grab().toImage().pixelColor(24, sign.height() // 2).name() == "#00ff00"


@pytest.mark.parametrize(
    "name",
    [
        "Ei",
        "Granny Smith",
        "Apple_Red_Delicious_1",
        "x" * 64,
        "Granny Smith vom Bodensee, unbehandelt - Klasse 1",
        "_",
        "- -",
    ],
)
def test_a_name_of_any_length_fits_its_room(qapp: QApplication, name: str) -> None:
    for width, height in ((400, 200), (200, 60), (900, 500)):
        room = QRectF(0, 0, width, height)
        made = lay_out_name(name, font=qapp.font(), room=room, largest=320)
        metrics = QFontMetricsF(bold(qapp.font(), made.size))
        assert max(metrics.horizontalAdvance(line) for line in made.lines) <= width
        assert made.size >= SMALLEST_FONT_PX
        assert len(made.lines) * made.size <= height
        whole = "".join(made.lines).replace(" ", "")
        assert "…" in whole or whole == name.replace(" ", "")
