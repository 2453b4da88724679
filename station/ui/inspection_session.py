"""The inspection that runs, if one does: starts it, stops it, and carries what it tells into the window's thread."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.journals import FOLDER, journal_folder
from station.live.answers import engine_told, load_ahead
from station.live.capture import FeedCapture, FileCapture
from station.live.guard import Guard
from station.live.guard_terms import guard_over, terms_of
from station.live.journal import Journal
from station.live.journal_begin import Opening
from station.live.keeper import Helper, Keeper, WorkerHelper
from station.live.seam_way import SeamWay, way_along
from station.live.session_file import SessionFile
from station.live.session_record import keeping_of
from station.live.warming import begun
from station.live.watch import Phase, Status, Watch, Wishes
from station.model.runs import Run
from station.ui.bridge import Bridge
from station.ui.context import Context
from station.ui.source_box import camera_of, take_feed

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.core.messages import Engine
    from station.live.feed import Feed
    from station.live.jobs import Job

_log = logging.getLogger("station.window")


@dataclass(frozen=True, slots=True)
class Began:
    """What an inspection was started with."""

    source: str
    run: Run
    attributes: AttributeSet


def is_file(source: str) -> bool:
    """Whether a source's frames wait for their reader: a clip or a folder of pictures."""
    return bool(source) and Path(source).exists()


class InspectionSession(QObject):
    """One inspection at a time. After its end its picture, faults and rows stay until the next one begins."""

    changed = Signal()
    """It was started, or came to its end."""
    fault_began = Signal(int)
    """(its number)"""
    painted = Signal()
    """There is a new picture to be shown."""
    mishap = Signal(str)
    """The network's worker was lost, or the journal can't be written: an English sentence."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin without an inspection."""
        super().__init__(parent)
        self._context = context
        self._bridge = Bridge(self)
        self.helper: Callable[[Run], Helper] = partial(WorkerHelper, take=context.spare.take)
        """What holds the network; a test puts another one here."""
        self.began: Began | None = None
        self.watch: Watch | None = None
        self._feed: Feed | None = None
        self._logged: Engine | None = None
        self._ending: list[Watch] = []
        self._tidying: list[Job] = []
        context.settings_changed.connect(self._settings_changed)

    @property
    def is_running(self) -> bool:
        """Whether frames are judged now."""
        return self.watch is not None and self.watch.is_running

    @property
    def problem(self) -> str:
        """Why the camera gives nothing, where it is known."""
        return self._feed.figures().problem if self._feed is not None and self.is_running else ""

    def foresee(self, run: Run) -> None:
        """This run will probably be inspected with: let the worker in waiting load it, in a thread that may wait for it."""
        if not self.is_running:
            self._tidying = [job for job in self._tidying if not job.wait(0)]
            self._tidying.append(
                begun("loading ahead", partial(self._context.spare.tell, partial(load_ahead, run=run)))
            )

    def start(self, began: Began, wishes: Wishes) -> None:
        """Inspect; this returns at once."""
        self.forget()
        frames: FileCapture | FeedCapture
        if is_file(began.source):
            frames = FileCapture(camera_of(began.source, self._context))
        else:
            self._feed = take_feed(began.source, self._context, holder=self)
            frames = FeedCapture(self._feed)
        keeper = Keeper(began.run, helper=self.helper, told=self._bridge.carry(self.mishap.emit))
        rows = SessionFile(cache_folder() / "inspection", attributes=began.attributes)
        journal = self._journal(began, wishes)
        watch = Watch(
            frames,
            keeper,
            attributes=began.attributes,
            wishes=wishes,
            rows=rows,
            way=self._way(began),
            journal=journal,
            guard=self._guard(began, wishes, journal),
            painted=self._bridge.carry(self.painted.emit),
            fault_began=self._bridge.carry(self.fault_began.emit),
            ended=self._bridge.carry(self._over),
        )
        self.began, self.watch = began, watch
        watch.start()
        self.changed.emit()

    def _guard(self, began: Began, wishes: Wishes, journal: Journal) -> Guard | None:
        return guard_over(
            began.run,
            source=began.source,
            is_live=not is_file(began.source),
            folder=self._journal_folder(began),
            attributes=began.attributes,
            rule=wishes.rule,
            settings=self._context.settings.value.inspection,
            noted=journal.note,
        )

    def _settings_changed(self) -> None:
        if self.watch is not None and self.watch.guard is not None and self.began and not is_file(self.began.source):
            self.watch.guard.set(terms_of(self._context.settings.value.inspection))

    def _journal(self, began: Began, wishes: Wishes) -> Journal:
        project, settings = self._context.project, self._context.settings.value
        opening = Opening(
            "" if project is None else project.folder.name,
            began.source,
            is_file(began.source),
            began.run,
            began.attributes,
            settings.labelling.labeller,
            keeping_of(settings.journal),
        )
        feed, told = self._feed, self._bridge.carry(self.mishap.emit)
        problem = (lambda: "") if feed is None else (lambda: feed.figures().problem)
        return Journal(self._journal_folder(began), opening, wished=wishes, source_problem=problem, told=told)

    def _journal_folder(self, began: Began) -> Path:
        project = self._context.project
        return journal_folder(began.run.folder) if project is None else project.folder / FOLDER

    def status(self) -> Status | None:
        """How it is doing; None before the first."""
        return None if self.watch is None else self.watch.status()

    def keep_loading_time(self) -> None:
        """Remember how long the network took to load: the next one says so while it is waited for. Log what answers."""
        took_s = None if self.watch is None else self.watch.loading_took_s
        engine = None if self.watch is None else self.watch.engine
        if engine is not None and engine is not self._logged and self.began is not None:
            self._logged = engine
            _log.info("inspecting %s with %s: %s", self.began.source, self.began.run.folder, engine_told(engine))
        if took_s is not None and round(took_s, 1) != self._context.memory.value.loading_s:
            with suppress(StationError):  # a wait that is not foretold is no fault
                self._context.memory.change("", loading_s=round(took_s, 1))

    def stop(self) -> None:
        """Ask for its end; this returns at once."""
        if self.watch is not None:
            self.watch.stop()
        self._leave()
        self.changed.emit()

    def forget(self) -> None:
        """Stop, and drop picture, faults and rows."""
        self.stop()
        watch, self.watch, self.began = self.watch, None, None
        self._ending = [other for other in self._ending if not other.wait(0)]
        if watch is None:
            return
        watch.close()
        self._ending.append(watch)
        self._tidying = [job for job in self._tidying if not job.wait(0)]
        self._tidying.append(begun("tidying", partial(_tidy, watch)))

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what was forgotten; whether it came."""
        until = time.monotonic() + seconds
        ending: tuple[Watch | Job, ...] = (*self._ending, *self._tidying)
        return sum(thing.wait(max(0.0, until - time.monotonic())) for thing in ending) == len(ending)

    def _way(self, began: Began) -> SeamWay | None:
        project, fault_mm = self._context.project, self._context.settings.value.camera.fault_mm
        scale = project.millimetre_px if project is not None else None
        return way_along(began.source, began.attributes, scale=scale, fault_mm=fault_mm)

    def _leave(self) -> None:
        if self._feed is not None and self.began is not None:
            self._feed = None
            self._context.feeds.leave(self.began.source, self)

    def _over(self) -> None:
        if not self.is_running:
            self._leave()
            status = self.status()
            if status is not None and status.phase is Phase.FAILED:
                self.mishap.emit(status.problem)
        self.changed.emit()


def _tidy(watch: Watch) -> None:
    """Delete the rows once nobody writes them."""
    watch.wait(10.0)
    if watch.rows is not None:
        watch.rows.drop()
