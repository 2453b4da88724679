"""Subsets: merged from all tables, cut by clip or by frame, the same on every platform."""

import csv
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core import storage
from station.core.clip_split import assign_clips, cost
from station.core.errors import StationError
from station.core.project import Project, create_project
from station.core.subset import SUBSETS
from station.core.subsets import (
    LabelledPicture,
    Split,
    clip_and_number,
    expect_apart,
    figures,
    leakage,
    merge,
    read_subset,
    split_by_clip,
    split_by_frame,
    write_subsets,
)

HEADER = ",name,good,error,break,length\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß 日本")


def picture(name: str, *values: bool) -> LabelledPicture:
    clip, number = clip_and_number(name)
    return LabelledPicture(Path("pics") / name, name, clip, number, values or (True, False))


def clip(name: str, *, frames: int, values: tuple[bool, ...] = (True, False)) -> list[LabelledPicture]:
    return [picture(f"{name}_{number}.png", *values) for number in range(frames)]


def label(project: Project, table: str, rows: dict[str, str], *, missing: Sequence[str] = ()) -> None:
    lines = [f"{index},{name},{values}\n" for index, (name, values) in enumerate(rows.items())]
    (project.pics / table).write_bytes((HEADER + "".join(lines)).encode("utf-8"))
    for name in set(rows) - set(missing):
        (project.pics / name.replace("\\", "/").rpartition("/")[2]).write_bytes(b"png")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clip_12.png", ("clip", 12)),
        ("my_clip__ü_007.png", ("my_clip__ü", 7)),
        ("Naht 日本_0.jpg", ("Naht 日本", 0)),
        ("clip_1.2_3.png", ("clip_1.2", 3)),
        ("clip.png", ("clip", None)),
        ("clip_a.png", ("clip_a", None)),
        ("_3.png", ("_3", None)),
        ("clip_-3.png", ("clip_-3", None)),
        ("clip_٣.png", ("clip_٣", None)),
        ("clip_" + "9" * 5000 + ".png", ("clip_" + "9" * 5000, None)),
        ("sub/clip_3.png", ("sub/clip", 3)),
    ],
)
def test_the_clip_is_what_stands_before_the_last_underscore(name: str, expected: tuple[str, int | None]) -> None:
    assert clip_and_number(name) == expected


def test_all_tables_are_merged_and_missing_pictures_reported(project: Project) -> None:
    label(project, "b_data.csv", {"b_2.png": "1,0,0,1", "b_10.png": "0,1,0,1"})
    label(
        project, "ä_data.csv", {f"ä_{n}.png": "1,0,0,1" for n in range(6)}, missing=[f"ä_{n}.png" for n in range(1, 6)]
    )
    pictures, problems = merge(project)
    assert [p.name for p in pictures] == ["b_10.png", "b_2.png", "ä_0.png"]
    assert pictures[0] == LabelledPicture(project.pics / "b_10.png", "b_10.png", "b", 10, (False, True, False, True))
    assert [(p.table.name, p.names, p.rows) for p in problems] == [
        ("ä_data.csv", ("ä_1.png", "ä_2.png", "ä_3.png", "ä_4.png", "ä_5.png"), 6)
    ]
    assert str(problems[0]).endswith("5 of 6 pictures are missing: ä_1.png, ä_2.png, ä_3.png, ...")


def test_a_label_table_never_leads_out_of_pics(project: Project) -> None:
    outside = project.folder / "secret_1.png"
    outside.write_bytes(b"png")
    label(project, "b_data.csv", {f"{outside}": "1,0,0,1", "C:\\lab\\b_1.png": "1,0,0,1"}, missing=[str(outside)])
    pictures, problems = merge(project)
    assert [p.path for p in pictures] == [project.pics / "b_1.png"]
    assert problems[0].names == (str(outside),)


def test_two_tables_that_contradict_each_other_are_refused_by_both_names(project: Project) -> None:
    label(project, "a_data.csv", {"a_1.png": "1,0,0,1"})
    label(project, "b_data.csv", {"a_1.png": "1,0,0,1"})
    assert len(merge(project)[0]) == 1
    label(project, "b_data.csv", {"a_1.png": "1,1,0,1"})
    with pytest.raises(StationError, match=r"(?s)a_1\.png.*a_data\.csv.*b_data\.csv"):
        merge(project)


@given(st.integers(1, 400), st.integers(0, 2**32))
def test_the_labs_arithmetic(count: int, seed: int) -> None:
    pictures = clip("c", frames=count)
    split = split_by_frame(reversed(pictures), seed=seed)
    valid = 20 * count // 100
    assert len(split.valid) == valid
    assert len(split.test) == valid // 10
    together = [*split.train, *split.valid, *split.test]
    assert sorted(p.name for p in together) == sorted(p.name for p in pictures)
    assert split == split_by_frame(pictures, seed=seed)


def test_a_seed_means_the_same_frames_for_ever() -> None:
    pictures = clip("c", frames=60)
    split = split_by_frame(pictures, seed=5)
    assert [p.number for p in split.test] == [19]
    assert [p.number for p in split.valid] == [37, 52, 35, 15, 16, 12, 26, 3, 54, 43, 4, 32]
    assert split_by_frame(pictures, seed=6).valid != split.valid


CLIPS = st.lists(
    st.tuples(st.integers(1, 30), st.floats(0, 1), st.floats(0, 1)).map(
        lambda c: (c[0], round(c[0] * c[1]), round(c[0] * c[2]))
    ),
    min_size=3,
    max_size=14,
)


def pictures_of(counts: Sequence[tuple[int, ...]]) -> list[LabelledPicture]:
    return [
        picture(f"clip__{at}_{number}.png", number < first, number >= frames - second)
        for at, (frames, first, second) in enumerate(counts)
        for number in range(frames)
    ]


@settings(max_examples=40, deadline=None)
@given(CLIPS, st.integers(0, 1000))
def test_no_clip_is_in_two_subsets_and_none_is_empty(counts: list[tuple[int, ...]], seed: int) -> None:
    pictures = pictures_of(counts)
    split = split_by_clip(reversed(pictures), seed=seed)
    clips = [{p.clip for p in split.of(subset)} for subset in SUBSETS]
    assert all(clips)
    assert sum(map(len, clips)) == len(counts)
    assert sum(len(split.of(subset)) for subset in SUBSETS) == len(pictures)
    assert leakage(split).near == 0
    assert split == split_by_clip(pictures, seed=seed)


def lacking(counts: Sequence[tuple[int, ...]], subsets: Sequence[int]) -> int:
    """How many values of attributes are in no frame of a subset; empty subsets lack everything and more."""
    found = 0
    for subset in range(3):
        members = [c for c, s in zip(counts, subsets, strict=True) if s == subset]
        found += 100 if not members else 0
        for attribute in (1, 2):
            found += all(c[attribute] == 0 for c in members)
            found += all(c[attribute] == c[0] for c in members)
    return found


@settings(max_examples=25, deadline=None)
@given(CLIPS.filter(lambda counts: len(counts) <= 6), st.integers(0, 9))
def test_both_values_are_wherever_the_clips_allow(counts: list[tuple[int, ...]], seed: int) -> None:
    possible = min(lacking(counts, subsets) for subsets in itertools.product(range(3), repeat=len(counts)))
    assert lacking(counts, assign_clips(counts, seed=seed)) == possible


@pytest.mark.parametrize("seed", range(5))
def test_rare_faults_of_many_clips_are_in_every_subset(seed: int) -> None:
    generator = np.random.PCG64(7)
    sizes = [int(n % 60) + 5 for n in generator.random_raw(300)]
    counts = [(size, size - 3 if at % 2 else 0, 2 if at in (3, 77, 200) else 0) for at, size in enumerate(sizes)]
    subsets = assign_clips(counts, seed=seed)
    assert lacking(counts, subsets) == 0
    assert sorted(subsets[at] for at in (3, 77, 200)) == [0, 1, 2]
    frames = Counter[int]()
    true = Counter[int]()
    for (size, first, _), subset in zip(counts, subsets, strict=True):
        frames[subset] += size
        true[subset] += first
    assert [frames[s] / sum(sizes) for s in range(3)] == pytest.approx([0.6, 0.2, 0.2], abs=0.01)
    rate = sum(c[1] for c in counts) / sum(sizes)
    assert [true[s] / frames[s] for s in range(3)] == pytest.approx([rate] * 3, abs=0.01)


def test_a_value_in_two_clips_goes_to_train_and_test() -> None:
    counts = [(20, 10, 5), (20, 10, 5), *[(20, 10, 0)] * 4]
    assert {assign_clips(counts, seed=1)[at] for at in (0, 1)} == {0, 2}


def test_the_cost_is_the_stated_one() -> None:
    sums = np.array([[60, 30], [20, 0], [20, 10]], dtype=np.int64)
    total = np.array([100, 40], dtype=np.int64)
    assert int(cost(sums, total=total)) == 100_000 + 400_000 + 100_000 + 10_000_000


def test_fewer_than_three_clips_are_refused_with_the_way_out() -> None:
    with pytest.raises(StationError, match=r"at least 3 .* there are 2 \(a, b\).*--by frame"):
        split_by_clip([*clip("a", frames=9), *clip("b", frames=9)], seed=0)
    for split in (split_by_clip, split_by_frame):
        with pytest.raises(StationError, match="no labelled pictures"):
            split([], seed=0)


def full(project: Project, *, clips: int = 5, frames: int = 12) -> None:
    for at in range(clips):
        rows = {f"Naht_ü_{at}_{n}.png": f"{n % 2},{int(n > 8)},{int(n < 3)},{at % 2}" for n in range(frames)}
        label(project, f"Naht_ü_{at}_data.csv", rows)


def test_subsets_are_written_and_read_back(project: Project) -> None:
    full(project)
    split = split_by_clip(merge(project)[0], seed=3)
    write_subsets(project, split=split)
    for subset in SUBSETS:
        assert read_subset(project, subset=subset) == (list(split.of(subset)), [])
    with project.subset_table("test").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["", "name", "good", "error", "break", "length"]
    assert rows[1][:2] == ["0", split.test[0].name]
    assert read_subset(project, subset="all") == merge(project)


def test_the_same_seed_gives_the_same_bytes(project: Project) -> None:
    full(project)

    def written(seed: int) -> list[bytes]:
        for split in (split_by_clip, split_by_frame):
            write_subsets(project, split=split(merge(project)[0], seed=seed))
        return [project.subset_table(subset).read_bytes() for subset in SUBSETS]

    first = written(3)
    for table in project.label_tables():
        table.rename(table.with_name(f"x{table.name}"))
    assert written(3) == first
    assert written(4) != first


def test_full_paths_of_the_lab_are_followed_in_subsets_only_to_pictures_that_exist(project: Project) -> None:
    outside = project.folder.parent / "lab ü" / "old_7.png"
    outside.parent.mkdir()
    outside.write_bytes(b"png")
    (project.pics / "c_1.png").write_bytes(b"png")
    table = project.subset_table("train")
    table.write_text(f"{HEADER}0,{outside},1,0,0,1\n1,C:\\lab\\pics\\c_1.png,0,0,0,1\n", encoding="utf-8")
    (far, near), _ = read_subset(project, subset="train")
    assert (far.path, far.clip, far.number) == (outside, "old", 7)
    assert (near.path, near.name) == (project.pics / "c_1.png", "c_1.png")
    assert read_subset(project, subset="all")[0] == sorted([far, near], key=lambda p: p.name)
    with pytest.raises(StationError, match=r"old_7\.png.*copy it"):
        write_subsets(project, split=Split("frame", 0, (far,), (), ()))
    outside.unlink()
    kept, problems = read_subset(project, subset="train")
    assert kept == [near]
    assert [str(problem) for problem in problems] == [
        f"{project.subset_table('train')}: 1 of 2 pictures are missing: {outside.as_posix()}"
    ]


def test_a_subset_that_was_never_split_is_refused(project: Project) -> None:
    with pytest.raises(StationError, match=r"valid subset in .*valid\.csv, which does not exist"):
        read_subset(project, subset="valid")


@pytest.mark.parametrize("failing", range(6))
def test_a_failed_write_leaves_the_last_split_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    full(project)
    pictures = merge(project)[0]
    write_subsets(project, split=split_by_clip(pictures, seed=1))
    before = [project.subset_table(subset).read_bytes() for subset in SUBSETS]
    calls = itertools.count()
    sync = storage.os.fsync

    def fsync(descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(storage.os, "fsync", fsync)
    with pytest.raises(StationError, match="No space left"):
        write_subsets(project, split=split_by_frame(pictures, seed=2))
    assert [project.subset_table(subset).read_bytes() for subset in SUBSETS] == before


def test_labels_that_stand_in_the_subsets_alone_are_not_overwritten_by_a_split(project: Project) -> None:
    label(project, "new_data.csv", {f"{clip}_0.png": "True,False,False,False" for clip in ("x", "y", "z")})
    label(project, "../train.csv", {f"{clip}_0.png": "True,False,False,True" for clip in ("a", "b")})
    with pytest.raises(
        StationError, match=r"train\.csv has 2 labels that are in no table.*copy it there as train_data\.csv"
    ):
        write_subsets(project, split=split_by_clip(merge(project)[0], seed=0))
    assert len(read_subset(project, subset="train")[0]) == 2
    (project.pics / "train_data.csv").write_bytes(project.subset_table("train").read_bytes())
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=0))
    assert sum(len(read_subset(project, subset=subset)[0]) for subset in SUBSETS) == 5


def test_a_label_that_was_taken_out_of_its_clips_table_is_taken_out_of_the_subsets(project: Project) -> None:
    rows = {f"{clip}_{number}.png": "True,False,False,True" for clip in ("x", "y", "z") for number in (0, 1)}
    for clip in ("x", "y", "z"):
        label(project, f"{clip}_data.csv", {name: values for name, values in rows.items() if name[0] == clip})
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=0))
    label(project, "x_data.csv", {"x_0.png": rows["x_0.png"]})
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=0))
    assert sum(len(read_subset(project, subset=subset)[0]) for subset in SUBSETS) == 5


def test_leakage_counts_test_frames_with_a_near_training_frame() -> None:
    train = (picture("c_10.png"), picture("c_100.png"), picture("d_50.png"), picture("plain.png"))
    test = tuple(picture(name) for name in ("c_5.png", "c_4.png", "c_15.png", "c_16.png", "d_10.png", "plain.png"))
    found = leakage(Split("frame", 0, train, (), test))
    assert (found.near, found.frames) == (2, 6)
    assert str(found) == "2 of 6 test frames have a training frame of the same clip within 5 frames"


def test_the_figures_of_a_split() -> None:
    train = (picture("c_1.png", True, False), picture("d_1.png", True, True))
    split = Split("frame", 0, train, (picture("c_2.png", False, False), picture("c_3.png", False, True)), ())
    rows = [(f.subset, f.frames, f.share, f.clips, f.true) for f in figures(split)]
    assert rows == [("train", 2, 0.5, 2, (2, 1)), ("valid", 2, 0.5, 1, (0, 1)), ("test", 0, 0.0, 0, ())]


def test_a_picture_in_two_subsets_is_told_and_another_split_mends_it(project: Project) -> None:
    """A kill between the three files of a split leaves some of it and some of the one before."""
    label(project, "one_data.csv", {f"one_{n}.png": "True,False,False,False" for n in range(40)})
    pictures, _ = merge(project)
    first, second = (split_by_frame(pictures, seed=seed) for seed in (1, 2))
    write_subsets(project, split=first)
    expect_apart(project)
    old = project.subset_table("valid").read_bytes()
    write_subsets(project, split=second)
    project.subset_table("valid").write_bytes(old)
    with pytest.raises(StationError, match=r"found one_\d+\.png in train\.csv and in valid\.csv; split"):
        expect_apart(project)
    write_subsets(project, split=second)
    expect_apart(project)
