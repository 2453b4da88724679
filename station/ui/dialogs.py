"""How a dialog is shown, so that nothing of it is left."""

from functools import partial

from PySide6.QtWidgets import QApplication, QDialog

FRAME = 24
"""Of a window, in px, at each side; above it is about twice as wide."""


def show_dialog(dialog: QDialog) -> int:
    """Show a dialog until it is closed, delete it afterwards (its parent would keep it), and return its result."""
    result = dialog.exec()
    _give_back(dialog, result)
    return result


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window without a loop of its own; it is deleted when it is closed."""
    dialog.finished.connect(partial(_give_back, dialog))
    dialog.open()


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog this size, or what the screen has beside its frame and the system's bars (a small one at 150 per cent)."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - FRAME), min(height, room.height() - 2 * FRAME))


def _give_back(dialog: QDialog, _result: int) -> None:
    """Delete the dialog; where no window manager does, the window under it gets the keys again."""
    window = dialog.parentWidget()
    dialog.deleteLater()
    if window is not None and QApplication.focusWindow() is None:
        window.activateWindow()
