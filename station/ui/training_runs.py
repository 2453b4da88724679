"""What is done with runs: list, rename, delete, show their folders."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from station.core import storage
from station.core.project import Project
from station.live.jobs import Job
from station.model.runs import RunEntry, list_runs, rename_run
from station.ui.context import Context
from station.ui.failures import tell_failure


class RunDesk(QObject):
    """Works on the runs of the open project, in jobs."""

    listed = Signal(object)
    """(tuple of RunEntry, the newest first)"""
    renamed = Signal(str, str)

    def __init__(self, context: Context, window: QWidget) -> None:
        """Work for this tab."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._is_listing = self._is_stale = False

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

    def _renamed(self, before: str, folder: Path) -> None:
        self.renamed.emit(before, folder.name)
        self._context.runs_changed.emit()

    def _deleted(self, result: object) -> None:
        del result
        self._context.runs_changed.emit()


def _discard(folder: Path, job: Job) -> None:
    del job
    storage.discard(folder)
