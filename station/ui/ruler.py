"""Measures the scale on the picture: two points, set by mouse or by keys, over a picture that stands still."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from station.core.ruler import distance_px
from station.ui.frame_view import FrameView
from station.ui.spoken import number
from station.ui.theme import GAP, theme

STEP_PX, FAR_PX = 1.0, 20.0


class Ruler(QObject):
    """Two points on a view's picture, in picture pixels."""

    changed = Signal()
    measured = Signal(QPointF, QPointF)
    """The second point was set: how many millimetres lie between them?"""

    def __init__(self, view: FrameView) -> None:
        """Measure on this view; `begin` starts."""
        super().__init__(view)
        self._view = view
        self._cursor: QPointF | None = None
        self.points: list[QPointF] = []
        view.hovered.connect(self._hover)
        view.clicked.connect(self._click)
        view.drawings.append(self._draw)

    @property
    def is_active(self) -> bool:
        """Whether somebody measures."""
        return self._cursor is not None

    def begin(self) -> None:
        """Put the cross into the middle of the picture."""
        frame = self._view.frame
        if frame is not None:
            self.points = []
            self._cursor = QPointF(frame.picture.shape[1] / 2, frame.picture.shape[0] / 2)
            self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._view.setFocus()
            self._changed()

    def end(self) -> None:
        """Measure no more."""
        if self._cursor is not None:
            self._cursor, self.points = None, []
            self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._changed()

    def move(self, across: float, down: float) -> None:
        """Move the cross by so many pixels of the picture, no further than its edge."""
        frame = self._view.frame
        if self._cursor is not None and frame is not None:
            height, width = frame.picture.shape[:2]
            x = min(width - 1.0, max(0.0, self._cursor.x() + across))
            y = min(height - 1.0, max(0.0, self._cursor.y() + down))
            self._cursor = QPointF(x, y)
            self._view.update()

    def set_point(self) -> None:
        """Set a point where the cross is."""
        if self._cursor is None or len(self.points) == 2:
            return
        self.points.append(self._cursor)
        self._changed()
        if len(self.points) == 2:
            self.measured.emit(*self.points)

    def _hover(self, point: QPointF) -> None:
        if self._cursor is not None and len(self.points) < 2:
            self._cursor = point
            self.move(0, 0)

    def _click(self, point: QPointF) -> None:
        self._hover(point)
        self.set_point()

    def _changed(self) -> None:
        self._view.update()
        self.changed.emit()

    def _draw(self, painter: QPainter, place: QRectF, zoom: float) -> None:
        if self._cursor is None:
            return
        ends = [*self.points, self._cursor][:2]
        at = [place.topLeft() + point * zoom for point in ends]
        for width, colour in ((4.0, "#000000"), (2.0, theme().on_strong)):
            painter.setPen(QPen(QColor(colour), width))
            for point in at:
                _cross(painter, point)
            if len(at) == 2:
                painter.drawLine(at[0], at[1])
        if len(at) == 2:
            length = distance_px((ends[0].x(), ends[0].y()), (ends[1].x(), ends[1].y()))
            told = self.tr("{px} px").format(px=number(length, 1))
            label(painter, (at[0] + at[1]) / 2 + QPointF(GAP, -GAP), told)


def label(painter: QPainter, at: QPointF, text: str) -> None:
    """Write on a picture, readable on any ground; `at` is the left end of the line."""
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    box = QRectF(painter.fontMetrics().boundingRect(text)).translated(at)
    painter.fillRect(box.adjusted(-GAP / 2, -GAP / 4, GAP / 2, GAP / 4), QColor(0, 0, 0, 170))
    painter.setPen(QColor(theme().on_strong))
    painter.drawText(at, text)


def _cross(painter: QPainter, at: QPointF) -> None:
    for side in (QPointF(1, 0), QPointF(0, 1)):
        painter.drawLine(at - side * 14, at - side * 4)
        painter.drawLine(at + side * 4, at + side * 14)
