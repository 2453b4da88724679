"""Many pictures -> their answers, in batches through a worker that holds the network."""

import contextlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.heat import METHODS, Maps
from station.core.messages import Answer, Answers, Array, Engine, LoadAhead, LoadRun, Ready, Tried
from station.live.link import Worker
from station.model.runs import Run

BATCH = 32
CORES_BESIDE = max(1, (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) // 2)
"""Of a network that answers frames while others decode, paint and record them: half of the processor.

Measured on two cores in bfloat16, one picture: 4.3 ms of processor time on one core; on both 5.5, in 2.7 ms, but each waits for
the other at every layer, and whatever else runs on one of them holds up both."""
TURN_SECONDS = 0.1
"""So often it is asked, while a network is being loaded, whether somebody still wants it."""


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Probabilities float32 (n, a), and raw maps float32 (n, rows, columns, a) by method where they were asked for."""

    probabilities: NDArray[np.float32]
    maps: dict[str, Maps]


def request_for(run: Run, *, exact: bool, cores: int) -> LoadRun:
    """What a worker is asked, to load the run with the weights that its card here names."""
    return LoadRun(str(run.folder.resolve()), exact, cores, run.card.weights.sha256)


def load_ahead(worker: Worker, run: Run) -> None:
    """Let a worker in waiting load what an inspection with this run will ask for; what goes wrong is told when it asks."""
    with contextlib.suppress(StationError):
        worker.send(LoadAhead(request_for(run, exact=False, cores=CORES_BESIDE)))


class Network:
    """A run's network in a worker process, ready to answer."""

    def __init__(self, worker: Worker, run: Run, *, exact: bool = True, cores: int = 0) -> None:
        """Load the run into the worker; StationError where the run is not sound, or has other weights by now than its card here.

        It answers in float32 where it is to be `exact`; else in the precision that is fastest on this PC and decides alike.
        An exported network uses at most so many `cores`; 0: all.
        """
        self.run = run
        self._worker = worker
        self._asked = 0
        self.engine = worker.ask(request_for(run, exact=exact, cores=cores), expecting=Ready).engine
        """What answers."""

    def ask(self, pictures: NDArray[np.uint8], *, maps: bool) -> int:
        """Send pictures uint8 (n, h, w, 3) at network size on their way and return the question's number."""
        self._asked += 1
        self._worker.send(Answer(self._asked, Array.of(pictures), maps))
        return self._asked

    def answer(self, number: int) -> Answered:
        """Wait for the answer to the question of that number; one that belongs to another is a fault."""
        reply = self._worker.expect(Answers)
        if reply.number != number:
            raise StationError(f"the inspect worker answered question {reply.number} instead of {number}")
        maps = {name: part.unpack() for name in METHODS if (part := getattr(reply, name)) is not None}
        return Answered(reply.probabilities.unpack(), maps)

    def answer_all(
        self,
        pictures: NDArray[np.uint8],
        *,
        maps: bool,
        progress: Callable[[int, int], None] = lambda done, count: None,
    ) -> Iterator[Answered]:
        """The answers to many pictures, batch by batch in their order; one question is under way while one is used."""
        starts = range(0, len(pictures), BATCH)
        waiting = [self.ask(pictures[start : start + BATCH], maps=maps) for start in starts[:1]]
        for index, start in enumerate(starts):
            if index + 1 < len(starts):
                following = starts[index + 1]
                waiting.append(self.ask(pictures[following : following + BATCH], maps=maps))
            answered = self.answer(waiting.pop(0))
            progress(min(len(pictures), start + BATCH), len(pictures))
            yield answered


@contextmanager
def loaded(run: Run, *, exact: bool = True, waiting: Callable[[], None] = lambda: None) -> Iterator[Network]:
    """A run's network in a worker of its own, which ends with the block; `exact` as in `Network`.

    `waiting` is called several times a second while the network is being loaded; what it raises ends the worker at once.
    """
    with Worker("inspect") as worker:
        yield load_in(worker, run, exact=exact, waiting=waiting)


@contextmanager
def loading(run: Run, *, exact: bool = True, cores: int = 0) -> Iterator[Callable[[], Network]]:
    """As `loaded`, but the block begins at once, and what it is given waits for the network: for who has work till then."""
    with Worker("inspect") as worker, ThreadPoolExecutor(1, "loading") as pool:
        coming = pool.submit(Network, worker, run, exact=exact, cores=cores)
        try:
            yield coming.result
        finally:
            if not coming.done():
                worker.kill()


def load_in(worker: Worker, run: Run, *, exact: bool = True, waiting: Callable[[], None]) -> Network:
    """Load a run into a worker as `loaded` does."""
    with ThreadPoolExecutor(1, "loading") as pool:
        coming = pool.submit(Network, worker, run, exact=exact)
        try:
            while not wait([coming], TURN_SECONDS).done:
                waiting()
        finally:
            if not coming.done():
                worker.kill()
        return coming.result()


def engine_told(engine: Engine) -> str:
    """What answers, and why it was chosen, in a sentence."""
    if engine.name == "tensorflow":
        return f"TensorFlow answers, since {engine.problem}"
    figures = "; ".join(_tried_told(name, tried) for name, tried in engine.tried.items())
    return f"OpenVINO answers in {engine.name}{f' ({figures})' if figures else ''}"


def _tried_told(name: str, tried: Tried) -> str:
    said = f"{name} {tried.milliseconds:.1f} ms a picture here"
    if not tried.pictures:
        return said
    few = "" if tried.is_enough else ", too few to go by"
    return (
        f"{said}, changes {tried.changed} of {tried.sure} sure decisions on {tried.pictures} validation pictures and moves "
        f"{tried.moved:.0%} of their heat maps{few}"
    )
