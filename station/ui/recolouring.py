"""Gives the parts of a tab that show attributes the colours of the palette, whenever another one is chosen."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from station.core.attributes import AttributeSet
    from station.ui.context import Context


class Coloured(Protocol):
    """Something that shows attributes."""

    def recolour(self, attributes: "AttributeSet") -> None:
        """Show the same attributes in these colours, and all else as it is."""


class Recolouring(QObject):
    """Works for one tab."""

    def __init__(self, context: "Context", parent: QObject, *parts: Coloured) -> None:
        """Follow the palette from now on."""
        super().__init__(parent)
        self._context = context
        self._parts = parts
        context.palette_changed.connect(self._recolour)

    def _recolour(self) -> None:
        if self._context.project is None:
            return
        coloured = self._context.coloured(self._context.project.attributes)
        for part in self._parts:
            part.recolour(coloured)
