"""The inspection tab."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station.ui.context import Context
from station.ui.tab import Tab


class InspectionTab(Tab):
    """The inspection tab."""

    name = "inspection"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(context, parent)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("inspection", self))

    def choose_run(self, folder: Path) -> None:
        """Inspect with the run in this folder from now on."""
