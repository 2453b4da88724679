"""Exposure, gain and focus of a webcam: what the device has, in which range, and what it made of a wish.

OpenCV tells no ranges, so these are the usual ones of each system; what a device makes of a value is read back.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from station.core.device import Control, ControlState, changed
from station.core.opencv import cv2

__all__ = [
    "Control",
    "ControlState",
    "DeviceControls",
    "Scale",
    "Wish",
    "automatic_wish",
    "exposure_s",
    "value_wish",
]


class Capture(Protocol):
    """What of `cv2.VideoCapture` is needed here."""

    def get(self, prop: int, /) -> float: ...
    def set(self, prop: int, value: float, /) -> bool: ...


_PROPERTY = {
    Control.EXPOSURE: cv2.CAP_PROP_EXPOSURE,
    Control.GAIN: cv2.CAP_PROP_GAIN,
    Control.FOCUS: cv2.CAP_PROP_FOCUS,
}
_AUTOMATIC = {Control.EXPOSURE: cv2.CAP_PROP_AUTO_EXPOSURE, Control.FOCUS: cv2.CAP_PROP_AUTOFOCUS}
assert set(_PROPERTY) == set(Control)

_WINDOWS = frozenset({cv2.CAP_DSHOW, cv2.CAP_MSMF})
LOG2_RANGE = (-13.0, -1.0)
"""Windows counts exposures in powers of two of a second."""
V4L2_UNIT_S = 1e-4
V4L2_RANGE = (1.0, 5000.0)
"""Linux counts them in units of 100 microseconds."""
BYTE_RANGE = (0.0, 255.0)
V4L2_BY_HAND, V4L2_BY_ITSELF = 1.0, 3.0
"""V4L2_EXPOSURE_MANUAL and V4L2_EXPOSURE_APERTURE_PRIORITY; Windows says 0 and 1."""


class DeviceControls:
    """The controls of one opened device; use it in the thread that reads the device."""

    def __init__(self, capture: Capture, *, backend: int) -> None:
        """Find out what there is: what takes its own value back is settable."""
        self._capture = capture
        self._backend = backend
        found = (control for control in Control if self._has(control))
        self.states: tuple[ControlState, ...] = tuple(self._read(control) for control in found)

    def set_value(self, control: Control, value: float) -> None:
        """Wish for a value, by hand from then on, and read back what became of it."""
        if self._state(control) is None:
            return
        if self._read(control).automatic:
            self.set_automatic(control, wanted=False)
        low, high = self._range(control)
        self._capture.set(_PROPERTY[control], min(high, max(low, value)))
        self._renew(control)

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Let the device choose, or not any more, and read back what became of it."""
        prop = _AUTOMATIC.get(control)
        if prop is not None and self._state(control) is not None:
            self._capture.set(prop, self._automatic_value(control, wanted=wanted))
            self._renew(control)

    def restore(self, wanted: Sequence[ControlState]) -> bool:
        """Set what differs from these states; whether anything did. What became of it is then in `states`."""
        differs = [was for was, now in changed(wanted, self.states) if now is not None]
        for was in differs:
            if was.automatic is not None:
                self.set_automatic(was.control, wanted=was.automatic)
            if not was.automatic:
                self.set_value(was.control, was.value)
        return bool(differs)

    @property
    def are_read_lightly(self) -> bool:
        """Whether reading them back is one question to the driver; DirectShow looks for all cameras and opens this one once more."""
        return self._backend != cv2.CAP_DSHOW

    def look_again(self) -> None:
        """Read back what the device has now."""
        self.states = tuple(self._read(state.control) for state in self.states)

    def _state(self, control: Control) -> ControlState | None:
        return next((state for state in self.states if state.control is control), None)

    def _renew(self, control: Control) -> None:
        self.states = tuple(self._read(s.control) if s.control is control else s for s in self.states)

    def _has(self, control: Control) -> bool:
        value = self._capture.get(_PROPERTY[control])
        if not math.isfinite(value) or (value == -1 and self._backend not in _WINDOWS):
            return False
        if control in _AUTOMATIC and self._is_automatic(control):
            return True  # a value that is set would end the device's own choice
        return bool(self._capture.set(_PROPERTY[control], value))

    def _read(self, control: Control) -> ControlState:
        value = self._capture.get(_PROPERTY[control])
        low, high = self._range(control)
        seconds = exposure_s(value, backend=self._backend) if control is Control.EXPOSURE else None
        automatic = self._is_automatic(control)
        return ControlState(control, value, min(low, value), max(high, value), automatic, seconds)

    def _is_automatic(self, control: Control) -> bool | None:
        prop = _AUTOMATIC.get(control)
        if prop is None:
            return None
        value = self._capture.get(prop)
        if not math.isfinite(value) or value < 0:
            return None
        return value == self._automatic_value(control, wanted=True)

    def _automatic_value(self, control: Control, *, wanted: bool) -> float:
        if control is Control.EXPOSURE and self._backend == cv2.CAP_V4L2:
            return V4L2_BY_ITSELF if wanted else V4L2_BY_HAND
        return float(wanted)

    def _range(self, control: Control) -> tuple[float, float]:
        if control is not Control.EXPOSURE:
            return BYTE_RANGE
        return V4L2_RANGE if self._backend == cv2.CAP_V4L2 else LOG2_RANGE


def exposure_s(value: float, *, backend: int) -> float | None:
    """What a device's number for its exposure means in seconds; None where the system does not tell."""
    if backend == cv2.CAP_V4L2:
        return value * V4L2_UNIT_S
    return 2.0**value if backend in _WINDOWS and value <= 1 else None


@dataclass(frozen=True, slots=True)
class Scale:
    """A control's range as the whole steps of a slider: exposures on Linux by thirds of a stop, all else one by one."""

    state: ControlState

    @property
    def _is_geometric(self) -> bool:
        return self.state.control is Control.EXPOSURE and self.state.low > 0

    @property
    def steps(self) -> int:
        """The number of the last step; the first is 0."""
        if self._is_geometric:
            return math.ceil(3 * math.log2(self.state.high / self.state.low))
        return round(self.state.high - self.state.low)

    def step_of(self, value: float) -> int:
        """The step nearest to a value."""
        if self._is_geometric:
            return min(self.steps, max(0, round(3 * math.log2(max(value, self.state.low) / self.state.low))))
        return min(self.steps, max(0, round(value - self.state.low)))

    def value_at(self, step: int) -> float:
        """The value of a step."""
        if self._is_geometric:
            return min(self.state.high, float(round(self.state.low * 2 ** (step / 3))))
        return self.state.low + step


Wish = Callable[[DeviceControls], None]
"""Something to be done to the controls, in the thread that reads the device."""


def value_wish(control: Control, value: float) -> Wish:
    """A wish for a value."""
    return lambda controls: controls.set_value(control, value)


def automatic_wish(control: Control, *, wanted: bool) -> Wish:
    """A wish that the device chooses, or does not."""
    return lambda controls: controls.set_automatic(control, wanted=wanted)
