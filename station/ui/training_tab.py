"""The training tab."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station.ui.context import Context
from station.ui.tab import Tab


class TrainingTab(Tab):
    """The training tab."""

    name = "training"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(context, parent)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("training", self))
