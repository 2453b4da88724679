"""Do a run's heat maps point at the faults: its maps on a subset's pictures against the truth files.

Frames count by the mission's rule (see `core.truth`). What was decided, and so what a map explains, is told by the run's own
thresholds, as wherever maps are shown. Beside the station's two methods the same figures of a map of noise, of a centred
blob, and of Grad-CAM as the lab computes it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from station.core.errors import StationError
from station.core.heat import Maps, heat_maps
from station.core.labelled_picture import LabelledPicture
from station.core.picture_cache import load_pictures
from station.core.picture_reader import PictureReader
from station.core.picture_size import picture_size
from station.core.project import Project
from station.core.truth import FULL, Faults, Truth, check_boxes, kinds_of, read_truth, value_of
from station.live.answers import BATCH, Answered, Network, loaded
from station.live.evaluating import Show, SubsetName, labelled_pictures
from station.live.picture_process import PictureProcess
from station.model import runs
from station.model.map_scores import (
    Boxes,
    Ground,
    MapFigures,
    Score,
    blob_map,
    figures,
    ground,
    lab_maps,
    noise_map,
    resized,
    score,
)
from station.model.runs import Run

SCORING = "scoring heat maps"
AT_ONCE = 8 * BATCH
"""Pictures in memory at a time."""
NOISE_SEED = 0

Method: TypeAlias = Literal["gradcam", "hirescam", "noise", "blob", "lab"]
METHODS: tuple[Method, ...] = get_args(Method)
Group: TypeAlias = Literal["right", "wrong", "one_fault"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""Frames that were answered rightly, wrongly, and rightly with exactly one fault, of any kind, anywhere in the frame."""


@dataclass(frozen=True, slots=True)
class AttributeTruth:
    """An attribute's maps: in how many frames a fault of its kind is in view, how many of them are left out, and the figures."""

    kinds: tuple[str, ...]
    in_view: int
    left_out: int
    groups: dict[Group, dict[Method, MapFigures]]


@dataclass(frozen=True, slots=True)
class Miss:
    """A map of the station's that points beside the fault, though the answer was right."""

    name: str
    attribute: str
    method: Method
    faults: int


@dataclass(frozen=True, slots=True)
class MapTruth:
    """A run's heat maps judged on a subset.

    `cells` are rows and columns; `is_one_map` where HiResCAM never differed from Grad-CAM, as where a network pools over the
    whole picture; `labels_differ` counts the labels that are not as the truth says.
    """

    run: str
    subset: str
    pictures: int
    clips: int
    cells: tuple[int, int]
    is_one_map: bool
    attributes: dict[str, AttributeTruth]
    without_places: tuple[str, ...]
    clips_without_truth: tuple[str, ...]
    pictures_without_truth: int
    labels_differ: int
    missed: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """The figures for machines, with the rule by which frames count."""
        rule = f"a frame counts where a fault of the kind is seen to at least {FULL}; frames with lesser ones alone are left out"
        return {"rule": rule, **asdict(self)}


@dataclass(frozen=True, slots=True)
class _Known:
    """A picture whose faults the truth files know."""

    picture: LabelledPicture
    faults: Faults


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to judge: the labelled pictures, those with truth, those that count for an attribute, and the attributes."""

    labelled: Sequence[LabelledPicture]
    truth: Truth
    known: Sequence[_Known]
    wanted: Sequence[_Known]
    placed: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """What came of the frames so far."""

    scores: dict[tuple[str, Group], list[dict[Method, Score]]] = field(default_factory=lambda: defaultdict(list))
    clips: dict[tuple[str, Group], list[str]] = field(default_factory=lambda: defaultdict(list))
    missed: list[Miss] = field(default_factory=list)
    cells: tuple[int, int] = (0, 0)
    is_one_map: bool = True

    def add(self, known: _Known, attribute: str, found: dict[Method, Score], *, is_right: bool) -> None:
        """Count one attribute of one frame."""
        groups: list[Group] = ["right" if is_right else "wrong"]
        if is_right and len(known.faults) == 1:
            groups.append("one_fault")
        for group in groups:
            self.scores[attribute, group].append(found)
            self.clips[attribute, group].append(known.picture.clip)
        own: tuple[Method, Method] = ("gradcam", "hirescam")
        self.missed += [
            Miss(known.picture.name, attribute, method, len(known.faults))
            for method in own
            if is_right and not found[method].is_hit
        ]


def check_maps(project: Project, run: Run, *, subset: SubsetName) -> None:
    """Raise the StationError that `judge_maps` would raise, before anything is answered."""
    with closing(PictureProcess()) as reader:
        _planned(project, run, subset=subset, reader=reader)


def judge_maps(
    project: Project,
    run: Run,
    *,
    subset: SubsetName,
    show: Show = lambda stage, done, count: None,
    skipped: Callable[[Sequence[str], int], None] = lambda problems, count: None,
) -> MapTruth:
    """Make a run's heat maps of a subset's pictures and hold them against the truth files.

    `skipped` hears of damaged pictures, as in `evaluating.judge_run`. Raises StationError where the project has no truth files,
    on a damaged one, and where no fault is seen well enough to judge a map by.
    """
    names = project.attributes.names
    with closing(PictureProcess()) as reader:
        plan = _planned(project, run, subset=subset, reader=reader)
        known, placed, tally = plan.known, plan.placed, _Tally()
        for one, answered in _answered(run, plan.wanted, reader=reader, show=show, skipped=skipped):
            size = picture_size(one.picture.path, reader=reader)
            _score(one, answered, size=size, run=run, names=names, placed=placed, tally=tally)
    return MapTruth(
        run=run.name,
        subset=subset,
        pictures=len(known),
        clips=len({one.picture.clip for one in known}),
        cells=tally.cells,
        is_one_map=tally.is_one_map,
        attributes={name: _attribute(name, known, tally=tally) for name in placed},
        without_places=tuple(name for name in names if name not in placed),
        clips_without_truth=plan.truth.missing,
        pictures_without_truth=len(plan.labelled) - len(known),
        labels_differ=sum(_labels_differing(one, names=names, placed=placed) for one in known),
        missed=tuple(tally.missed),
    )


def _planned(project: Project, run: Run, *, subset: SubsetName, reader: PictureReader) -> _Plan:
    """Read the truth and hold it against the pictures' sizes; StationError where there is nothing to judge, or nothing to trust."""
    if run.card.kind != "attributes":
        raise StationError(f"the run {run.name} tells classes apart; truth files know the places of attributes alone")
    runs.check_attributes(run, attributes=project.attributes, owner=f"the project {project.folder}")
    labelled, _ = labelled_pictures(project, subset=subset)
    truth = read_truth(project, clips={picture.clip for picture in labelled})
    known = [_Known(p, faults) for p in labelled if (faults := truth.of(p.name, clip=p.clip)) is not None]
    placed = tuple(name for name in project.attributes.names if not truth.kinds.isdisjoint(kinds_of(name)))
    wanted = [one for one in known if any(_is_counted(name, one.faults) for name in placed)]
    if not wanted:
        raise StationError(
            f"no picture of the subset {subset} of {project.folder} has a fault that is seen to at least a half, "
            "so that no heat map can be judged"
        )
    _check_places(wanted, reader)
    return _Plan(labelled, truth, known, wanted, placed)


def _check_places(wanted: Sequence[_Known], reader: PictureReader) -> None:
    for one in wanted:
        try:
            size = picture_size(one.picture.path, reader=reader)
        except StationError:  # a damaged picture is left out and told of where it is read
            continue
        check_boxes(one.faults, size=size, place=f"the truth of {one.picture.name}")


def _answered(
    run: Run,
    wanted: Sequence[_Known],
    *,
    reader: PictureReader,
    show: Show,
    skipped: Callable[[Sequence[str], int], None],
) -> Iterator[tuple[_Known, Answered]]:
    """Each readable picture with its own answer, read and answered a few hundred at a time."""
    done = 0
    with loaded(run) as network:
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            read = load_pictures([one.picture.path for one in part], size=run.card.image_size, reader=reader)
            skipped(read.problems, len(part))
            yield from zip((part[index] for index in read.kept), _singly(network, read.pictures), strict=True)
            done += len(part)
            show(SCORING, done, len(wanted))


def _singly(network: Network, pictures: Any) -> Iterator[Answered]:  # noqa: ANN401  (uint8 (n, h, w, 3))
    for answered in network.answer_all(pictures, maps=True):
        for index in range(len(answered.probabilities)):
            maps = {method: part[index : index + 1] for method, part in answered.maps.items()}
            yield Answered(answered.probabilities[index : index + 1], maps)


def _score(
    one: _Known,
    answered: Answered,
    *,
    size: tuple[int, int],
    run: Run,
    names: Sequence[str],
    placed: Sequence[str],
    tally: _Tally,
) -> None:
    decisions = answered.probabilities >= np.asarray(run.thresholds(), np.float32)
    maps = _maps(answered, decisions=decisions, name=one.picture.name)
    rows, columns = tally.cells = maps["gradcam"].shape[1:3]
    tally.is_one_map &= np.allclose(maps["gradcam"], maps["hirescam"], atol=1e-4)
    cell = (size[0] / columns, size[1] / rows)
    for name in placed:
        if not _is_counted(name, one.faults):
            continue
        index = names.index(name)
        boxes = _boxes(name, one.faults)
        coarse = ground(full=boxes[0], lesser=boxes[1], shape=(rows, columns), picture=size, cell=cell)
        fine = ground(full=boxes[0], lesser=boxes[1], shape=size[::-1], picture=size, cell=cell)
        found: dict[Method, Score] = {
            method: _on(method, heat[0, ..., index], coarse=coarse, fine=fine, picture=size)
            for method, heat in maps.items()
        }
        is_right = bool(decisions[0, index]) is value_of(name, one.faults)
        tally.add(one, name, found, is_right=is_right)


def _maps(answered: Answered, *, decisions: Any, name: str) -> dict[Method, Maps]:  # noqa: ANN401  (bool (1, a))
    """One picture's maps of every method, (1, rows, columns, a) each."""
    raw = answered.maps["gradcam"]
    shape, wide = (raw.shape[1], raw.shape[2]), raw.shape[3]
    noise = np.stack([noise_map(shape, seed=NOISE_SEED + index, name=name) for index in range(wide)], axis=-1)
    return {
        "gradcam": heat_maps(raw, decisions=decisions),
        "hirescam": heat_maps(answered.maps["hirescam"], decisions=decisions),
        "noise": noise[None],
        "blob": np.repeat(blob_map(shape)[None, ..., None], wide, axis=-1),
        "lab": lab_maps(raw, answered.probabilities),
    }


def _on(method: Method, heat: Any, *, coarse: Ground, fine: Ground, picture: tuple[int, int]) -> Score:  # noqa: ANN401
    """A map's score on its cells; the lab's, which is resized to its picture, on that picture's pixels."""
    return score(resized(heat, picture=picture), fine) if method == "lab" else score(heat, coarse)


def _is_counted(attribute: str, faults: Faults) -> bool:
    """Whether the frame has a fault that explains the attribute's value, seen well enough."""
    return any(fault.is_full and fault.kind in kinds_of(attribute) for fault in faults)


def _boxes(attribute: str, faults: Faults) -> tuple[Boxes, Boxes]:
    """The boxes of the attribute's faults that are seen to at least a half, and of the others."""
    own = [fault for fault in faults if fault.kind in kinds_of(attribute)]
    return [f.box for f in own if f.is_full], [f.box for f in own if not f.is_full]


def _attribute(name: str, known: Sequence[_Known], *, tally: _Tally) -> AttributeTruth:
    kinds = kinds_of(name)
    in_view = [one for one in known if any(fault.kind in kinds for fault in one.faults)]
    return AttributeTruth(
        kinds=kinds,
        in_view=len(in_view),
        left_out=sum(value_of(name, one.faults) is None for one in in_view),
        groups={
            group: {
                method: figures([found[method] for found in tally.scores[name, group]], clips=tally.clips[name, group])
                for method in METHODS
            }
            for group in GROUPS
        },
    )


def _labels_differing(one: _Known, *, names: Sequence[str], placed: Sequence[str]) -> int:
    """How many of the picture's labels are not as the truth says; where the truth takes no side, none."""
    labels = dict(zip(names, one.picture.values, strict=True))
    said = {name: value_of(name, one.faults) for name in placed}
    return sum(value is not None and value is not labels[name] for name, value in said.items())
