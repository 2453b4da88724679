"""Has a run audited: does it look at the seam."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from station.core.errors import StationError
from station.core.project import Project
from station.core.subset import Subset
from station.live.auditing import Audit, audit_run, can_be_audited, keep_audit, kept_audit
from station.live.evaluating import ANSWERING, READING, STARTING
from station.live.jobs import Job
from station.model.runs import Run, RunEntry
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.run_work import Asked, RunWork


class AuditDesk(RunWork):
    """One audit at a time; `found` tells the Audit."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin with none under way."""
        super().__init__(context, parent)
        self.ask: Callable[..., Audit] = audit_run
        """Audits a run; a test puts a fake in its place."""

    def can_have(self, run: Run) -> bool:
        """Whether a run can be audited."""
        return can_be_audited(run)

    def kept(self, project: Project, run: Run, *, subset: Subset) -> Audit | None:
        """What was kept of a run's audit."""
        return kept_audit(project, run, subset=subset)

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell what was kept of a run's audit."""
        self._look_up(entry, subset, title=self.tr("Looking up the audit"))

    def audit(self, entry: RunEntry, subset: Subset) -> None:
        """Audit a run on a subset, keep what was found in its folder and tell it."""
        words = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("looking where it looks"),
        }

        def work(job: Job, project: Project, run: Run) -> tuple[Audit, StationError | None]:
            return _audit(job, project, run, ask=self.ask, subset=subset, words=words)

        self._begin(entry, subset, title=self.tr("Auditing {run}"), work=work, ended=self._audited)

    def _audited(self, project: Project, asked: Asked, found: tuple[Audit, StationError | None]) -> None:
        audit, problem = found
        if problem is not None:
            text = self.tr("The audit of {run} could not be kept: {why}")
            self._context.notices.warn(text.format(run=asked[0], why=said(problem)))
        self._tell(project, asked, audit)


def _audit(
    job: Job, project: Project, run: Run, *, ask: Callable[..., Audit], subset: Subset, words: dict[str, str]
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
