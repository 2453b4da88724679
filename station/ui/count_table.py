"""A run's figures by attribute: the per cent right, its interval, and the four counts, each of which can be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from station.live.evaluating import COUNTS, Count, Evaluation
from station.model.evaluation import Figures
from station.ui.roles import set_role
from station.ui.spoken import number
from station.ui.theme import theme

ORDER: tuple[Count, ...] = ("tp", "fp", "tn", "fn")
FIRST_COUNT = 4
SPARE = 3, 2
"""The columns that go where there is no room for them, the first one first."""

assert set(ORDER) == set(COUNTS)


class CountTable(QTableWidget):
    """A row for each attribute; the four counts look and work like links."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(0, FIRST_COUNT + len(ORDER), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for part in (self, header):
            set_role(part, "narrow")  # eight columns beside the list of runs
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # as the numbers below
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.cellClicked.connect(self._open)
        self.cellEntered.connect(self._point)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Figures by attribute"))
        self.setHorizontalHeaderLabels(
            [
                *(self.tr("Attribute"), self.tr("Right %"), self.tr("95 %\ninterval"), self.tr("AUROC")),
                *(
                    self.tr("TP\nright"),
                    self.tr("FP\nwrong"),
                    self.tr("TN\nright"),
                    self.tr("FN\nwrong"),
                ),
            ]
        )
        names = self.horizontalHeaderItem(0)
        assert names is not None
        names.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        tips = (
            self.tr("Answered true, and it is true"),
            self.tr("Answered true, but it is false"),
            self.tr("Answered false, and it is false"),
            self.tr("Answered false, but it is true"),
        )
        for index, tip in enumerate(tips):
            header = self.horizontalHeaderItem(FIRST_COUNT + index)
            assert header is not None
            header.setToolTip(tip)

    def show_figures(self, evaluation: Evaluation) -> None:
        """Show the figures of each attribute."""
        place = self.currentRow(), self.currentColumn()
        self.setRowCount(len(evaluation.attributes))
        for row, (name, figures) in enumerate(evaluation.attributes.items()):
            texts = name, *_texts(figures)
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if column >= FIRST_COUNT:
                    self._dress(cell, ORDER[column - FIRST_COUNT])
                cell.setToolTip(self._tip(texts) if column < FIRST_COUNT else "")
                self.setItem(row, column, cell)
        self._fit()
        if place[0] < 0:
            place = 0, FIRST_COUNT
        self.setCurrentCell(min(place[0], self.rowCount() - 1), place[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Do without the area under the curve, and the interval, where names would be cut off; tool tips have both."""
        for column in SPARE:
            self.setColumnHidden(column, False)  # the header gives no width for what is hidden
        widths = [
            max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            for column in range(self.columnCount())
        ]
        missing = sum(widths) - self.viewport().width()
        for column in SPARE:
            self.setColumnHidden(column, missing > 0)
            missing -= widths[column]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the count."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def _tip(self, texts: tuple[str, ...]) -> str:
        heads = (self.horizontalHeaderItem(column) for column in range(FIRST_COUNT))
        titles = [head.text().replace("\n", " ") if head is not None else "" for head in heads]
        return "\n".join(f"{title}: {text}" for title, text in zip(titles, texts, strict=False))

    def _dress(self, cell: QTableWidgetItem, count: Count) -> None:
        said, true = COUNTS[count]
        some = cell.text() != number(0)
        colour = theme().accent if said == true else theme().not_ok_text
        if some:
            cell.setForeground(QColor(colour))
            font = cell.font()
            font.setUnderline(True)
            font.setBold(said != true)
            cell.setFont(font)
        cell.setData(Qt.ItemDataRole.UserRole, count)

    def _open(self, row: int, column: int) -> None:
        name, count = self.item(row, 0), self.item(row, column)
        if name is not None and count is not None and column >= FIRST_COUNT and count.text() != number(0):
            self.opened.emit(name.text(), ORDER[column - FIRST_COUNT])

    def _point(self, row: int, column: int) -> None:
        del row
        shape = Qt.CursorShape.PointingHandCursor if column >= FIRST_COUNT else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)


def _texts(figures: Figures) -> list[str]:
    interval = f"{number(figures.accuracy_low, 1)} - {number(figures.accuracy_high, 1)}"
    auroc = "-" if figures.auroc is None else number(figures.auroc, 3)
    return [number(figures.accuracy, 2), interval, auroc, *(number(getattr(figures, count)) for count in ORDER)]
