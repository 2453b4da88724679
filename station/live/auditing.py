"""Auditing a run: does it look at the seam. For the command and the window alike; the result is kept in the run's folder.

For a window::

    audit = kept_audit(project, run, subset="test")            # a file of some kilobytes; None where there is none that holds
    audit = audit_run(project, run, subset="test", show=...)   # in a job: about 20 ms a picture, one worker process
    keep_audit(project, run, audit)
    for found in audit.warnings: ...                           # AttributeAudits, worst first; empty where all is well

`show(stage, done, count)` as in `evaluating`; raising in it (Stopped) ends the audit and its worker. Nothing in the result is an
English sentence: an `AttributeAudit` (model/audit.py) has the attribute's name, the decision (`value`), shares from 0 to 1, counts, a
`Place` to be translated, and in `worst` pictures by their name relative to pics/ (or absolute), worst first, to be shown with the map
of that attribute as `evaluating.explained_pictures` and `explaining.Explainer` make it (Grad-CAM of the logit, as audited).
Classes have no audit: `can_be_audited(run)`.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.corridor import common_angle, find_corridor
from station.core.errors import StationError
from station.core.heat import decisions, heat_maps
from station.core.labelled_picture import LabelledPicture
from station.core.picture_cache import Loaded
from station.core.picture_size import picture_size
from station.core.project import Project
from station.core.subset import Subset
from station.live.answers import BATCH, Answered, loaded
from station.live.evaluating import ANSWERING, READING, STARTING, Method, Show, SubsetName, labelled_pictures
from station.live.keeping import Kept, made_of, read_kept
from station.live.picture_process import PictureProcess, load_apart
from station.model import runs
from station.model.audit import AttributeAudit, Looked, judge, look
from station.model.runs import Run

MOST_PICTURES = 1000
"""That are looked at; of more, as many taken evenly: they tell as much, and neighbours are near copies."""
ASKED_FOR_ANGLE = 24
"""Pictures from which is told how the seams run."""
SEEN_AT = 256
"""Pixels of the longer side at which seams are sought."""
LARGEST_KEPT = 1 << 20
VERSION = 1


@dataclass(frozen=True, slots=True)
class Audit:
    """A run audited on a subset: of how many pictures, in how many no seam was found, and what there is to say of each attribute."""

    run: str
    subset: str
    method: Method
    of: int
    pictures: int
    without_seam: int
    attributes: tuple[AttributeAudit, ...]

    @property
    def warnings(self) -> tuple[AttributeAudit, ...]:
        """The attributes that may be right for the wrong reason, the worst first."""
        warned = [found for found in self.attributes if found.warns]
        return tuple(sorted(warned, key=lambda found: -found.aside / max(1, found.pictures)))


class _Kept(Kept, frozen=True):
    """The file in the run's folder."""

    audit: Audit


def can_be_audited(run: Run) -> bool:
    """Whether a run's pictures have a seam: those of classes have none."""
    return run.card.kind == "attributes"


def check_audit(project: Project, run: Run) -> None:
    """Raise StationError for a run that can't be audited in this project, before anything is answered."""
    if not can_be_audited(run):
        raise StationError(
            f"an audit asks whether a network looks at the seam; the run {run.name} tells classes apart, and they have none"
        )
    runs.check_attributes(run, attributes=project.attributes, owner=f"the project {project.folder}")


def audit_run(
    project: Project,
    run: Run,
    *,
    subset: SubsetName,
    method: Method = "gradcam",
    show: Show = lambda stage, done, count: None,
    skipped: Callable[[Sequence[str], int], None] = lambda problems, count: None,
) -> Audit:
    """Answer a subset's pictures with a run and measure how much of its heat maps lies outside each picture's seam.

    `skipped` hears of pictures that could not be read. Raises StationError for a run of classes, for one of other attributes, and
    where hardly a picture shows a seam.
    """
    check_audit(project, run)
    labelled, _ = labelled_pictures(project, subset=subset)
    chosen = labelled[:: -(-len(labelled) // MOST_PICTURES)]
    read, seen = _read(chosen, run, show=show)
    skipped(read.problems, len(chosen))
    show(STARTING, 0, 0)
    angle = common_angle(list(seen[:: -(-len(seen) // ASKED_FOR_ANGLE)]))
    done = 0
    parts: list[tuple[NDArray[np.bool_], Looked, list[int]]] = []
    with loaded(run, waiting=lambda: show(STARTING, 0, 0)) as network:
        for answered in network.answer_all(read.pictures, maps=True):
            parts.append(_look(answered, seen[done : done + BATCH], run, first=done, method=method, angle=angle))
            done += len(answered.probabilities)
            show(ANSWERING, done, len(read.pictures))
    names = [chosen[index].name for index in read.kept]
    return _audit(run, parts, names, subset=subset, method=method, of=len(labelled))


def keep_audit(project: Project, run: Run, audit: Audit) -> None:
    """Keep it in the run's folder, so that it is there at once next time; StationError where the disk refuses."""
    content = _Kept(**made_of(project, run, subset=audit.subset, version=VERSION), audit=audit)
    storage.write_bytes(run.folder / _file_name(audit.subset), msgspec.json.encode(content))


def kept_audit(project: Project, run: Run, *, subset: Subset) -> Audit | None:
    """What was kept, where it still holds for the run's weights, the subset's table and the attributes; else None."""
    try:
        now = made_of(project, run, subset=subset, version=VERSION)
    except (StationError, OSError):
        return None  # a damaged table is told of where it is read for judging
    content = read_kept(run.folder / _file_name(subset), _Kept, largest=LARGEST_KEPT, now=now)
    if content is None or content.audit.subset != subset:
        return None
    is_whole = tuple(found.name for found in content.audit.attributes) == project.attributes.names
    return content.audit if is_whole else None


def _read(chosen: Sequence[LabelledPicture], run: Run, *, show: Show) -> tuple[Loaded, NDArray[np.uint8]]:
    """The pictures at the network's size, and the same ones at the size at which seams are sought."""
    paths = [picture.path for picture in chosen]
    read = load_apart(paths, size=run.card.image_size, progress=lambda *at: show(READING, *at))
    if not read.kept:
        raise StationError("none of the pictures could be read, so that there is nothing to audit")
    kept = [paths[index] for index in read.kept]
    with closing(PictureProcess()) as reader:
        size = _seen_size(picture_size(kept[0], reader=reader))
    if size == run.card.image_size:
        return read, read.pictures
    seen = load_apart(kept, size=size, progress=lambda *at: show(READING, *at))
    if len(seen.kept) < len(kept):
        raise StationError("pictures changed while they were being read; audit the run again")
    return read, seen.pictures


def _seen_size(size: tuple[int, int]) -> tuple[int, int]:
    scale = SEEN_AT / max(size)
    return max(16, round(size[0] * scale)), max(16, round(size[1] * scale))


def _look(
    answered: Answered, pictures: NDArray[np.uint8], run: Run, *, first: int, method: Method, angle: float
) -> tuple[NDArray[np.bool_], Looked, list[int]]:
    """What was decided in those of a batch in which a seam was found, what was looked at, and which pictures they are."""
    corridors = [find_corridor(picture, angle=angle) for picture in pictures]
    found = [index for index, corridor in enumerate(corridors) if corridor is not None]
    decided = decisions(answered.probabilities[found], thresholds=run.thresholds(), kind="attributes")
    maps = heat_maps(answered.maps[method][found], decisions=decided)
    rows, columns = maps.shape[1:3]
    inside = np.array([c.share(rows, columns) for c in corridors if c is not None], np.float32)
    looked = look(maps, inside=inside.reshape(len(found), rows, columns))
    return decided, looked, [first + index for index in found]


def _audit(
    run: Run,
    parts: Sequence[tuple[NDArray[np.bool_], Looked, list[int]]],
    names: Sequence[str],
    *,
    subset: SubsetName,
    method: Method,
    of: int,
) -> Audit:
    with_seam = [index for _, _, found in parts for index in found]
    if 2 * len(with_seam) < len(names):
        raise StationError(
            f"a seam was found in {len(with_seam)} of {len(names)} pictures of the subset {subset}, too few to audit the run by"
        )
    looked = Looked(
        np.concatenate([part.outside for _, part, _ in parts]),
        np.concatenate([part.aside for _, part, _ in parts]),
        np.concatenate([part.third for _, part, _ in parts]),
        np.concatenate([part.by_chance for _, part, _ in parts]),
    )
    decided = np.concatenate([part for part, _, _ in parts])
    seen_names = [names[index] for index in with_seam]
    attributes = judge(looked, decided, names=seen_names, attributes=run.card.attribute_set)
    return Audit(run.name, subset, method, of, len(names), len(names) - len(with_seam), attributes)


def _file_name(subset: str) -> str:
    return f"audit_{subset}.json"
