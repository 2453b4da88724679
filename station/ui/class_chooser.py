"""The classes of a project on the labelling tab, one of which is the frame's: any number of them, scrolled where they are many."""

from dataclasses import dataclass, replace
from math import isnan

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from station.core.attributes import Attribute, AttributeSet
from station.core.label_desk import State
from station.ui.spoken import per_cent
from station.ui.theme import GAP, GRID, theme

ROW = 8 * GRID
FEWEST_ROWS, MOST_ROWS = 5, 14
"""As many as the window has room for, within these; more are scrolled."""
OTHERS = 560
"""Height in px of what else there is in the window's height."""
CHIP = 4 * GRID
DOT = 4 * GRID
TOLD = 0.005
"""A smaller probability is shown for the chosen class only: of a hundred classes most have none."""

_LOOK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ClassLook:
    """How a class is shown: its key as it is now, whether the frame is of it, and what a run says."""

    attribute: Attribute
    key: str = ""
    is_chosen: bool = False
    state: State = State.BEGINNING
    probability: float | None = None
    is_said: bool | None = None
    """Whether the run says this class; None where it has no answer."""
    has_choice: bool = False
    """Whether any class is chosen: only then can a run say another one."""

    @property
    def differs(self) -> bool:
        """Whether the run says another class than the chosen one, and this is one of the two."""
        return self.has_choice and self.is_said is not None and self.is_said != self.is_chosen


class ClassChooser(QListWidget):
    """The classes; a click, or Space on the one that the arrow keys went to, chooses."""

    chosen = Signal(str)
    """(class)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin without classes."""
        super().__init__(parent)
        self._chosen_row: int | None = None
        self.sought = ""
        """What is looked for; the marked class is then shown as if the list had the keys."""
        self.setItemDelegate(_ClassDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the keys stay the picture's
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "flat")
        self.itemClicked.connect(self.choose)

    def sizeHint(self) -> QSize:
        """All rows, or as many as there is room for."""
        room = min(max(FEWEST_ROWS, (self.window().height() - OTHERS) // ROW), MOST_ROWS)
        return QSize(60 * GRID, min(max(1, self.count()), room) * ROW + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def show_classes(self, classes: AttributeSet) -> None:
        """Rows for these classes."""
        self.clear()
        self._chosen_row = None
        for one in classes:
            item = QListWidgetItem(one.name, self)
            item.setData(_LOOK, ClassLook(one, one.key))
        self.updateGeometry()

    def recolour(self, classes: AttributeSet) -> None:
        """Show the same classes in these colours."""
        for at, one in enumerate(classes):
            self._put(at, replace(self.look(at), attribute=one))

    def show_keys(self, keys: dict[str, str]) -> None:
        """The keys as they are now, by class."""
        for at in range(self.count()):
            look = self.look(at)
            key = keys.get(look.attribute.name, look.attribute.key)
            self._put(at, replace(look, key=key))
            told = self.tr("{name}: choose with {key}") if key else self.tr("{name}: choose with a click")
            self.item(at).setToolTip(told.format(name=look.attribute.name, key=key))

    def show_values(
        self,
        values: tuple[bool, ...],
        *,
        state: State,
        probabilities: tuple[float, ...] | None,
        said: tuple[bool | None, ...] | None,
    ) -> None:
        """Show which class a frame is, with what a run says of it."""
        nothing = (None,) * len(values)
        rows = zip(values, probabilities or nothing, said or nothing, strict=True)
        for at, (value, probability, is_said) in enumerate(rows):
            before = self.look(at)
            look = ClassLook(before.attribute, before.key, value, state, probability, is_said, any(values))
            self._put(at, look)
        self._chosen_row = values.index(True) if any(values) else None
        if not self.hasFocus():
            self.follow()

    def follow(self) -> None:
        """Mark the chosen class, unless somebody looks for one."""
        if self._chosen_row is not None and not self.sought:
            self.mark(self._chosen_row)

    def mark(self, at: int) -> None:
        """Mark a class, which is not yet choosing it, and bring it into view."""
        self.setCurrentRow(at)
        self.scrollToItem(self.item(at))

    def show_only(self, part: str) -> None:
        """Show the classes whose names have this in them, in small letters; empty for all."""
        self.sought = part
        for at in range(self.count()):
            self.setRowHidden(at, part not in self.look(at).attribute.name.casefold())

    def look(self, at: int) -> ClassLook:
        """How the class of a row is shown."""
        found: ClassLook = self.item(at).data(_LOOK)
        return found

    def event(self, event: QEvent) -> bool:
        """Claim the key that chooses before a shortcut of the tab takes it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _chooses(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses."""
        item = self.currentItem()
        if _chooses(event) and item is not None:
            self.choose(item)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self.viewport().update()
        super().changeEvent(event)

    def choose(self, item: QListWidgetItem) -> None:
        """This is the class of the frame."""
        self.chosen.emit(item.data(_LOOK).attribute.name)

    def _put(self, at: int, look: ClassLook) -> None:
        if look == self.look(at):
            return
        self.item(at).setData(_LOOK, look)
        name = f"{look.attribute.name} ({look.key})" if look.key else look.attribute.name
        chosen = self.tr("{name}, chosen").format(name=name)
        self.item(at).setData(Qt.ItemDataRole.AccessibleTextRole, chosen if look.is_chosen else name)


class _ClassDelegate(QStyledItemDelegate):
    """Draws a class: colour, `name (key)`, what the run says, and a dot where it is the frame's."""

    def __init__(self, parent: ClassChooser) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, one height for all."""
        del option, index
        return QSize(40 * GRID, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        look: ClassLook | None = index.data(_LOOK)
        if look is None:
            return
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(1, 2, -1, -2)
        self._paint_card(painter, frame, option, look=look, is_enabled=is_enabled)
        chip = QRectF(frame.left() + 2 * GRID, frame.center().y() - CHIP / 2, CHIP, CHIP)
        blue, green, red = look.attribute.colour
        painter.setPen(QPen(QColor(theme().muted), 1))
        painter.setBrush(QColor(red, green, blue))
        painter.drawRoundedRect(chip, GRID, GRID)
        right = frame.right() - 2 * GRID
        if is_enabled:  # without a clip there is no class
            right = self._paint_dot(painter, frame, look=look).left() - GAP
            right = self._paint_said(painter, frame, option.font, look=look, right=right)
        place = QRectF(chip.right() + GAP, frame.top(), right - chip.right() - 2 * GAP, frame.height())
        self._paint_name(painter, place, option.font, look=look, is_enabled=is_enabled)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, frame: QRectF, option: QStyleOptionViewItem, *, look: ClassLook, is_enabled: bool
    ) -> None:
        now = theme()
        is_open = look.state in (State.CARRIED, State.BEGINNING)
        colours = {State.SAVED: now.ok_text, State.CHANGED: now.warning_text}
        pen = QPen(QColor(colours.get(look.state, now.muted)), 1 if is_open else 2)
        if is_open:
            pen.setDashPattern([4, 3])
        is_hovered = is_enabled and bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(pen if look.is_chosen and is_enabled else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.hover) if is_hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 2 * GRID, 2 * GRID)
        is_sought = bool(self._list.sought) and bool(option.state & QStyle.StateFlag.State_Selected)
        if is_sought or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), GRID, GRID)

    def _paint_dot(self, painter: QPainter, frame: QRectF, *, look: ClassLook) -> QRectF:
        now = theme()
        dot = QRectF(frame.right() - 2 * GRID - DOT, frame.center().y() - DOT / 2, DOT, DOT)
        painter.setPen(QPen(QColor(now.accent if look.is_chosen else now.muted), 2 if look.is_chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        if look.is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent))
            painter.drawEllipse(dot.adjusted(4.5, 4.5, -4.5, -4.5))
        return dot

    def _paint_said(self, painter: QPainter, frame: QRectF, font: QFont, *, look: ClassLook, right: float) -> float:
        """The run's probability, marked where it says another class; returns where it begins."""
        if look.probability is None or isnan(look.probability):
            return right
        if look.probability < TOLD and not (look.is_chosen or look.is_said):
            return right
        now, font = theme(), QFont(font)
        font.setBold(bool(look.is_said))
        text = ("\u2260 " if look.differs else "") + per_cent(look.probability, 0)
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        colour = now.not_ok_text if look.differs else now.text if look.is_said else now.muted
        painter.setPen(QColor(colour))
        place = QRectF(right - width, frame.top(), width + 1, frame.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
        return right - width

    def _paint_name(self, painter: QPainter, place: QRectF, font: QFont, *, look: ClassLook, is_enabled: bool) -> None:
        now, bold = theme(), QFont(font)
        bold.setBold(look.is_chosen and is_enabled)
        metrics = QFontMetrics(bold)
        key = f"({look.key})" if look.key else ""
        room = int(place.width()) - QFontMetrics(font).horizontalAdvance(key) - GRID
        name = metrics.elidedText(look.attribute.name, Qt.TextElideMode.ElideMiddle, max(room, 4 * GRID))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(bold)
        painter.setPen(QColor(now.text if is_enabled else now.muted))
        painter.drawText(place, flags, name)
        painter.setFont(font)
        painter.setPen(QColor(now.muted))
        painter.drawText(place.adjusted(metrics.horizontalAdvance(name) + GRID, 0, 0, 0), flags, key)


def _chooses(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
