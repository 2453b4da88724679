"""The feeds of the window: a camera is opened once, however many tabs watch it."""

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
        self._ending: list[Feed] = []
        self._bridge = Bridge(self)

    def take(self, source: str, holder: object, *, camera: "Callable[[], Camera]", turn: "Turn") -> "Feed":
        """The feed of a source for this holder: the open one, or a new one over `camera()`."""
        from station.live.feed import Feed

        if source not in self._open:
            feed = Feed(camera(), turn=turn, changed=self._bridge.carry(lambda: self.changed.emit(source)))
            self._open[source] = feed, set()
            feed.start()
        feed, holders = self._open[source]
        holders.add(holder)
        return feed

    def of(self, source: str) -> "Feed | None":
        """The open feed of a source."""
        return self._open[source][0] if source in self._open else None

    def leave(self, source: str, holder: object) -> None:
        """Let go of a source; where nobody holds it any more, its camera is closed."""
        if source not in self._open:
            return
        feed, holders = self._open[source]
        holders.discard(holder)
        if not holders:
            del self._open[source]
            feed.stop()
            self._ending = [other for other in self._ending if not other.wait(0)]
            self._ending.append(feed)

    def stop_all(self) -> None:
        """Ask all feeds to end."""
        for feed, _ in self._open.values():
            feed.stop()
            self._ending.append(feed)
        self._open.clear()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the feeds that were stopped; whether all ended."""
        return sum(feed.wait(seconds) for feed in self._ending) == len(self._ending)
