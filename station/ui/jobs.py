"""The window's jobs: long work in threads, shown in the status bar, and stopped when the window closes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.live.jobs import Job, Step, Stopped
from station.ui.bridge import Bridge


class Jobs(QObject):
    """Runs jobs; their results come back in the window's thread. Errors that nobody takes are told by `failed`."""

    changed = Signal()
    stepped = Signal(object, object)
    """(Job, Step)"""
    failed = Signal(str, object)
    """(title, exception)"""

    def __init__(self, parent: QObject) -> None:
        """Begin without jobs."""
        super().__init__(parent)
        self._running: list[Job] = []
        self._reading: list[Job] = []
        self._bridge = Bridge(self)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._running)

    @property
    def worth_asking(self) -> tuple[Job, ...]:
        """Those of them whose end would lose something."""
        return tuple(job for job in self._running if job not in self._reading)

    def run(
        self,
        title: str,
        work: Callable[[Job], Any],
        *,
        owner: QObject,
        ended: Callable[[Any], None] = lambda _result: None,
        failed: Callable[[BaseException], None] | None = None,
        stopped: Callable[[], None] = lambda: None,
        reads: bool = False,
    ) -> Job:
        """Start work in a thread. `ended`, `failed` and `stopped` are called in the window's thread while `owner` lives.

        What only reads loses nothing when it ends early: nobody is asked before.
        """
        own = Bridge(owner)
        job: Job

        def finish(do: Callable[[], None]) -> None:
            owner.destroyed.disconnect(orphaned)
            if self._drop(job):
                self.changed.emit()
            do()
            own.deleteLater()

        def fail(error: BaseException) -> None:
            if isinstance(error, Stopped):
                stopped()
            elif failed is not None:
                failed(error)
            else:
                self.failed.emit(title, error)

        job = Job(
            title,
            work,
            ended=own.carry(lambda result: finish(lambda: ended(result))),
            failed=own.carry(lambda error: finish(lambda: fail(error))),
            stepped=self._bridge.carry(lambda step: self._step(job, step)),
        )
        self._running.append(job)
        if reads:
            self._reading.append(job)
        orphaned = owner.destroyed.connect(lambda: self._forget(job))
        self.changed.emit()
        job.start()
        return job

    def stop_all(self) -> None:
        """Ask all jobs to end."""
        for job in self._running:
            job.stop()

    def _forget(self, job: Job) -> None:
        job.stop()
        self._drop(job)

    def _drop(self, job: Job) -> bool:
        if job in self._reading:
            self._reading.remove(job)
        was_there = job in self._running
        if was_there:
            self._running.remove(job)
        return was_there

    def _step(self, job: Job, step: Step) -> None:
        if job in self._running:
            self.stepped.emit(job, step)
