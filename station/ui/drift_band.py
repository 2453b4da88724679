"""The band that tells of a picture that has changed, and what can be done about it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from station.live.guard import GuardState
from station.ui.error_texts import said
from station.ui.icons import icon
from station.ui.shift_words import change_said
from station.ui.theme import GAP, MARGIN, theme


class DriftBand(QFrame):
    """Hidden while nothing has changed and checks can be read and kept."""

    check_wanted = Signal()
    accepted = Signal()
    """Somebody looked at lamp and lens: it is right as it is."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("level", "WARNING")
        self._state = GuardState()
        self._icon = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.check = QPushButton(self)
        self.accept = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, GAP, GAP)
        row.setSpacing(GAP)
        for part in (self._icon, self.text, self.check, self.accept):
            row.addWidget(part, 1 if part is self.text else 0)
        self.check.clicked.connect(self.check_wanted)
        self.accept.clicked.connect(self.accepted)
        self.setVisible(False)
        self.retranslate()

    def show_state(self, state: GuardState | None) -> None:
        """Show what has changed, and what could not be read or written of the checks."""
        now = state or GuardState()
        if (now.changes, now.problem) != (self._state.changes, self._state.problem):
            self._state = now
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        state = self._state
        self.check.setText(self.tr("Check with samples..."))
        self.accept.setText(self.tr("It is right so"))
        self.accept.setToolTip(
            self.tr("Lamp and lens were looked at: from now on the picture is held against this one.")
        )
        told = [change_said(change) for change in state.changes]
        if told:
            told.append(self.tr("Look at the lamp and the lens."))
        if state.problem:
            told.append(self.tr("Checks with samples: {problem}").format(problem=said(state.problem)))
        self.text.setText(" ".join(told))
        self.accept.setVisible(bool(state.changes))
        self._icon.setPixmap(
            icon("alert-triangle", colour=theme().warning_text).pixmap(QSize(20, 20), self.devicePixelRatio())
        )
        self.setVisible(bool(told))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self.retranslate()
        super().changeEvent(event)
