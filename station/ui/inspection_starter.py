"""Starts and stops the inspection as it is asked to: with a run that fits the project, once the runs were read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.model.runs import Run, check_attributes
from station.model.shipped import withheld
from station.ui.context import Context
from station.ui.failures import tell_failure
from station.ui.inspection_chooser import InspectionChooser
from station.ui.inspection_session import Began, InspectionSession
from station.ui.inspection_wishes import InspectionWishes
from station.ui.notices import Cause


class InspectionStarter(QObject):
    """Works for the inspection tab."""

    def __init__(
        self,
        context: Context,
        tab: QWidget,
        *,
        session: InspectionSession,
        wishes: InspectionWishes,
        chooser: InspectionChooser,
    ) -> None:
        """Begin with nothing asked for."""
        super().__init__(tab)
        self._tab = tab
        self._context = context
        self._session = session
        self._wishes = wishes
        self._chooser = chooser
        self._is_waiting = False
        chooser.runs.run_changed.connect(self._run_chosen)
        session.mishap.connect(chooser.runs.refresh)  # a run may have been trained on since it was read

    def toggle(self, wanted: bool) -> None:
        """Start or stop; where the project's runs are still being read, start as soon as they were."""
        if wanted and not self._session.is_running:
            self._is_waiting = False
            self._begin()
        elif not wanted and self._session.is_running:
            self._session.stop()
        self._session.changed.emit()

    def foresee(self) -> None:
        """Who looks at the tab will probably start what is chosen."""
        run = self._chooser.runs.run
        if run is not None and self._tab.isVisible():
            self._session.foresee(run)

    def forget(self) -> None:
        """Start nothing any more: another project."""
        self._is_waiting = False

    def _begin(self) -> None:
        run, project = self._chooser.runs.run, self._context.project
        if not self._context.is_open:
            return
        if run is None:
            self._is_waiting = self._chooser.runs.is_reading
            if not self._is_waiting:
                self._context.notices.warn(self.tr("There is no run to inspect with: train one."), cause=Cause.NO_START)
            return
        if self._is_refused(run):
            return
        self._tell_of_no_verdict(run)
        began = Began(self._chooser.source.source, run, SEAM if project is None else project.attributes)
        try:
            self._session.start(began, self._wishes.all())
            if project is not None:
                self._context.memory.change("", inspected=(began.source, str(run.folder)))
        except StationError as error:
            title = self.tr("The inspection could not be started")
            tell_failure(self._context.notices, title, error, cause=Cause.NO_START)

    def _tell_of_no_verdict(self, run: Run) -> None:
        """Say at once where no frame will be OK or NOT OK, whoever hoped for it."""
        if withheld(run, source=self._chooser.source.source):
            text = self.tr(
                "This run has seen rendered strips only: of this source it gives no verdict, only what it would answer. "
                "Label frames of your own and train a run."
            )
            self._context.notices.warn(text, cause=Cause.NO_VERDICT)

    def _is_refused(self, run: Run) -> bool:
        """Tell where a run's attributes are not the project's; whether so."""
        project = self._context.project
        if project is None:
            return False
        try:
            check_attributes(run, attributes=project.attributes, owner=project.folder.name)
        except StationError as error:
            tell_failure(self._context.notices, self.tr("This run can't be used here"), error, cause=Cause.NO_START)
            return True
        return False

    def _run_chosen(self) -> None:
        run = self._chooser.runs.run
        if self._session.is_running:
            return  # it keeps its own
        is_new = run != self._wishes.run
        self._wishes.use(run)
        if self._is_waiting and run is not None:
            self.toggle(True)
        elif is_new and run is not None:
            self._context.notices.withdraw(Cause.NO_START)
            self._is_refused(run)
        self.foresee()
