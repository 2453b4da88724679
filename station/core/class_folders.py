"""Class folders: pictures sorted into one folder a class, as the fruit lab and most picture collections are.

Three layouts are found: `pics/{train,valid,test}/<class>/`, `pics/<class>/`, and the class folders (or the subsets with
theirs) in the project's folder itself.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypeAlias

from station.core.attributes import LEAST_CLASSES
from station.core.errors import StationError
from station.core.subset import SUBSETS, Subset
from station.core.tables import PICTURE_SUFFIXES

PicturesFolder: TypeAlias = Literal["pics", "."]
"""Where a project's pictures are, relative to its folder."""
PICS: Final = "pics"
OWN_FOLDERS = frozenset({PICS, "videos", "models", "truth", "snapshots", *SUBSETS})
"""Folders of a project, or beside class folders, that are no classes; within a subset's folder every folder is one."""


@dataclass(frozen=True, slots=True)
class ClassFolders:
    """Where the class folders lie, below `root`, and the classes, sorted by name whatever their case."""

    root: Path
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FolderPicture:
    """A picture in a class folder: its name relative to the root, its class, and its subset where the folders say it."""

    name: str
    label: str
    subset: Subset | None


def find_class_folders(folder: Path) -> ClassFolders | None:
    """The class folders of a project's folder; None where there are not at least two classes with pictures.

    Where there is a `pics/` they are looked for in there only; a `videos/` is made by the first clip beside class folders.
    """
    root = folder / PICS if (folder / PICS).is_dir() else folder
    classes = classes_with_pictures(root)
    if len(classes) < LEAST_CLASSES:
        return None
    return ClassFolders(root, tuple(sorted(classes, key=lambda name: (name.casefold(), name))))


def problem_with_new(names: Iterable[str]) -> str:
    """Why classes of these names can't be begun, as a sentence; empty where they can."""
    for name in names:
        if name.casefold() in OWN_FOLDERS:
            return f"a class can't be called {name}: a folder of that name means something else in a project"
    return ""


def classes_with_pictures(root: Path) -> frozenset[str]:
    """The names of the class folders below a root, were it only one."""
    return frozenset(place.name for place in _class_folders(root))


def pictures_in_folders(root: Path) -> Iterator[FolderPicture]:
    """Every picture in a class folder, sorted by class folder and name."""
    for place in _class_folders(root):
        label = place.name
        subset = subset_of_name(place.relative_to(root).as_posix() + "/x")
        for name in sorted(_picture_names(place)):
            yield FolderPicture((place / name).relative_to(root).as_posix(), label, subset)


def subset_of_name(name: str) -> Subset | None:
    """The subset whose folder the picture of this name, relative to the root, lies in; None where it lies in none."""
    first, *others = PurePosixPath(name).parts
    return next((subset for subset in SUBSETS if others[1:] and first == subset), None)


def _class_folders(root: Path) -> list[Path]:
    """Folders with pictures directly below the root or below its subsets."""
    in_subsets = [place for subset in SUBSETS for place in _folders(root / subset, but=frozenset())]
    places = in_subsets + _folders(root, but=OWN_FOLDERS)
    return [place for place in places if next(_picture_names(place), None) is not None]


def _folders(root: Path, *, but: frozenset[str]) -> list[Path]:
    if not root.is_dir():
        return []
    names = [entry.name for entry in _entries(root) if entry.is_dir() and not entry.name.startswith(".")]
    return [root / name for name in sorted(names) if name not in but]


def _picture_names(place: Path) -> Iterator[str]:
    for entry in _entries(place):
        if entry.name.lower().endswith(PICTURE_SUFFIXES) and not entry.name.startswith(".") and entry.is_file():
            yield entry.name


def _entries(place: Path) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(place) as entries:
            yield from entries
    except OSError as error:
        raise StationError(f"the folder {place} could not be read ({error.strerror or error})") from error
