"""The command that takes a run over from somebody else."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from station.cli.console import screen
from station.cli.projects import ProjectArgument
from station.cli.runs import image_size_of
from station.core.errors import StationError
from station.core.programs import command
from station.core.project import open_project
from station.live.importing import Found, Wish, free_name, looked_at
from station.model.runs import Card, check_name


class LabNetwork(StrEnum):
    """The networks of which the labs have old weights."""

    REFERENCE = "reference"
    FRUIT = "fruit"


def import_run(
    source: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="A run's folder, or a lab's .h5 weights.")],
    project: ProjectArgument,
    name: Annotated[str | None, typer.Option(metavar="RUN", help="What it is called here; left out: as there.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take it without asking, if it is sound.")] = False,
    network: Annotated[LabNetwork | None, typer.Option(help="Of .h5 weights: whose they are.")] = None,
    attributes: Annotated[
        str | None, typer.Option(metavar="A,B,...", help="Of .h5 weights: what their outputs answer, in their order.")
    ] = None,
    image_size: Annotated[
        str | None, typer.Option(metavar="WxH", help="Of .h5 weights: what they were fed with; left out: 100x100.")
    ] = None,
) -> None:
    """Take over a run of somebody else, or a lab's old .h5 weights. A process of its own looks at it first."""
    opened = open_project(project)
    names = tuple(part.strip() for part in attributes.split(",")) if attributes else ()
    wish = Wish(source, network, names, image_size_of(image_size))
    wanted = check_name(name or wish.name)
    with looked_at(opened, wish) as found:
        _show(found, source)
        if not yes and not _is_wanted(free_name(opened, wanted).name):
            screen.print("nothing was taken")
            return
        run = found.accept(wanted)
    screen.print(f"run {run.name}: in {run.folder}", markup=False)
    screen.print(
        f"{command('evaluate', project, '--model', run.name)} gets its figures here, "
        f"{command('export', project, '--model', run.name, '--format', 'openvino')} its fast network",
        markup=False,
    )


def _is_wanted(name: str) -> bool:
    """Whether a person says yes; who can't be asked has to say so beforehand."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise StationError("the run is sound, but nobody can be asked whether to take it; --yes takes it")
    return typer.confirm(f"Take it into the project as {name}?")


def _show(found: Found, source: Path) -> None:
    made = Table(title=f"{source.name} is sound", title_justify="left", box=box.SIMPLE_HEAD, show_header=False)
    for label, text in card_rows(found.run.card):
        made.add_row(label, text)
    screen.print(made)
    if found.notes:
        screen.print(found.notes, markup=False)


def card_rows(card: Card) -> list[tuple[str, str]]:
    """What a card says, row by row."""
    width, height = card.image_size
    figures = card.figures
    losses = "unknown" if figures.valid_loss is None else f"{figures.valid_loss:.3f} on its own validation subset"
    right = ", ".join(f"{name} {value:.1f}" for name, value in list(figures.valid_accuracies.items())[:12])
    return [
        ("network", f"{card.network}, {card.parameters:,} weights, pictures of {width} x {height}"),
        (card.kind, ", ".join(attribute.name for attribute in card.attributes[:12])),
        ("made", f"{card.created[:19]} with {', '.join(f'{name} {v}' for name, v in list(card.versions.items())[:3])}"),
        ("loss", losses),
        ("per cent right", right or "unknown"),
        ("sha256", card.weights.sha256),
    ]
