"""What the window does before anybody asks for it, so that whoever asks need not wait."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from station.core.device import PRACTICE_CAMERA
from station.live.warming import begun, warm
from station.ui.icons import read_all
from station.ui.tab_page import TABS, TabPage

if TYPE_CHECKING:
    from station.live.jobs import Job
    from station.ui.context import Context
    from station.ui.window import Window

WARMING_MS = 300
AHEAD_MS = 700
"""So often one more tab is made ahead, until there are all, where nothing else is to be done."""


class Preparing(QObject):
    """Loads what the tabs need, then makes the tabs, in moments in which nothing else is to be done."""

    def __init__(self, context: "Context", tabs: TabPage, window: "Window") -> None:
        """Wait to be told."""
        super().__init__(window)
        self._context = context
        self._tabs = tabs
        self._is_over = False
        self._jobs: list[Job] = []
        self.ahead = QTimer(self, interval=AHEAD_MS)
        self.ahead.timeout.connect(self.make_ahead)

    @property
    def jobs(self) -> "tuple[Job, ...]":
        """What runs in threads."""
        return tuple(self._jobs)

    def inspection(self) -> None:
        """After the first paint: have workers import what the first inspection will need, on the processor's other cores."""
        self._jobs.append(begun("preparing the inspection", self._context.spare.prepare))
        if self._context.settings.value.camera.source == PRACTICE_CAMERA:
            self._jobs.append(begun("preparing the practice camera", self._context.practice.prepare))

    def tabs(self) -> None:
        """A little after the first paint, once nobody waits for the processor: load what the tabs need, and then make them."""
        QTimer.singleShot(WARMING_MS, self, self._warm)

    def make_ahead(self) -> None:
        """Make a tab before it is looked at: its first look then keeps no running camera or inspection waiting."""
        if self._context.project is not None and not self._is_busy and not self._tabs.make_ahead():
            self.ahead.stop()

    def stop(self) -> None:
        """The window is closing."""
        self._is_over = True
        self.ahead.stop()
        for job in self._jobs:
            job.stop()

    @property
    def _is_busy(self) -> bool:
        """Whether somebody waits for the processor already: for a job, a camera's first picture, or for us."""
        return bool(
            self._context.jobs.running or self._context.feeds.is_opening or not all(job.wait(0) for job in self._jobs)
        )

    def _warm(self) -> None:
        if self._is_over:
            return
        if self._is_busy:
            self.tabs()
        else:
            self._jobs.append(begun("reading the icons", read_all))
            self._jobs.append(warm([*(module for module, _ in TABS.values()), "station.ui.curves", "wakepy"]))
            self.ahead.start()
