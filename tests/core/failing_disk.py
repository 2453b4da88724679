"""A disk that counts every writing operation below a folder and fails the k-th, once or from then on.

Operations are: opening a file for writing, each write that reaches the system, truncating, making durable (file and folder),
replacing or renaming, deleting, and making a folder. What SQLite and other libraries in C write by themselves is not seen here.
"""

import builtins
import errno
import io
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CALLED = {"ftruncate": "truncate", "rename": "replace", "remove": "unlink", "fdatasync": "fsync"}
"""Functions of os that are another one's operation."""
FUNCTIONS = ("fsync", "write", "truncate", "replace", "link", "symlink", "unlink", "mkdir", "rmdir", *CALLED)


class Fault(Enum):
    """What the disk says."""

    FULL = errno.ENOSPC
    BROKEN = errno.EIO
    FORBIDDEN = errno.EACCES
    SHORT = -errno.ENOSPC
    """A write takes half of its data; no other operation fails, unless it stays so: then the disk is full from there on."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What was done to which file; the source files on the stack, the innermost last, where they were asked for."""

    what: str
    path: str
    stack: tuple[str, ...] = ()


class FailingDisk:
    """The disk below `root` as Python's own functions see it; making durable costs no time there."""

    def __init__(self, root: Path, *, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stand before the system's functions till the test is over."""
        self._root = os.path.realpath(root)
        self._at: int | None = None
        self._fault = Fault.FULL
        self._is_on = self._stays = self._tells_stacks = False
        self._names: dict[int, str] = {}
        self._open, self._os_open, self._os_close = io.open, os.open, os.close
        self.operations: list[Operation] = []
        self.failed = 0
        """How many of them failed, or were cut short."""
        monkeypatch.setattr(io, "open", self._opened)
        monkeypatch.setattr(builtins, "open", self._opened)
        monkeypatch.setattr(os, "open", self._opened_by_os)
        monkeypatch.setattr(os, "close", self._closed_by_os)
        for name in FUNCTIONS:
            if (real := getattr(os, name, None)) is not None:
                monkeypatch.setattr(os, name, self._checked(CALLED.get(name, name), real))

    @contextmanager
    def failing(
        self, at: int | None, fault: Fault = Fault.FULL, *, stays: bool = False, stacks: bool = False
    ) -> Iterator[None]:
        """Count from 0 within the block, and fail operation `at` (None: none), and all later ones where it `stays` so."""
        self._at, self._fault, self._stays, self._tells_stacks = at, fault, stays, stacks
        self.operations, self.failed, self._is_on = [], 0, True
        try:
            yield
        finally:
            self._is_on = False

    def check(self, what: str, path: object) -> bool:
        """Count an operation; OSError where it fails. Whether it is a write that is to be cut short."""
        name = self._below(path)
        if not self._is_on or name is None:
            return False
        number = len(self.operations)
        stack = tuple(frame.filename for frame in traceback.extract_stack()[:-2]) if self._tells_stacks else ()
        self.operations.append(Operation(what, name, stack))
        is_first, is_later = number == self._at, self._stays and self._at is not None and number > self._at
        if not (is_first or is_later):
            return False
        if self._fault is Fault.SHORT and is_first:
            self.failed += what == "write"
            return what == "write"
        self.failed += 1
        raise OSError(abs(self._fault.value), os.strerror(abs(self._fault.value)), name)

    def _below(self, path: object) -> str | None:
        if isinstance(path, int):
            return self._names.get(path)
        if not isinstance(path, str | bytes | os.PathLike):
            return None
        name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  (a link stays one)
        return name if name.startswith(self._root) else None

    def _named(self, path: Any, folder: int | None) -> Any:
        """The path, which may be relative to an open folder."""
        return path if folder is None else os.path.join(self._names.get(folder, "/"), path)  # noqa: PTH118

    def _checked(self, what: str, real: Callable[..., Any]) -> Callable[..., Any]:
        at = 1 if what in ("link", "symlink") else 0

        def operation(*args: Any, **named: Any) -> Any:
            path = self._named(args[at], named.get("dir_fd"))
            self.check(what, path)
            return None if what == "fsync" and self._below(path) else real(*args, **named)

        return operation

    def _opened_by_os(self, path: Any, flags: int, *args: Any, **named: Any) -> int:
        name = self._named(path, named.get("dir_fd"))
        if flags & WRITING:
            self.check("open", name)
        descriptor = self._os_open(path, flags, *args, **named)
        if (below := self._below(name)) is not None:
            self._names[descriptor] = below
        return descriptor

    def _closed_by_os(self, descriptor: int) -> None:
        self._names.pop(descriptor, None)
        self._os_close(descriptor)

    def _opened(self, file: Any, mode: str = "r", buffering: int = -1, *args: Any, **named: Any) -> Any:
        if isinstance(file, int) or not set(mode) & set("wax+") or self._below(file) is None:
            return self._open(file, mode, buffering, *args, **named)
        self.check("open", file)
        raw = _File(self, file, mode.replace("b", "").replace("t", ""))
        self._names[raw.fileno()] = os.path.abspath(os.fsdecode(file))  # noqa: PTH100
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *args, **named)


class _File(io.FileIO):
    """A file whose writes are the disk's operations."""

    def __init__(self, disk: FailingDisk, path: Any, mode: str) -> None:
        super().__init__(path, mode)
        self._disk, self._path = disk, path

    def write(self, data: Any) -> int:
        is_short = self._disk.check("write", self._path)
        return super().write(memoryview(data)[: len(data) // 2] if is_short else data) or 0

    def truncate(self, size: int | None = None) -> int:
        self._disk.check("truncate", self._path)
        return super().truncate(size)
