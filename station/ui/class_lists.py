"""Where there are too many classes for a matrix: the most frequent mistakes, and each class's figures, the worst first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from station.model.evaluation import Confusion, Figures
from station.ui.confusion_table import texts_of
from station.ui.spoken import number
from station.ui.theme import theme

MOST_MISTAKES = 100
"""Rows of the list; what is rarer than these is in the written evaluation."""


class ClassList(QTableWidget):
    """A quiet table whose rows are chosen whole; the first column, or those named, take the room that is left."""

    def __init__(self, parent: QWidget, *, columns: int, wide: tuple[int, ...]) -> None:
        """Begin empty."""
        super().__init__(0, columns, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in wide:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def set_row(self, row: int, texts: tuple[str, ...], *, left: tuple[int, ...]) -> None:
        """Write a row; numbers stand on the right."""
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignLeft if column in left else Qt.AlignmentFlag.AlignRight
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(text)
            self.setItem(row, column, item)


class MistakeList(ClassList):
    """A row for each mistake: how many pictures of which class were taken for which other."""

    opened = Signal(int, int)
    """(true class, answered class) of a mistake that somebody wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent, columns=3, wide=(1, 2))
        self._mistakes: tuple[tuple[int, int, int], ...] = ()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.cellClicked.connect(self._open)

    def show_mistakes(self, names: tuple[str, ...], confusion: Confusion) -> None:
        """Show the most frequent mistakes."""
        before, self._mistakes = self.currentRow(), confusion.mistakes()[:MOST_MISTAKES]
        self.setRowCount(len(self._mistakes))
        for row, (count, true, answered) in enumerate(self._mistakes):
            self.set_row(row, (number(count), names[true], names[answered]), left=(1, 2))
            item = self.item(row, 0)
            assert item is not None
            item.setForeground(QColor(theme().not_ok_text))
        self.setCurrentCell(min(max(0, before), len(self._mistakes) - 1), 0)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("The most frequent mistakes"))
        self.setHorizontalHeaderLabels([self.tr("Pictures"), self.tr("True class"), self.tr("Taken for")])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the mistake."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._open(self.currentRow())
            return
        super().keyPressEvent(event)

    def _open(self, row: int, column: int = 0) -> None:
        del column
        if 0 <= row < len(self._mistakes):
            self.opened.emit(*self._mistakes[row][1:])


class FigureList(ClassList):
    """A row for each class with its figures, the least recall first."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent, columns=5, wide=(0,))

    def show_figures(self, names: tuple[str, ...], figures: tuple[Figures, ...]) -> None:
        """Show each class's figures; a class without a picture here comes last."""
        order = sorted(range(len(names)), key=lambda at: _recall(figures[at]))
        self.setRowCount(len(order))
        for row, at in enumerate(order):
            own = figures[at]
            self.set_row(row, (names[at], *texts_of(own, pictures=own.tp + own.fn)), left=(0,))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Figures by class, the worst first"))
        names = (self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Pictures"))
        self.setHorizontalHeaderLabels([self.tr("Class"), *names])


def _recall(figures: Figures) -> float:
    return 2.0 if figures.recall is None else figures.recall
