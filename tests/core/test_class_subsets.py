"""How a classes project is divided: folders of subsets hold, each class gets its shares, things stay together."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.class_subsets import divide_classes, folder_pictures
from station.core.errors import StationError
from station.core.labelled_picture import LabelledPicture, clip_and_number
from station.core.project import Project, create_project, open_project
from station.core.subset import SUBSETS, Subset
from station.core.subsets import (
    divide,
    is_divided,
    leakage,
    merge,
    read_subset,
    split_by_frame,
    subset_source,
    write_subsets,
)


def picture(name: str, *, at: int, count: int = 3) -> LabelledPicture:
    label = name.rpartition("/")[0]
    stem, number = clip_and_number(name.rpartition("/")[2])
    return LabelledPicture(Path(name), name, f"{label}/{stem}", number, tuple(index == at for index in range(count)))


def of_class(at: int, *, things: int, each: int) -> list[LabelledPicture]:
    return [picture(f"c{at}/t{thing}_{n:03}.png", at=at) for thing in range(things) for n in range(each)]


def lab(folder: Path, names: dict[str, int]) -> Project:
    for label, count in names.items():
        (folder / "pics" / label).mkdir(parents=True)
        for n in range(count):
            (folder / "pics" / label / f"thing_{n}.png").write_bytes(b"picture")
    return open_project(folder)


def names_of(pictures: list[LabelledPicture]) -> set[str]:
    return {p.name for p in pictures}


def test_pictures_in_subset_folders_stay_in_theirs(tmp_path: Path) -> None:
    project = lab(tmp_path, {"train/a": 3, "train/b": 3, "valid/a": 1, "valid/b": 1, "test/a": 2, "test/b": 2})
    assert is_divided(project)
    for how in ("clip", "frame"):
        split = divide(project, merge(project)[0], how=how, seed=5)
        assert {subset: len(split.of(subset)) for subset in SUBSETS} == {"train": 6, "valid": 2, "test": 4}
        assert all(p.name.startswith(f"{subset}/") for subset in SUBSETS for p in split.of(subset))
    write_subsets(project, split=split)
    assert not list(tmp_path.glob("*.csv"))
    assert [p.values for p in read_subset(project, subset="valid")[0]] == [(True, False), (False, True)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(5, 120), min_size=3, max_size=3), st.integers(0, 2**32))
def test_by_picture_each_class_has_60_20_and_20_per_cent(counts: list[int], seed: int) -> None:
    pictures = [p for at, count in enumerate(counts) for p in of_class(at, things=1, each=count)]
    parts = divide_classes(pictures, seed=seed, by_clip=False)
    for at, count in enumerate(counts):
        sizes = [sum(p.values[at] for p in parts[subset]) for subset in SUBSETS]
        assert sizes == [60 * count // 100, 80 * count // 100 - 60 * count // 100, count - 80 * count // 100]
    assert names_of([p for part in parts.values() for p in part]) == names_of(pictures)
    assert parts == divide_classes(reversed(pictures), seed=seed, by_clip=False)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(3, 12), st.integers(1, 20)), min_size=2, max_size=3), st.integers(0, 2**32))
def test_by_clip_no_thing_of_a_class_is_in_two_subsets(classes: list[tuple[int, int]], seed: int) -> None:
    pictures = [p for at, (things, each) in enumerate(classes) for p in of_class(at, things=things, each=each)]
    parts = divide_classes(pictures, seed=seed, by_clip=True)
    seen = Counter(clip for part in parts.values() for clip in {p.clip for p in part})
    assert set(seen.values()) == {1}
    assert sum(map(len, parts.values())) == len(pictures)
    for at in range(len(classes)):
        assert all(any(p.values[at] for p in parts[subset]) for subset in SUBSETS)
    assert parts == divide_classes(pictures[::-1], seed=seed, by_clip=True)


def test_the_same_name_in_two_classes_is_not_the_same_thing() -> None:
    pictures = [picture(f"{label}/x_{n}.png", at=at) for at, label in enumerate("abc") for n in range(10)]
    assert len({p.clip for p in pictures}) == 3


def test_a_class_of_one_thing_is_cut_in_the_order_of_its_pictures() -> None:
    """It turns before the camera: only the pictures at a cut have a near copy on the other side."""
    pictures = [picture(f"a/turning_{n}.png", at=0) for n in range(50)]
    parts = divide_classes(pictures, seed=9, by_clip=True)
    assert [p.number for p in parts["train"]] == list(range(30))
    assert [p.number for p in parts["valid"]] == list(range(30, 40))
    assert [p.number for p in parts["test"]] == list(range(40, 50))


@pytest.mark.parametrize("by_clip", [True, False])
def test_of_a_class_with_hardly_a_picture_the_first_is_trained_on(by_clip: bool) -> None:
    for count, sizes in {1: [1, 0, 0], 2: [1, 0, 1], 3: [1, 1, 1]}.items():
        parts = divide_classes([picture(f"a/x_{n}.png", at=0) for n in range(count)], seed=0, by_clip=by_clip)
        assert [len(parts[subset]) for subset in SUBSETS] == sizes


def test_another_seed_is_another_split() -> None:
    pictures = of_class(0, things=20, each=3) + of_class(1, things=20, each=3)
    for by_clip in (True, False):
        one, other = (divide_classes(pictures, seed=seed, by_clip=by_clip) for seed in (1, 2))
        assert names_of(one["test"]) != names_of(other["test"])


def test_bare_class_folders_are_split_into_tables_and_read_back(tmp_path: Path) -> None:
    project = lab(tmp_path, {"Äpfel, rot": 20, "b": 10})
    assert not is_divided(project)
    split = divide(project, merge(project)[0], how="clip", seed=0)
    write_subsets(project, split=split)
    assert is_divided(project)
    sizes: dict[Subset, Counter[tuple[bool, ...]]] = {
        subset: Counter(p.values for p in read_subset(project, subset=subset)[0]) for subset in SUBSETS
    }
    assert project.attributes.names == ("b", "Äpfel, rot")
    assert [sizes[subset][True, False] for subset in SUBSETS] == [6, 2, 2]
    assert [sizes[subset][False, True] for subset in SUBSETS] == [12, 4, 4]
    assert leakage(split).frames == 6
    before = subset_source(project, subset="train")
    assert before[0] == "train.csv"
    assert len(read_subset(project, subset="all")[0]) == 30


def test_a_subset_is_another_once_a_picture_came_into_its_folder(tmp_path: Path) -> None:
    project = lab(tmp_path, {"train/a": 2, "train/b": 2, "valid/a": 1, "valid/b": 1, "test/a": 1, "test/b": 1})
    file, before = subset_source(project, subset="train")
    assert file == "pics/train"
    assert subset_source(project, subset="train") == (file, before)
    (project.pics / "train" / "a" / "new.png").write_bytes(b"picture")
    assert subset_source(project, subset="train")[1] != before
    assert len(read_subset(project, subset="train")[0]) == 5


def test_a_picture_of_a_folder_that_is_no_class_here_is_left_out(tmp_path: Path) -> None:
    project = lab(tmp_path, {"a": 2, "b": 2})
    (tmp_path / "pics" / "later").mkdir()
    (tmp_path / "pics" / "later" / "1.png").write_bytes(b"picture")
    assert {p.name.partition("/")[0] for p in folder_pictures(project)} == {"a", "b"}


def test_a_project_of_attributes_has_no_folder_pictures(tmp_path: Path) -> None:
    project = create_project(tmp_path / "lab")
    (project.pics / "a").mkdir()
    (project.pics / "a" / "1.png").write_bytes(b"picture")
    assert folder_pictures(project) == []


def test_attributes_are_divided_as_ever(tmp_path: Path) -> None:
    project = create_project(tmp_path / "lab")
    pictures = [
        LabelledPicture(Path(f"c_{n}.png"), f"c_{n}.png", "c", n, (True, False, False, n % 2 == 0)) for n in range(40)
    ]
    assert divide(project, pictures, how="frame", seed=3) == split_by_frame(pictures, seed=3)
    with pytest.raises(Exception, match="at least 3 labelled clips"):
        divide(project, pictures, how="clip", seed=3)


def test_a_table_that_contradicts_a_class_folder_is_refused_and_one_that_repeats_it_counts_once(tmp_path: Path) -> None:
    project = lab(tmp_path, {"a": 2, "b": 2})
    table = project.label_table("x")
    table.write_text(",name,a,b\n0,a/thing_0.png,True,False\n", encoding="utf-8")
    assert [p.name for p in merge(project)[0]] == ["a/thing_0.png", "a/thing_1.png", "b/thing_0.png", "b/thing_1.png"]
    table.write_text(",name,a,b\n0,a/thing_0.png,False,True\n", encoding="utf-8")
    with pytest.raises(StationError, match=r"one class for a/thing_0\.png, found two"):
        merge(project)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["thing?.png", "x,-y.png", "aux.png"])
def test_a_picture_that_no_table_can_name_is_told_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    project = lab(tmp_path, {"a": 3, "b": 3})
    (tmp_path / "pics" / "a" / name).write_bytes(b"picture")
    split = divide(project, merge(project)[0], how="clip", seed=0)
    with pytest.raises(StationError, match=f"{re.escape(name)}: expected .*; rename it"):
        write_subsets(project, split=split)
    assert not list(tmp_path.glob("*.csv"))
