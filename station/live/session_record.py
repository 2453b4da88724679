"""The journal of an inspection by command: what it judged, which faults held, and its tally at the end."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from station.core.alarm import Hold
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.journal_entries import Check
from station.core.journals import journal_folder
from station.core.messages import Engine
from station.core.project import project_of
from station.core.settings import JournalSettings
from station.core.tally import Tally
from station.core.verdict import Rule, Verdict
from station.live.faults import fault_of
from station.live.inspector import Judged
from station.live.journal import EndedBy, Journal, JournalState
from station.live.journal_begin import Keeping, Opening
from station.live.painter import Look, Result
from station.live.seam_way import SeamWay
from station.live.watch_status import Wishes
from station.model.runs import Run

PATIENCE_SECONDS = 10.0


def keeping_of(settings: JournalSettings) -> Keeping:
    """How journals are kept, as a person set it."""
    return Keeping(settings.months, settings.pictures, settings.picture_side, settings.stop)


class SessionRecord:
    """Tells a journal of judged frames, and of the faults that hold among them."""

    def __init__(self, journal: Journal, opening: Opening, wishes: Wishes) -> None:
        """Begin the journal."""
        self._journal = journal
        self._opening = opening
        self._wishes = wishes
        self._hold = Hold(frames=wishes.hold_frames, window=wishes.hold_window)
        self._tally = Tally(begun_s=time.perf_counter())
        self._skipped = 0
        self._why: EndedBy = "source ended"
        self._problem = ""
        journal.start()

    def ready(self, engine: Engine) -> None:
        """The network is ready; time counts from now on."""
        self._tally.begin(time.perf_counter())
        self._journal.network("ready", engine=engine)

    def note(self, check: Check) -> None:
        """A check was made, or the picture has changed."""
        self._journal.note(check)

    def judged(self, judged: Judged, *, place_mm: float | None = None) -> None:
        """A frame was judged, so far along the seam where known; StationError where it can't be recorded and that is not wanted."""
        if self._journal.must_stop:
            raise StationError(f"nothing is inspected without a journal: {self._journal.problem}")
        wishes, now = self._wishes, time.perf_counter()
        seen_s = now - judged.latency_s
        result = Result(
            judged.frame,
            judged.verdict,
            judged.probabilities,
            judged.raw,
            seen_s,
            judged.latency_s,
            withheld=judged.withheld,
        )
        self._tally.judged(judged.verdict, at_s=now, fresh_until_s=now + wishes.late_s)
        self._journal.judged(result, wishes)
        if self._hold.put(is_fault=judged.verdict is Verdict.NOT_OK):
            fault = fault_of(
                result, number=self._hold.begun, attributes=self._opening.attributes, rule=wishes.rule, look=Look()
            )
            self._journal.fault(fault, wishes, place_mm=place_mm)

    def follow(self, way: SeamWay) -> None:
        """Note now and then how far it is along the seam."""
        self._journal.follow_seam(way.covered)

    def covered(self, way: SeamWay) -> None:
        """How much seam passed in all, and what was said of it."""
        self._journal.covered(way.covered(), way.stretches(last=math.inf))

    def skipped(self, count: int) -> None:
        """So many frames passed in all without being judged."""
        self._skipped = count

    def failed(self, error: BaseException) -> None:
        """Something ended it early; Ctrl-C is no failure."""
        if isinstance(error, KeyboardInterrupt):
            self._why = "stopped"
        else:
            self._why, self._problem = "failed", str(error) or type(error).__name__

    def end(self) -> None:
        """Write the end."""
        self._tally.skipped(self._skipped)
        tallied = self._tally.now(time.perf_counter())
        self._journal.end(self._why, tallied=tallied, faults=self._hold.begun, problem=self._problem)
        self._journal.close()
        self._journal.wait(PATIENCE_SECONDS)

    @property
    def state(self) -> JournalState:
        """How the journal is doing."""
        return self._journal.state


@contextmanager
def recording(
    source: str,
    run: Run,
    attributes: AttributeSet,
    *,
    live: bool,
    rule: Rule,
    late_s: float,
    settings: JournalSettings,
) -> Iterator[SessionRecord]:
    """Record what the block judges, and how it ended; `state` of the record says after it how the journal stands."""
    wishes = Wishes(rule, late_s=late_s)
    folder = journal_folder(run.folder)
    project = project_of(run.folder)
    name = "" if project is None else project.name
    opening = Opening(name, source, not live, run, attributes, keeping=keeping_of(settings))
    record = SessionRecord(Journal(folder, opening, wished=wishes), opening, wishes)
    try:
        yield record
    except BaseException as error:
        record.failed(error)
        raise
    finally:
        record.end()
