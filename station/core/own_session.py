"""What a window's process leaves while it runs, so that the next start knows whether it came to its end: a mark, a trace, a log.

Each process has its own three, by a number that no other living one has: two windows never write into one file.
"""

import contextlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import station
from station.core import growing, storage
from station.core.errors import StationError
from station.core.text_files import end_of

MOST_SESSIONS = 16
"""At once, on one computer; further ones leave no mark."""
LONGEST_MARK = 4096
LONGEST_TRACE = 200_000


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that ended without coming to its end: when it had begun, in which version, and what faulthandler wrote last."""

    begun: str
    version: str
    trace: str


class OwnSession:
    """This process's mark; `begin` makes one, `end` says that all is well."""

    def __init__(self, folder: Path, number: int, mark: BinaryIO | None, previous: Ended | None) -> None:
        """Made by `begin`."""
        self.previous = previous
        """The one before with this number, where it did not come to its end."""
        self.log = folder / (f"window-{number}.log" if number > 1 else "window.log")
        """Of this process alone."""
        self.trace = _trace_of(folder, number)
        """Where faulthandler may write."""
        self._mark = mark

    @classmethod
    def begin(cls, folder: Path) -> "OwnSession":
        """Leave a mark in the folder of the logs; never fails: a disk that refuses must not mean no station."""
        for number in range(1, MOST_SESSIONS + 1):
            mark = growing.hold(folder / f"window-{number}.session")
            if mark is not None:
                previous = _previous(mark, _trace_of(folder, number))
                _write(mark, {"begun": time.strftime("%Y-%m-%d %H:%M:%S"), "version": station.__version__})
                with contextlib.suppress(StationError):
                    storage.write_text(_trace_of(folder, number), "")
                return cls(folder, number, mark, previous)
        return cls(folder, os.getpid(), None, None)

    def open_trace(self) -> BinaryIO | None:
        """The file for faulthandler, to be kept open; None where it can't be made."""
        try:
            return storage.open_log(self.trace)
        except StationError:
            return None

    def end(self) -> None:
        """Say that this session came to its end."""
        if self._mark is not None:
            with contextlib.suppress(OSError):
                self._mark.truncate(0)
            self._mark.close()
            self._mark = None


def _trace_of(folder: Path, number: int) -> Path:
    return folder / f"window-{number}.fault"


def _previous(mark: BinaryIO, trace: Path) -> Ended | None:
    """What the mark says; one that is there but can't be read (a power cut) is an end without a word."""
    try:
        mark.seek(0)
        data = mark.read(LONGEST_MARK)
    except OSError:
        return None
    if not data:
        return None
    try:
        said = json.loads(data)
        begun, version = str(said["begun"])[:40], str(said["version"])[:40]
    except (ValueError, KeyError, TypeError):
        begun, version = "", ""
    try:
        text = end_of(trace, LONGEST_TRACE)
    except StationError:
        text = ""
    return Ended(begun, version, text)


def _write(mark: BinaryIO, said: dict[str, str]) -> None:
    with contextlib.suppress(OSError):
        mark.truncate(0)
        mark.seek(0)
        mark.write(json.dumps(said).encode())
        os.fsync(mark.fileno())
