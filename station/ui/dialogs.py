"""How a dialog is shown, so that nothing of it is left."""

from PySide6.QtWidgets import QDialog


def show_dialog(dialog: QDialog) -> int:
    """Show a dialog until it is closed, delete it afterwards (its parent would keep it), and return its result."""
    result = dialog.exec()
    dialog.deleteLater()
    return result
