"""Commands that judge a run on labelled pictures: evaluate, explain."""

import io
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from station.cli.console import bar, plural, screen, table
from station.cli.projects import ProjectArgument
from station.cli.runs import RunOption
from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.heat import heat_maps
from station.core.images import overlay, read_picture, to_network_size, write_picture
from station.core.picture_cache import load_pictures
from station.core.project import Project, open_project
from station.core.subsets import LabelledPicture, read_subset
from station.live.answers import BATCH, Network, loaded
from station.model import runs
from station.model.evaluation import Figures, figures
from station.model.runs import Run

SHOWN_WRONG = 10


class SubsetName(StrEnum):
    """Which labelled pictures."""

    TEST = "test"
    VALID = "valid"
    TRAIN = "train"
    ALL = "all"


class Method(StrEnum):
    """How a heat map is made."""

    GRADCAM = "gradcam"
    HIRESCAM = "hirescam"


SubsetOption = Annotated[SubsetName, typer.Option(help="test, valid, train, or all labelled pictures.")]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A run judged on a subset: figures by attribute, and the answers that were wrong, the surest first."""

    run: str
    subset: str
    pictures: int
    clips: int
    attributes: dict[str, Figures]
    wrong: tuple[dict[str, Any], ...]


def evaluate(
    project: ProjectArgument,
    model: RunOption = None,
    subset: SubsetOption = SubsetName.TEST,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures for machines.")
    ] = None,
) -> None:
    """Judge a run on labelled pictures: per attribute the per cent correct, and more."""
    opened = open_project(project)
    run = runs.find_run(model, project=opened)
    evaluation = evaluate_run(opened, run, subset=subset)
    print_evaluation(evaluation)
    if json_file is not None:
        storage.write_text(json_file, json.dumps(asdict(evaluation), indent=1, allow_nan=False) + "\n")


def explain(
    project: ProjectArgument,
    pictures: Annotated[
        list[str] | None, typer.Argument(metavar="[PICTURE...]", help="Names in pics/, or files.")
    ] = None,
    model: RunOption = None,
    subset: SubsetOption = SubsetName.TEST,
    method: Annotated[Method, typer.Option(help="gradcam or hirescam.")] = Method.GRADCAM,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder; left out: in the run's.")] = None,
) -> None:
    """Write for each picture which pixels led to the decisions: an overlay and the heat maps."""
    opened = open_project(project)
    run = runs.find_run(model, project=opened)
    runs.check_attributes(run, names=opened.attributes.names, owner=f"the project {opened.folder}")
    paths = _named_pictures(opened, pictures) if pictures else [p.path for p in _labelled(opened, subset)]
    folder = out or run.folder / f"explained-{method}"
    with loaded(run) as network:
        written = explain_pictures(network, paths, method=method, out=folder)
    screen.print(f"{plural(written, 'picture')} explained in {folder}", markup=False)


def evaluate_run(project: Project, run: Run, *, subset: SubsetName) -> Evaluation:
    """Answer a subset's pictures with a run and compare with their labels."""
    runs.check_attributes(run, names=project.attributes.names, owner=f"the project {project.folder}")
    labelled = _labelled(project, subset)
    with bar("reading pictures") as progress:
        read = load_pictures([p.path for p in labelled], size=run.card.image_size, progress=progress.show)
    _name_problems(read.problems, count=len(labelled))
    if not read.kept:
        raise StationError(f"the subset {subset} of {project.folder} holds no readable picture to judge")
    kept = [labelled[index] for index in read.kept]
    with loaded(run) as network, bar("answering") as progress:
        parts = [a.probabilities for a in network.answer_all(read.pictures, maps=False, progress=progress.show)]
    probabilities = np.concatenate(parts)
    if not np.isfinite(probabilities).all():
        raise StationError(f"the run {run.name} gives answers that are not finite; it can't be judged")
    truths = np.array([picture.values for picture in kept], bool)
    by_attribute = figures(probabilities, truths, thresholds=run.thresholds(), clips=[picture.clip for picture in kept])
    names = project.attributes.names
    return Evaluation(
        run=run.name,
        subset=subset.value,
        pictures=len(kept),
        clips=len({picture.clip for picture in kept}),
        attributes=dict(zip(names, by_attribute, strict=True)),
        wrong=_wrong(kept, probabilities, truths, names=names),
    )


def print_evaluation(evaluation: Evaluation) -> None:
    """Show the figures as a table, and the surest wrong answers."""
    where = f"{plural(evaluation.pictures, 'picture')} of {plural(evaluation.clips, 'clip')}"
    made = table(
        f"run {evaluation.run} on {evaluation.subset}: {where}",
        *("attribute", "correct %", "95 % interval", "at threshold", "precision", "recall", "F1", "AUROC", "ECE"),
        "TP FP TN FN",
    )
    for name, f in evaluation.attributes.items():
        made.add_row(
            name,
            f"{f.accuracy:.2f}",
            f"{f.accuracy_low:.1f} to {f.accuracy_high:.1f}",
            f"{f.accuracy_tuned:.2f} at {f.threshold:.2f}",
            *(_defined(value) for value in (f.precision, f.recall, f.f1, f.auroc)),
            f"{f.calibration_error:.3f}",
            f"{f.tp} {f.fp} {f.tn} {f.fn}",
        )
    screen.print(made)
    for entry in evaluation.wrong[:SHOWN_WRONG]:
        screen.print(
            f"  wrong: {entry['name']}  {entry['attribute']} is {entry['truth']}, answered {entry['probability']:.3f}",
            markup=False,
        )
    if len(evaluation.wrong) > SHOWN_WRONG:
        screen.print(f"  and {len(evaluation.wrong) - SHOWN_WRONG} more wrong answers; --json FILE lists them all")


def explain_pictures(network: Network, paths: list[Path], *, method: Method, out: Path) -> int:
    """Write `<stem>.png` and `<stem>.npz` for each readable picture into a folder, and return how many there were."""
    storage.create_folder(out)
    problems: list[str] = []
    with bar("explaining") as progress:
        for start in range(0, len(paths), BATCH):
            problems += _explain_batch(network, paths[start : start + BATCH], method=method, out=out)
            progress.show(min(len(paths), start + BATCH), len(paths))
    _name_problems(problems, count=len(paths))
    if len(problems) == len(paths):
        raise StationError("none of the pictures could be read, so nothing was explained")
    return len(paths) - len(problems)


def _explain_batch(network: Network, paths: list[Path], *, method: Method, out: Path) -> list[str]:
    run, problems, pictures, kept = network.run, [], [], []
    for path in paths:
        try:
            pictures.append(read_picture(path))
            kept.append(path)
        except StationError as error:
            problems.append(str(error))
    if not kept:
        return problems
    batch = np.stack([to_network_size(picture, size=run.card.image_size) for picture in pictures])
    answered = network.answer(network.ask(batch, maps=True))
    decisions = answered.probabilities >= run.thresholds()
    maps = heat_maps(answered.maps[method], decisions=decisions)
    attributes = run.card.attribute_set
    for path, picture, own_maps, decided in zip(kept, pictures, maps, decisions, strict=True):
        by_name = {name: own_maps[..., index] for index, name in enumerate(attributes.names)}
        shown = shown_attributes(attributes, decided)
        colours = {name: attributes[name].colour for name in shown}
        write_picture(out / f"{path.stem}.png", overlay(picture, {name: by_name[name] for name in shown}, colours))
        data = io.BytesIO()
        np.savez_compressed(data, **by_name)
        storage.write_bytes(out / f"{path.stem}.npz", data.getvalue())
    return problems


def shown_attributes(attributes: AttributeSet, decided: NDArray[np.bool_]) -> tuple[str, ...]:
    """Whose maps the overlay shows: the faults that were found; else what differs otherwise; else everything decided true.

    All at once would be a blur: in a frame with an error, "not good" has the same reason as the error.
    """
    by_name = dict(zip(attributes.names, map(bool, decided), strict=True))
    faults = [a.name for a in attributes if a.expected is False and by_name[a.name]]
    differing = [a.name for a in attributes if a.expected is not None and by_name[a.name] != a.expected]
    return tuple(faults or differing or [name for name in attributes.names if by_name[name]])


def _labelled(project: Project, subset: SubsetName) -> list[LabelledPicture]:
    pictures, missing = read_subset(project, subset=subset.value)
    for problem in missing:
        screen.print(f"skipped: {problem}", markup=False)
    if not pictures:
        raise StationError(f"the subset {subset} of {project.folder} holds no picture")
    return pictures


def _named_pictures(project: Project, names: list[str]) -> list[Path]:
    paths = []
    for name in names:
        path = next((p for p in (project.pics / name, Path(name)) if p.is_file()), None)
        if path is None:
            raise StationError(f"expected a picture in {project.pics} or a file; {name} is neither")
        paths.append(path)
    return paths


def _name_problems(problems: list[str] | tuple[str, ...], *, count: int) -> None:
    for problem in problems:
        screen.print(f"skipped: {problem}", markup=False)
    if problems:
        screen.print(f"{len(problems)} of {plural(count, 'picture')} skipped")


def _wrong(
    pictures: list[LabelledPicture],
    probabilities: NDArray[np.float32],
    truths: NDArray[np.bool_],
    *,
    names: tuple[str, ...],
) -> tuple[dict[str, Any], ...]:
    places = np.argwhere((probabilities >= 0.5) != truths)
    surest = sorted(places.tolist(), key=lambda place: -abs(float(probabilities[place[0], place[1]]) - 0.5))
    return tuple(
        {
            "name": pictures[row].name,
            "attribute": names[column],
            "truth": bool(truths[row, column]),
            "probability": round(float(probabilities[row, column]), 4),
        }
        for row, column in surest
    )


def _defined(value: float | None) -> str:
    return "null" if value is None else f"{value:.3f}"
