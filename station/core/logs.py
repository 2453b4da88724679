"""Logs are bounded: each writer has a file of its own that turns over, and what dead processes left is kept for a while only."""

import contextlib
import os
import re
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.processes import is_alive

WINDOW_BYTES = 1_000_000
WINDOWS_KEPT = 3
"""Older ones of a window's log, beside the one that is written."""
WORKER_BYTES = 1_000_000
"""Of one worker's log, before it is begun anew."""
WORKERS_KEPT = 20
"""Logs of workers that are gone, the newest."""
LARGEST_REST = 20_000_000
"""Bytes of all that nobody writes any more: with a window's 4 and the 20 of as many living workers less than 50 in all."""

_WORKER = re.compile(r"worker-[a-z]+-(\d+)-\d+\.log(?:\.old)?")
_WINDOW = re.compile(r"window-(\d+)\.log(?:\.\d+)?")


def sweep_logs(folder: Path) -> int:
    """Remove logs of workers and windows that are gone, the oldest first, until they are few and small; how many went.

    Those of living parents stay.
    """
    dead = sorted((file for file in _files(folder) if not _is_written(file)), key=_age, reverse=True)
    removed, size = 0, 0
    for position, file in enumerate(dead):
        with contextlib.suppress(OSError):
            size += file.stat().st_size
        if position >= WORKERS_KEPT or size > LARGEST_REST:
            with contextlib.suppress(StationError):
                storage.remove(file)
                removed += 1
    return removed


def _files(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if _WORKER.fullmatch(file.name) or _WINDOW.fullmatch(file.name)]
    except OSError:
        return []


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _is_written(file: Path) -> bool:
    """Whether the process that writes it may be alive."""
    worker = _WORKER.fullmatch(file.name)
    if worker is None:
        return _is_held(file)
    return is_alive(int(worker[1]))


def _is_held(file: Path) -> bool:
    """Whether a window has this number; Windows itself keeps a file that is open."""
    from station.core import growing

    window = _WINDOW.fullmatch(file.name)
    mark = file.with_name(f"window-{window[1] if window else 1}.session")
    if not mark.exists():
        return False
    held = growing.hold(mark)
    if held is None:
        return True
    held.close()
    return False


def begin_anew(descriptor: int, *, most: int = WORKER_BYTES) -> bool:
    """Empty the log that this process writes through a descriptor, where it has grown too long; whether it had.

    For what libraries write past Python, which no handler turns over.
    """
    try:
        size = os.fstat(descriptor).st_size
        if size <= most:
            return False
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)  # a file that was not opened for adding goes on where it was
        os.write(descriptor, f"(the log had {size:,} bytes and was begun anew)\n".encode())
    except OSError:
        return False
    return True
