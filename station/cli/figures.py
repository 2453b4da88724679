"""The figure of `explain`: its options, which pictures it shows, and what is said above them."""

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from station.cli.console import expect_folders, plural, screen, stages
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.palette import in_palette
from station.core.picture_reader import PictureReader
from station.core.project import Project
from station.live.answers import Network, loaded
from station.live.evaluating import (
    Answer,
    Explained,
    Method,
    Score,
    SubsetName,
    explained_pictures,
    judge_run,
    keep,
    kept,
    labelled_pictures,
)
from station.live.figure_choice import chosen, shown_in_figure
from station.live.picture_process import PictureProcess
from station.model.runs import Run

if TYPE_CHECKING:
    from station.core.figure import Column


class PaletteName(StrEnum):
    """The colours of heat maps."""

    LAB = "lab"
    SAFE = "safe"


class ScoreName(StrEnum):
    """What a heat map is the gradient of."""

    LOGIT = "logit"
    PROBABILITY = "probability"


FigureOption = Annotated[
    Path | None,
    typer.Option(
        "--figure",
        metavar="FILE",
        help="Draw the lab's figure (.png, .pdf, .svg): of the pictures named, else of telling ones; "
        "overlays are then written with --out alone.",
    ),
]
PaletteOption = Annotated[
    PaletteName, typer.Option(help="lab: the project's colours; safe: for people with weak colour vision.")
]
ScoreOption = Annotated[
    ScoreName,
    typer.Option(help="Maps of the logit, or of the probability, as the lab computes them (classes alone differ)."),
]

METHOD_NAMES: Mapping[Method, str] = {"gradcam": "Grad-CAM", "hirescam": "HiResCAM"}


@dataclass(frozen=True, slots=True)
class Look:
    """How heat maps are made, and in which colours they are shown."""

    method: Method
    score: Score
    attributes: AttributeSet
    palette: PaletteName

    @classmethod
    def of(
        cls,
        project: Project,
        *,
        method: Method,
        score: ScoreName = ScoreName.LOGIT,
        palette: PaletteName = PaletteName.LAB,
    ) -> "Look":
        """With the project's attributes in that palette."""
        return cls(method, score.value, in_palette(project.attributes, palette.value), palette)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A picture of the figure: its title, its label where it has one, and whose maps to show; none: as answered."""

    path: Path
    title: str
    truth: tuple[bool, ...] | None
    shown: tuple[str, ...] = ()


def check_figure(file: Path | None) -> None:
    """Raise StationError where a figure can't be written under that name, before anything is computed."""
    if file is not None:
        from station.core.figure import check_figure_file  # matplotlib, which nothing else needs

        check_figure_file(file)
        expect_folders(file)


def draw(file: Path, project: Project, run: Run, *, paths: Sequence[Path], subset: SubsetName, look: Look) -> None:
    """Write the figure of these pictures, or, where there is none, of telling ones of the subset."""
    from station.core.figure import MOST_PICTURES, draw_figure, write_figure

    if len(paths) > MOST_PICTURES:
        raise StationError(f"a figure holds 1 to {MOST_PICTURES} pictures. Received: {len(paths)}")
    entries = _named(project, paths) if paths else _telling(project, run, subset=subset)
    with closing(PictureProcess()) as reader:
        reader.expect([entry.path for entry in entries])
        with loaded(run) as network:
            columns = [_column(entry, made, look) for entry, made in _explained(network, entries, look, reader)]
    drawn = draw_figure(columns, attributes=look.attributes, caption=_caption(run, look, "" if paths else subset))
    write_figure(file, drawn)
    screen.print(f"figure of {plural(len(columns), 'picture')}: {file}", markup=False)


def _named(project: Project, paths: Sequence[Path]) -> list[_Entry]:
    try:
        labelled = {p.path.resolve(): p.values for p in labelled_pictures(project, subset="all")[0]}
    except StationError:
        labelled = {}  # pictures without labels are shown without
    return [_Entry(path, path.stem, labelled.get(path.resolve())) for path in paths]


def _telling(project: Project, run: Run, *, subset: SubsetName) -> list[_Entry]:
    choice = chosen(_answers(project, run, subset=subset), attributes=project.attributes, thresholds=run.thresholds())
    if not choice:
        raise StationError(
            f"no picture of the subset {subset} was answered rightly as a whole: name the pictures to be shown"
        )
    return [
        _Entry(project.pics / one.answer.name, Path(one.answer.name).stem, one.answer.truth, one.shown)
        for one in choice
    ]


def _answers(project: Project, run: Run, *, subset: SubsetName) -> tuple[Answer, ...]:
    """What the run says of the subset: as kept by an evaluation where that still holds, else asked now."""
    found = None if subset == "all" else kept(project, run, subset=subset)
    if found is not None:
        return found.answers
    with stages() as progress:
        judged = judge_run(project, run, subset=subset, show=progress.show)
    if subset != "all":
        with suppress(StationError):  # a run that ships with the station may lie where nobody can write
            keep(project, run, judged)  # so that the next figure, in another palette say, takes seconds
    return judged.answers


def _explained(
    network: Network, entries: Sequence[_Entry], look: Look, reader: PictureReader
) -> list[tuple[_Entry, Explained]]:
    """The pictures with their maps; raises the StationError of one that can't be read."""
    made = []
    paths = [entry.path for entry in entries]
    answers = explained_pictures(
        network, paths, reader=reader, method=look.method, score=look.score, coloured=look.attributes
    )
    for entry, (_, explained) in zip(entries, answers, strict=True):
        if isinstance(explained, StationError):
            raise explained
        made.append((entry, explained))
    return made


def _column(entry: _Entry, explained: Explained, look: Look) -> "Column":
    from station.core.figure import Column

    attributes = look.attributes
    decided = dict(zip(attributes.names, explained.decided, strict=True))
    shown = entry.shown or shown_in_figure(attributes, decided)
    return Column(
        title=entry.title,
        truth="" if entry.truth is None else said_of(attributes, entry.truth),
        answer=answer_words(attributes, explained, truth=entry.truth),
        is_right=None if entry.truth is None else entry.truth == explained.decided,
        picture=explained.picture,
        maps={name: np.asarray(explained.maps[name], np.float32) for name in shown},
        says=" + ".join(name if decided[name] or attributes.is_classes else f"not {name}" for name in shown),
    )


def said_of(attributes: AttributeSet, values: Sequence[bool]) -> str:
    """The attributes that are true, in words; "none" where none is."""
    return ", ".join(name for name, value in zip(attributes.names, values, strict=True) if value) or "none"


def answer_words(attributes: AttributeSet, explained: Explained, *, truth: Sequence[bool] | None) -> str:
    """What was decided true, and what was decided wrongly false, each with its probability."""
    labels = truth if truth is not None else explained.decided
    told = []
    for name, probability, said, true in zip(
        attributes.names, explained.probabilities, explained.decided, labels, strict=True
    ):
        if said or (true and not attributes.is_classes):
            told.append(f"{'' if said else 'not '}{name} {probability:.2f}")
    if told:
        return ", ".join(told)
    return f"none ({attributes.names[int(np.argmax(explained.probabilities))]} {max(explained.probabilities):.2f})"


def _caption(run: Run, look: Look, subset: str) -> str:
    has_own_thresholds = not look.attributes.is_classes and any(t != 0.5 for t in run.thresholds())
    parts = (
        f"run {run.name}",
        f"{METHOD_NAMES[look.method]} of the {look.score}",
        f"{look.palette} palette",
        *(("decided at the run's own thresholds",) if has_own_thresholds else ()),
        *((f"{'all pictures' if subset == 'all' else f'{subset} pictures'}",) if subset else ()),
        "lines: half of a map's largest value",
    )
    return " · ".join(parts)
