"""Keeps a run's network ready: loads it in a thread, watches it while it answers, starts it again where its worker dies."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.messages import Engine
from station.live.answers import CORES_BESIDE, Answered, Network
from station.live.link import Worker, WorkerFault
from station.live.spare import inspect_worker
from station.live.threads import is_over
from station.model.runs import Run

HANG_SECONDS = 8.0
"""A question that stays unanswered for so long is given up with its worker; ordinary answers take a tenth of a second."""
RESTARTS = 3
LASTING_SECONDS = 60.0
"""A worker that lived so long was sound: its death starts the count of restarts anew."""
PATIENCE_SECONDS = 0.5
_LOOK_SECONDS = 0.25

BROKEN = (StationError, WorkerFault, ValueError, OSError)
"""What a worker that is gone, mad or taken over makes of a question."""


class Helper(Protocol):
    """Something that holds a network; its calls wait."""

    def load(self) -> None: ...
    @property
    def engine(self) -> Engine: ...
    def ask(self, pictures: NDArray[np.uint8]) -> int: ...
    def answer(self, number: int) -> Answered: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...


class WorkerHelper:
    """A run's network in an inspect worker."""

    def __init__(self, run: Run, *, take: Callable[[], Worker] = inspect_worker) -> None:
        """Take a worker, or start one."""
        self._run = run
        self._worker = take()
        self._network: Network | None = None

    @property
    def pid(self) -> int:
        """The worker's process number."""
        return self._worker.pid

    def load(self) -> None:
        """Load the run: half a second, or of TensorFlow 5 to 10 s."""
        self._network = Network(self._worker, self._run, exact=False, cores=CORES_BESIDE)

    @property
    def engine(self) -> Engine:
        """What answers, once it is loaded."""
        assert self._network is not None
        return self._network.engine

    def ask(self, pictures: NDArray[np.uint8]) -> int:
        """Send pictures on their way, maps wanted."""
        assert self._network is not None
        return self._network.ask(pictures, maps=True)

    def answer(self, number: int) -> Answered:
        """Wait for their answer."""
        assert self._network is not None
        return self._network.answer(number)

    def kill(self) -> None:
        """End the worker at once; whoever waits for its answer hears of it."""
        self._worker.kill()

    def close(self) -> None:
        """Let the worker end, shortly."""
        self._worker.close(patience_s=PATIENCE_SECONDS)


class Readiness(Enum):
    """What a keeper's network is doing."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Question:
    """A question under way, and whom it was put to."""

    number: int
    helper: Helper


class Keeper:
    """Holds one helper at a time. `ask` and `answer` are called in one other thread and never raise for a broken helper.

    Bounded: after three restarts on end it gives up, and stays FAILED.
    """

    def __init__(
        self,
        run: Run,
        *,
        helper: Callable[[Run], Helper] = WorkerHelper,
        told: Callable[[str], None] = lambda text: None,
        clock: Callable[[], float] = time.perf_counter,
        hang_s: float = HANG_SECONDS,
    ) -> None:
        """Prepare; `told` is called in the keeper's thread with each mishap, in a sentence."""
        self.run = run
        self._make = helper
        self._told = told
        self._clock = clock
        self._hang_s = hang_s
        self._changed = threading.Condition()
        self._helper: Helper | None = None
        self._state = Readiness.LOADING
        self._problem = ""
        self._broken = ""
        self._asked_s: deque[float] = deque()
        """When the questions under way were put, the oldest first."""
        self._given_up: Helper | None = None
        self.engine: Engine | None = None
        """What answers; None before the network was ready for the first time."""
        self.entered: Callable[[Readiness], None] = lambda state: None
        """Called in whatever thread that comes about with what it is doing from then on; the journal listens."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)

    def start(self) -> None:
        """Begin to load; this returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end; the worker is ended in the keeper's thread, a loading one at once."""
        with self._changed:
            self._stop.set()
            helper, loading = self._helper, self._state is Readiness.LOADING
            self._changed.notify_all()
        if helper is not None and loading:
            helper.kill()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        return is_over(self._thread, within_s=seconds)

    @property
    def state(self) -> Readiness:
        """What it is doing now."""
        return self._state

    @property
    def problem(self) -> str:
        """Why it is being started again, or failed."""
        return self._problem

    def wait_ready(self) -> bool:
        """Wait until there is a network, or will be none; whether there is one."""
        with self._changed:
            self._changed.wait_for(lambda: self._stop.is_set() or self._state is not Readiness.LOADING)
            return not self._stop.is_set() and self._state is Readiness.READY

    def ask(self, pictures: NDArray[np.uint8]) -> Question | None:
        """Put a question to the network; None where there is none now."""
        with self._changed:
            helper = self._helper if self._state is Readiness.READY and not self._broken else None
            if helper is None or self._stop.is_set():
                return None
            self._asked_s.append(self._clock())
        try:
            return Question(helper.ask(pictures), helper)
        except BROKEN as error:
            self._give_up(helper, error)
            return None

    def answer(self, question: Question | None) -> Answered | None:
        """Wait for the answer; None where there will be none."""
        if question is None:
            return None
        try:
            answered = question.helper.answer(question.number)
        except BROKEN as error:
            self._give_up(question.helper, error)
            return None
        with self._changed:
            if question.helper is self._given_up:
                return None  # an earlier question has shown that it can't be trusted
            if self._asked_s:
                self._asked_s.popleft()
        return answered

    def is_lost(self, question: Question | None) -> bool:
        """Whether that question will not be answered, since nobody took it or its helper was given up."""
        return question is None or question.helper is self._given_up

    def _give_up(self, helper: Helper, error: BaseException) -> None:
        with self._changed:
            if helper is not self._helper:
                return  # it was ended already, and another one may be loading
            self._given_up = helper
            self._asked_s.clear()
            self._broken = self._broken or str(error) or type(error).__name__
            if self._state is Readiness.READY:
                self._state = Readiness.LOADING
            self._changed.notify_all()

    def _run(self) -> None:
        deaths = 0
        try:
            while not self._stop.is_set():
                begun = self._clock()
                if (problem := self._one_life()) is None:
                    return
                deaths = 1 if self._clock() - begun > LASTING_SECONDS else deaths + 1
                self._problem = problem
                if deaths > RESTARTS:
                    self._enter(Readiness.FAILED)
                    self._told(problem)
                    return
                self._enter(Readiness.LOADING)
                self._told(problem)
        except BaseException as error:
            self._problem = f"{type(error).__name__}: {error}"
            self._enter(Readiness.FAILED)
            raise
        finally:
            if self._stop.is_set():
                self._enter(Readiness.STOPPED)

    def _one_life(self) -> str | None:
        """Start a helper and hold it until it breaks, which is said in a sentence, or until it is asked to stop: None."""
        helper: Helper | None = None
        try:
            helper = self._make(self.run)
            with self._changed:
                self._helper, self._broken = helper, ""
            if self._stop.is_set():
                return None
            helper.load()
            self.engine = helper.engine
            self._enter(Readiness.READY)
            return self._watch_over(helper)
        except BROKEN as error:
            return None if self._stop.is_set() else str(error) or type(error).__name__
        finally:
            with self._changed:
                self._helper = None
                self._asked_s.clear()
            if helper is not None:
                helper.close()

    def _watch_over(self, helper: Helper) -> str | None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stop.is_set() or bool(self._broken), timeout=_LOOK_SECONDS)
                broken, asked_s = self._broken, self._asked_s[0] if self._asked_s else None
            if self._stop.is_set():
                return None
            if not broken and asked_s is not None and self._clock() - asked_s > self._hang_s:
                broken = f"the inspect worker gave no answer for {self._hang_s:g} s; it was ended"
            if broken:
                with self._changed:
                    self._given_up = helper
                self._enter(Readiness.LOADING)
                helper.kill()
                return broken

    def _enter(self, state: Readiness) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
        self.entered(state)
