"""The settings dialog, made from the settings tree: what is chosen holds at once, and can be taken back."""

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station.core.errors import StationError
from station.core.settings import Settings
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.error_texts import said
from station.ui.icons import icon
from station.ui.settings_page import SettingsPage
from station.ui.settings_table import PAGES
from station.ui.theme import GAP, MARGIN


class SettingsDialog(QDialog):
    """A page for each section of the tree."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Show the settings of now."""
        super().__init__(parent)
        self._context = context
        self._before = context.settings.value
        self._list = QListWidget(self)
        self._list.setIconSize(QSize(20, 20))
        self._list.setFixedWidth(200)
        self._stack = QStackedWidget(self)
        self.pages = [SettingsPage(page, self) for page in PAGES]
        for page, shown in zip(PAGES, self.pages, strict=True):
            self._list.addItem(QListWidgetItem(icon(page.icon), ""))
            self._stack.addWidget(shown)
            shown.edited.connect(self._edited)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "alarm")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.defaults, self.take_back, self.close_button = (QPushButton(self) for _ in range(3))
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show()
        self._list.setCurrentRow(0)
        self._list.setFocus()
        fit(self, 880, 620)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        pages = QHBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self._list)
        pages.addWidget(self._stack, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.defaults)
        buttons.addWidget(self.take_back)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addLayout(pages, 1)
        column.addWidget(self._problem)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._list.currentRowChanged.connect(self._show)
        self.defaults.clicked.connect(self._use_defaults)
        self.take_back.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.accept)
        self._context.settings_changed.connect(self._show)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.defaults.setText(self.tr("Defaults of this page"))
        self.take_back.setText(self.tr("Take changes back"))
        self.take_back.setToolTip(self.tr("Everything as it was when the settings were opened"))
        self.close_button.setText(self.tr("Close"))
        for index, page in enumerate(PAGES):
            self._list.item(index).setText(QCoreApplication.translate("Settings", page.title))

    def _show(self) -> None:
        """The values of now, and which of the buttons would change any."""
        now = self._context.settings.value
        for page in self.pages:
            page.show_values(now)
        self.take_back.setEnabled(any(self._of(page, now) != self._of(page, self._before) for page in self.pages))
        if 0 <= self._list.currentRow() < len(self.pages):
            page = self.pages[self._list.currentRow()]
            self.defaults.setEnabled(self._of(page, now) != self._of(page, Settings()))

    def _edited(self, section: str, name: str, value: object) -> None:
        self._change(section, {name: value})

    def _use_defaults(self) -> None:
        page = self.pages[self._list.currentRow()]
        self._change(page.section, self._of(page, Settings()))

    def _take_back(self) -> None:
        for page in self.pages:
            self._change(page.section, self._of(page, self._before))

    def _change(self, section: str, values: dict[str, object]) -> None:
        """Make values hold; where they do not fit, or the disk refuses, say so and show what holds."""
        try:
            self._context.settings.change(section, **values)
        except (msgspec.ValidationError, StationError) as error:
            self._problem.setText(said(error))
            self._problem.show()
            self._show()
        else:
            self._problem.hide()

    def _of(self, page: SettingsPage, settings: Settings) -> dict[str, object]:
        """The values that a page shows."""
        section = getattr(settings, page.section)
        return {line.name: getattr(section, line.name) for line in page.lines}
