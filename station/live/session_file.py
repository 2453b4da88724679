"""The rows of an inspection, in a file that grows while it runs: an hour of them would not belong into memory."""

import csv
import io
import itertools
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.growing import Stream, open_growing
from station.core.tables import safe_cell
from station.core.verdict import Verdict

_numbers = itertools.count(1)


class SessionFile:
    """A CSV with a row for each judged frame: frame, time_s, verdict, and each attribute's probability.

    Of classes a column `class` names the one that was surely recognised, also where the result came late.

    It lies in a folder of its own until it is exported or dropped; what a killed station left there is swept away. A disk that
    refuses rows never holds up the inspection: they are missing, which the export says.
    """

    def __init__(self, folder: Path, *, attributes: AttributeSet) -> None:
        """Prepare a file in a folder; `open` makes it."""
        self.path = folder / f".inspection.{os.getpid()}.{next(_numbers)}{storage.TEMPORARY_SUFFIX}"
        self._attributes = attributes
        self._lock = threading.Lock()
        self._file: Stream | None = None
        self._length = 0
        self._refusal = ""
        """Why rows are missing."""
        self.rows = 0
        """Frames that were added, those included whose row is missing."""
        self.missing = 0

    def open(self) -> None:
        """Make the file, or begin without one."""
        try:
            storage.create_folder(self.path.parent)
            storage.sweep(self.path.parent)
            with self._lock:
                self._file = open_growing(self.path)
                self._write_head(self._file)
        except StationError as error:
            self._refusal = str(error)

    def add(self, frame: Frame, verdict: Verdict, probabilities: Mapping[str, float], *, recognised: str = "") -> None:
        """Append a frame; the cells of probabilities that there are not stay empty."""
        names = self._attributes.names
        known = [f"{probabilities[name]:.6f}" if name in probabilities else "" for name in names]
        if self._attributes.is_classes:
            known.insert(0, recognised)
        with self._lock:
            self.rows += 1
            try:
                if self._file is None:
                    raise StationError(self._refusal)
                self._write_head(self._file)
                self._write(self._file, [str(frame.number), f"{frame.time_s:.6f}", verdict.value, *known])
            except StationError as error:
                self._refusal = str(error)
                self.missing += 1

    def export(self, path: Path) -> int:
        """Write what there is so far to a file of the person's choice, and return how many rows.

        StationError where that is refused, and where rows are missing: the others are in the file then.
        """
        with self._lock:
            rows, missing = self.rows, self.missing
            data = storage.read_bytes(self.path)[: self._length] if rows > missing else b""
        if data:
            storage.write_bytes(path, data)
        if missing:
            raise StationError(f"{path} lacks {missing} of {rows} frames: {self._refusal}")
        return rows

    def close(self) -> None:
        """Let go of the file, which stays."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def drop(self) -> None:
        """Delete the file."""
        self.close()
        storage.remove(self.path)

    def _write_head(self, file: Stream) -> None:
        if not self._length:
            named = ["class"] if self._attributes.is_classes else []
            self._write(file, ["frame", "time_s", "verdict", *named, *self._attributes.names])

    def _write(self, file: Stream, cells: list[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(map(safe_cell, cells))  # a class may be called like a formula
        try:
            file.seek(self._length)  # over a row of which the disk took a part only
            self._length += file.write(text.getvalue().encode("utf-8"))
        except OSError as error:
            reason = error.strerror or error
            raise StationError(f"the rows of the inspection could not be written ({reason})") from error
