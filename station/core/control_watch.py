"""Looks now and then whether a camera that films still has the exposure, gain and focus that were set."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from station.core.device import Control, ControlState, changed

LOOK_SECONDS = 10.0
"""Between two looks; each is a question or two to the driver, between two frames."""
SETTLE_SECONDS = 1.0
"""What a device makes of a wish it may round a little later: what it has then is what is expected of it."""


class Filming(Protocol):
    """What of a webcam is needed here."""

    @property
    def controls(self) -> Sequence[ControlState]: ...
    @property
    def may_look_again(self) -> bool: ...
    def look_again(self) -> None: ...


class ControlWatch:
    """One opened camera's; use it in the thread that reads the camera."""

    def __init__(self, camera: Filming, *, now: float) -> None:
        """Begin with what the camera makes of its wishes in the first moment."""
        self._camera = camera
        self._wanted: dict[Control, ControlState] = {}
        self._forgotten: set[Control] = set()
        self._moving: set[Control] = set()
        """What was forgotten at two looks in a row: it moves by itself, and is not looked at any more until it is wished for."""
        self._due_s = now + SETTLE_SECONDS

    @property
    def wanted(self) -> tuple[ControlState, ...]:
        """What the camera should have, as far as that is known."""
        return tuple(self._wanted.values())

    @property
    def is_in_vain(self) -> bool:
        """Whether it would be in vain to set again what was forgotten."""
        return bool(self._forgotten & self._moving)

    def expect_anew(self, before: Iterable[ControlState], *, now: float) -> None:
        """Something was wished for: what differs from these is right from now on."""
        self._moving -= self._adopt(before, now)

    def settle(self, now: float) -> None:
        """What was forgotten was set again, as far as that goes: what the camera has now is right."""
        self._adopt(self.wanted, now)

    def _adopt(self, before: Iterable[ControlState], now: float) -> set[Control]:
        """Expect nothing of the controls that differ from these until the next look; which they are."""
        others = {was.control for was, _ in changed(before, self._camera.controls)}
        if Control.EXPOSURE in others:
            others.add(Control.GAIN)  # which goes with an exposure that the device chooses
        self._wanted = {control: state for control, state in self._wanted.items() if control not in others}
        self._due_s = now + SETTLE_SECONDS
        return others

    def has_forgotten(self, now: float) -> bool:
        """Look, where it is time to; whether the camera has something else than it should."""
        if now < self._due_s or not self._camera.may_look_again:
            return False
        self._due_s = now + LOOK_SECONDS
        self._camera.look_again()
        found = {state.control: state for state in self._camera.controls}
        before, differing = self._forgotten, {was.control for was, _ in changed(self.wanted, found.values())}
        self._forgotten = differing - self._moving
        self._moving |= self._forgotten & before
        if not self._forgotten:
            self._wanted = found
        return bool(self._forgotten)
