"""Whether the pictures of a stream are old: whoever decodes more slowly than the camera films sees ever older ones."""

import math

OLD_SECONDS = 1.0
"""Behind the freshest picture so far, at two looks in a row: what was held up only is caught up with by then."""
LOOK_SECONDS = 1.0
IDLE_SHARE = 0.2
"""Of the time: who waits that long for packets keeps up, and a lag is an untrue clock of the camera."""
JUMP_SECONDS = 10.0
"""A clock that was set by so much, or back, was begun anew."""


class StreamLag:
    """Holds the camera's clock against ours, and both against how long packets had to be waited for."""

    def __init__(self) -> None:
        """Begin without a picture."""
        self._freshest = math.inf
        self._last: tuple[float, float] | None = None
        self._since_s = 0.0
        self._waited_s = 0.0
        self._lag_s = 0.0
        """At the last look."""

    def see(self, filmed_s: float, *, now: float, waited_s: float) -> float:
        """Take a picture's time by the camera's clock, and how long its packets were waited for; its age, in s, where it is old."""
        if self._last is None or not 0 <= filmed_s - self._last[0] < now - self._last[1] + JUMP_SECONDS:
            self._freshest, self._since_s, self._waited_s, self._lag_s = math.inf, now, 0.0, 0.0
        self._last = filmed_s, now
        self._freshest = min(self._freshest, now - filmed_s)
        self._waited_s += waited_s
        passed_s = now - self._since_s
        if passed_s < LOOK_SECONDS:
            return 0.0
        is_idle, self._since_s, self._waited_s = self._waited_s > IDLE_SHARE * passed_s, now, 0.0
        before_s, self._lag_s = self._lag_s, 0.0 if is_idle else now - filmed_s - self._freshest
        return self._lag_s if self._lag_s >= before_s > OLD_SECONDS else 0.0
