"""The camera tab: what the camera sees, how well, and recordings of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station.core.camera_controls import Control
from station.core.errors import StationError
from station.core.picture_aids import Best
from station.core.practice.camera import PX_PER_MM
from station.live.feed import FeedFigures, State
from station.ui.calibration import Calibration
from station.ui.camera_marks import Marks
from station.ui.camera_panel import CameraPanel
from station.ui.camera_veil import Veil
from station.ui.context import Context
from station.ui.failures import tell_failure
from station.ui.figure_strip import FigureStrip
from station.ui.frame_view import PANS, STEP, FrameView
from station.ui.icons import icon
from station.ui.notices import Cause
from station.ui.preview import Preview
from station.ui.recording_card import clock_of
from station.ui.recording_desk import RecordingDesk
from station.ui.snapshots import Snapshots
from station.ui.source_box import kind_of, source_name, turn_of
from station.ui.speed_card import Setup
from station.ui.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.core.project import Project

_BUSY = ("camera.source", "camera.connect", "camera.disconnect", "camera.rotate", "camera.mirror")
"""What would spoil a recording that runs."""


class CameraTab(Tab):
    """Opens its camera when it is first shown, lets it go when it is hidden, unless it records."""

    name = "camera"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it; no camera is touched."""
        super().__init__(context, parent)
        self.view = FrameView(self)
        self.marks = Marks(self.view)
        self.veil = Veil(self.view)
        self.strip = FigureStrip(self)
        self.panel = CameraPanel(context, self)
        self.preview = Preview(context, self.view)
        self.calibration = Calibration(context, self.view)
        self.desk = RecordingDesk(context, self)
        self.snapshots = Snapshots(context, self)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.view, 1)
        left.addWidget(self.strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self._wants_camera = True
        self._project: Project | None = None
        self._seen = context.settings.value.camera
        self.panel.source.box.choose(self._seen.source)
        self._connect_parts()
        self._connect_actions()
        self._settings_changed()
        self._project_changed()

    def running(self) -> list[str]:
        """A recording would end with the window."""
        return [self.tr("Recording")] if self.desk.is_recording else []

    def stop(self) -> None:
        """End the recording and let go of the camera."""
        self.desk.stop()
        self._let_go()

    def wait(self, seconds: float) -> bool:
        """Wait until the clip is safe."""
        return self.desk.wait(seconds) and self.preview.wait(seconds)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.panel.retranslate()
        self.strip.retranslate()
        self.veil.retranslate()
        self._show_figures()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the camera, or draw again what a recording kept open."""
        super().showEvent(event)
        if not event.spontaneous():
            self.desk.watch(self.context.project)
            self._watch()
            self.preview.draw_on(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the camera, unless it records."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._rest()

    def _connect_parts(self) -> None:
        panel, context = self.panel, self.context
        self.veil.cancel_wanted.connect(self._disconnect)
        self.veil.connect_wanted.connect(self._reconnect)
        self.preview.figures_changed.connect(self._show_figures)
        self.desk.changed.connect(self._recording_changed)
        self.calibration.changed.connect(self._calibration_changed)
        panel.recording.record_wanted.connect(self._record)
        panel.recording.label_wanted.connect(self._label_last)
        panel.recording.note_changed.connect(self._show_name)
        panel.recording.note.returnPressed.connect(self.view.setFocus)
        panel.source.box.source_changed.connect(self._choose)
        panel.source.wish_changed.connect(self._wish)
        panel.knobs.turned.connect(self._turn_knobs)
        panel.picture.value_wanted.connect(self._set_control)
        panel.picture.automatic_wanted.connect(self._set_automatic)
        panel.picture.speed_wanted.connect(self._set_speed)
        panel.speed.fault_wanted.connect(self._set_fault)
        panel.speed.drops_wanted.connect(self._set_drops)
        panel.scale.calibrate_wanted.connect(context.actions["camera.calibrate"].trigger)
        panel.scale.forget_wanted.connect(self.calibration.forget)
        context.project_changed.connect(self._project_changed)
        context.settings_changed.connect(self._settings_changed)

    def _connect_actions(self) -> None:
        doing: dict[str, Callable[..., object]] = {
            "record": self._record,
            "snapshot": self._snapshot,
            "label_last": self._label_last,
            "note": self.panel.recording.note.setFocus,
            "source": self._open_sources,
            "connect": self._reconnect,
            "disconnect": self._disconnect,
            "rotate": self._rotate,
            "mirror": self._mirror,
            "zebra": self.preview.show_stripes,
            "focus": self._focus_anew,
            "calibrate": self.calibration.toggle,
            "uncalibrate": self.calibration.forget,
            "zoom_in": partial(self.view.zoom_by, STEP),
            "zoom_out": partial(self.view.zoom_by, 1 / STEP),
            "zoom_pixel": self.view.zoom_to_pixel,
            "zoom_fit": self.view.fit,
        }
        doing |= {name: partial(self.view.pan, *way) for name, way in PANS.items()}
        for name, do in doing.items():
            self.context.actions.on(f"camera.{name}", do)

    # The source

    @property
    def source(self) -> str:
        """The source that is chosen."""
        return self.panel.source.box.source

    def _watch(self) -> None:
        """Open the camera where somebody looks and nobody switched it off."""
        is_looked_at = self.isVisible() and self.context.project is not None
        feed = self.preview.feed
        if is_looked_at and self._wants_camera and (feed is None or feed.is_over):
            self.preview.watch(self.source)
        self._show_figures()

    def _rest(self) -> None:
        self.preview.draw_on(False)
        if not self.desk.is_recording:
            self._let_go()
            self.desk.watch(None)

    def _let_go(self) -> None:
        self.calibration.ruler.end()
        self.preview.leave()

    def _choose(self, source: str) -> None:
        self._wants_camera = True
        self._let_go()
        self._set(source=source)
        self._settings_changed()
        self._watch()

    def _reconnect(self) -> None:
        self._wants_camera = True
        self._let_go()
        self._watch()

    def _disconnect(self) -> None:
        self._wants_camera = False
        self._let_go()
        self._show_figures()

    def _open_sources(self) -> None:
        self.panel.source.box.setFocus()
        self.panel.source.box.showPopup()

    def _wish(self, width: int, height: int, rate: float) -> None:
        self._set(width=width, height=height, rate=rate)

    def _rotate(self) -> None:
        rotation = (self.context.settings.value.camera.rotation + 90) % 360
        self._set(rotation=rotation)

    def _mirror(self, wanted: bool) -> None:
        self._set(mirror=wanted)

    def _turn_knobs(self, speed: float, stitch: int, faults: float) -> None:
        self._set(practice_mm_s=speed, practice_stitch_mm=stitch, practice_faults=faults)

    def _set(self, **values: object) -> None:
        try:
            self.context.settings.change("camera", **values)
        except StationError as error:
            tell_failure(self.context.notices, self.tr("The settings could not be kept"), error)

    def _set_speed(self, speed: float) -> None:
        self._set(seam_mm_s=speed)

    def _set_fault(self, millimetres: float) -> None:
        self._set(fault_mm=millimetres)

    def _set_drops(self, drops: int) -> None:
        self._set(drops=drops)

    def _set_control(self, control: Control, value: float) -> None:
        if (device := self.preview.device) is not None:
            device.set_value(control, value)

    def _set_automatic(self, control: Control, wanted: bool) -> None:
        if (device := self.preview.device) is not None:
            device.set_automatic(control, wanted=wanted)

    def _focus_anew(self) -> None:
        self.preview.best = Best()

    def _settings_changed(self) -> None:
        """Follow the settings, whoever changed them; a recording is not turned while it runs."""
        before, wish = self._seen, self.context.settings.value.camera
        self.panel.source.show_settings(wish)
        self.panel.knobs.show_settings(wish)
        self.panel.knobs.setVisible(kind_of(self.source) == "practice")
        self.context.actions["camera.mirror"].setChecked(wish.mirror)
        if self.desk.is_recording:
            return
        self._seen = wish
        self.context.feeds.turn(turn_of(self.context))
        if (before.width, before.height, before.rate) != (wish.width, wish.height, wish.rate):
            self.context.feeds.reopen(self.source)
        if wish.source != self.source:
            self.panel.source.box.choose(wish.source)
        self._show_name()

    # The project

    def _project_changed(self) -> None:
        project = self.context.project
        if project is None or self._project is None or project.folder != self._project.folder:
            self.desk.end()
            self._let_go()
            self.desk.last = None
            self.desk.watch(project if self.isVisible() else None)
        self._project = project
        self._show_scale()
        self._recording_changed()
        if self.isVisible():
            self._watch()

    # Recording

    def _record(self) -> None:
        if self.desk.is_recording:
            self.desk.end()
            return
        feed, project = self.preview.feed, self.context.project
        if project is None or feed is None or not self._has_picture():
            none = self.tr("There is no picture to record: connect a camera first.")
            late = self.tr("There is no picture to record yet: wait until the camera shows one.")
            self.context.notices.warn(none if feed is None else late, cause=Cause.NO_PICTURE)
            return
        self.calibration.ruler.end()
        path = self.desk.path_for(project, self.panel.recording.note.text())
        self.panel.recording.show_name(path.name)  # the one announced may be a second old
        self.panel.ensureWidgetVisible(self.panel.recording.button)
        self.desk.begin(feed, path)

    def _recording_changed(self) -> None:
        is_recording = self.desk.is_recording
        self.context.actions["camera.record"].setIcon(icon("player-stop" if is_recording else "player-record"))
        self.panel.source.setEnabled(not is_recording)
        for name in _BUSY:
            self.context.actions[name].setEnabled(not is_recording)
        self.context.actions["camera.calibrate"].setEnabled(not is_recording)
        self.panel.scale.setEnabled(not is_recording)
        can_label = self.desk.last is not None and not is_recording
        self.context.actions["camera.label_last"].setEnabled(can_label)
        self.panel.recording.label.setVisible(can_label)
        if not is_recording:
            self._settings_changed()  # what was changed meanwhile
            if not self.isVisible():
                self._rest()
        self._show_figures()

    def _label_last(self) -> None:
        if self.desk.last is not None:
            self.context.label_wanted.emit(self.desk.last, 0)

    def _snapshot(self) -> None:
        if self.view.frame is None or not self._has_picture():
            text = self.tr("There is no picture to keep: connect a camera first.")
            self.context.notices.warn(text, cause=Cause.NO_PICTURE)
            return
        self.snapshots.take(self.view.frame, note=self.panel.recording.note.text())

    # Calibration

    def _calibration_changed(self) -> None:
        is_on = self.calibration.ruler.is_active
        self.preview.frozen = is_on
        self.context.actions["camera.calibrate"].setChecked(is_on)
        self._show_scale()

    def _show_scale(self) -> None:
        project = self.context.project
        scale = project.millimetre_px if project is not None else None
        self.marks.show_scale(scale)
        self.panel.scale.show_scale(scale, points=self.calibration.points)
        self.marks.show_instruction(self.panel.scale.instruction)
        self.context.actions["camera.uncalibrate"].setEnabled(scale is not None)

    # What is seen four times a second

    def _has_picture(self) -> bool:
        figures = self.preview.figures
        return figures is not None and figures.state is State.RUNNING and figures.frames > 0

    def _show_figures(self) -> None:
        figures, preview = self.preview.figures, self.preview
        if self._has_picture():
            self.context.notices.withdraw(Cause.NO_PICTURE)
        self.strip.show_figures(figures)
        self.veil.show_state(figures, source=self._spoken_source())
        self.panel.picture.show_aids(preview.aids, share=preview.share, best=preview.best.value)
        states = preview.device.controls if preview.device is not None else ()
        self.panel.picture.show_controls(states)
        wish, project = self.context.settings.value.camera, self.context.project
        exposure = next((state for state in states if state.control is Control.EXPOSURE), None)
        self.panel.picture.show_blur(
            exposure if wish.warn_exposure else None,
            seam_mm_s=wish.seam_mm_s,
            rate=figures.rate if figures is not None else 0.0,
            scale=project.millimetre_px if project is not None else None,
            allowed_px=wish.blur_px,
        )
        self.panel.speed.show_setup(self._setup(figures))
        self._show_recording()

    def _setup(self, figures: FeedFigures | None) -> Setup:
        """What decides how fast the seam may be; the practice lab's scale is known."""
        wish, project = self.context.settings.value.camera, self.context.project
        is_practice = kind_of(self.source) == "practice"
        return Setup(
            rows=figures.size[1] if figures is not None else 0,
            scale=PX_PER_MM if is_practice else project.millimetre_px if project is not None else None,
            rate=_steady(figures.rate) if figures is not None else 0.0,
            seam_mm_s=wish.practice_mm_s if is_practice else wish.seam_mm_s,
            fault_mm=wish.fault_mm,
            drops=wish.drops,
            blur_px=wish.blur_px,
        )

    def _show_recording(self) -> None:
        figures, is_recording = self.desk.figures, self.desk.is_recording
        self.panel.recording.show_recording(figures, is_recording=is_recording)
        self.panel.recording.show_disk(self.desk.free_bytes, self.desk.seconds_left)
        self.marks.show_recording(clock_of(figures.seconds) if is_recording and figures is not None else "")
        if not is_recording:
            self._show_name()

    def _show_name(self) -> None:
        project = self.context.project
        if project is not None and not self.desk.is_recording:
            self.panel.recording.show_name(self.desk.path_for(project, self.panel.recording.note.text()).name)

    def _spoken_source(self) -> str:
        return self.tr("Practice lab") if kind_of(self.source) == "practice" else source_name(self.source)


def _steady(rate: float) -> float:
    """A rate that does not flicker where it hardly changes."""
    return round(rate, 1) if rate < 10 else float(round(rate))
