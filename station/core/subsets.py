"""Subsets: all labelled pictures of a project, cut into train, valid and test by clip or by frame."""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

from station.core import storage
from station.core.class_folders import subset_of_name
from station.core.class_subsets import divide_classes, folder_pictures
from station.core.clip_split import assign_clips
from station.core.errors import StationError
from station.core.labelled_picture import LabelledPicture, clip_and_number
from station.core.programs import command
from station.core.project import TABLE_ENDING, Project
from station.core.subset import SUBSETS, Subset
from station.core.tables import (
    LabelRow,
    Table,
    find_lab_picture,
    find_picture,
    is_absolute_name,
    picture_name,
    read_table,
    table_bytes,
)

NEIGHBOURS = 5
"""Frames of one clip at most this far apart count as near copies."""

How: TypeAlias = Literal["clip", "frame"]

_NAMED_IN_PROBLEMS = 3
_Find: TypeAlias = Callable[..., Path | None]
Show: TypeAlias = Callable[[int, int], None]
"""(done, count)"""


@dataclass(frozen=True, slots=True)
class MissingPictures:
    """The names in a lookup table whose pictures do not exist."""

    table: Path
    names: tuple[str, ...]
    rows: int

    def __str__(self) -> str:
        first = ", ".join(self.names[:_NAMED_IN_PROBLEMS])
        more = ", ..." if len(self.names) > _NAMED_IN_PROBLEMS else ""
        return f"{self.table}: {len(self.names)} of {self.rows} pictures are missing: {first}{more}"


@dataclass(frozen=True, slots=True)
class Split:
    """Pictures in three subsets, and what it takes to make the same split again."""

    how: How
    seed: int
    train: tuple[LabelledPicture, ...]
    valid: tuple[LabelledPicture, ...]
    test: tuple[LabelledPicture, ...]

    def of(self, subset: Subset) -> tuple[LabelledPicture, ...]:
        """The pictures of one subset."""
        return {"train": self.train, "valid": self.valid, "test": self.test}[subset]


@dataclass(frozen=True, slots=True)
class SubsetFigures:
    """How many frames and clips a subset has, its share of all frames, and per attribute how many are true."""

    subset: Subset
    frames: int
    share: float
    clips: int
    true: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leakage:
    """How many test frames have a near copy in training."""

    near: int
    frames: int

    def __str__(self) -> str:
        return (
            f"{self.near} of {self.frames} test frames have a training frame of the same clip "
            f"within {NEIGHBOURS} frames"
        )


def merge(
    project: Project, *, show: Show = lambda done, count: None
) -> tuple[list[LabelledPicture], list[MissingPictures]]:
    """All labelled pictures that exist, sorted by name, and which ones of each table do not; `show` hears of each table.

    In a classes project the pictures in class folders are labelled as well. Raises StationError on a damaged table, and
    where two tables, or a table and a class folder, contradict each other about a picture.
    """
    pictures, problems = _merged(project, tables=project.label_tables(), find=find_picture, show=show)
    sorted_in = {picture.path: picture for picture in folder_pictures(project)}
    for picture in pictures:
        if sorted_in.setdefault(picture.path, picture).values != picture.values:
            raise StationError(
                f"expected one class for {picture.name}, found two: its folder's, and another in a table in {project.pics}"
            )
    return sorted(sorted_in.values(), key=lambda picture: picture.name), problems


def read_subset(
    project: Project, *, subset: Subset | Literal["all"]
) -> tuple[list[LabelledPicture], list[MissingPictures]]:
    """The pictures of a subset in the order of its table, and those of it that are missing; for `all` every labelled picture.

    The pictures in the folder of a subset (`pics/train/<class>/`) belong to it without a table, and come first. Raises
    StationError where the subset's table is missing or damaged.
    """
    if subset == "all":
        if project.label_tables() or project.kind == "classes":
            return merge(project)
        tables = [table for table in map(project.subset_table, SUBSETS) if table.exists()]
        return _merged(project, tables=tables, find=find_lab_picture)
    path = project.subset_table(subset)
    placed = _placed(project, subset=subset)
    if not path.exists():
        if not placed:
            raise _no_subset(project, subset=subset)
        return placed, []
    pictures, missing = _read(project, path=path, find=find_lab_picture)
    return placed + [p for p in pictures if not subset_of_name(p.name)], [missing] if missing else []


def expect_subset(project: Project, *, subset: Subset) -> None:
    """StationError where the project has neither a table nor pictures in a folder of that subset; nothing of it is read."""
    if not project.subset_table(subset).exists() and not _placed(project, subset=subset):
        raise _no_subset(project, subset=subset)


def _no_subset(project: Project, *, subset: Subset) -> StationError:
    path = project.subset_table(subset)
    return StationError(
        f"expected the {subset} subset in {path}, which does not exist; split the project first "
        f"({command('split', project.folder)})"
    )


def _placed(project: Project, *, subset: Subset) -> list[LabelledPicture]:
    return [picture for picture in folder_pictures(project) if subset_of_name(picture.name) == subset]


def expect_apart(project: Project) -> None:
    """StationError where a picture is in the tables of two subsets, as after a split that was killed between its three files.

    Who trains on a picture of the test subset measures nothing.
    """
    of: dict[str, str] = {}
    for path in (table for table in map(project.subset_table, SUBSETS) if table.is_file()):
        for row in read_table(path, attributes=project.attributes).rows:
            if (other := of.setdefault(row.name, path.name)) != path.name:
                raise StationError(
                    f"expected each picture in one subset, found {row.name} in {other} and in {path.name}; split "
                    f"{project.folder} anew"
                )


def is_divided(project: Project) -> bool:
    """Whether there are the three subsets: their tables, or their folders."""
    in_folders = project.kind == "classes"
    return all(
        project.subset_table(subset).is_file() or (in_folders and (project.pics / subset).is_dir())
        for subset in SUBSETS
    )


def subset_source(project: Project, *, subset: Subset) -> tuple[str, str]:
    """Where a subset comes from, `train.csv` or `pics/train`, and a sha256 that is another once its pictures or labels are.

    For pictures in folders it is that of their names, not of what is in them.
    """
    table, folder = project.subset_table(subset), project.pics / subset
    placed = [p.name for p in folder_pictures(project) if subset_of_name(p.name) == subset]
    digest = hashlib.sha256(storage.read_bytes(table) if table.is_file() else b"")
    digest.update("".join(f"{name}\n" for name in placed).encode("utf-8", "surrogateescape"))
    shown = table if table.is_file() or not placed else folder
    return shown.relative_to(project.folder).as_posix(), digest.hexdigest()


def divide(project: Project, pictures: Iterable[LabelledPicture], *, how: How, seed: int) -> Split:
    """The split of a project's labelled pictures, by clip or by frame; a classes project's within each class."""
    if project.kind == "attributes":
        return (split_by_clip if how == "clip" else split_by_frame)(pictures, seed=seed)
    parts = divide_classes(_sorted(pictures), seed=seed, by_clip=how == "clip")
    return Split(how, seed, *(tuple(parts[subset]) for subset in SUBSETS))


def split_by_frame(pictures: Iterable[LabelledPicture], *, seed: int) -> Split:
    """The lab's split: shuffled, then `valid = 20*n//100`, `test = valid//10`, the rest train.

    The order is that of PCG64's raw numbers for `seed`, which numpy keeps for ever and on every platform.
    """
    ordered = _sorted(pictures)
    order = np.argsort(np.random.PCG64(seed).random_raw(len(ordered)), kind="stable")
    shuffled = tuple(ordered[index] for index in order)
    valid = 20 * len(shuffled) // 100
    test = valid // 10
    return Split("frame", seed, shuffled[valid + test :], shuffled[:valid], shuffled[valid : valid + test])


def split_by_clip(pictures: Iterable[LabelledPicture], *, seed: int) -> Split:
    """Whole clips to 60, 20 and 20 per cent of the frames, each with both values of every attribute where possible.

    Sorted by name; the same pictures and seed give the same split on every platform. Raises StationError on fewer
    than three clips.
    """
    ordered = _sorted(pictures)
    clips: dict[str, list[LabelledPicture]] = defaultdict(list)
    for picture in ordered:
        clips[picture.clip].append(picture)
    if len(clips) < len(SUBSETS):
        raise StationError(
            f"a split by clip needs at least {len(SUBSETS)} labelled clips, and there are {len(clips)} "
            f"({', '.join(clips)}); label more clips, or split by frame (`--by frame`)"
        )
    counts = [(len(members), *map(sum, zip(*(p.values for p in members), strict=True))) for members in clips.values()]
    subset_of = dict(zip(clips, assign_clips(counts, seed=seed), strict=True))
    parts = (tuple(p for p in ordered if subset_of[p.clip] == index) for index in range(len(SUBSETS)))
    return Split("clip", seed, *parts)


def write_subsets(project: Project, *, split: Split) -> None:
    """Write train.csv, valid.csv and test.csv; where one can't be written, all three are as they were.

    Pictures in subset folders need no row; where that is all of them there is nothing to write. Raises
    StationError where a picture lies outside pics/, since a subset's names are relative to that, where no table can hold its
    name, and where labels of pictures that are there stand in the subsets' tables alone: they would be lost.
    """
    outside = [p.path for subset in SUBSETS for p in split.of(subset) if is_absolute_name(p.name)]
    if outside:
        raise StationError(f"expected all pictures in {project.pics}, found {outside[0]}; copy it there first")
    before: dict[Path, bytes | None] = {}
    loose = {subset: [p for p in split.of(subset) if not _is_placed(project, p)] for subset in SUBSETS}
    if not any(loose.values()):
        return
    _check_names(project, (p for pictures in loose.values() for p in pictures))
    _expect_no_other_labels(project, split=split)
    try:
        for subset, pictures in loose.items():
            path = project.subset_table(subset)
            before[path] = storage.read_bytes(path) if path.exists() else None
            rows = tuple(LabelRow(p.name, p.values) for p in pictures)
            storage.write_bytes(path, table_bytes(Table(project.attributes.names, rows)))
    except StationError:
        _restore(before)
        raise


def leakage(split: Split) -> Leakage:
    """How many test frames have a training frame of the same clip within 5 frames."""
    trained: dict[str, list[int]] = defaultdict(list)
    for picture in split.train:
        if picture.number is not None:
            trained[picture.clip].append(picture.number)
    for numbers in trained.values():
        numbers.sort()
    near = sum(p.number is not None and _has_neighbour(trained.get(p.clip, ()), number=p.number) for p in split.test)
    return Leakage(near, len(split.test))


def figures(split: Split) -> tuple[SubsetFigures, ...]:
    """The rows of a table about the split: one for train, valid and test."""
    total = sum(len(split.of(subset)) for subset in SUBSETS)
    return tuple(_figures(subset, pictures=split.of(subset), total=total) for subset in SUBSETS)


def _check_names(project: Project, pictures: Iterable[LabelledPicture]) -> None:
    for picture in pictures:
        try:
            picture_name(picture.name)
        except ValueError as error:
            raise StationError(f"{project.pics / picture.name}: expected {error}; rename it and split again") from error


def _expect_no_other_labels(project: Project, *, split: Split) -> None:
    """Refuse to overwrite the labels of a lab that kept no others than its subsets: of clips without a table of their own."""
    divided = {picture.path for subset in SUBSETS for picture in split.of(subset)}
    for path in (table for table in map(project.subset_table, SUBSETS) if table.is_file()):
        alone = [
            picture
            for picture in _read(project, path=path, find=find_lab_picture)[0]
            if picture.path not in divided and not project.label_table(picture.clip).exists()
        ]
        if alone:
            raise StationError(
                f"{path} has {len(alone)} labels that are in no table in {project.pics}, such as that of {alone[0].name}, and a new "
                f"split would lose them: copy it there as {path.stem}{TABLE_ENDING}, or move it away if nobody wants them"
            )


def _is_placed(project: Project, picture: LabelledPicture) -> bool:
    """Whether the picture's folder says which subset it is in."""
    return project.kind == "classes" and subset_of_name(picture.name) is not None


def _figures(subset: Subset, *, pictures: Sequence[LabelledPicture], total: int) -> SubsetFigures:
    true = tuple(map(sum, zip(*(p.values for p in pictures), strict=True)))
    clips = len({p.clip for p in pictures})
    return SubsetFigures(subset, len(pictures), len(pictures) / total if total else 0.0, clips, true)


def _sorted(pictures: Iterable[LabelledPicture]) -> list[LabelledPicture]:
    ordered = sorted(pictures, key=lambda picture: picture.name)
    if not ordered:
        raise StationError("there are no labelled pictures to split; label some frames first")
    return ordered


def _has_neighbour(numbers: Sequence[int], *, number: int) -> bool:
    at = bisect_left(numbers, number - NEIGHBOURS)
    return at < len(numbers) and numbers[at] <= number + NEIGHBOURS


def _merged(
    project: Project, *, tables: Sequence[Path], find: _Find, show: Show = lambda done, count: None
) -> tuple[list[LabelledPicture], list[MissingPictures]]:
    found: dict[Path, tuple[LabelledPicture, Path]] = {}
    problems = []
    for done, table in enumerate(tables):
        show(done, len(tables))
        pictures, missing = _read(project, path=table, find=find)
        problems += [missing] if missing else []
        for picture in pictures:
            known, first = found.setdefault(picture.path, (picture, table))
            if known.values != picture.values:
                raise StationError(f"expected one label for {picture.name}, found two: in {first} and in {table}")
    return sorted((picture for picture, _ in found.values()), key=lambda picture: picture.name), problems


def _read(project: Project, *, path: Path, find: _Find) -> tuple[list[LabelledPicture], MissingPictures | None]:
    pictures, missing = [], []
    rows = read_table(path, attributes=project.attributes).rows
    for row in rows:
        file = find(row.name, pics=project.pics)
        if file is None:
            missing.append(row.name)
            continue
        name = file.relative_to(project.pics).as_posix() if file.is_relative_to(project.pics) else file.as_posix()
        clip, number = clip_and_number(name if not is_absolute_name(name) else file.name)
        if number is None and path.name.endswith(TABLE_ENDING):
            clip = path.name.removesuffix(TABLE_ENDING)  # pictures named otherwise are still of their table's clip
        pictures.append(LabelledPicture(file, name, clip, number, row.values))
    return pictures, MissingPictures(path, tuple(missing), len(rows)) if missing else None


def _restore(before: dict[Path, bytes | None]) -> None:
    """Put the tables of the last split back, as far as the disk lets us: half a split would share clips."""
    for path, data in before.items():
        with suppress(StationError, OSError):
            if data is None:
                storage.remove(path)
            else:
                storage.write_bytes(path, data)
