"""A box to choose a run in: the project's, newest first, and the practice run that ships with the station."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.folders import resource
from station.core.project import Project
from station.live.jobs import Job
from station.model.runs import Run, open_run, runs_in
from station.model.shipped import BASE
from station.ui.context import Context
from station.ui.icons import icon


class RunBox(QComboBox):
    """Lists the open project's runs anew whenever they or the project change."""

    run_changed = Signal()
    """Another run is chosen, or the chosen one was read."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin empty; the runs are read in a job."""
        super().__init__(parent)
        self._context = context
        self._runs: tuple[Run, ...] = ()
        self._wanted: Path | None = None
        self._asked = self._answered = 0
        self.setIconSize(QSize(18, 18))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(self._activated)
        context.runs_changed.connect(self.refresh)
        context.project_changed.connect(self._project_changed)
        self.retranslate()
        self.refresh()

    @property
    def run(self) -> Run | None:
        """The run that is chosen."""
        return next((run for run in self._runs if run.folder == self._wanted), None)

    @property
    def is_reading(self) -> bool:
        """Whether the list is still being read."""
        return self._answered < self._asked

    def choose(self, folder: Path) -> None:
        """Choose the run in this folder; the list is read again where it is not known."""
        self._wanted = folder
        if self.run is None:
            self.refresh()
        self._fill()
        self.run_changed.emit()

    def refresh(self) -> None:
        """Read the runs in a job; the newest asking counts."""
        project = self._context.project
        if not self._context.is_open:
            self._runs = ()
            self._fill()
            return
        self._asked += 1
        number, wanted = self._asked, self._wanted

        def work(job: Job) -> tuple[int, tuple[Run, ...]]:
            del job
            return number, _runs_of(project, wanted)

        title, failed = self.tr("Looking for runs"), partial(self._unread, number)
        self._context.jobs.run(title, work, owner=self, ended=self._listed, failed=failed, reads=True)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(self.tr("Run"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _project_changed(self) -> None:
        self._wanted = None
        self.refresh()

    def _listed(self, listed: tuple[int, tuple[Run, ...]]) -> None:
        number, runs = listed
        self._answered = max(self._answered, number)
        if number != self._asked:
            return
        self._runs = runs
        if self.run is None:
            self._wanted = runs[0].folder if runs else None
        self._fill()
        self.run_changed.emit()

    def _unread(self, number: int, error: BaseException) -> None:
        self._answered = max(self._answered, number)
        self._context.jobs.failed.emit(self.tr("Looking for runs"), error)

    def _fill(self) -> None:
        self.clear()
        for run in self._runs:
            is_shipped = run.folder == resource(BASE)
            name = self.tr("Practice run") if is_shipped else run.name
            self.addItem(icon("flask" if is_shipped else "stack-2"), name)
            day = run.card.created[:16].replace("T", " ")
            self.setItemData(self.count() - 1, f"{name} · {day}", Qt.ItemDataRole.ToolTipRole)
        chosen = self.run
        self.setCurrentIndex(-1 if chosen is None else self._runs.index(chosen))
        self.setToolTip("" if chosen is None else str(chosen.folder))

    def _activated(self, index: int) -> None:
        self._wanted = self._runs[index].folder
        self.run_changed.emit()


def _runs_of(project: Project | None, wanted: Path | None) -> tuple[Run, ...]:
    """The runs in models/, newest first, then what ships where the attributes are the seam lab's; and a wanted one from elsewhere."""
    found = [] if project is None else [*reversed(runs_in(project))]
    are_seams = project is None or (project.kind, project.attributes.names) == ("attributes", SEAM.names)
    for folder in (resource(BASE) if are_seams else None, wanted):
        if folder is None or any(run.folder == folder for run in found):
            continue
        try:
            found.append(open_run(folder))
        except StationError:
            if folder == wanted:
                raise
    return tuple(found)
