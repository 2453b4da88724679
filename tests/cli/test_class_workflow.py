"""Class folders from the pictures to the verdict, through the commands, real workers and a real small training."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from station.core.folders import resource
from station.core.images import encode_png, read_picture
from station.core.project import open_project
from station.model.runs import open_run
from tests.cli.conftest import Run
from tests.cli.test_workflow import station

COLOURS = {"Blau, hell": (200, 60, 40), "grün": (40, 190, 60), "rot": (40, 50, 210)}
EACH = 20


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bare class folders, which the station splits and trains on: discs of three colours on a white ground."""
    base = tmp_path_factory.mktemp("Früchte ä ß 日本")
    rng = np.random.default_rng(4)
    y, x = np.ogrid[:40, :40]
    for name, colour in COLOURS.items():
        (base / "lab" / name).mkdir(parents=True)
        for number in range(EACH):
            picture = np.full((40, 40, 3), 250, np.int16)
            down, across = rng.integers(16, 25, 2)
            picture[(y - down) ** 2 + (x - across) ** 2 < rng.integers(8, 14) ** 2] = colour
            picture += rng.integers(-20, 21, picture.shape, dtype=np.int16)
            file = base / "lab" / name / f"Ding {number % 5}_{number}.png"
            file.write_bytes(encode_png(np.clip(picture, 0, 255).astype(np.uint8)))
    (base / "lab" / "rot" / ".DS_Store").write_bytes(b"hidden")
    for words in (
        ("split", base / "lab"),
        (
            *("train", base / "lab", "--network", "fruit", "--name", "small", "--image-size", "32x32"),
            *("--epochs", 12, "--batch-size", 12, "--learning-rate", 1e-3),
        ),
    ):
        done = station(*words, folder=base)
        assert done.returncode == 0, done.stderr + done.stdout
    return base / "lab"


def test_the_split_keeps_things_together_and_each_class_in_its_shares(lab: Path) -> None:
    tables = {subset: pd.read_csv(lab / f"{subset}.csv") for subset in ("train", "valid", "test")}
    assert {subset: len(table) for subset, table in tables.items()} == {"train": 36, "valid": 12, "test": 12}
    seen = Counter(thing for table in tables.values() for thing in {name.rpartition("_")[0] for name in table["name"]})
    assert set(seen.values()) == {1}
    assert list(tables["test"].columns[1:]) == ["name", *COLOURS]
    assert (tables["test"][list(COLOURS)].sum(axis=1) == 1).all()


def test_evaluate_prints_and_writes_the_confusion_matrix(run: Run, lab: Path, tmp_path: Path) -> None:
    code, out, err = run("evaluate", lab, "--json", tmp_path / "figures.json")
    assert code == 0, err
    assert all(name in out for name in COLOURS)
    told = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    text = json.dumps(told)
    assert "confusion" in text
    counts = np.array(told["confusion"]["counts"])
    assert counts.shape == (3, 3)
    assert counts.sum(axis=1).tolist() == [4, 4, 4]
    assert np.trace(counts) >= 10
    assert told["confusion"]["accuracy"] == pytest.approx(100 * np.trace(counts) / 12)
    assert len(told["wrong"]) == 12 - np.trace(counts)


def test_a_run_answers_another_collection_of_the_same_classes(run: Run, lab: Path, tmp_path: Path) -> None:
    """The lab's layout and bare folders are the same classes: what one learnt, the other is judged by."""
    for name in COLOURS:
        for number in range(2):
            target = tmp_path / "other" / "pics" / "test" / name / f"{number}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((lab / name / f"Ding {number}_{number}.png").read_bytes())
    code, out, err = run("evaluate", tmp_path / "other", "--model", lab / "models" / "small", "--subset", "all")
    assert code == 0, err
    assert "6 pictures" in out


def test_explain_writes_an_overlay_for_each_class_folder(run: Run, lab: Path, tmp_path: Path) -> None:
    code, out, err = run("explain", lab, "--out", tmp_path / "maps")
    assert code == 0, err
    assert "12 pictures explained" in out
    names = pd.read_csv(lab / "test.csv")["name"]
    for name in names:
        assert read_picture(tmp_path / "maps" / name).shape == (40, 40, 3)
        with np.load((tmp_path / "maps" / name).with_suffix(".npz"), allow_pickle=False) as maps:
            assert set(maps.files) == set(COLOURS)
            assert all(heat.shape == (4, 4) and heat.min() >= 0 and heat.max() in (0, 1) for heat in maps.values())


def test_inspect_names_the_class_of_each_picture(run: Run, lab: Path, tmp_path: Path) -> None:
    rows, summary = tmp_path / "rows.csv", tmp_path / "summary.json"
    code, out, err = run(
        *("inspect", lab / "rot", "--model", lab / "models" / "small"),
        *("--out", rows, "--json", summary),
    )
    assert code == 0, err
    table = pd.read_csv(rows, keep_default_na=False)
    assert list(table.columns) == ["frame", "time_s", "verdict", "class", *COLOURS]
    assert len(table) == EACH
    assert set(table["verdict"]) <= {"NAMED", "NO RESULT"}
    assert ((table["class"] != "") == (table["verdict"] == "NAMED")).all()
    assert (table["class"] == "rot").sum() >= EACH / 2
    assert table[list(COLOURS)].sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-4)
    told = json.loads(summary.read_text("utf-8"))
    assert told["classes"]["rot"] == (table["class"] == "rot").sum()
    assert "rot" in out


def test_a_new_class_is_told_before_anything_is_answered(run: Run, lab: Path, tmp_path: Path) -> None:
    for name in (*COLOURS, "gelb"):
        target = tmp_path / "more" / name / "1.png"
        target.parent.mkdir(parents=True)
        target.write_bytes((lab / "rot" / "Ding 0_0.png").read_bytes())
    code, _, err = run("evaluate", tmp_path / "more", "--model", lab / "models" / "small", "--subset", "all")
    assert code == 2
    assert "gelb" in err


def test_the_run_is_one_of_classes(lab: Path) -> None:
    card = open_run(lab / "models" / "small").card
    assert (card.kind, card.network, card.image_size) == ("classes", "fruit", (32, 32))
    assert card.attribute_set == open_project(lab).attributes
    assert {name: subset.file for name, subset in card.subsets.items()} == {"train": "train.csv", "valid": "valid.csv"}


def test_a_seam_run_is_not_asked_about_classes(run: Run, lab: Path, tmp_path: Path) -> None:
    """The base weights that ship know seams: a project of classes refuses them in a sentence."""
    code, _, err = run("evaluate", lab, "--model", resource("base") / "fast")
    assert code == 2
    assert err.count("station: ") == 1
    assert "Traceback" not in err
