"""What an inspection tells in the notice bar, and takes back once it is over."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from station.live.watch import Phase
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.inspection_session import InspectionSession
from station.ui.notices import Cause

LOOK_MS = 500


class InspectionNews(QObject):
    """Works for the inspection tab, also while another one is shown."""

    def __init__(self, context: Context, tab: QWidget, *, session: InspectionSession) -> None:
        """Listen to the session."""
        super().__init__(tab)
        self._notices = context.notices
        self._tab = tab
        self._session = session
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.mishap.connect(self._mishap)
        session.changed.connect(self._session_changed)

    def tell_of_alarm(self) -> None:
        """An alarm begins; on the tab itself nobody needs to be told."""
        if not self._tab.isVisible():
            text = QCoreApplication.translate(
                "InspectionTab", "The inspection has found a fault: the alarm waits on its tab."
            )
            self._notices.warn(text, cause=Cause.ALARM)

    def _mishap(self, text: str) -> None:
        self._notices.warn(said(text), cause=Cause.MISHAP)

    def _session_changed(self) -> None:
        if self._session.is_running:
            self._notices.withdraw(Cause.NO_START, Cause.MISHAP)  # of the inspection before
            self._timer.start()
        else:
            self._notices.withdraw(Cause.NO_VERDICT, Cause.DRIFT)
            self._timer.stop()
        self._look()

    def _look(self) -> None:
        """Take back what is over: the network answers again and the journal is written, the alarm was seen."""
        status = self._session.status()
        if self._tab.isVisible() or status is None or not status.alarm:
            self._notices.withdraw(Cause.ALARM)
        if status is None:
            return
        is_recorded = status.journal is None or not status.journal.problem
        if status.phase is Phase.RUNNING and is_recorded:
            self._notices.withdraw(Cause.MISHAP)
