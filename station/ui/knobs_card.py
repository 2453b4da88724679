"""The practice lab's knobs: how fast it sews, which stitch, how many faults."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from station.core.settings import CameraSettings
from station.ui.camera_card import Card
from station.ui.spoken import number

SPEED_MAX = 200
FAULTS_MAX = 60
"""Tenths of a fault in 100 mm."""
REST_MS = 300
"""A knob that is turned is set when it rests: settings are written to disk."""


class KnobsCard(Card):
    """Turns the practice lab's knobs."""

    turned = Signal(float, int, float)
    """(millimetres a second, stitch in millimetres or 0 for either, faults in 100 mm)"""

    def __init__(self, parent: QWidget) -> None:
        """Show the defaults."""
        super().__init__(parent)
        self._speed_text, self.speed = self._slider(SPEED_MAX, page=20)
        self._faults_text, self.faults = self._slider(FAULTS_MAX, page=5)
        self._stitch_text = QLabel(self)
        self.stitch = QComboBox(self)
        self.stitch.activated.connect(self._touched)
        self.row(self._stitch_text, self.stitch, stretched=self.stitch)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell)
        self.retranslate()

    def show_settings(self, wish: CameraSettings) -> None:
        """Show how the knobs stand, unless somebody is turning them."""
        if self._rest.isActive():
            return
        for part in (self.speed, self.faults):
            part.blockSignals(True)
        self.speed.setValue(round(wish.practice_mm_s))
        self.faults.setValue(round(10 * wish.practice_faults))
        self.stitch.setCurrentIndex(self.stitch.findData(wish.practice_stitch_mm))
        for part in (self.speed, self.faults):
            part.blockSignals(False)
        self._say()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Practice lab"))
        self._stitch_text.setText(self.tr("Stitches"))
        chosen = self.stitch.currentData() or 0
        self.stitch.clear()
        for text, value in ((self.tr("2 or 4 mm"), 0), (self.tr("2 mm"), 2), (self.tr("4 mm"), 4)):
            self.stitch.addItem(text, value)
        self.stitch.setCurrentIndex(self.stitch.findData(chosen))
        self._say()

    def _slider(self, most: int, *, page: int) -> tuple[QLabel, QSlider]:
        text = self.text(wraps=False)
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, most)
        slider.setPageStep(page)
        slider.valueChanged.connect(self._touched)
        text.setBuddy(slider)
        self.column.addWidget(slider)
        return text, slider

    def _touched(self) -> None:
        self._say()
        self._rest.start()

    def _say(self) -> None:
        speed = self.tr("Speed: {speed} mm/s").format(speed=number(self.speed.value()))
        faults = self.tr("Faults in 100 mm: {faults}").format(faults=number(self.faults.value() / 10, 1))
        self._speed_text.setText(speed)
        self._faults_text.setText(faults)
        self.speed.setAccessibleName(speed)
        self.faults.setAccessibleName(faults)

    def _tell(self) -> None:
        self.turned.emit(float(self.speed.value()), self.stitch.currentData(), self.faults.value() / 10)
