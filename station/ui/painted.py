"""What widgets that draw themselves have in common."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Painted(QWidget):
    """A widget that draws itself in `paint`, and again where the theme, the font or the language changed."""

    def paint(self, painter: QPainter) -> None:
        """Draw everything; subclasses must."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language of now; subclasses with words do."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw. The painter ends with the event whatever happens: one that a traceback keeps alive takes the window with it."""
        del event
        with QPainter(self) as painter:
            self.paint(painter)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        super().changeEvent(event)
