"""What a camera on this computer is, and what can be set on it: plain values, without OpenCV."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

PRACTICE_CAMERA = "practice"
"""What stands for the practice lab's camera where a source is named."""


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera of this computer: its number within `backend` (one of OpenCV's CAP_ numbers), and the system's path.

    `socket` is where it is plugged in, and its maker's and serial number, on Linux, where paths are dealt anew as numbers are.
    Windows has all of it in the path.
    """

    number: int
    name: str
    backend: int
    path: str
    socket: str = ""

    def is_same_as(self, other: "CameraInfo") -> bool:
        """Whether both speak of one device, whatever its number is now. Another one in the same socket is not."""
        if (self.name, self.backend) != (other.name, other.backend):
            return False
        return self.socket == other.socket if self.socket or other.socket else self.path == other.path


class Control(Enum):
    """What can be set on a device."""

    EXPOSURE = "exposure"
    GAIN = "gain"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class ControlState:
    """A control as the device has it: its value, the range of wishes, whether it acts by itself (None: it can't)."""

    control: Control
    value: float
    low: float
    high: float
    automatic: bool | None = None
    seconds: float | None = None
    """Of an exposure, how long the shutter is open; None where the system does not tell."""

    def is_as(self, other: "ControlState") -> bool:
        """Whether the device does the same with both: it chooses by itself, or by hand this value."""
        if bool(self.automatic) or bool(other.automatic):
            return bool(self.automatic) == bool(other.automatic)
        return math.isclose(self.value, other.value, rel_tol=1e-3, abs_tol=1e-3)


def changed(
    before: Iterable[ControlState], now: Iterable[ControlState]
) -> tuple[tuple[ControlState, ControlState | None], ...]:
    """Which controls are not as they were, with what they are instead (None: they can't be read any more).

    Where the device chooses the exposure by itself the gain may go with it.
    """
    there = {state.control: state for state in now}
    exposure = there.get(Control.EXPOSURE)
    chosen_by_device = {Control.GAIN} if exposure is not None and exposure.automatic else set()
    pairs = ((was, there.get(was.control)) for was in before)
    return tuple(
        (was, is_) for was, is_ in pairs if is_ is None or not (is_.is_as(was) or is_.control in chosen_by_device)
    )
