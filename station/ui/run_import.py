"""Takes a stranger's run into the open project: a child process looks at it in a job, a dialog asks, and then it is there."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from station.core.project import Project
from station.live.importing import Found, Wish, looked_at
from station.live.jobs import Job
from station.model.runs import CARD, Run
from station.ui.context import Context
from station.ui.dialogs import open_dialog
from station.ui.import_dialog import ImportDialog


class RunImport(QObject):
    """One import at a time; `imported` tells the run's name."""

    imported = Signal(str)

    def __init__(self, context: Context, window: QWidget) -> None:
        """Ask over this window."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._is_busy = False

    def choose(self) -> None:
        """Ask for a run's card or a lab's weights."""
        file, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a run"), "", self.tr("A run's card, or a lab's weights (card.json *.h5)")
        )
        if file:
            self.begin(Path(file).parent if Path(file).name == CARD else Path(file))

    def begin(self, source: Path) -> None:
        """Have it looked at, and ask where it is sound. A lab's `.h5` is of the lab's network for this kind of project."""
        project = self._context.project
        if project is None or self._is_busy:
            return
        network = ("fruit" if project.kind == "classes" else "reference") if source.is_file() else None
        wish = Wish(source, network)
        self._is_busy = True

        def work(job: Job) -> tuple[ExitStack, Found]:
            stack = ExitStack()
            try:
                return stack, stack.enter_context(looked_at(project, wish, waiting=job.check))
            except BaseException:
                stack.close()
                raise

        title = self.tr("Checking {run}").format(run=source.name)
        self._context.jobs.run(
            title,
            work,
            owner=self,
            ended=partial(self._ask, project, wish),
            failed=partial(self._failed, title),
            stopped=self._over,
        )

    def _ask(self, project: Project, wish: Wish, looked: tuple[ExitStack, Found]) -> None:
        stack, found = looked
        if project is not self._context.project:
            self._discard(stack)
            return
        dialog = ImportDialog(found, name=wish.name, parent=self._window)
        dialog.finished.connect(partial(self._answered, dialog, stack, found))
        open_dialog(dialog)

    def _answered(self, dialog: ImportDialog, stack: ExitStack, found: Found, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            self._discard(stack)
            return
        name = dialog.wanted_name

        def work(job: Job) -> Run:
            del job
            with stack:
                return found.accept(name)

        title = self.tr("Importing {run}").format(run=name)
        self._context.jobs.run(title, work, owner=self, ended=self._accepted, failed=partial(self._failed, title))

    def _discard(self, stack: ExitStack) -> None:
        def work(job: Job) -> None:
            del job
            stack.close()

        self._over()
        self._context.jobs.run(self.tr("Tidying up"), work, owner=self, reads=True)

    def _accepted(self, run: Run) -> None:
        self._over()
        self._context.notices.tell(
            self.tr("The run {run} was imported; evaluate it on your own pictures.").format(run=run.name)
        )
        self._context.runs_changed.emit()
        self.imported.emit(run.name)

    def _failed(self, title: str, error: BaseException) -> None:
        self._over()
        self._context.jobs.failed.emit(title, error)

    def _over(self) -> None:
        self._is_busy = False
