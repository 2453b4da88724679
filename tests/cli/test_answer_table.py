"""Each picture's labels and probabilities as a table that pandas reads back as it was."""

from pathlib import Path
from typing import cast

import pandas as pd

from station.cli.answer_table import write_answers
from station.live.evaluating import Answer, Evaluation, Judged

ANSWERS = (
    Answer("Näht 1_0007.png", "Näht 1", 7, (True, False), (0.9, 0.75)),
    Answer("=cmd.png", "=cmd", None, (False, False), (0.499999, 0.1)),
)


def test_a_row_for_each_picture_with_what_was_right(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    write_answers(file, Judged(cast("Evaluation", None), ANSWERS), names=("good", "error"))
    table = pd.read_csv(file)
    assert list(table) == [
        "picture",
        "clip",
        "frame",
        "good",
        "error",
        "good p",
        "error p",
        "good right",
        "error right",
    ]
    assert table["picture"].tolist() == ["Näht 1_0007.png", "'=cmd.png"]
    assert table["frame"].tolist()[0] == 7
    assert pd.isna(table["frame"][1])
    assert table["good"].tolist() == [True, False]
    assert table["error p"].tolist() == [0.75, 0.1]
    assert table["good right"].tolist() == [True, True]
    assert table["error right"].tolist() == [False, True]


def test_no_picture_makes_an_empty_table(tmp_path: Path) -> None:
    write_answers(tmp_path / "none.csv", Judged(cast("Evaluation", None), ()), names=("good",))
    assert pd.read_csv(tmp_path / "none.csv").empty
