"""One training in its own worker: start it, hear of it, ask it to stop."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from time import monotonic
from types import TracebackType
from typing import Protocol, Self

from station.core.errors import StationError
from station.core.messages import Done, Note, Preparing, Progress, Reply, TrainRun
from station.live.link import Worker, WorkerGone
from station.model.history import Epoch

NOTES_KEPT = 500
TRACE_KEPT = 2000
"""Points of the loss between epochs; where there are more every second one is dropped."""
TOLD_SECONDS = 0.25
"""A training's state is told at most so often."""


class Trainer:
    """A training under way. Use it in a `with` block; leaving the block ends its process."""

    def __init__(self, request: TrainRun) -> None:
        """Start the worker; the training begins with `replies`."""
        self._request = request
        self._worker = Worker("train")
        self._asked_to_stop = self._is_ended_by_hand = False

    @property
    def pid(self) -> int:
        """The worker's process number."""
        return self._worker.pid

    def replies(self) -> Iterator[Reply]:
        """Notes and progress as they come, at last Done; StationError where the training failed or its process is gone."""
        try:
            yield from self._worker.replies(self._request, until=Done)
        except WorkerGone as error:
            if not self._is_ended_by_hand:
                raise
            raise StationError(
                "ended at once, by hand; what its finished epochs brought is in the run's folder"
            ) from error

    def stop(self) -> None:
        """Ask for an end at the next step with the best kept; asked a second time, end the process at once.

        Safe to call from a signal handler: it only writes to the worker's pipe.
        """
        if self._asked_to_stop:
            self._is_ended_by_hand = True
            self._worker.kill()
        self._asked_to_stop = True
        self._worker.ask_to_stop()

    def kill(self) -> None:
        """End the process at once; what finished epochs brought is in the run's folder."""
        self._worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()


class TrainerLike(Protocol):
    """What a session needs of a trainer."""

    def replies(self) -> Iterator[Reply]:
        """Replies as they come, Done last."""

    def stop(self) -> None:
        """Ask for an end with the best kept."""

    def kill(self) -> None:
        """End it at once."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Phase(Enum):
    """Where a training is."""

    STARTING = "starting"
    READING = "reading pictures"
    TRAINING = "training"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


ENDS = frozenset({Phase.DONE, Phase.CANCELLED, Phase.FAILED})


@dataclass(frozen=True, slots=True)
class TrainingState:
    """How far a training is; `trace` is the running loss at fractions of epochs, `error` why it failed."""

    request: TrainRun
    phase: Phase = Phase.STARTING
    is_stopping: bool = False
    preparing: Preparing | None = None
    progress: Progress | None = None
    history: tuple[Epoch, ...] = ()
    trace: tuple[tuple[float, float], ...] = ()
    notes: tuple[str, ...] = ()
    error: BaseException | None = field(default=None, compare=False)

    @property
    def is_over(self) -> bool:
        """Whether it ended, in whichever way."""
        return self.phase in ENDS


class Session:
    """A training in a thread of its own, from start to end; its state may be asked for at any time.

    `changed` is called in that thread with the state: at most four times a second, always after an epoch, and at the end.
    """

    def __init__(
        self,
        request: TrainRun,
        *,
        changed: Callable[[TrainingState], None],
        history: tuple[Epoch, ...] = (),
        make: Callable[[TrainRun], TrainerLike] = Trainer,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Prepare; `start` begins. `history` is what a resumed run brings along."""
        self._request = request
        self._changed = changed
        self._make = make
        self._clock = clock
        self._state = TrainingState(request, history=history)
        self._trainer: TrainerLike | None = None
        self._stop_asked = self._cancelled = self._is_heard = False
        self._lock = threading.Lock()
        self._told = -TOLD_SECONDS
        self._epoch_began = clock()
        self._thread = threading.Thread(target=self._run, name=f"training: {request.run}", daemon=True)

    @property
    def state(self) -> TrainingState:
        """How far it is."""
        return self._state

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for an end at the next step, with the best kept; asking again changes nothing."""
        with self._lock:
            if self._stop_asked or self._state.is_over:
                return
            self._stop_asked = True
            self._state = replace(self._state, is_stopping=True)
            trainer = self._trainer if self._is_heard else None  # a Stop before its request would be forgotten
        if trainer is not None:
            trainer.stop()

    def cancel(self) -> None:
        """End it at once; finished epochs are kept."""
        with self._lock:
            self._cancelled = True
            trainer = self._trainer
        if trainer is not None:
            trainer.kill()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._listen()
        except BaseException as error:  # noqa: BLE001  (whatever it is, whoever started the training must hear of it)
            phase = Phase.CANCELLED if self._cancelled else Phase.FAILED
            self._tell(phase=phase, error=None if self._cancelled else error)

    def _listen(self) -> None:
        with self._make(self._request) as trainer:
            with self._lock:
                self._trainer = trainer
                cancelled = self._cancelled
            if cancelled:
                trainer.kill()
            try:
                for reply in trainer.replies():
                    self._hear(trainer)
                    self._take(reply)
            finally:
                with self._lock:
                    self._trainer = None
        self._tell(phase=Phase.CANCELLED if self._cancelled else Phase.DONE)

    def _hear(self, trainer: TrainerLike) -> None:
        """From the first reply on a stop reaches the training."""
        if self._is_heard:
            return
        with self._lock:
            self._is_heard = True
            stop = self._stop_asked
        if stop:
            trainer.stop()

    def _take(self, reply: Reply) -> None:
        match reply:
            case Preparing():
                self._put(phase=Phase.READING, preparing=reply)
            case Note(text) | Done(text):
                self._tell(notes=(*self._state.notes[-(NOTES_KEPT - 1) :], text))
                return
            case Progress(valid_loss=None):
                if reply.step == 1:
                    self._epoch_began = self._clock()
                trace = (*self._state.trace, (reply.epoch - 1 + reply.step / reply.steps, reply.loss))
                thinned = trace[::2] if len(trace) > TRACE_KEPT else trace
                self._put(phase=Phase.TRAINING, progress=reply, trace=thinned)
            case Progress():
                self._tell(phase=Phase.TRAINING, progress=reply, history=(*self._state.history, self._epoch(reply)))
                return
            case _:
                return
        if self._clock() - self._told >= TOLD_SECONDS:
            self._tell()

    def _epoch(self, progress: Progress) -> Epoch:
        assert progress.valid_loss is not None
        return Epoch(
            epoch=progress.epoch,
            loss=progress.loss,
            accuracies=progress.accuracies,
            valid_loss=progress.valid_loss,
            valid_accuracies=progress.valid_accuracies or (),
            learning_rate=progress.learning_rate or 0.0,
            seconds=self._clock() - self._epoch_began,
        )

    def _put(self, **values: object) -> None:
        with self._lock:
            self._state = replace(self._state, **values)  # type: ignore[arg-type]  # fields by name

    def _tell(self, **values: object) -> None:
        self._put(**values)
        self._told = self._clock()
        self._changed(self._state)
