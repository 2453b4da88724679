"""The runs of a project with their figures; one or two of them are chosen. Columns come as the width allows."""

from datetime import datetime
from statistics import fmean

from PySide6.QtCore import QDate, QDateTime, QEvent, QItemSelectionModel, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from station.core.attributes import AttributeSet
from station.model.runs import Run, RunEntry
from station.ui.error_texts import said
from station.ui.icons import icon
from station.ui.spoken import number
from station.ui.theme import theme

MOST_CHOSEN = 2
FIRST, LAST = 4, 3
"""Columns before the attributes (run, val. loss, mean, when) and after them."""
WHEN = 3
"""The last of the columns that are shown whatever room there is: there a run that can't be used says why not, else it may go."""
MOST_COLUMNS = 32
"""Attributes or classes that have a column each."""
NAME_WIDTH = 96
"""The least of the first column, in px."""


class RunList(QTableWidget):
    """A row for each folder in models/; damaged ones say so."""

    chosen = Signal()
    """Other runs were chosen."""
    opened = Signal()
    """Enter or a double click on a run."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._entries: tuple[RunEntry, ...] = ()
        self._attributes: AttributeSet | None = None
        self._order: list[str] = []
        self._warns = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._later = QTimer(self, singleShot=True, interval=0)  # never while Qt is dressing the window
        self._later.timeout.connect(self._fill)
        self.itemSelectionChanged.connect(self._chosen)
        self.cellDoubleClicked.connect(self._open)

    @property
    def entries(self) -> tuple[RunEntry, ...]:
        """The runs on screen."""
        return self._entries

    def chosen_runs(self) -> list[RunEntry]:
        """The chosen runs, at most two, in the order in which they were chosen."""
        by_name = {entry.folder.name: entry for entry in self._entries}
        return [by_name[name] for name in self._order if name in by_name]

    def show_runs(self, entries: tuple[RunEntry, ...], attributes: AttributeSet) -> None:
        """Show these runs; what was chosen stays chosen where it still exists, else the newest is."""
        names = {entry.folder.name for entry in entries}
        wanted = [name for name in self._order if name in names]
        if not wanted and entries:
            wanted = [entries[0].folder.name]
        self._entries, self._attributes = entries, attributes
        self._fill()
        self.choose(wanted)

    def choose(self, names: list[str]) -> None:
        """Choose these runs."""
        self.blockSignals(True)
        self.clearSelection()
        rows = {entry.folder.name: row for row, entry in enumerate(self._entries)}
        model = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        known = [name for name in names if name in rows]
        if known:
            current = QItemSelectionModel.SelectionFlag.NoUpdate
            model.setCurrentIndex(self.model().index(rows[known[0]], 0), current)
        for name in known:
            model.select(self.model().index(rows[name], 0), flags)
        self.blockSignals(False)
        self._order = known
        self.chosen.emit()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Runs"))
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the run."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._entries:
            self._later.start()

    def _open(self) -> None:
        self.opened.emit()

    def _chosen(self) -> None:
        names = [self._entries[index.row()].folder.name for index in self.selectionModel().selectedRows()]
        kept = [name for name in self._order if name in names]
        self._order = (kept + [name for name in names if name not in kept])[:MOST_CHOSEN]
        if len(names) > MOST_CHOSEN:
            self.choose([*self._order[:1], names[-1]])
            return
        self.chosen.emit()

    def _fill(self) -> None:
        if self._attributes is None:
            return
        chosen = list(self._order)
        self.blockSignals(True)
        names = _shown(self._attributes)
        self.setColumnCount(FIRST + len(names) + LAST)
        self.setRowCount(len(self._entries))
        self.setHorizontalHeaderLabels(
            [
                *(self.tr("Run"), self.tr("Val. loss"), self.tr("Mean %"), self.tr("When")),
                *names,
                *(self.tr("State"), self.tr("Epochs"), self.tr("Network")),
            ]
        )
        for column in (1, 2, *range(FIRST, FIRST + len(names))):
            head = self.horizontalHeaderItem(column)
            assert head is not None
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        mean = self.horizontalHeaderItem(2)
        assert mean is not None
        mean.setToolTip(
            self.tr("Mean recall of the classes on the validation subset")
            if self._attributes.is_classes
            else self.tr("Mean accuracy of the attributes on the validation subset")
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._warns = False
        for row, entry in enumerate(self._entries):
            self._fill_row(row, entry, self._attributes)
        self._fit()
        self.blockSignals(False)
        self.choose(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide from the right what would have to be scrolled for; it is in the tool tip."""
        room = self.viewport().width() - NAME_WIDTH
        first_to_go = FIRST if self._warns else WHEN
        for column in range(1, self.columnCount()):
            self.setColumnHidden(column, False)  # the header gives no width for what is hidden
            room -= max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnHidden(column, column >= first_to_go and room < 0)

    def _fill_row(self, row: int, entry: RunEntry, attributes: AttributeSet) -> None:
        state, sign, warns = self._state(entry, attributes)
        loss, mean, when, *accuracies, epochs, network = _figures(entry, attributes)
        texts = [loss, mean, state if warns else when, *accuracies, state, epochs, network]
        cells = [QTableWidgetItem(icon(sign), entry.folder.name), *(QTableWidgetItem(text) for text in texts)]
        tip = said(entry.problem) or "\n".join(self._tip(entry, state, attributes))
        for column, cell in enumerate(cells):
            if column in (1, 2) or FIRST <= column < FIRST + len(accuracies):
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cell.setToolTip(tip)
            self.setItem(row, column, cell)
        if warns:
            self._warns = True
            for column in (WHEN, FIRST + len(accuracies)):
                cells[column].setForeground(QColor(theme().warning_text))

    def _tip(self, entry: RunEntry, state: str, attributes: AttributeSet) -> list[str]:
        _, _, _, *accuracies, epochs, network = _figures(entry, attributes)
        when = _when(entry.run.card.created) if entry.run is not None else ""
        rows = [f"{name} {value} %" for name, value in zip(_shown(attributes), accuracies, strict=True)]
        text = self.tr("{network}, epochs {epochs}, {state}, {when}")
        return [entry.folder.name, text.format(network=network, epochs=epochs, state=state, when=when), *rows]

    def _state(self, entry: RunEntry, attributes: AttributeSet) -> tuple[str, str, bool]:
        if entry.run is None:
            return self.tr("damaged"), "alert-triangle", True
        if not has_attributes(entry.run, attributes):
            text = self.tr("other classes") if attributes.is_classes else self.tr("old attributes")
            return text, "alert-triangle", True
        if entry.is_resumable:
            return self.tr("unfinished"), "circle-dashed", False
        planned = entry.run.card.recipe.get("epochs")
        if isinstance(planned, int) and len(entry.history) < planned:  # by a person, or since nothing got better
            return self.tr("ended early"), "circle-check", False
        return self.tr("finished"), "circle-check", False


def has_attributes(run: Run, attributes: AttributeSet) -> bool:
    """Whether a run answers the attributes that the project has, in the same order."""
    card = run.card
    return card.kind == attributes.kind and tuple(each.name for each in card.attributes) == attributes.names


def _shown(attributes: AttributeSet) -> tuple[str, ...]:
    """Those with a column of their own; of very many classes none has, and their mean speaks for them."""
    return attributes.names if len(attributes) <= MOST_COLUMNS else ()


def _figures(entry: RunEntry, attributes: AttributeSet) -> list[str]:
    """Loss, mean, when, the accuracy of each attribute, epochs, network."""
    run = entry.run
    if run is None:
        return [""] * (len(_shown(attributes)) + FIRST + 1)
    figures = run.card.figures
    by_name = figures.valid_accuracies
    planned = run.card.recipe.get("epochs")
    known = [by_name[name] for name in attributes.names if name in by_name]
    return [
        "-" if figures.valid_loss is None else number(figures.valid_loss, 3),
        number(fmean(known), 1) if known else "-",
        _short_when(run.card.created),
        *(number(by_name[name], 1) if name in by_name else "-" for name in _shown(attributes)),
        f"{len(entry.history)}/{planned}" if isinstance(planned, int) else str(len(entry.history)),
        run.card.network,
    ]


def _when(created: str) -> str:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return created[:16]
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def _short_when(created: str) -> str:
    """The time of a run of today, else its date."""
    try:
        local = QDateTime.fromSecsSinceEpoch(int(datetime.fromisoformat(created).timestamp()))
    except ValueError:
        return created[:10]
    form = QLocale.FormatType.ShortFormat
    is_today = local.date() == QDate.currentDate()
    return QLocale().toString(local.time(), form) if is_today else QLocale().toString(local.date(), form)
