"""A name and the folder it is made in, with the sentence of what is wrong with them."""

import re
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from station.ui.icons import icon
from station.ui.theme import GAP

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LONGEST = 80


class FolderFields(QWidget):
    """`folder` is what shall be made; `problem` says at any time why it can't."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, name: str = "", folder: Path | None = None) -> None:
        """Begin with this name in this folder, or among the person's documents."""
        super().__init__(parent)
        self._name_label = QLabel(self)
        self._folder_label = QLabel(self)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(LONGEST)
        self.place = QLineEdit(QDir.toNativeSeparators(str(folder or documents())), self)
        self._browse = QPushButton(icon("folder-open"), "", self)
        self._browse.clicked.connect(self._choose)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self._name_label, 0, 0)
        grid.addWidget(self.name, 0, 1, 1, 2)
        grid.addWidget(self._folder_label, 1, 0)
        grid.addWidget(self.place, 1, 1)
        grid.addWidget(self._browse, 1, 2)
        self._name_label.setBuddy(self.name)
        self._folder_label.setBuddy(self.place)
        self.name.textChanged.connect(self.changed)
        self.place.textChanged.connect(self.changed)

    @property
    def folder(self) -> Path:
        """The folder that shall be made."""
        return Path(self.place.text().strip()).expanduser() / self.name.text().strip()

    def lock(self, locked: bool) -> None:
        """Whether the folder is fixed."""
        for part in (self.name, self.place, self._browse):
            part.setEnabled(not locked)

    def problem(self) -> str:
        """Why this can't be a folder, as a sentence; empty where it can, as far as names go."""
        name, place = self.name.text().strip(), self.place.text().strip()
        if not name:
            return self.tr("Give the project a name.")
        if _UNFIT.search(name) or name.endswith(".") or name.partition(".")[0].lower() in _DEVICES:
            return self.tr("A folder can't be called {name}: use letters, digits, spaces, - and _.").format(name=name)
        if not Path(place).expanduser().is_absolute():
            return self.tr("Choose the folder in which the project is made.")
        return ""

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._name_label.setText(self.tr("Name"))
        self._folder_label.setText(self.tr("In the folder"))
        self._browse.setText(" " + self.tr("Choose..."))  # Qt leaves no gap to the icon

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("In the folder"), self.place.text())
        if chosen:
            self.place.setText(QDir.toNativeSeparators(chosen))


def documents() -> Path:
    """Where a person keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
