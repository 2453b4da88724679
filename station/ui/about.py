"""To come."""

from PySide6.QtWidgets import QDialog, QWidget


class About(QDialog):
    """To come."""

    def __init__(self, parent: QWidget) -> None:
        """Build it."""
        super().__init__(parent)
