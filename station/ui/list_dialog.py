"""A list to search in, and beside it what is chosen from it: what the guide and the licences have in common."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from station.ui.theme import GAP, GRID, MARGIN

LIST_WIDTH = 68 * GRID


class ListDialog(QDialog):
    """Who derives from it fills `search`, `list` and `beside`, and sets their texts in `retranslate`."""

    def __init__(self, parent: QWidget) -> None:
        """Lay out the empty parts."""
        super().__init__(parent)
        self.search = QLineEdit(self, clearButtonEnabled=True)
        self.list = QListWidget(self)
        self.beside = QVBoxLayout()
        self.close_button = QPushButton(self)
        self.close_button.setAutoDefault(False)  # Return is the search's
        self.close_button.clicked.connect(self.close)
        for widget in (self.search, self.list):
            widget.setFixedWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # what is too long ends in dots
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set all texts."""
        self.close_button.setText(self.tr("Close"))

    def _lay_out(self) -> None:
        left, both, buttons = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        both.setSpacing(MARGIN)
        both.addLayout(left)
        both.addLayout(self.beside, 1)
        for column in (left, self.beside):
            column.setSpacing(GAP)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(MARGIN)
        whole.addLayout(both, 1)
        whole.addLayout(buttons)
