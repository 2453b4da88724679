"""Whether journals are as they were written: each session's chain, what joins the sessions, and the pictures beside them.

Without a head that was noted elsewhere nobody can tell a cut-off end of the newest session from one that was killed, nor
a journal that was written anew from its first entry on: `head` is that proof.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.journal_entries import Begin, End, Entry, FaultHeld, Frames, Kept, Lost, Pruned, counted
from station.core.journal_file import FILE, ORIGIN, SCHEMA, JournalReader, StoredEntry, hash_of
from station.core.journals import Outline, outline_of, sessions_in
from station.core.verdict import Verdict

JUMP_SECONDS = 2.0
"""By so much the wall clock may leave the monotonic one between two entries before it is told as a jump."""


EMPTY = "nothing is in it: it was killed while it began"


@dataclass(frozen=True, slots=True)
class Jump:
    """The PC's clock was set between an entry and the one before, by so many seconds; no fault of the journal."""

    entry: int
    seconds: float


@dataclass(slots=True)
class SessionCheck:
    """What came of checking a session: `problem` names the first thing that is wrong, with its entry where it is one."""

    session: str
    entries: int = 0
    head: str = ""
    problem: str = ""
    bad_entry: int | None = None
    is_ended: bool = False
    seconds: float = 0.0
    jumps: list[Jump] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heads_seen: set[str] = field(default_factory=set)

    def fail(self, problem: str, *, entry: int | None = None) -> None:
        """Note the first problem."""
        if not self.problem:
            self.problem, self.bad_entry = problem, entry


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """What came of checking journals; `problems` holds what no single session shows."""

    sessions: tuple[SessionCheck, ...]
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems and not any(one.problem for one in self.sessions)


def check_folder(folder: Path, *, only: Path | None = None, head: str = "") -> FolderCheck:
    """Check all sessions of a folder, or only one; `head` must be the hash of one of their entries.

    A session that another one began after must still have the entries it had then, unless it was deleted by age, which a
    later session's entry says.
    """
    paths = sessions_in(folder) if only is None else [only]
    outlines = {path.name: outline_of(path) for path in sessions_in(folder)}
    promised: dict[str, dict[int, str]] = {}
    for outline in outlines.values():
        if outline.begin is not None and (follows := outline.begin.follows) is not None and follows.head:
            promised.setdefault(follows.session, {})[follows.entries] = follows.head
    wanted = head.strip().lower()
    checks = [check_session(path, promised=promised.get(path.name, {}), wanted=wanted) for path in paths]
    problems = [] if only is not None else _missing(outlines, promised, folder)
    if wanted and not any(wanted in check.heads_seen for check in checks):
        where = "this session" if only is not None else "any session"
        problems.append(
            f"the noted head {wanted[:16]}... is the hash of no entry of {where}: something was cut off or altered"
        )
    return FolderCheck(tuple(checks), tuple(problems))


def _missing(outlines: Mapping[str, Outline], promised: Mapping[str, Mapping[int, str]], folder: Path) -> list[str]:
    """Sessions that others followed, and that are gone without an entry that says so."""
    gone = sorted(set(promised) - set(outlines))
    if not gone:
        return []
    pruned = {body.session for path in sessions_in(folder) for body in _pruned_in(path)}
    return [f"session {name} is missing: a later one began after it" for name in gone if name not in pruned]


def _pruned_in(session: Path) -> list[Pruned]:
    try:
        with JournalReader(session / FILE) as reader:
            rows = (row for row in reader.rows() if row.kind == "pruned")
            return [body for row in rows if isinstance(body := row.read().body, Pruned)]
    except (StationError, ValueError):
        return []  # its own check says so


def check_session(path: Path, *, promised: Mapping[int, str] | None = None, wanted: str = "") -> SessionCheck:
    """Check one session's folder; `promised` are hashes by the number of the entry that had it when a later session began."""
    check = SessionCheck(path.name)
    if not promised and not ((path / FILE).is_file() and (path / FILE).stat().st_size):
        check.notes.append(EMPTY)
        return check
    try:
        with JournalReader(path / FILE) as reader:
            _Chain(check, path, dict(promised or {}), wanted).follow(reader)
    except StationError as error:
        check.fail(str(error))
    return check


class _Chain:
    """Goes through a session's entries."""

    def __init__(self, check: SessionCheck, path: Path, promised: dict[int, str], wanted: str) -> None:
        self._check = check
        self._path = path
        self._promised = promised
        self._wanted = wanted
        self._head = b""
        self._before: Entry | None = None
        self._frames: Counter[str] = Counter()

    def follow(self, reader: JournalReader) -> None:
        """Check until the first entry that is wrong."""
        check = self._check
        for row in reader.rows():
            problem = self._problem_of(row)
            if problem:
                check.fail(problem, entry=row.number)
                return
        if not check.entries and not self._promised:
            check.notes.append(EMPTY)
            return
        if reader.schema() != SCHEMA:
            check.fail("the file's table or triggers are not those of a journal: they were changed")
        for number, promised in sorted(self._promised.items()):
            if number > check.entries:
                check.fail(
                    f"entries {check.entries + 1} to {number} are cut off: a later session began after them ({promised[:16]}...)"
                )
        if damage := reader.damage():
            check.fail(f"the file is damaged: {damage}")

    def _problem_of(self, row: StoredEntry) -> str:
        """What is wrong with the next row; empty where nothing is."""
        check = self._check
        expected = check.entries + 1
        if row.number != expected:
            return f"expected entry {expected}, found {row.number}: entries are missing"
        if not isinstance(row.content, bytes) or not isinstance(row.previous, bytes):
            return "it is no entry"
        if row.number > 1 and row.previous != self._head:
            return "it does not go on from the entry before: one was altered, left out or swapped"
        if hash_of(row.previous, row.content) != row.sha256:
            return "its hash is not that of its content: it was altered"
        try:
            entry = row.read()
        except ValueError as error:
            return f"it can't be read: {error}"
        problem = self._look_at(entry, row.previous)
        self._head, self._before = hash_of(row.previous, row.content), entry
        check.entries, check.head = expected, entry.sha256
        if entry.sha256 == self._wanted:
            check.heads_seen.add(self._wanted)
        promised = self._promised.get(expected)
        if promised and promised != entry.sha256:
            return "a later session noted another hash of it: it was written anew"
        return problem

    def _look_at(self, entry: Entry, previous: bytes) -> str:
        check, body = self._check, entry.body
        if entry.number != check.entries + 1:
            return f"it says of itself that it is entry {entry.number}"
        if self._before is None:
            return _beginning(body, previous, session=check.session)
        if entry.at_s < self._before.at_s:
            return "it happened before the entry before it"
        self._see_clock(entry, self._before)
        check.seconds, check.is_ended = entry.at_s, check.is_ended or isinstance(body, End)
        if isinstance(body, Frames):
            self._count(body)
        elif isinstance(body, Lost):
            self._frames.update(body.frames)
            check.notes.append(f"{sum(body.frames.values())} frames could not be written: {body.reason}")
        elif isinstance(body, FaultHeld):
            return self._pictures(body)
        elif isinstance(body, End):
            return self._tally(body)
        return ""

    def _count(self, body: Frames) -> None:
        self._frames.update({verdict.value: count for verdict, count in counted(body).items()})
        passed = sum(last - first + 1 for first, last in body.not_inspected)
        self._frames[Verdict.NOT_INSPECTED.value] += passed

    def _tally(self, body: End) -> str:
        told = {name: count for name, count in body.frames.items() if count}
        found = {name: count for name, count in self._frames.items() if count}
        found[Verdict.NOT_INSPECTED.value] = found.get(Verdict.NOT_INSPECTED.value, 0) + body.left_out
        if body.left_out < 0 or {name: count for name, count in found.items() if count} != told:
            return f"its tally {told} is not that of the frames before it {found}"
        return ""

    def _see_clock(self, entry: Entry, before: Entry) -> None:
        try:
            passed = (datetime.fromisoformat(entry.utc) - datetime.fromisoformat(before.utc)).total_seconds()
        except (ValueError, TypeError):
            self._check.notes.append(f"entry {entry.number} has no readable UTC")
            return
        jump = passed - (entry.at_s - before.at_s)
        if abs(jump) > JUMP_SECONDS:
            self._check.jumps.append(Jump(entry.number, jump))

    def _pictures(self, body: FaultHeld) -> str:
        return next(filter(None, (_picture_problem(self._path, kept) for kept in (body.picture, body.overlay))), "")


def _beginning(body: object, previous: bytes, *, session: str) -> str:
    if not isinstance(body, Begin):
        return "a session begins with another entry"
    if body.session != session:
        return f"it is the beginning of session {body.session}"
    head = body.follows.head if body.follows is not None else ""
    if previous.hex() != (head or ORIGIN.hex()):
        return "it does not go on from the session that it names"
    return ""


def _picture_problem(session: Path, kept: Kept | None) -> str:
    if kept is None:
        return ""
    path = session / kept.file
    if path.parent != session or not path.is_file():
        return f"its picture {kept.file} is missing"
    if hashlib.sha256(storage.read_bytes(path)).hexdigest() != kept.sha256:
        return f"its picture {kept.file} was altered"
    return ""


def last_head(checks: Sequence[SessionCheck]) -> str:
    """The hash to write down: that of the last entry of the newest session."""
    return next((check.head for check in reversed(checks) if check.head), "")
