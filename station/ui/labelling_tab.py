"""The labelling tab."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station.ui.context import Context
from station.ui.tab import Tab


class LabellingTab(Tab):
    """The labelling tab."""

    name = "labelling"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(context, parent)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("labelling", self))

    def open_clip(self, clip: Path, *, number: int = 0) -> None:
        """Show this frame of a clip of the project."""
