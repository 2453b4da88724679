"""Writes a session's journal in a thread of its own: whoever judges leaves what it said, and never waits for the disk.

Bounded: INBOX things wait for the thread; while the disk refuses, a bounded number of entries is tried again and again, and
frames that do not fit in are counted, by verdict, in an entry that says so once the disk takes it. A kill costs what waits:
FLUSH_SECONDS, and what the disk takes to sync.
"""

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from station.core.coverage import Covered, Stretch
from station.core.errors import StationError
from station.core.journal_age import old_sessions, remove_session
from station.core.journal_entries import (
    Acknowledged,
    Body,
    End,
    FaultHeld,
    Lost,
    NetworkState,
    Pruned,
    Quiet,
    Said,
)
from station.core.messages import Engine, Tried
from station.core.tally import Tallied
from station.core.verdict import Verdict
from station.live.faults import Fault
from station.live.journal_begin import Opening, begin_of
from station.live.journal_ledger import Ledger
from station.live.journal_packing import JudgedItem, Packing, Wished, coverage_of, utc_said
from station.live.journal_pictures import BUSY, FaultPictures
from station.live.keeper import Keeper, Readiness
from station.live.painter import Result
from station.live.threads import KEEPING, give_way, is_over

FLUSH_SECONDS = 0.5
INBOX = 4096
PICTURES_WAITING = 8
COVERED_SECONDS = 60.0
"""So often it is noted how much seam has passed: of a session that still runs, or was killed, that is all that is known of it."""
QUIET_SECONDS = 1.0
"""Without a frame for so long a live source is noted as quiet."""
LAST_TRIES = 3
EndedBy = Literal["stopped", "source ended", "failed"]
FULL = "the disk has not answered for a long time"

_log = logging.getLogger("station.journal")


@dataclass(frozen=True, slots=True)
class JournalState:
    """How a journal is doing. `missing` are the judged frames that are not in it: those that wait for a disk, and the lost.

    `head` is the hash of its last entry, in hexadecimal; `problem` why it can't be written now.
    """

    folder: Path | None = None
    entries: int = 0
    head: str = ""
    frames: int = 0
    missing: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _FaultItem:
    at_s: float
    utc: datetime
    body: FaultHeld
    fault: Fault | None
    wished: Wished


_Thing = JudgedItem | _FaultItem | Said


class Journal:
    """A session's journal. Everything but `wait` returns at once; what can't be written is told by `state`."""

    def __init__(
        self,
        folder: Path,
        opening: Opening,
        *,
        wished: Wished,
        source_problem: Callable[[], str] = lambda: "",
        told: Callable[[str], None] = lambda problem: None,
        clock: Callable[[], float] = time.perf_counter,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Prepare a session in a folder of journals; `source_problem` says why no frames come, where that is known.

        `told` is called in the journal's thread when it can't be written any more, with a sentence.
        """
        self._folder = folder
        self._opening = opening
        self._source_problem = source_problem
        self._told = told
        self._clock = clock
        self._wall = wall
        self._began_s = clock()
        keeping, attributes = opening.keeping, opening.attributes
        self._pictures = FaultPictures(most=keeping.pictures, side=keeping.side, attributes=attributes)
        self._packing = Packing(attributes, wished, live=not opening.is_file, first=0 if opening.is_file else None)
        self._changed = threading.Condition()
        self._inbox: deque[_Thing] = deque()
        self._pictures_waiting = 0
        self._refused: Counter[str] = Counter()
        self._refused_first = self._refused_last = (0, 0.0)
        self._is_urgent = self._is_ended = self._is_closing = self._is_ready = self._is_quiet = False
        self._last_frame_s = self._covered_s = 0.0
        self._way_covered: Callable[[], Covered] | None = None
        self._begun_utc = wall()
        self._wished = wished
        self._ledger = Ledger(folder)
        self._said = 0
        self._fault = ""
        self._is_pruned = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        return is_over(self._thread, within_s=seconds)

    @property
    def state(self) -> JournalState:
        """How it is doing."""
        ledger, problem = self._ledger, self.problem
        return JournalState(
            None if ledger.session is None else ledger.session.folder,
            ledger.entries,
            ledger.head,
            ledger.written,
            self._said - ledger.written if problem else ledger.lost,
            problem,
        )

    @property
    def problem(self) -> str:
        """Why it can't be written now; empty where it can."""
        return self._fault or self._ledger.problem or (FULL if self._refused else "")

    @property
    def must_stop(self) -> bool:
        """Whether it can't be written and inspecting without it is not wanted."""
        return self._opening.keeping.stop and bool(self.problem)

    # What is said, in whatever thread

    def judged(self, result: Result, wished: Wished) -> None:
        """A frame was judged."""
        with self._changed:
            at_s = self._clock() - self._began_s
            self._said += 1
            self._last_frame_s, self._is_quiet = at_s, False
            if len(self._inbox) >= INBOX:
                self._refuse(result)
                return
            item = JudgedItem(
                at_s,
                self._wall(),
                result.frame.number,
                result.seen_s - self._began_s,
                result.latency_s,
                result.verdict,
                result.probabilities,
                result.recognised,
                wished,
                result.withheld,
            )
            self._inbox.append(item)

    def fault(self, fault: Fault, wished: Wished, *, place_mm: float | None = None) -> None:
        """A fault held."""
        result = fault.result
        body = FaultHeld(
            fault=fault.number,
            frame=result.frame.number,
            time_s=result.frame.time_s,
            seen_s=result.seen_s - self._began_s,
            found=dict(fault.found),
            probabilities=dict(result.probabilities),
            place_mm=place_mm,
        )
        with self._changed:
            kept = fault if self._pictures_waiting < PICTURES_WAITING else None
            self._pictures_waiting += kept is not None
            self._put(_FaultItem(self._clock() - self._began_s, self._wall(), body, kept, wished))

    def covered(self, covered: Covered, stretches: Sequence[Stretch]) -> None:
        """How much seam passed until now, and what was said of it."""
        self.note(coverage_of(covered, stretches))

    def follow_seam(self, covered: Callable[[], Covered]) -> None:
        """Note each minute from now on how much seam has passed."""
        self._way_covered = covered

    def follow(self, keeper: Keeper) -> None:
        """Note from now on what the network does."""
        keeper.entered = partial(self._network_entered, keeper)

    def acknowledged(self, who: str, *, faults: int, stood: bool) -> None:
        """Somebody saw the alarm."""
        self.note(Acknowledged(who=who, faults=faults, stood=stood))

    def network(self, state: str, *, problem: str = "", engine: Engine | None = None) -> None:
        """The network is loading, ready, failed or stopped."""
        self._is_ready = state == "ready"
        if self._is_ended:
            return  # that it is ended, too, goes without saying
        tried = {} if engine is None else {name: _figures(one) for name, one in engine.tried.items()}
        name, why = ("", "") if engine is None else (engine.name, engine.problem)
        self.note(NetworkState(state=state, problem=problem, engine=name, tried=tried, why_engine=why))

    def _network_entered(self, keeper: Keeper, state: Readiness) -> None:
        self.network(state.value, problem=keeper.problem, engine=keeper.engine)

    def note(self, body: Body) -> None:
        """Anything else: a check at the start of a shift, coverage."""
        with self._changed:
            self._put(Said(self._clock() - self._began_s, utc_said(self._wall()), body))

    def end(
        self,
        why: EndedBy,
        *,
        tallied: Tallied,
        faults: int,
        unready: int = 0,
        problem: str = "",
    ) -> None:
        """The inspection is over; an alarm may still be acknowledged until `close`."""
        told = {verdict.value: count for verdict, count in tallied.frames.items()}
        seconds = {verdict.value: round(passed, 3) for verdict, passed in tallied.seconds.items()}
        body = End(why=why, problem=problem, frames=told, seconds=seconds, faults=faults, unready=unready)
        with self._changed:
            if not self._is_ended:
                self._is_ended = True
                self._put(Said(self._clock() - self._began_s, utc_said(self._wall()), body))

    def close(self) -> None:
        """Nothing more is said; the thread ends once the end is written, or can't be."""
        with self._changed:
            self._is_closing = self._is_urgent = True
            self._changed.notify_all()

    def _put(self, thing: _Thing) -> None:
        """Leave something that is rare, and wake the thread for it; held by the lock."""
        self._note_refused()
        self._inbox.append(thing)
        self._is_urgent = True
        self._changed.notify_all()

    def _refuse(self, result: Result) -> None:
        """Count a frame that found no room; held by the lock."""
        number, seen_s = result.frame.number, result.seen_s - self._began_s
        if not self._refused:
            self._refused_first = (number, seen_s)
        self._refused_last = (number, seen_s)
        self._refused[result.verdict.value] += 1

    def _write(self) -> None:
        had_problem = bool(self._ledger.problem)
        if self._ledger.write():
            self._prune()
        elif not had_problem:
            self._told(self._ledger.problem)

    def _note_refused(self) -> None:
        """Leave the count of those that found no room, where they belong; held by the lock."""
        if not self._refused:
            return
        (first, since_s), (last, until_s) = self._refused_first, self._refused_last
        frames, self._refused = dict(self._refused), Counter()
        lost = Lost(frames=frames, first=first, last=last, since_s=since_s, until_s=until_s, reason=FULL)
        self._inbox.append(Said(self._clock() - self._began_s, utc_said(self._wall()), lost))

    # What the thread does

    def _run(self) -> None:
        tries = 0
        give_way(KEEPING)
        try:
            begin = begin_of(self._opening, self._wished, clock_s=self._began_s)
            self._ledger.begin(Said(0.0, utc_said(self._begun_utc), begin))
            self._write()  # at once, for the folder in which pictures are kept
            while True:
                things, is_over = self._take()
                for thing in things:
                    self._ledger.add(self._entries_of(thing))
                self._ledger.add(self._packing.take())
                self._see_quiet()
                self._see_covered()
                self._write()
                tries += is_over
                if is_over and (not self._ledger.waits or tries == LAST_TRIES):
                    return
        except BaseException as error:
            self._fault = f"{type(error).__name__}: {error}"
            raise
        finally:
            self._ledger.close()

    def _take(self) -> tuple[list[_Thing], bool]:
        """Wait for something urgent, or for a while; what was left since, and whether nothing follows it."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_urgent, timeout=FLUSH_SECONDS)
            self._note_refused()
            things, self._is_urgent = list(self._inbox), False
            self._inbox.clear()
            return things, self._is_ended and self._is_closing

    def _entries_of(self, thing: _Thing) -> list[Said]:
        if isinstance(thing, JudgedItem):
            return self._packing.put(thing)
        before = self._packing.take()
        if isinstance(thing, _FaultItem):
            return [*before, Said(thing.at_s, utc_said(thing.utc), self._with_pictures(thing))]
        body = thing.body
        if isinstance(body, End):
            passed = body.frames.get(Verdict.NOT_INSPECTED.value, 0) - self._packing.not_inspected
            body = msgspec.structs.replace(body, left_out=passed)
        elif isinstance(body, Lost):
            body = self._packing.lose(body)
        return [*before, Said(thing.at_s, thing.utc, body)]

    def _with_pictures(self, item: _FaultItem) -> FaultHeld:
        if item.fault is None:
            return msgspec.structs.replace(item.body, problem=BUSY)
        with self._changed:
            self._pictures_waiting -= 1
        if self._ledger.session is None:
            return msgspec.structs.replace(item.body, problem=self.problem or FULL)
        folder, rule = self._ledger.session.folder, item.wished.rule
        picture, overlay, problem = self._pictures.keep(folder, item.fault, item.body, rule=rule)
        return msgspec.structs.replace(item.body, picture=picture, overlay=overlay, problem=problem)

    def _see_quiet(self) -> None:
        """Note that no frame comes, once."""
        with self._changed:
            now = self._clock() - self._began_s
            since = self._last_frame_s
            if self._opening.is_file or self._is_ended or not self._is_ready or self._is_quiet:
                return
            if now - since < QUIET_SECONDS:
                return
            self._is_quiet = True
        said = Quiet(since_s=since, reason=self._source_problem())
        self._ledger.add([Said(now, utc_said(self._wall()), said)])

    def _see_covered(self) -> None:
        """Note how much seam has passed, where a minute is over."""
        now = self._clock() - self._began_s
        if self._way_covered is None or self._is_ended or now - self._covered_s < COVERED_SECONDS:
            return
        self._covered_s = now
        self._ledger.add([Said(now, utc_said(self._wall()), coverage_of(self._way_covered(), ()))])

    def _prune(self) -> None:
        """Once in a session, delete those that are older than is kept: first it is noted, then they go."""
        session, months = self._ledger.session, self._opening.keeping.months
        if self._is_pruned or session is None:
            return
        self._is_pruned = True
        now, at_s = self._wall(), self._clock() - self._began_s
        for old in old_sessions(self._folder, months=months, now=now, but=session.folder.name):
            assert old.last is not None
            said = Pruned(session=old.folder.name, entries=old.entries, head=old.last.sha256, began=old.began)
            self._ledger.add([Said(at_s, utc_said(now), said)])
            if not self._ledger.write():
                return
            try:
                remove_session(old.folder)
            except StationError as error:
                _log.warning("an old session could not be deleted: %s", error)
                return


def _figures(tried: Tried) -> dict[str, float]:
    """What was found of a precision as the journal keeps it: numbers, of which 1 and 0 say yes and no."""
    return {key: float(value) for key, value in msgspec.to_builtins(tried).items()}
