"""A project at a glance: what is counted, and what a split is caught at."""

from pathlib import Path

import numpy as np
import pytest

from station.core.errors import StationError
from station.core.glance import glance
from station.core.images import encode_png
from station.core.project import Project, create_project
from station.core.subsets import merge, split_by_clip, split_by_frame, write_subsets

PNG = encode_png(np.zeros((8, 8, 3), np.uint8))


def labelled(folder: Path, *, clips: int = 5, frames: int = 6) -> Project:
    """A project whose frames are bad in the second half of each clip."""
    project = create_project(folder)
    for clip in range(clips):
        (project.videos / f"c{clip}.mp4").write_bytes(b"")
        rows = [",name,good,error,break,length"]
        for number in range(frames):
            (project.pics / f"c{clip}_{number}.png").write_bytes(PNG)
            bad = number >= frames // 2
            rows.append(f"{number},c{clip}_{number}.png,{not bad},{bad},{bad},{clip % 2 == 0}")
        (project.pics / f"c{clip}_data.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project


def test_an_empty_project_is_seen_as_empty(tmp_path: Path) -> None:
    seen = glance(create_project(tmp_path / "p"))
    assert (seen.clips, seen.labelled_clips, seen.pictures, seen.split) == (0, 0, 0, None)


def test_clips_pictures_and_balance_are_counted(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p")
    (project.videos / "new.mov").write_bytes(b"")
    (project.videos / "notes.txt").write_bytes(b"")
    seen = glance(project)
    assert (seen.clips, seen.labelled_clips, seen.pictures) == (6, 5, 30)
    assert seen.true == (15, 15, 15, 18)
    assert seen.unsplit == 30


def test_a_split_by_clip_leaks_nothing_and_one_by_frame_is_caught(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p")
    pictures, _ = merge(project)
    write_subsets(project, split=split_by_clip(pictures, seed=1))
    seen = glance(project).split
    assert seen is not None
    assert (seen.how, seen.shared_clips, seen.leakage.near) == ("clip", 0, 0)
    assert sum(part.frames for part in seen.subsets) == 30
    write_subsets(project, split=split_by_frame(pictures, seed=1))
    seen = glance(project).split
    assert seen is not None
    assert seen.how == "frame"
    assert 0 < seen.shared_clips <= 5
    assert seen.leakage.near == seen.leakage.frames


def test_what_changed_since_the_split_is_told(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p")
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=1))
    table = project.label_table("c0")
    table.write_text(table.read_text("utf-8").replace("0,c0_0.png,True", "0,c0_0.png,False"), encoding="utf-8")
    (project.pics / "c9_data.csv").write_text(
        ",name,good,error,break,length\n0,c9_0.png,True,False,False,True\n1,c9_1.png,True,False,False,True\n"
    )
    (project.pics / "c9_0.png").write_bytes(PNG)
    seen = glance(project)
    assert (seen.unsplit, seen.relabelled) == (1, 1)
    assert "c9_1.png" in seen.missing[0]


def test_a_subset_with_one_value_only_is_named(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p", clips=3)
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=1))
    seen = glance(project).split
    assert seen is not None
    assert {name for _, name in seen.one_sided} == {"length"}


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p")
    project.label_table("c0").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StationError, match="c0_data"):
        glance(project)
