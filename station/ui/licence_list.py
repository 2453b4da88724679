"""The licences of all that the station stands on: a list to search in, and each one's texts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidgetItem, QPlainTextEdit, QWidget

from station.core.licences import Part, shipped_parts, text_of
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.error_texts import said
from station.ui.list_dialog import ListDialog


class LicenceList(ListDialog):
    """What ships on the left, what is to be said of it and its licence on the right."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Read the list; each text is read when it is chosen."""
        super().__init__(parent)
        self._context = context
        self._parts: list[Part] = []
        self.title, self.note = QLabel(self), QLabel(self)
        self.text = QPlainTextEdit(self, readOnly=True)
        self._dress()
        self.search.textChanged.connect(self._show_found)
        self.list.currentRowChanged.connect(self._choose)
        self.retranslate()
        fit(self, 1040, 680)
        context.jobs.run(
            self.tr("Reading the licences"), _read, owner=self, ended=self._take, failed=self._fail, reads=True
        )

    def _dress(self) -> None:
        self.title.setProperty("role", "heading")
        self.text.setProperty("role", "code")
        for label in (self.title, self.note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.title, self.note, self.text):
            self.beside.addWidget(widget)

    def retranslate(self) -> None:
        """Set all texts."""
        super().retranslate()
        self.setWindowTitle(self.tr("Licences"))
        self.search.setPlaceholderText(self.tr("Search by name or licence"))
        self.search.setAccessibleName(self.tr("Search by name or licence"))
        self.list.setAccessibleName(self.tr("What the station stands on"))
        self.text.setAccessibleName(self.tr("The licence's text"))

    def _take(self, parts: list[Part]) -> None:
        self._parts = parts
        self._show_found()

    def _show_found(self) -> None:
        wanted = self.search.text().casefold()
        self.list.clear()
        for part in self._parts:
            if wanted in f"{part.title} {part.licence}".casefold():
                item = QListWidgetItem(part.title, self.list)
                item.setToolTip(f"{part.title}\n{part.licence}")
                item.setData(Qt.ItemDataRole.UserRole, part)
        self.list.setCurrentRow(0)

    def _choose(self, row: int) -> None:
        part = self.list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        self.title.setText(f"{part.title}: {part.licence}" if part else "")
        self.note.setText(part.note if part else "")
        self.note.setVisible(bool(part and part.note))
        self.text.clear()
        if part is None:
            return

        def work(job: Job) -> tuple[Part, str]:
            del job
            return part, text_of(part)

        self._context.jobs.run(
            self.tr("Reading the licences"), work, owner=self, ended=self._show_text, failed=self._fail, reads=True
        )

    def _show_text(self, read: tuple[Part, str]) -> None:
        part, text = read
        row = self.list.currentRow()  # the part may have been left meanwhile
        if row >= 0 and self.list.item(row).data(Qt.ItemDataRole.UserRole) == part:
            self.text.setPlainText(text)

    def _fail(self, error: BaseException) -> None:
        self.text.setPlainText(said(error))


def _read(job: Job) -> list[Part]:
    del job
    return shipped_parts()
