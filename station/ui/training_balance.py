"""How the labelled pictures are balanced: a bar for each attribute or class."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.attributes import AttributeSet, Colour
from station.core.glance import Glance
from station.ui.painted import Painted
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID, line_colour, theme

MOST_BARS = 12
"""Of more classes the first ones are drawn."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A name, its colour, how long the bar is (0 to 1), and what stands beside it."""

    name: str
    colour: Colour
    share: float
    text: str


class BalanceBars(Painted):
    """A bar for each attribute: how much of the labelled pictures is true; for each class: how many pictures it has."""

    ROW = 24

    def __init__(self, parent: QWidget) -> None:
        """Begin without bars."""
        super().__init__(parent)
        self._rows: tuple[_Bar, ...] = ()
        self._is_classes = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_balance(self, attributes: AttributeSet, glance: Glance) -> None:
        """Show what share of the pictures is true, or of the first classes how many there are."""
        self._is_classes = glance.kind == "classes"
        whole = max(1, *glance.true) if self._is_classes else max(1, glance.pictures)
        self._rows = tuple(
            _Bar(each.name, each.colour, true / whole, number(true) if self._is_classes else per_cent(true / whole))
            for each, true in list(zip(attributes, glance.true, strict=True))[:MOST_BARS]
        )
        self.setAccessibleName(", ".join(f"{row.name} {row.text}" for row in self._rows))
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        if self._is_classes:
            self.setToolTip(self.tr("How many pictures there are of each class"))
        else:
            self.setToolTip(self.tr("Share of the labelled pictures where the attribute is true"))

    def sizeHint(self) -> QSize:
        """A row for each attribute."""
        return QSize(200, self.ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(160, self.ROW * len(self._rows))

    def paint(self, painter: QPainter) -> None:
        """Draw name, bar and share of each attribute."""
        now = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = min(self.width() // 3, max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)) + GAP
        right = max((metrics.horizontalAdvance(row.text) for row in self._rows), default=0) + GAP
        for index, row in enumerate(self._rows):
            top = index * self.ROW
            painter.setPen(QColor(now.text))
            line = Qt.AlignmentFlag.AlignVCenter
            shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, left - GRID)
            painter.drawText(QRectF(0, top, left, self.ROW), int(line | Qt.AlignmentFlag.AlignLeft), shown)
            place = QRectF(self.width() - right, top, right, self.ROW)
            painter.drawText(place, int(line | Qt.AlignmentFlag.AlignRight), row.text)
            bar = QRectF(left, top + GAP, self.width() - left - right, self.ROW - 2 * GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(bar, GRID, GRID)
            painter.setBrush(QColor(line_colour(row.colour)))
            filled = QSize(round(bar.width() * row.share), round(bar.height()))
            painter.drawRoundedRect(QRectF(bar.topLeft(), filled), 4, 4)
