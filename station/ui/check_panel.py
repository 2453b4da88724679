"""The check with samples as it is seen: one sample at a time, what is judged of it, and two buttons."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station.core.shift_check import Phase, Progress
from station.ui.actions import Actions, native, parts_of
from station.ui.roles import set_role
from station.ui.shift_words import lay_said, name_of
from station.ui.spoken import number
from station.ui.theme import GAP, GRID, MARGIN

BUTTON_HEIGHT = 11 * GRID
BUTTON_WIDTH = 36 * GRID
OUTCOME = {Phase.PASSED: "title-ok", Phase.FAILED: "title-not-ok"}


class CheckPanel(QFrame):
    """A card above the picture while a check is under way; its buttons say the keys of the actions that do the same."""

    next_wanted = Signal()
    cancel_wanted = Signal()
    hold_wanted = Signal(bool)
    """Let the practice strip stand still, or run."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._actions = actions
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._progress: Progress | None = None
        self._is_practice = self._is_held = False
        self._hours = 0.0
        self.step = QLabel(self)
        self.title = QLabel(self)
        self.help = QLabel(self)
        self.shows = QLabel(self)
        for label, role in ((self.step, "muted"), (self.title, "title"), (self.help, "muted"), (self.shows, "heading")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.help.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(2 * GRID)
        self.hold = QPushButton(self)
        self.cancel = QPushButton(self)
        self.next = QPushButton(self)
        self.next.setProperty("role", "primary")
        for button in (self.hold, self.cancel, self.next):
            button.setMinimumSize(BUTTON_WIDTH, BUTTON_HEIGHT)
        self._lay_out()
        self.hold.clicked.connect(self._hold_clicked)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.next.clicked.connect(self.next_wanted)
        actions.keys_changed.connect(self.retranslate)
        self.setVisible(False)

    def show_progress(
        self, progress: Progress | None, *, is_practice: bool = False, is_held: bool = False, hours: float = 0.0
    ) -> None:
        """Show how the check is going; None puts the panel away. `hours` is how long a passed check holds, 0: for nothing."""
        if (progress, is_practice, is_held, hours) == (self._progress, self._is_practice, self._is_held, self._hours):
            return
        was_hidden = self._progress is None
        self._progress, self._is_practice, self._is_held, self._hours = progress, is_practice, is_held, hours
        if progress is None:
            self._leave_focus()
        self.setVisible(progress is not None)
        if progress is None:
            return
        self._say(progress)
        if was_hidden or (self.hasFocus() and self.next.isEnabled()):
            self.next.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        if self._progress is not None:
            self._say(self._progress)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up, or puts away what is over."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _leave_focus(self) -> None:
        """Before it hides: Qt would hand the focus on to the button that ends the inspection, which the space bar presses."""
        for part in (self, self.hold, self.cancel, self.next):
            part.clearFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.step, 1)
        head.addWidget(self.shows)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.help, 1)
        for button in (self.hold, self.cancel, self.next):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP + GRID, MARGIN, GAP + GRID)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def _say(self, progress: Progress) -> None:
        is_over, phase = progress.is_over, progress.phase
        self.bar.setRange(0, progress.demand.frames)
        self.bar.setValue(progress.right)
        self.bar.setVisible(not is_over)
        self.hold.setVisible(self._is_practice and not is_over)
        self.hold.setText(self.tr("Let the strip run") if self._is_held else self.tr("Stop the strip"))
        self.cancel.setVisible(not is_over)
        self.cancel.setText(self._with_key(self.tr("Give up"), "cancel"))
        if phase is Phase.JUDGING and self.next.hasFocus():
            self.setFocus()  # rather than the next button in the row
        self.next.setEnabled(phase is not Phase.JUDGING)
        self.next.setText(self._with_key(self._next_said(phase), "next"))
        self.step.setText(self._step_said(progress))
        self.title.setText(self._title_said(progress))
        set_role(self.title, OUTCOME.get(phase, "title"))
        self.help.setText(self._help_said(progress))
        self._say_shows(progress)

    def _next_said(self, phase: Phase) -> str:
        if phase is Phase.MISSED:
            return self.tr("Try again")
        return self.tr("Done") if phase in {Phase.PASSED, Phase.FAILED} else self.tr("It is there")

    def _with_key(self, text: str, name: str) -> str:
        """The first of an action's keys stands behind what its button says."""
        keys = parts_of(self._actions.key_of(f"inspection.check.{name}"))
        return f"{text} ({native(keys[0])})" if keys else text

    def _step_said(self, progress: Progress) -> str:
        if progress.is_over:
            return self.tr("Check with samples")
        text = self.tr("Check with samples: {n} of {all}")
        return text.format(n=number(progress.number + 1), all=number(len(progress.samples)))

    def _title_said(self, progress: Progress) -> str:
        if progress.phase is Phase.PASSED:
            return self.tr("The check is passed")
        if progress.phase is Phase.FAILED:
            return self.tr("The check is not passed")
        if progress.phase is Phase.JUDGING:
            return self.tr("Being judged: {name}").format(name=name_of(progress.sample))
        if progress.phase is Phase.MISSED:
            return self.tr("Not recognised in time: {name}").format(name=name_of(progress.sample))
        return lay_said(progress.sample)

    def _help_said(self, progress: Progress) -> str:
        demand = progress.demand
        if progress.is_over:
            each = (f"{name_of(one.sample)} {number(one.right)}/{number(one.judged)}" for one in progress.tried)
            told = self.tr("Frames right: {each}.").format(each=", ".join(each))
            if progress.phase is Phase.PASSED and self._hours:
                holds = self.tr("It holds for {hours} h, for this camera, run and thresholds.")
                told = f"{told} {holds.format(hours=number(self._hours, 0 if self._hours % 1 == 0 else 1))}"
            return told
        text = self.tr("Counts when {frames} of the last {window} frames are surely right, within {seconds} s.")
        told = text.format(frames=number(demand.frames), window=number(demand.window), seconds=number(demand.within_s))
        return f"{told} {self._practice_said(progress)}" if self._is_practice else told

    def _practice_said(self, progress: Progress) -> str:
        if progress.phase is Phase.JUDGING and not self._is_held:
            return self.tr("Stop the strip when the sample is in sight.")
        return self.tr("The practice camera lays such strips by itself.")

    def _say_shows(self, progress: Progress) -> None:
        self.shows.setVisible(progress.phase is Phase.JUDGING)
        text = self.tr("{right} of {frames} · {seconds} s left")
        self.shows.setText(
            text.format(
                right=number(progress.right),
                frames=number(progress.demand.frames),
                seconds=number(int(progress.left_s)),
            )
        )
        set_role(self.shows, "heading" if progress.shows is not False else "muted")

    def _hold_clicked(self) -> None:
        self.hold_wanted.emit(not self._is_held)
