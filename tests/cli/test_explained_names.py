"""Tests of where explanations are written."""

import io
from pathlib import Path

import numpy as np
import pytest

from station.cli.judging import explained_names, maps_bytes
from station.core.errors import StationError
from station.core.project import create_project
from tests.cli.conftest import Run
from tests.model.test_runs import make_run


def test_pictures_of_one_name_do_not_overwrite_each_other() -> None:
    pics, out = Path("lab/pics"), Path("out")
    paths = [
        pics / "strip_1.png",
        pics / "test/Apfel/001.jpg",
        pics / "test/Tomate/001.jpg",
        Path("elsewhere/strip_1.jpg"),
        Path("elsewhere/STRIP_1.png"),
    ]
    names = explained_names(paths, pics=pics, out=out)
    assert [name.as_posix() for name in names.values()] == [
        "out/strip_1",
        "out/test/Apfel/001",
        "out/test/Tomate/001",
        "out/strip_1-2",
        "out/STRIP_1-3",
    ]


def test_a_picture_beside_the_project_is_explained_in_the_folder_and_not_beside_it() -> None:
    pics, out = Path("lab/pics"), Path("lab/out")
    (target,) = explained_names([pics / "../photo.png"], pics=pics, out=out).values()
    assert target == out / "photo"


def test_pictures_are_not_written_over_by_what_explains_them() -> None:
    pics = Path("lab/pics")
    for path, out in ((pics / "strip_1.png", pics), (Path("elsewhere/a.png"), Path("other/../elsewhere"))):
        with pytest.raises(StationError, match="holds the pictures themselves"):
            explained_names([path], pics=pics, out=out)


def test_heat_maps_are_written_whatever_their_classes_are_called() -> None:
    maps = {name: np.full((2, 3), at, np.float32) for at, name in enumerate(("file", "allow_pickle", "Äpfel, rot"))}
    with np.load(io.BytesIO(maps_bytes(maps)), allow_pickle=False) as read:
        assert set(read.files) == set(maps)
        assert all(np.array_equal(read[name], heat) and read[name].dtype == np.float32 for name, heat in maps.items())


def test_a_name_too_long_for_the_disk_is_no_picture(run: Run, tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    make_run(project.models / "r")
    code, _, err = run("explain", project.folder, "x" * 300 + ".png")
    assert code == 2
    assert "expected a picture in" in err
