"""A session's journal: an SQLite file that is only added to, each entry's hash over its content and the hash before.

    sha256(entry) = SHA-256(sha256 of the entry before, 32 bytes || content)

`content` is MessagePack and holds the entry's number, both its times and what it says. The first entry goes on from the last hash of
the session before, or from 32 zero bytes. So whoever knows the last hash, the head, can tell whether anything before was altered.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.core import storage
from station.core.errors import StationError
from station.core.journal_entries import Entry, Said, decoded, encoded, kind_of

if TYPE_CHECKING:
    import sqlite3

FILE = "session.sqlite"
ORIGIN = bytes(32)
"""What the very first entry goes on from."""
READ_TOGETHER = 500
"""Entries, so that whoever reads holds up whoever writes for some milliseconds only."""
LARGEST_ENTRY = 1 << 24
APPLICATION = 0x5345414D
TABLE = (
    "CREATE TABLE entries(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, content BLOB NOT NULL,"
    " previous BLOB NOT NULL CHECK(length(previous) = 32), sha256 BLOB NOT NULL CHECK(length(sha256) = 32))"
)
TRIGGERS = (
    "CREATE TRIGGER no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'a journal is only added to'); END",
    "CREATE TRIGGER no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'a journal is only added to'); END",
    "CREATE TRIGGER at_the_end BEFORE INSERT ON entries WHEN NEW.number"
    " <> (SELECT coalesce(max(number), 0) + 1 FROM entries) OR (NEW.number > 1 AND NEW.previous"
    " <> (SELECT sha256 FROM entries ORDER BY number DESC LIMIT 1))"
    " BEGIN SELECT RAISE(ABORT, 'a journal is only added to at its end'); END",
)
SCHEMA = frozenset((TABLE, *TRIGGERS))
_SCRIPT = f"BEGIN; PRAGMA application_id={APPLICATION}; PRAGMA user_version=1; {TABLE}; {'; '.join(TRIGGERS)}; COMMIT;"
_INSERT = "INSERT INTO entries(number, kind, content, previous, sha256) VALUES (?, ?, ?, ?, ?)"
_ONE = "SELECT number, kind, content, previous, sha256 FROM entries"
_SELECT = f"{_ONE} WHERE number > ? ORDER BY number LIMIT ?"
_TAIL = "SELECT number, sha256 FROM entries ORDER BY number DESC LIMIT 1"

Row = tuple[int, str, bytes, bytes, bytes]


def hash_of(previous: bytes, content: bytes) -> bytes:
    """The hash of an entry with this content after that hash."""
    return hashlib.sha256(previous + content).digest()


class JournalFile:
    """A journal that is being written, in one thread."""

    def __init__(self, path: Path, *, previous: bytes = ORIGIN) -> None:
        """Make a new file whose chain goes on from a hash; StationError where there is one, or the disk refuses."""
        self.path = path
        self.entries = 0
        self._head = previous
        self._doubtful: list[Row] = []
        self._connection: sqlite3.Connection | None = storage.open_database(path, _SCRIPT)

    @property
    def head(self) -> str:
        """The hash of the last entry that surely is there, in hexadecimal."""
        return self._head.hex()

    def append(self, said: Sequence[Said]) -> None:
        """Add entries, all or none, durably; StationError where the disk refuses.

        Whether they are there is unknown then, until `settle` finds it out.
        """
        assert not self._doubtful, "settle first"
        rows = self._rows(said)
        if not rows:
            return
        connection = self._connected()
        self._doubtful = rows
        storage.add_rows(connection, _INSERT, rows)
        self._accept()

    def settle(self) -> bool:
        """After an error, open the file anew, which undoes what was half done: whether those entries are there after all.

        StationError where the disk still refuses, or where somebody else wrote.
        """
        if not self._doubtful:
            return False
        self.close()
        number, sha256 = self._tail(self._connected())
        if number == self.entries:
            self._doubtful = []
            return False
        if (number, sha256) != (self._doubtful[-1][0], self._doubtful[-1][4]):
            raise StationError(f"{self.path} was changed by somebody else while it was written")
        self._accept()
        return True

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, said: Sequence[Said]) -> list[Row]:
        rows, head = [], self._head
        for number, one in enumerate(said, start=self.entries + 1):
            content = encoded(number, one)
            sha256 = hash_of(head, content)
            rows.append((number, kind_of(one.body), content, head, sha256))
            head = sha256
        return rows

    def _accept(self) -> None:
        last = self._doubtful[-1]
        self.entries, self._head, self._doubtful = last[0], last[4], []

    def _connected(self) -> "sqlite3.Connection":
        if self._connection is None:
            self._connection = storage.open_database(self.path)
        return self._connection

    def _tail(self, connection: "sqlite3.Connection") -> tuple[int, bytes]:
        import sqlite3

        try:
            return connection.execute(_TAIL).fetchone() or (0, b"")
        except sqlite3.Error as error:
            raise StationError(f"{self.path} could not be read ({error})") from error


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A row as it lies in the file, unchecked."""

    number: int
    kind: object
    content: object
    previous: object
    sha256: object

    def read(self) -> Entry:
        """What it says; ValueError where it can't be read."""
        if not isinstance(self.content, bytes) or not isinstance(self.kind, str) or not isinstance(self.sha256, bytes):
            raise ValueError("its content is none")
        if len(self.content) > LARGEST_ENTRY:
            raise ValueError("it is larger than any entry")
        return decoded(self.content, kind=self.kind, sha256=self.sha256.hex())


class JournalReader:
    """A session's journal, read while it may be written; a context manager. StationError where it can't be read."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        if not path.is_file():
            raise StationError(f"expected a session's journal, but {path} does not exist or is no file")
        self.path = path
        self._connection = storage.read_database(path)
        try:
            self._expect_table()
        except StationError:
            self._connection.close()
            raise

    def __enter__(self) -> "JournalReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _expect_table(self) -> None:
        """Raise StationError where `entries` is no table: a view could make reading it run for ever."""
        kinds = self._all("SELECT type FROM sqlite_master WHERE name = 'entries'", ())
        if [str(row[0]) for row in kinds] != ["table"]:
            raise StationError(f"{self.path} is no session's journal: it holds no table of entries")

    def schema(self) -> frozenset[str]:
        """What the file says of its table and triggers."""
        rows = self._all("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL", ())
        return frozenset(str(row[0]) for row in rows)

    def damage(self) -> str:
        """What SQLite finds wrong with the file itself; empty where it is sound."""
        found = [str(row[0]) for row in self._all("PRAGMA quick_check(1)", ())]
        return "" if found == ["ok"] else "; ".join(found)

    def tail(self) -> tuple[int, bytes]:
        """The number and the hash of the last entry; 0 and nothing where there is none."""
        rows = self._all(_TAIL, ())
        return (int(rows[0][0]), bytes(rows[0][1])) if rows else (0, b"")

    def outer(self) -> tuple[StoredEntry | None, StoredEntry | None]:
        """The first and the last row."""
        ends = (self._all(f"{_ONE} ORDER BY number {way} LIMIT 1", ()) for way in ("ASC", "DESC"))
        first, last = (StoredEntry(*rows[0]) if rows else None for rows in ends)
        return first, last

    def last_of(self, kind: str) -> StoredEntry | None:
        """The last row of a kind, looked for from the end."""
        rows = self._all(f"{_ONE} WHERE kind = ? ORDER BY number DESC LIMIT 1", (kind,))
        return StoredEntry(*rows[0]) if rows else None

    def rows(self) -> Iterator[StoredEntry]:
        """All entries in the order of their numbers, as they lie there."""
        last = -(1 << 62)
        while rows := self._all(_SELECT, (last, READ_TOGETHER)):
            for row in rows:
                yield StoredEntry(*row)
            last = rows[-1][0]

    def entries(self) -> Iterator[Entry]:
        """All entries, in order; StationError at one that can't be read. What they say is not checked against the chain."""
        for row in self.rows():
            try:
                yield row.read()
            except ValueError as error:
                raise StationError(f"entry {row.number} of {self.path} can't be read: {error}") from error

    def _all(self, statement: str, given: tuple[object, ...]) -> list[tuple[Any, ...]]:
        import sqlite3

        try:
            return self._connection.execute(statement, given).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise StationError(f"{self.path} could not be read ({error})") from error
