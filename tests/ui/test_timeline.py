"""The timeline, by the colours of its pixels."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.core.attributes import SEAM
from station.core.palette import in_palette
from station.core.suggestion import Suggestion
from station.ui.lanes import TimelineContent
from station.ui.theme import GAP, theme
from station.ui.timeline import LANE, Timeline

GOOD = (True, False, False, False)
BREAK = (False, False, True, True)
WHITE, BLUE, GREEN, RED = ("#ffffff", "#0000ff", "#00ff00", "#ff0000")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def timeline(parent: QWidget) -> Timeline:
    made = Timeline(parent)
    made.show_content(TimelineContent(SEAM, 10, {2: GOOD, 3: GOOD, 7: BREAK}))
    made.resize(600, made.sizeHint().height())
    parent.resize(made.size())
    parent.show()
    return made


def picture(timeline: Timeline) -> QImage:
    return timeline.grab().toImage()


def colour(timeline: Timeline, number: int, lane: int, *, low: bool = False) -> str:
    place = timeline.lane(lane)
    y = place.bottom() - 2 if low else place.top() + 3
    return picture(timeline).pixelColor(round(timeline.x_of(number)), round(y)).name()


def test_a_true_value_fills_its_lane_in_its_colour_and_a_false_one_is_a_low_line(timeline: Timeline) -> None:
    timeline.show_position(9, marked=None)
    empty = colour(timeline, 5, 0)
    assert colour(timeline, 2, 0) == colour(timeline, 2, 0, low=True) == WHITE
    assert (colour(timeline, 2, 1), colour(timeline, 2, 1, low=True)) == (empty, BLUE)
    assert (colour(timeline, 7, 2), colour(timeline, 7, 3)) == (GREEN, RED)
    assert (colour(timeline, 7, 0), colour(timeline, 7, 0, low=True)) == (empty, WHITE)
    assert colour(timeline, 5, 2) == colour(timeline, 5, 2, low=True) == empty
    assert empty not in (WHITE, BLUE, GREEN, RED, theme().canvas)


def test_each_frame_has_its_share_of_the_width(timeline: Timeline) -> None:
    timeline.show_position(9, marked=None)
    shown, place = picture(timeline), timeline.lane(0)
    y = round(place.top()) + 3
    white = [x for x in range(shown.width()) if shown.pixelColor(x, y).name() == WHITE and x < timeline.x_of(8)]
    share = timeline.track().width() / 10
    white = [x for x in white if x >= place.left()]
    assert len(white) == pytest.approx(2 * share, abs=2)
    assert white[0] == pytest.approx(place.left() + 2 * share, abs=1.5)


def test_saved_unsaved_and_doubted_frames_are_marked(timeline: Timeline) -> None:
    said = np.full((10, 4), 0.1, np.float32)
    suggestion = Suggestion("demo", said, (0.5,) * 4)
    content = TimelineContent(SEAM, 10, {2: GOOD, 3: (False,) * 4}, {5: GOOD}, suggestion)
    timeline.show_content(content)
    timeline.show_position(9, marked=None)
    shown, foot, top = picture(timeline), timeline.lane(4).top(), timeline.track().top()

    def at(number: int, y: float) -> str:
        return shown.pixelColor(round(timeline.x_of(number)), round(y)).name()

    ground = at(0, top + 5)
    assert at(5, top + 5) == "#f4b860"
    assert at(2, top + 5) == ground
    assert (at(2, foot + 1), at(3, foot + 1), at(5, foot + 1)) == ("#7fd79a", "#7fd79a", ground)
    assert (at(2, foot + 7), at(3, foot + 7)) == ("#ff7a70", ground)


def test_what_a_run_says_is_seen_where_there_is_no_label(timeline: Timeline) -> None:
    said = np.zeros((10, 4), np.float32)
    said[4:6, 1] = 0.9
    content = TimelineContent(SEAM, 10, {4: GOOD}, {}, Suggestion("demo", said, (0.5,) * 4))
    timeline.show_content(content)
    timeline.show_position(9, marked=None)
    place, shown = timeline.lane(1), picture(timeline)
    low = QColor(shown.pixelColor(round(timeline.x_of(5)), round(place.bottom()) - 4))
    assert low.blue() > 120 > low.red()
    assert colour(timeline, 5, 1) == colour(timeline, 6, 1)  # its upper half is empty
    assert QColor(shown.pixelColor(round(timeline.x_of(4)), round(place.bottom()) - 5)).blue() < 120


def test_the_position_is_a_white_line_and_a_range_is_tinted(timeline: Timeline) -> None:
    timeline.show_position(6, marked=4)
    assert colour(timeline, 6, 1) == WHITE
    inside, outside = QColor(colour(timeline, 5, 1)), QColor(colour(timeline, 1, 1))
    assert inside.blue() > outside.blue() + 15
    timeline.show_position(0, marked=None)
    assert colour(timeline, 5, 1) == colour(timeline, 1, 1)


def test_a_long_clip_shows_every_true_frame(timeline: Timeline) -> None:
    labels = dict.fromkeys(range(15_000), (False, False, False, False))
    labels[7_000] = BREAK
    timeline.show_content(TimelineContent(SEAM, 15_000, labels))
    timeline.show_position(0, marked=None)
    assert colour(timeline, 7_000, 2) == GREEN


def test_click_and_drag_ask_for_the_frame_under_the_pointer(timeline: Timeline, qtbot: QtBot) -> None:
    asked: list[int] = []
    timeline.asked.connect(asked.append)
    y = timeline.height() // 2
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(timeline.x_of(7)), y))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(0, y))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline.width() - 1, y))
    assert asked == [7, 0, 9]


def test_it_is_as_high_as_its_lanes(timeline: Timeline) -> None:
    assert timeline.lane(3).bottom() + LANE <= timeline.height() - GAP + LANE
    assert timeline.lane(0).height() == LANE


def test_another_palette_colours_the_same_labels_at_once(timeline: Timeline) -> None:
    timeline.show_position(9, marked=None)
    assert colour(timeline, 7, 2) == GREEN
    timeline.recolour(in_palette(SEAM, "safe"))
    blue, green, red = in_palette(SEAM, "safe")["break"].colour
    assert colour(timeline, 7, 2) == QColor(red, green, blue).name() != GREEN
