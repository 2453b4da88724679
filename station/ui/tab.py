"""What the four tabs have in common."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station.ui.context import Context


class Tab(QWidget):
    """One of the four tabs. It is made once, looked at or not, and shown and hidden from then on."""

    name = ""
    """As in the action table: camera, labelling, training, inspection."""
    notice_place: QVBoxLayout | None = None
    """Where notices are shown while this tab is; None: below it, which takes from its height."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Belong to the window; subclasses build and connect."""
        super().__init__(parent)
        self.context = context

    def running(self) -> list[str]:
        """What runs here and would end with the window, each in a few words; empty where nothing does."""
        return []

    def stop(self) -> None:
        """Ask everything here to end, without waiting: the window is closing, or the project."""

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what `stop` asked, at most so long, and say whether it came."""
        del seconds
        return True

    def retranslate(self) -> None:
        """Say everything in the language of now; subclasses set all their texts here."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
