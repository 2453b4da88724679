"""What the window shows without a project: open one, make one, try the practice lab, or go on with a recent one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station.ui.context import Context


class StartPage(QWidget):
    """The first thing a person sees."""

    project_chosen = Signal(Path)

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("start", self))
