"""The line beneath the bars: what they belong to, and which thresholds are not the run's own."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from station.ui.camera_card import set_role
from station.ui.spoken import number


class InspectionNote(QLabel):
    """A quiet sentence; a warning while the verdicts follow thresholds that were moved by hand."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing moved."""
        super().__init__(parent)
        self._frozen = False
        self._moved: dict[str, tuple[float, float]] = {}
        self.setWordWrap(True)
        self.retranslate()

    def show_note(self, *, frozen: bool, moved: Mapping[str, tuple[float, float]]) -> None:
        """Say whether the bars are of a frozen picture, and each moved threshold (by attribute: its own, the run's)."""
        if (frozen, moved) != (self._frozen, self._moved):
            self._frozen, self._moved = frozen, dict(moved)
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        set_role(self, "warning" if self._moved and not self._frozen else "muted")
        if self._frozen:
            self.setText(self.tr("The bars are of the frozen picture; sign and counters go on."))
        elif self._moved:
            each = self.tr("{name} {now} (run: {own})")
            said = (
                each.format(name=n, now=number(now, 2), own=number(own, 2)) for n, (now, own) in self._moved.items()
            )
            self.setText(self.tr("Thresholds moved: {all}").format(all=", ".join(said)))
        else:
            self.setText(self.tr("Thresholds moved here hold until the window is closed."))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
