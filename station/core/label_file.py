"""The rows of a clip's lookup table on the disk: a small one is written anew with each save, a large one has a journal beside it.

The journal is put into the table by a save that finds it long, and where nothing is saved for a while (`settle`).
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import xor
from pathlib import Path
from typing import TypeAlias

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.growing import Claim, Growing
from station.core.label_journal import Change, journal_of, lines_of, start_journal
from station.core.tables import LabelRow, Table, find_picture, joined_lines, read_table, row_line

JOURNAL_FROM = 500
"""Rows from which on a save goes into the table's journal: to write a smaller table anew costs little more than to write nothing."""

JOURNAL_LINES = 200
"""Saves after which the journal is put into the table, by the save that comes next."""

_Stamp: TypeAlias = tuple[int, int, int]
_Stamps: TypeAlias = tuple[_Stamp | None, _Stamp | None]
"""Of the table and of its journal."""


class LabelFile:
    """The rows by their pictures' names, in memory and on the disk alike.

    Whatever writes raises StationError where the disk refuses, or where somebody else changed the table since it was read;
    the rows are then as they were.
    """

    def __init__(self, path: Path, *, attributes: AttributeSet) -> None:
        """Read the table, which need not exist yet; StationError where it is damaged or has two rows for one picture."""
        self.path = path
        self._stamp = self._stamped()
        table = read_table(path, attributes=attributes) if self._stamp[0] else Table(attributes.names)
        self._head = Table(table.attributes, extra=table.extra)
        self.rows, missing = _by_picture(table, path=path)
        self.missing = dict.fromkeys(missing)
        """The names of the rows whose picture was not there on reading, and was not saved since."""
        self._remember_lines()
        self._is_as_written = False
        """Whether the file is as this writes it, from the first save on: a journal goes with such a one alone."""
        self._claim: Claim | None = None
        self.taken_by: str | None = None
        """Who else had this table when it was last looked at, an empty name where he did not say; None: nobody."""
        self._journal: Growing | None = None
        self._journal_lines = 0

    @property
    def extra(self) -> tuple[str, ...]:
        """The names of the further columns."""
        return self._head.extra

    @property
    def is_settled(self) -> bool:
        """Whether all rows are in the table itself."""
        return self._journal is None

    def gain_columns(self, names: Sequence[str]) -> None:
        """Add the further columns that are missing to the rows in memory; the file gets them with the next row."""
        missing = tuple(name for name in names if name not in self.extra)
        if missing:
            self._head = replace(self._head, extra=(*self.extra, *missing))
            empty = ("",) * len(missing)
            self.rows = {name: replace(row, extra=(*row.extra, *empty)) for name, row in self.rows.items()}
            self._remember_lines()
            self._is_as_written = False

    def put(self, rows: Mapping[str, LabelRow | None]) -> None:
        """Write rows, durably, and take those away that are None."""
        lines = {name: row_line(row) for name, row in rows.items() if row}
        self.claim()
        if self._is_for_journal(len(rows)):
            self._append(rows)
        else:
            self._write({name: line for name, line in (self._lines | lines).items() if rows.get(name, line)})
        self.sum ^= _sum(map(self._lines.get, rows)) ^ _sum(lines.values())
        for name, row in rows.items():
            self.missing.pop(name, None)
            if row:
                self.rows[name], self._lines[name] = row, lines[name]
            else:
                self.rows.pop(name, None)
                self._lines.pop(name, None)

    def settle(self) -> None:
        """Put what is in the journal into the table, so that other programs see it too.

        Where that fails, as while Excel has the table open, saving goes on in the journal.
        """
        if self.is_settled:
            return
        was_as_written = self._is_as_written
        try:
            self._write(self._lines)
        except StationError:
            self._is_as_written = was_as_written
            raise

    def close(self) -> None:
        """Settle and let go of the journal. StationError where the disk refuses: it stays then, and is read with the table."""
        try:
            self.settle()
        finally:
            if self._journal is not None:
                self._journal.close()
            self._journal, self._is_as_written = None, False
            self._let_go()

    def look_who_has_it(self) -> None:
        """See whether somebody else has this table now."""
        self.taken_by = None if self._claim else Claim.owner_of(claim_of(self.path))

    def claim(self, *, owner: str = "") -> None:
        """From now on nobody else writes this table until it is closed; StationError where somebody has it, or had and changed it."""
        if self._claim is not None:
            return
        self._claim = Claim.stake(claim_of(self.path), owner=owner)
        self.look_who_has_it()
        if self._claim is None:
            if self.taken_by:
                raise StationError(
                    f"{self.path} is just being labelled by {self.taken_by}; here it can only be looked at"
                )
            raise StationError(f"{self.path} is just being labelled by somebody else; here it can only be looked at")
        try:
            self._check_unchanged()  # by whoever had it until now
        except StationError:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def _remember_lines(self) -> None:
        self._lines = {name: row_line(row) for name, row in self.rows.items()}  # else a save formats 15,000 rows anew
        self.sum = _sum(self._lines.values())
        """Another number once any row is another."""

    def _is_for_journal(self, changes: int) -> bool:
        is_sound = self._journal is None or self._journal.is_sound
        has_room = self._journal_lines + changes <= JOURNAL_LINES
        return self._is_as_written and is_sound and has_room and len(self.rows) >= JOURNAL_FROM

    def _append(self, rows: Mapping[str, LabelRow | None]) -> None:
        """Add rows, or that they are gone, to the table's journal."""
        self._check_unchanged()
        changes = [Change(name, row.values if row else None, row.extra if row else ()) for name, row in rows.items()]
        head = self._head
        try:
            if self._journal is not None:
                self._journal.append(lines_of(changes))
            else:
                self._journal = start_journal(self.path, attributes=head.attributes, extra=head.extra, changes=changes)
            self._journal_lines += len(changes)
        except StationError:
            self._is_as_written = False  # the next save tries the other way
            raise
        finally:
            self._stamp = self._stamped()

    def _write(self, lines: dict[str, str]) -> None:
        """Replace the table's file; its journal goes, since all that it holds is in there."""
        self._check_unchanged()
        self._journal = self._journal or self._left_journal()
        self._is_as_written = False
        try:
            storage.write_bytes(self.path, joined_lines(lines.values(), table=self._head))
            if self._journal is not None:
                self._journal.remove()
            self._journal, self._journal_lines = None, 0
        finally:
            self._stamp = self._stamped()  # also on failure: a folder that could not be synced holds the new file
        self._is_as_written = True

    def _check_unchanged(self) -> None:
        if self._stamped() != self._stamp:
            raise StationError(f"{self.path} was changed by somebody else since it was opened; open the clip again")

    def _left_journal(self) -> Growing | None:
        """A journal that was there already and is put away with this save; StationError where somebody is writing it."""
        path = journal_of(self.path)
        if not path.exists():
            return None
        # On folders without locks: nobody changed it since it was read, and nobody is locked out by what a crash left.
        if (taken := Growing.take(path, where_untold=True)) is None:
            raise StationError(f"{self.path} is just being changed by somebody else; try again")
        return taken

    def _stamped(self) -> _Stamps:
        return _stamp(self.path), _stamp(journal_of(self.path))


def claim_of(table: Path) -> Path:
    """The file that whoever labels a table has."""
    return table.with_name(f".{table.name}.lock")


def _by_picture(table: Table, *, path: Path) -> tuple[dict[str, LabelRow], tuple[str, ...]]:
    """The rows by their picture's path relative to pics/, as which they are written from now on, and those missing."""
    rows: dict[str, LabelRow] = {}
    missing = []
    for row in table.rows:
        found = find_picture(row.name, pics=path.parent)
        name = found.relative_to(path.parent).as_posix() if found else row.name.rpartition("/")[2]
        if name in rows:
            raise StationError(f"{path}: expected one row for {name}, found two that mean it")
        rows[name] = LabelRow(name, row.values, row.extra)
        missing += [] if found else [name]
    return rows, tuple(missing)


def _sum(lines: Iterable[str | None]) -> int:
    """A checksum of rows that does not know their order, so that one can be taken out or put in; None is no row."""
    return reduce(xor, (zlib.crc32(line.encode("utf-8")) for line in lines if line is not None), 0)


def _stamp(path: Path) -> _Stamp | None:
    """What changes when a file is replaced or edited; None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error
    return status.st_mtime_ns, status.st_size, status.st_ino
