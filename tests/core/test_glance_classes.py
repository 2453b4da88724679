"""A project of classes at a glance: pictures by class, and subsets that are folders."""

from pathlib import Path

import numpy as np
import pytest

from station.core.glance import glance
from station.core.images import encode_png
from station.core.project import open_project
from station.core.subsets import divide, merge, write_subsets

PNG = encode_png(np.zeros((8, 8, 3), np.uint8))


def sorted_into(folder: Path, *places: str, each: int = 2) -> Path:
    for place in places:
        (folder / "pics" / place).mkdir(parents=True)
        for number in range(each):
            (folder / "pics" / place / f"{Path(place).parent.name}{place[-1]}{number}x.png").write_bytes(PNG)
    return folder


def test_subset_folders_need_no_split(tmp_path: Path) -> None:
    places = [f"{subset}/{name}" for subset in ("train", "valid", "test") for name in ("Apfel", "Orange")]
    found = glance(open_project(sorted_into(tmp_path, *places)))
    assert (found.kind, found.pictures, found.true, found.placed) == ("classes", 12, (6, 6), 12)
    assert found.is_placed
    assert found.unsplit == 0
    assert found.split is not None
    assert [part.true for part in found.split.subsets] == [(2, 2)] * 3
    assert found.split.one_sided == ()


def test_a_class_without_a_picture_in_a_subset_is_named_and_a_class_alone_is_not(tmp_path: Path) -> None:
    places = ["train/Apfel", "train/Orange", "valid/Apfel", "valid/Orange", "test/Orange"]
    found = glance(open_project(sorted_into(tmp_path, *places)))
    assert found.split is not None
    assert found.split.one_sided == (("test", "Apfel"),)


def test_pictures_beside_the_subset_folders_are_to_be_split(tmp_path: Path) -> None:
    project = open_project(sorted_into(tmp_path, "train/Apfel", "Orange", each=5))
    found = glance(project)
    assert (found.placed, found.is_placed, found.split) == (5, False, None)
    write_subsets(project, split=divide(project, merge(project)[0], how="clip", seed=0))
    found = glance(project)
    assert found.split is not None
    assert found.unsplit == 0
    assert sum(part.frames for part in found.split.subsets) == 10


@pytest.mark.parametrize("missing", ["valid", "test"])
def test_a_missing_subset_folder_leaves_it_undivided(tmp_path: Path, missing: str) -> None:
    places = [f"{subset}/{n}" for subset in ("train", "valid", "test") for n in ("A", "B") if subset != missing]
    found = glance(open_project(sorted_into(tmp_path, *places)))
    assert found.is_placed
    assert found.split is None
