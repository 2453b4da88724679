"""Measures the project's scale: two points on a ruler in the picture, and the millimetres between them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QInputDialog

from station.core.ruler import LEAST_PX, distance_px, error_share, px_per_mm
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import show_dialog
from station.ui.frame_view import FrameView
from station.ui.ruler import FAR_PX, STEP_PX, Ruler
from station.ui.spoken import number, per_cent
from station.ui.theme import inset

if TYPE_CHECKING:
    from station.core.project import Project

MOVES = {
    "left": (-STEP_PX, 0.0),
    "right": (STEP_PX, 0.0),
    "up": (0.0, -STEP_PX),
    "down": (0.0, STEP_PX),
    "far_left": (-FAR_PX, 0.0),
    "far_right": (FAR_PX, 0.0),
    "far_up": (0.0, -FAR_PX),
    "far_down": (0.0, FAR_PX),
}
FIRST_GUESS_MM, LARGEST_MM = 50.0, 1000.0


class Calibration(QObject):
    """Begins, ends and keeps a measurement; the scale is kept in the project."""

    changed = Signal()
    """A measurement began, got a point, or ended."""

    def __init__(self, context: Context, view: FrameView) -> None:
        """Measure on this view."""
        super().__init__(view)
        self._context = context
        self._view = view
        self._guess = FIRST_GUESS_MM
        self.ruler = Ruler(view)
        self.ruler.changed.connect(self.changed)
        self.ruler.measured.connect(self._measured)
        self._keys = [context.actions["camera.point.set"]]
        context.actions.on("camera.point.set", self.ruler.set_point)
        for name, (across, down) in MOVES.items():
            self._keys.append(context.actions.on(f"camera.point.{name}", partial(self.ruler.move, across, down)))
        self._enable()
        self.changed.connect(self._enable)

    @property
    def points(self) -> int | None:
        """How many points are set; None where nobody measures."""
        return len(self.ruler.points) if self.ruler.is_active else None

    def toggle(self, wanted: bool) -> None:
        """Begin to measure, or give up."""
        if not wanted:
            self.ruler.end()
        elif self._view.frame is not None:
            self.ruler.begin()
        else:
            self.changed.emit()

    def forget(self) -> None:
        """Take the scale out of the project."""
        self._save(None)

    def _enable(self) -> None:
        for action in self._keys:
            action.setEnabled(self.ruler.is_active)

    def _measured(self, first: QPointF, second: QPointF) -> None:
        ends = (first.x(), first.y()), (second.x(), second.y())
        if distance_px(*ends) < LEAST_PX:
            self._context.notices.warn(self.tr("The two points are too close together: set them anew."))
            self.ruler.begin()
            return
        millimetres = self._asked(off=error_share(*ends))
        self.ruler.end()
        if millimetres is not None:
            self._guess = millimetres
            self._save(px_per_mm(*ends, millimetres=millimetres))

    def _asked(self, *, off: float) -> float | None:
        """The millimetres between the points, which only a person can read off the ruler; None where they give up."""
        dialog = QInputDialog(self._view)
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setWindowTitle(self.tr("Scale"))
        text = self.tr("How many millimetres lie between the two points?\nOne pixel off would be wrong by {share}.")
        dialog.setLabelText(text.format(share=per_cent(off)))
        dialog.setDoubleDecimals(1)
        dialog.setDoubleRange(0.1, LARGEST_MM)
        dialog.setDoubleValue(self._guess)
        for box in dialog.findChildren(QDoubleSpinBox):
            inset(box)
        return dialog.doubleValue() if show_dialog(dialog) == QDialog.DialogCode.Accepted else None

    def _save(self, scale: float | None) -> None:
        project = self._context.project
        if project is None or project.millimetre_px == scale:
            return
        changed = replace(project, millimetre_px=scale)

        def work(job: Job) -> "Project":
            del job
            from station.core.project import save_project

            save_project(changed)
            return changed

        self._context.jobs.run(self.tr("Keeping the scale"), work, owner=self, ended=self._saved)

    def _saved(self, saved: "Project") -> None:
        project = self._context.project
        if project is None or project.folder != saved.folder:
            return
        scale = saved.millimetre_px
        self._context.set_project(replace(project, millimetre_px=scale))
        if scale is None:
            self._context.notices.tell(self.tr("The scale was forgotten."))
        else:
            told = self.tr("Scale: {scale} px/mm, kept in the project.").format(scale=number(scale, 1))
            self._context.notices.tell(told)
