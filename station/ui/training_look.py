"""Keeps the project's glance fresh and splits its pictures, in jobs."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from station.core.glance import Glance, glance
from station.core.project import Project
from station.core.subsets import How, divide, merge, write_subsets
from station.live.jobs import Job
from station.ui.bridge import Bridge
from station.ui.context import Context

QUIET_MS = 1200
"""So long labels must have been left alone before the glance is taken anew."""
TOLD_SECONDS = 0.1
"""How far the glance is, is told at most so often."""


class ProjectLook(QObject):
    """The glance of the open project; None until it was taken."""

    looked = Signal()
    looking = Signal(int, int)
    """(tables of labels read, of how many) while the glance is taken."""
    was_split = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self._context = context
        self._bridge = Bridge(self)
        self.glance: Glance | None = None
        self._is_looking = self._is_asked = False
        self.is_stale = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.look)

    def forget(self) -> None:
        """The project is another one."""
        self.glance, self.is_stale = None, True

    def stop(self) -> None:
        """Begin nothing more."""
        self._quiet.stop()

    def labels_changed(self, *, is_visible: bool) -> None:
        """Look again when the labelling rests, or when the tab is shown."""
        self.is_stale = True
        if is_visible:
            self._quiet.start()

    def look(self) -> None:
        """Take the glance anew; while that is done, once more afterwards."""
        project = self._context.project
        if project is None:
            return
        if self._is_looking:
            self._is_asked = True
            return
        self._is_looking, self.is_stale, self._is_asked = True, False, False
        self._context.jobs.run(
            self.tr("Looking at the project"),
            partial(_glance, project, self._bridge.carry(self.looking.emit)),
            owner=self,
            ended=partial(self._ended, project),
            failed=self._failed,
            stopped=self._stopped,
            reads=True,
        )

    def split(self, *, how: How, seed: int) -> None:
        """Cut the labelled pictures into the three subsets."""
        project = self._context.project
        if project is None:
            return
        work = partial(_split, project, how, seed)
        self._context.jobs.run(self.tr("Splitting the pictures"), work, owner=self, ended=self._was_split)

    def _ended(self, project: Project, found: Glance) -> None:
        self._is_looking = False
        if project is self._context.project:
            self.glance = found
            self.looked.emit()
        if self._is_asked or project is not self._context.project:
            self.look()

    def _failed(self, error: BaseException) -> None:
        self._is_looking = False
        self._context.jobs.failed.emit(self.tr("The project could not be looked at"), error)
        if self._is_asked:
            self.look()

    def _stopped(self) -> None:
        self._is_looking = False

    def _was_split(self, result: object) -> None:
        del result
        self.look()
        self.was_split.emit()


def _glance(project: Project, tell: Callable[..., None], job: Job) -> Glance:
    told = 0.0

    def show(done: int, count: int) -> None:
        nonlocal told
        job.step(done, count)
        if monotonic() - told > TOLD_SECONDS:
            told = monotonic()
            tell(done, count)

    return glance(project, show=show)


def _split(project: Project, how: How, seed: int, job: Job) -> None:
    pictures, _ = merge(project)
    job.check()
    write_subsets(project, split=divide(project, pictures, how=how, seed=seed))
