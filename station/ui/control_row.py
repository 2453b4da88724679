"""One control of a webcam: a slider, its value as the device has it, and whether the device chooses by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSlider, QWidget

from station.core.camera_controls import Control, ControlState, Scale
from station.ui.spoken import number
from station.ui.theme import GAP, GRID

REST_MS = 150
"""A slider that is dragged is told when it rests: a device takes its time over each wish."""
READ_BACK_MS = 1500
"""So long after a wish the slider stays where it was put; then it shows what the device made of it."""


class ControlRow(QWidget):
    """A control as the device has it."""

    value_wanted = Signal(object, float)
    automatic_wanted = Signal(object, bool)

    def __init__(self, control: Control, parent: QWidget) -> None:
        """Begin without a device."""
        super().__init__(parent)
        self._control = control
        self._state: ControlState | None = None
        self._text = QLabel(self)
        self.automatic = QCheckBox(self)
        self.automatic.clicked.connect(self._choose_automatic)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.valueChanged.connect(self._moved)
        self._text.setBuddy(self.slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self.automatic, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell)
        self._patience = QTimer(self, singleShot=True, interval=READ_BACK_MS)

    def show_state(self, state: ControlState) -> None:
        """Show what the device has, unless somebody is just choosing."""
        if state == self._state or self._patience.isActive() or self._rest.isActive():
            return
        self._state = state
        scale = Scale(state)
        self.slider.blockSignals(True)
        self.slider.setRange(0, scale.steps)
        self.slider.setPageStep(max(1, scale.steps // 10))
        self.slider.setValue(scale.step_of(state.value))
        self.slider.blockSignals(False)
        self.slider.setEnabled(not state.automatic)
        self.automatic.setVisible(state.automatic is not None)
        self.automatic.setChecked(bool(state.automatic))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.automatic.setText(self.tr("automatic"))
        names = {
            Control.EXPOSURE: self.tr("Exposure: {value}"),
            Control.GAIN: self.tr("Gain: {value}"),
            Control.FOCUS: self.tr("Focus: {value}"),
        }
        assert set(names) == set(Control)
        state = self._state
        value = "" if state is None else number(state.value, 0)
        if state is not None and state.seconds is not None:
            value = self.tr("{ms} ms").format(ms=number(1000 * state.seconds, 1))
        told = names[self._control].format(value=value)
        self._text.setText(told)
        self.slider.setAccessibleName(told)
        self.automatic.setAccessibleName(self.tr("{control}, automatic").format(control=told))

    def _moved(self) -> None:
        self._rest.start()

    def _tell(self) -> None:
        if self._state is not None:
            self._patience.start()
            self.value_wanted.emit(self._control, Scale(self._state).value_at(self.slider.value()))

    def _choose_automatic(self, wanted: bool) -> None:
        self.automatic_wanted.emit(self._control, wanted)
