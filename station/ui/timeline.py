"""The timeline of a clip: a lane an attribute, or one of all classes; marks for what is saved, changed and doubted; where one is."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.attributes import AttributeSet, Colour
from station.ui.lanes import (
    FALSE,
    NONE,
    TRUE,
    Canvas,
    LabelGrid,
    TimelineContent,
    classes_by_column,
    columns_of,
    disagreeing,
    suggested_by_column,
    suggested_classes,
    values_by_column,
)
from station.ui.painted import Painted
from station.ui.theme import GAP, GRID, MARGIN, theme

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANE = 4 * GRID
"""Height of a lane; a true value fills it, a false one is a low line at its foot."""
CLASS_LANE = 8 * GRID
"""Height of the one lane of the classes."""
LOW = 3
"""What a run says of a frame without a label fills half of it, paler."""
MARKS = 3 * GRID
NAMES = 23 * GRID
"""Width of the lanes' names, at most."""


class Timeline(Painted):
    """Draws a clip's labels; a click or a drag goes to that frame."""

    asked = Signal(int)
    """(frame number)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a clip."""
        super().__init__(parent)
        self._content: TimelineContent | None = None
        self._grid: LabelGrid | None = None
        self._position = 0
        self._marked: int | None = None
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint8] | None = None
        self._width = 0
        """Of the names."""
        self._depth = LANE
        """Of each lane."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        lanes = self._content.lanes if self._content else 1 if self._depth > LANE else 4
        return QSize(320, lanes * (self._depth + GRID) + 2 * MARKS + 2 * GAP)

    def show_content(self, content: TimelineContent | None) -> None:
        """Show another clip, or other labels of it."""
        if content is self._content:
            return
        before = self.sizeHint()
        self._content, self._image = content, None
        if content is None or self._grid is None or not self._grid.fits(content):
            self._grid = LabelGrid(content) if content is not None else None
        else:
            self._grid.follow(content)
        if content is not None:  # without a clip it stays as high as it was
            self._depth = CLASS_LANE if content.attributes.is_classes else LANE
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
        top = GAP + MARKS + index * (self._depth + GRID)
        return QRectF(self.track().left(), top, self.track().width(), self._depth)

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
        """Follow theme and language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._image = None
            self._measure()
        super().changeEvent(event)

    def _ask(self, point: QPointF) -> None:
        if self._content is not None:
            self.asked.emit(self.number_at(point.x()))

    def _measure(self) -> None:
        metrics = QFontMetrics(self.font())
        self._width = min(NAMES, max(metrics.horizontalAdvance(name) for name in self._names()))

    def _names(self) -> tuple[str, ...]:
        """Of the lanes."""
        if self._content is None:
            return ("",)
        return (self.tr("class"),) if self._content.attributes.is_classes else self._content.attributes.names

    def _draw_lanes(self, content: TimelineContent) -> None:
        """Paint every pixel column from the frames that it stands for, once; drawn at the screen's own pixels."""
        scale = self.devicePixelRatioF()
        track = self.track()
        width, height = max(1, round(track.width() * scale)), max(1, round(track.height() * scale))
        left = round(track.left() * scale)
        whole = self._pixels = np.zeros((height, left + width, 4), np.uint8)
        canvas = Canvas(whole[:, left:], track.top(), scale)
        if content.attributes.is_classes:
            self._draw_classes(content, canvas, width=width)
        else:
            self._draw_attributes(content, canvas, width=width)
        self._draw_marks(content, canvas, width=width)
        kind = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(whole.data, left + width, height, 4 * (left + width), kind)
        self._image.setDevicePixelRatio(scale)
        with QPainter(self._image) as painter:
            painter.setFont(self.font())
            painter.translate(0, -track.top())
            self._paint_names(painter)

    def _draw_attributes(self, content: TimelineContent, canvas: Canvas, *, width: int) -> None:
        values = values_by_column(self._labels(), width=width)
        said = suggested_by_column(content, width=width)
        for at, attribute in enumerate(content.attributes):
            top = self.lane(at).top()
            canvas.fill(top, LANE, np.ones(width, bool), (255, 255, 255), 0.12)
            canvas.fill(top + LANE - LOW, LOW, values[at] == FALSE, attribute.colour)
            canvas.fill(top, LANE, values[at] == TRUE, attribute.colour)
            if said is not None:
                canvas.fill(top + LANE / 2, LANE / 2 - 1, said[at] & (values[at] == NONE), attribute.colour, 0.55)

    def _draw_classes(self, content: TimelineContent, canvas: Canvas, *, width: int) -> None:
        """One lane in the colours of the classes; what the run says stands beneath, of labelled frames too."""
        lane = self.lane(0)
        canvas.fill(lane.top(), lane.height(), np.ones(width, bool), (255, 255, 255), 0.12)
        labelled = classes_by_column(self._labels(), width=width)
        said = suggested_classes(content, width=width)
        half = lane.height() / 2
        for at, one in enumerate(content.attributes):
            if said is not None:
                canvas.fill(lane.top() + half + 1, half - 2, (said == at) & (labelled < 0), one.colour, 0.55)
            canvas.fill(lane.top(), lane.height(), labelled == at, one.colour)

    def _draw_marks(self, content: TimelineContent, canvas: Canvas, *, width: int) -> None:
        foot = self.lane(content.lanes).top()
        canvas.fill(foot, LOW, columns_of(self._labels().labelled, width=width), _bgr("#7fd79a"))
        unsaved = np.zeros(content.count, bool)
        unsaved[[number for number in content.drafts if number < content.count]] = True
        drafts = columns_of(unsaved, width=width, least=round(3 * canvas.scale))
        canvas.fill(canvas.top + GRID, MARKS - GAP, drafts, _bgr("#f4b860"))
        if content.suggestion is not None:
            numbers = disagreeing(self._labels(), content.suggestion)
            differing = columns_of(numbers, width=width, least=round(2 * canvas.scale))
            canvas.fill(foot + GRID + 1, MARKS - GAP, differing, _bgr("#ff7a70"))

    def _labels(self) -> LabelGrid:
        assert self._grid is not None
        return self._grid

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QColor("#c3ccd6"))
        metrics = QFontMetrics(self.font())
        for at, name in enumerate(self._names()):
            lane = self.lane(at)
            place = QRectF(GAP, lane.top() - GRID, self._width, lane.height() + 2 * GRID)
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


def _bgr(text: str) -> Colour:
    colour = QColor(text)
    return colour.blue(), colour.green(), colour.red()
