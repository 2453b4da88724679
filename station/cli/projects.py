"""Commands that make and divide projects: open, practice, split."""

import re
import subprocess
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from station.cli.class_table import print_class_counts
from station.cli.console import bar, plural, screen, table
from station.core.errors import StationError
from station.core.practice.tag import check_tag
from station.core.programs import is_packaged, window_program
from station.core.project import Project, open_project
from station.core.screen import expect_screen
from station.core.seed import LARGEST_SEED
from station.core.subsets import Split, divide, figures, leakage, merge, write_subsets
from station.live.practice import PracticePlan, film_practice_project

ProjectArgument = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder.")]
SeedOption = Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Decides everything random.")]


class How(StrEnum):
    """By what the pictures are divided."""

    CLIP = "clip"
    FRAME = "frame"


def open_window(
    project: Annotated[Path | None, typer.Argument(metavar="PROJECT", help="The project's folder.")] = None,
) -> None:
    """Open the window: with the project, or else on its start page with the recent ones.

    A project that is open already is shown in the window that has it.
    """
    if project is not None:
        open_project(project)
    if is_packaged():  # the commands are a program without Qt there
        subprocess.Popen([*window_program(), *([] if project is None else [str(project.resolve())])])
        return
    expect_screen()
    from station.ui.app import run  # Qt's libraries may be missing, which must not keep the commands from working

    run(project)


def practice(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the practice project.")],
    strips: Annotated[int, typer.Option(min=1, max=9999, help="How many strips.")] = 40,
    frames: Annotated[int, typer.Option(min=1, max=5000, help="Frames of each strip.")] = 60,
    seed: SeedOption = 0,
    scale: Annotated[
        str, typer.Option(metavar="PX[-PX]", help="Pixels a millimetre; a range is another camera for each strip.")
    ] = "10",
    tag: Annotated[
        str, typer.Option(metavar="ATTRIBUTE", help="A wrong reason on purpose: a tag in a corner wherever it is true.")
    ] = "",
) -> None:
    """Render a practice project with known truth: videos/, pics/, truth/."""
    plan = PracticePlan(strips, frames, seed, scale_range(scale), check_tag(tag))
    project = make_practice_project(folder, plan)
    screen.print(f"{plural(strips, 'strip')} of {plural(frames, 'frame')} in {project.folder}", markup=False)


def split(
    project: ProjectArgument,
    by: Annotated[How, typer.Option(help="clip: no clip in two subsets; frame: as the lab did.")] = How.CLIP,
    seed: SeedOption = 0,
) -> None:
    """Divide the labelled pictures into train.csv, valid.csv and test.csv."""
    split_project(open_project(project), by=by, seed=seed)


def make_practice_project(folder: Path, plan: PracticePlan) -> Project:
    """Make a practice project in a new or empty folder; StationError where there is something already."""
    with bar("filming strips") as progress:
        progress.show(0, plan.strips)
        return film_practice_project(folder, plan, tell=lambda done, clip: progress.show(done, plan.strips, clip))


def split_project(project: Project, *, by: How, seed: int) -> Split:
    """Divide a project's pictures, write the subsets, and print the shares and the leakage."""
    pictures, missing = merge(project)
    for problem in missing:
        screen.print(f"skipped: {problem}", markup=False)
    if not pictures:
        raise StationError(f"expected labelled pictures in {project.pics}, found none; label a clip first")
    divided = divide(project, pictures, how=by.value, seed=seed)
    write_subsets(project, split=divided)
    _print_split(divided, project=project)
    return divided


def scale_range(text: str) -> tuple[float, float]:
    """`10` or `7-11.5` as a range of pixels a millimetre; StationError on anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?", text)
    if match:
        low = float(match[1])
        high = float(match[2] or low)
        if 4 <= low <= high <= 40:
            return low, high
    raise StationError(f"expected a scale from 4 to 40 pixels a millimetre such as 10 or 7-11.5, received {text}")


def _print_split(divided: Split, *, project: Project) -> None:
    parts, names = figures(divided), project.attributes.names if project.kind == "attributes" else ()
    made = table(
        f"subsets by {divided.how}, seed {divided.seed}",
        *("subset", "clips", "frames", "share"),
        *(f"{name} true" for name in names),
    )
    for part in parts:
        true = part.true if names else ()
        shares = (f"{100 * count / part.frames:.1f} %" if part.frames else "-" for count in true)
        made.add_row(part.subset, str(part.clips), str(part.frames), f"{100 * part.share:.1f} %", *shares)
    screen.print(made)
    if project.kind == "classes":
        print_class_counts(parts, project.attributes.names)
    screen.print(f"{leakage(divided)}.")
