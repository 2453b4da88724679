"""The rows of an inspection by command: written as they come, in place once all are there."""

import contextlib
import csv
import math
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from station.core import storage
from station.core.errors import StationError
from station.core.tables import safe_cell


class RowFile:
    """A CSV that replaces `path` when its block ends well; None: the rows go nowhere. StationError where the disk refuses.

    Numbers are written as pandas writes them, what is not a number as an empty cell.
    """

    def __init__(self, path: Path | None) -> None:
        """Speak of a file."""
        self._path = path
        self._temporary: Path | None = None
        self._file: TextIO | None = None

    def add(self, row: Mapping[str, object]) -> None:
        """Append a row; the first one's names are the columns."""
        if self._path is None:
            return
        try:
            if self._file is None:
                self._file = self._opened(self._path)
                self._write([safe_cell(name) for name in row])
            self._write([_cell(value) for value in row.values()])
        except OSError as error:
            raise self._refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None or self._path is None or self._temporary is None:
            return
        try:
            with self._file as file:
                file.flush()
                os.fsync(file.fileno())
            if kind is None:
                storage.replace(self._temporary, self._path)
        except OSError as failure:
            raise self._refused(failure) from failure
        finally:
            with contextlib.suppress(OSError):
                self._temporary.unlink(missing_ok=True)

    def _opened(self, path: Path) -> TextIO:
        self._temporary = storage.temporary_name(path)
        return self._temporary.open("w", encoding="utf-8", newline="")

    def _write(self, cells: list[str]) -> None:
        assert self._file is not None
        csv.writer(self._file, lineterminator="\n").writerow(cells)

    def _refused(self, error: OSError) -> StationError:
        return StationError(f"{self._path} could not be written ({error.strerror or error}); the old file is as it was")


def _cell(value: object) -> str:
    """A cell; a class may be called like a formula, which Excel must not calculate."""
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return safe_cell(str(value))
