"""Every write to disk goes through this door: temporary file, fsync, replace. (Files that grow piece by piece: `growing`.)

Whoever reads a path therefore sees the old file or the new one, whole, at any moment of a crash. A file that another
program holds (Excel, a virus scanner) is tried again for a while before it is named in a `StationError`.
"""

import contextlib
import errno
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from station.core.errors import StationError
from station.core.processes import is_alive

if TYPE_CHECKING:
    import sqlite3

TEMPORARY_SUFFIX = ".station-tmp"
RETRY_SECONDS = 2.5
_PAUSE_SECONDS = 0.05
_LARGEST_VALUE = 1 << 26
"""Bytes of one value that is read from an SQLite file."""


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by a file that holds `data`, or leave it exactly as it was.

    Raises StationError, naming the file and the system's reason, when the disk refuses.
    """
    temporary = temporary_name(path)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):  # the first failure is the one to tell
            temporary.unlink(missing_ok=True)
        raise StationError(
            f"{path} could not be written ({error.strerror or error}); the old file is as it was"
        ) from error


def write_text(path: Path, text: str) -> None:
    """Replace `path` by a UTF-8 file with `text`, line ends as given."""
    write_bytes(path, text.encode("utf-8"))


def replace(
    temporary: Path,
    path: Path,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Move a finished temporary file into place, trying for 2.5 s while another program holds the target."""
    deadline = clock() + RETRY_SECONDS
    while True:
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if clock() > deadline:
                raise
            pause(_PAUSE_SECONDS)  # the lock is another program's: nothing here could signal its end
    sync_name(path)


def temporary_name(path: Path) -> Path:
    """The temporary file beside `path`; unique to this process and thread, so that two writers never share one."""
    return path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{TEMPORARY_SUFFIX}")


def remove(path: Path) -> None:
    """Delete a file, durably; one that is not there is no failure. Raises StationError where the disk refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StationError(f"{path} could not be deleted ({error.strerror or error})") from error
    sync_removal(path)


def create_folder(path: Path) -> Path:
    """Make a folder and its parents where they are missing; raise StationError where that can't be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StationError(f"the folder {path} could not be made ({error.strerror or error})") from error
    return path


def create_new_folder(path: Path) -> bool:
    """Make a folder that is not there yet, durably, and say whether it was this call that made it; StationError where it can't be."""
    try:
        path.mkdir()
    except FileExistsError:
        return False
    except OSError as error:
        raise StationError(f"the folder {path} could not be made ({error.strerror or error})") from error
    sync_name(path)
    return True


def remove_folder(path: Path) -> None:
    """Delete a folder of files (no folders in it); StationError, naming what stays, where the disk refuses."""
    try:
        for file in path.iterdir():
            file.unlink()
        path.rmdir()
    except OSError as error:
        raise StationError(f"{path} could not be deleted ({error.strerror or error})") from error
    sync_removal(path)


def remove_tree(path: Path) -> None:
    """Delete a folder with everything below it; one that is not there is no failure. StationError where the disk refuses."""
    if not path.exists():
        return
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise StationError(f"{path} could not be deleted ({error.strerror or error})") from error
    sync_removal(path)


def move_folder(folder: Path, target: Path) -> None:
    """Give a finished folder or file its name, durably; StationError where it is taken or the disk refuses: it stays where it was."""
    try:
        if target.exists() and not target.samefile(folder):  # Windows would refuse, others replace an empty one
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        folder.rename(target)
    except OSError as error:
        raise StationError(f"{folder} could not become {target} ({error.strerror or error})") from error
    sync_name(target)


def open_log(path: Path) -> BinaryIO:
    """Open a file for a child process to write its log at the end of; StationError where it can't be made."""
    try:
        return path.open("ab")
    except OSError as error:
        raise StationError(f"{path} could not be made ({error.strerror or error})") from error


def open_database(path: Path, script: str = "") -> "sqlite3.Connection":
    """Open an SQLite file for writing; where a script is given as a new one, which it fills. StationError where the disk refuses.

    A rollback journal and EXTRA: what `add_rows` wrote is there after a kill and after a power cut, and SQLite's bug of two
    connections in WAL mode (until 3.51.2) can't occur. While others read, it waits for RETRY_SECONDS.
    """
    import sqlite3

    connection: sqlite3.Connection | None = None
    try:
        if script:
            path.open("xb").close()
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=RETRY_SECONDS)
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=EXTRA")
        if script:
            connection.executescript(script)
            sync_name(path)
        return connection
    except (OSError, sqlite3.Error) as error:
        if connection is not None:
            connection.close()
        raise StationError(f"{path} could not be opened for writing ({error})") from error


def add_rows(connection: "sqlite3.Connection", statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement for each row, all or none, durably; StationError where the disk refuses, and then it may be either."""
    import sqlite3

    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, rows)
        connection.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(sqlite3.Error):  # the first failure is the one to tell
            connection.rollback()
        raise StationError(f"the journal could not be written ({error})") from error


def read_database(path: Path) -> "sqlite3.Connection":
    """Open an SQLite file for reading; StationError where it can't be. What a killed writer left half done is undone first."""
    import sqlite3

    problem: Exception | None = None
    for mode in ("rw", "ro"):  # to undo takes writing; where nobody may, it is read as it is
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=RETRY_SECONDS)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
            connection.execute("PRAGMA trusted_schema=OFF")  # a stranger's file may hold triggers and views of his own
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connection
        except sqlite3.Error as error:
            problem = problem or error
            if connection is not None:
                connection.close()
    raise StationError(f"{path} could not be read ({problem})") from problem


def sweep(folder: Path) -> int:
    """Delete the temporary files that a killed station left in `folder`, and say how many there were.

    What another living process is just writing stays (a training saves a checkpoint while a second window opens).
    """
    deleted = 0
    for file in folder.glob(f".*{TEMPORARY_SUFFIX}"):
        if _is_being_written(file):
            continue
        with contextlib.suppress(OSError):
            file.unlink()
            deleted += 1
    return deleted


def discard(path: Path) -> None:
    """Move a file or folder to the system's bin, from which it can be fetched back; StationError where there is none."""
    from send2trash import send2trash  # here, since it asks the system for its bin when it is imported

    try:
        send2trash(path)
    except OSError as error:
        raise StationError(
            f"{path} could not be moved to the bin ({error.strerror or error}); it is where it was"
        ) from error


def read_bytes(path: Path) -> bytes:
    """Read a whole file; raise StationError, naming it, where it is missing or unreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error


def _is_being_written(temporary: Path) -> bool:
    """Whether the process in the file's name is alive and not this one; Windows itself protects a file in use."""
    *_, number, _thread = ("", *temporary.name.removesuffix(TEMPORARY_SUFFIX).split("."))
    return number.isdecimal() and int(number) != os.getpid() and is_alive(int(number))


def sync_name(path: Path) -> None:
    """Make the new name of `path` durable. The file is in place by now: where the disk fails, StationError says just that."""
    try:
        _sync_names(path.parent)
    except OSError as error:
        raise StationError(f"{path} was written, but the disk may forget it ({error.strerror or error})") from error


def sync_removal(path: Path) -> None:
    """Make it durable that `path` is gone; StationError where the disk fails."""
    try:
        _sync_names(path.parent)
    except OSError as error:
        reason = error.strerror or error
        raise StationError(f"{path} was deleted, but the disk may bring it back ({reason})") from error


def _sync_names(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none; network folders that know none are left alone."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EACCES}:
            raise
