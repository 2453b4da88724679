"""Starts, follows and ends the training of the open project; it lives with the tab, shown or not."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from station.core.errors import StationError
from station.core.messages import TrainRun
from station.core.pace import Work, remember
from station.live.jobs import Job
from station.live.trainer import Phase, Session, TrainingState
from station.model.recipes import RECIPES
from station.model.runs import Run, RunEntry
from station.ui.bridge import Bridge
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.failures import tell_failure
from station.ui.training_recipe import Choice

TOLD_MS = 1000
"""At least so often a training that tells nothing of itself is told: how long it has been waited for grows."""


class TrainingDesk(QObject):
    """One training at a time."""

    changed = Signal(object)
    """(TrainingState), one to five times a second."""
    ended = Signal(object)
    """(TrainingState)"""

    def __init__(self, context: Context, parent: QObject, *, make: Callable[..., Session] = Session) -> None:
        """Begin with none under way."""
        super().__init__(parent)
        self._context = context
        self.make = make
        """Makes a session; a test puts a fake in its place."""
        self._session: Session | None = None
        self._ending: list[Session] = []
        self._work: Work | None = None
        self._known = 0
        self._bridge = Bridge(self)
        self._again = QTimer(self, interval=TOLD_MS)
        self._again.timeout.connect(self._tell)

    @property
    def is_training(self) -> bool:
        """Whether a training is under way."""
        return self._session is not None

    @property
    def state(self) -> TrainingState | None:
        """How far the training is; None without one."""
        return self._session.state if self._session is not None else None

    def start(self, choice: Choice, *, pictures: int) -> None:
        """Train by this recipe on so many pictures."""
        project = self._context.project
        assert project is not None
        network = choice.network
        request = TrainRun(
            project=str(project.folder),
            run=choice.name or _free_name(project.models, f"{network}_{datetime.now().astimezone():%Y%m%d_%H%M%S}"),
            network=network,
            resume=False,
            seed=choice.seed,
            base=choice.base,
            low_priority=self._context.settings.value.training.low_priority,
            **choice.changed,
        )
        size, epochs = choice.recipe.image_size, choice.recipe.epochs
        self._begin(request, (), Work(network, choice.trains_last_layers, size, pictures, epochs))

    def resume(self, entry: RunEntry) -> None:
        """Go on with a run as if it had never stopped."""
        project, run = self._context.project, entry.run
        assert project is not None
        assert run is not None
        request = TrainRun(
            project=str(project.folder),
            run=run.name,
            network=run.card.network,
            resume=True,
            seed=run.card.seed,
            low_priority=self._context.settings.value.training.low_priority,
        )
        self._begin(request, entry.history, work_of(run))

    def stop(self) -> None:
        """Ask for an end with the best kept."""
        if self._session is not None:
            self._session.stop()
            self.changed.emit(self._session.state)

    def cancel(self) -> None:
        """End it at once."""
        if self._session is not None:
            self._session.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what was stopped; at the end of the time the process is ended. Whether all is over."""
        waiting = [*self._ending, *([self._session] if self._session is not None else [])]
        done = [session for session in waiting if session.wait(max(0.0, seconds - KILL_SECONDS))]
        for session in waiting:
            if session not in done:
                session.cancel()
        return all(session.wait(KILL_SECONDS) for session in waiting)

    def leave(self) -> None:
        """Let go of the training, which is ending: its project is no longer the window's."""
        if self._session is not None:
            self._session.stop()
            self._ending = [*(session for session in self._ending if not session.wait(0)), self._session]
            self._session = None
            self._again.stop()

    def _begin(self, request: TrainRun, history: tuple[object, ...], work: Work | None) -> None:
        assert self._session is None
        self._work, self._known = work, len(history)
        session: Session

        def tell(state: TrainingState) -> None:
            self._take(session, state)

        session = self._session = self.make(request, changed=self._bridge.carry(tell), history=history)
        session.start()
        self._tell()
        self._again.start()

    def _tell(self) -> None:
        state = self.state
        if state is not None and not state.is_over:
            self.changed.emit(state)

    def _take(self, session: Session, state: TrainingState) -> None:
        if session is not self._session:
            return
        if not state.is_over:
            self.changed.emit(state)
            return
        self._session = None
        self._again.stop()
        self._ending = [*(other for other in self._ending if not other.wait(0)), session]
        self._keep_pace(state)
        self.ended.emit(state)
        self._context.runs_changed.emit()
        notices, run = self._context.notices, state.request.run
        if state.phase is Phase.FAILED and state.is_stopping and isinstance(state.error, StationError):
            notices.tell(self.tr("The training {run} ended: {why}").format(run=run, why=said(state.error)))
        elif state.phase is Phase.FAILED and state.error is not None:
            tell_failure(notices, self.tr("The training {run} failed").format(run=run), state.error)
        elif state.phase is Phase.DONE:
            notices.tell(self.tr("The training {run} is done: {how}").format(run=run, how=said(state.notes[-1])))
        else:
            notices.tell(self.tr("The training {run} was cancelled").format(run=run))

    def _keep_pace(self, state: TrainingState) -> None:
        work, seconds = self._work, [epoch.seconds for epoch in state.history[self._known :]]
        if work is None or not seconds:
            return

        def keep(job: Job) -> None:
            del job
            remember(work, seconds)

        self._context.jobs.run(self.tr("Keeping the pace of this PC"), keep, owner=self, failed=_forget)


KILL_SECONDS = 0.7
"""Of the time to wait, what is left for ending a process that did not end by itself."""


def work_of(run: Run) -> Work | None:
    """What a run's training had to do; None where its card does not say."""
    train, epochs = run.card.subsets.get("train"), run.card.recipe.get("epochs")
    if train is None or not isinstance(epochs, int) or run.card.network not in RECIPES:
        return None
    return Work(
        run.card.network, bool(run.card.recipe.get("trained_layers")), run.card.image_size, train.pictures, epochs
    )


def _free_name(models: Path, name: str) -> str:
    return name if not (models / name).exists() else f"{name}_2"


def _forget(error: BaseException) -> None:
    """A pace that could not be kept is measured again by the next training."""
    if not isinstance(error, StationError):
        raise error
