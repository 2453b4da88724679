"""Has a run judged on a subset."""

from typing import Any

from station.core.project import Project
from station.core.subset import Subset
from station.live.evaluating import ANSWERING, READING, STARTING, Judged, judge_run, keep, kept
from station.model.runs import Run, RunEntry
from station.ui.run_work import RunWork, Words


class EvaluationDesk(RunWork):
    """One evaluation at a time; `found` tells the Judged."""

    def can_have(self, run: Run) -> bool:
        """Any run can be judged."""
        del run
        return True

    def kept(self, project: Project, run: Run, *, subset: Subset) -> Judged | None:
        """What was kept of a run's figures."""
        return kept(project, run, subset=subset)

    def work_out(self, project: Project, run: Run, **options: Any) -> Judged:  # noqa: ANN401
        """Judge the run."""
        return judge_run(project, run, **options)

    def keep(self, project: Project, run: Run, finding: Judged) -> None:
        """Keep its answers."""
        keep(project, run, finding)

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell what was kept of a run's figures."""
        self._look_up(entry, subset, title=self.tr("Looking up the figures"))

    def evaluate(self, entry: RunEntry, subset: Subset) -> None:
        """Judge a run on a subset, keep the result in its folder and tell it."""
        stages = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("answering"),
        }
        words = Words(
            self.tr("Evaluating {run}"),
            stages,
            left_out=self.tr("Left out of the evaluation of {run}: {first}"),
            unkept=self.tr("The figures of {run} could not be kept: {why}"),
        )
        self._begin(entry, subset, words=words)
