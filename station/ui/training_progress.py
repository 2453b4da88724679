"""How far the training is, in one line with its bar; without a training, what to do next."""

from PySide6.QtCore import QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station.live.trainer import Phase, TrainingState
from station.ui.roles import label
from station.ui.spoken import duration, number
from station.ui.theme import GAP, GRID

BAR_STEPS = 1000
LONG_WAIT_S = 20
"""So long the start takes on a PC that does little else."""


class ProgressLine(QWidget):
    """A heading, a sentence, the bar, and the buttons that fit."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a training."""
        super().__init__(parent)
        self._state: TrainingState | None = None
        self._heading = label(self, role="title")
        self._text = label(self, role="muted")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._buttons: list[tuple[QPushButton, QAction]] = []
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(self._heading)
        words.addWidget(self._text)
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._row.addLayout(words, 1)
        self._action: QAction | None = None
        self._next = QPushButton(self)
        self._next.setProperty("role", "primary")
        self._next.clicked.connect(self._do_next)
        self._next.hide()
        self._row.addWidget(self._next, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._row)
        column.addWidget(self._bar)
        self._bar.hide()
        self._waits_for: tuple[str, Phase, bool] | None = None
        self._since = QElapsedTimer()

    def add_button(self, action: QAction, *, role: str = "") -> QPushButton:
        """A button that does an action, and is there while the action can be done."""
        button = QPushButton(self)
        if role:
            button.setProperty("role", role)
        button.clicked.connect(action.trigger)
        self._buttons.append((button, action))
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        action.changed.connect(self._follow)
        self._follow()
        return button

    def words(self) -> str:
        """How far the training is, in one line for elsewhere; empty without one."""
        if self._state is None:
            return ""
        return " · ".join((self._heading_of(self._state), *self._parts(self._state)))

    def show_hint(self, heading: str, text: str, action: QAction | None) -> None:
        """Without a training: what to do next, and the action that does it."""
        self._state = None
        self._waits_for = None
        self._action = action
        self._next.setVisible(action is not None)
        if action is not None:
            self._next.setText(action.text().removesuffix("..."))
            self._next.setToolTip(action.toolTip())
        self._heading.setText(heading)
        self._text.setText(text)
        self._bar.hide()

    def show_state(self, state: TrainingState) -> None:
        """How far a training is."""
        self._state = state
        waits_for = state.request.run, state.phase, _is_silent(state)
        if waits_for != self._waits_for:
            self._waits_for = waits_for
            self._since.start()
        self._next.hide()
        self._heading.setText(self._heading_of(state))
        self._text.setText(" · ".join(self._parts(state)))
        self._text.setToolTip(self._text.text())
        self._bar.show()
        done = self._share(state)
        self._bar.setRange(0, 0 if done is None else BAR_STEPS)
        if done is not None:
            self._bar.setValue(round(BAR_STEPS * done))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange and self._state is not None:
            self.show_state(self._state)
        super().changeEvent(event)

    def _do_next(self) -> None:
        if self._action is not None:
            self._action.trigger()

    def _heading_of(self, state: TrainingState) -> str:
        if state.is_stopping:
            return self.tr("{run} stops and keeps the best ...").format(run=state.request.run)
        return self.tr("Training {run}").format(run=state.request.run)

    def _parts(self, state: TrainingState) -> list[str]:
        progress, preparing = state.progress, state.preparing
        if _is_silent(state):
            return [self._waiting_said(state.phase)]
        if state.phase is Phase.READING and preparing is not None:
            text = self.tr("reading pictures: {done} of {count}")
            return [text.format(done=number(preparing.done), count=number(preparing.count))]
        if progress is None:
            return []
        left = self.tr("{duration} left at most").format(duration=duration(progress.seconds_left))
        return [
            self.tr("epoch {n} of {count}").format(n=progress.epoch, count=progress.epochs),
            self.tr("batch {n} of {count}").format(n=progress.step, count=progress.steps),
            left if progress.step > 1 or progress.epoch > 1 else self.tr("measuring the time"),
            self.tr("loss {loss}").format(loss=number(progress.loss, 3)),
        ]

    def _waiting_said(self, phase: Phase) -> str:
        seconds = self._since.elapsed() / 1000
        if phase is Phase.READING:
            text = self.tr("pictures are read; the network is being prepared for its first step: {duration}")
        elif seconds < LONG_WAIT_S:
            text = self.tr("TensorFlow is being loaded: {duration}")
        else:
            text = self.tr("TensorFlow is being loaded: {duration} (minutes on a busy PC)")
        return text.format(duration=duration(seconds))

    def _share(self, state: TrainingState) -> float | None:
        progress, preparing = state.progress, state.preparing
        if state.phase is Phase.READING and preparing is not None and preparing.done < preparing.count:
            return preparing.done / preparing.count
        if state.phase is not Phase.TRAINING or progress is None:
            return None
        return (progress.epoch - 1 + progress.step / progress.steps) / progress.epochs

    def _follow(self) -> None:
        for button, action in self._buttons:
            button.setText(action.text().removesuffix("..."))
            button.setToolTip(action.toolTip())
            button.setVisible(action.isEnabled())


def _is_silent(state: TrainingState) -> bool:
    """Whether the training does something of which it can't tell how far it is."""
    preparing = state.preparing
    is_read = preparing is not None and preparing.done >= preparing.count
    return state.phase is Phase.STARTING or (state.phase is Phase.READING and is_read)
