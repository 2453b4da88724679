"""What is found out about a run by a job and kept in its folder: looked up, or worked out anew; one work at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.core.project import Project
from station.core.subset import Subset
from station.live.jobs import Job
from station.model.runs import Run, RunEntry
from station.ui.context import Context
from station.ui.failures import tell_failure

Asked = tuple[str, str]
"""A run's name and a subset."""


class RunWork(QObject):
    """The desk of one kind of finding; what kind, subclasses say."""

    found = Signal(object)
    """(the finding or None) of the run that was asked for last."""
    working = Signal(bool)
    """A work began or ended."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin with none under way."""
        super().__init__(parent)
        self._context = context
        self._asked: Asked | None = None
        self._job: Job | None = None
        self.run = ""
        """The run that is being worked on; empty without one."""

    @property
    def is_working(self) -> bool:
        """Whether a work is under way."""
        return self._job is not None

    def forget(self) -> None:
        """The project is another one: nothing of the last one is wanted any more."""
        if self._job is not None:
            self._job.stop()
        self._asked = None

    def can_have(self, run: Run) -> bool:
        """Whether such a thing can be found out about a run at all."""
        raise NotImplementedError

    def kept(self, project: Project, run: Run, *, subset: Subset) -> object:
        """What was kept of it, or None; called in a job."""
        raise NotImplementedError

    def _look_up(self, entry: RunEntry | None, subset: Subset, *, title: str) -> None:
        """Tell by `found` what was kept."""
        project = self._context.project
        self._asked = None
        if project is None or entry is None or entry.run is None or not self.can_have(entry.run):
            self.found.emit(None)
            return
        run = entry.run
        asked = self._asked = entry.folder.name, subset

        def work(job: Job) -> object:
            del job
            return self.kept(project, run, subset=subset)

        self._context.jobs.run(title, work, owner=self, ended=partial(self._tell, project, asked), reads=True)

    def _begin(
        self,
        entry: RunEntry,
        subset: Subset,
        *,
        title: str,
        work: Callable[[Job, Project, Run], Any],
        ended: Callable[[Project, Asked, Any], None],
    ) -> None:
        """Work it out, unless a work is under way; `ended` is called with what came of it, after `_over`."""
        project, run = self._context.project, entry.run
        if project is None or run is None or self._job is not None or not self.can_have(run):
            return
        asked = self._asked = entry.folder.name, subset
        title = title.format(run=run.name)

        def over(found: Any) -> None:  # noqa: ANN401  (whatever `work` gives)
            self._over()
            ended(project, asked, found)

        self.run = run.name
        self._job = self._context.jobs.run(
            title,
            lambda job: work(job, project, run),
            owner=self,
            ended=over,
            failed=partial(self._failed, title),
            stopped=self._over,
        )
        self.working.emit(True)

    def _tell(self, project: Project, asked: Asked, found: object) -> None:
        if project is self._context.project and asked == self._asked:
            self.found.emit(found)

    def _failed(self, title: str, error: BaseException) -> None:
        self._over()
        tell_failure(self._context.notices, title, error)

    def _over(self) -> None:
        self._job, self.run = None, ""
        self.working.emit(False)
