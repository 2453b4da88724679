"""Judging a run on labelled pictures, for the command and the window alike; the result is kept in the run's folder."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.heat import decisions, heat_maps, of_probability
from station.core.images import overlay, to_network_size
from station.core.labelled_picture import LabelledPicture
from station.core.picture_reader import PictureReader, with_following
from station.core.project import Project
from station.core.subset import Subset
from station.core.subsets import MissingPictures, is_divided, read_subset, subset_source
from station.core.verdict import fault_attributes
from station.live.answers import Network, loaded
from station.live.keeping import Kept, made_of, read_kept
from station.live.picture_process import load_apart
from station.model import runs
from station.model.evaluation import Confusion, Figures, confusion, figures
from station.model.runs import Run

LARGEST_KEPT = 1 << 26
VERSION = 1

SubsetName: TypeAlias = Subset | Literal["all"]
Method: TypeAlias = Literal["gradcam", "hirescam"]
Score: TypeAlias = Literal["logit", "probability"]
"""What a heat map is the gradient of: ours, and the lab's."""
Show: TypeAlias = Callable[[str, int, int], None]
"""(stage, done, count); the stages are READING, STARTING (of unknown length: 0 of 0) and ANSWERING."""

READING = "reading pictures"
STARTING = "loading the network"
ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A run judged on a subset: figures by attribute, and the answers that were wrong, the surest first.

    Of classes also what they were taken for: `confusion`.
    """

    run: str
    subset: str
    pictures: int
    clips: int
    attributes: dict[str, Figures]
    wrong: tuple[dict[str, Any], ...]
    confusion: Confusion | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a run said of a picture, and its label; `name` is the path relative to pics/, or absolute."""

    name: str
    clip: str
    number: int | None
    truth: tuple[bool, ...]
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An evaluation with every answer it stands on, in the order of the subset's table."""

    evaluation: Evaluation
    answers: tuple[Answer, ...]
    is_own_split: bool = True
    """Whether the run was trained on the training subset of now; else pictures judged here may have taught it."""


Count: TypeAlias = Literal["tp", "fp", "tn", "fn"]
COUNTS: dict[Count, tuple[bool, bool]] = {
    "tp": (True, True),
    "fp": (True, False),
    "tn": (False, False),
    "fn": (False, True),
}
"""Of each count what was answered, at 0.5, and what is true."""


class _Kept(Kept, frozen=True):
    """The file in the run's folder."""

    answers: tuple[Answer, ...]


def labelled_pictures(project: Project, *, subset: SubsetName) -> tuple[list[LabelledPicture], list[MissingPictures]]:
    """The pictures of a subset and those that are missing; StationError where there is none."""
    pictures, missing = read_subset(project, subset=subset)
    if not pictures:
        raise StationError(f"the subset {subset} of {project.folder} holds no picture")
    return pictures, missing


def judge_run(
    project: Project,
    run: Run,
    *,
    subset: SubsetName,
    show: Show = lambda stage, done, count: None,
    skipped: Callable[[Sequence[str], int], None] = lambda problems, count: None,
) -> Judged:
    """Answer a subset's pictures with a run and compare with their labels.

    `skipped` hears of missing and damaged pictures: the sentences, and of how many pictures (0 where they were missing).
    """
    runs.check_attributes(run, attributes=project.attributes, owner=f"the project {project.folder}")
    labelled, missing = labelled_pictures(project, subset=subset)
    skipped([str(problem) for problem in missing], 0)
    paths = [picture.path for picture in labelled]
    read = load_apart(paths, size=run.card.image_size, progress=lambda *at: show(READING, *at))
    skipped(read.problems, len(labelled))
    if not read.kept:
        raise StationError(f"the subset {subset} of {project.folder} holds no readable picture to judge")
    kept = [labelled[index] for index in read.kept]
    show(STARTING, 0, 0)
    with loaded(run, waiting=lambda: show(STARTING, 0, 0)) as network:
        answered = network.answer_all(read.pictures, maps=False, progress=lambda *at: show(ANSWERING, *at))
        probabilities = np.concatenate([part.probabilities for part in answered])
    if not np.isfinite(probabilities).all():
        raise StationError(f"the run {run.name} gives answers that are not finite; it can't be judged")
    answers = tuple(
        Answer(p.name, p.clip, p.number, p.values, tuple(map(float, row)))
        for p, row in zip(kept, probabilities, strict=True)
    )
    return _judged(run, subset=subset, answers=answers, is_own_split=_is_own_split(project, run))


def keep(project: Project, run: Run, judged: Judged) -> None:
    """Keep the answers in the run's folder, so that they are there at once next time; StationError where the disk refuses."""
    subset = judged.evaluation.subset
    content = _Kept(**made_of(project, run, subset=subset, version=VERSION), answers=judged.answers)
    storage.write_bytes(run.folder / _file_name(subset), msgspec.json.encode(content))


def kept(project: Project, run: Run, *, subset: Subset) -> Judged | None:
    """What was kept, where it still holds for the run's weights, the subset's table and the attributes; else None."""
    try:
        now = made_of(project, run, subset=subset, version=VERSION)
        content = read_kept(run.folder / _file_name(subset), _Kept, largest=LARGEST_KEPT, now=now)
        wide = len(project.attributes)
        if content is None or not content.answers:
            return None
        if any(len(a.truth) != wide or len(a.probabilities) != wide for a in content.answers):
            return None
        return _judged(run, subset=subset, answers=content.answers, is_own_split=_is_own_split(project, run))
    except (StationError, OSError, ValueError):
        return None  # what can't be used is judged anew


def answers_taken_for(judged: Judged, *, true: int, answered: int) -> tuple[Answer, ...]:
    """The answers that a cell of the confusion matrix counts, the surest first."""
    found = [
        answer
        for answer in judged.answers
        if answer.truth[true] and answer.probabilities.index(max(answer.probabilities)) == answered
    ]
    return tuple(sorted(found, key=lambda answer: -answer.probabilities[answered]))


def answers_in(judged: Judged, *, attribute: int, count: Count) -> tuple[Answer, ...]:
    """The answers that a count counts, the surest first."""
    said, true = COUNTS[count]
    found = [
        answer
        for answer in judged.answers
        if (answer.probabilities[attribute] >= 0.5) is said and answer.truth[attribute] is true
    ]
    return tuple(sorted(found, key=lambda answer: -abs(answer.probabilities[attribute] - 0.5)))


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """A picture, the same with the heat maps of the shown attributes over it, both uint8 BGR (h, w, 3), and all heat maps."""

    picture: Picture
    overlay: Picture
    shown: tuple[str, ...]
    maps: dict[str, NDArray[np.float32]]
    probabilities: tuple[float, ...]
    decided: tuple[bool, ...]


def explained_pictures(
    network: Network,
    paths: Sequence[Path],
    *,
    reader: PictureReader,
    method: Method,
    score: Score = "logit",
    attributes: Sequence[str] = (),
    coloured: AttributeSet | None = None,
) -> Iterator[tuple[Path, Explained | StationError]]:
    """Explain a batch of picture files, which `reader` reads: each with its heat maps, or why it could not be read.

    Maps of these attributes are shown; where none is named, those that `shown_attributes` chooses. Their colours are the
    run's own, or those of `coloured`. The maps are the gradient's of the `score`.
    """
    run = network.run
    read = [(path, _read(path, then, reader)) for path, then in with_following(paths)]
    pictures = [picture for _, picture in read if not isinstance(picture, StationError)]
    if not pictures:
        yield from ((path, problem) for path, problem in read if isinstance(problem, StationError))
        return
    batch = np.stack([to_network_size(picture, size=run.card.image_size) for picture in pictures])
    answered = network.answer(network.ask(batch, maps=True))
    known = coloured or run.card.attribute_set
    kind = run.card.attribute_set.kind
    decided_all = decisions(answered.probabilities, thresholds=run.thresholds(), kind=kind)
    raw = answered.maps[method]
    raw = of_probability(raw, answered.probabilities, kind=kind) if score == "probability" else raw
    heat = heat_maps(raw, decisions=decided_all, kind=kind)
    answers = iter(zip(heat, answered.probabilities, decided_all, strict=True))
    for path, picture in read:
        if isinstance(picture, StationError):
            yield path, picture
            continue
        own_maps, probabilities, decided = next(answers)
        shown = tuple(attributes) or shown_attributes(known, decided)
        by_name = {name: own_maps[..., index] for index, name in enumerate(known.names)}
        colours = {name: known[name].colour for name in shown}
        covered = overlay(picture, {name: by_name[name] for name in shown}, colours)
        told = tuple(map(float, probabilities)), tuple(map(bool, decided))
        yield path, Explained(picture, covered, shown, by_name, *told)


def shown_attributes(attributes: AttributeSet, decided: NDArray[np.bool_]) -> tuple[str, ...]:
    """Whose maps the overlay shows: what makes the fault (`fault_attributes`), or else everything decided true.

    All at once would be a blur.
    """
    values = [bool(value) for value in decided]
    true = tuple(name for name, value in zip(attributes.names, values, strict=True) if value)
    return fault_attributes(attributes, values) or true


def as_json(evaluation: Evaluation, **more: dict[str, Any] | bool) -> str:
    """An evaluation for machines; `more` is what else was judged, by its name."""
    return json.dumps({**asdict(evaluation), **more}, indent=1, allow_nan=False) + "\n"


def _is_own_split(project: Project, run: Run) -> bool:
    """Whether the project's training table is the one that the run's card names; without a table nothing can leak."""
    taught = run.card.subsets.get("train")
    return taught is None or not is_divided(project) or subset_source(project, subset="train")[1] == taught.sha256


def _judged(run: Run, *, subset: str, answers: tuple[Answer, ...], is_own_split: bool) -> Judged:
    probabilities = np.array([answer.probabilities for answer in answers], np.float32)
    truths = np.array([answer.truth for answer in answers], bool)
    clips = [answer.clip for answer in answers]
    kind = run.card.kind
    by_attribute = figures(probabilities, truths, thresholds=run.thresholds(), clips=clips, kind=kind)
    names = [attribute.name for attribute in run.card.attributes]
    evaluation = Evaluation(
        run=run.name,
        subset=subset,
        pictures=len(answers),
        clips=len(set(clips)),
        attributes=dict(zip(names, by_attribute, strict=True)),
        wrong=(_wrong_classes if kind == "classes" else _wrong)(answers, probabilities, truths, names=names),
        confusion=confusion(probabilities, truths, clips=clips) if kind == "classes" else None,
    )
    return Judged(evaluation, answers, is_own_split)


def _wrong(
    answers: Sequence[Answer], probabilities: NDArray[np.float32], truths: NDArray[np.bool_], *, names: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    places = np.argwhere((probabilities >= 0.5) != truths)
    surest = sorted(places.tolist(), key=lambda place: -abs(float(probabilities[place[0], place[1]]) - 0.5))
    return tuple(
        {
            "name": answers[row].name,
            "attribute": names[column],
            "truth": bool(truths[row, column]),
            "probability": round(float(probabilities[row, column]), 4),
        }
        for row, column in surest
    )


def _wrong_classes(
    answers: Sequence[Answer], probabilities: NDArray[np.float32], truths: NDArray[np.bool_], *, names: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    answered, true = probabilities.argmax(axis=1), truths.argmax(axis=1)
    surest = sorted(np.flatnonzero(answered != true).tolist(), key=lambda row: -float(probabilities[row].max()))
    return tuple(
        {
            "name": answers[row].name,
            "truth": names[true[row]],
            "answered": names[answered[row]],
            "probability": round(float(probabilities[row].max()), 4),
        }
        for row in surest
    )


def _read(path: Path, then: Sequence[Path], reader: PictureReader) -> Picture | StationError:
    try:
        return reader.read(path, then=then)
    except StationError as error:
        return error


def _file_name(subset: str) -> str:
    return f"evaluation_{subset}.json"
