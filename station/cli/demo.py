"""The command that shows everything at once on the practice lab."""

import time
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from station.cli.console import duration, plural, screen
from station.cli.figures import Look, draw
from station.cli.inspected import print_inspected
from station.cli.judging import SubsetName, evaluate_run, explain_pictures, print_evaluation
from station.cli.map_tables import show_map_truth
from station.cli.projects import How, SeedOption, make_practice_project, open_window, split_project
from station.cli.runs import train_run
from station.cli.watching import inspect_source
from station.core.cameras import ClipCamera
from station.core.messages import FilmStrip, TrainRun
from station.core.project import create_project
from station.core.screen import has_screen
from station.core.subsets import Split
from station.live.answers import loaded
from station.live.picture_process import PictureProcess
from station.live.practice import PracticePlan, film_strips
from station.model.runs import Run

STRIPS = 104
FRAMES = 24
FRESH_FRAMES = 150
EPOCHS = 6
EXPLAINED = 12
SCALE = (10.0, 10.0)
RUN = "demo"


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="A new folder; left out: seam-station-demo here.")
    ] = None,
    no_window: Annotated[bool, typer.Option("--no-window", help="Do not open the window afterwards.")] = False,
    seed: SeedOption = 0,
) -> None:
    """Film practice strips, train, judge, explain and inspect, and say where everything lies."""
    begun = time.monotonic()
    folder = folder or _free_folder(Path("seam-station-demo"))
    _title(1, f"filming {STRIPS} practice strips into {folder}")
    project = make_practice_project(folder, PracticePlan(STRIPS, FRAMES, seed, SCALE))
    _title(2, "dividing them by clip, so that the test strips are strips never seen")
    divided = split_project(project, by=How.CLIP, seed=seed)
    _title(3, "training the fast network")
    request = TrainRun(str(folder.resolve()), RUN, "fast", resume=False, seed=seed, epochs=EPOCHS)
    run = train_run(project, request)
    _title(4, "judging it on the test strips")
    print_evaluation(evaluate_run(project, run, subset=SubsetName.TEST))
    _title(5, "holding its heat maps against the truth, which the practice lab knows")
    show_map_truth(project, run, subset="test")
    _title(6, "explaining test pictures")
    explained, look = run.folder / "explained-gradcam", Look.of(project, method="gradcam")
    with closing(PictureProcess()) as reader, loaded(run) as network:
        count = explain_pictures(network, _telling(divided), reader=reader, look=look, pics=project.pics, out=explained)
    draw(explained / "figure.png", project, run, paths=(), subset="test", look=look)
    screen.print(f"{plural(count, 'picture')} in {explained}", markup=False)
    _title(7, "inspecting a fresh strip")
    clip = next(iter(film_strips([FilmStrip(str(_fresh_project(folder)), STRIPS, FRESH_FRAMES, seed, SCALE)])))
    _inspect(folder, clip, run)
    screen.print(f"\ndone in {duration(time.monotonic() - begun)}; the project is {folder.resolve()}", markup=False)
    if not no_window and has_screen():
        screen.print("opening the window; close it to come back here")
        open_window(folder)


def _title(step: int, text: str) -> None:
    screen.print(Text.assemble("\n", (str(step), "bold"), f" {text}"))


def _free_folder(folder: Path) -> Path:
    """The folder, or the first of folder-2, folder-3, ... that is not there yet."""
    candidates = (folder.with_name(f"{folder.name}-{n}") if n > 1 else folder for n in range(1, 10_000))
    return next(candidate for candidate in candidates if not candidate.exists())


def _telling(divided: Split) -> list[Path]:
    """Test pictures that show faults first, from as many strips as possible."""
    faulty = [picture for picture in divided.test if picture.values[1] or picture.values[2]]
    by_clip = {picture.clip: picture for picture in faulty}
    chosen = [*by_clip.values(), *(picture for picture in divided.test if picture.clip not in by_clip)]
    return [picture.path for picture in chosen[:EXPLAINED]]


def _fresh_project(folder: Path) -> Path:
    """A project of its own inside the demo's folder: the fresh strip is not for training."""
    return create_project(folder / "fresh").folder.resolve()


def _inspect(folder: Path, clip: str, run: Run) -> None:
    source = folder / "fresh" / "videos" / f"{clip}.mp4"
    table = folder / "fresh" / f"{clip}_inspected.csv"
    inspected = inspect_source(ClipCamera(source), run, frames=None, out=table, named=str(source))
    print_inspected(inspected)
    screen.print(f"the strip is {source}; each frame's row is in {table}", markup=False)
