"""The feeds of the window: a camera is opened once, however many tabs watch it."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.core.cameras import Camera
    from station.live.feed import Feed, Turn


class Feeds(QObject):
    """Open feeds by the word that names their source; the last one to let go closes it."""

    changed = Signal(str)
    """A feed's state changed (source)."""

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._open: dict[str, tuple[Feed, set[object]]] = {}
        self._ending: list[tuple[str, Feed]] = []
        self._bridge = Bridge(self)

    def take(self, source: str, holder: object, *, camera: "Callable[[], Camera]", turn: "Turn") -> "Feed":
        """The feed of a source for this holder: the open one, or a new one over `camera()`."""
        from station.live.feed import Feed

        feed, holders = self._open.get(source, (None, set()))
        if feed is not None and feed.is_over:
            self._end(source, feed)
            feed = None
        if feed is None:
            feed = Feed(camera(), turn=turn, changed=self._bridge.carry(lambda: self.changed.emit(source)))
            before = [ending for name, ending in self._ending if name == source]
            self._open[source] = feed, holders
            feed.start(after=before[-1] if before else None)
        holders.add(holder)
        return feed

    def of(self, source: str) -> "Feed | None":
        """The open feed of a source."""
        return self._open[source][0] if source in self._open else None

    @property
    def is_opening(self) -> bool:
        """Whether a camera is being opened."""
        return any(feed.is_opening for feed, _ in self._open.values())

    def leave(self, source: str, holder: object) -> None:
        """Let go of a source; where nobody holds it any more, its camera is closed."""
        if source not in self._open:
            return
        feed, holders = self._open[source]
        holders.discard(holder)
        if not holders:
            del self._open[source]
            self._end(source, feed)

    def turn(self, turn: "Turn") -> None:
        """Turn the pictures of all feeds like this from now on."""
        for feed, _ in self._open.values():
            feed.turn = turn

    def reopen(self, source: str) -> None:
        """Open a camera anew, since what is wished of it changed."""
        if source in self._open:
            self._open[source][0].reopen()

    def stop_all(self) -> None:
        """Ask all feeds to end."""
        for source, (feed, _) in self._open.items():
            self._end(source, feed)
        self._open.clear()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the feeds that were stopped; whether all ended."""
        end = time.monotonic() + seconds
        ended = [feed.wait(end - time.monotonic()) for _, feed in self._ending]
        return all(ended)

    def _end(self, source: str, feed: "Feed") -> None:
        feed.stop()
        self._ending = [(name, other) for name, other in self._ending if not other.wait(0)]
        self._ending.append((source, feed))
