"""A text field on a tab whose letters are keys: while it is typed in, they are letters."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class TypedField(QLineEdit):
    """Keeps every key but F1 and those with Ctrl to itself; Return and Esc leave it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim keys before a shortcut of the tab takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F1 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return super().event(event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Esc give the keys back to the tab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)
