"""Pictures in class folders as labelled pictures, and how a classes project is divided into subsets."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from station.core.class_folders import pictures_in_folders, subset_of_name
from station.core.clip_split import assign_clips
from station.core.labelled_picture import LabelledPicture, clip_and_number
from station.core.project import Project
from station.core.subset import SUBSETS, Subset

PARTS = (60, 20, 20)
"""Per cent of a class's pictures in train, valid and test."""


def folder_pictures(project: Project) -> list[LabelledPicture]:
    """Every picture that lies in a class folder, sorted by name; none in a project of attributes.

    Its clip is `<class>/<stem without the number>`, so that `Golden-Delicious_001.jpg` and `Golden-Delicious_002.jpg` are taken
    for pictures of one thing.
    """
    if project.kind != "classes" or not project.pics.is_dir():
        return []
    labels = {name: _one_hot(at, len(project.attributes)) for at, name in enumerate(project.attributes.names)}
    return sorted(
        (
            _labelled(project, name=found.name, label=found.label, values=labels[found.label])
            for found in pictures_in_folders(project.pics)
            if found.label in labels
        ),
        key=lambda picture: picture.name,
    )


def divide_classes(
    pictures: Sequence[LabelledPicture], *, seed: int, by_clip: bool
) -> dict[Subset, list[LabelledPicture]]:
    """Pictures in subset folders stay in theirs; of each class the others are divided 60, 20 and 20 per cent.

    By clip no clip of a class is in two subsets, where the class has three clips or more; a class of fewer clips is cut
    in the order of its pictures, so that only those at a cut have near copies on its other side. Not by clip, its pictures are
    shuffled first. The same pictures and seed give the same subsets on every platform.
    """
    divided: dict[Subset, list[LabelledPicture]] = {subset: [] for subset in SUBSETS}
    loose: dict[tuple[bool, ...], list[LabelledPicture]] = defaultdict(list)
    for picture in sorted(pictures, key=lambda picture: picture.name):
        if subset := subset_of_name(picture.name):
            divided[subset].append(picture)
        else:
            loose[picture.values].append(picture)
    divide = _by_clip if by_clip else _by_picture
    for members in loose.values():
        for subset, part in zip(SUBSETS, divide(members, seed), strict=True):
            divided[subset] += part
    return divided


def _by_clip(members: Sequence[LabelledPicture], seed: int) -> list[list[LabelledPicture]]:
    clips: dict[str, list[LabelledPicture]] = defaultdict(list)
    for picture in members:
        clips[picture.clip].append(picture)
    if len(clips) < len(SUBSETS):
        return _cut(sorted(members, key=lambda p: (p.clip, p.number or 0, p.name)))
    subsets = assign_clips([(len(clip),) for clip in clips.values()], seed=seed)
    return [
        [picture for clip, subset in zip(clips.values(), subsets, strict=True) if subset == at for picture in clip]
        for at in range(len(SUBSETS))
    ]


def _by_picture(members: Sequence[LabelledPicture], seed: int) -> list[list[LabelledPicture]]:
    order = np.argsort(np.random.PCG64(seed).random_raw(len(members)), kind="stable")
    return _cut([members[index] for index in order])


def _cut(members: Sequence[LabelledPicture]) -> list[list[LabelledPicture]]:
    train, valid = (max(1, len(members) * share // 100) for share in (PARTS[0], PARTS[0] + PARTS[1]))
    return [list(members[:train]), list(members[train:valid]), list(members[valid:])]


def _labelled(project: Project, *, name: str, label: str, values: tuple[bool, ...]) -> LabelledPicture:
    stem, number = clip_and_number(name.rpartition("/")[2])
    return LabelledPicture(project.pics / name, name, f"{label}/{stem}", number, values)


def _one_hot(at: int, count: int) -> tuple[bool, ...]:
    return tuple(index == at for index in range(count))
