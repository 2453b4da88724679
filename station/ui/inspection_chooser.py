"""What an inspection begins with: source, run, the start button, and how long a fault must hold."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from station.ui.context import Context
from station.ui.icons import beside_icon, icon
from station.ui.run_box import RunBox
from station.ui.source_box import SourceBox
from station.ui.theme import GAP, inset, theme

MOST_FRAMES = 50


class InspectionChooser(QWidget):
    """One row above the picture."""

    hold_changed = Signal(int, int)
    """(frames that must show a fault, frames that are looked at)"""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin with the practice lab and the newest run."""
        super().__init__(parent)
        self.source = SourceBox(context, self)
        self.runs = RunBox(context, self)
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the space bar to freezing the picture
        self._running = False
        self._is_faulty = True
        self._before, self._between, self._after = QLabel(self), QLabel(self), QLabel(self)
        self.needed, self.window_ = QSpinBox(self), QSpinBox(self)
        inset(self.needed)
        inset(self.window_)
        for box in (self.needed, self.window_):
            box.setRange(1, MOST_FRAMES)
            box.setMinimumWidth(60)
            box.valueChanged.connect(self._changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.source, 3)
        row.addWidget(self.runs, 4)
        row.addWidget(self.button)
        row.addSpacing(GAP)
        for part in (self._before, self.needed, self._between, self.window_, self._after):
            row.addWidget(part)
        self.retranslate()

    def show_hold(self, needed: int, window: int) -> None:
        """Show these without saying that they changed."""
        for box, value in ((self.needed, needed), (self.window_, window)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def show_faults(self, *, wanted: bool) -> None:
        """Ask for how long a fault must hold; without faults, a class."""
        self._is_faulty = wanted
        self.retranslate()

    def show_running(self, running: bool) -> None:
        """Offer to start, or to stop; source and run stay as they are meanwhile."""
        self._running = running
        for box in (self.source, self.runs):
            if running:
                box.clearFocus()  # else Qt hands it on to the button, which the space bar, meant to freeze, would press
            box.setEnabled(not running)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._before.setText(self.tr("Fault:") if self._is_faulty else self.tr("Class:"))
        self._between.setText(self.tr("of"))
        self._after.setText(self.tr("frames"))
        if self._is_faulty:
            tip = self.tr("A fault counts, once, when so many of the last frames show it.")
            needed = self.tr("Frames that show a fault")
        else:
            tip = self.tr("The sign names what a camera shows when so many of the last frames are of that class.")
            needed = self.tr("Frames that are of a class")
        for part in (self._before, self.needed, self._between, self.window_, self._after):
            part.setToolTip(tip)
        self.needed.setAccessibleName(needed)
        self.window_.setAccessibleName(self.tr("Frames that are looked at"))
        self.button.setText(beside_icon(self.tr("Stop") if self._running else self.tr("Start")))
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.button.setIcon(icon("player-stop" if self._running else "player-play", colour=theme().on_accent))

    def _changed(self) -> None:
        self.hold_changed.emit(self.needed.value(), self.window_.value())
