"""The storage door's other leaf, for files that grow: what a library writes into, what arrives whole, what is added to."""

import contextlib
import errno
import os
import sys
import time
import weakref
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from station.core import storage
from station.core.errors import StationError

_MOST_TRIES = 20
_LOOK_SECONDS = 0.05
"""How long somebody who only looks whether a file is in use may have it."""
_LONGEST_NAME = 1000
_OPEN = os.O_RDWR | getattr(os, "O_BINARY", 0)
_LOCKED_BYTE = 1 << 30
"""Windows keeps others from reading what is locked: a byte far behind the end of a small file."""


def open_growing(path: Path) -> "Stream":
    """Make a new file that grows while it is written (a recording); raise StationError where it can't be made."""
    try:
        return Stream(path.open("xb", buffering=0))
    except FileExistsError as error:
        raise StationError(f"{path} exists already; a recording never overwrites one") from error
    except OSError as error:
        raise StationError(f"{path} could not be made ({error.strerror or error})") from error


class Stream:
    """A file that grows, for whoever writes files by itself, such as a video library: a disk that refuses is its OSError.

    Nothing waits in memory: what was written is the system's, and survives a kill of this process.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Hold an open file without a buffer."""
        self._file = file

    @property
    def closed(self) -> bool:
        """Whether it was let go of."""
        return self._file.closed

    def write(self, data: bytes) -> int:
        """Write all of it; OSError where the disk refuses, and then the file may hold a part."""
        left = memoryview(data)
        while left:
            done = self._file.write(left)
            if not done:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            left = left[done:]
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Write there from now on."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where is written next."""
        return self._file.tell()

    def sync(self) -> None:
        """Make it durable; OSError where the disk refuses."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file, which stays."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Arriving:
    """A file that is written piece by piece beside its place and put there once it is whole; use it in a `with` block.

    Left without `put`, the old file is as it was and nothing is beside it. StationError where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        """Begin a temporary file."""
        self.path = path
        self.is_put = False
        """Whether it is in its place, also where the disk may forget that."""
        self._temporary = storage.temporary_name(path)
        try:
            self._file: BinaryIO = self._temporary.open("wb")
        except OSError as error:
            raise self._refused(error) from error

    def write(self, data: bytes) -> int:
        """Add a piece."""
        try:
            return self._file.write(data)
        except OSError as error:
            raise self._refused(error) from error

    def put(self, path: Path | None = None) -> None:
        """Put it into its place, or into another one of that folder, durably."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            storage.replace(self._temporary, path or self.path)
        except OSError as error:
            raise self._refused(error) from error
        finally:
            self.is_put = not self._temporary.exists()

    def close(self) -> None:
        """Delete the temporary file, if it was not put into place."""
        with contextlib.suppress(OSError):  # what could not be written fails here once more
            self._file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refused(self, error: OSError) -> StationError:
        return StationError(f"{self.path} could not be written ({error.strerror or error}); the old file is as it was")


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
            storage.sync_name(path)
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
        storage.remove(self.path)

    def close(self) -> None:
        """Let go of the file, which stays."""
        self._file.close()


def hold(path: Path) -> BinaryIO | None:
    """A small file that is this process's alone until it ends, made where it is missing.

    None where another process has it, and where the disk refuses or nobody can tell.
    """
    try:
        file = path.open("a+b", buffering=0)
    except OSError:
        return None
    if _is_locked(file, where_untold=False):
        return file
    file.close()
    return None


class Claim:
    """That one person alone writes something: a small hidden file, locked, that goes with the claim or with whoever forgot it.

    `stake` makes one.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        """Hold an open file, locked already."""
        self.release = weakref.finalize(self, _let_go, path, descriptor)
        """Let go of it; more than once is fine."""

    @classmethod
    def stake(cls, path: Path, *, owner: str = "") -> "Claim | None":
        """Have what the file stands for; None where somebody else has it, StationError where the disk refuses.

        The `owner` is whom others are told of. On folders that know no locks everybody has it.
        """
        until = time.monotonic() + _LOOK_SECONDS
        for _ in range(_MOST_TRIES):
            try:
                descriptor = os.open(path, _OPEN | os.O_CREAT, 0o666)
            except OSError as error:
                raise StationError(f"{path} could not be made ({error.strerror or error})") from error
            if _is_locked(descriptor, where_untold=True):
                if _is_there(descriptor, path):  # else somebody just let go of it, and the file with it
                    _name_owner(descriptor, owner)
                    return cls(path, descriptor)
            elif time.monotonic() > until:
                os.close(descriptor)
                return None
            else:
                time.sleep(_LOOK_SECONDS / 4)  # somebody has it, or just looks who does: nothing here could signal that
            os.close(descriptor)
        return None

    @classmethod
    def owner_of(cls, path: Path) -> str | None:
        """Who has what the file stands for, an empty name where he did not say; None where nobody has, or nobody can tell.

        The file of somebody who was killed is put away.
        """
        try:
            descriptor = os.open(path, _OPEN)
        except OSError:
            return None
        if _is_locked(descriptor, where_untold=True):
            if _is_there(descriptor, path):
                _let_go(path, descriptor)
            else:
                os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read(_LONGEST_NAME).decode("utf-8", errors="replace")


def _is_there(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _name_owner(descriptor: int, owner: str) -> None:
    """Write who has it; a disk that is too full for that refuses what the claim is for, too, and says so then."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, owner.encode("utf-8")[:_LONGEST_NAME])


def _let_go(path: Path, descriptor: int) -> None:
    """Delete the file while it is still locked, so that nobody takes it and loses it; Windows deletes only what nobody has open."""
    with contextlib.suppress(OSError):
        if os.name != "nt":
            path.unlink()
    with contextlib.suppress(OSError):
        os.close(descriptor)
    with contextlib.suppress(OSError):
        if os.name == "nt":
            path.unlink()


def _is_locked(file: BinaryIO | int, *, where_untold: bool) -> bool:
    """Have a file for oneself until it is closed; whether nobody else has it, `where_untold` on folders that know no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            descriptor = file if isinstance(file, int) else file.fileno()
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return where_untold and error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
    return True
