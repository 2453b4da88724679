"""Many practice strips at once: as many workers as there are processors, each rendering one strip at a time."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from station.core import storage
from station.core.errors import StationError
from station.core.messages import Done, FilmStrip
from station.core.project import Project, create_project
from station.live.jobs import Stopped
from station.live.link import Worker

CHECK_SECONDS = 0.1
"""How often it is asked whether to go on."""

SECONDS_A_FRAME = 0.11
"""Of one processor of 2.x GHz, for rendering, coding and saving a frame; measured with `station practice`."""
START_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """How many strips of how many frames; `scale` is a range of pixels a millimetre, another one for each strip.

    `tag` names an attribute: frames in which it is true carry a tag in a corner, a wrong reason for the audit to find.
    """

    strips: int
    frames: int
    seed: int = 0
    scale: tuple[float, float] = (10.0, 10.0)
    tag: str = ""

    @property
    def seconds(self) -> float:
        """About how long it takes on this computer."""
        processors = min(self.strips, os.cpu_count() or 1)
        return START_SECONDS + self.strips * self.frames * SECONDS_A_FRAME / processors


def film_practice_project(
    folder: Path,
    plan: PracticePlan,
    *,
    tell: Callable[[int, str], None] = lambda _done, _clip: None,
    check: Callable[[], None] = lambda: None,
) -> Project:
    """Make a practice project in a new or empty folder and tell of each strip that is finished.

    Where `check` raises Stopped, the strips that are finished are the project; without any the folder is as it was
    and Stopped is raised. Raises StationError where there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StationError(f"expected a new or empty folder for the practice project; {folder} holds something already")
    was_there = folder.exists()
    project = create_project(folder)
    requests = [
        FilmStrip(str(folder.resolve()), number, plan.frames, plan.seed, plan.scale, plan.tag)
        for number in range(plan.strips)
    ]
    finished: list[str] = []
    try:
        for clip in film_strips(requests, check=check):
            finished.append(clip)
            tell(len(finished), clip)
    except Stopped:
        if not finished:
            _remove(project, with_folder=not was_there)
            raise
        _tidy(project, finished=finished)
    return project


def film_strips(requests: Sequence[FilmStrip], *, check: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Render these strips and yield the name of each clip as it is finished.

    Closing the iterator stops after the present strips; where `check` raises, they are given up at once.
    """
    free: SimpleQueue[Worker] = SimpleQueue()
    workers = [Worker("practice") for _ in range(min(len(requests), os.cpu_count() or 1))]
    try:
        for worker in workers:
            free.put(worker)
        with ThreadPoolExecutor(len(workers), thread_name_prefix="practice") as threads:
            try:
                yield from _films(requests, lambda request: threads.submit(_film, request, free), len(workers), check)
            except Exception:  # whatever it is, nobody waits for strips any more
                for worker in workers:
                    worker.kill()
                raise
    finally:
        for worker in workers:
            worker.close()


def _films(
    requests: Sequence[FilmStrip],
    submit: Callable[[FilmStrip], Future[str]],
    at_once: int,
    check: Callable[[], None],
) -> Iterator[str]:
    left = list(reversed(requests))
    waiting: set[Future[str]] = set()
    while left or waiting:
        check()
        while left and len(waiting) < at_once:
            waiting.add(submit(left.pop()))
        done, waiting = wait(waiting, timeout=CHECK_SECONDS, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


def _film(request: FilmStrip, free: "SimpleQueue[Worker]") -> str:
    worker = free.get()
    try:
        return worker.ask(request, expecting=Done).text
    finally:
        free.put(worker)


def _tidy(project: Project, *, finished: Sequence[str]) -> None:
    """Delete what there is of strips that were given up: their clips and pictures have no labels."""
    for clip in project.videos.glob("*.mp4"):
        if clip.stem not in finished:
            for file in (clip, *project.pics.glob(f"{clip.stem}_*"), *project.truth.rglob(f"{clip.stem}.json")):
                storage.remove(file)


def _remove(project: Project, *, with_folder: bool) -> None:
    for part in (project.videos, project.pics, project.models, project.truth):
        storage.remove_tree(part)
    storage.remove(project.file)
    if with_folder:
        storage.remove_folder(project.folder)
