"""The bars show each probability against its threshold and unsure band; mouse and keys move both."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station.core.attributes import SEAM
from station.core.verdict import Rule
from station.ui.attribute_bars import AttributeBars
from station.ui.theme import apply_theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bars(qtbot: QtBot, qapp: QApplication) -> Iterator[AttributeBars]:
    apply_theme(qapp, "light")
    parent = QWidget()
    qtbot.addWidget(parent)
    made = AttributeBars(parent)
    made.show_attributes(SEAM)
    made.show_rule(Rule({"error": 0.4}, band=0.2))
    made.resize(400, made.sizeHint().height())
    parent.resize(made.size())
    parent.show()
    made.setFocus()
    yield made
    parent.hide()


def drag(qtbot: QtBot, bars: AttributeBars, start: QPointF, end: QPointF) -> None:
    qtbot.mousePress(bars, LEFT, pos=start.toPoint())
    qtbot.mouseMove(bars, end.toPoint())
    qtbot.mouseRelease(bars, LEFT, pos=end.toPoint())


def test_a_threshold_is_dragged_with_the_mouse(bars: AttributeBars, qtbot: QtBot) -> None:
    moved: list[tuple[str, float]] = []
    bars.threshold_moved.connect(lambda name, value: moved.append((name, value)))
    start = bars.place_of("error", "threshold")
    bar = (bars.place_of("good", "threshold").x() - 8) / 0.5  # the bar's length: good stands at a half
    drag(qtbot, bars, start, start + QPointF(0.3 * bar, 0))
    assert moved[-1][0] == "error"
    assert moved[-1][1] == pytest.approx(0.7, abs=0.02)


def test_an_edge_of_the_band_is_dragged_and_let_go_once(bars: AttributeBars, qtbot: QtBot) -> None:
    moved: list[float] = []
    left: list[float] = []
    bars.band_moved.connect(lambda band: (moved.append(band), bars.show_rule(Rule({"error": 0.4}, band=band))))
    bars.band_left.connect(left.append)
    start = bars.place_of("error", "low")
    drag(qtbot, bars, start, start - QPointF(40, 0))
    assert moved[-1] > 0.2
    assert left == [moved[-1]]


def test_a_click_beside_all_marks_moves_nothing(bars: AttributeBars, qtbot: QtBot) -> None:
    moved: list[str] = []
    bars.threshold_moved.connect(lambda name, value: moved.append(name))
    qtbot.mouseClick(bars, LEFT, pos=QPoint(bars.width() - 12, bars.place_of("break", "threshold").toPoint().y()))
    assert moved == []


def test_arrow_keys_move_thresholds_and_the_band(bars: AttributeBars, qtbot: QtBot) -> None:
    moved: list[tuple[str, float]] = []
    bands: list[float] = []
    bars.threshold_moved.connect(lambda name, value: moved.append((name, value)))
    bars.band_left.connect(bands.append)
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert moved == [("good", 0.51), ("error", 0.35)]
    assert bands == [0.25]


def test_thresholds_stay_where_both_sides_keep_something(bars: AttributeBars, qtbot: QtBot) -> None:
    moved: list[float] = []
    bars.threshold_moved.connect(lambda name, value: moved.append(value))
    drag(qtbot, bars, bars.place_of("good", "threshold"), QPointF(-50, bars.place_of("good", "threshold").y()))
    assert moved[-1] == 0.01


def test_a_bar_is_filled_up_to_its_probability_and_not_without_one(bars: AttributeBars) -> None:
    empty = bars.grab().toImage()
    bars.show_answer({"break": 0.9, "error": float("nan")}, shown=("break",))
    filled = bars.grab().toImage()
    edge, row = bars.place_of("break", "threshold"), bars.place_of("error", "threshold")
    at = QPoint(int(edge.x() * 1.5), int(edge.y()))
    assert filled.pixelColor(at) != empty.pixelColor(at)
    assert filled.pixelColor(at).green() > filled.pixelColor(at).red()
    assert filled.pixelColor(20, int(row.y())) == empty.pixelColor(20, int(row.y()))
    assert bars.accessibleDescription().startswith("good: no value")
