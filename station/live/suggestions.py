"""A run's answers to all frames of a clip, through a worker of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import LEAST_CLASSES, AttributeSet
from station.core.clips import Clip
from station.core.errors import StationError
from station.core.folders import resource
from station.core.images import to_network_size
from station.core.project import Project
from station.core.suggestion import Suggestion
from station.live.answers import Answered, Network
from station.live.jobs import Job
from station.live.link import Worker
from station.model.runs import Run, open_run, runs_in

BATCH = 16


class Answering(Protocol):
    """What is asked: a network in a worker, or its fake."""

    def ask(self, pictures: NDArray[np.uint8], *, maps: bool) -> int:
        """Send pictures on their way."""
        ...

    def answer(self, number: int) -> Answered:
        """Wait for what comes back."""
        ...


Load = Callable[[Run, Job], AbstractContextManager[Answering]]

LOOK_SECONDS = 0.1
"""How often it is asked whether a worker that is still loading should end."""


@contextmanager
def loaded(run: Run, job: Job) -> Iterator[Answering]:
    """A run's network in a worker of its own, which ends with the block, or at once where the job is asked to stop."""
    ended = threading.Event()
    with Worker("inspect") as worker:
        watcher = threading.Thread(target=_end_with, args=(worker, job, ended), name="suggestions", daemon=True)
        watcher.start()
        try:
            yield Network(worker, run)
        except StationError:
            job.check()
            raise
        finally:
            ended.set()
            watcher.join()


def _end_with(worker: Worker, job: Job, ended: threading.Event) -> None:
    while not ended.wait(LOOK_SECONDS):
        if job.is_stopped:
            worker.kill()
            return


def runs_for(project: Project) -> list[Run]:
    """The runs that know at least one of the project's attributes, or two classes, newest first, and the base weights last."""
    return [run for run in [*reversed(runs_in(project)), *_base()] if _knows(run, project.attributes)]


def suggest(clip: Path, *, run: Run, attributes: AttributeSet, job: Job, load: Load = loaded) -> Suggestion:
    """Have a run answer every frame of a clip; Stopped where the job is asked to stop, StationError where it can't be."""
    with Clip(clip) as opened, load(run, job) as network:
        count = len(opened)
        columns = _columns(run, attributes)
        answers = np.full((count, len(attributes)), np.nan, np.float32)
        waiting: tuple[int, list[int]] | None = None
        for numbers, pictures in _batches(opened, size=run.card.image_size):
            asked = network.ask(pictures, maps=False), numbers
            if waiting is not None:
                _take(network, waiting, into=answers, columns=columns)
            waiting = asked
            job.step(numbers[0], count)
        if waiting is not None:
            _take(network, waiting, into=answers, columns=columns)
    thresholds = tuple(run.card.thresholds.get(name, 0.5) for name in attributes.names)
    return Suggestion(run.name, answers, thresholds, attributes.kind)


def _base() -> list[Run]:
    try:
        return [open_run(resource("base/fast"))]
    except StationError:
        return []


def _knows(run: Run, attributes: AttributeSet) -> bool:
    theirs = {attribute.name for attribute in run.card.attributes}
    least = LEAST_CLASSES if attributes.is_classes else 1
    return run.card.kind == attributes.kind and len(theirs & set(attributes.names)) >= least


def _columns(run: Run, attributes: AttributeSet) -> list[tuple[int, int]]:
    """Where the run's answers go: its column, ours."""
    theirs = [attribute.name for attribute in run.card.attributes]
    return [(theirs.index(name), at) for at, name in enumerate(attributes.names) if name in theirs]


def _batches(clip: Clip, *, size: tuple[int, int]) -> Iterator[tuple[list[int], NDArray[np.uint8]]]:
    """Numbers and pictures at network size; a damaged frame is left out."""
    numbers: list[int] = []
    pictures: list[NDArray[np.uint8]] = []
    for frame in clip.frames():
        numbers.append(frame.number)
        pictures.append(to_network_size(frame.picture, size=size))
        if len(numbers) == BATCH:
            yield numbers, np.stack(pictures)
            numbers, pictures = [], []
    if numbers:
        yield numbers, np.stack(pictures)


def _take(
    network: Answering,
    waiting: tuple[int, list[int]],
    *,
    into: NDArray[np.float32],
    columns: list[tuple[int, int]],
) -> None:
    number, frames = waiting
    probabilities = network.answer(number).probabilities
    for theirs, ours in columns:
        into[frames, ours] = probabilities[:, theirs]
