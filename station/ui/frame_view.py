"""Paints a frame without copying it, with an overlay, zoom to the pixel, and clicks in the picture's own coordinates."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.frame import Frame, Picture
from station.ui.painted import Painted
from station.ui.theme import theme

LARGEST_ZOOM = 40.0
STEP = 1.25
PANS = {"pan_left": (-0.2, 0.0), "pan_right": (0.2, 0.0), "pan_up": (0.0, -0.2), "pan_down": (0.0, 0.2)}
"""By which shares of the view the keys move an enlarged picture, across and down."""

Drawing = Callable[[QPainter, QRectF, float], None]
"""Draws over the picture: painter, the picture's place in the widget, widget pixels a picture pixel."""


class FrameView(Painted):
    """A frame, fitted into the widget or enlarged around a point; wheel zooms, dragging moves, a double click fits."""

    clicked = Signal(QPointF)
    """In picture pixels, where a click without dragging fell into the picture."""
    hovered = Signal(QPointF)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        """Begin without a frame."""
        super().__init__(parent)
        self.frame: Frame | None = None
        self.hint = ""
        """Said in the middle where there is no frame."""
        self.drawings: list[Drawing] = []
        self._image: QImage | None = None
        self._picture: Picture | None = None
        self._size = QSize()
        self._overlay: QImage | None = None
        self._overlay_pixels: NDArray[np.uint8] | None = None
        self._zoom: float | None = None
        self._centre = QPointF(0, 0)
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setMinimumSize(240, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """A wish only; it takes what room there is."""
        return QSize(640, 480)

    def show_frame(self, frame: Frame | None, *, picture: Picture | None = None) -> None:
        """Show a frame, or another picture of it (with heat maps blended in), uint8 BGR (h, w, 3), which is kept, not copied.

        A smaller picture of the frame is shown as large as the frame; see `fitting_size`.
        """
        self.frame = frame
        self._picture = picture if picture is not None else (frame.picture if frame is not None else None)
        self._image = None if self._picture is None else image_of(self._picture)
        whole = self._picture if frame is None else frame.picture
        self._size = QSize() if whole is None else QSize(whole.shape[1], whole.shape[0])
        self.update()

    def show_overlay(self, pixels: NDArray[np.uint8] | None) -> None:
        """Lay premultiplied BGRA pixels (rows, columns, 4) of any size over the whole picture; None takes them away."""
        self._overlay_pixels = None if pixels is None else np.ascontiguousarray(pixels)
        self._overlay = None
        if self._overlay_pixels is not None:
            height, width = self._overlay_pixels.shape[:2]
            kind = QImage.Format.Format_ARGB32_Premultiplied
            self._overlay = QImage(self._overlay_pixels.data, width, height, 4 * width, kind)
        self.update()

    @property
    def zoom(self) -> float:
        """Widget pixels a picture pixel."""
        return self._zoom or self._fitting()

    @property
    def fitting_size(self) -> tuple[int, int] | None:
        """In how many pixels of the screen (width, height) the whole frame is shown; None while it is not, or is enlarged.

        A picture of exactly that size is laid on the screen as it is, which takes an eighth of the time of shrinking one.
        """
        zoom = self._fitting() * self.devicePixelRatioF()
        if self._zoom is not None or self._image is None or zoom >= 1.0:
            return None
        return round(self._size.width() * zoom), round(self._size.height() * zoom)

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom = None
        self._changed()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge or shrink around a point of the widget (its middle where none is given)."""
        if self._image is None:
            return
        at = around or QPointF(self.rect().center())
        before = self.to_picture(at)
        wanted = min(LARGEST_ZOOM, self.zoom * factor)
        if wanted <= self._fitting():
            self.fit()
            return
        self._zoom = wanted
        self._centre = before + (QPointF(self.rect().center()) - at) / wanted
        self._changed()

    def zoom_to_pixel(self) -> None:
        """One picture pixel to one of the screen, or back to the whole picture."""
        if self._zoom is not None and abs(self._zoom - 1.0) < 1e-6:
            self.fit()
        else:
            self._centre = self.to_picture(QPointF(self.rect().center()))
            self._zoom = 1.0
            self._changed()

    def pan(self, across: float, down: float) -> None:
        """Move over an enlarged picture by shares of the widget's size."""
        if self._zoom is not None:
            self._centre += QPointF(across * self.width(), down * self.height()) / self._zoom
            self.update()

    def to_picture(self, point: QPointF) -> QPointF:
        """A point of the widget in picture pixels."""
        place = self.place()
        return (point - place.topLeft()) / (self.zoom or 1.0)

    def to_widget(self, point: QPointF) -> QPointF:
        """A point of the picture in the widget."""
        return self.place().topLeft() + point * self.zoom

    def place(self) -> QRectF:
        """Where the picture lies in the widget."""
        if self._image is None:
            return QRectF(self.rect())
        zoom = self.zoom
        size = QPointF(self._size.width() * zoom, self._size.height() * zoom)
        middle = QPointF(self.width() / 2, self.height() / 2)
        corner = middle - (size / 2 if self._zoom is None else self._centre * zoom)
        return QRectF(corner, corner + size)

    def paint(self, painter: QPainter) -> None:
        """Draw the canvas, the picture, the overlay, and what others draw over it."""
        painter.fillRect(self.rect(), QColor(theme().canvas))
        if self._image is None:
            self._paint_hint(painter)
            return
        place, zoom = self.place(), self.zoom
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 2.0)
        if (self._image.width(), self._image.height()) == self.fitting_size:
            ratio = self.devicePixelRatioF()
            place = _on_pixels(place, ratio, self._image.size())
        painter.drawImage(place, self._image)
        if self._overlay is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._overlay)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for draw in self.drawings:
            draw(painter, place, zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        if event.angleDelta().y():
            self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the enlarged picture."""
        if self._pressed is None:
            self.hovered.emit(self.to_picture(event.position()))
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() > 4:
            self._dragged = True
            if self._zoom is not None:
                self._centre -= moved / self._zoom
                self._pressed = event.position()
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        point = self.to_picture(event.position())
        if not self._dragged and self._image is not None and QRectF(QPointF(0, 0), self._size).contains(point):
            self.clicked.emit(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole picture."""
        del event
        self.fit()

    def _fitting(self) -> float:
        if self._image is None or self._size.isEmpty():
            return 1.0
        return min(self.width() / self._size.width(), self.height() / self._size.height())

    def _changed(self) -> None:
        self.zoomed.emit(self.zoom)
        self.update()

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setPen(QColor("#9aa5b1"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(self.rect()).adjusted(24, 24, -24, -24), int(flags), self.hint)


def _on_pixels(place: QRectF, ratio: float, size: QSize) -> QRectF:
    """The place moved by less than a pixel of the screen, so that so many pixels of a picture fall onto as many of its own."""
    corner = QPointF(round(place.left() * ratio) / ratio, round(place.top() * ratio) / ratio)
    return QRectF(corner, QSizeF(size) / ratio)


def image_of(picture: Picture) -> QImage:
    """The picture as an image that shares its memory: keep the picture as long as the image."""
    height, width = picture.shape[:2]
    if not picture.flags.c_contiguous:
        raise ValueError("a picture that is shown lies in memory row by row")
    return QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_BGR888)
