"""A bar for each attribute: how probable it is, its threshold, and the unsure band around it; both can be dragged.

Of classes there is one mark alone, the same on all bars: from there on a class is recognised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.attributes import SEAM, AttributeSet
from station.core.verdict import Rule
from station.ui.bar_readings import Grip, Reading, reading_of
from station.ui.painted import Painted
from station.ui.theme import GAP, GRID, line_colour, theme

ROW = 11 * GRID
BAR = 3 * GRID
FOOTER = 6 * GRID
REACH = 2 * GRID
"""How near to a mark, in pixels, the pointer takes hold of it."""
STEP = 0.01
STRIDE = 0.05
NAME_HEIGHT = 5 * GRID


@dataclass(frozen=True, slots=True)
class _Hold:
    """What the pointer holds: a mark of the attribute in that row."""

    row: int
    grip: Grip


class AttributeBars(Painted):
    """Up and down choose an attribute; left and right move its threshold (with Shift by 0.05, with Ctrl the band).

    Return, or a click on its name, asks for its heat map.
    """

    threshold_moved = Signal(str, float)
    """(attribute, its new threshold)"""
    band_moved = Signal(float)
    """While an edge of the band is moved; it is the same for all attributes."""
    band_left = Signal(float)
    """The edge was let go at this band."""
    map_wished = Signal(str)
    """The heat map of this attribute is to be shown, or no longer."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without attributes."""
        super().__init__(parent)
        self._reading = Reading(SEAM)
        self._rows = self._reading.rows
        self._keys: Mapping[str, str] = {}
        self._shown: frozenset[str] = frozenset()
        self._row = 0
        self._hold: _Hold | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """A row for each attribute, and what stands beneath them."""
        return QSize(360, max(1, len(self._rows)) * ROW + (FOOTER if self._reading.footer else 0))

    def minimumSizeHint(self) -> QSize:
        """No row may be cut off."""
        return QSize(200, self.sizeHint().height())

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Have a bar for each of these, empty."""
        self._reading, self._row = reading_of(attributes, rule=self._reading.rule, probabilities={}), 0
        self._rows = self._reading.rows
        self.updateGeometry()
        self.retranslate()

    def recolour(self, attributes: AttributeSet) -> None:
        """Show the same attributes in these colours."""
        self._reading = replace(self._reading, attributes=attributes)
        self._rows = self._reading.rows
        self.update()

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Say beside each name which key toggles its heat map."""
        self._keys = keys
        self.update()

    def show_rule(self, rule: Rule) -> None:
        """Mark these thresholds and this band."""
        if rule != self._reading.rule:
            self._reading = replace(self._reading, rule=rule)
            self._say()

    def show_answer(self, probabilities: Mapping[str, float], *, shown: tuple[str, ...]) -> None:
        """Fill the bars; none for what has no probability. `shown` are the attributes whose heat maps are on screen."""
        if probabilities != self._reading.probabilities or frozenset(shown) != self._shown:
            self._reading, self._shown = replace(self._reading, probabilities=probabilities), frozenset(shown)
            before, self._rows = self._rows, self._reading.rows
            if before != self._rows:
                self._say()
            self.update()

    def place_of(self, name: str, grip: Grip) -> QPointF:
        """Where that mark of an attribute is, in the widget."""
        row = next(index for index, attribute in enumerate(self._rows) if attribute.name == name)
        bar = self._bar(row)
        return QPointF(bar.left() + self._reading.mark(name, grip) * bar.width(), bar.center().y())

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        if self._reading.attributes.is_classes:
            self.setAccessibleName(self.tr("How likely each class is"))
            tip = self.tr(
                "Drag the mark from which a class is recognised, or click on a name for its heat map. With the keyboard: "
                "left and right move the mark, up and down choose a class, Return shows its heat map."
            )
        else:
            self.setAccessibleName(self.tr("Thresholds of the attributes"))
            tip = self.tr(
                "Drag a threshold, or an edge of the unsure band; click on a name for its heat map. With the keyboard: "
                "up and down choose an attribute, left and right move its threshold, with Ctrl the band, Return shows its "
                "heat map."
            )
        self.setToolTip(tip)
        self._say()

    def paint(self, painter: QPainter) -> None:
        """Draw the rows."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self._rows)):
            self._paint_name(painter, row)
            self._paint_bar(painter, row)
        if footer := self._reading.footer:
            place = QRectF(GAP, len(self._rows) * ROW, self.width() - 2 * GAP, FOOTER - GRID)
            painter.setPen(QColor(theme().muted))
            footer = QFontMetricsF(self.font()).elidedText(footer, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), footer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a row, or move its marks."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in rows:
            self._row = max(0, min(len(self._rows) - 1, self._row + rows[key]))
            self._say()
        elif key in steps:
            self._step(steps[key], event.modifiers())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.map_wished.emit(self._rows[self._row].name)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest mark; a click beside all marks moves nothing."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold = self._under(event.position())
            row = int(event.position().y() // ROW)
            if 0 <= row < len(self._rows):
                self._row = row
                self._say()
                if self._is_over_name(event.position()):
                    self.map_wished.emit(self._rows[row].name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or show what could be."""
        if self._hold is None:
            over = self._under(event.position())
            self.setCursor(self._pointer(event.position()) if over is None else Qt.CursorShape.SplitHCursor)
            return
        bar = self._bar(self._hold.row)
        self._move(self._hold, (event.position().x() - bar.left()) / bar.width())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        if self._hold is not None and self._hold.grip != "threshold":
            self.band_left.emit(self._reading.rule.band)
        self._hold = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row has the keys."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        self.update()
        super().focusOutEvent(event)

    def _step(self, direction: int, modifiers: Qt.KeyboardModifier) -> None:
        step = direction * (STRIDE if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if "low" not in self._reading.grips:
                return
            band = round(max(0.0, min(1.0, self._reading.rule.band + 5 * step)), 4)
            self.band_moved.emit(band)
            self.band_left.emit(band)
        else:
            name = self._rows[self._row].name
            self.threshold_moved.emit(name, _threshold(self._threshold(self._row) + step))
            self._say()

    def _move(self, hold: _Hold, value: float) -> None:
        threshold = self._threshold(hold.row)
        if hold.grip == "threshold":
            self.threshold_moved.emit(self._rows[hold.row].name, _threshold(value))
        elif hold.grip == "low" and threshold > 0:
            self.band_moved.emit(round(max(0.0, min(1.0, 1 - value / threshold)), 3))
        elif hold.grip == "high" and threshold < 1:
            self.band_moved.emit(round(max(0.0, min(1.0, (value - threshold) / (1 - threshold))), 3))

    def _under(self, point: QPointF) -> _Hold | None:
        row = int(point.y() // ROW)
        if not 0 <= row < len(self._rows) or self._is_over_name(point):
            return None
        bar, grips, name = self._bar(row), self._reading.grips, self._rows[row].name
        away = {grip: abs(bar.left() + self._reading.mark(name, grip) * bar.width() - point.x()) for grip in grips}
        nearest = min(grips, key=lambda grip: away[grip])
        return _Hold(row, nearest) if away[nearest] <= REACH else None

    def _pointer(self, point: QPointF) -> Qt.CursorShape:
        return Qt.CursorShape.PointingHandCursor if self._is_over_name(point) else Qt.CursorShape.ArrowCursor

    def _is_over_name(self, point: QPointF) -> bool:
        row = int(point.y() // ROW)
        return 0 <= row < len(self._rows) and point.y() - row * ROW <= NAME_HEIGHT

    def _threshold(self, row: int) -> float:
        return self._reading.mark(self._rows[row].name, "threshold")

    def _bar(self, row: int) -> QRectF:
        return QRectF(GAP, row * ROW + 6 * GRID, max(1, self.width() - 2 * GAP), BAR)

    def _paint_name(self, painter: QPainter, row: int) -> None:
        now, attribute, reading = theme(), self._rows[row], self._reading
        top = QRectF(GAP, row * ROW + 2, self.width() - 2 * GAP, 5 * GRID)
        if self.hasFocus() and row == self._row:
            painter.setPen(QPen(QColor(now.accent), 1.5))
            painter.setBrush(QColor(now.selected))
            painter.drawRoundedRect(QRectF(1, row * ROW + 1, self.width() - 2, ROW - 2), 6, 6)
        colour = QColor(line_colour(attribute.colour))
        dot = QRectF(top.left(), top.center().y() - 5, 10, 10)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QBrush(colour) if attribute.name in self._shown else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        painter.setPen(QColor(now.text))
        key = self._keys.get(attribute.name, "")
        name = f"{attribute.name} ({key})" if key else attribute.name
        font = QFont(self.font())
        font.setBold(attribute.name == reading.chief)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        value = reading.spoken(attribute.name)
        space = top.width() - 18 - metrics.horizontalAdvance(value) - GAP
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, space)
        painter.drawText(
            top.adjusted(18, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name
        )
        is_fault, is_unsure = reading.is_fault(attribute.name), reading.is_unsure(attribute.name)
        painter.setPen(QColor(now.not_ok_text if is_fault else now.muted if is_unsure else now.text))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), value)
        painter.setFont(self.font())

    def _paint_bar(self, painter: QPainter, row: int) -> None:
        now, bar, attribute = theme(), self._bar(row), self._rows[row]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.hover))
        painter.drawRoundedRect(bar, 3, 3)
        probability = self._reading.share(attribute.name)
        if probability is not None:
            painter.setBrush(QColor(line_colour(attribute.colour)))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), probability * bar.width(), bar.height()), 3, 3)
        if "low" in self._reading.grips:
            self._paint_band(painter, bar, attribute.name)
        at = bar.left() + self._threshold(row) * bar.width()
        painter.setPen(QPen(QColor(now.surface), 5))
        painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))
        painter.setPen(QPen(QColor(now.text), 3))
        painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))

    def _paint_band(self, painter: QPainter, bar: QRectF, name: str) -> None:
        now, (low, high) = theme(), self._reading.rule.unsure(name)
        unsure = QRectF(bar.left() + low * bar.width(), bar.top() - 2, (high - low) * bar.width(), bar.height() + 4)
        shade = QColor(now.muted)
        shade.setAlpha(90)
        painter.setBrush(QBrush(shade, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(unsure)
        painter.setPen(QPen(QColor(now.muted), 1))
        for edge in (unsure.left(), unsure.right()):
            painter.drawLine(QPointF(edge, unsure.top()), QPointF(edge, unsure.bottom()))

    def _say(self) -> None:
        name = self._rows[self._row].name
        self.setAccessibleDescription(f"{name}: {self._reading.spoken(name)}")
        self.update()


def _threshold(value: float) -> float:
    """A threshold that leaves both sides something: 0.01 to 0.99."""
    return round(max(0.01, min(0.99, value)), 3)
