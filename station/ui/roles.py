"""Roles: by what word the style sheet dresses a widget."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet, and dress it anew."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(parent: QWidget, *, role: str = "", wraps: bool = False) -> QLabel:
    """A label in a role of the style sheet; one that wraps takes the width there is."""
    made = QLabel(parent)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return made
