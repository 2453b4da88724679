"""Rows of an inspection: as pandas writes them, and in place only when all are there."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.cli.row_file import RowFile
from station.core.errors import StationError

values = st.one_of(st.just(math.nan), st.floats(0, 1).map(lambda value: round(value, 6)))
rows = st.lists(
    st.tuples(st.integers(0, 10**6), values, st.sampled_from(["OK", "NOT OK", "a, b", 'a "b"', "Ä"])), min_size=1
)


@given(rows)
def test_numbers_and_words_are_written_as_pandas_writes_them(
    tmp_path_factory: pytest.TempPathFactory, given_rows: list[tuple[int, float, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    table = [dict(zip(("frame", "good", "verdict"), row, strict=True)) for row in given_rows]
    with RowFile(path) as file:
        for row in table:
            file.add(row)
    assert path.read_bytes() == pd.DataFrame(table).to_csv(index=False, lineterminator="\n").encode()


def test_what_breaks_off_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), RowFile(path) as file:
        _add_and_break_off(file)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def _add_and_break_off(file: RowFile) -> None:
    file.add({"frame": 0})
    raise ZeroDivisionError


def test_nothing_is_written_where_nobody_asked_or_nothing_came(tmp_path: Path) -> None:
    with RowFile(None) as nowhere, RowFile(tmp_path / "rows.csv"):
        nowhere.add({"frame": 0})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError, match="could not be written"), RowFile(tmp_path / "no" / "rows.csv") as file:
        file.add({"frame": 0})
