"""Class folders: three layouts are found by themselves, whatever the classes are called, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest

from station.core.attributes import MOST_CLASSES
from station.core.class_folders import (
    ClassFolders,
    FolderPicture,
    find_class_folders,
    pictures_in_folders,
    subset_of_name,
)
from station.core.errors import StationError
from station.core.project import NoProject, open_project, save_project

ODD_NAMES = ("Äpfel, rot", "apple", "Blut Orange (süß)", "トマト", "0815", "a.b")
"""With umlauts, spaces, commas, other scripts, digits alone and dots."""


def put(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")
    return folder


def names(root: Path) -> list[tuple[str, str, str | None]]:
    return [(p.name, p.label, p.subset) for p in pictures_in_folders(root)]


def test_the_labs_layout_has_its_subsets_in_folders(tmp_path: Path) -> None:
    put(
        tmp_path,
        "pics/train/Orange/1.jpg",
        "pics/train/Apfel/2.JPG",
        "pics/valid/Apfel/3.png",
        "pics/test/Tomate/4.jpeg",
    )
    assert find_class_folders(tmp_path) == ClassFolders(tmp_path / "pics", ("Apfel", "Orange", "Tomate"))
    assert names(tmp_path / "pics") == [
        ("train/Apfel/2.JPG", "Apfel", "train"),
        ("train/Orange/1.jpg", "Orange", "train"),
        ("valid/Apfel/3.png", "Apfel", "valid"),
        ("test/Tomate/4.jpeg", "Tomate", "test"),
    ]
    project = open_project(tmp_path)
    assert (project.kind, project.pictures, project.attributes.names) == (
        "classes",
        "pics",
        ("Apfel", "Orange", "Tomate"),
    )


def test_class_folders_in_pics_are_for_the_station_to_split(tmp_path: Path) -> None:
    put(tmp_path, "pics/b/1.png", "pics/a/1.png", "videos/clip.mp4")
    assert find_class_folders(tmp_path) == ClassFolders(tmp_path / "pics", ("a", "b"))
    assert names(tmp_path / "pics") == [("a/1.png", "a", None), ("b/1.png", "b", None)]


@pytest.mark.parametrize("subset", ["", "train/"])
def test_class_folders_may_lie_in_the_projects_own_folder(tmp_path: Path, subset: str) -> None:
    put(tmp_path, f"{subset}b/1.png", f"{subset}a/1.png", "models/run/picture.png", "snapshots/1.png")
    assert find_class_folders(tmp_path) == ClassFolders(tmp_path, ("a", "b"))
    project = open_project(tmp_path)
    assert (project.kind, project.pictures, project.pics) == ("classes", ".", tmp_path)


def test_hidden_files_and_folders_and_what_is_no_picture_are_no_classes(tmp_path: Path) -> None:
    put(
        tmp_path,
        *("pics/a/1.png", "pics/a/.DS_Store", "pics/a/._1.png", "pics/a/Thumbs.db", "pics/a/deeper/1.png"),
        *("pics/b/1.png", "pics/.git/1.png", "pics/notes/readme.txt", "pics/empty/.keep"),
    )
    (tmp_path / "pics" / "a" / "folder.png").mkdir()
    assert find_class_folders(tmp_path) == ClassFolders(tmp_path / "pics", ("a", "b"))
    assert names(tmp_path / "pics") == [("a/1.png", "a", None), ("b/1.png", "b", None)]


def test_one_class_alone_tells_nothing_apart(tmp_path: Path) -> None:
    put(tmp_path, "only/1.png", "only/2.png")
    assert find_class_folders(tmp_path) is None
    with pytest.raises(NoProject, match="one folder of pictures a class"):
        open_project(tmp_path)


def test_a_seam_lab_stays_a_seam_lab(tmp_path: Path) -> None:
    """Folders beside `videos/` or `pics/` are somebody's own, not classes."""
    put(tmp_path, "videos/clip.mp4", "pics/clip_0.png", "old/1.png", "holiday/1.png")
    assert find_class_folders(tmp_path) is None
    assert open_project(tmp_path).kind == "attributes"


def test_classes_may_be_called_anything_a_folder_is(tmp_path: Path) -> None:
    put(tmp_path, *(f"pics/{name}/1.png" for name in ODD_NAMES))
    project = open_project(tmp_path)
    assert project.attributes.names == tuple(sorted(ODD_NAMES, key=str.casefold))
    assert {p.label for p in pictures_in_folders(project.pics)} == set(ODD_NAMES)
    save_project(project)
    assert open_project(tmp_path) == project


def test_a_class_that_no_table_could_carry_is_refused_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "pics/name/1.png", "pics/other/1.png")
    with pytest.raises(StationError, match="'name'"):
        open_project(tmp_path)


def test_a_new_folder_is_a_new_class_and_what_project_json_says_of_the_others_stays(tmp_path: Path) -> None:
    put(tmp_path, "pics/apple/1.png", "pics/pear/1.png")
    save_project(open_project(tmp_path))
    file = tmp_path / "project.json"
    content = json.loads(file.read_text("utf-8"))
    content["attributes"][0] |= {"key": "x", "colour": "#010203", "expected": True}
    file.write_text(json.dumps(content), encoding="utf-8")
    put(tmp_path, "pics/Quince/1.png", "pics/apricot/1.png")
    project = open_project(tmp_path)
    assert project.attributes.names == ("apple", "pear", "apricot", "Quince")
    apple = project.attributes["apple"]
    assert (apple.key, apple.colour, apple.expected) == ("x", (3, 2, 1), True)
    keys = [a.key for a in project.attributes if a.key]
    assert len(keys) == len(set(keys))
    save_project(project)
    assert open_project(tmp_path) == project


def test_a_class_keeps_its_place_when_its_folder_is_gone(tmp_path: Path) -> None:
    """A run has an output for each class: one that disappeared must not shift the others."""
    put(tmp_path, "pics/a/1.png", "pics/b/1.png", "pics/c/1.png")
    save_project(open_project(tmp_path))
    (tmp_path / "pics" / "a" / "1.png").unlink()
    (tmp_path / "pics" / "a").rmdir()
    assert open_project(tmp_path).attributes.names == ("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "subset"),
    [
        ("train/a/1.png", "train"),
        ("a/1.png", None),
        ("train/1.png", None),
        ("1.png", None),
        ("a/train/1.png", None),
        ("test/Äpfel, rot/x y.png", "test"),
    ],
)
def test_a_name_says_its_subset(name: str, subset: str | None) -> None:
    assert subset_of_name(name) == subset


def test_pictures_come_sorted_whatever_the_disk_says(tmp_path: Path) -> None:
    put(tmp_path, "b/2.png", "a/9.png", "b/10.png", "a/1.png")
    assert list(pictures_in_folders(tmp_path)) == [
        FolderPicture("a/1.png", "a", None),
        FolderPicture("a/9.png", "a", None),
        FolderPicture("b/10.png", "b", None),
        FolderPicture("b/2.png", "b", None),
    ]


@pytest.mark.parametrize("name", ["CON", "nul", "com1.x", "name", "b."])
def test_a_folder_that_can_be_no_class_is_named_whether_the_project_is_known_or_not(tmp_path: Path, name: str) -> None:
    save_project(open_project(put(tmp_path / "known", "pics/a/1.png", "pics/b/1.png")))
    for folder in ("known", "new"):
        put(tmp_path / folder, "pics/a/1.png", f"pics/{name}/1.png")
        with pytest.raises(StationError, match=f"pics: .*{name}"):
            open_project(tmp_path / folder)


def test_more_folders_than_a_project_has_classes_are_refused(tmp_path: Path) -> None:
    put(tmp_path, *(f"{at}/1.png" for at in range(MOST_CLASSES + 1)))
    with pytest.raises(StationError, match=f"at most {MOST_CLASSES} classes. Received: {MOST_CLASSES + 1}"):
        open_project(tmp_path)


def test_within_a_subset_every_folder_is_a_class(tmp_path: Path) -> None:
    put(tmp_path, "pics/train/models/1.png", "pics/train/test/1.png", "pics/test/models/1.png")
    project = open_project(tmp_path)
    assert project.attributes.names == ("models", "test")
    assert names(project.pics) == [
        ("train/models/1.png", "models", "train"),
        ("train/test/1.png", "test", "train"),
        ("test/models/1.png", "models", "test"),
    ]


def test_a_folder_that_can_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/1.png", "b/1.png")

    def refuse(place: Path) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr("station.core.class_folders.os.scandir", refuse)
    with pytest.raises(StationError, match=r"could not be read \(Permission denied\)"):
        open_project(tmp_path)
