"""Labelling one clip without keeping the window waiting: keys are done in their order by a thread that owns the table."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from station.core.clip_files import check_only_clip
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.frame_labels import FrameLabels
from station.core.label_desk import Desk, Kept, LabelDesk
from station.core.label_steps import Values
from station.core.labels import LabelTable
from station.core.opened_clip import OpensClip
from station.core.project import Project
from station.live.clip_process import ClipProcess
from station.live.clip_reader import ClipFacts, ClipReader
from station.live.jobs import Job, Stopped
from station.live.threads import is_over

Command = Callable[[LabelDesk], None]

NO_LABELS = FrameLabels()

_log = logging.getLogger(__name__)

CALM_SECONDS = 1.0
"""Where nothing was ordered for so long, labels are put where other programs see them."""
HELD_SECONDS = 30.0
"""The same where that failed last time, as it does while another program has the table open: each attempt takes 2.5 s."""
LOOK_SECONDS = 1.0
"""From then on it is looked so often whether somebody else labels the clip."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The desk after command number `serial`; `error` where that one could not be done, and nothing changed.

    After a quiet command, which no key gave, what the last key could not do is still on the desk and was told already.
    """

    serial: int
    desk: Desk
    error: StationError | None = None
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Order:
    serial: int
    command: Command
    is_quiet: bool = False
    done: "queue.SimpleQueue[BaseException | None] | None" = None


class Labelling:
    """A clip that is being labelled: its reader, and the thread that does what the keys say.

    `seen` (with Seen) is called in that thread after every command and once at the beginning; `failed` (with the
    StationError) where clip or table can't be opened, `ended` at the very end. A new one waits for the end of `after`.
    """

    def __init__(
        self,
        project: Project,
        clip: Path,
        *,
        labeller: str,
        kept: Kept | None,
        clock: Callable[[], datetime],
        seen: Callable[[Seen], None],
        failed: Callable[[StationError], None],
        opened: Callable[[ClipFacts], None] = lambda facts: None,
        arrived: Callable[[int], None] = lambda number: None,
        ended: Callable[[], None] = lambda: None,
        after: "Labelling | None" = None,
        open_clip: OpensClip = ClipProcess,
    ) -> None:
        """Prepare; `start` opens clip and table."""
        self.clip = clip
        self.project = project
        self.last: Seen | None = None
        """What was seen last; once this has ended, how the clip was left."""
        self.reader = ClipReader(clip, opened=opened, arrived=arrived, open_clip=open_clip)
        self._labeller = labeller
        self._kept = kept
        self._clock = clock
        self._seen = seen
        self._failed = failed
        self._ended = ended
        self._after = after
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._serial = 0
        self._is_held = False
        self._is_keyed = self._is_left = False
        # No daemon: where the disk is slow, the program ends once all that was typed is saved.
        self._thread = threading.Thread(target=self._run, name="labelling")

    @property
    def name(self) -> str:
        """The clip's name, after which table and pictures are named."""
        return self.clip.stem

    @property
    def serial(self) -> int:
        """The number of the last command that was given."""
        return self._serial

    @property
    def position(self) -> int:
        """The frame on screen."""
        return self.reader.position

    @property
    def labels(self) -> Mapping[int, Values]:
        """What was saved, as far as it was told: another value once anything is."""
        return self.last.desk.labels if self.last else NO_LABELS

    def ready(self, number: int) -> Frame | StationError | None:
        """A frame that is decoded already, or why it can't be."""
        return self.reader.ready(number)

    def give_way(self) -> None:
        """Wait for a moment where a key was just pressed."""
        self.reader.give_way()

    def start(self) -> None:
        """Open clip and table, in threads: this returns at once."""
        self.reader.start()
        self._thread.start()

    def do(self, command: Command, *, is_quiet: bool = False) -> int:
        """Have a command done after all earlier ones, and return its number; one thread gives commands."""
        self._serial += 1
        self._is_keyed |= not is_quiet
        self._orders.put(_Order(self._serial, command, is_quiet))
        return self._serial

    def long(self, command: Callable[[LabelDesk, Callable[[int, int], None]], None]) -> Callable[[Job], None]:
        """Have a long command done, whose progress the returned work shows and which that work's job can stop."""
        done: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
        jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()

        def ordered(desk: LabelDesk) -> None:
            command(desk, jobs.get().step)

        def work(job: Job) -> None:
            jobs.put(job)
            problem = done.get()
            if problem is not None:
                raise problem

        self._serial += 1
        self._is_keyed = True
        self._orders.put(_Order(self._serial, ordered, done=done))
        return work

    def stop(self) -> None:
        """Ask for an end once everything that was ordered is done; a clip that is being opened is left, unless keys gave orders."""
        self._is_left = True
        if self.last is None and not self._is_keyed:
            self.reader.stop()
        self._orders.put(None)

    def wait(self, seconds: float) -> bool:
        """Wait for the end of both threads, at most so long; whether it came."""
        end = time.monotonic() + seconds
        return is_over(self._thread, within_s=seconds) and self.reader.wait(end - time.monotonic())

    def kept(self) -> Kept | None:
        """What to remember of the clip; None where it was never seen."""
        if self.last is None:
            return None
        desk = self.last.desk
        return Kept(desk.number, desk.values, dict(desk.drafts), desk.stamp, self.project.attributes.names)

    def _run(self) -> None:
        try:
            desk = self._opened()
        except StationError as error:
            if not self._is_left:
                self._failed(error)
            self._refuse(error)
        else:
            self._tell(Seen(0, desk.seen()))
            try:
                self._work(desk)
            finally:
                self._leave(desk)
        finally:
            self.reader.stop()
            self._orders.put(None)
            self._refuse(StationError(f"{self.clip} is not labelled any more"))
            self._ended()

    def _tell(self, seen: Seen) -> None:
        self.last = seen
        self._seen(seen)

    def _opened(self) -> LabelDesk:
        if self._after is not None:
            self._after.wait(threading.TIMEOUT_MAX)
            if self._after.clip == self.clip:
                self._kept = self._after.kept() or self._kept
            self._after = None
        check_only_clip(self.clip)
        facts = self.reader.facts()
        table = LabelTable(self.project, clip=self.name, labeller=self._labeller, clock=self._clock)
        attributes = self.project.attributes
        return LabelDesk(table, attributes=attributes, count=facts.frames, frame_of=self.reader.fetch, kept=self._kept)

    def _work(self, desk: LabelDesk) -> None:
        while (order := self._ordered(desk)) is not None:
            if not order.is_quiet:
                desk.begin()
            error = self._done(partial(order.command, desk))
            told = error if isinstance(error, StationError) and order.done is None else None
            self.reader.expect(desk.unlabelled)
            self._tell(Seen(order.serial, desk.seen(), told, order.is_quiet))
            if order.done is not None:
                order.done.put(error)

    def _ordered(self, desk: LabelDesk) -> _Order | None:
        """The next order; None at the end. The first calm moment before it is used to settle, later ones to look around."""
        try:
            return self._orders.get(timeout=HELD_SECONDS if self._is_held else CALM_SECONDS)
        except queue.Empty:
            self._settle(desk)
        while True:
            try:
                return self._orders.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._look_who_has_it(desk)

    def _settle(self, desk: LabelDesk) -> None:
        error = None if desk.is_settled else self._done(desk.settle)
        if isinstance(error, StationError) and not self._is_held:
            self._tell_quietly(desk, error)
        self._is_held = error is not None

    def _look_who_has_it(self, desk: LabelDesk) -> None:
        before = desk.seen().taken_by
        desk.look_who_has_it()
        if desk.seen().taken_by != before:
            self._tell_quietly(desk)

    def _tell_quietly(self, desk: LabelDesk, error: StationError | None = None) -> None:
        assert self.last is not None
        self._tell(Seen(self.last.serial, desk.seen(), error, is_quiet=True))

    def _leave(self, desk: LabelDesk) -> None:
        if (error := self._done(desk.leave)) is not None:
            _log.warning("the labels are saved beside the table: %s", error)

    def _done(self, command: Callable[[], Any]) -> BaseException | None:
        try:
            command()
        except (StationError, Stopped) as error:
            return error
        return None

    def _refuse(self, error: StationError) -> None:
        """There is no table: nothing can be done but to look at the frames, until the end is asked for."""
        while (order := self._orders.get()) is not None:
            if order.done is not None:
                order.done.put(error)
