"""Renders a practice project: strips with known faults, to try everything without a camera."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QSpinBox, QWidget

from station.core.errors import StationError
from station.core.seed import LARGEST_SEED
from station.live.jobs import Job, Step
from station.ui.context import Context
from station.ui.dialog_page import DialogPage
from station.ui.error_texts import said
from station.ui.folder_fields import FolderFields, documents
from station.ui.spoken import duration, number
from station.ui.theme import GAP, GRID, inset

if TYPE_CHECKING:
    from station.live.practice import PracticePlan

STRIPS, FRAMES = 24, 24
MOST_STRIPS, MOST_FRAMES = 500, 1000
NAME = "practice-lab"


class PracticeDialog(DialogPage):
    """Asks how much, renders it with progress, and may be stopped: finished strips are kept."""

    filmed = Signal(Path)
    """The practice project's folder."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Offer something small."""
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self.fields = FolderFields(self, name=_free_name(documents()))
        self.strips = _spin(self, STRIPS, least=1, most=MOST_STRIPS)
        self.frames = _spin(self, FRAMES, least=1, most=MOST_FRAMES)
        self.seed = _spin(self, 0, least=0, most=LARGEST_SEED)
        self._labels = [QLabel(self) for _ in range(3)]
        self._estimate = QLabel(self)
        self._estimate.setProperty("role", "heading")
        self._estimate.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        keep = self.bar.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(keep)
        self.bar.hide()
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(2, 1)
        for line, (label, spin) in enumerate(zip(self._labels, (self.strips, self.frames, self.seed), strict=True)):
            label.setBuddy(spin)
            grid.addWidget(label, line, 0)
            grid.addWidget(spin, line, 1)
            spin.valueChanged.connect(self._judge)
        self.content.addWidget(self.fields)
        self.content.addSpacing(GAP)
        self.content.addLayout(grid)
        self.content.addSpacing(GAP)
        self.content.addWidget(self._estimate)
        self.content.addWidget(self.bar)
        self.content.addStretch(1)
        self.fields.changed.connect(self._judge)
        context.jobs.stepped.connect(self._stepped)
        self.setMinimumWidth(140 * GRID)
        self.retranslate()

    @property
    def plan(self) -> "PracticePlan":
        """What is asked for."""
        from station.live.practice import PracticePlan

        return PracticePlan(self.strips.value(), self.frames.value(), self.seed.value())

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(self.tr("Practice lab"))
        self.heading.setText(self.tr("Try the practice lab"))
        self.sentence.setText(
            self.tr(
                "The computer draws strips of cloth with seams, some of them with faults, films them, and labels every "
                "frame. With such a project you can label, train and inspect as with a real one."
            )
        )
        words = (self.tr("Strips"), self.tr("Frames of each"), self.tr("Seed (another one draws other strips)"))
        for label, word in zip(self._labels, words, strict=True):
            label.setText(word)
        self.fields.retranslate()
        self._judge()

    def first_field(self) -> QWidget:
        """The name."""
        return self.fields.name

    def begin(self) -> None:
        """Render in a job."""
        if self._job is not None:
            return
        title = self.tr("Drawing practice strips")
        self.bar.setRange(0, 0)  # moving, until the first strip is finished
        work = partial(_film, self.fields.folder, self.plan)
        self._job = self._context.jobs.run(
            title, work, owner=self, ended=self._done, failed=self._failed, stopped=self._stopped
        )
        self._judge()

    def reject(self) -> None:
        """Stop what is being drawn, or leave."""
        if self._job is None:
            super().reject()
        else:
            self._job.stop()
            self.cancel.setEnabled(False)

    def _judge(self) -> None:
        running = self._job is not None
        for part in (self.fields, self.strips, self.frames, self.seed, *self._labels):
            part.setEnabled(not running)
        self.bar.setVisible(running)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("Stop") if running else self.tr("Cancel"))
        self.go.setText(self.tr("Draw and open"))
        self._say_estimate()
        self.show_problem("" if running else self.fields.problem(), allowed=None if not running else False)

    def _say_estimate(self) -> None:
        plan = self.plan
        text = self.tr("Labelled frames: {frames}. On this computer about {duration}.")
        self._estimate.setText(text.format(frames=number(plan.strips * plan.frames), duration=duration(plan.seconds)))

    def _stepped(self, job: Job, step: Step) -> None:
        if job is not self._job:
            return
        self.bar.setRange(0, round(step.count))
        self.bar.setValue(round(step.done))
        text = self.tr("Strips finished: {done} of {count}.").format(done=number(step.done), count=number(step.count))
        if step.seconds_left is not None:
            text += " " + self.tr("{duration} left").format(duration=duration(step.seconds_left))
        self._estimate.setText(text)

    def _done(self, folder: Path) -> None:
        self._job = None
        self.filmed.emit(folder)
        self.accept()

    def _stopped(self) -> None:
        """Before the first strip: nothing is left of it."""
        self._job = None
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._judge()
        if not isinstance(error, StationError):
            self._context.jobs.failed.emit(self.windowTitle(), error)
        self.show_problem(said(error), allowed=True)


def _film(folder: Path, plan: "PracticePlan", job: Job) -> Path:
    from station.live.practice import film_practice_project

    def tell(done: int, clip: str) -> None:
        del clip
        if not job.is_stopped:  # what is finished is kept, so the end is no Stopped
            job.step(done, plan.strips)

    return film_practice_project(folder, plan, tell=tell, check=job.check).folder


def _free_name(place: Path) -> str:
    names = (NAME if n == 1 else f"{NAME}-{n}" for n in range(1, 1000))
    return next((name for name in names if not (place / name).exists()), NAME)


def _spin(parent: QWidget, value: int, *, least: int, most: int) -> QSpinBox:
    spin = QSpinBox(parent)
    inset(spin)
    spin.setRange(least, most)
    spin.setValue(value)
    spin.setMinimumWidth(28 * GRID)
    spin.setAlignment(Qt.AlignmentFlag.AlignRight)
    return spin
