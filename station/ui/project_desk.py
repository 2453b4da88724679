"""What is done with projects as a whole: open, make, close, and take in what is dropped on the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from station.core.errors import StationError
from station.core.settings import RECENT_PROJECTS
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.failures import tell_failure

if TYPE_CHECKING:
    from station.core.project import Project


class ProjectDesk(QObject):
    """Opens and closes projects for the window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Work for this window."""
        super().__init__(window)
        self._context = context
        self._window = window

    def choose(self) -> None:
        """Ask for a project's folder and open it."""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Open project"))
        if folder:
            self.open(Path(folder))

    def open(self, folder: Path) -> None:
        """Open a project in a job; on failure everything stays as it is."""

        def work(job: Job) -> "Project":
            del job
            from station.core.project import open_project

            return open_project(folder)

        title = self.tr("Opening {folder}").format(folder=folder.name)
        self._context.jobs.run(title, work, owner=self, ended=self._opened)

    def close(self) -> None:
        """Leave the open project."""
        self._context.set_project(None)

    def take(self, path: Path) -> None:
        """A folder is opened, a clip is copied into the open project and shown for labelling."""
        if path.is_dir():
            self.open(path)

    def make(self) -> None:
        """Ask for a new project's folder and attributes, and make it."""

    def practise(self) -> None:
        """Render a practice project and open it."""

    def edit_attributes(self) -> None:
        """Change the attributes of the open project."""

    def show_folder(self) -> None:
        """Show the open project's folder in the system's file manager."""
        if self._context.project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.project.folder)))

    def _opened(self, project: "Project") -> None:
        folder = str(project.folder)
        recent = (folder, *(other for other in self._context.memory.value.recent if other != folder))
        try:
            self._context.memory.change("", recent=recent[:RECENT_PROJECTS])
        except StationError as error:
            tell_failure(self._context.notices, self.tr("The list of recent projects could not be saved"), error)
        self._context.actions.set_attributes(project.attributes, owner=self._context)
        self._context.set_project(project)
