"""The labelling tab: clips on the left, picture and timeline in the middle, values and what helps on the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station.core.errors import StationError
from station.core.frame import Frame
from station.core.label_desk import Desk, Kept, LabelDesk
from station.core.suggestion import Suggestion
from station.live.clip_reader import ClipFacts
from station.live.labelling import Seen
from station.ui.actions import native
from station.ui.clip_list import ClipList
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.failures import tell_failure
from station.ui.frame_view import FrameView
from station.ui.labelling_counts import Counts
from station.ui.labelling_hints import without_clips
from station.ui.labelling_keys import Keys
from station.ui.labelling_places import Places
from station.ui.labelling_session import Session
from station.ui.labelling_side import LabellingSide
from station.ui.labelling_toast import Toast
from station.ui.lanes import TimelineContent
from station.ui.recolouring import Recolouring
from station.ui.spoken import number as number_text
from station.ui.suggestion_desk import SuggestionDesk
from station.ui.tab import Tab
from station.ui.theme import GRID
from station.ui.timeline import Timeline

if TYPE_CHECKING:
    from station.core.project import Project

CALM_MS, LIST_WIDTH = 1500, 52 * GRID


class LabellingTab(Tab):
    """The labelling tab."""

    name = "labelling"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it; the clip that was left last opens with the project."""
        super().__init__(context, parent)
        self.clips = ClipList(self)
        self.view = FrameView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.timeline = Timeline(self)
        self.side = LabellingSide(self)
        self.toast = Toast(self.view)
        self.session: Session | None = None
        self._ending: list[tuple[Session, Places]] = []
        self._project: Project | None = None
        self._places: Places | None = None
        self._content: TimelineContent | None = None
        self._has_failed = False
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._remember)
        self.counts = Counts(self)
        self.suggestions = SuggestionDesk(self)
        self.keys = Keys(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._project_changed()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.keys.retranslate()
        self.clips.setAccessibleName(self.tr("Clips"))
        self.timeline.setToolTip(
            self.tr("Green: saved. Orange: changed, not saved. Red: the model says otherwise. Click to go there.")
        )
        if self.session is None:
            self._show_nothing(self._what_now())
        else:
            self._moved(self.session.position)

    def open_clip(self, clip: Path, *, number: int | None = None) -> None:
        """Show this frame of a clip, or the one where it was left; whatever else is open is closed, and kept."""
        if self._project is None or self._places is None:
            return
        if self.session is not None and self.session.clip == clip:
            if number is not None:
                self.session.jump(number)
            return
        self._leave_session()
        kept = self._places.of(clip)
        if number is not None:
            kept = Kept(number, (), kept.drafts, kept.stamp, kept.names) if kept else Kept(number)
        self._places.clip = clip.name
        after = self._ending[-1][0] if self._ending else None
        labeller = self.context.settings.value.labelling.labeller
        self.session = Session(
            self, self._project, clip, labeller=labeller, kept=kept, after=after, open_clip=self.context.open_clip
        )
        self._wire(self.session)
        self.counts.clip_chosen(clip)
        self.clips.mark(clip)
        if clip not in self.clips.clips():
            self.counts.look(self._project)
        self.view.setFocus()
        self.view.hint = self.tr("Opening {clip}...").format(clip=clip.name)
        self.view.fit()
        self.session.start()
        self.suggestions.show(self.session)

    def reload(self) -> None:
        """Close the clip and open it anew, as its table is now on the disk."""
        self.counts.look(self._project)
        if self.session is not None:
            clip = self.session.clip
            self._leave_session()
            self.open_clip(clip)

    def leave(self) -> None:
        """Close the clip, which stays marked in the list; what was not saved waits there."""
        self._leave_session()
        if self._places is not None:
            self._places.close()
        self._remember()
        self.clips.show()
        self.clips.setFocus()

    def toggle(self, name: str, _checked: bool = False) -> None:
        """Turn over a value, or choose the class."""
        are_classes = self._project is not None and self._project.kind == "classes"
        self.do(partial(LabelDesk.choose if are_classes else LabelDesk.toggle, name=name))

    def do(self, command: Callable[[LabelDesk], None]) -> None:
        """Have something done on this frame; playing ends."""
        self.keys.pause()
        if self.session is not None:
            self.session.do(command)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show what a run says of the clip beside the values."""
        if self.session is not None:
            self.session.suggest(suggestion)
            if self.session.desk is not None:
                self._show_desk(self.session.desk)

    def stop(self) -> None:
        """Have the threads finish what was ordered and end."""
        self.keys.pause()
        self.suggestions.stop()
        self.counts.stop()
        self._leave_session()

    def wait(self, seconds: float) -> bool:
        """Wait for the threads; then remember how the clips were left."""
        deadline = monotonic() + seconds
        is_over = True
        for session, places in self._ending:
            is_over = session.wait(max(0.0, deadline - monotonic())) and is_over
            self._keep(session, places)
        self._remember()
        return self.counts.wait(max(0.0, deadline - monotonic())) and is_over

    def showEvent(self, event: QShowEvent) -> None:
        """Clips may have come meanwhile."""
        super().showEvent(event)
        self._look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the begun range back; where a notice is shown, it dismisses that first."""
        if event.key() == Qt.Key.Key_Escape and self.session is not None and self.toast.range_text:
            self.do(LabelDesk.unmark)
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Playing ends where nobody looks."""
        self.keys.pause()
        super().hideEvent(event)

    def _look_again(self, state: Qt.ApplicationState = Qt.ApplicationState.ApplicationActive) -> None:
        """Who comes back, as from the file manager, may have copied clips into the project."""
        is_back = state is Qt.ApplicationState.ApplicationActive and self.isVisible()
        if is_back and self._project == self.context.project:
            self.counts.look_again()

    def _wire(self, session: Session) -> None:
        assert self._places is not None
        session.opened.connect(self._opened)
        session.seen.connect(self._seen)
        session.moved.connect(self._moved)
        session.frame_came.connect(self._frame_came)
        session.failed.connect(self._failed)
        session.freed.connect(self._freed)
        session.ended.connect(partial(self._ended, session, self._places))

    def _opened(self, facts: ClipFacts) -> None:
        assert self.session is not None
        self.counts.clip_opened(self.session.clip, frames=facts.frames)
        self._moved(self.session.position)

    def _seen(self, seen: Seen) -> None:
        assert self.session is not None
        if seen.error is not None:
            title = self.tr("The labels of {clip}").format(clip=self.session.clip.name)
            tell_failure(self.context.notices, title, seen.error)
        if not seen.serial and seen.desk.missing:
            text = self.tr("{clip}: pictures of {n} labels are missing. Save these frames again to have them back.")
            self.context.notices.warn(text.format(clip=self.session.clip.name, n=number_text(seen.desk.missing)))
        if not seen.is_quiet:
            self.toast.tell(seen.desk.tiding, key_of=self._key_of, asking=self.suggestions.is_asking)
        self._show_desk(seen.desk)
        if self.counts.seen(self.session.clip, seen.desk) and not self.side.name.text():
            self.toast.ask_for_name()
        self._calm.start()

    def _key_of(self, name: str) -> str:
        return native(self.context.actions.key_of(name))

    def _show_desk(self, desk: Desk) -> None:
        assert self._project is not None
        self.suggestions.show_desk(desk, attributes=self._project.attributes)
        self.toast.show_taken(desk.taken_by)
        self._show_timeline(desk, self.suggestions.current)

    def _show_timeline(self, desk: Desk, said: Suggestion | None) -> None:
        assert self._project is not None
        before = self._content
        is_same = before is not None and before.labels is desk.labels and before.drafts is desk.drafts
        if before is None or not is_same or before.suggestion is not said:
            coloured = self.context.coloured(self._project.attributes)
            self._content = TimelineContent(coloured, desk.count, desk.labels, desk.drafts, said)
            self.timeline.show_content(self._content)
        self._show_position(self.session.position if self.session else desk.number, desk)

    def _show_position(self, number: int, desk: Desk | None) -> None:
        marked = desk.marked if desk else None
        self.timeline.show_position(number, marked=marked)
        self.toast.show_range(marked, position=number, key=self._key_of("labelling.to_here"))

    def _moved(self, number: int) -> None:
        session = self.session
        if session is None or session.facts is None:
            return
        self.side.show_place(number, last=session.facts.frames - 1, rate=session.facts.rate)
        self._show_position(number, session.desk)

    def _frame_came(self, found: Frame | StationError) -> None:
        if isinstance(found, Frame):
            self.view.show_frame(found)
            self.view.repaint()  # now: the values and the timeline can be a few milliseconds later than the picture
        else:
            self.view.hint = said(found)
            self.view.show_frame(None)

    def _failed(self, error: StationError) -> None:
        assert self.session is not None
        title = self.tr("{clip} can't be labelled").format(clip=self.session.clip.name)
        tell_failure(self.context.notices, title, error)
        self._leave_session()
        self._show_nothing(f"{title}: {said(error)}")
        self._has_failed = True

    def _freed(self, clip: str) -> None:
        self.context.notices.tell(self.tr("{clip} is free again. Its labels were read anew.").format(clip=clip))
        self.reload()

    def _ended(self, session: Session, places: Places) -> None:
        if session is self.session:  # by something that nobody foresaw, which was told: no key may go nowhere
            self._leave_session()
        self._keep(session, places)
        self._ending = [pair for pair in self._ending if pair[0] is not session]
        session.deleteLater()

    def _keep(self, session: Session, places: Places) -> None:
        """Remember how a clip was left, unless it is open again: then that one has taken it over."""
        kept = session.labelling.kept()
        if kept is None or (self.session is not None and self.session.clip == session.clip):
            return
        if self._places is not None and self._places.project == places.project:
            self._places.keep(session.clip, kept)
        else:
            places.keep(session.clip, kept)
            places.write()

    def _remember(self) -> None:
        if self._places is None:
            return
        if self.session is not None and (kept := self.session.labelling.kept()) is not None:
            self._places.keep(self.session.clip, kept)
        self._places.write()

    def _leave_session(self) -> None:
        if self.session is None or self._places is None:
            return
        self.keys.pause()
        session, self.session = self.session, None
        for signal in (session.opened, session.seen, session.moved, session.frame_came, session.failed, session.freed):
            signal.disconnect()
        session.stop()
        self._ending.append((session, self._places))
        self._keep(session, self._places)
        self.counts.left()
        self._show_nothing(self._what_now())

    def _show_nothing(self, text: str) -> None:
        self.view.hint = text
        self.view.show_frame(None)
        self._content = None
        self.timeline.show_content(None)
        self.toast.clear()
        self.side.show_nothing()

    def clips_came(self) -> None:
        """The list of clips was read: say what to do with it, or where clips come from."""
        if self.session is None and not self._has_failed:
            self.view.hint = self._what_now()
            self.view.update()

    def _what_now(self) -> str:
        self._has_failed = False
        if self._project is None or not self.counts.is_empty:
            return self.tr("Choose a clip on the left, or drop one on the window.")
        in_folders, key = self.counts.in_folders, self._key_of("project.clip")
        return without_clips(self._project.attributes, in_folders=in_folders, videos=self._project.videos, key=key)

    def _project_changed(self) -> None:
        project = self.context.project
        if project is not None and project.differs_in_scale_only(self._project):
            self._project = project
        if project == self._project:
            return
        self.keys.stop()
        self._leave_session()
        self._remember()
        self._project = project
        self._places = None if project is None else Places(self.context, project)
        self.suggestions.forget()
        self.counts.look(project)
        if project is None or self._places is None:
            return
        self.side.show_attributes(self.context.coloured(project.attributes))
        self.keys.show_attributes(project.attributes)
        clip = project.videos / self._places.clip
        if self._places.clip and clip.is_file() and self.context.settings.value.labelling.resume:
            self.open_clip(clip)

    def _settings_changed(self) -> None:
        labeller = self.context.settings.value.labelling.labeller
        if self.side.name.text().strip() != labeller:
            self.side.name.setText(labeller)
        if self.session is not None:
            self.session.name_labeller(labeller)

    def _name_labeller(self, name: str) -> None:
        try:
            self.context.settings.change("labelling", labeller=name)
        except StationError as error:
            tell_failure(self.context.notices, self.tr("Your name could not be kept"), error)

    def _asked(self, number: int) -> None:
        self.keys.pause()
        if self.session is not None:
            self.session.jump(number)

    def _connect(self) -> None:
        self.side.name.setText(self.context.settings.value.labelling.labeller)
        self.clips.chosen.connect(self.open_clip)
        self.timeline.asked.connect(self._asked)
        self.side.values.toggled.connect(self.toggle)
        self.side.labeller_named.connect(self._name_labeller)
        self.side.left.connect(self.view.setFocus)
        self.side.runs.currentIndexChanged.connect(self.suggestions.run_chosen)
        self.side.run_asked.connect(self.suggestions.ask)
        self.context.project_changed.connect(self._project_changed)
        self.context.settings_changed.connect(self._settings_changed)
        Recolouring(self.context, self, self.side.values, self.timeline)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._look_again)

    def _lay_out(self) -> None:
        self.clips.setFixedWidth(LIST_WIDTH)
        middle = self.notice_place = QVBoxLayout()  # the values keep their place
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.timeline)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.clips)
        row.addLayout(middle, 1)
        row.addWidget(self.side)
        self.clips.setProperty("role", "flat")
        QWidget.setTabOrder(self.view, self.side.runs)
