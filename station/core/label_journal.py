"""What was saved since a lookup table was written last: a journal beside the table, and part of it for every reader of ours.

A table of 15,000 rows is written anew in 10 ms or more, a line of its journal in one short write. Each line is JSON behind its
checksum; what a crash or a full disk cut off ends the journal. The first line names the columns. The journal goes once its rows are
in the table; reading it again over them changes nothing.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from station.core.errors import StationError
from station.core.growing import Growing

ENDING = ".journal"


class Change(msgspec.Struct, frozen=True, array_like=True):
    """A picture's new row, in the order of the journal's columns; no values where it has no row any more."""

    name: str
    values: tuple[bool, ...] | None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a journal in their order, and the columns that they are of."""

    attributes: tuple[str, ...]
    extra: tuple[str, ...]
    changes: tuple[Change, ...]


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attributes: tuple[str, ...]
    extra: tuple[str, ...]
    version: int = 1


def journal_of(table: Path) -> Path:
    """Where the journal of a lookup table is, if there is one; hidden, since nobody has to look after it."""
    return table.with_name(f".{table.name}{ENDING}")


def table_of(journal: Path) -> Path:
    """The lookup table that a journal belongs to."""
    return journal.with_name(journal.name.removeprefix(".").removesuffix(ENDING))


def start_journal(
    table: Path, *, attributes: Sequence[str], extra: Sequence[str], changes: Iterable[Change]
) -> Growing:
    """Begin a table's journal with first changes, durably; StationError where there is one already or the disk refuses."""
    head = _line(_Head(tuple(attributes), tuple(extra)))
    return Growing.start(journal_of(table), head + lines_of(changes))


def lines_of(changes: Iterable[Change]) -> bytes:
    """Changes as they are added to a journal."""
    return b"".join(map(_line, changes))


def journal_bytes(table: Path) -> bytes:
    """What a table's journal holds; nothing where there is none. StationError where it can't be read."""
    journal = journal_of(table)
    try:
        return journal.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StationError(f"{journal} could not be read ({error.strerror or error})") from error


def parse_journal(data: bytes, *, path: Path) -> Changes | None:
    """The changes that a journal holds whole; None where not even its columns are. StationError where it is not of this station."""
    bodies = list(_bodies(data))
    if not bodies:
        return None
    try:
        head = msgspec.json.decode(bodies[0], type=_Head)
        changes = tuple(msgspec.json.decode(body, type=Change) for body in bodies[1:])
    except msgspec.MsgspecError as error:
        raise StationError(f"{path} is not for this station: {error}") from error
    for change in changes:
        if change.values is not None and len(change.values) != len(head.attributes):
            raise StationError(f"{path} is damaged: expected {len(head.attributes)} values of {change.name}")
    return Changes(head.attributes, head.extra, changes)


def _line(content: msgspec.Struct) -> bytes:
    body = msgspec.json.encode(content)
    return b"%08x %b\n" % (zlib.crc32(body), body)


def _bodies(data: bytes) -> Iterable[bytes]:
    """The lines up to the first one that is not whole."""
    for line in data.split(b"\n")[:-1]:
        mark, _, body = line.partition(b" ")
        if mark != b"%08x" % zlib.crc32(body):
            return
        yield body
