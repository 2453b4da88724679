"""The band that says loudly that what is inspected is not recorded."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from station.live.journal import JournalState
from station.ui.error_texts import said
from station.ui.roles import set_role
from station.ui.spoken import number
from station.ui.theme import GAP


class JournalBand(QLabel):
    """Hidden while every frame is in the journal; red while it can't be written; a warning where frames are missing from it."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._state: JournalState | None = None
        self.setWordWrap(True)
        self.setMargin(GAP)  # a style sheet's padding would be left out of a wrapped label's height
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVisible(False)

    def show_state(self, state: JournalState | None) -> None:
        """Show how the journal is doing."""
        if state is not None and not state.problem and not state.missing:
            state = None
        if self._state is None and state is None:
            return
        self._state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language of now."""
        state = self._state
        self.setVisible(state is not None)
        if state is None:
            return
        set_role(self, "band" if state.problem else "warning")
        if state.problem:
            text = self.tr(
                "NOT RECORDED: the journal can't be written ({problem}). Frames that are missing from it: {n}"
            )
            told = text.format(problem=said(state.problem), n=number(state.missing))
        else:
            told = self.tr("Frames that are missing from the journal: {n}").format(n=number(state.missing))
        if told != self.text():
            self.setText(told)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
