"""The jobs under way, in the status bar: what, how far, how long still, and a way to stop."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from station.live.jobs import Job, Step
from station.ui.icons import icon
from station.ui.jobs import Jobs
from station.ui.spoken import duration
from station.ui.theme import GAP


class JobStrip(QWidget):
    """Shows the newest job; hidden while there is none."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        """Watch these jobs."""
        super().__init__(parent)
        self._jobs = jobs
        self._text = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._stop = QToolButton(self)
        self._stop.setIcon(icon("player-stop"))
        self._stop.clicked.connect(self._stop_newest)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        for part in (self._text, self._bar, self._stop):
            row.addWidget(part)
        jobs.changed.connect(self._show)
        jobs.stepped.connect(self._step)
        self._retranslate()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._stop.setToolTip(self.tr("Stop this"))
        self._stop.setAccessibleName(self.tr("Stop this"))

    def _show(self) -> None:
        self.setVisible(bool(self._jobs.running))
        if self._jobs.running:
            self._text.setText(self._jobs.running[-1].title)
            self._bar.setRange(0, 0)
            self._stop.setEnabled(True)

    def _step(self, job: Job, step: Step) -> None:
        if not self._jobs.running or job is not self._jobs.running[-1]:
            return
        left = (
            "" if step.seconds_left is None else self.tr("{duration} left").format(duration=duration(step.seconds_left))
        )
        self._text.setText(" · ".join(part for part in (job.title, step.text, left) if part))
        self._bar.setRange(0, 1000 if step.count else 0)
        if step.count:
            self._bar.setValue(round(1000 * step.done / step.count))

    def _stop_newest(self) -> None:
        if self._jobs.running:
            self._jobs.running[-1].stop()
            self._stop.setEnabled(False)
