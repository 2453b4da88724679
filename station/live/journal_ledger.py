"""What a journal's thread has to write: tried again while the disk refuses, bounded, and what had to be left out counted."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from station.core import storage
from station.core.errors import StationError
from station.core.journal_entries import Begin, Frames, Lost, Said, counted, frames_of
from station.core.journal_file import FILE, JournalFile
from station.core.journals import NewSession, new_session
from station.core.verdict import Verdict

WAITING = 240
"""Entries: two minutes of frames."""


class Ledger:
    """The entries of one session, on their way into its file. One thread writes; anyone may read the figures."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing to write."""
        self._folder = folder
        self._begun: Said | None = None
        self._file: JournalFile | None = None
        self._pending: list[Said] = []
        self._tried: list[Said] = []
        """Those of an attempt that failed: they may be there all the same, and must not be changed until that is known."""
        self._last_s = 0.0
        self.session: NewSession | None = None
        self.written = 0
        """Frames that are in the file."""
        self.lost = 0
        """Frames that are not, and never will be."""
        self.problem = ""

    @property
    def entries(self) -> int:
        """How many entries are in the file."""
        return 0 if self._file is None else self._file.entries

    @property
    def head(self) -> str:
        """The hash of the last one."""
        return "" if self._file is None else self._file.head

    @property
    def waits(self) -> bool:
        """Whether something is still to be written."""
        return bool(self._pending or self._tried or self._begun)

    def begin(self, begun: Said) -> None:
        """Take the first entry, whose session is numbered when the disk takes it."""
        self._begun = begun

    def add(self, said: Iterable[Said]) -> None:
        """Something more to write; times that two threads took never go back."""
        for one in said:
            self._last_s = max(self._last_s, one.at_s)
            self._pending.append(one if one.at_s == self._last_s else replace(one, at_s=self._last_s))

    def write(self) -> bool:
        """Write what waits; whether the disk took it, else `problem` says why not."""
        if not self.waits:
            return not self.problem
        try:
            file = self._opened()
            self._settle(file)
            self._tried, self._pending = self._pending, []
            file.append(self._tried)
        except StationError as error:
            self.problem = str(error)
            self._bound()
            return False
        self._count(self._tried)
        self._tried = []
        self.problem = ""
        return True

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _opened(self) -> JournalFile:
        """The file, made at the first time, with its first entry waiting before all others."""
        if self._file is not None:
            return self._file
        if self.session is None:
            self.session = new_session(self._folder)
        session, begun = self.session, self._begun
        assert begun is not None
        assert isinstance(begun.body, Begin)
        try:
            self._file = JournalFile(session.folder / FILE, previous=session.previous)
        except StationError:
            with contextlib.suppress(StationError):  # the first failure is the one to tell; the next try makes it anew
                storage.remove(session.folder / FILE)
            raise
        body = msgspec.structs.replace(begun.body, session=session.folder.name, follows=session.follows)
        self._pending.insert(0, Said(begun.at_s, begun.utc, body))
        self._begun = None
        return self._file

    def _settle(self, file: JournalFile) -> None:
        """Find out whether the attempt that failed is in the file after all."""
        if not self._tried:
            return
        if file.settle():
            self._count(self._tried)
        else:
            self._pending[:0] = self._tried
        self._tried = []

    def _count(self, written: Sequence[Said]) -> None:
        for said in written:
            if isinstance(said.body, Frames):
                self.written += len(said.body.verdicts)
            elif isinstance(said.body, Lost):
                self.lost += sum(n for name, n in said.body.frames.items() if name != Verdict.NOT_INSPECTED)

    def _bound(self) -> None:
        """Put frames together into a count of what is lost, the oldest first, until there is room for what comes."""
        while len(self._pending) > WAITING:
            found = [at for at, said in enumerate(self._pending) if isinstance(said.body, Frames | Lost)]
            if len(found) < 2:
                return
            first, second = found[:2]
            self._pending[first] = _together(self._pending[first], self._pending.pop(second), reason=self.problem)


def _together(one: Said, other: Said, *, reason: str) -> Said:
    """Two entries of frames as one that says how many are lost."""
    first, second = _lost(one, reason), _lost(other, reason)
    frames = dict(Counter(first.frames) + Counter(second.frames))
    body = msgspec.structs.replace(first, frames=frames, last=second.last, until_s=second.until_s)
    return Said(one.at_s, one.utc, body)


def _lost(said: Said, reason: str) -> Lost:
    body = said.body
    if isinstance(body, Lost):
        return body
    assert isinstance(body, Frames)
    frames = {verdict.value: count for verdict, count in counted(body).items()}
    if passed := sum(last - first + 1 for first, last in body.not_inspected):
        frames[Verdict.NOT_INSPECTED.value] = passed
    listed = list(frames_of(body))
    last = listed[-1]
    return Lost(
        frames=frames, first=body.first, last=last.number, since_s=body.seen_s, until_s=last.seen_s, reason=reason
    )
