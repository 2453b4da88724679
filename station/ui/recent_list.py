"""The recent projects: name, folder and when each was last open; those that are gone are greyed and can be removed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from station.ui.icons import icon
from station.ui.theme import GAP, GRID, MARGIN, theme

ROW = 14 * GRID
CROSS = 5 * GRID
FEWEST = 2
_WHEN, _GONE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Index = QModelIndex | QPersistentModelIndex


class RecentList(QListWidget):
    """Arrow keys choose, Enter or a click opens, Delete or the cross takes from the list."""

    chosen = Signal(Path)
    forgotten = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self._most = FEWEST
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The projects shown, from the top."""
        return tuple(Path(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count()))

    def show_projects(self, folders: Sequence[str], *, opened: Mapping[str, str]) -> None:
        """Show these folders with the times (ISO 8601) they were opened."""
        chosen = max(0, self.currentRow())
        self.clear()
        for folder in folders:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setData(_WHEN, opened.get(folder, ""))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{Path(folder).name}, {folder}")
            item.setToolTip(folder)
        if self.count():
            self.setCurrentRow(min(chosen, self.count() - 1))
        self.updateGeometry()

    def show_missing(self, missing: Collection[str]) -> None:
        """Grey those that are not where they were."""
        for row in range(self.count()):
            item = self.item(row)
            item.setData(_GONE, item.data(Qt.ItemDataRole.UserRole) in missing)

    def is_missing(self, row: int) -> bool:
        """Whether that row is greyed."""
        return bool(self.item(row).data(_GONE))

    def show_at_most(self, rows: int) -> None:
        """Be no higher than so many rows; what is more is scrolled."""
        rows = max(FEWEST, rows)
        if rows != self._most:
            self._most = rows
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All rows, or as many as there is room for."""
        return QSize(60 * GRID, min(self.count(), self._most) * ROW + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """The same: the page has asked for what it can give."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or remove the chosen one."""
        row = self.currentRow()
        if row >= 0 and event.key() in _OPENING:
            self.chosen.emit(self.folders[row])
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit(self.folders[row])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the one that was clicked, or remove it where the cross was."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        is_cross = cross_of(self.visualItemRect(item)).contains(at)
        (self.forgotten if is_cross else self.chosen).emit(Path(item.data(Qt.ItemDataRole.UserRole)))


class _Rows(QStyledItemDelegate):
    """Paints a project in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the list."""
        del option, index
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Name, folder, time, and the cross where it can be wanted."""
        now = theme()
        view: Any = option
        area: QRect = view.rect
        gone = bool(index.data(_GONE))
        folder = Path(index.data(Qt.ItemDataRole.UserRole))
        pointed = bool(view.state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(view.state & QStyle.StateFlag.State_Selected) and bool(
            view.state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        if pointed or chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selected if chosen else now.hover))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), GRID, GRID)
        right = cross_of(area)
        if pointed or chosen or gone:
            icon("x", colour=now.muted).paint(painter, right)
        when = self.tr("not found") if gone else spoken_day(index.data(_WHEN))
        left = area.left() + MARGIN
        middle = right.left() - MARGIN
        painter.setPen(QColor(now.warning_text if gone else now.muted))
        wide = QFontMetrics(view.font).horizontalAdvance(when)
        painter.drawText(QRect(middle - wide, area.top(), wide, area.height()), Qt.AlignmentFlag.AlignVCenter, when)
        width = middle - wide - MARGIN - left
        half = (area.height() - 2 * GAP) // 2
        bold = view.font
        bold.setBold(True)
        _line(
            painter,
            QRect(left, area.top() + GAP, width, half),
            folder.name,
            colour=now.muted if gone else now.text,
            font=bold,
        )
        bold.setBold(False)
        _line(
            painter, QRect(left, area.top() + GAP + half, width, half), str(folder.parent), colour=now.muted, font=bold
        )
        painter.restore()


def cross_of(area: QRect) -> QRect:
    """Where in a row the cross is."""
    return QRect(area.right() - CROSS - MARGIN, area.center().y() - CROSS // 2 + 1, CROSS, CROSS)


def spoken_day(when: str, *, today: date | None = None) -> str:
    """A time as a person remembers it; empty for what is none."""
    try:
        then = datetime.fromisoformat(when)
    except ValueError:
        return ""
    day = today or datetime.now().astimezone().date()
    clock = QLocale().toString(QTime(then.hour, then.minute), QLocale.FormatType.ShortFormat)
    if then.date() == day:
        return QCoreApplication.translate("RecentList", "today, {time}").format(time=clock)
    if then.date() == day - timedelta(days=1):
        return QCoreApplication.translate("RecentList", "yesterday, {time}").format(time=clock)
    return QLocale().toString(QDate(then.year, then.month, then.day), QLocale.FormatType.ShortFormat)


def _line(painter: QPainter, area: QRect, text: str, *, colour: str, font: Any) -> None:  # noqa: ANN401  (QFont)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
