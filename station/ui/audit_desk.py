"""Has a run audited: does it look at the seam."""

from typing import Any

from station.core.project import Project
from station.core.subset import Subset
from station.live.auditing import Audit, audit_run, can_be_audited, keep_audit, kept_audit
from station.live.evaluating import ANSWERING, READING, STARTING
from station.model.runs import Run, RunEntry
from station.ui.run_work import RunWork, Words


class AuditDesk(RunWork):
    """One audit at a time; `found` tells the Audit."""

    def can_have(self, run: Run) -> bool:
        """Whether a run can be audited."""
        return can_be_audited(run)

    def kept(self, project: Project, run: Run, *, subset: Subset) -> Audit | None:
        """What was kept of a run's audit."""
        return kept_audit(project, run, subset=subset)

    def work_out(self, project: Project, run: Run, **options: Any) -> Audit:  # noqa: ANN401
        """Audit the run."""
        return audit_run(project, run, **options)

    def keep(self, project: Project, run: Run, finding: Audit) -> None:
        """Keep what was found."""
        keep_audit(project, run, finding)

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell what was kept of a run's audit."""
        self._look_up(entry, subset, title=self.tr("Looking up the audit"))

    def audit(self, entry: RunEntry, subset: Subset) -> None:
        """Audit a run on a subset, keep what was found in its folder and tell it."""
        stages = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("looking where it looks"),
        }
        words = Words(
            self.tr("Auditing {run}"),
            stages,
            left_out=self.tr("Left out of the audit of {run}: {first}"),
            unkept=self.tr("The audit of {run} could not be kept: {why}"),
        )
        self._begin(entry, subset, words=words)
