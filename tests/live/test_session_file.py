"""The rows of an inspection, in the command's file and the window's: no cell is one that Excel calculates."""

import csv
import io
from pathlib import Path

import numpy as np

from station.cli.row_file import RowFile
from station.core.attributes import classes_named
from station.core.frame import Frame
from station.core.palette import class_colours
from station.core.verdict import Verdict
from station.live.session_file import SessionFile

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
