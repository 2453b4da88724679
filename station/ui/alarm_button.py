"""The alarm's place: a calm line while there is none, a red button to acknowledge while it stands."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from station.ui.actions import native
from station.ui.context import Context


class AlarmButton(QPushButton):
    """Does what the action `inspection.acknowledge` does, which it allows only while an alarm stands."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin without an alarm."""
        super().__init__(parent)
        self._context = context
        self._action = context.actions["inspection.acknowledge"]
        self._stands: bool | None = None
        self.clicked.connect(self._action.trigger)
        context.actions.keys_changed.connect(self.retranslate)
        self.show_alarm(stands=False)

    def show_alarm(self, *, stands: bool) -> None:
        """Show whether an alarm stands."""
        if stands == self._stands:
            return
        self._stands = stands
        self.setEnabled(stands)
        self._action.setEnabled(stands)
        self.setProperty("role", "danger" if stands else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        key = native(self._context.actions.key_of("inspection.acknowledge"))
        self.setText(self.tr("ALARM: acknowledge ({key})").format(key=key) if self._stands else self.tr("No alarm"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
