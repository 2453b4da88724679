"""Records for the camera tab: one recording at a time, into the open project, told when it ends."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.core.clip_names import clip_name, seconds_left, unused
from station.live.disk_watch import DiskWatch
from station.live.feed import Feed
from station.live.recorder import Recorder, RecorderFigures, RecorderState
from station.ui.bridge import Bridge
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.spoken import duration, number

if TYPE_CHECKING:
    from station.core.project import Project

ENDING = ".mp4"


class RecordingDesk(QObject):
    """Begins and ends recordings; `changed` says that one began or ended."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        """Begin without a recording."""
        super().__init__(parent)
        self._context = context
        self._recorder: Recorder | None = None
        self._ending: list[Recorder] = []
        self._watch: DiskWatch | None = None
        self._old_watches: list[DiskWatch] = []
        self._bridge = Bridge(self)
        self._pace = (0, 0.0)
        self._used: set[str] = set()  # a folder's list is two seconds old
        self.last: Path | None = None
        """The newest clip that was recorded into the open project."""

    @property
    def is_recording(self) -> bool:
        """Whether frames are being taken in."""
        return self._recorder is not None

    @property
    def figures(self) -> RecorderFigures | None:
        """How the recording is doing, or how the last one ended."""
        recorder = self._recorder or (self._ending[-1] if self._ending else None)
        return recorder.figures() if recorder is not None else None

    @property
    def free_bytes(self) -> int | None:
        """Free room on the project's disk, where that is known."""
        return self._watch.now.free_bytes if self._watch is not None else None

    @property
    def seconds_left(self) -> float | None:
        """How long one can record at the pace of this or the last recording."""
        figures = self.figures
        if figures is not None and figures.bytes and figures.seconds >= 1:
            self._pace = figures.bytes, figures.seconds
        if self.free_bytes is None:
            return None
        return seconds_left(self.free_bytes, recorded_bytes=self._pace[0], recorded_s=self._pace[1])

    def watch(self, project: "Project | None") -> None:
        """Look at this project's disk from now on, and at no other's."""
        if self._watch is not None:
            self._watch.stop()
            self._old_watches = [old for old in self._old_watches if not old.wait(0)] + [self._watch]
            self._watch = None
        if project is not None:
            self._watch = DiskWatch(project.videos, taken=project.clips_gone)
            self._watch.start()

    def path_for(self, project: "Project", note: str) -> Path:
        """The file that a recording would get now."""
        name = clip_name(self._context.settings.value.camera.template, when=datetime.now(), note=note)
        taken = self._watch.now.names if self._watch is not None else frozenset()
        return project.videos / f"{unused(name, taken=taken | self._used)}{ENDING}"

    def begin(self, feed: Feed, path: Path) -> None:
        """Record this feed into a new file."""
        self._used.add(path.stem)
        recorder = Recorder(feed, path, changed=lambda: ended())
        ended = self._bridge.carry(lambda: self._ended(recorder))
        self._recorder = recorder
        recorder.start()
        self.changed.emit()

    def end(self) -> None:
        """End the recording; what has come by now is still written."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._ending.append(recorder)
            recorder.stop()
            self.changed.emit()

    def stop(self) -> None:
        """End everything, without waiting."""
        self.end()
        self.watch(None)

    def wait(self, seconds: float) -> bool:
        """Wait until the clips are safe, at most so long."""
        end = time.monotonic() + seconds
        things: list[Recorder | DiskWatch] = [*self._ending, *self._old_watches]
        ended = [thing.wait(end - time.monotonic()) for thing in things]
        return all(ended)

    def _ended(self, recorder: Recorder) -> None:
        if recorder is self._recorder:  # it ended by itself: the disk is full, the camera was closed
            self._recorder = None
            self._ending.append(recorder)
        self._ending = [other for other in self._ending if other is recorder or not other.wait(0)]
        figures = recorder.figures()
        project = self._context.project
        if figures.frames and project is not None and recorder.path.parent == project.videos:
            self.last = recorder.path
            self._context.clips_changed.emit()
        self._tell(recorder.path, figures)
        self.changed.emit()

    def _tell(self, path: Path, figures: RecorderFigures) -> None:
        assert figures.state is RecorderState.ENDED
        notices = self._context.notices
        if figures.problem:
            notices.fail(self.tr("The recording {name} ended: {why}").format(name=path.name, why=said(figures.problem)))
            return
        told = self.tr("Recorded {name}: {duration}, frames: {frames}.").format(
            name=path.name, duration=duration(figures.seconds), frames=number(figures.frames)
        )
        if figures.lost:
            notices.warn(self.tr("{told} Frames missing: {lost}.").format(told=told, lost=number(figures.lost)))
        else:
            notices.tell(told)
