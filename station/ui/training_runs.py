"""What is done with runs: list, judge, rename, delete, show their folders."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from station.core import storage
from station.core.project import Project
from station.core.subset import Subset
from station.live.evaluating import ANSWERING, READING, STARTING, Judged, judge_run, keep, kept
from station.live.jobs import Job
from station.model.runs import Run, RunEntry, list_runs, rename_run
from station.ui.context import Context
from station.ui.failures import tell_failure


class RunDesk(QObject):
    """Works on the runs of the open project, in jobs."""

    listed = Signal(object)
    """(tuple of RunEntry, the newest first)"""
    judged = Signal(object)
    """(Judged or None) The figures of the run that was asked for last."""
    judging = Signal(bool)
    """An evaluation began or ended."""
    renamed = Signal(str, str)

    def __init__(self, context: Context, window: QWidget) -> None:
        """Work for this tab."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._lists = 0
        self._is_listing = self._is_stale = False
        self._asked: tuple[str, str] | None = None
        self._job: Job | None = None
        self.judging_run = ""
        """The run that is being evaluated; empty without one."""

    @property
    def is_judging(self) -> bool:
        """Whether an evaluation is under way."""
        return self._job is not None

    def refresh(self) -> None:
        """List the runs anew; while that is done, once more afterwards."""
        project = self._context.project
        if project is None:
            return
        if self._is_listing:
            self._is_stale = True
            return
        self._is_listing, self._is_stale = True, False

        def work(job: Job) -> tuple[RunEntry, ...]:
            del job
            return list_runs(project)

        self._context.jobs.run(
            self.tr("Listing the runs"),
            work,
            owner=self,
            ended=partial(self._listed, project),
            failed=self._not_listed,
            reads=True,
        )

    def forget(self) -> None:
        """The project is another one: nothing of the last one is wanted any more."""
        if self._job is not None:
            self._job.stop()
        self._asked = None

    def look_up(self, entry: RunEntry | None, subset: Subset) -> None:
        """Tell by `judged` what was kept of a run's figures."""
        project = self._context.project
        if project is None or entry is None or entry.run is None:
            self._asked = None
            self.judged.emit(None)
            return
        run = entry.run
        asked = self._asked = entry.folder.name, subset

        def work(job: Job) -> Judged | None:
            del job
            return kept(project, run, subset=subset)

        title = self.tr("Looking up the figures")
        self._context.jobs.run(title, work, owner=self, ended=partial(self._found, project, asked), reads=True)

    def evaluate(self, entry: RunEntry, subset: Subset) -> None:
        """Judge a run on a subset, keep the result in its folder and tell it by `judged`."""
        project, run = self._context.project, entry.run
        if project is None or run is None or self._job is not None:
            return
        asked = self._asked = entry.folder.name, subset
        title = self.tr("Evaluating {run}").format(run=run.name)
        words = {
            READING: self.tr("reading pictures"),
            STARTING: self.tr("loading the network"),
            ANSWERING: self.tr("answering"),
        }
        self.judging_run = run.name
        self._job = self._context.jobs.run(
            title,
            lambda job: _judge(job, project, run, subset=subset, words=words),
            owner=self,
            ended=partial(self._evaluated, project, asked),
            failed=partial(self._not_evaluated, title),
            stopped=self._over,
        )
        self.judging.emit(True)

    def rename(self, entry: RunEntry) -> None:
        """Ask for another name and give it to the run."""
        name, done = QInputDialog.getText(
            self._window, self.tr("Rename run"), self.tr("New name"), text=entry.folder.name
        )
        if done and name.strip() and name.strip() != entry.folder.name:
            self.rename_to(entry, name.strip())

    def rename_to(self, entry: RunEntry, name: str) -> None:
        """Give a run another name."""

        def work(job: Job) -> Path:
            del job
            return rename_run(entry.folder, name)

        title = self.tr("Renaming {run}").format(run=entry.folder.name)
        self._context.jobs.run(title, work, owner=self, ended=partial(self._renamed, entry.folder.name))

    def delete(self, entry: RunEntry) -> None:
        """Ask, and move the run to the system's bin."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Delete run"))
        box.setText(self.tr("Move the run {run} to the bin?").format(run=entry.folder.name))
        box.setInformativeText(self.tr("Its weights and figures can be fetched back from there."))
        bin_button = box.addButton(self.tr("Move to the bin"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is bin_button:
            title = self.tr("Deleting {run}").format(run=entry.folder.name)
            self._context.jobs.run(title, partial(_discard, entry.folder), owner=self, ended=self._deleted)
        box.deleteLater()

    def show_folder(self, entry: RunEntry) -> None:
        """Show the run's folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.folder)))

    def _listed(self, project: Project, entries: tuple[RunEntry, ...]) -> None:
        self._is_listing = False
        if project is self._context.project:
            self.listed.emit(entries)
        if self._is_stale or project is not self._context.project:
            self.refresh()

    def _not_listed(self, error: BaseException) -> None:
        self._is_listing = False
        tell_failure(self._context.notices, self.tr("The runs could not be listed"), error)

    def _found(self, project: Project, asked: tuple[str, str], found: Judged | None) -> None:
        if project is self._context.project and asked == self._asked:
            self.judged.emit(found)

    def _evaluated(self, project: Project, asked: tuple[str, str], found: tuple[Judged, list[str]]) -> None:
        self._over()
        judged, problems = found
        if problems:
            text = self.tr("Left out of the evaluation of {run}: {first}")
            self._context.notices.warn(text.format(run=asked[0], first=problems[0]), details="\n".join(problems))
        self._found(project, asked, judged)

    def _not_evaluated(self, title: str, error: BaseException) -> None:
        self._over()
        tell_failure(self._context.notices, title, error)

    def _over(self) -> None:
        self._job, self.judging_run = None, ""
        self.judging.emit(False)

    def _renamed(self, before: str, folder: Path) -> None:
        self.renamed.emit(before, folder.name)
        self._context.runs_changed.emit()

    def _deleted(self, result: object) -> None:
        del result
        self._context.runs_changed.emit()


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


def _discard(folder: Path, job: Job) -> None:
    del job
    storage.discard(folder)
