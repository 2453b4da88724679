"""The log view: what was told since the start, with its details, and the end of the log file."""

import logging
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from station.core.errors import StationError
from station.core.folders import log_folder
from station.core.text_files import end_of
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.error_texts import said
from station.ui.notice_list import NoticeList
from station.ui.theme import GAP, MARGIN

TAIL_BYTES = 200_000
LOG_FILE = "window.log"


def own_log() -> Path:
    """The log that this window writes: the second window of a computer has one of its own."""
    for handler in logging.getLogger("station").handlers:
        if isinstance(handler, logging.FileHandler):
            return Path(handler.baseFilename)
    return log_folder() / LOG_FILE


class LogView(QDialog):
    """Messages on one page, the log file on another."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Show what there is by now; messages that come while it is open are added."""
        super().__init__(parent)
        self._context = context
        self.pages = QTabWidget(self)
        self.notices = NoticeList(context.notices, self)
        self.file = QPlainTextEdit(self)
        self.file.setReadOnly(True)
        self.file.setProperty("role", "code")
        self.file.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.pages.addTab(_padded(self.notices, self), "")
        self.pages.addTab(_padded(self.file, self), "")
        self.copy, self.folder, self.renew, self.close_button = (QPushButton(self) for _ in range(4))
        self.close_button.setProperty("role", "primary")
        for button in (self.copy, self.folder, self.renew):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (self.copy, self.folder, self.renew):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.pages, 1)
        column.addLayout(buttons)
        self._connect()
        self._retranslate()
        fit(self, 900, 620)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._show_folder)
        self.renew.clicked.connect(self._read_file)
        self.close_button.clicked.connect(self.accept)
        self.pages.currentChanged.connect(self._page_changed)
        self._page_changed()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Messages and log"))
        self.pages.setTabText(0, self.tr("Messages since the start"))
        self.pages.setTabText(1, self.tr("Log file"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("The chosen message with its details, or the log"))
        self.folder.setText(self.tr("Open the log's folder"))
        self.renew.setText(self.tr("Read again"))
        self.close_button.setText(self.tr("Close"))
        self.file.setAccessibleName(self.tr("Log file"))

    def _page_changed(self) -> None:
        shown = self.pages.currentIndex() == 1
        self.renew.setVisible(shown)
        if shown:
            self._read_file()

    def _read_file(self) -> None:
        def work(job: Job) -> str:
            del job
            return end_of(own_log(), TAIL_BYTES)

        self._context.jobs.run(
            self.tr("Reading the log"), work, owner=self, ended=self._show_file, failed=self._file_failed, reads=True
        )

    def _show_file(self, text: str) -> None:
        self.file.setPlainText(text)
        bar = self.file.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _file_failed(self, error: BaseException) -> None:
        if not isinstance(error, StationError):
            raise error
        self.file.setPlainText(said(error))

    def _copy(self) -> None:
        text = self.notices.text if self.pages.currentIndex() == 0 else self.file.toPlainText()
        QGuiApplication.clipboard().setText(text)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(log_folder()))))


def _padded(inside: QWidget, parent: QWidget) -> QWidget:
    """A page with the widget in it, at a distance from the tabs above."""
    page = QWidget(parent)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, GAP, 0, 0)
    column.addWidget(inside)
    return page
