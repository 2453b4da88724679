"""How fast frames are judged, and how old each is when it is."""

from collections import deque

RATE_OVER_SECONDS = 2.0
FRAMES_KEPT = 4000
LATENCIES_KEPT = 600


class Tempo:
    """Of the last frames; whoever uses it from several threads holds a lock."""

    def __init__(self) -> None:
        """Begin without a frame."""
        self._times: deque[float] = deque(maxlen=FRAMES_KEPT)
        self._latencies: deque[float] = deque(maxlen=LATENCIES_KEPT)

    def judged(self, now: float, latency_s: float | None) -> None:
        """A frame was judged now; None where there was no answer whose coming could be timed."""
        self._times.append(now)
        if latency_s is not None:
            self._latencies.append(latency_s)

    def rate(self, now: float) -> float:
        """Frames a second in the last RATE_OVER_SECONDS."""
        while self._times and now - self._times[0] > RATE_OVER_SECONDS:
            self._times.popleft()
        return len(self._times) / RATE_OVER_SECONDS

    @property
    def latencies(self) -> tuple[float, ...]:
        """Seconds from a frame's coming to its verdict, the oldest first."""
        return tuple(self._latencies)

    @property
    def latency_s(self) -> tuple[float, float] | None:
        """Their median and 95th percentile; None before the first."""
        ordered = sorted(self._latencies)
        return (ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]) if ordered else None
