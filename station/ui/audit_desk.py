"""Has a run audited: does it look at the seam. What was kept is looked up; an audit is a job that can be stopped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from station.core.errors import StationError
from station.core.project import Project
from station.core.subset import Subset
from station.live.auditing import Audit, audit_run, can_be_audited, keep_audit, kept_audit
from station.live.evaluating import ANSWERING, READING, STARTING
from station.live.jobs import Job
from station.model.runs import Run, RunEntry
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.failures import tell_failure


class AuditDesk(QObject):
    """One audit at a time."""

    audited = Signal(object)
    """(Audit or None) of the run that was asked for last."""
    auditing = Signal(bool)
    """An audit began or ended."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin with none under way."""
        super().__init__(parent)
        self._context = context
        self._asked: tuple[str, str] | None = None
        self._job: Job | None = None
        self.ask: Callable[..., Audit] = audit_run
        """Audits a run; a test puts a fake in its place."""
        self.run = ""
        """The run that is being audited; empty without one."""

    @property
    def is_auditing(self) -> bool:
        """Whether an audit is under way."""
        return self._job is not None

    def forget(self) -> None:
        """The project is another one: nothing of the last one is wanted any more."""
        if self._job is not None:
            self._job.stop()
        self._asked = None

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell by `audited` what was kept of a run's audit."""
        project = self._context.project
        self._asked = None
        if project is None or entry is None or entry.run is None or not can_be_audited(entry.run):
            self.audited.emit(None)
            return
        run = entry.run
        asked = self._asked = entry.folder.name, subset

        def work(job: Job) -> Audit | None:
            del job
            return kept_audit(project, run, subset=subset)

        title = self.tr("Looking up the audit")
        self._context.jobs.run(title, work, owner=self, ended=partial(self._found, project, asked), reads=True)

    def audit(self, entry: RunEntry, subset: Subset) -> None:
        """Audit a run on a subset, keep what was found in its folder and tell it by `audited`."""
        project, run = self._context.project, entry.run
        if project is None or run is None or self._job is not None or not can_be_audited(run):
            return
        asked = self._asked = entry.folder.name, subset
        title = self.tr("Auditing {run}").format(run=run.name)
        words = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("looking where it looks"),
        }
        self.run = run.name
        self._job = self._context.jobs.run(
            title,
            partial(_audit, ask=self.ask, project=project, run=run, subset=subset, words=words),
            owner=self,
            ended=partial(self._ended, project, asked),
            failed=partial(self._failed, title),
            stopped=self._over,
        )
        self.auditing.emit(True)

    def _found(self, project: Project, asked: tuple[str, str], found: Audit | None) -> None:
        if project is self._context.project and asked == self._asked:
            self.audited.emit(found)

    def _ended(self, project: Project, asked: tuple[str, str], found: tuple[Audit, StationError | None]) -> None:
        self._over()
        audit, problem = found
        if problem is not None:
            text = self.tr("The audit of {run} could not be kept: {why}")
            self._context.notices.warn(text.format(run=asked[0], why=said(problem)))
        self._found(project, asked, audit)

    def _failed(self, title: str, error: BaseException) -> None:
        self._over()
        tell_failure(self._context.notices, title, error)

    def _over(self) -> None:
        self._job, self.run = None, ""
        self.auditing.emit(False)


def _audit(
    job: Job, *, ask: Callable[..., Audit], project: Project, run: Run, subset: Subset, words: dict[str, str]
) -> tuple[Audit, StationError | None]:
    """Audit and keep, telling the job how far it is; what can't be kept is shown all the same, with the reason."""

    def show(stage: str, done: int, count: int) -> None:
        job.step(done, count, words[stage])

    audit = ask(project, run, subset=subset, show=show)
    job.check()
    try:
        keep_audit(project, run, audit)
    except StationError as error:
        return audit, error
    return audit, None
