"""About the station: its version, what it stands on, the licences, and what it is not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

import station
from station.core.programs import MAIN_PACKAGES, versions_of
from station.ui.context import Context
from station.ui.dialogs import open_dialog
from station.ui.icons import icon
from station.ui.licence_list import LicenceList
from station.ui.theme import GAP, MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 560


class About(QDialog):
    """One page."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Look the versions up: from the packages' descriptions, without importing them."""
        super().__init__(parent)
        self._context = context
        self._picture = QLabel(self)
        self._title, self._what, self._warning, self._licences = (QLabel(self) for _ in range(4))
        self._title.setProperty("role", "title")
        self._warning.setProperty("role", "warning")
        for label in (self._what, self._warning, self._licences):
            label.setWordWrap(True)
        self._licences.setProperty("role", "muted")
        self._licences.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.copy, self.licences, self.close_button = (QPushButton(self) for _ in range(3))
        for button in (self.copy, self.licences):
            button.setAutoDefault(False)
        self.close_button.setProperty("role", "primary")
        self.copy.clicked.connect(self._copy)
        self.licences.clicked.connect(self._show_licences)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self._retranslate()
        self.close_button.setFocus()
        self.setFixedWidth(WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the texts need: Qt would ask them for another width."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.totalHeightForWidth(WIDTH))

    def _lay_out(self) -> None:
        self._picture.setPixmap(icon("station").pixmap(48, 48))
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GAP // 2)
        words.addWidget(self._title)
        words.addWidget(self._what)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.licences)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addLayout(head)
        column.addWidget(self._warning)
        column.addWidget(_table(versions(), self))
        column.addWidget(self._licences)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Seam Station"))
        self._title.setText(self.tr("Seam Station {version}").format(version=station.__version__))
        self._what.setText(
            self.tr("Films seams, labels the frames, trains a residual network and watches the machine, showing why.")
        )
        self._warning.setText(
            self.tr("Not a safety device: never let it alone decide over what could hurt somebody or cost much.")
        )
        self._licences.setText(
            self.tr(
                "Seam Station: MIT licence. Icons: Tabler, MIT licence. Textures of the practice lab: Ramón Miranda and"
                " MrMamurk, CC0. Qt and Qt for Python: GNU LGPL 3; you may exchange their libraries. x264, which writes the clips:"
                " GNU GPL, and with it the packaged program as a whole."
            )
        )
        self.copy.setText(self.tr("Copy versions"))
        self.licences.setText(self.tr("All licences..."))
        self.close_button.setText(self.tr("Close"))

    def _show_licences(self) -> None:
        open_dialog(LicenceList(self._context, self))

    def _copy(self) -> None:
        lines = (f"Seam Station {station.__version__}", *(f"{name} {version}" for name, version in versions()))
        QGuiApplication.clipboard().setText("\n".join(lines))


def versions() -> "Sequence[tuple[str, str]]":
    """Names and versions of what the station stands on; those of a bundle without descriptions are left out."""
    return [("Qt", qVersion()), *versions_of(MAIN_PACKAGES).items()]


def _table(rows: "Sequence[tuple[str, str]]", parent: QWidget) -> QFrame:
    """Names and versions in two columns of pairs."""
    card = QFrame(parent)
    card.setProperty("role", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    grid.setHorizontalSpacing(MARGIN)
    grid.setVerticalSpacing(GAP // 2)
    half = (len(rows) + 1) // 2
    for index, (name, version) in enumerate(rows):
        label, value = QLabel(name, card), QLabel(version, card)
        label.setProperty("role", "muted")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, index % half, 2 * (index // half))
        grid.addWidget(value, index % half, 2 * (index // half) + 1)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return card
