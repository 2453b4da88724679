"""A run's figures on a subset of classes: the per cent right, and what pictures of each class were taken for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from station.live.evaluating import Evaluation
from station.model.evaluation import Confusion
from station.ui.class_lists import FigureList, MistakeList
from station.ui.confusion_table import MOST_WHOLE, ConfusionTable
from station.ui.roles import label
from station.ui.spoken import number
from station.ui.theme import GAP

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
        self._is_matrix = True
        self._overall, self._interval = label(self, role="title"), label(self, role="muted")
        self.matrix, self.mistakes, self.list = ConfusionTable(self), MistakeList(self), FigureList(self)
        self.matrix.opened.connect(self.opened)
        self.mistakes.opened.connect(self.opened)
        self._hint = label(self, role="muted", wraps=True)
        self.part = QComboBox(self)
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.part.addItems(["", ""])
        self.part.currentIndexChanged.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._overall)
        row.addWidget(self._interval)
        row.addStretch(1)
        row.addWidget(self.part)
        tables = QHBoxLayout()
        tables.setSpacing(GAP)
        for table in (self.matrix, self.mistakes, self.list):
            tables.addWidget(table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addLayout(tables, 1)

    @property
    def table(self) -> ConfusionTable | MistakeList:
        """What pictures are opened by: the matrix, or the list of mistakes."""
        return self.matrix if self._is_matrix else self.mistakes

    def show_figures(self, evaluation: Evaluation, confusion: Confusion) -> None:
        """Show an evaluation of classes."""
        self._confusion = confusion
        names, figures = tuple(evaluation.attributes), tuple(evaluation.attributes.values())
        self._is_matrix = len(names) <= MOST_IN_MATRIX
        self.part.setVisible(len(names) > MOST_WHOLE)
        if self._is_matrix:
            self.matrix.show_matrix(names, confusion, figures)
        else:
            self.mistakes.show_mistakes(names, confusion)
        self.list.show_figures(names, figures)
        self._choose()

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
        first = self.tr("Confusion matrix") if self._is_matrix else self.tr("Most frequent mistakes")
        for index, text in enumerate((first, self.tr("Figures by class"))):
            self.part.setItemText(index, text)
        self.part.setAccessibleName(self.tr("What is shown of the classes"))
        self._hint.setText(self._advice())

    def _advice(self) -> str:
        if self._is_figures:
            return self.tr("The worst recall first.")
        if not self._is_matrix:
            return self.tr("Click one or press Return for its pictures.")
        return self.tr("Row: what it is. Column: what it was taken for. Click or press Return for the pictures.")

    @property
    def _is_figures(self) -> bool:
        return self.part.currentIndex() == 1 and not self.part.isHidden()

    def _choose(self) -> None:
        self.table.setVisible(not self._is_figures)
        self.list.setVisible(self._is_figures)
        (self.mistakes if self._is_matrix else self.matrix).hide()
        self.retranslate()
