"""The seam below the picture: what was judged, what was not, and words that say how much."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.core.frame import Frame, Picture
from station.core.verdict import Verdict
from station.live.seam_way import SeamWay
from station.ui.seam_strip import BAR_HEIGHT, SHOWN_MM, SeamStrip
from station.ui.theme import theme

PX = 4.0
VIEW = (128, 96)


@pytest.fixture(scope="module")
def cloth() -> Picture:
    """A length of cloth that nowhere repeats itself."""
    rng = np.random.default_rng(3)
    return rng.integers(0, 256, (1600, 32, 3), dtype=np.uint8).repeat(4, axis=1)


def passed(cloth: Picture, *stretches: tuple[int, Verdict], scale: float | None = PX) -> SeamWay:
    """A seam of such pieces: so many frames of 8 pixels' way each, and what was said of them; NOT INSPECTED ones are dropped."""
    way, number = SeamWay(px_per_mm=scale), 0
    for count, verdict in stretches:
        for _ in range(count):
            if verdict is not Verdict.NOT_INSPECTED:
                frame = Frame(cloth[8 * number : 8 * number + VIEW[1]].copy(), number, number / 25)
                way.put(frame, frame.picture, verdict)
            number += 1
    return way


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[SeamStrip]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SeamStrip(parent)
    made.resize(int(SHOWN_MM), made.sizeHint().height())
    yield made
    parent.close()


def colours(strip: SeamStrip) -> list[str]:
    """The bar's colours from left to right, each once."""
    image = strip.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = image.width() / strip.width()
    row = strip.height() - (strip.sizeHint().height() - BAR_HEIGHT) // 2 - BAR_HEIGHT // 2
    seen: list[str] = []
    for x in range(strip.width()):
        name = QColor(image.pixel(int(x * ratio), int(row * ratio))).name()
        if not seen or seen[-1] != name:
            seen.append(name)
    return seen


def test_what_was_judged_is_drawn_in_its_order_and_said(strip: SeamStrip, cloth: Picture) -> None:
    strip.show_way(passed(cloth, (40, Verdict.OK), (5, Verdict.NOT_OK), (60, Verdict.OK)))
    now = theme()
    assert colours(strip) == [now.hover, now.ok, now.not_ok, now.ok]
    assert not strip.is_warning
    assert "judged: 100.0 %" in strip.text
    assert "50 mm/s" in strip.text


def test_what_nobody_judged_is_hatched_and_warned_of(strip: SeamStrip, cloth: Picture) -> None:
    strip.show_way(passed(cloth, (40, Verdict.OK), (30, Verdict.NOT_INSPECTED), (40, Verdict.OK)))
    assert strip.is_warning
    assert "gaps that could not be measured: 1" in strip.text
    assert colours(strip).count(theme().warning_text) > 3, "a hatch"


def test_without_a_scale_there_are_no_millimetres(strip: SeamStrip, cloth: Picture) -> None:
    strip.show_way(passed(cloth, (40, Verdict.OK), scale=None))
    assert "judged 100.0 % of what passed" in strip.text
    assert "mm/s" not in strip.text


def test_before_anything_moved_it_says_so(strip: SeamStrip, cloth: Picture) -> None:
    assert strip.text == "Seam: nothing has passed yet"
    strip.show_way(passed(cloth, (1, Verdict.OK)))
    assert "not moved yet" in strip.text
    strip.show_way(None)
    assert strip.text == "Seam: nothing has passed yet"
