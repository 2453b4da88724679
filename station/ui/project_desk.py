"""What is done with projects as a whole: open, make, close, and take in what is dropped on the window."""

import contextlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from station.core.errors import StationError
from station.core.settings import RECENT_PROJECTS
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import open_dialog
from station.ui.error_texts import said
from station.ui.failures import tell_failure

if TYPE_CHECKING:
    from station.core.attribute_plan import AttributePlan
    from station.core.project import Project
    from station.ui.run_import import RunImport
    from station.ui.single import Claim


class Leaving(Protocol):
    """What the window is asked before a project is left."""

    def ask_to_close(self) -> bool:
        """Ask once where something runs; whether the project may be left."""

    def running(self) -> list[str]:
        """What would be lost by ending now, each in a few words."""


class ProjectDesk(QObject):
    """Opens and closes projects for the window."""

    def __init__(self, context: Context, window: QWidget, leaving: Leaving) -> None:
        """Work for this window."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._leaving = leaving
        self._clip: Path | None = None
        self._opening: Path | None = None
        self._claim: Claim | None = None
        self._importing: RunImport | None = None

    @property
    def claim(self) -> "Claim":
        """What holds this window's project; made when it is needed, since sockets take time to load."""
        if self._claim is None:
            from station.ui.single import Claim

            self._claim = Claim(self)
            self._claim.wanted.connect(self._come_forward)
        return self._claim

    def choose(self) -> None:
        """Ask for a project's folder and open it."""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Open project"), self._usual_folder())
        if folder:
            self.open(Path(folder))
        else:
            self._clip = None

    def open(self, folder: Path) -> None:
        """Open a project, unless another window has it; on failure everything stays as it is."""
        project = self._context.project
        if self._opening is not None or (project is not None and project.folder == folder.absolute()):
            return
        if project is not None and not self._leaving.ask_to_close():
            return
        self._opening = folder
        self.claim.ask(folder, free=self._open_now, taken=self._show_there)

    def close(self) -> None:
        """Leave the open project."""
        self.claim.leave()
        self._context.set_project(None)

    def take(self, path: Path) -> None:
        """A folder is opened, a clip is copied into the open project and shown for labelling, a run is imported into it."""
        from station.core.clip_files import CLIP_SUFFIXES

        if self._context.project is not None and ((path / "card.json").is_file() or path.suffix.lower() == ".h5"):
            self._import(path)
        elif path.is_dir():
            self.open(path)
        elif path.suffix.lower() not in CLIP_SUFFIXES:
            endings = " ".join(sorted(CLIP_SUFFIXES))
            text = self.tr("{file} is neither a folder nor a clip; clips end in {endings}.")
            self._context.notices.warn(text.format(file=path.name, endings=endings))
        elif self._context.project is None:
            self._clip = path
            self._offer_project_for(path)
        else:
            self._copy(path, self._context.project)

    def _import(self, path: Path) -> None:
        from station.ui.run_import import RunImport

        if self._importing is None:
            self._importing = RunImport(self._context, self._window)
        self._importing.begin(path)

    def add_clip(self) -> None:
        """Ask for a clip and copy it into the open project."""
        from station.core.clip_files import CLIP_SUFFIXES

        kinds = " ".join(f"*{suffix}" for suffix in sorted(CLIP_SUFFIXES))
        file, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Add a clip"), self._usual_folder(), self.tr("Clips ({kinds})").format(kinds=kinds)
        )
        if file:
            self.take(Path(file))

    def make_new(self) -> None:
        """Ask for a new project's name, folder and attributes, and make it."""
        self.make(None)

    def make(self, folder: Path | None, *_: object) -> None:
        """The same for a folder that is there, or for a new one where it is None."""
        from station.ui.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(self._context, self._window, folder=folder)
        dialog.made.connect(self.open)
        dialog.rejected.connect(self._given_up)
        open_dialog(dialog)

    def practise(self) -> None:
        """Render a practice project and open it."""
        from station.ui.practice_dialog import PracticeDialog

        dialog = PracticeDialog(self._context, self._window)
        dialog.filmed.connect(self.open)
        open_dialog(dialog)

    def edit_attributes(self) -> None:
        """Change the attributes of the open project, while nothing runs that uses them."""
        if self._context.project is None:
            return
        if running := self._leaving.running():
            text = self.tr("The attributes can be changed when nothing runs. Stop this first: {running}")
            if self._context.project.kind == "classes":
                text = self.tr("The classes can be changed when nothing runs. Stop this first: {running}")
            self._context.notices.warn(text.format(running=", ".join(running)))
            return
        from station.ui.attributes_dialog import AttributesDialog

        dialog = AttributesDialog(self._context, self._window, project=self._context.project)
        dialog.agreed.connect(self._change_attributes)
        open_dialog(dialog)

    def show_folder(self) -> None:
        """Show the open project's folder in the system's file manager."""
        if self._context.project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.project.folder)))

    def forget(self, folder: Path) -> None:
        """Take a project from the list of recent ones; its folder stays as it is."""
        memory = self._context.memory.value
        kept = [other for other in memory.recent if other != str(folder)]
        self._remember(kept, {other: when for other, when in memory.opened.items() if other in kept})

    def _open_now(self) -> None:
        folder = self._opening
        assert folder is not None
        title = self.tr("Opening {folder}").format(folder=folder.name)
        self._context.jobs.run(
            title,
            partial(_open, folder),
            owner=self,
            ended=self._opened,
            failed=self._refused,
            stopped=self._given_up,
            reads=True,
        )

    def _given_up(self) -> None:
        self._opening = self._clip = None

    def _show_there(self) -> None:
        folder, self._opening, self._clip = self._opening, None, None
        assert folder is not None
        text = self.tr("{folder} is open in another window, which was brought to the front.")
        self._context.notices.tell(text.format(folder=folder.name))

    def _opened(self, project: "Project") -> None:
        self._opening = None
        self.claim.take(project.folder)
        folder = str(project.folder)
        memory = self._context.memory.value
        recent = [folder, *(other for other in memory.recent if other != folder)][:RECENT_PROJECTS]
        opened = {**memory.opened, folder: datetime.now().astimezone().isoformat(timespec="seconds")}
        self._remember(recent, {name: opened[name] for name in recent if name in opened})
        self._context.set_project(project)
        if (clip := self._clip) is not None:
            self._clip = None
            self._copy(clip, project)

    def _refused(self, error: BaseException) -> None:
        from station.core.project import NoProject

        folder, self._opening = self._opening, None
        assert folder is not None
        if isinstance(error, NoProject):
            self._offer_project_in(folder)
        else:
            self._clip = None
            tell_failure(self._context.notices, self.tr("{folder} was not opened").format(folder=folder.name), error)

    def _remember(self, recent: Sequence[str], opened: dict[str, str]) -> None:
        try:
            self._context.memory.change("", recent=tuple(recent), opened=opened)
        except StationError as error:
            tell_failure(self._context.notices, self.tr("The list of recent projects could not be saved"), error)

    def _copy(self, clip: Path, project: "Project") -> None:
        def work(job: Job) -> tuple[Path, bool]:
            from station.core.clip_intake import copy_clip
            from station.live.looking import look_at_clip

            look_at_clip(clip, waiting=job.check)
            gone = project.clips_gone()
            path = copy_clip(clip, videos=project.videos, step=job.step, labelled=gone)
            return path, clip.stem in gone

        def copied(done: tuple[Path, bool]) -> None:
            path, has_other_labels = done
            if has_other_labels:
                told = self.tr(
                    "There are labels of a clip called {clip} already, so this one is called {name}. If it is the same clip, "
                    "give its file that name."
                )
                self._context.notices.warn(told.format(clip=clip.stem, name=path.stem))
            if self._context.project is not None and self._context.project.folder == project.folder:
                self._context.clips_changed.emit()
                self._context.label_wanted.emit(path, 0)

        self._context.jobs.run(self.tr("Copying {clip}").format(clip=clip.name), work, owner=self, ended=copied)

    def _change_attributes(self, plan: "AttributePlan") -> None:
        project = self._context.project
        if project is None:
            return

        def work(job: Job) -> "Project":
            del job
            from station.core.attribute_change import change_attributes

            return change_attributes(project, plan=plan)

        title = self.tr("Changing the attributes")
        self._context.jobs.run(title, work, owner=self, ended=self._attributes_changed, failed=self._change_failed)

    def _attributes_changed(self, project: "Project") -> None:
        if self._context.project is not None and self._context.project.folder == project.folder:
            self._context.set_project(project)
        are_classes = project.kind == "classes"
        told = self.tr("The classes are changed.") if are_classes else self.tr("The attributes are changed.")
        self._context.notices.tell(told)

    def _change_failed(self, error: BaseException) -> None:
        """A change that was begun is finished on opening: until then the project is not shown with half of it."""
        from station.core.attribute_plan import PLAN_FILE

        tell_failure(self._context.notices, self.tr("The attributes could not be changed"), error)
        project = self._context.project
        if project is not None and (project.folder / PLAN_FILE).exists():
            self.close()
            text = self.tr("The change of the attributes was begun; it is finished when the project is opened again.")
            self._context.notices.warn(text, details=said(error))

    def _offer_project_in(self, folder: Path) -> None:
        box = self._question(self.tr("No project yet"))
        box.setText(self.tr("{folder} holds no project.").format(folder=folder))
        box.setInformativeText(self.tr("A project can be made there. What is in the folder stays as it is."))
        make = box.addButton(self.tr("Make a project there"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        make.clicked.connect(partial(self.make, folder))
        box.rejected.connect(self._given_up)
        open_dialog(box)

    def _offer_project_for(self, clip: Path) -> None:
        box = self._question(self.tr("No project is open"))
        box.setText(
            self.tr("A clip belongs to a project. In which one shall {clip} be labelled?").format(clip=clip.name)
        )
        box.setInformativeText(self.tr("It is copied into the project's folder; the clip itself stays where it is."))
        new = box.addButton(self.tr("New project..."), QMessageBox.ButtonRole.AcceptRole)
        old = box.addButton(self.tr("Open project..."), QMessageBox.ButtonRole.ActionRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        new.clicked.connect(self.make_new)
        old.clicked.connect(self.choose)
        box.rejected.connect(self._given_up)
        open_dialog(box)

    def _question(self, title: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        return box

    def _usual_folder(self) -> str:
        recent = self._context.memory.value.recent
        return str(Path(recent[0]).parent) if recent else ""

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)


def _open(folder: Path, job: Job) -> "Project":
    """Open a project and delete the temporary files that a killed station left in it; in a thread of its own."""
    from station.core import storage

    try:
        from station.core.project import open_project
    except (
        ImportError
    ):  # PySide6's import hook reads the source of modules half imported, which pydantic now and then can't bear
        from station.core.project import open_project

    project = open_project(folder)
    for part in (
        project.folder,
        project.videos,
        project.pics,
        project.truth,
        project.models,
        *project.models.glob("*/"),
    ):
        job.check()
        with contextlib.suppress(OSError):  # Windows: another station is just writing that file
            storage.sweep(part)
    return project
