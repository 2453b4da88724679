"""What pictures of each class were taken for, as a table of shaded cells; each cell opens the pictures behind it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from station.model.evaluation import Confusion, Figures
from station.ui.roles import set_role
from station.ui.spoken import number, per_cent
from station.ui.theme import GRID, shaded, theme

FIGURES = 4
"""Columns after the matrix: precision, recall, F1, pictures."""
MOST_WHOLE = 6
"""Classes for which there is room: for their names above the columns, for each cell's share of its row, and for the figures."""
LEAST_WIDTH, LARGEST_WIDTH = 36, 144
NAME_WIDTH = 128
"""At most, of the names of the rows."""
FAINTEST, STRONGEST = 0.1, 0.54
"""How strong the shade of a cell is that holds next to nothing of its row, and of one that holds all."""

Index = QModelIndex | QPersistentModelIndex


class Shades(QStyledItemDelegate):
    """Draws a cell: its shade, its count, its share below, and a ring where it is the current one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it, in the colours of the theme of now; cells after the matrix as everywhere."""
        cell = index.data(Qt.ItemDataRole.UserRole)
        if cell is None:
            super().paint(painter, option, index)
            return
        count, share, is_right = cell
        now = theme()
        strength = FAINTEST + (STRONGEST - FAINTEST) * share if count else 0.0
        ground, ink = shaded(now.accent if is_right else now.not_ok, strength)
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(ink if count else now.muted))
        own = painter.font()
        words = index.data(Qt.ItemDataRole.DisplayRole).split("\n")
        for line, text in enumerate(words):
            font = QFont(own)
            font.setBold(line == 0 and count > 0 and not is_right)
            font.setPixelSize(11 if line else 14)
            painter.setFont(font)
            place = rect if len(words) == 1 else QRect(rect.left(), rect.top() + 4 + 16 * line, rect.width(), 16)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(now.text), 2 if state & QStyle.StateFlag.State_HasFocus else 1))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


class ConfusionTable(QTableWidget):
    """A row for each true class, a column for each answer, and the figures of few classes after them.

    Of more classes the columns are numbered as the rows are.
    """

    opened = Signal(int, int)
    """(true class, answered class) of a cell that somebody wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._further = 0
        self.setItemDelegate(Shades(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setMinimumSectionSize(GRID)
        for part in (self, self.horizontalHeader()):
            set_role(part, "narrow")  # the classes' names have more room
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMaximumWidth(NAME_WIDTH)
        self.cellClicked.connect(self._open)
        self.cellEntered.connect(self._point)

    def show_matrix(self, names: tuple[str, ...], confusion: Confusion, figures: tuple[Figures, ...]) -> None:
        """Show what pictures of these classes were taken for, and each class's figures."""
        place = self.currentRow(), self.currentColumn()
        self._names = names
        count = len(names)
        self.setRowCount(count)
        self._further = FIGURES if count <= MOST_WHOLE else 0
        self.setColumnCount(count + self._further)
        self.verticalHeader().setDefaultSectionSize(40 if count <= MOST_WHOLE else 28)
        for row, (counts, own) in enumerate(zip(confusion.counts, figures, strict=True)):
            for column, cell in enumerate(counts):
                self._set_cell(row, column, cell, sum(counts))
            for column, text in enumerate(texts_of(own, pictures=sum(counts))[: self._further]):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, count + column, item)
        self.retranslate()
        if not (0 <= place[0] < count and 0 <= place[1] < count):
            place = 0, 0
        self.setCurrentCell(*place)
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Confusion matrix"))
        if not self._names:
            return
        further = (self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Pictures"))
        is_whole = bool(self._further)
        numbered = [f"{at} {name}" for at, name in enumerate(self._names, start=1)]
        numbers = [str(at) for at in range(1, len(self._names) + 1)]
        self.setHorizontalHeaderLabels([*(self._names if is_whole else numbers), *further[: self._further]])
        metrics, mode = self.fontMetrics(), Qt.TextElideMode.ElideRight
        rows = [
            metrics.elidedText(name, mode, NAME_WIDTH - 7 * GRID) for name in (self._names if is_whole else numbered)
        ]
        self.setVerticalHeaderLabels(rows)
        for index, name in enumerate(self._names):
            column, row = self.horizontalHeaderItem(index), self.verticalHeaderItem(index)
            assert column is not None
            assert row is not None
            column.setToolTip(self.tr("Taken for {name}").format(name=name))
            row.setToolTip(self.tr("Pictures of {name}").format(name=name))
            for other in range(len(self._names)):
                self._say_cell(index, other)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _set_cell(self, row: int, column: int, count: int, whole: int) -> None:
        share = count / whole if whole else 0.0
        item = QTableWidgetItem(number(count))
        if count and len(self._names) <= MOST_WHOLE:
            item.setText(f"{number(count)}\n{per_cent(share)}")
        item.setData(Qt.ItemDataRole.UserRole, (count, share, row == column))
        self.setItem(row, column, item)

    def _say_cell(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if item is None:
            return
        count, share, is_right = item.data(Qt.ItemDataRole.UserRole)
        if is_right:
            text = self.tr("{true}, recognised as such: {count} ({share} of them)")
        else:
            text = self.tr("{true} taken for {answered}: {count} ({share} of them)")
        names = {"true": self._names[row], "answered": self._names[column]}
        item.setToolTip(text.format(count=number(count), share=per_cent(share), **names))

    def _fit(self) -> None:
        if not self._names:
            return
        count, header = len(self._names), self.horizontalHeader()
        for column in range(count, self.columnCount()):
            hint = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            self.setColumnWidth(column, hint)
        others = sum(self.columnWidth(column) for column in range(count, self.columnCount()))
        width = (self.viewport().width() - others) // count
        for column in range(count):
            self.setColumnWidth(column, min(max(width, LEAST_WIDTH), LARGEST_WIDTH))

    def _open(self, row: int, column: int) -> None:
        if 0 <= row < len(self._names) and 0 <= column < len(self._names):
            item = self.item(row, column)
            if item is not None and item.data(Qt.ItemDataRole.UserRole)[0]:
                self.opened.emit(row, column)

    def _point(self, row: int, column: int) -> None:
        item = self.item(row, column)
        is_link = column < len(self._names) and item is not None and item.data(Qt.ItemDataRole.UserRole)[0]
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)


def texts_of(figures: Figures, *, pictures: int) -> tuple[str, str, str, str]:
    """Precision, recall and F1 in per cent, and of how many pictures."""
    parts = (figures.precision, figures.recall, figures.f1)
    shown = ("-" if part is None else per_cent(part) for part in parts)
    return (*shown, number(pictures))  # type: ignore[return-value]  # three of them
