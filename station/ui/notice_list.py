"""The list of the log view: notices with time, weight and words, and the details of the chosen one."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from station.ui.icons import icon
from station.ui.notices import Level, Notice, Notices, colour_of
from station.ui.theme import GAP

LEVELS = (Level.INFORMATION, Level.WARNING, Level.ERROR)
"""From the least to the most weighty."""


class NoticeList(QWidget):
    """Newest first; what does not match the filter is not shown."""

    def __init__(self, notices: Notices, parent: QWidget) -> None:
        """Show these, and those to come."""
        super().__init__(parent)
        self._notices = notices
        self._shown: list[Notice] = []
        self.least = QComboBox(self)
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.table = QTableWidget(0, 2, self)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setProperty("role", "code")
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.least)
        top.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.table, 3)
        column.addWidget(self.details, 2)
        for _ in LEVELS:
            self.least.addItem("")
        self.least.currentIndexChanged.connect(self._fill)
        self.words.textChanged.connect(self._fill)
        self.table.currentCellChanged.connect(self._show_details)
        notices.told.connect(self._fill)
        self._retranslate()

    @property
    def text(self) -> str:
        """The chosen notice with its details, to be sent to somebody."""
        row = self.table.currentRow()
        return _whole(self._shown[row]) if 0 <= row < len(self._shown) else ""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._fill()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Time"), self.tr("Message")])
        for index, text in enumerate((self.tr("All messages"), self.tr("Warnings and errors"), self.tr("Errors"))):
            self.least.setItemText(index, text)
        self.words.setPlaceholderText(self.tr("Find in messages"))
        self.table.setAccessibleName(self.tr("Messages"))
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setPlaceholderText(self.tr("No message is chosen."))
        self._fill()

    def _fill(self) -> None:
        least, sought = self.least.currentIndex(), self.words.text().casefold()
        self._shown = [
            notice
            for notice in reversed(self._notices.all)
            if LEVELS.index(notice.level) >= least and sought in f"{notice.text} {notice.details}".casefold()
        ]
        self.table.setRowCount(len(self._shown))
        for row, notice in enumerate(self._shown):
            when = QTableWidgetItem(f"{notice.when:%H:%M:%S}")
            when.setIcon(icon(notice.level.value, colour=colour_of(notice.level)))
            self.table.setItem(row, 0, when)
            text = QTableWidgetItem(notice.text)
            text.setToolTip(notice.text)
            self.table.setItem(row, 1, text)
        if self._shown:
            self.table.setCurrentCell(0, 1)
        self._show_details()

    def _show_details(self) -> None:
        self.details.setPlainText(self.text)


def _whole(notice: Notice) -> str:
    first = f"{notice.when:%Y-%m-%d %H:%M:%S} {notice.level.name}\n{notice.text}"
    return f"{first}\n\n{notice.details}".strip()
