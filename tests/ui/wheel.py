"""The mouse's wheel, turned over a widget."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

NOTCH = 120
"""What Qt says of one; away from the person above zero."""


def turn_wheel(widget: QWidget, by: int) -> None:
    """Turn it by so much over the middle of the widget."""
    middle = QPointF(widget.rect().center())
    place, turned = QPointF(widget.mapToGlobal(middle)), QPoint(0, by)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, place, QPoint(), turned, buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)
