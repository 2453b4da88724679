"""Faults that hold: when one begins, when it is over, and the alarm that stands until somebody acknowledges it."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime


class Hold:
    """Watches verdicts go by: a fault begins once `frames` of the last `window` frames show one, and counts once.

    It is over when none of the last `window` frames shows it any more, so that a fault which flickers at its rim is not
    counted twice. More frames than the window has can't be asked for: all of the window are meant then.
    """

    def __init__(self, *, frames: int, window: int) -> None:
        """Begin without a fault; ValueError on less than one frame."""
        self._seen: deque[bool] = deque()
        self.holds = False
        self.begun = 0
        self.set(frames=frames, window=window)

    def set(self, *, frames: int, window: int) -> None:
        """Ask for another `frames` of `window` from the next frame on; what was seen and counted stays."""
        if frames < 1 or window < 1:
            raise ValueError(f"a fault holds for at least 1 of 1 frames. Received: {frames} of {window}")
        self._needed = min(frames, window)
        self._seen = deque(self._seen, maxlen=window)

    def put(self, *, is_fault: bool) -> bool:
        """Take the next frame; whether a fault begins with it."""
        self._seen.append(is_fault)
        shown = sum(self._seen)
        if self.holds:
            self.holds = shown > 0
            return False
        self.holds = shown >= self._needed
        self.begun += self.holds
        return self.holds


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody saw the alarm."""

    who: str
    when: datetime


class Alarm:
    """Raised by every fault that begins. Latched it stands until it is acknowledged, else until the fault is over."""

    def __init__(self, *, latch: bool) -> None:
        """Begin quiet."""
        self.latch = latch
        self.stands = False

    def put(self, *, begins: bool, holds: bool) -> None:
        """Take what a frame did to the fault."""
        if begins:
            self.stands = True
        elif not holds and not self.latch:
            self.stands = False

    def acknowledge(self) -> bool:
        """Somebody saw it: it is quiet until the next fault; whether it stood."""
        stood, self.stands = self.stands, False
        return stood
