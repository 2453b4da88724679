"""A class that holds: what the sign says may not change from frame to frame faster than it is read."""

from collections import deque


class Steady:
    """Watches the recognised classes go by: one holds where at least `frames` of the last `window` frames showed it.

    More frames than the window has can't be asked for: all of the window are meant then.
    """

    def __init__(self, *, frames: int, window: int) -> None:
        """Begin with nothing seen; ValueError on less than one frame."""
        self._seen: deque[str] = deque()
        self.set(frames=frames, window=window)

    def set(self, *, frames: int, window: int) -> None:
        """Ask for another `frames` of `window` from the next frame on; what was seen stays."""
        if frames < 1 or window < 1:
            raise ValueError(f"a class holds for at least 1 of 1 frames. Received: {frames} of {window}")
        self._needed = min(frames, window)
        self._seen = deque(self._seen, maxlen=window)

    def put(self, name: str) -> bool:
        """Take the next frame's class, empty where none was recognised; whether that class holds."""
        self._seen.append(name)
        return bool(name) and self._seen.count(name) >= self._needed
