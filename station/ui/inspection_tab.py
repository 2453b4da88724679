"""The inspection tab: the verdict at a glance, the frame with its heat maps, the last faults."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from station.core.attributes import SEAM, AttributeSet
from station.core.device import PRACTICE_CAMERA
from station.core.folders import resource
from station.core.person import named
from station.core.verdict import can_be_faulty
from station.live.watch import Status
from station.model.shipped import BASE
from station.ui.actions import native
from station.ui.alarm_button import AlarmButton
from station.ui.alarm_sound import AlarmSound
from station.ui.attribute_bars import AttributeBars
from station.ui.context import Context
from station.ui.fault_strip import FaultStrip, said
from station.ui.inspection_chooser import InspectionChooser
from station.ui.inspection_desk import InspectionDesk
from station.ui.inspection_figures import InspectionFigures
from station.ui.inspection_layout import beside, column, lay_out, scrolled
from station.ui.inspection_looks import InspectionLooks
from station.ui.inspection_news import InspectionNews
from station.ui.inspection_note import InspectionNote
from station.ui.inspection_reason import reason_of
from station.ui.inspection_session import InspectionSession
from station.ui.inspection_starter import InspectionStarter
from station.ui.inspection_view import InspectionView
from station.ui.inspection_wishes import OPACITY_STEP, InspectionWishes
from station.ui.journal_band import JournalBand
from station.ui.recolouring import Recolouring
from station.ui.seam_strip import SeamStrip
from station.ui.shift_desk import ShiftDesk
from station.ui.source_box import source_name
from station.ui.tab import Tab
from station.ui.verdict_sign import VerdictSign

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_MS = 50
"""Of sign, bars and band, which cost as much to draw as the picture; that one is drawn as it comes."""
FIGURES_MS = 250
"""Numbers that change twenty times a second can't be read, and each change lays the column out anew."""
KEPT_MS = 3000
BARS_HEIGHT = 6 * 44
LEAST_BARS_HEIGHT = 76
"""On a small screen the bars are scrolled rather than the window pushed off it."""


class InspectionTab(Tab):
    """The inspection tab."""

    name = "inspection"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(context, parent)
        self.session = InspectionSession(context, self)
        self.news = InspectionNews(context, self, session=self.session)
        self.sound = AlarmSound(context, self)
        self.wishes = InspectionWishes(context, self)
        self._maps: dict[str, QAction] = {}
        self._project_shown: tuple[Path, AttributeSet] | None = None
        self.desk = InspectionDesk(context, self, session=self.session, wishes=self.wishes)
        self.shift = ShiftDesk(context, self, session=self.session)
        self._build()
        self.starter = InspectionStarter(context, self, session=self.session, wishes=self.wishes, chooser=self.chooser)
        self._lay_out()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._slow = QTimer(self, interval=FIGURES_MS)
        self._slow.timeout.connect(self._show_figures)
        self._kept = QTimer(self, interval=KEPT_MS, singleShot=True)
        self._connect()
        self.retranslate()
        self._show_project()

    def choose_run(self, folder: Path) -> None:
        """Inspect with the run in this folder; one that inspects already goes on until it is stopped."""
        self.chooser.runs.choose(folder)
        if self.session.is_running:
            self.context.notices.tell(self.tr("The run that was chosen is used from the next start on."))

    def try_out(self) -> None:
        """Inspect the practice camera with the practice run, where nothing is inspected yet."""
        if not self.session.is_running:
            self.chooser.source.choose(PRACTICE_CAMERA)
            self.chooser.runs.choose(resource(BASE))
            self.starter.toggle(True)

    def running(self) -> list[str]:
        """The inspection, where one runs; a trial is nothing that anybody would miss."""
        began = self.session.began
        if not self.session.is_running or began is None or self.context.is_trial:
            return []
        text = self.tr("Inspection of {source} with {run}")
        return [text.format(source=self.chooser.source.currentText() or source_name(began.source), run=began.run.name)]

    def stop(self) -> None:
        """End the inspection and forget what it kept."""
        self._timer.stop()
        self._slow.stop()
        self.sound.ring(wanted=False)
        self.desk.close()
        self.session.forget()

    def wait(self, seconds: float) -> bool:
        """Wait for the worker's end."""
        return self.session.wait(seconds)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._show_keys()
        self._strip_title.setText(self.tr("Last faults"))
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw again."""
        super().showEvent(event)
        self._timer.start()
        self._slow.start()
        self._tick()
        self._show_figures()
        self.starter.foresee()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is drawn, inspecting goes on."""
        super().hideEvent(event)
        self._timer.stop()
        self._slow.stop()

    def _build(self) -> None:
        self.chooser = InspectionChooser(self.context, self)
        self.band = JournalBand(self)
        self.view = InspectionView(self)
        self.seam = SeamStrip(self)
        self.looks = InspectionLooks(self)
        self._strip_title = QLabel(self)
        self._strip_title.setProperty("role", "heading")
        self.strip = FaultStrip(self)
        self.sign = VerdictSign(self)
        self.alarm_button = AlarmButton(self.context, self)
        self.bars = AttributeBars(self)
        self.note = InspectionNote(self)
        self.figures = InspectionFigures(self)

    def _lay_out(self) -> None:
        self._faults = QWidget(self)
        self._faults.setLayout(column(self._strip_title, self.strip))
        self._scroll = scrolled(self.bars, self)
        self.notice_place = column()  # it takes from the picture: sign and bars stay where the eye knows them
        pictures = column(beside(self.view, self._faults), self.notice_place)
        pictures.setStretch(0, 1)
        left = column(self.chooser, self.band, self.shift.band, self.shift.panel, pictures, self.seam, self.looks)
        left.setStretchFactor(pictures, 1)
        right = column(self.sign, self.alarm_button, self._scroll, self.note, self.figures)
        right.setStretch(0, 1)
        lay_out(self, left, right)

    def _connect(self) -> None:
        wishes, desk = self.wishes, self.desk
        doing: dict[str, Callable[..., object]] = {
            "run": self.starter.toggle,
            "freeze": self._freeze,
            "acknowledge": self._acknowledge,
            "sound": self._sound_toggled,
            "automatic": self._automatic_toggled,
            "method": wishes.other_method,
            "fainter": partial(wishes.add_opacity, -OPACITY_STEP),
            "stronger": partial(wishes.add_opacity, OPACITY_STEP),
            "reset": wishes.reset,
            "fault": desk.enlarge_last,
            "label": self._label,
            "export": desk.export,
            "report": desk.report,
            "folder": self._choose_folder,
        }
        for name, do in doing.items():
            self.context.actions.on(f"inspection.{name}", do)
        self.chooser.button.clicked.connect(self.context.actions["inspection.run"].toggle)
        self.chooser.hold_changed.connect(self._hold_changed)
        self.strip.fault_chosen.connect(desk.enlarge)
        self.bars.threshold_moved.connect(wishes.move_threshold)
        self.bars.band_moved.connect(wishes.move_band)
        self.bars.band_left.connect(wishes.keep_band)
        self.bars.map_wished.connect(self._map_wished)
        wishes.changed.connect(self._follow_wishes)
        self.session.changed.connect(self._show_state)
        self.session.fault_began.connect(self._fault_began)
        self.session.painted.connect(self._painted)
        desk.frame_kept.connect(self._kept.start)
        self.context.project_changed.connect(self._show_project)
        Recolouring(self.context, self, self.bars, self.figures)
        self.context.actions.keys_changed.connect(self._show_keys)

    @property
    def attributes(self) -> AttributeSet:
        """The open project's."""
        return SEAM if self.context.project is None else self.context.project.attributes

    # What is done

    def _show_project(self) -> None:
        project = self.context.project
        folder = Path() if project is None else project.folder  # a trial has none
        shown = (folder, self.attributes) if self.context.is_open else None
        if shown == self._project_shown:
            return  # only its scale was measured: the inspection goes on
        self._project_shown = shown
        self.starter.forget()
        self.session.forget()
        self.desk.close()
        self.wishes.forget()
        if shown is None:
            return
        for name in self.attributes.names:
            action = self.context.actions[f"inspection.attribute.{name}"]
            if self._maps.get(name) is not action:  # two projects of the same attributes share their actions
                action.toggled.connect(partial(self._map_toggled, name))
                self._maps[name] = action
        self.context.actions.give_keys(self, [f"inspection.attribute.{name}" for name in self.attributes.names])
        self._adapt(self.attributes)
        self._show_keys()
        source, run = self.context.memory.value.inspected
        if source and project is not None:
            self.chooser.source.choose(source)
        if run and project is not None and Path(run).parent == project.models:
            self.chooser.runs.choose(Path(run))
        self._follow_wishes()
        self._show_state()

    def _adapt(self, attributes: AttributeSet) -> None:
        """Show what this project has: bars and counters of its attributes or classes; of faults only where there can be any."""
        coloured, is_faulty = self.context.coloured(attributes), can_be_faulty(attributes)
        self.bars.show_attributes(coloured)
        self.figures.show_attributes(coloured)
        height = min(BARS_HEIGHT, self.bars.sizeHint().height())
        self._scroll.setMaximumHeight(height)
        self._scroll.setMinimumHeight(min(LEAST_BARS_HEIGHT, height))
        self.chooser.show_faults(wanted=is_faulty)
        self.seam.setVisible(not attributes.is_classes)
        self._faults.setVisible(is_faulty)
        self.alarm_button.setVisible(is_faulty)
        for name in ("acknowledge", "sound", "fault"):
            self.context.actions[f"inspection.{name}"].setVisible(is_faulty)

    def _show_keys(self) -> None:
        key_of = self.context.actions.key_of
        hint = self.tr("Choose a source and a run, then start ({key})")
        waiting = self.tr("The first picture comes when network and source are ready; a clip waits until then.")
        self.view.hint = waiting if self.session.is_running else hint.format(key=native(key_of("inspection.run")))
        if self.context.is_open:
            names = self.attributes.names
            self.bars.show_keys({name: native(key_of(f"inspection.attribute.{name}")) for name in names})

    def _choose_folder(self) -> None:
        project = self.context.project
        places = () if project is None else (project.pics / "test", project.folder)
        start = next((place for place in places if place.is_dir()), Path.home())
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of pictures"), str(start))
        if folder:
            self.chooser.source.choose(folder)

    def _label(self) -> None:
        if self.view.painted is not None:
            self.desk.label(self.view.painted.result)

    def _freeze(self, wanted: bool) -> None:
        if self.session.watch is not None:
            self.session.watch.freeze(frozen=wanted)
        self._tick()

    def _acknowledge(self) -> None:
        if self.session.watch is not None:
            self.session.watch.acknowledge(named(self.context.settings.value.labelling.labeller))
            self._tick()

    def _fault_began(self) -> None:
        was = self.alarm_button.isEnabled()
        self._show_alarm(self.session.status())
        if not was:
            self.news.tell_of_alarm()

    def _sound_toggled(self, wanted: bool) -> None:
        self.wishes.change(sound=wanted)

    def _automatic_toggled(self, wanted: bool) -> None:
        newest = self.view.painted
        if wanted != (self.wishes.shown is None):
            self.wishes.show_maps(None if wanted else newest.shown if newest is not None else ())

    def _map_wished(self, name: str) -> None:
        self.context.actions[f"inspection.attribute.{name}"].toggle()

    def _map_toggled(self, name: str, wanted: bool) -> None:
        if wanted != (name in (self.wishes.shown or ())):
            self.wishes.toggle_map(name, self.attributes, wanted=wanted)

    def _hold_changed(self, needed: int, window: int) -> None:
        self.wishes.change(hold_frames=needed, hold_window=window)

    # What is shown

    def _painted(self) -> None:
        if self.isVisible():
            self.view.show_newest(self.session.watch)  # at once; the timer draws what can't be read that fast

    def _tick(self) -> None:
        status = self.session.status()
        self._show_sign(status)  # first: whatever may fail below, the sign must not
        self.shift.tick()
        watch = self.session.watch
        newest = self.view.show_newest(watch)
        self.view.mark_status(status, is_frozen=self._is_frozen, is_kept=self._kept.isActive())
        self.looks.show_painted(newest.shown if newest else ())
        self.strip.show_faults(() if watch is None else watch.faults)
        result = None if watch is None else (newest.result if self._is_frozen and newest else watch.result)
        if not self.session.is_running and self.session.began and self.session.began.run != self.wishes.run:
            result = None  # another run was chosen since: its thresholds say nothing of these values
        self.bars.show_answer({} if result is None else result.probabilities, shown=newest.shown if newest else ())
        self._show_alarm(status)

    def _show_figures(self) -> None:
        status = self.session.status()
        self.figures.show_status(status)
        self.band.show_state(None if status is None else status.journal)
        self.seam.show_way(None if self.session.watch is None else self.session.watch.way)
        self.session.keep_loading_time()
        if self.wishes.classes is not None:
            self.note.show_class_note(frozen=self._is_frozen, limit=self.wishes.moved_limit)
        else:
            run = self.wishes.run
            rendered = run is not None and run.card.rendered
            self.note.show_note(frozen=self._is_frozen, moved=self.wishes.moved, rendered=rendered)

    def _show_sign(self, status: Status | None) -> None:
        wish, watch = self.context.settings.value.inspection, self.session.watch
        reason = reason_of(
            status,
            None if watch is None else watch.result,
            attributes=self.attributes,
            rule=self.wishes.rule(),
            late_s=wish.late_s,
            camera=self.session.problem,
            usual_s=self.context.memory.value.loading_s,
            hold=(wish.hold_frames, wish.hold_window),
            withheld=self.shift.reason,
        )
        if status is None:
            self.sign.show_verdict(self.sign.verdict, fresh_s=0.0, reason=reason)
        else:
            name = status.recognised
            colour = self.context.coloured(self.attributes)[name].colour if name in self.attributes.names else None
            self.sign.show_verdict(status.verdict, fresh_s=status.fresh_s, reason=reason, name=name, colour=colour)

    def _show_alarm(self, status: Status | None) -> None:
        stands = status is not None and status.alarm
        faults = self.session.watch.faults if self.session.watch is not None else ()
        self.alarm_button.show_alarm(stands=stands, fault=said(faults[-1]) if faults and stands else "")
        self.sign.show_alarm(stands=stands)
        self.sound.ring(wanted=stands and self.context.settings.value.inspection.sound)

    @property
    def _is_frozen(self) -> bool:
        return self.context.actions["inspection.freeze"].isChecked() and self.view.painted is not None

    def _follow_wishes(self) -> None:
        """Judge and show as is wished for from now on."""
        if self.session.watch is not None:
            self.session.watch.change(self.wishes.all())
        self.bars.show_rule(self.wishes.rule())
        wish, actions, shown = self.context.settings.value.inspection, self.context.actions, self.wishes.shown
        actions["inspection.sound"].setChecked(wish.sound)
        actions["inspection.automatic"].setChecked(shown is None)
        actions["inspection.reset"].setEnabled(self.wishes.is_moved)
        for name in self.attributes.names if self.context.is_open else ():
            actions[f"inspection.attribute.{name}"].setChecked(name in (shown or ()))
        self.chooser.show_hold(wish.hold_frames, wish.hold_window)
        self.looks.show_look(self.wishes.look(), attributes=self.attributes)

    def _show_state(self) -> None:
        """What the buttons say and allow, by whether an inspection runs."""
        running = self.session.is_running
        self.context.actions["inspection.run"].setChecked(running)
        self.context.actions["inspection.freeze"].setEnabled(running)
        self._show_keys()
        self.chooser.show_running(running)
        if not running:
            self.wishes.use(self.chooser.runs.run)
            self.context.actions["inspection.freeze"].setChecked(False)
        self.looks.show_look(self.wishes.look(), attributes=self.attributes)
        self._tick()
        self._show_figures()
