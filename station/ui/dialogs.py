"""How a dialog is shown, so that nothing of it is left."""

from functools import partial

from PySide6.QtWidgets import QApplication, QDialog


def show_dialog(dialog: QDialog) -> int:
    """Show a dialog until it is closed, delete it afterwards (its parent would keep it), and return its result."""
    result = dialog.exec()
    _give_back(dialog, result)
    return result


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window without a loop of its own; it is deleted when it is closed."""
    dialog.finished.connect(partial(_give_back, dialog))
    dialog.open()


def _give_back(dialog: QDialog, _result: int) -> None:
    """Delete the dialog; where no window manager does, the window under it gets the keys again."""
    window = dialog.parentWidget()
    dialog.deleteLater()
    if window is not None and QApplication.focusWindow() is None:
        window.activateWindow()
