"""Truth files say where the faults are; which of them count is the mission's rule; a damaged one is named, with its place."""

import json
from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.project import create_project
from station.core.truth import Fault, check_boxes, kinds_of, parse_truth, read_truth, value_of

ERROR = Fault("error", (1, 2, 3, 4), 1.0)
BREAK = Fault("break", (1, 2, 3, 4), 0.5)
FAINT = Fault("break", (1, 2, 3, 4), 0.4999)
STAIN = Fault("stain", (1, 2, 3, 4), 1.0)


@pytest.mark.parametrize(
    ("faults", "good", "error", "break_"),
    [
        ((), True, False, False),
        ((ERROR,), False, True, False),
        ((BREAK,), False, False, True),
        ((FAINT,), None, False, None),
        ((ERROR, FAINT), False, True, None),
        ((BREAK, FAINT), False, False, True),
        ((STAIN,), True, False, False),
    ],
)
def test_an_attribute_is_true_where_half_of_its_fault_is_seen_and_less_takes_no_side(
    faults: tuple[Fault, ...], good: bool | None, error: bool | None, break_: bool | None
) -> None:
    assert [value_of(name, faults) for name in ("good", "error", "break")] == [good, error, break_]


def test_good_is_explained_by_errors_and_breaks() -> None:
    assert kinds_of("good") == ("error", "break")
    assert kinds_of("scratch") == ("scratch",)


def test_truth_is_found_by_the_picture_name_and_clips_without_a_file_are_named(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    entry = {"kind": "hole", "box": [0, 1.5, 2, 3], "seen": 0.25, "depth_mm": 2}
    (project.truth / "a.json").write_text(json.dumps({"a_0.png": [entry], "a_1.png": []}), encoding="utf-8-sig")
    (project.truth / "strips").mkdir()
    truth = read_truth(project, clips=["b", "a", "b"])
    assert truth.missing == ("b",)
    assert truth.of("a_0.png", clip="a") == truth.of("sub/a_0.png", clip="a") == (Fault("hole", (0, 1.5, 2, 3), 0.25),)
    assert truth.of("a_1.png", clip="a") == ()
    assert truth.of("a_2.png", clip="a") is None
    assert truth.of("b_0.png", clip="b") is None
    assert truth.kinds == {"hole"}


def test_a_project_without_truth_files_is_told_who_has_them(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    for clip in ("a", "too long a name for any file system " * 10):
        with pytest.raises(StationError, match="rendered lab"):
            read_truth(project, clips=[clip])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no truth file"),
        ('{"a": ' + "[" * 100_000, "no truth file"),
        ("{", "no truth file"),
        ("[]", "no truth file"),
        ('"\xff', "no truth file"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, 3], "seen": 1}]}', r"a_0\.png.*length 4.*\[0\]\.box"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, "x", 4], "seen": 1}]}', r"a_0\.png.*\.box\[2\]"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, NaN, 4], "seen": 1}]}', r"t\.json"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, 1e999, 4], "seen": 1}]}', r"a_0\.png"),
        ('{"a_0.png": [{"kind": "error", "box": [3, 2, 1, 4], "seen": 1}]}', r"a_0\.png: fault 0.*\[3\.0, 2\.0"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 4, 3, 2], "seen": 1}]}', r"a_0\.png: fault 0"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, 3, 4], "seen": 1.01}]}', r"a_0\.png: fault 0.*seen from 0 to 1"),
        ('{"a_0.png": [{"kind": "error", "box": [1, 2, 3, 4], "seen": -0.1}]}', "seen from 0 to 1"),
        ('{"a_0.png": [{"box": [1, 2, 3, 4], "seen": 1}]}', r"a_0\.png.*kind"),
        ('{"a_0.png": [{"kind": 3, "box": [1, 2, 3, 4], "seen": 1}]}', r"a_0\.png.*kind"),
        ('{"ok.png": [], "a_0.png": {}}', r"a_0\.png"),
    ],
)
def test_a_damaged_truth_file_is_named_with_the_place(content: str, said: str) -> None:
    with pytest.raises(StationError, match=said) as raised:
        parse_truth(content.encode("latin-1"), file="t.json")
    assert str(raised.value).startswith("t.json")


def test_a_box_beyond_its_picture_is_of_another_scale_and_refused() -> None:
    fault = Fault("error", (0, 0, 641, 480), 1.0)
    check_boxes((fault,), size=(640, 480), place="x")
    with pytest.raises(StationError, match=r"x: fault 1: .*320 x 240"):
        check_boxes((ERROR, fault), size=(320, 240), place="x")
    with pytest.raises(StationError):
        check_boxes((Fault("error", (-5, 0, 1, 1), 1.0),), size=(320, 240), place="x")
