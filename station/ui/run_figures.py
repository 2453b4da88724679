"""A run's figures on a subset: per attribute the per cent right, its interval, and the four counts, each of which can be opened."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from station.core.subset import SUBSETS
from station.live.evaluating import COUNTS, Count, Evaluation, Judged
from station.model.evaluation import Figures
from station.model.runs import RunEntry
from station.ui.spoken import number
from station.ui.theme import GAP, theme
from station.ui.training_project import label

ORDER: tuple[Count, ...] = ("tp", "fp", "tn", "fn")
FIRST_COUNT = 4

assert set(ORDER) == set(COUNTS)


class RunFigures(QWidget):
    """The page of a run's figures."""

    count_opened = Signal(str, str)
    """(attribute, count) of a count that somebody wants to see."""
    subset_changed = Signal()
    evaluate_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin without a run."""
        super().__init__(parent)
        self._entry: RunEntry | None = None
        self._judged: Judged | None = None
        self._says = ""
        self._title = label(self, role="heading")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.subset = QComboBox(self)
        for subset in ("test", "valid", "train"):
            self.subset.addItem("", subset)
        assert {self.subset.itemData(index) for index in range(3)} == set(SUBSETS)
        self.subset.currentIndexChanged.connect(self.subset_changed)
        self.evaluate = QPushButton(self)
        self.evaluate.clicked.connect(self.evaluate_wanted)
        self.table = CountTable(self)
        self.table.opened.connect(self._opened)
        self._hint = label(self, role="muted", wraps=True)
        self._warning = label(self, role="warning", wraps=True)
        self._judging = ""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._title, 1)
        row.addWidget(self.subset)
        row.addWidget(self.evaluate)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._warning)
        column.addWidget(self._hint)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self._later = QTimer(self, singleShot=True, interval=0)  # never while Qt is dressing the window: it crashes
        self._later.timeout.connect(self._fill)
        self.retranslate()

    @property
    def judged(self) -> Judged | None:
        """The figures on screen."""
        return self._judged

    def show_run(self, entry: RunEntry | None, judged: Judged | None, *, says: str = "") -> None:
        """Show a run's figures, or, where there are none, what there is to say."""
        self._entry, self._judged, self._says = entry, judged, says
        self._fill()

    def show_judging(self, run: str) -> None:
        """Say that this run is being evaluated; empty: none is."""
        self._judging = run
        self._fill()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for index, text in enumerate(
            (self.tr("Test subset"), self.tr("Validation subset"), self.tr("Training subset"))
        ):
            self.subset.setItemText(index, text)
        self.subset.setAccessibleName(self.tr("Subset"))
        self.evaluate.setText(self.tr("Evaluate"))
        self.table.retranslate()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._later.start()
        super().changeEvent(event)

    def _fill(self) -> None:
        entry, judged = self._entry, self._judged
        self.evaluate.setVisible(entry is not None and entry.run is not None and not self._says)
        self.evaluate.setEnabled(not self._judging)
        self.table.setVisible(judged is not None)
        self._warning.setVisible(judged is not None and not judged.is_own_split)
        self._warning.setText(
            self.tr(
                "Trained on another split: this run may have learned from these very pictures, and then the figures are "
                "too good."
            )
        )
        if entry is None or judged is None:
            self._title.setText(entry.folder.name if entry is not None else self.tr("No run chosen"))
            none_yet = self.tr(
                "This run has not been judged on this subset yet. Evaluate answers its pictures and counts."
            )
            if entry is not None and self._judging == entry.folder.name:
                none_yet = self.tr("The pictures are being answered. How far that is stands below in the window.")
            self._hint.setText(self._says or (none_yet if entry is not None else ""))
            self.evaluate.setProperty("role", "primary")
        else:
            found = judged.evaluation
            self._title.setText(
                self.tr("{run}: pictures {pictures}, clips {clips}").format(
                    run=found.run, pictures=number(found.pictures), clips=number(found.clips)
                )
            )
            self.table.show_figures(found)
            self._hint.setText(
                self.tr("Click a count, or press Enter on it, to see its pictures with their heat maps.")
            )
            self.evaluate.setProperty("role", "")
        self._hint.setVisible(not self._warning.isVisibleTo(self))  # there is room for one of the two
        self.evaluate.style().unpolish(self.evaluate)
        self.evaluate.style().polish(self.evaluate)

    def _opened(self, attribute: str, count: str) -> None:
        self.count_opened.emit(attribute, count)


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
            for column, text in enumerate((name, *_texts(figures))):
                cell = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if column >= FIRST_COUNT:
                    self._dress(cell, ORDER[column - FIRST_COUNT])
                self.setItem(row, column, cell)
        if place[0] < 0:
            place = 0, FIRST_COUNT
        self.setCurrentCell(min(place[0], self.rowCount() - 1), place[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the count."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

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
