"""The jobs under way, in the status bar: what, how far, how long still, and a way to stop."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from station.live.jobs import Job, Step
from station.ui.icons import icon
from station.ui.jobs import Jobs
from station.ui.spoken import duration
from station.ui.theme import GAP

SHOWN_AFTER_MS = 300
"""What is done sooner needs no progress; it would only flicker."""
WIDEST = 560
"""Of the words, in px; the rest is in the tool tip."""


class JobStrip(QWidget):
    """Shows the newest job, and how many others there are; hidden while there is none."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        """Watch these jobs."""
        super().__init__(parent)
        self._jobs = jobs
        self._steps: dict[Job, Step] = {}
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._stop = QToolButton(self)
        self._stop.setIcon(icon("player-stop"))
        self._stop.clicked.connect(self.stop_newest)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        for part in (self._text, self._bar, self._stop):
            row.addWidget(part)
        self._later = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._later.timeout.connect(self._appear)
        jobs.changed.connect(self._changed)
        jobs.stepped.connect(self._step)
        self._retranslate()
        self.hide()

    def stop_newest(self) -> None:
        """Ask the job that is shown to end."""
        if self._jobs.running:
            self._jobs.running[-1].stop()
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._stop.setToolTip(self.tr("Stop this"))
        self._stop.setAccessibleName(self.tr("Stop this"))
        self._show()

    def _changed(self) -> None:
        running = self._jobs.running
        self._steps = {job: step for job, step in self._steps.items() if job in running}
        self._show()
        if not running:
            self._later.stop()
            self.hide()
        elif not self.isVisible() and not self._later.isActive():
            self._later.start()

    def _appear(self) -> None:
        self.setVisible(bool(self._jobs.running))

    def _step(self, job: Job, step: Step) -> None:
        self._steps[job] = step
        if job is self._jobs.running[-1]:
            self._show()

    def _show(self) -> None:
        if not self._jobs.running:
            return
        job = self._jobs.running[-1]
        step = self._steps.get(job, Step(0, 0))
        whole = " · ".join(part for part in self._words(job, step) if part)
        self._text.setText(self._text.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, WIDEST))
        self._text.setToolTip(whole)
        self._bar.setRange(0, 1000 if step.count else 0)
        if step.count:
            self._bar.setValue(round(1000 * step.done / step.count))
        self._stop.setEnabled(not job.is_stopped)

    def _words(self, job: Job, step: Step) -> tuple[str, ...]:
        if job.is_stopped:
            return job.title, self.tr("stopping")
        left = step.seconds_left
        time = "" if left is None or left < 1 else self.tr("{duration} left").format(duration=duration(left))
        others = len(self._jobs.running) - 1
        return job.title, step.text, time, self.tr("and {n} more").format(n=others) if others else ""
