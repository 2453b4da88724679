"""Pictures on their way between two processes, in memory that both have open and that no name is left of, however they end.

Linux: memory without a name (memfd), given to the child when it is started and sealed, so that a child can't shrink it under
its reader. Windows: memory that goes with the last one who holds its (random) name. Elsewhere: a file without a name.
"""

import contextlib
import math
import mmap
import os
import secrets
import sys
import tempfile
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.frame import Picture

SLOTS = 4
"""One that is written, two that wait, one that is taken out."""
LONGEST_SIDE = 16384
ROOM = (1920, 1080)
"""The slots' size for pictures of all sizes, which pass in as many pieces as they need."""
MOST_PIXELS = 7680 * 4320


class SharedPictures:
    """Room for SLOTS pictures of one size: allotted by who takes them out, and filled by who was told the `handle`."""

    def __init__(self) -> None:
        """Begin without room; StationError where the system has none to share."""
        self._memory: mmap.mmap | None = None
        self._size = (0, 0)
        self._descriptor = -1
        self._name = ""
        try:
            if sys.platform == "linux":
                self._descriptor = os.memfd_create("station-pictures", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            elif sys.platform == "win32":
                self._name = f"station-pictures-{secrets.token_hex(16)}"
            else:
                with tempfile.TemporaryFile() as file:
                    self._descriptor = os.dup(file.fileno())
        except OSError as error:
            raise StationError(f"the memory for pictures could not be shared ({error.strerror or error})") from error

    @property
    def handle(self) -> int | str:
        """What the other side opens it by: a descriptor that it inherits, or a name."""
        return self._name or self._descriptor

    @property
    def descriptors(self) -> Sequence[int]:
        """What the other process must inherit."""
        return () if self._descriptor < 0 else (self._descriptor,)

    def allot(self, size: tuple[int, int]) -> None:
        """Make room for pictures of this size (width, height), once; StationError where it is no picture's."""
        if self._memory is not None or not is_size(size):
            raise StationError(f"pictures that are shared can't be {size[0]} x {size[1]} pixels now")
        length = SLOTS * _bytes(size)
        try:
            if self._descriptor >= 0:
                os.ftruncate(self._descriptor, length)
                self._seal(length)
                self._memory = mmap.mmap(self._descriptor, length, access=mmap.ACCESS_READ)
            else:
                self._memory = _named(self._name, length)
        except (OSError, ValueError) as error:
            raise StationError(f"there is no memory for pictures of {size[0]} x {size[1]} pixels ({error})") from error
        self._size = size

    def take(self, slot: int) -> Picture:
        """A copy of the picture in a slot; StationError where there is no such slot."""
        return self._seen(slot).copy()

    def take_piece(self, slot: int, into: NDArray[np.uint8]) -> int:
        """Copy a slot's bytes into flat ones, as many as both have; how many that were. StationError as `take`."""
        return _copied(self._seen(slot).reshape(-1), into)

    def close(self) -> None:
        """Let go of it; it is gone when the other side has let go as well."""
        if self._memory is not None:
            with contextlib.suppress(BufferError):  # a picture is being taken out still
                self._memory.close()
            self._memory = None
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _seen(self, slot: int) -> Picture:
        if self._memory is None or not 0 <= slot < SLOTS:
            raise StationError(f"a picture lies in one of {SLOTS} slots. Received: {slot}")
        return _slot(self._memory, slot, self._size)

    def _seal(self, length: int) -> None:
        """A page that is read after the other side cut it off would end this process."""
        if sys.platform == "linux":
            import fcntl

            fcntl.fcntl(
                self._descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
            )
        if os.fstat(self._descriptor).st_size != length:
            raise ValueError("its size was changed")


class PictureSlots:
    """The side that fills the slots."""

    def __init__(self, handle: int | str, size: tuple[int, int]) -> None:
        """Open what the other side allotted for pictures of this size (width, height)."""
        self._size = size
        length = SLOTS * _bytes(size)
        self._memory = _named(handle, length) if isinstance(handle, str) else mmap.mmap(handle, length)

    def put(self, slot: int, picture: Picture) -> None:
        """Copy a picture into a slot."""
        np.copyto(_slot(self._memory, slot, self._size), picture)

    def put_piece(self, slot: int, data: NDArray[np.uint8]) -> int:
        """Copy flat bytes into a slot, as many as it holds; how many that were."""
        return _copied(data, _slot(self._memory, slot, self._size).reshape(-1))

    def close(self) -> None:
        """Let go of it."""
        with contextlib.suppress(BufferError):
            self._memory.close()


def is_size(size: tuple[int, int]) -> bool:
    """Whether a camera's pictures may have this size (width, height)."""
    return all(0 < side <= LONGEST_SIDE for side in size) and math.prod(size) <= MOST_PIXELS


def _bytes(size: tuple[int, int]) -> int:
    return 3 * math.prod(size)


def _slot(memory: mmap.mmap, slot: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    length, (width, height) = _bytes(size), size
    return np.frombuffer(memory, np.uint8, length, slot * length).reshape(height, width, 3)


def _copied(source: NDArray[np.uint8], target: NDArray[np.uint8]) -> int:
    length = min(source.size, target.size)
    target[:length] = source[:length]
    return length


def _named(name: str, length: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, length, tagname=name)
    raise StationError("shared memory goes by its name under Windows only")
