"""What the parts of the window share: made once in app.py, handed to every tab."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.core.settings import Kept, Memory, Settings
from station.live.spare import Spare, decoder, inspect_worker, laid_practice
from station.ui.actions import Actions, plain_text_of
from station.ui.feeds import Feeds
from station.ui.jobs import Jobs
from station.ui.notices import Notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.core.attributes import AttributeSet
    from station.core.opened_clip import OpenedClip
    from station.core.picture_reader import PictureReader
    from station.core.project import Project
    from station.live.link import Worker


class Context(QObject):
    """Settings, memory, actions, notices, jobs, feeds, a worker in waiting, and the project that is open."""

    project_changed = Signal()
    """Another project was opened, or the open one's attributes or scale changed; tabs read `project` anew."""
    settings_changed = Signal()
    palette_changed = Signal()
    """Attributes and their heat maps are shown in other colours from now on: those of `coloured`."""
    labels_changed = Signal()
    """Labels of the project were written or taken back: glances and balances are out of date."""
    clips_changed = Signal()
    """A clip was added to the project's videos/, or one went."""
    runs_changed = Signal()
    """Runs were made, renamed or deleted."""
    training_told = Signal(str)
    """How far the training is, in one line; empty where none is under way. The window shows it beside the other tabs."""
    label_wanted = Signal(Path, int)
    """Somebody wants to label this frame of this clip (a file in the project's videos/)."""
    inspect_wanted = Signal(Path)
    """Somebody wants to inspect with the run in this folder."""

    def __init__(self, parent: QObject, *, settings: Kept[Settings], memory: Kept[Memory]) -> None:
        """Without a project."""
        super().__init__(parent)
        self.settings = settings
        self.memory = memory
        self.project: Project | None = None
        self.is_trial = False
        """Whether, without a project, the practice camera is inspected: nothing but the inspection works then."""
        self.notices = Notices(self)
        self.jobs = Jobs(self)
        self.actions = Actions(self, keys=settings.value.keys)
        self.feeds = Feeds(self)
        self.spare = Spare(inspect_worker)
        self.practice = Spare(self._practice)
        self.decoders = Spare(decoder)
        for name, user in self.actions.refused.items():
            self._key_refused(name, user)
        self.actions.key_refused.connect(self._key_refused)
        self._palette = settings.value.appearance.palette
        settings.listen(self._settings_changed)

    def set_project(self, project: "Project | None") -> None:
        """Make this the open project, give its attributes their actions, and tell everybody."""
        before, self.project = self.project, project
        self.is_trial = False
        if project is not None and (before is None or before.attributes != project.attributes):
            self.actions.set_attributes(project.attributes, owner=self)
        self.project_changed.emit()

    def open_clip(self, path: Path, /, *, is_wanted: "Callable[[], bool]" = lambda: True) -> "OpenedClip":
        """Open a clip, in any thread, with the decoder in waiting; then have another one wait. Raises as `ClipProcess` does."""
        from station.live.clip_process import ClipProcess

        clip = ClipProcess(path, is_wanted=is_wanted, take=self.decoders.take)
        self.decoders.prepare()
        return clip

    def open_reader(self, *, waiting: "Callable[[], None]" = lambda: None) -> "PictureReader":
        """What reads picture files, with the decoder in waiting, and calls `waiting` meanwhile."""
        from station.live.picture_process import PictureProcess

        return PictureProcess(take=self.decoders.take, waiting=waiting)

    @property
    def is_open(self) -> bool:
        """Whether there is something for tabs to work on: a project, or a trial."""
        return self.project is not None or self.is_trial

    def begin_trial(self) -> None:
        """Without a project: let the inspection be tried with the seam lab's attributes, and tell everybody."""
        from station.core.attributes import SEAM

        self.project, self.is_trial = None, True
        self.actions.set_attributes(SEAM, owner=self)
        self.project_changed.emit()

    def coloured(self, attributes: "AttributeSet") -> "AttributeSet":
        """The attributes in the colours in which they are shown; what is saved keeps the project's own."""
        if self._palette == "lab":
            return attributes
        from station.core.palette import in_palette  # which the window's start does not wait for

        return in_palette(attributes, self._palette)

    def _practice(self) -> "Worker":
        wish = self.settings.value.camera
        return laid_practice(stitch_mm=wish.practice_stitch_mm or None, faults=wish.practice_faults)

    def _key_refused(self, name: str, user: str) -> None:
        titles = {row.name: plain_text_of(row) for row in self.actions.rows}
        text = self.tr("{action} has no key: {other} uses it. Change one of them under Keys (F1) or under Attributes.")
        self.notices.warn(text.format(action=titles[name], other=titles[user]))

    def _settings_changed(self, settings: Settings) -> None:
        if settings.keys != self.actions.changed_keys:
            self.actions.set_keys(settings.keys)
        is_other = settings.appearance.palette != self._palette
        self._palette = settings.appearance.palette
        self.settings_changed.emit()
        if is_other:
            self.palette_changed.emit()
