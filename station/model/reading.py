"""A project's subsets -> labelled pictures at network size; in a cluster those of this machine's clips."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.cluster_plan import deal
from station.core.errors import StationError
from station.core.labelled_picture import LabelledPicture
from station.core.messages import Note, Preparing, Reply
from station.core.picture_cache import load_pictures
from station.core.picture_size import picture_size
from station.core.programs import command
from station.core.project import Project
from station.core.subset import Subset
from station.core.subsets import read_subset, subset_source
from station.model import runs
from station.model.cluster import Alone
from station.model.feeding import LabelledSet

MOST_LOOKED_AT = 64
"""Pictures of whose sizes a card tells."""
MOST_NAMED = 5
"""Classes that a note names."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A subset as it was read: this machine's part of it, and what the run's card says of the whole."""

    data: LabelledSet
    entry: runs.CardSubset
    clips: int


def read_labelled(
    project: Project,
    subset: Subset,
    *,
    size: tuple[int, int],
    cluster: Alone,
    tell: Callable[[Reply], None],
    should_stop: Callable[[], bool],
) -> Read:
    """Read the pictures of a subset; what can't be read is told and left out. StationError where nothing is left, or on a stop."""
    with cluster.together():
        listed, missing = read_subset(project, subset=subset)
        file, sha256 = subset_source(project, subset=subset)
    _check_same(project, file, sha256, cluster=cluster)
    for problem in missing:
        tell(Note(f"skipped: {problem}"))
    with cluster.together():
        own = _own_part(listed, subset, cluster=cluster)
        pictures, kept = _load(own, subset, size=size, tell=tell, should_stop=should_stop)
        if own and not kept:
            raise _nothing(project, subset)
    labels = np.array([picture.values for picture in kept], np.float32).reshape(
        len(kept), len(project.attributes.names)
    )
    read, clips = (int(n) for n in cluster.summed(np.array([len(kept), len({p.clip for p in kept})], np.float64)))
    if not read:
        raise _nothing(project, subset)
    _tell_of_absent(project, subset, cluster.summed(labels.sum(axis=0, dtype=np.float64)), tell=tell)
    return Read(LabelledSet(pictures, labels), runs.CardSubset(file=file, sha256=sha256, pictures=read), clips)


def _check_same(project: Project, file: str, sha256: str, *, cluster: Alone) -> None:
    """All machines have the same pictures and labels of the subset, and the same attributes."""
    if cluster.count == 1:
        return
    mine = " ".join([file, sha256, project.kind, *project.attributes.names])
    theirs = cluster.text_from_chief(mine)
    with cluster.together():
        if mine != theirs:
            raise StationError(
                f"{file} in {project.folder} is not what the first machine has; copy its project, or share one"
            )


def _own_part(pictures: list[LabelledPicture], subset: Subset, *, cluster: Alone) -> list[LabelledPicture]:
    if cluster.count == 1:
        return pictures
    sizes = Counter(picture.clip for picture in pictures)
    if subset == "train" and len(sizes) < cluster.count:
        raise StationError(f"the train subset has {len(sizes)} clips, too few for {cluster.count} machines")
    mine = deal(sizes, hands=cluster.count)[cluster.index]
    return [picture for picture in pictures if picture.clip in mine]


def _load(
    pictures: list[LabelledPicture],
    subset: Subset,
    *,
    size: tuple[int, int],
    tell: Callable[[Reply], None],
    should_stop: Callable[[], bool],
) -> tuple[NDArray[np.uint8], list[LabelledPicture]]:
    def show(done: int, count: int) -> None:
        if should_stop():
            raise StationError("stopped by hand before the training began, so no run was made")
        if done % 50 == 0 or done == count:
            tell(Preparing(done, count))

    loaded = load_pictures([picture.path for picture in pictures], size=size, progress=show)
    for damaged in loaded.problems:
        tell(Note(f"skipped: {damaged}"))
    if loaded.problems:
        tell(Note(f"{len(loaded.problems)} of {len(pictures)} pictures of the {subset} subset were skipped"))
    return loaded.pictures, [pictures[index] for index in loaded.kept]


def _nothing(project: Project, subset: Subset) -> StationError:
    return StationError(
        f"the {subset} subset of {project.folder} holds no readable picture, so there is nothing to train with"
    )


def _tell_of_absent(
    project: Project, subset: Subset, counts: NDArray[np.float64], *, tell: Callable[[Reply], None]
) -> None:
    """Tell which classes, if there are any, the subset has no picture of, as where a class folder came after the split."""
    if project.kind != "classes":
        return
    absent = [name for name, count in zip(project.attributes.names, counts, strict=True) if not count]
    if not absent:
        return
    named = ", ".join(absent[:MOST_NAMED]) + (
        f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
    )
    why = "so the network can't learn it" if subset == "train" else "so nothing is known of how well it is recognised"
    if project.subset_table(subset).is_file():
        why = f"{why}; {command('split', project.folder)} divides anew"
    tell(Note(f"no picture of {named} in the {subset} subset, {why}"))


def sizes_of(project: Project, subset: Subset) -> tuple[tuple[int, int], ...]:
    """The sizes (width, height) of a subset's pictures as their camera gave them, of evenly spread ones; the commonest first."""
    pictures, _ = read_subset(project, subset=subset)
    sizes: Counter[tuple[int, int]] = Counter()
    for picture in pictures[:: -(-len(pictures) // MOST_LOOKED_AT) or 1]:
        with suppress(StationError):
            sizes[picture_size(picture.path)] += 1
    return tuple(size for size, _ in sizes.most_common(runs.MOST_SIZES))
