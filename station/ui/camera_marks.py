"""What the camera tab draws over its picture: a scale bar, that it records, and what to do where somebody measures."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from station.core.ruler import bar_mm
from station.ui.frame_view import FrameView
from station.ui.ruler import label
from station.ui.spoken import number
from station.ui.theme import GAP, GRID, MARGIN, theme

BAR_SHARE = 0.3
"""The scale bar is at most this share of the view."""
FRAME = GRID


class Marks(QObject):
    """Scale bar and recording sign of a view."""

    def __init__(self, view: FrameView) -> None:
        """Draw on this view."""
        super().__init__(view)
        self._view = view
        self._scale: float | None = None
        self._recording = ""
        self._instruction = ""
        view.drawings.append(self._draw)

    def show_scale(self, scale: float | None) -> None:
        """Draw a bar for this scale (pixels a millimetre), or none."""
        self._scale = scale
        self._view.update()

    def show_recording(self, elapsed: str) -> None:
        """Draw the sign of a recording that has lasted so long; empty: none."""
        if elapsed != self._recording:
            self._recording = elapsed
            self._view.update()

    def show_instruction(self, text: str) -> None:
        """Say above the picture what to do on it; empty: nothing."""
        self._instruction = text
        self._view.update()

    def _draw(self, painter: QPainter, place: QRectF, zoom: float) -> None:
        painter.save()
        room = QRectF(self._view.rect())
        if self._scale is not None:
            self._draw_bar(painter, room.intersected(place), self._scale * zoom)
        if self._recording:
            self._draw_recording(painter, room)
        if self._instruction:
            self._draw_instruction(painter, room)
        painter.restore()

    def _draw_bar(self, painter: QPainter, room: QRectF, zoomed: float) -> None:
        millimetres = bar_mm(zoomed, longest_px=max(1.0, BAR_SHARE * room.width()))
        right = room.bottomRight() - QPointF(MARGIN, MARGIN)
        left = right - QPointF(millimetres * zoomed, 0)
        tick = QPointF(0, GAP)
        for width, colour in ((5.0, "#000000"), (2.0, theme().on_strong)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(left, right)
            painter.drawLine(left, left - tick)
            painter.drawLine(right, right - tick)
        told = self.tr("{length} mm").format(length=number(millimetres, 0 if millimetres >= 1 else 1))
        width = painter.fontMetrics().horizontalAdvance(told)
        label(painter, QPointF(right.x() - width - GAP, right.y() - 2 * GAP), told)

    def _draw_instruction(self, painter: QPainter, room: QRectF) -> None:
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        inside = room.adjusted(2 * MARGIN, 2 * MARGIN, -2 * MARGIN, 0)
        text = painter.boundingRect(inside, wrapped, self._instruction)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(text.adjusted(-MARGIN, -GAP, MARGIN, GAP), GRID, GRID)
        painter.setPen(QColor(theme().on_strong))
        painter.drawText(text, wrapped, self._instruction)

    def _draw_recording(self, painter: QPainter, room: QRectF) -> None:
        red = QColor(theme().not_ok)
        inside = room.adjusted(FRAME / 2, FRAME / 2, -FRAME / 2, -FRAME / 2)
        painter.setPen(QPen(red, FRAME))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawRect(inside)
        font = QFont(painter.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        told = self.tr("Recording {elapsed}").format(elapsed=self._recording)
        size = painter.fontMetrics().size(0, told)
        box = QRectF(MARGIN, MARGIN, size.width() + 5 * GAP + GRID, size.height() + GAP)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(red)
        painter.drawRoundedRect(box, GRID, GRID)
        painter.setBrush(QColor(theme().on_strong))
        painter.drawEllipse(QPointF(box.left() + 2 * GAP - GRID, box.center().y()), GRID + 1, GRID + 1)
        painter.setPen(QColor(theme().on_strong))
        at = QPointF(box.left() + 3 * GAP, box.center().y() + painter.fontMetrics().capHeight() / 2)
        painter.drawText(at, told)
