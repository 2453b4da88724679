"""Every write to disk goes through this door: temporary file, fsync, replace.

Whoever reads a path therefore sees the old file or the new one, whole, at any moment of a crash. A file that another
program holds (Excel, a virus scanner) is tried again for a while before it is named in a `StationError`.
"""

import contextlib
import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from station.core.errors import StationError

if TYPE_CHECKING:
    import sqlite3

TEMPORARY_SUFFIX = ".station-tmp"
RETRY_SECONDS = 2.5
_PAUSE_SECONDS = 0.05
_LOCKED_BYTE = 1 << 30
"""Windows keeps others from reading what is locked: a byte far behind the end of a small file."""


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
    _sync_folder(path)


def temporary_name(path: Path) -> Path:
    """The temporary file beside `path`; unique to this process and thread, so that two writers never share one."""
    return path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{TEMPORARY_SUFFIX}")


def remove(path: Path) -> None:
    """Delete a file, durably; one that is not there is no failure. Raises StationError where the disk refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StationError(f"{path} could not be deleted ({error.strerror or error})") from error
    _sync_folder(path)


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
    _sync_folder(path)
    return True


def remove_folder(path: Path) -> None:
    """Delete a folder of files (no folders in it); StationError, naming what stays, where the disk refuses."""
    try:
        for file in path.iterdir():
            file.unlink()
        path.rmdir()
    except OSError as error:
        raise StationError(f"{path} could not be deleted ({error.strerror or error})") from error
    _sync_folder(path)


def move_folder(folder: Path, target: Path) -> None:
    """Give a finished folder its name, durably; StationError where that is taken or the disk refuses: then it is where it was."""
    try:
        if target.exists():  # Windows would refuse, others replace an empty one
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        folder.rename(target)
    except OSError as error:
        raise StationError(f"{folder} could not become {target} ({error.strerror or error})") from error
    _sync_folder(target)


def open_growing(path: Path) -> BinaryIO:
    """Open a new file that grows while it is written (a recording); raise StationError where it can't be made."""
    try:
        return path.open("xb")
    except FileExistsError as error:
        raise StationError(f"{path} exists already; a recording never overwrites one") from error
    except OSError as error:
        raise StationError(f"{path} could not be made ({error.strerror or error})") from error


class Growing:
    """A small file that records are added to, each durable before `append` returns; the system lets one writer have it.

    `start` and `take` make one.
    """

    def __init__(self, path: Path, file: BinaryIO, *, length: int) -> None:
        """Hold an open file, locked already."""
        self.path = path
        self.is_sound = True
        """Whether it ends where the last record ended that was acknowledged, so that more can be added."""
        self._file = file
        self._length = length

    @classmethod
    def start(cls, path: Path, data: bytes) -> "Growing":
        """Make a new file with a first record; StationError where there is one, or the disk refuses: then there is none."""
        try:
            file = path.open("xb", buffering=0)
        except OSError as error:
            raise StationError(f"{path} could not be made ({error.strerror or error})") from error
        made = cls(path, file, length=0)
        try:
            if not _is_locked(file, where_untold=True):
                raise StationError(f"{path} is just being changed by somebody else; try again")
            made.append(data)
            _sync_folder(path)
        except StationError:
            with contextlib.suppress(StationError):
                made.remove()
            raise
        return made

    @classmethod
    def take(cls, path: Path, *, where_untold: bool) -> "Growing | None":
        """The file that somebody left behind, to be removed; None where it is in use, or, unless `where_untold`, nobody can tell."""
        try:
            file = path.open("r+b", buffering=0)
        except OSError:
            return None
        try:
            is_mine = _is_locked(file, where_untold=where_untold)
            if is_mine and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                taken = cls(path, file, length=0)
                taken.is_sound = False  # its last record may be cut off
                return taken
        except OSError:
            pass  # it is gone by now: whoever had it is done
        file.close()
        return None

    def append(self, data: bytes) -> None:
        """Add a record, durably; StationError where the disk refuses: then it is not there, or `is_sound` is false."""
        try:
            written = self._file.write(data)
            if written != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        except OSError as error:
            try:
                self._file.truncate(self._length)
                self._file.seek(self._length)
            except OSError:
                self.is_sound = False
            raise StationError(f"{self.path} could not be written ({error.strerror or error})") from error
        self._length += len(data)

    def remove(self) -> None:
        """Delete the file, durably; StationError where the disk refuses: then it is empty, if that could be done."""
        self.is_sound = False
        if not self._file.closed:
            with contextlib.suppress(OSError):
                self._file.truncate(0)  # what can't be deleted must not be read again
            self._file.close()
        remove(self.path)

    def close(self) -> None:
        """Let go of the file, which stays."""
        self._file.close()


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
            _sync_folder(path)
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
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connection
        except sqlite3.Error as error:
            problem = problem or error
            if connection is not None:
                connection.close()
    raise StationError(f"{path} could not be read ({problem})") from problem


def _is_locked(file: BinaryIO, *, where_untold: bool) -> bool:
    """Have a file for oneself until it is closed; whether nobody else has it, `where_untold` on folders that know no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return where_untold and error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
    return True


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
    if os.name == "nt" or not number.isdecimal() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _sync_folder(path: Path) -> None:
    """Make the new name of `path` durable; Windows has no such call and needs none.

    The file is in place by now: where the disk fails here, StationError says just that. Network folders that know no
    such call are left to themselves.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EACCES}:
            reason = error.strerror or error
            raise StationError(f"{path} was written, but the disk may forget it ({reason})") from error
