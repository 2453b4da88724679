"""A run's answers to all frames of a clip, through a worker of its own, ahead of whoever labels it."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import LEAST_CLASSES, AttributeSet
from station.core.errors import GivenUp, StationError
from station.core.folders import resource
from station.core.frame import Frame
from station.core.images import to_network_size
from station.core.label_steps import Values
from station.core.opened_clip import OpenedClip, OpensClip
from station.core.project import Project
from station.core.suggestion import Suggestion
from station.live.answers import Answered, Network
from station.live.clip_process import ClipProcess
from station.live.jobs import Job, Stopped
from station.live.link import Worker
from station.model.runs import Run, open_run, runs_in
from station.model.shipped import BASE

BATCH = 16
TOLD_SECONDS = 0.3


class Answering(Protocol):
    """What is asked: a network in a worker, or its fake."""

    def ask(self, pictures: NDArray[np.uint8], *, maps: bool) -> int:
        """Send pictures on their way."""
        ...

    def answer(self, number: int) -> Answered:
        """Wait for what comes back."""
        ...


class Labeller(Protocol):
    """Whoever labels the clip meanwhile, as seen from another thread."""

    @property
    def position(self) -> int:
        """The frame on screen."""
        ...

    @property
    def labels(self) -> Mapping[int, Values]:
        """What is saved: another value once anything is."""
        ...

    def ready(self, number: int) -> Frame | StationError | None:
        """A frame that is decoded already."""
        ...

    def give_way(self) -> None:
        """Wait for a moment where a key was just pressed."""
        ...


Load = Callable[[Run, Job], AbstractContextManager[Answering]]

LOOK_SECONDS = 0.1
"""How often it is asked whether a worker that is still loading should end."""


@contextmanager
def loaded(run: Run, job: Job) -> Iterator[Answering]:
    """A run's network in a worker of its own, which gives way to others; it ends with the block, or once the job is stopped."""
    ended = threading.Event()
    with Worker("inspect") as worker:
        watcher = threading.Thread(target=_end_with, args=(worker, job, ended), name="suggestions", daemon=True)
        watcher.start()
        try:
            yield Network(worker, run, exact=False)
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


def suggest(
    clip: Path,
    *,
    run: Run,
    attributes: AttributeSet,
    job: Job,
    load: Load = loaded,
    labeller: Labeller | None = None,
    known: Suggestion | None = None,
    came: Callable[[Suggestion], None] = lambda found: None,
    open_clip: OpensClip = ClipProcess,
) -> Suggestion:
    """Have a run answer every frame of a clip, those first that the labeller comes to next: where he is, and then without a label.

    `known` is what it said before of some, and `came` is called several times a second with all that is known by then. One question
    is under way at a time. Stopped where the job is asked to stop, StationError where it can't be.
    """
    with closing(_opened(clip, open_clip, job)) as opened, load(run, job) as network:
        work = _Answers(opened, run=run, attributes=attributes, labeller=labeller or _Nobody(), known=known)
        told_s = time.monotonic()
        waiting: tuple[int, list[int]] | None = None
        while True:
            numbers, pictures = work.pictures(job)
            if waiting is not None:
                work.take(network.answer(waiting[0]), of=waiting[1])
            waiting = (network.ask(np.stack(pictures), maps=False), numbers) if numbers else None
            if waiting is None:
                return work.found()
            if time.monotonic() - told_s > TOLD_SECONDS:
                told_s = time.monotonic()
                came(work.found())


def _opened(clip: Path, open_clip: OpensClip, job: Job) -> OpenedClip:
    try:
        return open_clip(clip, is_wanted=lambda: not job.is_stopped)
    except GivenUp:
        raise Stopped from None


class _Nobody:
    """Nobody is labelling: from the beginning to the end."""

    position = 0
    labels: Mapping[int, Values] = MappingProxyType({})

    def ready(self, number: int) -> None:
        del number

    def give_way(self) -> None:
        return


class _Answers:
    """What is known of a clip's frames, and which are to be asked next."""

    def __init__(
        self, clip: OpenedClip, *, run: Run, attributes: AttributeSet, labeller: Labeller, known: Suggestion | None
    ) -> None:
        self._clip, self._run, self._labeller = clip, run, labeller
        self._attributes = attributes
        self._columns = _columns(run, attributes)
        self._probabilities = np.full((len(clip), len(attributes)), np.nan, np.float32)
        if known is not None and known.probabilities.shape == self._probabilities.shape:
            self._probabilities = known.probabilities.copy()
        self._is_left: NDArray[np.bool_] = np.asarray(np.isnan(self._probabilities).all(axis=1))
        """Frames that were not asked yet; a damaged one counts as asked."""
        self._labels: Mapping[int, Values] | None = None
        self._is_labelled = np.zeros(len(clip), bool)

    def pictures(self, job: Job) -> tuple[list[int], list[NDArray[np.uint8]]]:
        """The next numbers to ask, and their pictures at network size; none once all frames were asked."""
        numbers: list[int] = []
        pictures: list[NDArray[np.uint8]] = []
        while not numbers and self._is_left.any():
            for number in self._next():
                job.step(int((~self._is_left).sum()), len(self._is_left))
                self._is_left[number] = False
                if (frame := self._frame(number)) is not None:
                    numbers.append(number)
                    pictures.append(to_network_size(frame.picture, size=self._run.card.image_size))
        return numbers, pictures

    def take(self, answered: Answered, *, of: list[int]) -> None:
        """Keep the answers to these frames."""
        for theirs, ours in self._columns:
            self._probabilities[of, ours] = answered.probabilities[:, theirs]

    def found(self) -> Suggestion:
        """All that is known by now."""
        thresholds = tuple(self._run.card.thresholds.get(name, 0.5) for name in self._attributes.names)
        return Suggestion(self._run.name, self._probabilities.copy(), thresholds, self._attributes.kind)

    def _next(self) -> list[int]:
        """What was not asked yet of: the frames right here, those without a label from here on and around, the others."""
        count, here = len(self._is_left), self._labeller.position
        labels = self._labeller.labels
        if labels is not self._labels:
            self._labels, self._is_labelled = labels, np.zeros(count, bool)
            self._is_labelled[[number for number in labels if number < count]] = True
        from_here = (np.arange(here, here + count)) % count
        left = from_here[self._is_left[from_here]]
        is_near = (left - here) % count < BATCH
        order = np.argsort(np.where(is_near, 0, 1 + self._is_labelled[left]), kind="stable")
        return [int(number) for number in left[order[:BATCH]]]

    def _frame(self, number: int) -> Frame | None:
        """A frame, without decoding it where the labeller's reader has it already; None where it is damaged."""
        found = self._labeller.ready(number)
        if isinstance(found, Frame):
            return found
        self._labeller.give_way()
        try:
            return self._clip.frame(number)
        except StationError:
            return None


def _base() -> list[Run]:
    try:
        return [open_run(resource(BASE))]
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
