"""The timeline of a clip: one lane an attribute, marks for what is saved, not saved and doubted, and where one is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.attributes import AttributeSet, Colour
from station.core.suggestion import Suggestion
from station.ui.painted import Painted
from station.ui.theme import GAP, GRID, MARGIN, theme

LANE = 4 * GRID
"""Height of a lane; a true value fills it, a false one is a low line at its foot."""
LOW = 3
"""What a run says of a frame without a label fills half of it, paler."""
MARKS = 3 * GRID
NAMES = 23 * GRID
"""Width of the lanes' names, at most."""

_NONE, _FALSE, _TRUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class TimelineContent:
    """What the timeline shows of a clip of `count` frames; frames by number."""

    attributes: AttributeSet
    count: int
    labels: Mapping[int, tuple[bool, ...]] = field(default_factory=dict)
    drafts: Mapping[int, tuple[bool, ...]] = field(default_factory=dict)
    suggestion: Suggestion | None = None


class Timeline(Painted):
    """Draws a clip's labels; a click or a drag goes to that frame."""

    asked = Signal(int)
    """(frame number)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a clip."""
        super().__init__(parent)
        self._content: TimelineContent | None = None
        self._position = 0
        self._marked: int | None = None
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint8] | None = None
        self._width = 0
        """Of the names."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        lanes = len(self._content.attributes) if self._content else 4
        return QSize(320, lanes * (LANE + GRID) + 2 * MARKS + 2 * GAP)

    def show_content(self, content: TimelineContent | None) -> None:
        """Show another clip, or other labels of it."""
        if content is self._content:
            return
        before = self.sizeHint()
        self._content, self._image = content, None
        self._measure()
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def recolour(self, attributes: AttributeSet) -> None:
        """Show the same clip with its attributes in these colours."""
        if self._content is not None:
            self.show_content(replace(self._content, attributes=attributes))

    def show_position(self, number: int, *, marked: int | None) -> None:
        """Show where one is, and where a range began."""
        if (number, marked) != (self._position, self._marked):
            self._position, self._marked = number, marked
            self.update()

    def lane(self, index: int) -> QRectF:
        """The place of a lane."""
        return QRectF(self.track().left(), GAP + MARKS + index * (LANE + GRID), self.track().width(), LANE)

    def track(self) -> QRectF:
        """The place of all frames, left to right."""
        left = GAP + self._width + GAP
        return QRectF(left, GAP, max(1, self.width() - left - MARGIN), self.height() - 2 * GAP)

    def x_of(self, number: int) -> float:
        """The middle of a frame."""
        count = self._content.count if self._content else 1
        return self.track().left() + (number + 0.5) * self.track().width() / max(1, count)

    def number_at(self, x: float) -> int:
        """The frame under a point."""
        count = self._content.count if self._content else 1
        return min(max(0, int((x - self.track().left()) * count / self.track().width())), count - 1)

    def paint(self, painter: QPainter) -> None:
        """Draw the lanes, which are kept, and over them what moves."""
        painter.fillRect(self.rect(), QColor(theme().canvas))
        if self._content is None:
            return
        if self._image is None:
            self._draw_lanes(self._content)
        assert self._image is not None
        painter.drawImage(QPointF(0, self.track().top()), self._image)
        self._paint_range(painter)
        self._paint_position(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the lanes anew."""
        self._image = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._image = None
            self._measure()
        super().changeEvent(event)

    def _ask(self, point: QPointF) -> None:
        if self._content is not None:
            self.asked.emit(self.number_at(point.x()))

    def _measure(self) -> None:
        names = self._content.attributes.names if self._content else ("",)
        metrics = QFontMetrics(self.font())
        self._width = min(NAMES, max(metrics.horizontalAdvance(name) for name in names))

    def _draw_lanes(self, content: TimelineContent) -> None:
        """Paint every pixel column from the frames that it stands for, once; drawn at the screen's own pixels."""
        scale = self.devicePixelRatioF()
        track = self.track()
        width, height = max(1, round(track.width() * scale)), max(1, round(track.height() * scale))
        left = round(track.left() * scale)
        whole = self._pixels = np.zeros((height, left + width, 4), np.uint8)
        pixels = whole[:, left:]
        values = _values_by_column(content, width=width)
        said = _suggested_by_column(content, width=width)

        def fill(top: float, depth: float, columns: NDArray[np.bool_], colour: Colour, strength: float = 1.0) -> None:
            rows = slice(round((top - track.top()) * scale), round((top + depth - track.top()) * scale))
            ink = [round(part * strength) for part in colour]
            pixels[rows, columns] = (*ink, round(255 * strength))

        everywhere = np.ones(width, bool)
        for at, attribute in enumerate(content.attributes):
            top = self.lane(at).top()
            fill(top, LANE, everywhere, (255, 255, 255), 0.12)
            fill(top + LANE - LOW, LOW, values[at] == _FALSE, attribute.colour)
            fill(top, LANE, values[at] == _TRUE, attribute.colour)
            if said is not None:
                fill(top + LANE / 2, LANE / 2 - 1, said[at] & (values[at] == _NONE), attribute.colour, 0.55)
        foot = self.lane(len(content.attributes)).top()
        fill(foot, LOW, _columns(content.labels, content, width=width), _bgr("#7fd79a"))
        drafts = _columns(content.drafts, content, width=width, least=round(3 * scale))
        fill(track.top() + GRID, MARKS - GAP, drafts, _bgr("#f4b860"))
        if content.suggestion is not None:
            numbers = content.suggestion.disagreements(content.labels)
            differing = _columns(numbers, content, width=width, least=round(2 * scale))
            fill(foot + GRID + 1, MARKS - GAP, differing, _bgr("#ff7a70"))
        kind = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(whole.data, left + width, height, 4 * (left + width), kind)
        self._image.setDevicePixelRatio(scale)
        with QPainter(self._image) as painter:
            painter.setFont(self.font())
            painter.translate(0, -track.top())
            self._paint_names(painter, content)

    def _paint_names(self, painter: QPainter, content: TimelineContent) -> None:
        painter.setPen(QColor("#c3ccd6"))
        metrics = QFontMetrics(self.font())
        for at, name in enumerate(content.attributes.names):
            lane = self.lane(at)
            place = QRectF(GAP, lane.top() - GRID, self._width, LANE + 2 * GRID)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(place.width()) + 1)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_range(self, painter: QPainter) -> None:
        if self._marked is None or self._content is None:
            return
        first, last = sorted((self._marked, self._position))
        half = self.track().width() / self._content.count / 2
        place = QRectF(self.track())
        place.setLeft(self.x_of(first) - half)
        place.setRight(self.x_of(last) + half)
        colour = QColor(theme().accent)
        painter.setPen(QPen(colour, 1))
        colour.setAlphaF(0.28)
        painter.fillRect(place, colour)
        painter.drawRect(place)

    def _paint_position(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, track = self.x_of(self._position), self.track()
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawLine(QPointF(x, track.top()), QPointF(x, track.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ffffff"))
        painter.drawPolygon(
            [
                QPointF(x - GRID - 1, track.top() - GRID),
                QPointF(x + GRID + 1, track.top() - GRID),
                QPointF(x, track.top() + GRID),
            ]
        )


def _edges(count: int, *, width: int) -> NDArray[np.intp]:
    """Per pixel column, the first frame that it stands for."""
    return np.minimum(np.arange(width) * count // width, count - 1)


def _values_by_column(content: TimelineContent, *, width: int) -> NDArray[np.uint8]:
    """Per attribute and pixel column: nothing, false, or true where any frame of the column is."""
    values = np.full((len(content.attributes), content.count), _NONE, np.uint8)
    for number, label in content.labels.items():
        if number < content.count:
            values[:, number] = [_TRUE if value else _FALSE for value in label]
    edges = _edges(content.count, width=width)
    if width >= content.count:
        return values[:, edges]
    return np.maximum.reduceat(values, edges, axis=1)


def _suggested_by_column(content: TimelineContent, *, width: int) -> NDArray[np.bool_] | None:
    """Per attribute and pixel column, whether the run says true of the frame in it; None where no run was asked."""
    if content.suggestion is None or len(content.suggestion.probabilities) != content.count:
        return None
    said = (content.suggestion.probabilities >= np.array(content.suggestion.thresholds, np.float32)).T
    edges = _edges(content.count, width=width)
    found: NDArray[np.bool_] = said[:, edges]
    return found if width >= content.count else np.logical_or.reduceat(said, edges, axis=1)


def _columns(
    numbers: Mapping[int, object] | frozenset[int], content: TimelineContent, *, width: int, least: int = 1
) -> NDArray[np.bool_]:
    """The pixel columns of these frames, each at least so many wide."""
    found = np.zeros(width, bool)
    for number in numbers:
        if number < content.count:
            first = number * width // content.count
            last = max(first + least, (number + 1) * width // content.count)
            found[first:last] = True
    return found


def _bgr(text: str) -> Colour:
    colour = QColor(text)
    return colour.blue(), colour.green(), colour.red()
