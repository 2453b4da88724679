"""A run's figures on a subset of classes: the per cent right, and what pictures of each class were taken for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station.live.evaluating import Evaluation
from station.model.evaluation import Confusion
from station.ui.class_lists import FigureList, MistakeList
from station.ui.confusion_table import ConfusionTable
from station.ui.spoken import number
from station.ui.theme import GAP
from station.ui.training_project import label

MOST_IN_MATRIX = 12
"""Classes; of more, a list of the most frequent mistakes is read more easily."""


class ClassFigures(QWidget):
    """The figures of classes."""

    opened = Signal(int, int)
    """(true class, answered class) of pictures that somebody wants to see."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without figures."""
        super().__init__(parent)
        self._confusion: Confusion | None = None
        self._overall, self._interval = label(self, role="title"), label(self, role="muted")
        self.matrix, self.mistakes, self.list = ConfusionTable(self), MistakeList(self), FigureList(self)
        self.matrix.opened.connect(self.opened)
        self.mistakes.opened.connect(self.opened)
        self._hint = label(self, role="muted", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._overall)
        row.addWidget(self._interval)
        row.addSpacing(GAP)
        row.addWidget(self._hint, 1)
        tables = QHBoxLayout()
        tables.setSpacing(GAP)
        for table in (self.matrix, self.mistakes, self.list):
            tables.addWidget(table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addLayout(tables, 1)

    @property
    def table(self) -> ConfusionTable | MistakeList:
        """What is opened by: the matrix, or the list of mistakes."""
        return self.mistakes if self.matrix.isHidden() else self.matrix

    def show_figures(self, evaluation: Evaluation, confusion: Confusion) -> None:
        """Show an evaluation of classes."""
        self._confusion = confusion
        names, figures = tuple(evaluation.attributes), tuple(evaluation.attributes.values())
        is_matrix = len(names) <= MOST_IN_MATRIX
        self.matrix.setVisible(is_matrix)
        self.mistakes.setVisible(not is_matrix)
        self.list.setVisible(not is_matrix)
        if is_matrix:
            self.matrix.show_matrix(names, confusion, figures)
        else:
            self.mistakes.show_mistakes(names, confusion)
            self.list.show_figures(names, figures)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for table in (self.matrix, self.mistakes, self.list):
            table.retranslate()
        found = self._confusion
        if found is None:
            return
        self._overall.setText(self.tr("{n} % right").format(n=number(found.accuracy, 1)))
        low, high = number(found.accuracy_low, 1), number(found.accuracy_high, 1)
        self._interval.setText(self.tr("95 % interval {low} to {high}").format(low=low, high=high))
        if self.table is self.matrix:
            hint = self.tr("Row: what it is. Column: what it was taken for. Click or press Enter for the pictures.")
        else:
            hint = self.tr("The most frequent mistakes. Click one or press Enter for its pictures.")
        self._hint.setText(hint)
