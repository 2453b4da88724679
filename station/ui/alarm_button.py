"""The alarm's place: a calm line while there is none, a red button to acknowledge while it stands."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from station.ui.actions import native
from station.ui.context import Context
from station.ui.roles import set_role
from station.ui.theme import GRID


class AlarmButton(QPushButton):
    """Does what the action `inspection.acknowledge` does, which it allows only while an alarm stands."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin without an alarm."""
        super().__init__(parent)
        self._context = context
        self._action = context.actions["inspection.acknowledge"]
        self._stands: bool | None = None
        self._fault = ""
        self.setMinimumHeight(13 * GRID)  # the same with and without an alarm: nothing beside it moves
        self.clicked.connect(self._action.trigger)
        context.actions.keys_changed.connect(self.retranslate)
        self.show_alarm(stands=False)

    def show_alarm(self, *, stands: bool, fault: str = "") -> None:
        """Show whether an alarm stands, and what was found last."""
        if (stands, fault) == (self._stands, self._fault):
            return
        self._fault = fault
        if stands == self._stands:
            self.retranslate()
            return
        self._stands = stands
        self.setEnabled(stands)
        self._action.setEnabled(stands)
        set_role(self, "alarm" if stands else "")
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        key = native(self._context.actions.key_of("inspection.acknowledge"))
        if not self._stands:
            self.setText(self.tr("No alarm"))
            return
        text = self.tr("ALARM: acknowledge ({key})").format(key=key)
        self.setText(f"{text}\n{self._fault}" if self._fault else text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
