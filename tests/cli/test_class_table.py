"""Classes on screen: however many there are, the lines stay few and fit, and tell of what is missing."""

from pathlib import Path

import numpy as np
import pytest

from station.cli.class_table import MOST_COLUMNS, print_classes
from station.cli.runs import accuracies_told
from station.live.evaluating import Evaluation
from station.model.evaluation import Confusion, figures
from tests.cli.conftest import Run


def lab(folder: Path, counts: dict[str, int]) -> Path:
    for name, count in counts.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            (folder / name / f"thing_{number}.png").write_bytes(b"picture")
    return folder


def test_a_split_counts_the_pictures_of_each_class_by_its_name_as_it_is(run: Run, tmp_path: Path) -> None:
    code, out, err = run("split", lab(tmp_path / "p", {"[red]x": 5, "Äpfel, rot": 5, "one": 1}))
    assert (code, err) == (0, "")
    rows = {line.rsplit(maxsplit=3)[0].strip(): line.split()[-3:] for line in out.splitlines() if line[-2:].strip()}
    assert rows["[red]x"] == rows["Äpfel, rot"] == ["3", "1", "1"]
    assert rows["one"] == ["1", "0", "0"]


def test_of_very_many_classes_a_split_shows_those_with_the_fewest_pictures(run: Run, tmp_path: Path) -> None:
    counts = {f"class {at:03}": 3 for at in range(120)} | {"rare": 2}
    code, out, _ = run("split", lab(tmp_path / "p", counts))
    assert code == 0
    assert max(map(len, out.splitlines())) <= 120
    assert "of 121 classes the 30 with the fewest" in out
    assert "rare" in out
    assert len(out.splitlines()) < 60


def test_an_epochs_line_names_few_accuracies_and_of_many_the_worst() -> None:
    assert accuracies_told({"a": 50.0, "b": 100.0}) == "a 50.0  b 100.0"
    many = {f"class {at}": 90.0 for at in range(1000)} | {"bad": 0.0}
    assert accuracies_told(many) == "mean of 1001 89.9  worst bad 0.0"


def test_of_a_large_confusion_matrix_the_most_frequent_mistakes_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    count = MOST_COLUMNS + 1
    rows = [[3 if true == answered else 0 for answered in range(count)] for true in range(count)]
    rows[0][1], rows[2][0], rows[3][0] = 1, 9, 1
    probabilities = np.eye(count, dtype=np.float32)
    found = figures(
        probabilities, np.eye(count, dtype=bool), thresholds=[0.5] * count, clips=["a"] * count, kind="classes"
    )
    names = [f"c{at}" for at in range(count)]
    matrix = Confusion(tuple(map(tuple, rows)), 90.0, 80.0, 95.0)
    evaluation = Evaluation("r", "test", 50, 1, dict(zip(names, found, strict=True)), (), matrix)
    print_classes(evaluation, matrix, title="")
    shown = [line.split() for line in capsys.readouterr().out.partition("most frequent")[2].splitlines()]
    assert [row for row in shown if row[1:2] and row[1] in names] == [
        ["9", "c2", "c0"],
        ["1", "c0", "c1"],
        ["1", "c3", "c0"],
    ]
