"""A bar that shows how sharp the picture is beside the best that was seen: turn the lens past it and come back."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.painted import Painted
from station.ui.theme import GRID, theme

HEADROOM = 0.9
"""Where on the bar the best lies, so that a better one has room."""
GOOD = 0.95


class FocusMeter(Painted):
    """Draws a share of the best, and the best as a needle."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(5 * GRID)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(40 * GRID, 5 * GRID)

    def show_share(self, share: float | None) -> None:
        """Show a share of the best (0 to 1); None: nothing is known."""
        if share != self.share:
            self.share = share
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the groove, the bar and the needle."""
        now = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(0, GRID, self.width(), self.height() - 2 * GRID)
        painter.setPen(QColor(now.border))
        painter.setBrush(QColor(now.hover))
        painter.drawRoundedRect(groove.adjusted(0.5, 0.5, -0.5, -0.5), GRID, GRID)
        if self.share is None:
            return
        bar = groove.adjusted(1, 1, -1, -1)
        bar.setWidth(max(2.0 * GRID, bar.width() * HEADROOM * min(1.0, self.share)))
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(now.ok if self.share >= GOOD else now.accent))
        painter.drawRoundedRect(bar, GRID - 1, GRID - 1)
        needle = QRectF(self.width() * HEADROOM - 1, 0, 2, self.height())
        painter.fillRect(needle, QColor(now.text))
