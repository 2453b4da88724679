"""The picture's card: focus, exposure, what the device lets one set, and a warning where the seam will blur."""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QWidget

from station.core.camera_controls import Control, ControlState
from station.core.motion_blur import ASSUMED_PX_PER_MM, blur, worst_exposure_s
from station.core.picture_aids import Aids
from station.ui.camera_card import Card
from station.ui.control_row import ControlRow
from station.ui.focus_meter import FocusMeter
from station.ui.roles import set_role
from station.ui.spoken import number, per_cent
from station.ui.theme import GRID, inset


class PictureCard(Card):
    """Shows what it is told; a control that is turned is told to the tab."""

    value_wanted = Signal(object, float)
    """(Control, value)"""
    automatic_wanted = Signal(object, bool)
    """(Control, whether the device chooses)"""
    speed_wanted = Signal(float)
    """Millimetres a second."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a device and a picture."""
        super().__init__(parent)
        self._aids: tuple[Aids, float, float] | None = None
        self._blur: tuple[ControlState | None, float, float | None, float] = (None, 0.0, None, 1.0)
        self.sharpness = self.text(wraps=False)
        self.meter = FocusMeter(self)
        self.column.addWidget(self.meter)
        self.over = self.text(wraps=False)
        self.under = self.text(wraps=False)
        self.rows = {control: ControlRow(control, self) for control in Control}
        for control_row in self.rows.values():
            self.column.addWidget(control_row)
            control_row.value_wanted.connect(self.value_wanted)
            control_row.automatic_wanted.connect(self.automatic_wanted)
            control_row.hide()
        self._speed_text = QLabel(self)
        self.speed = QDoubleSpinBox(self, minimum=1, maximum=1000, decimals=0, singleStep=5)
        inset(self.speed)
        self.speed.setKeyboardTracking(False)
        self.speed.lineEdit().setTextMargins(GRID, 0, 0, 0)  # the style sheet's padding does not reach it
        self.speed.valueChanged.connect(self.speed_wanted)
        self._speed_text.setBuddy(self.speed)
        self.row(self._speed_text, self.speed, stretched=self._speed_text)
        self.warning = self.text("muted")
        self.show_controls(())
        self.retranslate()

    def show_aids(self, aids: Aids | None, *, share: float = 0.0, best: float = 0.0) -> None:
        """Say how the newest picture is; `share` of the `best` sharpness."""
        self._aids = None if aids is None else (aids, share, best)
        self.meter.show_share(None if aids is None else share)
        self._say_aids()

    def show_controls(self, states: tuple[ControlState, ...]) -> None:
        """Show the controls that the device has, and hide the others."""
        there = {state.control: state for state in states}
        for control, row in self.rows.items():
            if control in there:
                row.show_state(there[control])
            row.setVisible(control in there)
        for part in (self._speed_text, self.speed):
            part.setVisible(Control.EXPOSURE in there)

    def show_blur(
        self, state: ControlState | None, *, seam_mm_s: float, rate: float, scale: float | None, allowed_px: float
    ) -> None:
        """Warn where this exposure blurs a seam of that speed too much; `scale` in pixels a millimetre, None: not measured."""
        if not self.speed.hasFocus():
            self.speed.blockSignals(True)
            self.speed.setValue(seam_mm_s)
            self.speed.blockSignals(False)
        self._seam_mm_s = seam_mm_s
        self._blur = state, rate, scale, allowed_px
        self._say_blur()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Focus and exposure"))
        self._speed_text.setText(self.tr("Speed of the cloth"))
        self.speed.setSuffix(self.tr(" mm/s"))
        for row in self.rows.values():
            row.retranslate()
        self._say_aids()
        self._say_blur()

    def _say_aids(self) -> None:
        if self._aids is None:
            self.sharpness.setText(self.tr("Sharpness: -"))
            self.over.setText(self.tr("Overexposed: -"))
            self.under.setText(self.tr("Underexposed: -"))
            set_role(self.over, "")
            set_role(self.under, "")
            return
        aids, share, best = self._aids
        told = self.tr("Sharpness: {now} (best {best}, {share})")
        self.sharpness.setText(
            told.format(now=number(aids.sharpness, 1), best=number(best, 1), share=per_cent(share, 0))
        )
        self.over.setText(self.tr("Overexposed: {share}").format(share=per_cent(aids.over)))
        self.under.setText(self.tr("Underexposed: {share}").format(share=per_cent(aids.under)))
        set_role(self.over, "warning" if aids.is_too_bright else "")
        set_role(self.under, "warning" if aids.is_too_dark else "")

    def _say_blur(self) -> None:
        state, rate, scale, allowed_px = self._blur
        self.warning.setVisible(state is not None)
        if state is None:
            return
        exposure_s = worst_exposure_s(rate) if state.automatic or state.seconds is None else state.seconds
        px_per_mm = scale or ASSUMED_PX_PER_MM
        seen = blur(seam_mm_s=self._seam_mm_s, exposure_s=exposure_s, px_per_mm=px_per_mm, allowed_px=allowed_px)
        if state.automatic:
            told = self.tr("Automatic exposure may blur the moving seam by {px} pixels. Longest without: {longest}.")
        elif state.seconds is None:
            told = self.tr("This camera does not tell its exposure. Longest without blur: {longest}.")
        elif seen.is_too_much:
            told = self.tr("{exposure} blurs the moving seam by {px} pixels. Longest without: {longest}.")
        else:
            told = self.tr("{exposure} keeps the moving seam sharp ({px} pixels). Longest: {longest}.")
        if scale is None:
            assumed = self.tr("Without calibration {scale} pixels a millimetre are assumed.")
            told = f"{told} {assumed}"
        set_role(self.warning, "warning" if seen.is_too_much and state.seconds is not None else "muted")
        self.warning.setText(
            told.format(
                px=number(seen.px, 1),
                longest=milliseconds(seen.longest_s),
                exposure=milliseconds(exposure_s),
                scale=number(px_per_mm),
            )
        )


def milliseconds(seconds: float) -> str:
    """A shutter time as `2.5 ms`."""
    if not math.isfinite(seconds):
        return "∞"
    return f"{number(1000 * seconds, 1 if seconds < 0.1 else 0)} ms"
