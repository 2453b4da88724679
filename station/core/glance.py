"""A project at a glance: clips, pictures, balance, subsets and what the split leaks."""

from collections.abc import Iterable
from dataclasses import dataclass

from station.core.attributes import Kind
from station.core.class_folders import subset_of_name
from station.core.clip_files import clips_of
from station.core.labelled_picture import LabelledPicture
from station.core.project import Project
from station.core.subset import SUBSETS
from station.core.subsets import (
    How,
    Leakage,
    Show,
    Split,
    SubsetFigures,
    figures,
    is_divided,
    leakage,
    merge,
    read_subset,
)


@dataclass(frozen=True, slots=True)
class SplitGlance:
    """The subsets as they lie in the project; `how` is what they look like: by clip where no clip is in two of them."""

    how: How
    subsets: tuple[SubsetFigures, ...]
    leakage: Leakage
    shared_clips: int
    one_sided: tuple[tuple[str, str], ...]
    """(subset, attribute) where the subset has only one value of the attribute, so that figures stay undefined; of classes, where it
    has no picture of the class."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a project holds. `true` counts, per attribute or class, the pictures where it is true; `unsplit` are in no subset.

    `placed` pictures lie in the folder of a subset (`pics/train/<class>/`), which says where they belong.
    """

    clips: int
    labelled_clips: int
    pictures: int
    true: tuple[int, ...]
    missing: tuple[str, ...]
    split: SplitGlance | None
    unsplit: int
    relabelled: int
    """Pictures whose label is another one than in the subsets."""
    kind: Kind = "attributes"
    placed: int = 0

    @property
    def is_placed(self) -> bool:
        """Whether every picture lies in the folder of a subset, so that there is nothing to split."""
        return 0 < self.pictures == self.placed


def glance(project: Project, *, show: Show = lambda done, count: None) -> Glance:
    """Look at a project; StationError on a damaged table. `show` hears of each table of labels before it is read."""
    labelled, missing = merge(project, show=show)
    parts = _subsets(project)
    known = {p.path: p.values for part in parts.values() for p in part} if parts else {}
    return Glance(
        clips=len(clips_of(project)),
        labelled_clips=len({picture.clip for picture in labelled}),
        pictures=len(labelled),
        true=_true(labelled, count=len(project.attributes)),
        missing=tuple(str(problem) for problem in missing),
        split=_split_glance(project, parts) if parts else None,
        unsplit=sum(picture.path not in known for picture in labelled) if parts else len(labelled),
        relabelled=sum(known.get(picture.path, picture.values) != picture.values for picture in labelled),
        kind=project.kind,
        placed=sum(_is_placed(project, picture) for picture in labelled),
    )


def _subsets(project: Project) -> dict[str, tuple[LabelledPicture, ...]] | None:
    """The pictures of each subset, or None where the project has not been split."""
    if not is_divided(project):
        return None
    return {subset: tuple(read_subset(project, subset=subset)[0]) for subset in SUBSETS}


def _split_glance(project: Project, parts: dict[str, tuple[LabelledPicture, ...]]) -> SplitGlance:
    clips = [{picture.clip for picture in part} for part in parts.values()]
    shared = sum(sum(clip in part for part in clips) > 1 for clip in set().union(*clips))
    how: How = "frame" if shared else "clip"
    split = Split(how, 0, **parts)
    subsets = figures(split)
    one_sided = tuple(
        (part.subset, name)
        for part in subsets
        for name, true in zip(project.attributes.names, part.true, strict=False)
        if true == 0 or (true == part.frames and project.kind == "attributes")
    )
    return SplitGlance(how, subsets, leakage(split), shared, one_sided)


def _is_placed(project: Project, picture: LabelledPicture) -> bool:
    return project.kind == "classes" and subset_of_name(picture.name) is not None


def _true(pictures: Iterable[LabelledPicture], *, count: int) -> tuple[int, ...]:
    totals = [0] * count
    for picture in pictures:
        for index, value in enumerate(picture.values):
            totals[index] += value
    return tuple(totals)
