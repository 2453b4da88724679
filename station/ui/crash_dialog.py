"""The crash report: all of it to be read before it is saved where its reader chooses; nothing is sent from here."""

from pathlib import Path

from PySide6.QtCore import QDate, QEvent, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.core import storage
from station.core.crash_report import report
from station.core.folders import log_folder
from station.core.own_session import Ended
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.log_view import own_log
from station.ui.theme import GAP, MARGIN


class CrashDialog(QDialog):
    """What a report holds, and the report itself."""

    def __init__(self, context: Context, ended: Ended | None, parent: QWidget) -> None:
        """Put the report together in a job; `ended` is the session that did not come to its end, if there was one."""
        super().__init__(parent)
        self._context, self._ended = context, ended
        self._title, self._what = QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._what.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setProperty("role", "code")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy, self.save, self.close_button = (QPushButton(self) for _ in range(3))
        self.save.setProperty("role", "primary")
        for button in (self.copy, self.save):
            button.setEnabled(False)
        for button in (self.copy, self.close_button):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.copy)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for part in (self._title, self._what, self.text):
            column.addWidget(part, 1 if part is self.text else 0)
        column.addLayout(buttons)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.reject)
        self._retranslate()
        fit(self, 860, 620)
        self._make()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def save_to(self, path: Path) -> None:
        """Save the report."""
        text = self.text.toPlainText()

        def work(job: Job) -> Path:
            del job
            storage.write_text(path, text)
            return path

        self._context.jobs.run(self.tr("Saving the report"), work, owner=self, ended=self._saved)

    def _make(self) -> None:
        ended, settings, own = self._ended, self._context.settings.value, own_log()

        def work(job: Job) -> str:
            del job
            return report(ended, settings=settings, logs=log_folder(), own=own)

        self._context.jobs.run(
            self.tr("Putting the report together"), work, owner=self, ended=self._show_text, reads=True
        )

    def _show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        for button in (self.copy, self.save):
            button.setEnabled(True)
        self.save.setFocus()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Crash report"))
        if self._ended is not None:
            self._title.setText(self.tr("The station ended unexpectedly last time"))
        else:
            self._title.setText(self.tr("What helps to find a fault"))
        self._what.setText(
            self.tr(
                "This is all that the report holds: versions, settings and the ends of the logs, without pictures, accounts and"
                " the labeller's name. Names of projects and clips stay in it, so look through it before you send it to anybody."
                " The station itself sends nothing."
            )
        )
        self.text.setPlaceholderText(self.tr("Putting the report together..."))
        self.text.setAccessibleName(self.tr("Report"))
        self.copy.setText(self.tr("Copy"))
        self.save.setText(self.tr("Save the report..."))
        self.close_button.setText(self.tr("Close"))

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"seam-station-report-{QDate.currentDate().toString('yyyy-MM-dd')}.txt"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), str(Path(folder) / name), self.tr("Text (*.txt)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def _saved(self, path: Path) -> None:
        self._context.notices.tell(self.tr("The report is in {file}").format(file=path))
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
