"""A view that shows the newest frame of a source, and what is known of it: the feed is held only while it is watched."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from station.core.found_camera import FoundCamera
from station.core.picture_aids import Aids, Best
from station.live.aids_watch import AidsWatch
from station.live.feed import Feed, FeedFigures
from station.live.inbox import Latest
from station.ui.context import Context
from station.ui.frame_view import FrameView
from station.ui.source_box import take_feed

if TYPE_CHECKING:
    from station.core.frame import Frame

DRAW_MS = 33
FIGURES_MS = 250


class Preview(QObject):
    """Holds the feed of one source and draws its newest frame thirty times a second."""

    figures_changed = Signal()
    """Four times a second while a source is watched, and when its state changes."""

    def __init__(self, context: Context, view: FrameView) -> None:
        """Draw on this view; `watch` begins."""
        super().__init__(view)
        self._context = context
        self._view = view
        self._source = ""
        self._inbox: Latest[Frame] | None = None
        self._aids: AidsWatch | None = None
        self._ending: list[AidsWatch] = []
        self._looked_at = -1
        self.feed: Feed | None = None
        self.aids: Aids | None = None
        self.best = Best()
        self.share = 0.0
        self.frozen = False
        """Whether the picture stands still; the feed goes on."""
        self._wants_stripes = False
        self._drawing = QTimer(self, interval=DRAW_MS, timerType=Qt.TimerType.PreciseTimer)
        self._drawing.timeout.connect(self._draw)
        self._asking = QTimer(self, interval=FIGURES_MS)
        self._asking.timeout.connect(self.figures_changed)
        context.feeds.changed.connect(self._state_changed)

    @property
    def figures(self) -> FeedFigures | None:
        """How the source is doing; None: nothing is watched."""
        return None if self.feed is None else self.feed.figures()

    @property
    def device(self) -> FoundCamera | None:
        """The camera that is watched, with its controls."""
        camera = self.feed.camera if self.feed is not None else None
        return camera if isinstance(camera, FoundCamera) else None

    def watch(self, source: str) -> None:
        """Watch this source from now on."""
        self.leave()
        self._source = source
        feed = self.feed = take_feed(source, self._context, holder=self)
        inbox: Latest[Frame] = Latest()
        self._inbox = inbox
        feed.watch(inbox)
        self._aids = AidsWatch(feed)
        self._aids.wants_stripes = self._wants_stripes
        self._aids.start()
        self._drawing.start()
        self._asking.start()
        self.figures_changed.emit()

    def leave(self) -> None:
        """Let go of the source; the view keeps no picture of it."""
        self._drawing.stop()
        self._asking.stop()
        if self.feed is None or self._inbox is None or self._aids is None:
            return
        self._aids.stop()
        self._ending = [old for old in self._ending if not old.wait(0)] + [self._aids]
        self.feed.leave(self._inbox)
        self._context.feeds.leave(self._source, self)
        self.feed = self._inbox = self._aids = self.aids = None
        self.best, self.frozen, self._looked_at = Best(), False, -1
        self._view.show_overlay(None)
        self._view.show_frame(None)
        self.figures_changed.emit()

    def draw_on(self, wanted: bool) -> None:
        """Draw, or rest while nobody looks: a recording keeps the feed."""
        if self._aids is not None:
            self._aids.rests = not wanted
        if wanted and self.feed is not None:
            self._drawing.start()
        else:
            self._drawing.stop()

    def show_stripes(self, wanted: bool) -> None:
        """Draw stripes where the exposure is lost, or not."""
        self._wants_stripes = wanted
        if self._aids is not None:
            self._aids.wants_stripes = wanted
        if not wanted:
            self._view.show_overlay(None)

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what looked at pictures."""
        return all(old.wait(seconds) for old in self._ending)

    def _draw(self) -> None:
        if self._inbox is None or self._aids is None or self.frozen:
            return
        if (frame := self._inbox.poll()) is not None:
            self._view.show_frame(frame)
        look = self._aids.newest
        if look is None or look.number == self._looked_at:
            return
        self._looked_at, self.aids = look.number, look.aids
        self.share = self.best.see(look.aids.sharpness)
        self._view.show_overlay(look.stripes if self._wants_stripes else None)

    def _state_changed(self, source: str) -> None:
        if source == self._source and self.feed is not None:
            self.figures_changed.emit()
