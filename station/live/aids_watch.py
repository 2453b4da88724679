"""Looks at a feed's newest pictures beside everything else: sharpness, exposure, and stripes where a picture is lost."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from station.core.picture_aids import Aids, look_at, zebra
from station.live.feed import Feed
from station.live.inbox import Latest
from station.live.threads import is_over

if TYPE_CHECKING:
    from station.core.frame import Frame

EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What was seen of one frame; `stripes` where they are wanted."""

    number: int
    aids: Aids
    stripes: NDArray[np.uint8] | None = None


class AidsWatch:
    """Looks at the newest frame ten times a second at most; what it skips is skipped."""

    def __init__(self, feed: Feed) -> None:
        """Watch this feed; `start` begins."""
        self.wants_stripes = False
        self.rests = False
        """Whether nobody looks on: each look takes several milliseconds of a core."""
        self._feed = feed
        self._inbox: Latest[Frame] = Latest()
        self._newest: Look | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="picture aids", daemon=True)

    @property
    def newest(self) -> Look | None:
        """The last look."""
        return self._newest

    def start(self) -> None:
        """Begin to look."""
        self._feed.watch(self._inbox)
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end."""
        self._stop.set()
        self._feed.leave(self._inbox)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        return is_over(self._thread, within_s=seconds)

    def _run(self) -> None:
        while (frame := self._inbox.take()) is not None:
            if not self.rests:
                stripes = zebra(frame.picture, phase=frame.number // 2) if self.wants_stripes else None
                self._newest = Look(frame.number, look_at(frame.picture), stripes)
            if self._stop.wait(EVERY_SECONDS):
                return
