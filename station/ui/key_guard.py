"""Leaves a focused control the keys that work it, where the action table has them too."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QWidget,
)

_KEY = Qt.Key
_UP_DOWN = frozenset({_KEY.Key_Up, _KEY.Key_Down})
_STEPS = _UP_DOWN | {_KEY.Key_PageUp, _KEY.Key_PageDown}
OWN_KEYS: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, frozenset({_KEY.Key_Space})),
    (QComboBox, _UP_DOWN | {_KEY.Key_Space}),
    (QAbstractSpinBox, _STEPS),
    (QAbstractSlider, _STEPS | {_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Home, _KEY.Key_End}),
    (QAbstractItemView, _UP_DOWN),
)
"""By kind of control, the keys without which it could not be worked; letters in text fields are Qt's own care."""


class KeyGuard(QObject):
    """Watches the control that has the focus, and no other."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        """Begin with the control that gets the focus next."""
        super().__init__(parent)
        application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the control's own keys before a shortcut takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(watched, event):
            event.accept()
            return True
        return False

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and _own_keys(now):
            now.installEventFilter(self)


def _is_own(control: QObject, event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in _own_keys(control)


def _own_keys(control: QObject) -> frozenset[Qt.Key]:
    return next((keys for kind, keys in OWN_KEYS if isinstance(control, kind)), frozenset())
