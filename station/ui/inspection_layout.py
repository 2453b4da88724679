"""How the parts of the inspection tab lie."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from station.ui.theme import GAP, MARGIN

RIGHT_WIDTH = (376, 560)
"""Of the column with the sign, at least and at most."""


def column(*parts: QWidget | QLayout) -> QVBoxLayout:
    """Parts below one another."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(GAP)
    for part in parts:
        if isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def beside(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
    """A part that takes what room there is, and one beside it."""
    made = QHBoxLayout()
    made.setSpacing(GAP)
    made.addWidget(wide, 1)
    made.addWidget(narrow)
    return made


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """A part that is scrolled where it does not fit; the keys stay with what is in it."""
    made = QScrollArea(parent)
    made.setWidgetResizable(True)
    made.setWidget(inside)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def lay_out(tab: QWidget, left: QLayout, right: QLayout) -> None:
    """The picture and what belongs to it at the left, the sign and the figures at the right."""
    side = QWidget(tab)
    side.setMinimumWidth(RIGHT_WIDTH[0])
    side.setMaximumWidth(RIGHT_WIDTH[1])
    side.setLayout(right)
    row = QHBoxLayout(tab)
    row.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
    row.setSpacing(MARGIN)
    row.addLayout(left, 7)
    row.addWidget(side, 3)
