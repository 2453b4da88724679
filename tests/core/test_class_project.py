"""A project of classes: its project.json, its keys, and tables in which exactly one class is true."""

import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.attributes import LABELLING_KEYS, MOST_CLASSES, Attribute, AttributeSet, classes_named
from station.core.errors import StationError
from station.core.palette import class_colours
from station.core.project import Project, create_project, open_project, save_project
from station.core.tables import LabelRow, Table, parse_table, table_bytes
from station.core.verdict import Rule, Verdict, judge, recognised

FRUIT = classes_named(("Apfel", "Orange", "Tomate"), colours=class_colours(("Apfel", "Orange", "Tomate")))
WHERE = Path("train.csv")


def test_a_project_of_classes_opens_as_it_was_saved(tmp_path: Path) -> None:
    made = create_project(tmp_path / "neu", attributes=FRUIT)
    assert open_project(tmp_path / "neu") == made
    content = json.loads((tmp_path / "neu" / "project.json").read_text("utf-8"))
    assert content["kind"] == "classes"
    assert "pictures" not in content
    in_place = Project(tmp_path, FRUIT, pictures=".", millimetre_px=3.5)
    save_project(in_place)
    assert open_project(tmp_path) == in_place
    assert json.loads((tmp_path / "project.json").read_text("utf-8"))["pictures"] == "."


def test_a_project_json_without_a_kind_is_one_of_attributes(tmp_path: Path) -> None:
    create_project(tmp_path)
    file = tmp_path / "project.json"
    content = json.loads(file.read_text("utf-8"))
    del content["kind"]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert open_project(tmp_path).kind == "attributes"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "things"}, "kind"),
        ({"pictures": "../elsewhere"}, "pictures"),
        ({"attributes": [{"name": "only", "key": "o", "colour": "#000000"}]}, "two classes"),
        ({"attributes": [{"name": n, "key": "", "colour": "#000000"} for n in ("a/b", "c")]}, "a/b"),
    ],
)
def test_a_project_of_classes_that_can_not_be_is_refused(tmp_path: Path, change: dict[str, object], word: str) -> None:
    create_project(tmp_path, attributes=FRUIT)
    file = tmp_path / "project.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), encoding="utf-8")
    with pytest.raises(StationError, match=word):
        open_project(tmp_path)


def test_keys_run_out_and_classes_do_not(tmp_path: Path) -> None:
    """Fruits-360 has 131 classes; letters and digits are 36, of which labelling itself takes three."""
    names = tuple(f"Apple {n:03}" for n in range(131))
    classes = classes_named(names, colours=class_colours(names))
    keys = [a.key for a in classes if a.key]
    assert len(keys) == len(set(keys)) == 36 - len(LABELLING_KEYS)
    assert not set(keys) & LABELLING_KEYS
    assert classes.attributes[0].key == "a"
    create_project(tmp_path, attributes=classes)
    assert open_project(tmp_path).attributes == classes


def test_as_many_classes_as_are_allowed_open_again(tmp_path: Path) -> None:
    names = tuple(f"c{n}" for n in range(MOST_CLASSES))
    create_project(tmp_path, attributes=classes_named(names, colours=class_colours(names)))
    assert len(open_project(tmp_path).attributes) == MOST_CLASSES


def test_attributes_names_stay_single_words() -> None:
    AttributeSet((Attribute("Äpfel, rot", "", (0, 0, 0)), Attribute("b", "", (0, 0, 0))), "classes")
    with pytest.raises(ValueError, match="one word"):
        AttributeSet((Attribute("Äpfel, rot", "ä", (0, 0, 0)),))


@pytest.mark.parametrize(("values", "found"), [((False, False, False), 0), ((True, False, True), 2)])
def test_a_row_of_none_or_several_classes_is_refused_by_its_name(values: tuple[bool, ...], found: int) -> None:
    rows = (LabelRow("a_1.png", (True, False, False)), LabelRow("b_2.png", values))
    data = table_bytes(Table(FRUIT.names, rows))
    with pytest.raises(StationError, match=rf"train\.csv.*one class.*b_2\.png, found {found}"):
        parse_table(data, path=WHERE, attributes=FRUIT)
    assert parse_table(data, path=WHERE, attributes=AttributeSet(FRUIT.attributes)).rows == rows


def test_a_table_of_classes_with_commas_is_read_as_it_was_written() -> None:
    names = ("Äpfel, rot", 'so "genannte" Birnen'.replace('"', "'"), "=1+1", "トマト")
    classes = classes_named(names, colours=class_colours(names))
    rows = tuple(LabelRow(f"p_{n}.png", tuple(n == at for at in range(4))) for n in range(4))
    data = table_bytes(Table(names, rows))
    assert parse_table(data, path=WHERE, attributes=classes).rows == rows
    header = next(csv.reader(io.StringIO(data.decode("utf-8"))))
    assert not any(cell.startswith("=") for cell in header)


probabilities = st.lists(st.floats(0, 1, exclude_min=True), min_size=3, max_size=3).map(
    lambda parts: tuple(part / sum(parts) for part in parts)
)


@settings(max_examples=500, deadline=None)
@given(
    probabilities,
    st.tuples(*[st.floats(0.02, 0.98)] * 3),
    st.floats(0, 0.9),
    st.sampled_from((None, math.nan, math.inf, -0.1)),
    st.booleans(),
)
def test_there_is_no_false_name(
    values: tuple[float, ...], thresholds: tuple[float, ...], band: float, broken: float | None, late: bool
) -> None:
    """A class is named only where it is the likeliest, at its threshold, outside its band, and every figure is sound."""
    rule = Rule(dict(zip(FRUIT.names, thresholds, strict=True)), band=band)
    answer = dict(zip(FRUIT.names, values, strict=True))
    name = recognised(answer, classes=FRUIT, rule=rule)
    if name is not None:
        assert answer[name] == max(values)
        assert answer[name] >= rule.thresholds[name]
        assert answer[name] >= rule.unsure(name)[1]
    verdict = judge(answer, attributes=FRUIT, rule=rule, late=late)
    assert verdict is (Verdict.NAMED if name is not None and not late else Verdict.NO_RESULT)
    for hidden in FRUIT.names:
        assert recognised({**answer, hidden: broken}, classes=FRUIT, rule=rule) is None  # type: ignore[dict-item]


def test_a_class_that_came_as_a_folder_takes_no_key_that_another_has_in_capitals(tmp_path: Path) -> None:
    for name in ("Apfel", "Orange", "Zitrone"):
        (tmp_path / "pics" / name).mkdir(parents=True)
        (tmp_path / "pics" / name / "1.png").write_bytes(b"picture")
    classes = classes_named(("Apfel", "Orange"), colours=class_colours(("Apfel", "Orange")))
    apple, orange = classes
    save_project(Project(tmp_path, replace(classes, attributes=(replace(apple, key="Z"), orange))))
    assert [a.key for a in open_project(tmp_path).attributes] == ["Z", "o", ""]
