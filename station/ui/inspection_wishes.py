"""How an inspection judges and shows: the run's thresholds, moved for this session, and the heat maps that are wished for."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.verdict import Rule
from station.live.painter import Look
from station.live.watch import Wishes
from station.model.runs import Run
from station.ui.context import Context
from station.ui.failures import tell_failure

if TYPE_CHECKING:
    from pathlib import Path

OPACITY_STEP = 0.1
METHODS = {"gradcam": "Grad-CAM", "hirescam": "HiResCAM"}


class InspectionWishes(QObject):
    """Thresholds that were moved are kept by run until the project or the window is closed; the rest is in the settings."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin with what the run and the settings say."""
        super().__init__(parent)
        self._context = context
        self._run: Run | None = None
        self._moved: dict[Path, dict[str, float]] = {}
        self._band: float | None = None
        self._shown: tuple[str, ...] | None = None
        context.settings_changed.connect(self.changed)

    @property
    def run(self) -> Run | None:
        """The run whose thresholds hold."""
        return self._run

    @property
    def shown(self) -> tuple[str, ...] | None:
        """The attributes whose heat maps are shown; None: those of the faults that are found."""
        return self._shown

    @property
    def is_moved(self) -> bool:
        """Whether a threshold differs from the run's own."""
        return self._run is not None and bool(self._moved.get(self._run.folder))

    @property
    def classes(self) -> AttributeSet | None:
        """The open project's classes; None where it has attributes, or none is open."""
        project = self._context.project
        return project.attributes if project is not None and project.attributes.is_classes else None

    @property
    def moved_limit(self) -> tuple[float, float] | None:
        """From which probability on a class is recognised, and the run's own; None where that was not moved."""
        if self.classes is None or not self.is_moved:
            return None
        name = self.classes.names[0]
        now, own = self.rule().thresholds[name], self._own_rule().thresholds[name]
        return None if now == own else (now, own)

    @property
    def moved(self) -> dict[str, tuple[float, float]]:
        """The thresholds that differ from the run's own, by attribute: what holds, and the run's."""
        if self._run is None:
            return {}
        own = self._run.card.thresholds
        moved = self._moved.get(self._run.folder, {})
        return {name: (now, own.get(name, 0.5)) for name, now in moved.items() if now != own.get(name, 0.5)}

    def use(self, run: Run | None) -> None:
        """Judge by this run's thresholds."""
        if run != self._run:
            self._run = run
            self.changed.emit()

    def forget(self) -> None:
        """Another project: nothing moved, heat maps of the faults found."""
        self._run, self._moved, self._band, self._shown = None, {}, None, None

    def rule(self) -> Rule:
        """Thresholds and band as they are now; of classes one figure each, see `Rule.for_classes`."""
        own = self._own_rule()
        moved = {} if self._run is None else self._moved.get(self._run.folder, {})
        return replace(own, thresholds={**own.thresholds, **moved})

    def _own_rule(self) -> Rule:
        band = self._context.settings.value.inspection.band if self._band is None else self._band
        rule = Rule({} if self._run is None else self._run.card.thresholds, band)
        return rule if self.classes is None else rule.for_classes(self.classes.names)

    def look(self) -> Look:
        """How heat maps are shown now."""
        settings = self._context.settings.value
        return Look(settings.inspection.method, self._shown, settings.inspection.opacity, settings.appearance.palette)

    def all(self) -> Wishes:
        """Everything that a watch follows."""
        wish = self._context.settings.value.inspection
        return Wishes(self.rule(), self.look(), wish.late_s, wish.hold_frames, wish.hold_window, wish.latch)

    def move_threshold(self, name: str, threshold: float) -> None:
        """Let this attribute, or any class, count from another probability on, with this run, in this session."""
        if self._run is not None:
            names = (name,) if self.classes is None else self.classes.names
            self._moved.setdefault(self._run.folder, {}).update(dict.fromkeys(names, threshold))
            self.changed.emit()

    def reset(self) -> None:
        """Go back to the run's tuned thresholds."""
        if self._run is not None:
            self._moved.pop(self._run.folder, None)
            self.changed.emit()

    def move_band(self, band: float) -> None:
        """Use another band while its edge is dragged."""
        self._band = band
        self.changed.emit()

    def keep_band(self, band: float) -> None:
        """Use this band from now on: it is a setting."""
        self._band = None
        self.change(band=band)

    def show_maps(self, shown: tuple[str, ...] | None) -> None:
        """Show the heat maps of these attributes, or (None) of the faults found or the likeliest class."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def toggle_map(self, name: str, attributes: AttributeSet, *, wanted: bool) -> None:
        """Show an attribute's heat map, or no longer; the others stay as they are."""
        before = self._shown or ()
        self.show_maps(tuple(a.name for a in attributes if (wanted if a.name == name else a.name in before)))

    def other_method(self) -> None:
        """Grad-CAM, then HiResCAM, then Grad-CAM again."""
        self.change(method="hirescam" if self.look().method == "gradcam" else "gradcam")

    def add_opacity(self, step: float) -> None:
        """Make heat maps hide more or less of the picture."""
        self.change(opacity=round(min(1.0, max(0.1, self.look().opacity + step)), 2))

    def change(self, **values: object) -> None:
        """Change settings of the inspection; where the disk refuses, they hold until the window is closed."""
        try:
            self._context.settings.change("inspection", **values)
        except StationError as error:
            tell_failure(self._context.notices, self.tr("The settings could not be saved"), error)
