"""The tally of an inspection: how many frames, and how much time, each verdict had."""

from collections import Counter
from dataclasses import dataclass, field

from station.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Tallied:
    """Frames and seconds by verdict, every verdict present; together all frames that came and all time that passed.

    The same by class, of those that were recognised.
    """

    frames: dict[Verdict, int]
    seconds: dict[Verdict, float]
    class_frames: dict[str, int] = field(default_factory=dict)
    class_seconds: dict[str, float] = field(default_factory=dict)


class Tally:
    """Counts every frame once. Time belongs to the verdict that stands, and to NO RESULT once that is no longer fresh."""

    def __init__(self, *, begun_s: float) -> None:
        """Begin at that time, without a verdict."""
        self._frames: Counter[Verdict] = Counter()
        self._seconds = dict.fromkeys(Verdict, 0.0)
        self._at = self._fresh_until = begun_s
        self._standing = Verdict.NO_RESULT
        self._class_frames: Counter[str] = Counter()
        self._class_seconds: dict[str, float] = {}
        self._class = ""

    def begin(self, at_s: float) -> None:
        """Count time from that moment on; what passed before belongs to no verdict."""
        self._at = self._fresh_until = at_s

    def judged(self, verdict: Verdict, *, at_s: float, fresh_until_s: float, recognised: str = "") -> None:
        """A frame was judged at that time; its verdict stands until the next one, at most until it is too old.

        `recognised` is its class, where one was; it counts unless the verdict is NO RESULT.
        """
        self._pass_to(at_s)
        self._frames[verdict] += 1
        self._standing, self._fresh_until = verdict, fresh_until_s
        self._class = "" if verdict is Verdict.NO_RESULT else recognised
        if self._class:
            self._class_frames[self._class] += 1

    def skipped(self, count: int) -> None:
        """Frames passed that nobody judged."""
        self._frames[Verdict.NOT_INSPECTED] += count

    def now(self, at_s: float) -> Tallied:
        """Everything up to that time."""
        self._pass_to(at_s)
        return Tallied(
            {verdict: self._frames[verdict] for verdict in Verdict},
            dict(self._seconds),
            dict(self._class_frames),
            dict(self._class_seconds),
        )

    def _pass_to(self, at_s: float) -> None:
        passed = max(0.0, at_s - self._at)
        fresh = min(passed, max(0.0, self._fresh_until - self._at))
        self._seconds[self._standing] += fresh
        if self._class:
            self._class_seconds[self._class] = self._class_seconds.get(self._class, 0.0) + fresh
        self._seconds[Verdict.NO_RESULT] += passed - fresh
        self._at = max(self._at, at_s)
