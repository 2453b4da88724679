"""A run's folder is data from who knows where: bounded, checked, refused in a sentence."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from station.core.attributes import LONGEST_CLASS_NAME, MOST_CLASSES, SEAM, AttributeSet, classes_named
from station.core.errors import StationError
from station.core.project import create_project
from station.model import runs

CARD: dict[str, Any] = {
    "network": "fast",
    "parameters": 430_000,
    "attributes": [{"name": a.name, "key": a.key, "colour": a.colour, "expected": a.expected} for a in SEAM],
    "image_size": [256, 192],
    "statistics": {"mean": [90.0, 91.0, 92.0], "deviation": [50.0, 51.0, 52.0]},
    "thresholds": {"good": 0.5, "error": 0.4},
    "subsets": {},
    "figures": {"epoch": 3, "loss": 0.2, "valid_loss": 0.3, "accuracies": {}, "valid_accuracies": {}},
    "weights": {"file": "model_fast_0.20_0.30_0.900_0.880.weights.h5", "sha256": "0" * 64},
    "seed": 0,
    "recipe": {},
    "versions": {},
    "created": "2026-01-01T00:00:00+00:00",
}


def make_run(folder: Path, **changes: Any) -> Path:
    folder.mkdir(parents=True)
    (folder / "card.json").write_text(json.dumps({**CARD, **changes}), encoding="utf-8")
    return folder


def test_a_card_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = runs.open_run(make_run(tmp_path / "a"))
    assert run.card.attribute_set == SEAM
    assert run.thresholds() == (0.5, 0.4, 0.5, 0.5)
    (tmp_path / "b").mkdir()
    runs.write_card(tmp_path / "b", run.card)
    assert runs.open_run(tmp_path / "b").card == run.card


def test_the_card_of_the_most_classes_with_the_longest_names_can_be_opened(tmp_path: Path) -> None:
    names = [f"{'🍎' * (LONGEST_CLASS_NAME - 3)}{at:03}" for at in range(MOST_CLASSES)]
    classes = [{"name": name, "key": "", "colour": [255, 255, 255]} for name in names]
    figures = {kind: dict.fromkeys(names, 12.345678901234567) for kind in ("accuracies", "valid_accuracies")}
    changes = {"figures": CARD["figures"] | figures, "thresholds": dict.fromkeys(names, 0.5)}
    card = runs.Card.model_validate(CARD | changes | {"kind": "classes", "attributes": classes})
    (tmp_path / "r").mkdir()
    runs.write_card(tmp_path / "r", card)
    assert runs.open_run(tmp_path / "r").card == card


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"image_size": [1_000_000, 192]}, "image_size"),
        ({"parameters": 10**12}, "parameters"),
        ({"colour_order": "RGB"}, "colour_order"),
        ({"attributes": []}, "attributes"),
        ({"attributes": [CARD["attributes"][0]] * 2}, "twice"),
        ({"weights": {"file": "../../evil.weights.h5", "sha256": "0" * 64}}, "weights.file"),
        ({"weights": {"file": "model.h5", "sha256": "0" * 64}}, "weights.file"),
        ({"weights": {"file": "a.weights.h5", "sha256": "short"}}, "sha256"),
        ({"thresholds": {"good": 1.5}}, "thresholds.good"),
        ({"statistics": {"mean": [0, 0, 0], "deviation": [0, 1, 1]}}, "deviation"),
        ({"network": None}, "network"),
    ],
)
def test_a_card_out_of_bounds_is_refused_with_the_place(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(StationError, match="no model card") as refused:
        runs.open_run(make_run(tmp_path / "r", **changes))
    assert said in str(refused.value)


def test_a_huge_or_broken_card_and_a_folder_without_one_are_refused(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "r")
    (folder / "card.json").write_bytes(b" " * (runs.LARGEST_CARD + 1))
    with pytest.raises(StationError, match="larger than any model card"):
        runs.open_run(folder)
    (folder / "card.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(StationError, match="no model card"):
        runs.open_run(folder)
    (folder / "card.json").unlink()
    with pytest.raises(StationError, match="before its first epoch"):
        runs.open_run(folder)


def test_the_newest_run_is_found_and_a_broken_one_does_not_hide_it(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    make_run(project.models / "z_old", created="2026-01-01T00:00:00+00:00")
    make_run(project.models / "a_new", created="2026-02-01T00:00:00+00:00")
    make_run(project.models / "broken", parameters=-1)
    assert runs.find_run(None, project=project).name == "a_new"
    assert runs.find_run("z_old", project=project).name == "z_old"
    assert runs.find_run(str(project.models / "z_old"), project=None).name == "z_old"
    with pytest.raises(StationError, match="which holds z_old, a_new"):
        runs.find_run("ghost", project=project)
    with pytest.raises(StationError, match=r"known without its project .*PROJECT/models/ghost.* nor a folder"):
        runs.find_run("ghost", project=None)
    with pytest.raises(StationError, match="parameters"):
        runs.find_run("broken", project=project)


def test_weights_are_only_the_cards_own(tmp_path: Path) -> None:
    run = runs.open_run(make_run(tmp_path / "r"))
    with pytest.raises(StationError, match="missing"):
        runs.weights_of(run)
    path = run.folder / run.card.weights.file
    path.write_bytes(b"other")
    with pytest.raises(StationError, match="another sha256"):
        runs.weights_of(run)
    sound = {"file": path.name, "sha256": runs.sha256_of(path)}
    (tmp_path / "r" / "card.json").write_text(json.dumps({**CARD, "weights": sound}), encoding="utf-8")
    assert runs.weights_of(runs.open_run(tmp_path / "r")) == path


def test_other_attributes_are_refused_with_the_difference(tmp_path: Path) -> None:
    run = runs.open_run(make_run(tmp_path / "r"))
    runs.check_attributes(run, attributes=SEAM, owner="the project")
    for names in (("good", "error"), ("error", "good", "break", "length")):
        other = AttributeSet(tuple(SEAM[name] for name in names))
        with pytest.raises(StationError, match="good, error, break, length, but the project has"):
            runs.check_attributes(run, attributes=other, owner="the project")


def test_a_run_of_attributes_is_refused_where_there_are_classes_and_the_other_way_round(tmp_path: Path) -> None:
    of_attributes = runs.open_run(make_run(tmp_path / "a"))
    classes = replace(SEAM, kind="classes")
    with pytest.raises(StationError, match=r"answers attributes .* but the project has classes"):
        runs.check_attributes(of_attributes, attributes=classes, owner="the project")
    of_classes = replace(of_attributes, card=of_attributes.card.model_copy(update={"kind": "classes"}))
    runs.check_attributes(of_classes, attributes=classes, owner="the project")
    with pytest.raises(StationError, match=r"tells classes apart .* but the project has attributes"):
        runs.check_attributes(of_classes, attributes=SEAM, owner="the project")


def test_a_refusal_does_not_list_a_hundred_classes(tmp_path: Path) -> None:
    run = runs.open_run(make_run(tmp_path / "a"))
    many = classes_named([f"fruit {n}" for n in range(131)], colours=[(0, 0, 0)] * 131)
    with pytest.raises(StationError) as told:
        runs.check_attributes(run, attributes=many, owner="the project")
    assert len(str(told.value)) < 400
    assert "fruit 130 (131)" in str(told.value)
