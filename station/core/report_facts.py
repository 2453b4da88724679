"""What a shift report tells of a session, gathered from its journal."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from station.core.errors import StationError
from station.core.journal_check import SessionCheck, check_session
from station.core.journal_entries import (
    Acknowledged,
    Begin,
    Check,
    Coverage,
    End,
    Entry,
    FaultHeld,
    Frames,
    JudgedFrame,
    Lost,
    NetworkState,
    Quiet,
    RuleChange,
    frames_of,
)
from station.core.journal_file import FILE, JournalReader
from station.core.verdict import Verdict

NO_FRAMES = "no frames"


@dataclass(slots=True)
class Doubt:
    """Frames on end without a result, for one reason; `since_s` and `until_s` since the session's begin."""

    reason: str
    first: int
    last: int
    since_s: float
    until_s: float
    frames: int = 1
    told: str = ""

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.until_s - self.since_s


@dataclass(frozen=True, slots=True)
class Missed:
    """Frames on end that nobody judged, before a moment since the session's begin."""

    first: int
    last: int
    before_s: float

    @property
    def frames(self) -> int:
        """How many."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Happened:
    """Something with its moment since the session's begin."""

    at_s: float
    body: Acknowledged | RuleChange | NetworkState | Check | Lost


@dataclass(slots=True)
class SessionFacts:
    """A session. Times are by the monotonic clock from its begin; `began` is in the time zone of the PC then."""

    folder: Path
    check: SessionCheck
    begin: Begin
    began: datetime
    seconds: float = 0.0
    end: End | None = None
    frames: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    faults: list[FaultHeld] = field(default_factory=list)
    seen_by: dict[int, str] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    coverage: Coverage | None = None

    def when(self, at_s: float) -> datetime:
        """A moment of the session by the PC's clock at its begin, whatever that clock was set to since."""
        return self.began + timedelta(seconds=at_s)

    @property
    def engine(self) -> NetworkState | None:
        """What answered, as it was told last."""
        told = [one.body for one in self.happened if isinstance(one.body, NetworkState) and one.body.engine]
        return told[-1] if told else None


def facts_of(session: Path) -> SessionFacts:
    """Everything that a report tells of a session; StationError where its journal can't be read.

    What is altered is gathered as far as it can be read, and `check` says that it is.
    """
    check = check_session(session)
    with JournalReader(session / FILE) as reader:
        entries = reader.entries()
        first = next(entries, None)
        if first is None or not isinstance(first.body, Begin):
            raise StationError(f"{session} does not begin as a session does: {check.problem or 'nothing is in it'}")
        zone = timezone(timedelta(seconds=first.body.zone_s), first.body.zone or "UTC")
        facts = SessionFacts(session, check, first.body, datetime.fromisoformat(first.utc).astimezone(zone))
        gathering = _Gathering(facts)
        try:
            for entry in entries:
                gathering.take(entry)
        except StationError as error:
            check.fail(str(error))
    return facts


class _Gathering:
    """Takes a session's entries in their order."""

    def __init__(self, facts: SessionFacts) -> None:
        self._facts = facts
        self._doubt: Doubt | None = None

    def take(self, entry: Entry) -> None:
        facts, body = self._facts, entry.body
        facts.seconds = max(facts.seconds, entry.at_s)
        match body:
            case Frames():
                self._take_frames(body)
            case FaultHeld():
                facts.faults.append(body)
            case End():
                facts.end = body
            case Coverage():
                facts.coverage = body
            case Quiet():
                self._doubt = None
                told = Doubt(NO_FRAMES, -1, -1, body.since_s, entry.at_s, frames=0, told=body.reason)
                facts.doubts.append(told)
            case Acknowledged() | RuleChange() | NetworkState() | Check() | Lost():
                self._take_rare(entry.at_s, body)

    def _take_rare(self, at_s: float, body: Acknowledged | RuleChange | NetworkState | Check | Lost) -> None:
        facts = self._facts
        facts.happened.append(Happened(at_s, body))
        if isinstance(body, Acknowledged):
            for fault in facts.faults:
                facts.seen_by.setdefault(fault.fault, body.who)
        elif isinstance(body, Lost):
            facts.frames.update(body.frames)

    def _take_frames(self, body: Frames) -> None:
        facts = self._facts
        frames = list(frames_of(body))
        seen_s = {frame.number: frame.seen_s for frame in frames}
        for first, last in body.not_inspected:
            facts.missed.append(Missed(first, last, seen_s.get(last + 1, body.seen_s)))
            facts.frames[Verdict.NOT_INSPECTED.value] += last - first + 1
        for frame in frames:
            self._end_quiet(frame)
            facts.frames[frame.verdict.value] += 1
            if frame.named >= 0 and frame.verdict is not Verdict.NO_RESULT:
                facts.classes[facts.begin.attributes[frame.named]] += 1
            self._take_doubt(frame)

    def _end_quiet(self, frame: JudgedFrame) -> None:
        if self._facts.doubts and (last := self._facts.doubts[-1]).reason == NO_FRAMES and last.first < 0:
            last.until_s, last.first, last.last = frame.seen_s, frame.number, frame.number

    def _take_doubt(self, frame: JudgedFrame) -> None:
        if frame.verdict is not Verdict.NO_RESULT:
            self._doubt = None
            return
        doubt = self._doubt
        if doubt is None or doubt.reason != frame.reason:
            doubt = self._doubt = Doubt(frame.reason, frame.number, frame.number, frame.seen_s, frame.seen_s, frames=0)
            self._facts.doubts.append(doubt)
        doubt.last, doubt.until_s = frame.number, frame.seen_s
        doubt.frames += 1
