"""To come."""

from PySide6.QtWidgets import QDialog, QWidget

from station.ui.context import Context


class SettingsDialog(QDialog):
    """To come."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(parent)
