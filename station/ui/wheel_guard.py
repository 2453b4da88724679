"""Keeps the wheel for scrolling: a field that stands in a scrolled column changes by it only while it has the focus."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Guard(QObject):
    """Lives with its field."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel to what lies around a field without the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def leave_wheel(field: QWidget) -> None:
    """Let the wheel scroll past a spin box, combo box or slider: else whoever scrolls changes a number without noticing."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Guard(field))
