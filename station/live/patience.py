"""How long a camera may be silent before it is lost."""

from collections import deque
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds: opening (Windows' MSMF takes 4 to 20), the first pictures, silence until it is told, and from then until it ends.

    A camera with 7 frames a second is silent for 0.14 s, one with an exposure of 0.3 s for little more than that: `silent_s` is
    above both. Slower ones are known by their last intervals, and get SLOWER times as long. A moment in which the computer
    let the worker wait is told too, but must not cost an opening: a silent webcam is ended later, a stream, which comes back
    by itself more often, later still.
    """

    open_s: float = 45.0
    first_s: float = 5.0
    silent_s: float = 0.42
    webcam_s: float = 0.55
    stream_s: float = 2.5


LIMITS = Limits()
UNSETTLED = 3
"""Intervals after the opening, or after a control was set, that say nothing of those that follow: an exposure may be changing."""
UNSETTLED_SECONDS = 2.0
SLOWER = 1.5
_REMEMBERED = 8


class Patience:
    """Says how long the next frame may be waited for, from when the last one came."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        """No frame came yet."""
        self._limits = limits
        self._last: float | None = None
        self._intervals: deque[float] = deque(maxlen=_REMEMBERED)
        self._unsettled = UNSETTLED

    def came(self, at_s: float) -> None:
        """A frame came."""
        if self._last is not None:
            self._intervals.append(at_s - self._last)
            self._unsettled = max(0, self._unsettled - 1)
        self._last = at_s

    def disturb(self) -> None:
        """A control is being set."""
        self._unsettled = UNSETTLED

    @property
    def limit_s(self) -> float:
        """From the last frame to the next."""
        if self._last is None:
            return self._limits.first_s
        usual = SLOWER * median(self._intervals) if self._intervals else 0.0
        settled = max(self._limits.silent_s, min(usual, UNSETTLED_SECONDS))
        return max(settled, UNSETTLED_SECONDS) if self._unsettled else settled
