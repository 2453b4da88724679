"""Tests of where explanations are written."""

from pathlib import Path

from station.cli.judging import explained_names


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
