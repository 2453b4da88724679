"""The place of the curves: the plotting package is loaded beside the window's thread, and the curves appear when it is there."""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station.live.jobs import Job, Step
from station.ui.bridge import Bridge
from station.ui.roles import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.core.attributes import Attribute, Kind
    from station.model.history import Epoch
    from station.ui.curves import Curves


MOST_LINES = 12
"""Attributes or classes that are drawn each by a line of its own."""
WORST_LINES = 6
"""Of more classes so many, those with the least recall."""


@dataclass(frozen=True, slots=True)
class RunCurves:
    """What of a run is drawn; `trace` is the running loss inside epochs, `epochs` how many are planned."""

    name: str
    attributes: "tuple[Attribute, ...]"
    history: "tuple[Epoch, ...]"
    trace: tuple[tuple[float, float], ...] = ()
    epochs: int = 0
    kind: "Kind" = "attributes"

    def lines(self) -> "tuple[Attribute, ...]":
        """Those whose figures are drawn each by a line of its own: all, or of very many classes those that come off worst now."""
        if len(self.attributes) <= MOST_LINES or not self.history:
            return self.attributes[:MOST_LINES]
        latest = self.history[-1].valid_accuracies
        known = range(min(len(latest), len(self.attributes)))
        worst = sorted(sorted(known, key=lambda at: latest[at])[:WORST_LINES])
        return tuple(self.attributes[at] for at in worst)


class CurvesPlace(QWidget):
    """Empty until it is first shown and pyqtgraph is loaded, which takes about half a second."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without curves."""
        super().__init__(parent)
        self.curves: Curves | None = None
        self._wanted: tuple[RunCurves, ...] = ()
        self._job: Job | None = None
        self._bridge = Bridge(self)
        self._hint = label(self, role="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hint)
        self.setMinimumHeight(128)
        self._retranslate()

    def show_runs(self, runs: "Sequence[RunCurves]") -> None:
        """Draw these runs, now or as soon as it can be done."""
        self._wanted = tuple(runs)
        if self.curves is not None:
            self.curves.show_runs(self._wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what is needed when the place is first seen."""
        super().showEvent(event)
        if self._job is None:
            ended, failed = self._bridge.carry(self._make), self._bridge.carry(self._fail)
            self._job = Job("curves", _load, ended=ended, failed=failed, stepped=_ignore)
            self._job.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the loading."""
        return self._job is None or self._job.wait(seconds)

    def _retranslate(self) -> None:
        self._hint.setText(self.tr("Loading the curves ..."))

    def _make(self, module: ModuleType) -> None:
        curves: Curves = module.Curves(self)
        self.curves = curves
        self._hint.hide()
        self._column.addWidget(curves)
        curves.show_runs(self._wanted)

    def _fail(self, error: BaseException) -> None:
        raise error


def _load(job: Job) -> ModuleType:
    del job
    return import_module("station.ui.curves")


def _ignore(step: Step) -> None:
    """Loading has no steps."""
