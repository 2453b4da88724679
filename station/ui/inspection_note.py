"""The line beneath the bars: what they belong to, and which thresholds are not the run's own."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from station.ui.roles import set_role
from station.ui.spoken import per_cent


class InspectionNote(QLabel):
    """A quiet sentence; a warning while the verdicts follow thresholds that were moved by hand."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing moved."""
        super().__init__(parent)
        self._frozen = False
        self._moved: dict[str, tuple[float, float]] = {}
        self._limit: tuple[float, float] | None = None
        self._are_classes = False
        self._is_rendered = False
        self.setWordWrap(True)
        self.retranslate()

    def show_note(self, *, frozen: bool, moved: Mapping[str, tuple[float, float]], rendered: bool = False) -> None:
        """Say whether the bars are of a frozen picture, and each moved threshold (by attribute: its own, the run's).

        `rendered`: the run has seen rendered strips only, which is said as long as it is used.
        """
        wanted = False, frozen, moved, rendered
        if wanted != (self._are_classes, self._frozen, self._moved, self._is_rendered):
            self._are_classes, self._frozen, self._moved, self._is_rendered = False, frozen, dict(moved), rendered
            self.retranslate()

    def show_class_note(self, *, frozen: bool, limit: tuple[float, float] | None) -> None:
        """The same of classes; `limit` from which on one is recognised (now, the run's), None where that was not moved."""
        if (True, frozen, limit) != (self._are_classes, self._frozen, self._limit):
            self._are_classes, self._frozen, self._limit = True, frozen, limit
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        is_moved = self._limit is not None if self._are_classes else bool(self._moved)
        set_role(self, "warning" if is_moved and not self._frozen else "muted")
        if self._frozen:
            self.setText(self.tr("The bars are of the frozen picture; sign and counters go on."))
        elif self._are_classes:
            self.setText(self._limit_said())
        elif self._moved:
            each = self.tr("{name} {now} (run: {own})")
            moved = self._moved.items()
            said = (each.format(name=n, now=per_cent(now, 0), own=per_cent(own, 0)) for n, (now, own) in moved)
            self.setText(self.tr("Thresholds moved: {all}").format(all=", ".join(said)))
        elif self._is_rendered:
            self.setText(
                self.tr("This run has seen rendered strips only. For seams of your own, train one of your own.")
            )
        else:
            self.setText(self.tr("Thresholds moved here hold until the window is closed."))

    def _limit_said(self) -> str:
        if self._limit is None:
            return self.tr("A mark that is moved here holds until the window is closed.")
        text = self.tr("Mark moved: recognised from {now} on (run: {own})")
        return text.format(now=per_cent(self._limit[0], 0), own=per_cent(self._limit[1], 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
