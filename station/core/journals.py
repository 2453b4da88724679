"""The journals of a project: a folder for each session, numbered in the order in which they began, whatever the clock said."""

import re
from dataclasses import dataclass
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.folders import data_folder
from station.core.journal_entries import Begin, End, Entry, Follows
from station.core.journal_file import FILE, ORIGIN, JournalReader
from station.core.project import project_of

FOLDER = "journal"
_NAME = re.compile(r"\d{6,9}")
_MOST_TRIES = 1000


def journal_folder(run: Path) -> Path:
    """Where inspections with the run in this folder are recorded: in its project, or, without one, in the station's own folder."""
    return (project_of(run) or data_folder()) / FOLDER


def sessions_in(folder: Path) -> list[Path]:
    """The folders of the sessions, in the order in which they began."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: (int(path.name), path.name))


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session's folder that was just made, and the session before."""

    folder: Path
    follows: Follows | None
    previous: bytes


def new_session(folder: Path) -> NewSession:
    """Make the folder of the next session, which no other process gets; StationError where the disk refuses."""
    storage.create_folder(folder)
    before = sessions_in(folder)
    number = int(before[-1].name) if before else 0
    for ordinal in range(number + 1, number + _MOST_TRIES):
        made = folder / f"{ordinal:06d}"
        if storage.create_new_folder(made):
            follows, previous = _end_of(before[-1]) if before else (None, ORIGIN)
            return NewSession(made, follows, previous)
        before.append(made)
    raise StationError(f"{folder} has no free number for a session")


def _end_of(session: Path) -> tuple[Follows, bytes]:
    """How far a session has come, which may still run; what can't be read is said, and the chain begins anew."""
    try:
        with JournalReader(session / FILE) as reader:
            entries, head = reader.tail()
    except StationError as error:
        return Follows(session=session.name, problem=str(error)), ORIGIN
    if len(head) != len(ORIGIN):
        return Follows(session=session.name, problem="it has no entry"), ORIGIN
    return Follows(session=session.name, entries=entries, head=head.hex()), head


@dataclass(frozen=True, slots=True)
class Outline:
    """A session as a list shows it: its first and last entry, or what is wrong with it."""

    folder: Path
    begin: Begin | None = None
    began: str = ""
    last: Entry | None = None
    entries: int = 0
    end: End | None = None
    """None where it runs, was killed, or lost its end."""
    problem: str = ""


def outline_of(session: Path) -> Outline:
    """The first and the last entry of a session; never raises for a damaged one."""
    try:
        with JournalReader(session / FILE) as reader:
            first, last = reader.outer()
            entries, _ = reader.tail()
            ended = reader.last_of("end")
        begin = first.read() if first else None
        final = last.read() if last else None
        end = ended.read().body if ended else None
    except (StationError, ValueError) as error:
        return Outline(session, problem=str(error))
    if begin is None or not isinstance(begin.body, Begin):
        return Outline(session, problem="it does not begin as a session does")
    return Outline(session, begin.body, begin.utc, final, entries, end if isinstance(end, End) else None)


def find_session(folder: Path, name: str) -> Path:
    """A session by its number; StationError naming those that there are."""
    found = sessions_in(folder)
    wanted = [path for path in found if name.isdecimal() and int(path.name) == int(name)]
    if len(wanted) == 1:
        return wanted[0]
    there = f"{found[0].name} to {found[-1].name}" if found else "no session"
    raise StationError(f"expected a session's number, but {folder} holds {there}; received {name}")


def find_journal(path: Path | None) -> tuple[Path, Path | None]:
    """What a person means by a path: (the folder of the journals, a session's folder or None for all); StationError on neither.

    A project, its journal folder, a session's folder or file. Nothing: the current folder's, else the station's own.
    """
    if path is None:
        own = Path.cwd() / FOLDER
        return (own if own.is_dir() else data_folder() / FOLDER), None
    path = path.resolve()
    if path.is_file():
        path = path.parent
    if (path / FILE).is_file() or (_NAME.fullmatch(path.name) and path.is_dir()):
        return path.parent, path
    for folder in (path / FOLDER, path):
        if sessions_in(folder):
            return folder, None
    raise StationError(f"expected a project, its {FOLDER} folder or a session's folder, but {path} holds no journal")
