"""Finds a class by a part of its name, where they are too many to see at once: typed, and chosen with Return."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from station.ui.class_chooser import ClassChooser
from station.ui.typed_field import TypedField

FEW = 7
"""Classes that are found at a glance."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClassFinder(TypedField):
    """Shows in the list only what fits; Up and Down go through it, Esc shows all again."""

    def __init__(self, chooser: ClassChooser, parent: QWidget) -> None:
        """Work on this list."""
        super().__init__(parent)
        self._chooser = chooser
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._find)
        self.hide()

    def show_for(self, count: int) -> None:
        """Be there where so many classes are not found at a glance."""
        self.clear()
        self.setVisible(count > FEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses what is marked, Up and Down mark another one."""
        if event.key() in _STEPS:
            self._mark(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text():
            row = self._chooser.currentRow()
            if row >= 0 and not self._chooser.isRowHidden(row):
                self._chooser.choose(self._chooser.item(row))
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.clear()
        self.left.emit()

    def _find(self, text: str) -> None:
        self._chooser.show_only(text.strip().casefold())
        if text.strip():
            self._mark(0)
        else:
            self._chooser.follow()

    def _mark(self, by: int) -> None:
        """Mark the class so many further on among those that are shown; the first where none is marked."""
        rows = [row for row in range(self._chooser.count()) if not self._chooser.isRowHidden(row)]
        if rows:
            at = rows.index(self._chooser.currentRow()) if self._chooser.currentRow() in rows and by else -by
            self._chooser.mark(rows[min(max(0, at + by), len(rows) - 1)])
