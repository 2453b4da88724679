"""The labelling tab's actions: what each does, and playing the clip."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from station.core.attributes import AttributeSet
from station.core.frame import Frame
from station.core.label_desk import LabelDesk
from station.ui.frame_view import PANS, STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from station.live.jobs import Job
    from station.ui.labelling_tab import LabellingTab

_STEPS = {
    "previous": -1,
    "next": 1,
    "ten_back": -10,
    "ten_on": 10,
    "hundred_back": -100,
    "hundred_on": 100,
}
_HERE: dict[str, Callable[[LabelDesk], None]] = {
    "accept": LabelDesk.accept,
    "from_here": LabelDesk.mark,
}
_LEAPS: dict[str, Callable[[LabelDesk], None]] = {
    "unlabelled": LabelDesk.next_unlabelled,
    "disagreement": LabelDesk.next_disagreement,
    "unsure": LabelDesk.most_unsure,
    "undo": LabelDesk.undo,
}


class Keys(QObject):
    """Connects the tab's rows of the action table."""

    def __init__(self, tab: "LabellingTab") -> None:
        """Connect them all; those of the attributes follow with the project."""
        super().__init__(tab)
        self._tab = tab
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._play_on)
        self._names: tuple[str, ...] = ()
        self._toggles: dict[str, QAction] = {}
        self._jobs: list[Job] = []
        tables: tuple[tuple[Iterable[str], Callable[..., None]], ...] = (
            (_STEPS, self._step),
            (_HERE, self._here),
            (_LEAPS, self._leap),
            (PANS, self._pan),
        )
        for names, do in tables:
            for name in names:
                self._on(name, partial(do, name))
        view = tab.view
        single: dict[str, Callable[..., object]] = {
            "first": partial(self._jump, 0),
            "last": partial(self._jump, -1),
            "save": self._save,
            "save_next": self._save_next,
            "redo": self._redo,
            "to_here": self._to_here,
            "suggest": tab.suggestions.ask,
            "play": self._play,
            "clip.previous": partial(self._clip, -1),
            "clip.next": partial(self._clip, 1),
            "clips": tab.clips.setVisible,
            "zoom_in": partial(self._zoom, STEP),
            "zoom_out": partial(self._zoom, 1 / STEP),
            "zoom_pixel": view.zoom_to_pixel,
            "zoom_fit": view.fit,
            "find": self._find,
            "reload": tab.reload,
            "leave": tab.leave,
        }
        for name, call in single.items():
            self._on(name, call)
        tab.context.actions["labelling.clips"].setChecked(True)
        tab.context.actions.keys_changed.connect(self._show_keys)

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Give another project's attributes their keys."""
        self._names = attributes.names
        actions = self._tab.context.actions
        for name in self._names:
            action = actions[f"labelling.attribute.{name}"]
            if self._toggles.get(name) is not action:  # two projects of the same attributes share their actions
                action.triggered.connect(partial(self._tab.toggle, name))
                self._toggles[name] = action
        actions.give_keys(self._tab, [f"labelling.attribute.{name}" for name in self._names])
        self._show_keys()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._show_keys()

    def stop(self) -> None:
        """Ask the ranges that are being saved to end: what was saved by then stays."""
        for job in self._jobs:
            job.stop()
        self._jobs = []

    def pause(self) -> None:
        """End playing."""
        if self._timer.isActive():
            self._tab.context.actions["labelling.play"].setChecked(False)

    def _on(self, name: str, do: Callable[..., object]) -> None:
        self._tab.context.actions.on(f"labelling.{name}", do)

    def _show_keys(self) -> None:
        actions = self._tab.context.actions
        known = {row.name for row in actions.rows}
        keys = {name: actions.key_of(row) for name in self._names if (row := f"labelling.attribute.{name}") in known}
        self._tab.side.values.show_keys({name: key.lower() if len(key) == 1 else key for name, key in keys.items()})

    def _step(self, name: str, _checked: bool = False) -> None:
        self.pause()
        if self._tab.session is not None:
            self._tab.session.step(_STEPS[name])

    def _here(self, name: str, _checked: bool = False) -> None:
        self._tab.do(_HERE[name])

    def _leap(self, name: str, _checked: bool = False) -> None:
        self.pause()
        if self._tab.session is not None:
            self._tab.session.leap(_LEAPS[name])

    def _pan(self, name: str, _checked: bool = False) -> None:
        self._tab.view.pan(*PANS[name])

    def _zoom(self, factor: float, _checked: bool = False) -> None:
        self._tab.view.zoom_by(factor)

    def _jump(self, number: int, _checked: bool = False) -> None:
        self.pause()
        session = self._tab.session
        if session is not None and session.facts is not None:
            session.jump(number % session.facts.frames)

    def _save(self) -> None:
        self.pause()
        if self._tab.session is not None:
            self._tab.session.save()

    def _save_next(self) -> None:
        """Save and go on; where no clip is open, open the one that is marked in the list."""
        if self._tab.session is not None:
            self.pause()
            self._tab.session.save_and_go_on()
        elif (clip := self._tab.clips.current()) is not None:
            self._tab.open_clip(clip)

    def _clip(self, ahead: int, _checked: bool = False) -> None:
        clip = self._tab.clips.neighbour(ahead)
        if clip is not None:
            self._tab.open_clip(clip)

    def _find(self) -> None:
        """Type a part of a class's name, where there is a field for it."""
        finder = self._tab.side.values.finder
        if finder.isVisible():
            finder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _redo(self) -> None:
        self.pause()
        session = self._tab.session
        if session is None:
            return
        if session.desk is not None and session.desk.redo_count > 1:
            self._long(self.tr("Labelling the range again"), LabelDesk.redo)
        else:
            session.leap(partial(LabelDesk.redo, progress=_untold))

    def _to_here(self) -> None:
        self.pause()
        self._long(self.tr("Labelling a range"), LabelDesk.save_range)

    def _long(self, title: str, command: Callable[[LabelDesk, Callable[[int, int], None]], None]) -> None:
        if self._tab.session is not None:
            self._jobs = [job for job in self._jobs if job in self._tab.context.jobs.running]
            self._jobs.append(self._tab.context.jobs.run(title, self._tab.session.long(command), owner=self))

    def _play(self, wanted: bool) -> None:
        if wanted and self._tab.session is not None:
            self._timer.start(round(1000 / self._tab.context.settings.value.labelling.rate))
        elif wanted:
            self._tab.context.actions["labelling.play"].setChecked(False)
        else:
            self._timer.stop()

    def _play_on(self) -> None:
        """One frame on, once the one before is on screen."""
        session = self._tab.session
        if session is None or session.facts is None:
            return
        if session.position >= session.facts.frames - 1:
            self.pause()
        elif isinstance(session.picture, Frame):
            session.step(1)


def _untold(done: int, count: int) -> None:
    """One frame needs no progress."""
    del done, count
