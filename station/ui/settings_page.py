"""A page of the settings dialog: one row for each setting of a section."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from station.core.settings import Settings
from station.ui.setting_editors import Editor, editor_of, kinds_of
from station.ui.settings_table import LINES, Line, Page
from station.ui.theme import GAP, MARGIN


class SettingsPage(QScrollArea):
    """The settings of one section; it shows values and tells of new ones, and keeps none."""

    edited = Signal(str, str, object)
    """(section, name, value)"""

    def __init__(self, page: Page, parent: QWidget) -> None:
        """Make the rows."""
        super().__init__(parent)
        self.section = page.section
        self._page = page
        self.lines = tuple(line for line in LINES if line.section == page.section)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget(self)
        self._title = QLabel(body)
        self._title.setProperty("role", "title")
        card = QFrame(body)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        inside.setSpacing(0)
        kinds = kinds_of(type(getattr(Settings(), page.section)))
        self.rows = {line.name: SettingRow(line, editor_of(line, kinds[line.name], card), card) for line in self.lines}
        for line in self.lines:
            row = self.rows[line.name]
            if inside.count():
                rule = QFrame(card)
                rule.setProperty("role", "rule")
                inside.addWidget(rule)
            inside.addWidget(row)
            row.editor.edited.connect(partial(self.edited.emit, page.section, line.name))
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self._title)
        column.addWidget(card)
        column.addStretch()
        self.setWidget(body)
        self._retranslate()

    def show_values(self, settings: Settings) -> None:
        """Show the values of these settings."""
        section = getattr(settings, self._page.section)
        for name, row in self.rows.items():
            row.editor.show(getattr(section, name))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate("Settings", self._page.title))


class SettingRow(QWidget):
    """Title and help at the left, the control at the right."""

    def __init__(self, line: Line, editor: Editor, parent: QWidget) -> None:
        """Lay them out."""
        super().__init__(parent)
        self._line = line
        self.editor = editor
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setBuddy(editor.control)
        self._help = QLabel(self)
        self._help.setProperty("role", "muted")
        self._help.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GAP, 0, GAP)
        row.setSpacing(MARGIN)
        row.addLayout(words, 1)
        row.addWidget(editor.control)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = QCoreApplication.translate("Settings", self._line.title)
        text = QCoreApplication.translate("Settings", self._line.help)
        self._title.setText(title)
        self._help.setText(text)
        self.editor.control.setAccessibleName(title)
        self.editor.control.setAccessibleDescription(text)
        self.editor.retranslate()
