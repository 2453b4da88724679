"""A card of the camera tab's panel: a heading, and rows under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station.ui.theme import GAP, MARGIN


class Card(QFrame):
    """A framed group of the panel; subclasses add rows and say their texts in `retranslate`."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with an empty heading."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, GAP + GAP // 2, MARGIN, MARGIN)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.heading)

    def row(self, *parts: QWidget, stretched: QWidget | None = None) -> QHBoxLayout:
        """Add parts beside one another; one of them takes the room that is left."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part in parts:
            row.addWidget(part, 1 if part is stretched else 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
        return row

    def text(self, role: str = "", *, wraps: bool = True) -> QLabel:
        """Add a line of text."""
        label = QLabel(self)
        if role:
            label.setProperty("role", role)
        label.setWordWrap(wraps)
        self.column.addWidget(label)
        return label

    def retranslate(self) -> None:
        """Say everything in the language of now."""
