"""Leads through a check with samples, and shows what has drifted: works for the inspection tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from station.core.device import PRACTICE_CAMERA
from station.core.errors import StationError
from station.core.person import named
from station.core.shift_check import Asks, Phase, Progress
from station.ui.check_panel import CheckPanel
from station.ui.context import Context
from station.ui.drift_band import DriftBand
from station.ui.failures import tell_failure
from station.ui.inspection_session import InspectionSession, is_file
from station.ui.notices import Cause
from station.ui.shift_words import change_said, why_withheld

if TYPE_CHECKING:
    from station.live.guard import Guard, GuardState

MOST_FAULTS = 6.0
"""In 100 mm of a practice strip: the next one comes soon, and there is sound seam between them."""


AWAY_MS = 1000


class ShiftDesk(QObject):
    """Begins a check, passes on what somebody presses, and puts the practice camera's knobs back afterwards."""

    def __init__(self, context: Context, tab: QWidget, *, session: InspectionSession) -> None:
        """Begin without a check."""
        super().__init__(tab)
        self._context = context
        self._session = session
        self._is_wanted = False
        self._knobs: dict[str, object] = {}
        self._shown_for: tuple[int, Phase] | None = None
        self._told: frozenset[str] = frozenset()
        self._away = QTimer(self, interval=AWAY_MS)
        self._away.timeout.connect(self._tell_elsewhere)
        session.changed.connect(self._session_changed)
        self._tab = tab
        self.panel = CheckPanel(context.actions, tab)
        self.band = DriftBand(tab)
        self.panel.next_wanted.connect(self.next)
        self.panel.cancel_wanted.connect(self.cancel)
        self.panel.hold_wanted.connect(self._hold)
        self.band.check_wanted.connect(context.actions["inspection.check"].trigger)
        self.band.accepted.connect(self._accept)
        for name, do in (("check", self.begin), ("check.next", self.next), ("check.cancel", self.cancel)):
            context.actions.on(f"inspection.{name}", do)
        self.tick()

    @property
    def state(self) -> "GuardState | None":
        """How things stand; None where nothing is guarded."""
        return None if self._guard is None else self._guard.state

    @property
    def reason(self) -> str:
        """Why the running inspection gives no verdicts; empty where it does."""
        return why_withheld(self.state) if self._session.is_running else ""

    def begin(self) -> None:
        """Ask for the samples; where nothing is inspected yet, as soon as it is."""
        if not self._session.is_running:
            self._is_wanted = True
            self._context.actions["inspection.run"].trigger()
            return
        guard, began = self._guard, self._session.began
        if guard is None or began is None or is_file(began.source):
            self._is_wanted = False
            text = self.tr("Samples are laid under a camera: choose one as the source.")
            self._context.notices.warn(text, cause=Cause.NO_START)
            return
        self._is_wanted = False
        state = guard.state
        if state.progress is None or state.progress.is_over:
            guard.begin_check(named(self._context.settings.value.labelling.labeller))
            self._keep_knobs()
        self.tick()

    def next(self) -> None:
        """The sample is there; or the check is over and put away."""
        guard, state = self._guard, self.state
        if guard is None or state is None or state.progress is None:
            return
        if state.progress.is_over:
            guard.leave_check()
        else:
            guard.lay()
        self.tick()

    def cancel(self) -> None:
        """Give the check up, or put away one that is over."""
        guard, state = self._guard, self.state
        if guard is None or state is None or state.progress is None:
            return
        if state.progress.is_over:
            guard.leave_check()
        else:
            guard.cancel_check()
            self._context.notices.warn(self.tr("The check with samples was given up: it is not passed."))
        self.tick()

    def tick(self) -> None:
        """Show how things stand now."""
        if self._is_wanted and self._session.is_running:
            self.begin()
        state = self.state
        progress = None if state is None or not self._session.is_running else state.progress
        settings = self._context.settings.value
        self.panel.show_progress(
            progress,
            is_practice=self._is_practice,
            is_held=settings.camera.practice_mm_s == 0,
            hours=settings.inspection.check_hours,
        )
        self.band.show_state(state if self._session.is_running else None)
        self._enable(progress)
        self._show_sample(progress)

    def _session_changed(self) -> None:
        if self._session.is_running:
            self._away.start()
        else:
            self._away.stop()
            self._told = frozenset()

    def _tell_elsewhere(self) -> None:
        """Tell of a picture that has changed where nobody sees the tab; each change once."""
        state = self.state
        said = frozenset() if state is None else frozenset(change_said(change) for change in state.changes)
        kinds = frozenset() if state is None else frozenset(f"{one.kind}{one.against}" for one in state.changes)
        if self._tab.isVisible() or not kinds:
            self._context.notices.withdraw(Cause.DRIFT)
        elif kinds - self._told:
            text = self.tr("Inspection: {changes}").format(changes=" ".join(sorted(said)))
            self._context.notices.warn(text, cause=Cause.DRIFT)
        self._told = kinds

    @property
    def _guard(self) -> "Guard | None":
        return None if self._session.watch is None else self._session.watch.guard

    @property
    def _is_practice(self) -> bool:
        return self._session.began is not None and self._session.began.source == PRACTICE_CAMERA

    def _enable(self, progress: Progress | None) -> None:
        can_next = progress is not None and progress.phase is not Phase.JUDGING
        actions = self._context.actions
        for name, can in (("next", can_next), ("cancel", progress is not None)):
            if actions[f"inspection.check.{name}"].isEnabled() is not can:
                actions[f"inspection.check.{name}"].setEnabled(can)
        began = self._session.began
        can_check = self._context.is_open and not (
            began is not None and self._session.is_running and is_file(began.source)
        )
        if actions["inspection.check"].isEnabled() is not can_check:
            actions["inspection.check"].setEnabled(can_check)

    def _accept(self) -> None:
        if self._guard is not None:
            self._guard.accept_drift()
            self.tick()

    # The practice camera shows the sample that is asked for

    def _keep_knobs(self) -> None:
        camera = self._context.settings.value.camera
        self._shown_for = None
        if self._is_practice and not self._knobs:
            names = ("practice_mm_s", "practice_stitch_mm", "practice_faults")
            self._knobs = {name: getattr(camera, name) for name in names}

    def _show_sample(self, progress: Progress | None) -> None:
        if self._knobs and (progress is None or progress.is_over):
            knobs, self._knobs = self._knobs, {}
            self._turn(**knobs)
        if not self._knobs or progress is None or self._shown_for == (progress.number, progress.phase):
            return
        self._shown_for = (progress.number, progress.phase)
        if progress.phase is not Phase.ASKED:
            return
        sample = progress.sample
        stitch = 2 if sample.asks is Asks.OTHER else 4
        if sample.name == "length" and sample.value is not None:
            stitch = 2 if sample.value else 4
        faults = MOST_FAULTS if sample.asks is Asks.FAULT and sample.name != "length" else 0.0
        speed = self._knobs["practice_mm_s"] or 40.0
        self._turn(practice_mm_s=speed, practice_stitch_mm=stitch, practice_faults=faults)

    def _hold(self, wanted: bool) -> None:
        self._turn(practice_mm_s=0.0 if wanted else self._knobs.get("practice_mm_s") or 40.0)

    def _turn(self, **values: object) -> None:
        try:
            self._context.settings.change("camera", **values)
        except StationError as error:
            tell_failure(self._context.notices, self.tr("The settings could not be kept"), error)
