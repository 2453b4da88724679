"""The answers of an evaluation as a table, for whoever goes on with pandas or a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from station.core import storage
from station.core.tables import safe_cell
from station.live.evaluating import Judged

if TYPE_CHECKING:
    import pandas as pd


def write_answers(path: Path, judged: Judged, *, names: tuple[str, ...]) -> None:
    """Write a row for each picture, no cell of which Excel takes for a formula; StationError where the disk refuses."""
    table = answer_table(judged, names=names).rename(columns=safe_cell)
    for column in ("picture", "clip"):
        table[column] = table[column].map(safe_cell)
    storage.write_text(path, table.to_csv(index=False, lineterminator="\n", float_format="%.6f"))


def answer_table(judged: Judged, *, names: tuple[str, ...]) -> "pd.DataFrame":
    """Picture, clip, frame, and of each attribute its label, its probability (`<name> p`), and whether that is right at 0.5."""
    import pandas as pd  # takes half a second, which only those wait for who asked for the table

    answers = judged.answers
    shape = (len(answers), len(names))
    labels = np.array([answer.truth for answer in answers], bool).reshape(shape)
    probabilities = np.array([answer.probabilities for answer in answers], float).reshape(shape)
    table = pd.DataFrame(
        {
            "picture": [answer.name for answer in answers],
            "clip": [answer.clip for answer in answers],
            "frame": pd.array([answer.number for answer in answers], "Int64"),
        }
    )
    right = (probabilities >= 0.5) == labels
    parts = [
        pd.DataFrame(labels, columns=list(names)),
        pd.DataFrame(probabilities, columns=[f"{name} p" for name in names]),
        pd.DataFrame(right, columns=[f"{name} right" for name in names]),
    ]
    return pd.concat([table, *parts], axis=1)
