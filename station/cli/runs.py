"""Commands that make runs and carry them elsewhere: train, export."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from station.cli.console import Bar, bar, duration, screen
from station.cli.projects import ProjectArgument
from station.core.cluster_plan import ClusterPlan, plan_of
from station.core.errors import StationError
from station.core.messages import Done, ExportRun, Note, Preparing, Progress, Reply, TrainRun
from station.core.project import Project, open_project
from station.core.seed import LARGEST_SEED
from station.core.subset import SEEN
from station.core.subsets import expect_subset
from station.live.awake import awake
from station.live.link import Worker
from station.live.trainer import Trainer
from station.model import runs
from station.model.recipes import NO_BASE, OWN_BASE, VARIATIONS
from station.model.runs import Run

RunOption = Annotated[
    str | None, typer.Option("--model", metavar="RUN", help="A run's name or folder; left out: the newest.")
]


BY_RECIPE = "left out: as the network's recipe says"
MOST_NAMED = 12
"""Accuracies that an epoch's line names one by one."""


class Network(StrEnum):
    """The networks there are."""

    FAST = "fast"
    WIDE = "wide"
    REFERENCE = "reference"
    FRUIT = "fruit"


class Variation(StrEnum):
    """How training pictures may be varied."""

    NONE = "none"
    LAB = "lab"
    SEAM = "seam"
    THINGS = "things"
    SCENES = "scenes"


assert set(Variation) == set(VARIATIONS)


class Format(StrEnum):
    """What a run can be written as."""

    OPENVINO = "openvino"
    ONNX = "onnx"
    KERAS = "keras"


def train(
    project: ProjectArgument,
    network: Annotated[
        Network | None,
        typer.Option(help="fast (the default), wide (twice as large), or the labs' own: reference, fruit."),
    ] = None,
    image_size: Annotated[
        str | None, typer.Option(metavar="WxH", help=f"What pictures are resized to; {BY_RECIPE}.")
    ] = None,
    epochs: Annotated[int | None, typer.Option(min=1, max=10_000, help=f"At most so many; {BY_RECIPE}.")] = None,
    batch_size: Annotated[int | None, typer.Option(min=1, max=1024, help=f"Pictures a step; {BY_RECIPE}.")] = None,
    learning_rate: Annotated[float | None, typer.Option(min=1e-8, max=1.0, help=f"The largest; {BY_RECIPE}.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="RUN", help="The new run's name; left out: network and time.")
    ] = None,
    resume: Annotated[str | None, typer.Option(metavar="RUN", help="Continue this run as if never stopped.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, max=LARGEST_SEED, help="Decides everything random.")] = None,
    base: Annotated[
        str | None, typer.Option(metavar="RUN|none", help="The run to begin from; none: random weights.")
    ] = None,
    variation: Annotated[Variation | None, typer.Option(help=f"How pictures are varied; {BY_RECIPE}.")] = None,
    all_layers: Annotated[
        bool,
        typer.Option(
            "--all-layers",
            help="From base weights too, train every layer: slow; for 1,000 labels of hundreds of strips.",
        ),
    ] = False,
    deterministic: Annotated[
        bool, typer.Option("--deterministic", help="The same weights every time, but slower.")
    ] = False,
) -> None:
    """Train a network on the train subset; Ctrl-C stops it and keeps the best. With TF_CONFIG, together with other machines."""
    plan = plan_of(os.environ)
    opened = open_project(project)
    settings = {
        "--network": network,
        "--image-size": image_size,
        "--batch-size": batch_size,
        "--learning-rate": learning_rate,
        "--name": name,
        "--seed": seed,
        "--base": base,
        "--variation": variation,
        "--all-layers": all_layers or None,
    }
    if resume is not None and (given := [option for option, value in settings.items() if value is not None]):
        raise StationError(f"--resume goes on with the run's own settings; leave out {', '.join(given)}")
    kind = network or _network_of(base if plan is None or plan.is_chief else None, project=opened)
    request = TrainRun(
        project=str(opened.folder.resolve()),
        run=_run_to_train(opened, resume=resume, name=name or f"{kind}_{datetime.now():%Y%m%d_%H%M%S}", plan=plan),
        network=kind,
        resume=resume is not None,
        seed=seed or 0,
        image_size=image_size_of(image_size),
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        base=base,
        variation=variation,
        all_layers=all_layers,
        deterministic=deterministic,
    )
    if plan is None:  # before TensorFlow is loaded; a machine of several has to tell the others
        _expect_startable(opened, resume=resume, name=name)
    if plan is None or plan.is_chief:
        train_run(opened, request)
    else:
        _watch_training(opened, request)


def export(
    project: ProjectArgument,
    model: RunOption = None,
    format: Annotated[Format, typer.Option(help="openvino, onnx or keras.")] = Format.ONNX,
    out: Annotated[Path | None, typer.Option(help="A folder; left out: the run's own.")] = None,
) -> None:
    """Write a run's network for other programs, or anew for the station (openvino). Pictures in, probabilities and maps out."""
    run = runs.find_run(model, project=open_project(project))
    request = ExportRun(str(run.folder.resolve()), format.value, str((out or run.folder).resolve()))
    with Worker("inspect") as worker:
        written = worker.ask(request, expecting=Done).text
    screen.print(f"written: {written}", markup=False)


def train_run(project: Project, request: TrainRun) -> Run:
    """Train with progress on screen, and return the run that was kept."""
    _watch_training(project, request)
    run = runs.open_run(project.models / request.run)
    screen.print(f"run {run.name}: {run.card.parameters:,} parameters, in {run.folder}", markup=False)
    return run


def _watch_training(project: Project, request: TrainRun) -> None:
    with awake(), Trainer(request) as trainer, _stopping_by_hand(trainer), bar("training") as progress:
        for reply in trainer.replies():
            _show(reply, progress, names=project.attributes.names)


def _expect_startable(project: Project, *, resume: str | None, name: str | None) -> None:
    """StationError where a new run's name is taken, or a subset is missing that the training reads."""
    if resume is None and name is not None:
        runs.expect_new(project.models / runs.check_name(name))
    for subset in SEEN:
        expect_subset(project, subset=subset)


def _network_of(base: str | None, *, project: Project) -> str:
    """The network of the run to begin from, whose weights fit no other; `fast` where none is named."""
    if base in (None, OWN_BASE, NO_BASE):
        return Network.FAST
    return runs.find_run(base, project=project).card.network


def _run_to_train(project: Project, *, resume: str | None, name: str, plan: ClusterPlan | None) -> str:
    """The name of the new run, or of the one to resume, which lies in the project whether it was given by name or by path.

    Of several machines only the chief needs to have it: it writes it, and tells the others of it.
    """
    if resume is None:
        return runs.check_name(name)
    if plan is not None and not plan.is_chief:
        return Path(resume).name
    run = runs.find_run(resume, project=project)
    if run.folder.resolve().parent != project.models.resolve():
        raise StationError(
            f"{run.folder} is a run of another project; only a run in {project.models} can be resumed here"
        )
    return run.name


def image_size_of(text: str | None) -> tuple[int, int] | None:
    """`256x192` as (256, 192); StationError on anything else or outside 32 to 1024."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{2,4})x(\d{2,4})", text)
    if match and all(32 <= int(side) <= 1024 for side in match.groups()):
        return int(match[1]), int(match[2])
    raise StationError(f"expected an image size such as 256x192, each side from 32 to 1024; received {text}")


def _show(reply: Reply, progress: Bar, *, names: tuple[str, ...]) -> None:
    match reply:
        case Preparing(done, count):
            progress.show(0, 1, f"reading pictures {done} of {count}")
        case Note(text) | Done(text):
            progress.say(text)
        case Progress(epoch, epochs, step, steps, loss, _, seconds_left, None):
            done = (epoch - 1) * steps + step
            progress.show(
                done, epochs * steps, f"epoch {epoch}/{epochs} loss {loss:.3f}, {duration(seconds_left)} left"
            )
        case Progress(valid_loss=float(valid_loss), valid_accuracies=tuple(accuracies)):
            mark = "  best so far" if reply.best else ""
            losses = f"loss {reply.loss:.3f}  valid {valid_loss:.3f}"
            told = accuracies_told(dict(zip(names, accuracies, strict=True)))
            progress.say(f"epoch {reply.epoch:>3}/{reply.epochs}  {losses}  {told}{mark}")


def accuracies_told(accuracies: Mapping[str, float]) -> str:
    """The accuracies, in per cent, in one line: each by its name, of very many the mean and the worst."""
    if len(accuracies) <= MOST_NAMED:
        return "  ".join(f"{name} {value:.1f}" for name, value in accuracies.items())
    worst = min(accuracies, key=lambda name: accuracies[name])
    mean = sum(accuracies.values()) / len(accuracies)
    return f"mean of {len(accuracies)} {mean:.1f}  worst {worst} {accuracies[worst]:.1f}"


@contextmanager
def _stopping_by_hand(trainer: Trainer) -> Iterator[None]:
    """While the block runs Ctrl-C asks the training to stop; a second one ends it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        trainer.stop()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
