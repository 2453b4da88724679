"""The card that says how fast a seam this camera may see, and how short its exposure must be."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSpinBox, QWidget

from station.core.camera_speed import View, drops_allowed, fastest_mm_s, field_along_seam_mm, longest_exposure_s
from station.ui.camera_card import Card
from station.ui.picture_card import milliseconds
from station.ui.roles import set_role
from station.ui.spoken import number
from station.ui.theme import GRID, inset

BOX_WIDTH = 23 * GRID


@dataclass(frozen=True, slots=True)
class Setup:
    """What a camera is set up for: rows and pixels a millimetre of its picture, frames a second, and what is wished for."""

    rows: int = 0
    scale: float | None = None
    rate: float = 0.0
    seam_mm_s: float = 40.0
    fault_mm: float = 10.0
    drops: int = 2
    blur_px: float = 1.0


class SpeedCard(Card):
    """Shows what follows from a set-up; what is missing is said."""

    fault_wanted = Signal(float)
    """Millimetres."""
    drops_wanted = Signal(int)
    """Frames in a row."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a picture."""
        super().__init__(parent)
        self._setup = Setup()
        self.value = self.text("figure", wraps=False)
        self.why = self.text("muted")
        self.now = self.text("muted")
        self.exposure = self.text("muted")
        self._fault_text, self._drops_text = QLabel(self), QLabel(self)
        self.fault = QDoubleSpinBox(self, minimum=0.5, maximum=500, decimals=1, singleStep=1)
        self.drops = QSpinBox(self, minimum=0, maximum=100)
        for text, box in ((self._fault_text, self.fault), (self._drops_text, self.drops)):
            inset(box)
            box.setFixedWidth(BOX_WIDTH)
            box.setKeyboardTracking(False)
            text.setBuddy(box)
            text.setWordWrap(True)
            self.row(text, box, stretched=text)
        self.fault.valueChanged.connect(self.fault_wanted)
        self.drops.valueChanged.connect(self.drops_wanted)
        self.retranslate()

    def show_setup(self, setup: Setup) -> None:
        """Say how fast a seam may be seen so; rows 0 or rate 0: there is no picture."""
        if setup != self._setup:
            self._setup = setup
            self._say()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("How fast the seam may be"))
        self._fault_text.setText(self.tr("Longest fault"))
        self._drops_text.setText(self.tr("Lost frames in a row"))
        self.fault.setSuffix(self.tr(" mm"))
        self._say()

    def _say(self) -> None:
        setup = self._setup
        for box, value in ((self.fault, setup.fault_mm), (self.drops, setup.drops)):
            if not box.hasFocus():
                box.blockSignals(True)
                box.setValue(value)  # type: ignore[arg-type]
                box.blockSignals(False)
        missing = self._missing()
        for part in (self.value, self.now, self.exposure):
            part.setVisible(not missing)
        if missing or setup.scale is None:
            self.why.setText(missing)
            return
        view = View(field_along_seam_mm(setup.rows, px_per_mm=setup.scale), setup.rate, setup.drops)
        self._say_fastest(view)
        self._say_now(view)
        longest = longest_exposure_s(seam_mm_s=setup.seam_mm_s, px_per_mm=setup.scale, blur_px=setup.blur_px)
        text = self.tr("Exposure there for at most {px} px of blur: up to {longest}.")
        self.exposure.setText(text.format(px=number(setup.blur_px, 1), longest=milliseconds(longest)))

    def _missing(self) -> str:
        if self._setup.scale is None:
            return self.tr("Not known: the scale was not measured. Calibrate with a ruler, then it stands here.")
        if not self._setup.rows or self._setup.rate <= 0:
            return self.tr("Not known yet: no pictures come.")
        return ""

    def _say_fastest(self, view: View) -> None:
        fastest = fastest_mm_s(view, fault_mm=self._setup.fault_mm)
        self.value.setText(self.tr("up to {speed} mm/s").format(speed=number(fastest)))
        if fastest <= 0:
            text = self.tr("A frame shows {field} mm of seam: a fault of {fault} mm is never whole in it.")
        else:
            text = self.tr(
                "A frame shows {field} mm of seam. Up to that speed one of {rate} frames a second holds each fault whole, also "
                "when {drops} in a row are lost."
            )
        fault, drops = number(self._setup.fault_mm, 1), number(view.drops)
        said = {"field": number(view.field_mm, 1), "fault": fault, "rate": number(view.rate, 1), "drops": drops}
        self.why.setText(text.format(**said))

    def _say_now(self, view: View) -> None:
        setup = self._setup
        allowed = drops_allowed(view, seam_mm_s=setup.seam_mm_s, fault_mm=setup.fault_mm)
        if setup.seam_mm_s <= 0:
            text = self.tr("The seam stands still.")
        elif allowed is None:
            text = self.tr("{speed} mm/s is too fast: a fault may pass between two frames.")
        elif allowed < setup.drops:
            few = self.tr("{speed} mm/s is too fast: only {n} lost frames in a row do no harm.")
            text = few if allowed else self.tr("{speed} mm/s is too fast: not one frame may be lost.")
        else:
            many = self.tr("At {speed} mm/s {n} lost frames in a row do no harm.")
            text = many if allowed else self.tr("At {speed} mm/s not one frame may be lost.")
        set_role(self.now, "warning" if allowed is None or allowed < setup.drops else "muted")
        self.now.setText(text.format(speed=number(setup.seam_mm_s), n=number(allowed or 0)))
