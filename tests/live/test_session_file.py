"""The rows of an inspection, in the command's file and the window's: no cell is one that Excel calculates."""

import csv
import errno
import io
import time
from pathlib import Path

import numpy as np
import pytest

from station.cli.row_file import RowFile
from station.core.attributes import SEAM, classes_named
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.growing import Stream
from station.core.palette import class_colours
from station.core.verdict import Verdict
from station.live.session_file import SessionFile
from tests.live.fake_network import FakeHelper, ListedFrames
from tests.live.test_watch import counts, over, watch_of

NAMES = ("=1+1", "b, c")
EXPECTED = [["frame", "time_s", "verdict", "class", "'=1+1", "b, c"], "'=1+1"]


def cells(text: str) -> list[object]:
    rows = list(csv.reader(io.StringIO(text)))
    return [rows[0], rows[1][3]]


def test_a_class_called_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    classes = classes_named(NAMES, colours=class_colours(NAMES))
    file = SessionFile(tmp_path, attributes=classes)
    file.open()
    frame = Frame(np.zeros((2, 2, 3), np.uint8), 0, 0.0, 0.0)
    file.add(frame, Verdict.NAMED, {"=1+1": 0.99, "b, c": 0.01}, recognised="=1+1")
    file.export(tmp_path / "out.csv")
    file.drop()
    assert cells((tmp_path / "out.csv").read_text("utf-8")) == EXPECTED


def test_so_does_the_command(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "frame": 0,
        "time_s": 0.0,
        "verdict": "NAMED",
        "class": "=1+1",
        "=1+1": 0.99,
        "b, c": 0.01,
    }
    with RowFile(tmp_path / "out.csv") as file:
        file.add(row)
    assert cells((tmp_path / "out.csv").read_text("utf-8")) == EXPECTED


def test_rows_that_the_disk_refused_are_missing_and_the_export_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SessionFile(tmp_path / "cache", attributes=SEAM)
    file.open()
    for number in range(4):
        with monkeypatch.context() as patch:
            if number in (1, 2):
                patch.setattr(Stream, "write", _refuse)
            file.add(Frame(np.zeros((2, 2, 3), np.uint8), number, 0.0, 0.0), Verdict.OK, {})
    with pytest.raises(StationError, match=r"out\.csv lacks 2 of 4 frames: .*No space"):
        file.export(tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["frame", "0", "3"]
    file.drop()


def test_an_inspection_goes_on_where_its_rows_can_t_even_be_begun(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    rows = SessionFile(tmp_path / "cache", attributes=SEAM)
    watch = watch_of(ListedFrames([0, 1], live=False, clock=time.perf_counter), FakeHelper(), rows=rows)
    status = over(watch)
    assert counts(status)[Verdict.OK] == 2
    assert not status.problem
    with pytest.raises(StationError, match="lacks 2 of 2 frames"):
        rows.export(tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def _refuse(stream: Stream, data: bytes) -> int:
    del stream, data
    raise OSError(errno.ENOSPC, "No space left on device")
