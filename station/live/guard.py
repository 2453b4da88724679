"""Stands over an inspection: no verdict without a check that holds, nor by a run that is not for this source, nor after a drift.

It runs checks with known samples on the frames that are judged anyway, watches blur, brightness and colour, keeps both on disk and
tells the journal. Whatever it does not know yet, or can't read, does not hold.
"""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from station.core.attributes import AttributeSet
from station.core.check_file import (
    Checked,
    CheckedSample,
    Standing,
    What,
    add_check,
    read_checks,
    standing,
    utc_now,
    what_of,
)
from station.core.drift import Change, Drift, span_of
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.journal_entries import Check
from station.core.no_result import BEING_CHECKED, DRIFTED, NOT_CHECKED
from station.core.picture_looks import Looks, look_of, mean_of
from station.core.shift_check import Asks, Demand, Phase, Progress, ShiftCheck
from station.core.verdict import Rule, Verdict
from station.live.painter import Result
from station.live.picture_process import PictureProcess
from station.live.threads import is_over
from station.model.exported import NotExportedError, read_sample, read_sheet
from station.model.runs import Run
from station.model.shipped import withheld as withheld_for

MOST_LOOKS = 200
OnDrift = Literal["off", "tell", "stop"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is demanded: a check that is at most so many hours old (0: none), its samples, and what a drifted picture does."""

    hours: float = 0.0
    demand: Demand = field(default_factory=Demand)
    on_drift: OnDrift = "tell"


@dataclass(frozen=True, slots=True)
class GuardState:
    """How things stand: the check and until when it holds, one that runs, what has drifted, and why verdicts are withheld.

    `withheld` is a word of `core.no_result`, empty where none are; `problem` says what could not be read or written.
    """

    standing: Standing = Standing.NOT_DEMANDED
    until: datetime | None = None
    progress: Progress | None = None
    changes: tuple[Change, ...] = ()
    withheld: str = ""
    problem: str = ""


class Guard:
    """One inspection's guard; its calls return at once, but `load`, and `judged` at the end of a check: they touch the disk."""

    def __init__(
        self,
        folder: Path,
        *,
        run: Run,
        source: str,
        attributes: AttributeSet,
        rule: Rule,
        terms: Terms = Terms(),
        noted: Callable[[Check], None] = lambda check: None,
        clock: Callable[[], float] = time.perf_counter,
        wall: Callable[[], datetime] = utc_now,
    ) -> None:
        """Guard the inspection of a live source; checks are kept in `folder`, and `noted` in the thread that judges."""
        self._folder = folder
        self._run = run
        self._source = source
        self._attributes = attributes
        self._rule = rule
        self._terms = terms
        self._noted = noted
        self._unfit = withheld_for(run, source=source)
        self._clock = clock
        self._wall = wall
        self._began = (wall(), clock())
        self._lock = threading.RLock()
        self._checks: list[Checked] = []
        self._is_read = False
        self._unread = self._unkept = ""
        self._unwritten: list[Checked] = []
        self._check: ShiftCheck | None = None
        self._is_kept = True
        self._who = ""
        self._looks: list[Looks] = []
        self._drift = Drift()
        self._thread = threading.Thread(target=self.load, name="guard", daemon=True)

    def start(self) -> None:
        """Begin to read what is known of earlier checks and of the run's pictures."""
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until that is read; whether it is."""
        return is_over(self._thread, within_s=seconds)

    def load(self) -> None:
        """Read the checks and the range of the run's validation pictures; what can't be read is told, and holds nothing."""
        problem = ""
        checks: tuple[Checked, ...] = ()
        try:
            checks = read_checks(self._folder)
        except (StationError, OSError) as error:
            problem = str(error)
        ours = [one for one in checks if one.passed and one.looks and one.weights_sha256 == self._weights]
        here = [one.looks for one in ours if one.source == self._source]
        with self._lock:
            self._checks, self._unread, self._is_read = list(checks), problem, True
            self._drift.checked = here[-1] if here else None
        usual = _usual(self._run)  # which the check that holds need not wait for
        if not usual and ours and ours[0].looks is not None:
            usual = [ours[0].looks]  # a run without validation pictures is held against its first passed check
        with self._lock:
            self._drift.span = span_of(usual)

    # What is asked of it in the window's thread

    def set(self, terms: Terms) -> None:
        """Demand something else from now on."""
        with self._lock:
            self._terms = terms

    def begin_check(self, who: str) -> None:
        """Ask for the samples, one after the other."""
        with self._lock:
            self._check, self._who = ShiftCheck(self._attributes, demand=self._terms.demand), who
            self._looks, self._is_kept = [], False

    def lay(self) -> None:
        """The sample that is asked for lies under the camera."""
        with self._lock:
            if self._check is not None:
                self._looks = self._looks if self._asks_other() else []
                self._check.lay(self._clock())

    def cancel_check(self) -> None:
        """Give the check up; it is not passed."""
        with self._lock:
            if self._check is None:
                return
            progress = self._check.progress(self._clock())
            self._check.cancel(self._clock())
            if not self._is_kept and (progress.tried or progress.phase is not Phase.ASKED):
                self._keep()
            self._is_kept = True
            self._check = None

    def leave_check(self) -> None:
        """Put away one that is over."""
        with self._lock:
            if self._check is not None and self._check.progress(self._clock()).is_over:
                self._check = None

    def accept_drift(self) -> None:
        """Somebody saw to it: what the camera gives now is what it is held against."""
        with self._lock:
            self._drift.accept(self._drift.newest)

    @property
    def state(self) -> GuardState:
        """How things stand."""
        with self._lock:
            stands, withheld = self._standing(self._rule), self.withheld(self._rule)
            progress = None if self._check is None else self._check.progress(self._clock())
            return GuardState(
                stands, self._until(stands), progress, self._changes, withheld, self._unread or self._unkept
            )

    # What is asked of it in the thread that judges

    def withheld(self, rule: Rule) -> str:
        """Why there is no verdict now by this rule, in a word that is kept; empty where there may be one."""
        with self._lock:
            self._rule = rule
            if self._unfit:
                return self._unfit  # no check makes up for it
            if self._check is not None:
                return BEING_CHECKED  # also when it is over, until it is put away: the last sample still lies there
            if not self._standing(rule).allows:
                return NOT_CHECKED
            return DRIFTED if self._terms.on_drift == "stop" and self._changes else ""

    def judged(self, result: Result, *, small: Picture, rule: Rule, late_s: float) -> Result:
        """Take a judged frame, also at network size; the same, or without its verdict where that is withheld."""
        is_late = result.latency_s > late_s
        withheld = self.see(small, result.probabilities, rule=rule, seen_s=result.seen_s, is_late=is_late)
        return replace(result, verdict=Verdict.NO_RESULT, withheld=withheld) if withheld else result

    def see(
        self, small: Picture, probabilities: Mapping[str, float], *, rule: Rule, seen_s: float, is_late: bool
    ) -> str:
        """Take a judged frame at network size, seen at that time, and its answer; why there is no verdict, as `withheld` says."""
        notes: list[Check] = []
        with self._lock:
            if self._terms.on_drift != "off" and self._drift.put(small, seen_s):
                notes += [_note_of(change) for change in self._drift.changes]
            self._see_check(small, probabilities, rule=rule, is_late=is_late)
            withheld = self.withheld(rule)
        self._write()
        for note in notes:
            self._noted(note)
        return withheld

    def end(self) -> None:
        """The inspection is over: a check that is under way is not passed."""
        self.cancel_check()
        self._write()

    def _write(self) -> None:
        """Keep what ended, durably and for the journal; one that can't be kept holds for this inspection, and that is told."""
        with self._lock:
            unwritten, self._unwritten, hours = self._unwritten, [], self._terms.hours
        for checked in unwritten:
            try:
                add_check(self._folder, checked)
                self._unkept = ""
            except (StationError, OSError) as error:
                self._unkept = str(error)
            self._noted(_entry_of(checked, hours=hours))

    # Held by the lock

    @property
    def _weights(self) -> str:
        return self._run.card.weights.sha256

    @property
    def _changes(self) -> tuple[Change, ...]:
        return () if self._terms.on_drift == "off" else self._drift.changes

    def _now(self) -> datetime:
        """The wall clock, but never before what it was at the beginning and has passed since: setting it back lengthens nothing."""
        wall, clock = self._began
        return max(self._wall(), wall + timedelta(seconds=self._clock() - clock))

    def _what(self, rule: Rule) -> What:
        return what_of(weights_sha256=self._weights, source=self._source, attributes=self._attributes, rule=rule)

    def _standing(self, rule: Rule) -> Standing:
        if self._terms.hours <= 0:
            return Standing.NOT_DEMANDED
        if self._check is not None and not self._check.progress(self._clock()).is_over:
            return Standing.RUNNING
        if not self._is_read or self._unread:
            return Standing.UNREADABLE
        return standing(self._checks, self._what(rule), hours=self._terms.hours, now=self._now())

    def _until(self, stands: Standing) -> datetime | None:
        if stands is not Standing.HOLDS:
            return None
        what = self._what(self._rule)
        when = next(one.when for one in reversed(self._checks) if one.what == what)
        return None if when is None else when + timedelta(hours=self._terms.hours)

    def _asks_other(self) -> bool:
        """Whether the sample asked for is not the one whose look is kept: the sound one, or of classes the first."""
        assert self._check is not None
        progress = self._check.progress(self._clock())
        return progress.sample.asks is not Asks.SOUND and progress.number > 0

    def _see_check(self, small: Picture, probabilities: Mapping[str, float], *, rule: Rule, is_late: bool) -> None:
        check = self._check
        if check is None or self._is_kept:
            return
        now = self._clock()
        if check.progress(now).phase is Phase.JUDGING and not self._asks_other() and len(self._looks) < MOST_LOOKS:
            self._looks.append(look_of(small))
        check.put(probabilities, rule=rule, at_s=now, late=is_late)
        if check.progress(now).is_over:
            self._rule = rule
            self._keep()

    def _keep(self) -> None:
        """Note the check that is over; `_write` keeps it."""
        assert self._check is not None
        self._is_kept = True
        progress = self._check.progress(self._clock())
        what = self._what(self._rule)
        looks = mean_of(self._looks) if self._looks else None
        checked = Checked(
            weights_sha256=what.weights_sha256,
            source=what.source,
            limits=what.limits,
            expected=what.expected,
            utc=self._now().isoformat(timespec="seconds"),
            passed=progress.phase is Phase.PASSED,
            who=self._who,
            run=self._run.name,
            samples=tuple(
                CheckedSample(
                    name=tried.sample.name or tried.sample.asks.value,
                    passed=tried.passed,
                    right=tried.right,
                    judged=tried.judged,
                    seconds=tried.seconds,
                    laid=tried.laid,
                )
                for tried in progress.tried
            ),
            looks=looks,
        )
        self._checks.append(checked)
        self._unwritten.append(checked)
        self._unread = ""  # whatever was known before, this check is newer
        if checked.passed:
            self._drift.accept(looks)


def _usual(run: Run) -> list[Looks]:
    """How the run's validation pictures look; of one that ships, whose sample is small and of no lab's, nothing is known."""
    if run.card.rendered:
        return []
    try:
        with closing(PictureProcess()) as reader:
            return [look_of(picture) for picture in read_sample(run, read_sheet(run), reader=reader)]
    except (NotExportedError, StationError, OSError):
        return []


def _entry_of(checked: Checked, *, hours: float) -> Check:
    """The same for the journal."""
    detail: dict[str, float | str | bool] = {"holds_hours": hours, "source": checked.source}
    for sample in checked.samples:
        detail[f"{sample.name}: passed"] = sample.passed
        detail[f"{sample.name}: right"] = sample.right
        detail[f"{sample.name}: judged"] = sample.judged
        detail[f"{sample.name}: seconds"] = sample.seconds
        detail[f"{sample.name}: laid"] = sample.laid
    return Check(name="start of shift", passed=checked.passed, who=checked.who, detail=detail)


def _note_of(change: Change) -> Check:
    """A drifted picture for the journal."""
    detail: dict[str, float | str | bool] = {
        "change": change.kind.value,
        "against": change.against.value,
        "share": change.share,
    }
    return Check(name="drift", passed=False, detail=detail)
