"""The rows of an inspection by command: written as they come, in place once all are there."""

import csv
import io
import math
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from station.core.growing import Arriving
from station.core.tables import safe_cell


class RowFile:
    """A CSV that replaces `path` when its block ends well; None: the rows go nowhere. StationError where the disk refuses.

    Numbers are written as pandas writes them, what is not a number as an empty cell.
    """

    def __init__(self, path: Path | None) -> None:
        """Speak of a file."""
        self._path = path
        self._file: Arriving | None = None

    def add(self, row: Mapping[str, object]) -> None:
        """Append a row; the first one's names are the columns."""
        if self._path is None:
            return
        if self._file is None:
            self._file = Arriving(self._path)
            self._file.write(_line([safe_cell(name) for name in row]))
        self._file.write(_line([_cell(value) for value in row.values()]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        with self._file as file:
            if kind is None:
                file.put()


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    """A cell; a class may be called like a formula, which Excel must not calculate."""
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return safe_cell(str(value))
