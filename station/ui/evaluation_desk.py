"""Has a run judged on a subset."""

from station.core.project import Project
from station.core.subset import Subset
from station.live.evaluating import ANSWERING, READING, STARTING, Judged, judge_run, keep, kept
from station.live.jobs import Job
from station.model.runs import Run, RunEntry
from station.ui.run_work import Asked, RunWork


class EvaluationDesk(RunWork):
    """One evaluation at a time; `found` tells the Judged."""

    def can_have(self, run: Run) -> bool:
        """Any run can be judged."""
        del run
        return True

    def kept(self, project: Project, run: Run, *, subset: Subset) -> Judged | None:
        """What was kept of a run's figures."""
        return kept(project, run, subset=subset)

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell what was kept of a run's figures."""
        self._look_up(entry, subset, title=self.tr("Looking up the figures"))

    def evaluate(self, entry: RunEntry, subset: Subset) -> None:
        """Judge a run on a subset, keep the result in its folder and tell it."""
        words = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("answering"),
        }

        def work(job: Job, project: Project, run: Run) -> tuple[Judged, list[str]]:
            return _judge(job, project, run, subset=subset, words=words)

        self._begin(entry, subset, title=self.tr("Evaluating {run}"), work=work, ended=self._evaluated)

    def _evaluated(self, project: Project, asked: Asked, found: tuple[Judged, list[str]]) -> None:
        judged, problems = found
        if problems:
            text = self.tr("Left out of the evaluation of {run}: {first}")
            self._context.notices.warn(text.format(run=asked[0], first=problems[0]), details="\n".join(problems))
        self._tell(project, asked, judged)


def _judge(job: Job, project: Project, run: Run, *, subset: Subset, words: dict[str, str]) -> tuple[Judged, list[str]]:
    """Judge and keep, telling the job how far it is; a result that can't be kept is shown all the same."""
    problems: list[str] = []

    def show(stage: str, done: int, count: int) -> None:
        job.step(done, count, words[stage])

    judged = judge_run(
        project, run, subset=subset, show=show, skipped=lambda sentences, count: problems.extend(sentences)
    )
    job.check()
    keep(project, run, judged)
    return judged, problems
