"""Commands that judge a run on labelled pictures: evaluate, explain."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from station.cli.answer_table import write_answers
from station.cli.audit_table import audit_json, show_audit
from station.cli.class_table import print_classes
from station.cli.console import JsonOption, bar, expect_folders, plural, screen, stages, table, write_figures
from station.cli.figures import (
    FigureOption,
    Look,
    PaletteName,
    PaletteOption,
    ScoreName,
    ScoreOption,
    check_figure,
    draw,
)
from station.cli.map_tables import show_map_truth
from station.cli.projects import ProjectArgument
from station.cli.runs import RunOption
from station.core import storage
from station.core.errors import StationError
from station.core.images import write_picture
from station.core.labelled_picture import LabelledPicture
from station.core.picture_reader import PictureReader
from station.core.project import Project, open_project
from station.core.tables import is_file
from station.live.answers import BATCH, Network, loaded
from station.live.auditing import check_audit
from station.live.evaluating import Evaluation, Judged, as_json, explained_pictures, judge_run, labelled_pictures
from station.live.map_truth import check_maps
from station.live.picture_process import PictureProcess
from station.model import runs
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


def evaluate(
    project: ProjectArgument,
    model: RunOption = None,
    subset: SubsetOption = SubsetName.TEST,
    json_file: JsonOption = None,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write each picture's labels and probabilities.")
    ] = None,
    maps: Annotated[bool, typer.Option("--maps", help="Hold the heat maps against the truth files, too.")] = False,
    audit: Annotated[bool, typer.Option("--audit", help="Warn where the network does not look at the seam.")] = False,
) -> None:
    """Judge a run on labelled pictures: per attribute the per cent correct, and more."""
    expect_folders(json_file, csv_file)
    opened = open_project(project)
    run = runs.find_run(model, project=opened)
    if maps:
        check_maps(opened, run, subset=subset.value)
    if audit:
        check_audit(opened, run)
    judged = evaluate_run(opened, run, subset=subset)
    print_evaluation(judged)
    _warn_of_split(judged, opened, run)
    if csv_file is not None:
        write_answers(csv_file, judged, names=opened.attributes.names)
    further: dict[str, dict[str, Any] | bool] = {"is_own_split": judged.is_own_split}
    try:
        if maps:
            further["maps"] = show_map_truth(opened, run, subset=subset.value).as_json()
        if audit:
            further["audit"] = audit_json(show_audit(opened, run, subset=subset.value))
    finally:  # what was judged before something failed, or before Ctrl-C, is written all the same
        if json_file is not None:
            write_figures(json_file, as_json(judged.evaluation, **further))


def explain(
    project: ProjectArgument,
    pictures: Annotated[list[str] | None, typer.Argument(metavar="PICTURE", help="Names in pics/, or files.")] = None,
    model: RunOption = None,
    subset: SubsetOption = SubsetName.TEST,
    method: Annotated[Method, typer.Option(help="gradcam or hirescam.")] = Method.GRADCAM,
    score: ScoreOption = ScoreName.LOGIT,
    palette: PaletteOption = PaletteName.LAB,
    figure: FigureOption = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder; left out: in the run's.")] = None,
) -> None:
    """Show which pixels led to the decisions: an overlay and heat maps of each picture, or the lab's figure."""
    check_figure(figure)
    opened = open_project(project)
    run = runs.find_run(model, project=opened)
    runs.check_attributes(run, attributes=opened.attributes, owner=f"the project {opened.folder}")
    look = Look.of(opened, method=method.value, score=score, palette=palette)
    named = _named_pictures(opened, pictures or [])
    if figure is not None:
        draw(figure, opened, run, paths=named, subset=subset.value, look=look)
        if out is None:
            return
    paths = named or [p.path for p in _labelled(opened, subset)]
    folder = out or run.folder / f"explained-{method}"
    with closing(PictureProcess()) as reader:
        reader.expect(paths)
        with loaded(run) as network:
            written = explain_pictures(network, paths, reader=reader, look=look, pics=opened.pics, out=folder)
    screen.print(f"{plural(written, 'picture')} explained in {folder}", markup=False)


def evaluate_run(project: Project, run: Run, *, subset: SubsetName) -> Judged:
    """Answer a subset's pictures with a run and compare with their labels, with progress on screen."""
    with stages() as progress:

        def skipped(problems: Sequence[str], count: int) -> None:
            progress.end()
            _name_problems(problems, count=count)

        return judge_run(project, run, subset=subset.value, show=progress.show, skipped=skipped)


def _warn_of_split(judged: Judged, project: Project, run: Run) -> None:
    """Say that a run of the project was trained on another split; of a run from elsewhere nothing is known."""
    if judged.is_own_split or run.folder.resolve().parent != project.models.resolve():
        return
    screen.print(
        f"warning: {run.name} was trained on another split: it may have learned from these very pictures, and then the"
        " figures are too good",
        markup=False,
    )


def print_evaluation(judged: Judged) -> None:
    """Show the figures as a table, and the surest wrong answers."""
    evaluation = judged.evaluation
    where = f"{plural(evaluation.pictures, 'picture')} of {plural(evaluation.clips, 'clip')}"
    title = f"run {evaluation.run} on {evaluation.subset}: {where}"
    if evaluation.confusion is not None:
        print_classes(evaluation, evaluation.confusion, title=title)
    else:
        _print_attributes(evaluation, title=title)
    for entry in evaluation.wrong[:SHOWN_WRONG]:
        screen.print(f"  wrong: {_told(entry)}", markup=False)
    if len(evaluation.wrong) > SHOWN_WRONG:
        screen.print(f"  and {len(evaluation.wrong) - SHOWN_WRONG} more wrong answers; --json FILE lists them all")


def _told(entry: dict[str, Any]) -> str:
    if "answered" in entry:
        return f"{entry['name']} is {entry['truth']}, answered {entry['answered']} {entry['probability']:.3f}"
    return f"{entry['name']}  {entry['attribute']} is {entry['truth']}, answered {entry['probability']:.3f}"


def _print_attributes(evaluation: Evaluation, *, title: str) -> None:
    made = table(
        title,
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


def explain_pictures(
    network: Network, paths: list[Path], *, reader: PictureReader, look: Look, pics: Path, out: Path
) -> int:
    """Write `<stem>.png` and `<stem>.npz` for each readable picture into a folder, and return how many there were.

    Pictures of class folders below `pics` lie in folders of the same names, and two of one name get names of their own.
    """
    targets = explained_names(paths, pics=pics, out=out)
    storage.create_folder(out)
    problems: list[str] = []
    with bar("explaining") as progress:
        for start in range(0, len(paths), BATCH):
            problems += _explain_batch(network, paths[start : start + BATCH], reader=reader, look=look, targets=targets)
            progress.show(min(len(paths), start + BATCH), len(paths))
    _name_problems(problems, count=len(paths))
    if len(problems) == len(paths):
        raise StationError("none of the pictures could be read, so nothing was explained")
    return len(paths) - len(problems)


def explained_names(paths: list[Path], *, pics: Path, out: Path) -> dict[Path, Path]:
    """Where what explains a picture is written, without a suffix: below `out`, and no two pictures write into one file.

    Raises StationError where `out` holds the pictures themselves, which would be written over.
    """
    if out.resolve() in {pics.resolve(), *(path.resolve().parent for path in paths)}:
        raise StationError(f"{out} holds the pictures themselves, which would be written over; name another folder")
    targets: dict[Path, Path] = {}
    taken: set[str] = set()  # in small letters: Windows knows no others
    for path in dict.fromkeys(paths):
        is_inside = path.is_relative_to(pics) and ".." not in path.parts
        wanted = out / (path.relative_to(pics) if is_inside else Path(path.name)).with_suffix("")
        names = (wanted if n == 1 else wanted.with_name(f"{wanted.name}-{n}") for n in range(1, len(paths) + 2))
        targets[path] = next(name for name in names if str(name).casefold() not in taken)
        taken.add(str(targets[path]).casefold())
    return targets


def _explain_batch(
    network: Network, paths: list[Path], *, reader: PictureReader, look: Look, targets: dict[Path, Path]
) -> list[str]:
    problems = []
    answers = explained_pictures(
        network, paths, reader=reader, method=look.method, score=look.score, coloured=look.attributes
    )
    for path, explained in answers:
        if isinstance(explained, StationError):
            problems.append(str(explained))
            continue
        target = targets[path]
        storage.create_folder(target.parent)
        write_picture(target.with_name(f"{target.name}.png"), explained.overlay)
        storage.write_bytes(target.with_name(f"{target.name}.npz"), maps_bytes(explained.maps))
    return problems


def maps_bytes(maps: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Heat maps as an .npz, whatever their names: `np.savez` has arguments of its own that a class may be called like."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, heat in maps.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.lib.format.write_array(file, heat, allow_pickle=False)
    return data.getvalue()


def _labelled(project: Project, subset: SubsetName) -> list[LabelledPicture]:
    pictures, missing = labelled_pictures(project, subset=subset.value)
    _name_problems([str(problem) for problem in missing], count=0)
    return pictures


def _named_pictures(project: Project, names: list[str]) -> list[Path]:
    paths = []
    for name in names:
        path = next((p for p in (project.pics / name, Path(name)) if is_file(p)), None)
        if path is None:
            raise StationError(f"expected a picture in {project.pics} or a file; {name} is neither")
        paths.append(path)
    return paths


def _name_problems(problems: Sequence[str], *, count: int) -> None:
    for problem in problems:
        screen.print(f"skipped: {problem}", markup=False)
    if problems and count:
        screen.print(f"{len(problems)} of {plural(count, 'picture')} skipped")


def _defined(value: float | None) -> str:
    return "null" if value is None else f"{value:.3f}"
