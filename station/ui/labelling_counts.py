"""Counts for the labelling tab: the open clip's as it is labelled, all others' as they are on the disk."""

from collections import deque
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from station.core.label_counts import LabelCounts, labels_an_hour
from station.core.label_desk import Desk
from station.core.project import Project
from station.live.clip_overview import ClipOverview, clip_lengths, overview
from station.live.jobs import Job, Step, Stopped
from station.ui.balance_table import Balance
from station.ui.bridge import Bridge
from station.ui.clip_list import ClipFigures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from station.ui.labelling_tab import LabellingTab

CHANGED_MS = 500
RATE_OVER = 300
"""Labels that the rate is told from."""


class Counts(QObject):
    """Looks at the project in quiet jobs of its own, and shows the clip list and the counts."""

    def __init__(self, tab: "LabellingTab") -> None:
        """Begin with nothing."""
        super().__init__(tab)
        self._tab = tab
        self._bridge = Bridge(self)
        self._jobs: list[Job] = []
        self._project: Project | None = None
        self._overview = ClipOverview((), {}, ())
        self._lengths: dict[str, int] = {}
        self._open: Path | None = None
        self._labels: Mapping[int, tuple[bool, ...]] = {}
        self._saves = 0
        self._times: deque[float] = deque(maxlen=RATE_OVER)
        self._is_own = False
        self._has_looked = False
        self._is_due = False
        self._changed = QTimer(self, singleShot=True, interval=CHANGED_MS)
        self._changed.timeout.connect(self._tell)
        tab.context.labels_changed.connect(self._others_changed)
        tab.context.runs_changed.connect(self._others_changed)
        tab.context.clips_changed.connect(self._others_changed)

    def look(self, project: Project | None) -> None:
        """Look at a project anew."""
        self.stop()
        if project != self._project:
            self._overview, self._lengths = ClipOverview((), {}, ()), {}
            self._times.clear()
            self._has_looked = False
        self._project = project
        if project is None:
            self._tab.clips.show_clips([])
        else:
            self._run(partial(_looked, project), ended=self._came)

    @property
    def is_empty(self) -> bool:
        """Whether the project was looked at and has no clips."""
        return self._has_looked and not self._overview.clips

    @property
    def in_folders(self) -> LabelCounts | None:
        """The counts of the pictures that lie in class folders; None where it was not looked yet."""
        return self._overview.in_folders

    def look_again(self) -> None:
        """Look whether clips came or went; after what is being looked at already."""
        self._is_due = bool(self._jobs)
        if self._project is not None and not self._jobs:
            self._run(partial(_looked, self._project), ended=self._came)

    def clip_chosen(self, clip: Path) -> None:
        """This clip is being opened."""
        self._open, self._labels, self._saves = clip, {}, 0

    def clip_opened(self, clip: Path, *, frames: int) -> None:
        """The clip's length is known now; its labels may have been seen before."""
        self._lengths = {**self._lengths, clip.name: frames}
        self._show()

    def left(self) -> None:
        """No clip is open; its counts stay in those of the project."""
        self._open = None
        self._show()
        if self._changed.isActive():
            self._changed.stop()
            self._tell()

    def seen(self, clip: Path, desk: Desk) -> bool:
        """Count what is on the desk; whether it was just saved."""
        if desk.labels is self._labels:
            return False
        added = len(desk.labels) - len(self._labels)
        self._labels = desk.labels
        was_saved = desk.saves > self._saves and added >= 0
        if desk.saves > self._saves:
            self._saves = desk.saves
            self._changed.start()
        if was_saved:
            self._times.extend([monotonic()] * max(1, added))
        if self._project is not None:
            counts = LabelCounts(len(desk.labels), desk.labels.true or (0,) * len(self._project.attributes))
            self._overview = replace(self._overview, counts={**self._overview.counts, clip.stem: counts})
            self._show()
        return was_saved

    def stop(self) -> None:
        """Ask the jobs to end."""
        self._is_due = False
        if self._changed.isActive():
            self._changed.stop()
            self._tell()
        for job in self._jobs:
            job.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the jobs; whether they ended."""
        deadline = monotonic() + seconds
        return all(job.wait(deadline - monotonic()) for job in self._jobs)

    def _run(self, work: "Callable[[Job], Any]", *, ended: "Callable[[Any], None]") -> None:
        def finish(result: object) -> None:
            self._jobs.remove(job)
            if isinstance(result, Stopped) or job.is_stopped:
                return
            if isinstance(result, BaseException):
                raise result
            ended(result)
            if self._is_due and not self._jobs:
                self.look_again()

        carried = self._bridge.carry(finish)
        job = Job("labelling overview", work, ended=carried, failed=carried, stepped=_unseen)
        self._jobs.append(job)
        job.start()

    def _came(self, found: ClipOverview) -> None:
        counts = dict(found.counts)
        if self._open is not None and self._open.stem in self._overview.counts:
            counts[self._open.stem] = self._overview.counts[self._open.stem]
        self._overview = replace(found, counts=counts)
        self._has_looked = True
        if found.clips:
            self._tab.context.decoders.prepare()  # one of them will be opened
        self._tab.suggestions.show_runs(found.runs)
        self._show()
        self._tab.clips_came()
        self._run(partial(_lengths_of, found.clips), ended=self._lengths_came)

    def _lengths_came(self, lengths: dict[str, int]) -> None:
        self._lengths = {**self._lengths, **lengths}
        self._show()

    def _show(self) -> None:
        if self._project is None:
            return
        counts = self._overview.counts
        empty = LabelCounts(0, (0,) * len(self._project.attributes))
        self._tab.clips.show_clips(
            [
                ClipFigures(clip, counts.get(clip.stem, empty).frames, self._lengths.get(clip.name))
                for clip in self._overview.clips
            ]
        )
        if self._open is not None:
            self._tab.clips.mark(self._open)
        mine = counts.get(self._open.stem, empty) if self._open else empty
        everything = reduce(LabelCounts.__add__, counts.values(), self.in_folders or empty)
        self._tab.side.show_balance(Balance(mine, everything, labels_an_hour(tuple(self._times))))

    def _tell(self) -> None:
        self._is_own = True
        self._tab.context.labels_changed.emit()
        self._is_own = False

    def _others_changed(self) -> None:
        if not self._is_own and self._project is not None:
            self.look(self._project)


def _looked(project: Project, job: Job) -> ClipOverview:
    del job
    return overview(project)


def _lengths_of(clips: tuple[Path, ...], job: Job) -> dict[str, int]:
    return clip_lengths(clips, job=job)


def _unseen(step: Step) -> None:
    del step
