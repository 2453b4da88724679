"""The values of the frame on screen: always in view, large, with their keys, and what they are: carried, changed, saved."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from station.core.attributes import Attribute, AttributeSet
from station.core.label_desk import State
from station.ui.class_chooser import ClassChooser
from station.ui.class_finder import ClassFinder
from station.ui.spoken import per_cent
from station.ui.theme import GAP, GRID, theme

HEIGHT = 11 * GRID
CHIP = 4 * GRID


class ValueRow(QAbstractButton):
    """One attribute: colour, `name (key)`, what a run says of it, and yes or no; a click turns it over."""

    def __init__(self, attribute: Attribute, parent: QWidget) -> None:
        """Begin as no, carried over."""
        super().__init__(parent)
        self.attribute = attribute
        self.key = attribute.key
        self.value = False
        self.state = State.BEGINNING
        self.probability: float | None = None
        self.said: bool | None = None
        """What the run says; None where it has no answer."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def differs(self) -> bool:
        """Whether the run says another value."""
        return self.said is not None and self.said != self.value

    def sizeHint(self) -> QSize:
        """High enough to be read from a step away."""
        return QSize(60 * GRID, HEIGHT)

    def say(self) -> str:
        """The value as a word."""
        return self.tr("yes") if self.value else self.tr("no")

    def show_value(self, value: bool, *, state: State, probability: float | None, said: bool | None) -> None:
        """Show another value."""
        new = (value, state, probability, said)
        if new != (self.value, self.state, self.probability, self.said):
            self.value, self.state, self.probability, self.said = new
            self.setAccessibleName(f"{self.attribute.name} ({self.key}) {self.say()}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with everything on it."""
        del event
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_card(painter, frame)
        chip = QRectF(frame.left() + 3 * GRID, frame.center().y() - CHIP / 2, CHIP, CHIP)
        blue, green, red = self.attribute.colour
        painter.setPen(QPen(QColor(theme().muted), 1))
        painter.setBrush(QColor(red, green, blue))
        painter.drawRoundedRect(chip, GRID, GRID)
        right = frame.right()
        if self.isEnabled():  # without a clip there is no value
            right = self._paint_suggestion(painter, frame, right=self._paint_pill(painter, frame).left() - GAP)
        self._paint_name(
            painter, QRectF(chip.right() + GAP, frame.top(), right - chip.right() - 2 * GAP, frame.height())
        )

    def _paint_card(self, painter: QPainter, frame: QRectF) -> None:
        now = theme()
        colour = {
            State.SAVED: now.ok_text,
            State.CHANGED: now.warning_text,
            State.CARRIED: now.muted,
            State.BEGINNING: now.muted,
        }[self.state]
        is_open = self.state in (State.CARRIED, State.BEGINNING)
        pen = QPen(QColor(colour), 1 if is_open else 2)
        if not self.isEnabled():
            pen = QPen(QColor(now.border), 1)
        elif is_open:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(now.hover if self.underMouse() else now.surface))
        painter.drawRoundedRect(frame, 2 * GRID, 2 * GRID)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), GRID + 2, GRID + 2)

    def _paint_pill(self, painter: QPainter, frame: QRectF) -> QRectF:
        now, font = theme(), self._font(bold=True, larger=3)
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(word) for word in (self.tr("yes"), self.tr("no"))) + 6 * GRID
        pill = QRectF(frame.right() - width - GAP, frame.top() + GAP, width, frame.height() - 2 * GAP)
        painter.setFont(font)
        painter.setPen(QPen(QColor(now.accent if self.value else now.border), 1))
        painter.setBrush(QColor(now.accent) if self.value else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(now.on_accent if self.value else now.text))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), self.say())
        return pill

    def _paint_suggestion(self, painter: QPainter, frame: QRectF, *, right: float) -> float:
        """The run's probability, marked where it says another value; returns where it begins."""
        if self.probability is None or self.said is None:
            return right
        now, font = theme(), self._font(bold=self.differs)
        text = ("\u2260 " if self.differs else "") + per_cent(self.probability, 0)
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(QColor(now.not_ok_text if self.differs else now.muted))
        place = QRectF(right - width, frame.top(), width + 1, frame.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
        return right - width

    def _paint_name(self, painter: QPainter, place: QRectF) -> None:
        now, font = theme(), self._font(bold=True, larger=2)
        text = now.text if self.isEnabled() else now.muted
        key = f"({self.key})" if self.key else ""
        metrics, plain = QFontMetrics(font), QFontMetrics(self._font())
        room = int(place.width()) - plain.horizontalAdvance(key) - GRID
        name = metrics.elidedText(self.attribute.name, Qt.TextElideMode.ElideRight, max(room, 4 * GRID))
        painter.setFont(font)
        painter.setPen(QColor(text))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, flags, name)
        painter.setFont(self._font())
        painter.setPen(QColor(now.muted))
        painter.drawText(place.adjusted(metrics.horizontalAdvance(name) + GRID, 0, 0, 0), flags, key)

    def _font(self, *, bold: bool = False, larger: int = 0) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(QFontMetrics(font).height() - 2 + larger)
        font.setBold(bold)
        return font


class ValuePanel(QWidget):
    """The rows of all attributes of the project, or the list of its classes."""

    toggled = Signal(str)
    """(attribute, or the class that is chosen)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin without attributes."""
        super().__init__(parent)
        self.rows: dict[str, ValueRow] = {}
        self.classes = ClassChooser(self)
        self.classes.chosen.connect(self.toggled)
        self.classes.hide()
        self.finder = ClassFinder(self.classes, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.finder)
        self._column.addWidget(self.classes)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.finder.setPlaceholderText(self.tr("Find a class"))
        self.finder.setAccessibleName(self.tr("Find a class"))

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Rows for these attributes."""
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        self.classes.setVisible(attributes.is_classes)
        self.finder.show_for(len(attributes) if attributes.is_classes else 0)
        if attributes.is_classes:
            self.classes.show_classes(attributes)
            return
        for attribute in attributes:
            row = self.rows[attribute.name] = ValueRow(attribute, self)
            row.clicked.connect(partial(self._toggle, attribute.name))
            self._column.addWidget(row)

    def recolour(self, attributes: AttributeSet) -> None:
        """Show the same attributes in these colours."""
        if attributes.is_classes:
            self.classes.recolour(attributes)
        for attribute in attributes:
            if attribute.name in self.rows:
                self.rows[attribute.name].attribute = attribute
                self.rows[attribute.name].update()

    def show_keys(self, keys: dict[str, str]) -> None:
        """The keys as they are now, by attribute."""
        self.classes.show_keys(keys)
        for name, row in self.rows.items():
            row.key = keys.get(name, row.attribute.key)
            row.setToolTip(self.tr("{name}: turn over with {key}").format(name=name, key=row.key))
            row.update()

    def show_values(
        self,
        values: tuple[bool, ...],
        *,
        state: State,
        probabilities: tuple[float, ...] | None,
        said: tuple[bool | None, ...] | None,
    ) -> None:
        """Show the values of a frame, with what a run says of it."""
        if not self.rows:
            self.classes.show_values(values, state=state, probabilities=probabilities, said=said)
            return
        nothing = (None,) * len(values)
        shown = zip(self.rows.values(), values, probabilities or nothing, said or nothing, strict=True)
        for row, value, probability, one in shown:
            row.show_value(value, state=state, probability=probability, said=one)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            for row in self.rows.values():
                row.update()
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _toggle(self, name: str, _checked: bool = False) -> None:
        self.toggled.emit(name)
