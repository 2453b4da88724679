"""What is found out about a run by a job and kept in its folder: looked up, or worked out anew; one work at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.core.errors import StationError
from station.core.project import Project
from station.core.subset import Subset
from station.live.jobs import Job
from station.model.runs import Run, RunEntry
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.failures import tell_failure

Asked = tuple[str, str]
"""A run's name and a subset."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a work: its title (of `{run}`), its stages, what was left out (`{first}`), and `{why}` it was not kept."""

    title: str
    stages: Mapping[str, str]
    left_out: str
    unkept: str


@dataclass(frozen=True, slots=True)
class _Worked:
    """What came of a work, the sentences of the pictures that it could not read, and why it could not be kept."""

    finding: Any
    left_out: Sequence[str]
    unkept: StationError | None


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

    def work_out(self, project: Project, run: Run, **options: Any) -> object:  # noqa: ANN401  (as `judge_run` takes them)
        """Find it out, given `subset`, `show` and `skipped`; called in a job."""
        raise NotImplementedError

    def keep(self, project: Project, run: Run, finding: Any) -> None:  # noqa: ANN401  (whatever `work_out` gives)
        """Keep it in the run's folder; called in a job. StationError where the disk refuses."""
        raise NotImplementedError

    def _begin(self, entry: RunEntry, subset: Subset, *, words: Words) -> None:
        """Work it out, unless a work is under way; what can't be kept is told all the same, with the reason."""
        project, run = self._context.project, entry.run
        if project is None or run is None or self._job is not None or not self.can_have(run):
            return
        asked = self._asked = entry.folder.name, subset
        title = words.title.format(run=run.name)
        self.run = run.name
        self._job = self._context.jobs.run(
            title,
            lambda job: self._worked(job, project, run, subset=subset, stages=words.stages),
            owner=self,
            ended=partial(self._ended, project, asked, words),
            failed=partial(self._failed, title),
            stopped=self._over,
        )
        self.working.emit(True)

    def _worked(self, job: Job, project: Project, run: Run, *, subset: Subset, stages: Mapping[str, str]) -> _Worked:
        left_out: list[str] = []

        def show(stage: str, done: int, count: int) -> None:
            job.step(done, count, stages[stage])

        def skipped(problems: Sequence[str], count: int) -> None:
            del count
            left_out.extend(problems)

        finding = self.work_out(project, run, subset=subset, show=show, skipped=skipped)
        job.check()
        try:
            self.keep(project, run, finding)
        except StationError as error:
            return _Worked(finding, left_out, error)
        return _Worked(finding, left_out, None)

    def _ended(self, project: Project, asked: Asked, words: Words, worked: _Worked) -> None:
        self._over()
        run, warn = asked[0], self._context.notices.warn
        if worked.left_out:
            told = [said(problem) for problem in worked.left_out]
            warn(words.left_out.format(run=run, first=told[0]), details="\n".join(told))
        if worked.unkept is not None:
            warn(words.unkept.format(run=run, why=said(worked.unkept)))
        self._tell(project, asked, worked.finding)

    def _tell(self, project: Project, asked: Asked, found: object) -> None:
        if project is self._context.project and asked == self._asked:
            self.found.emit(found)

    def _failed(self, title: str, error: BaseException) -> None:
        self._over()
        tell_failure(self._context.notices, title, error)

    def _over(self) -> None:
        self._job, self.run = None, ""
        self.working.emit(False)
