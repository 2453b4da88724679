"""Labelling one clip: sticky values, and saving a frame as a picture and its row so that no crash parts them."""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.frame_labels import FrameLabels
from station.core.images import encode_png
from station.core.label_file import LabelFile
from station.core.label_steps import Changed, Ranged, Saved, Sight, Step, Toggled, Values
from station.core.labelled_picture import clip_and_number
from station.core.left_over_journals import put_away_journals
from station.core.person import at_computer
from station.core.project import HIDDEN, Project
from station.core.tables import LabelRow, picture_name

UNDO_DEPTH = 100
"""Steps that can be undone; an undone save keeps its picture in memory until it is redone or dropped."""

ROWS_AT_ONCE = 25
"""Pictures of a range that are written before their rows are."""

WHO, WHEN = "who", "when"
"""The columns that a labeller's name and the time of saving go into."""


class LabelTable:
    """The labels of one clip in `pics/<clip>_data.csv`, the current values, and the steps that can be undone.

    Every method that writes raises StationError where the disk refuses, or where somebody else changed the table since
    it was opened; labels and steps are then as they were. Whoever saved calls `close` in the end.
    """

    def __init__(
        self, project: Project, *, clip: str, labeller: str | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        """Open the clip's table, which need not exist yet, and delete what a killed station left half-written.

        With a `clock`, rows that are saved say who saved them and when, in two further columns that a table without them
        gains on the first save; `labeller` may change at any time.

        Raises StationError on a damaged table, two rows for one picture, and a clip whose name no picture can carry.
        """
        self._project = project
        self._clip = clip
        _check_clip(clip)
        self.path = project.label_table(clip)
        _sweep(project.pics)
        put_away_journals(project)
        attributes = project.attributes
        self._file = LabelFile(self.path, attributes=attributes)
        self._file.look_who_has_it()
        self.labeller = labeller or ""
        self._clock = clock
        self._names = _numbered(self._file.rows, clip=clip)
        self._labels = FrameLabels({n: self._file.rows[name].values for n, name in self._names.items()})
        self._values = tuple(attribute.expected is True and not attributes.is_classes for attribute in attributes)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def values(self) -> tuple[bool, ...]:
        """The current values, in the order of the project's attributes; they stay from frame to frame."""
        return self._values

    @property
    def can_save(self) -> bool:
        """Whether the current values are a label: of classes one has to be chosen first."""
        return not self._project.attributes.is_classes or sum(self._values) == 1

    @property
    def stamp(self) -> int:
        """A number that is another one once any row is; 0 without rows."""
        return self._file.sum

    @property
    def missing_pictures(self) -> tuple[str, ...]:
        """The names of the rows whose picture was not there on opening, and was not saved again since; the rows stay."""
        return tuple(self._file.missing)

    @property
    def last_saved(self) -> int | None:
        """The number of the frame in the table's last row that is this clip's."""
        numbers = {name: number for number, name in self._names.items()}
        return next((numbers[name] for name in reversed(self._file.rows) if name in numbers), None)

    @property
    def labels(self) -> FrameLabels:
        """The saved values by the frame's number: the same value until something is saved."""
        return self._labels

    @property
    def saved_numbers(self) -> tuple[int, ...]:
        """The numbers of the frames that have a label, ascending."""
        return tuple(sorted(self._labels))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._undone)

    @property
    def next_redo(self) -> Step | None:
        """The step that `redo` would do."""
        return self._undone[-1] if self._undone else None

    def label_of(self, number: int) -> tuple[bool, ...] | None:
        """The saved values of a frame; None where it has no label."""
        return self._labels.get(number)

    def show(self, values: Values) -> None:
        """Make these the current values, without a step: another frame is looked at."""
        self._values = values

    def toggle(self, name: str, *, sight: Sight | None = None) -> None:
        """Turn over the current value of an attribute; ValueError where the project has none of that name."""
        self._turn_over(name)
        self._add_step(Toggled(name, sight))

    def change(self, values: Values, *, sight: Sight | None = None) -> None:
        """Replace all current values, in one step."""
        before, self._values = self._values, values
        self._add_step(Changed(before, values, sight))

    def save(self, frame: Frame, *, sight: Sight | None = None) -> Path:
        """Save the frame's picture and then its row with the current values, and return the picture's path.

        Both are on the disk when this returns. A second save of a frame replaces its row; further columns are kept.
        ValueError where the values are none (`can_save`).
        """
        self._begin_to_save()
        step = self._saved(frame.number, sight=sight)
        path = self._write_picture(step.row.name, png=encode_png(frame.picture))
        self._put((step,))
        self._add_step(step)
        return path

    def save_range(self, frames: Iterable[Frame], *, sight: Sight | None = None) -> None:
        """Save many frames with the current values, in one step.

        Where `frames` or the disk raises, what was saved by then stays, and is the step.
        """
        self._begin_to_save()
        saves: list[Saved] = []
        waiting: list[Saved] = []
        try:
            for frame in frames:
                step = self._saved(frame.number, sight=None)
                self._write_picture(step.row.name, png=encode_png(frame.picture))
                waiting.append(step)
                if len(waiting) == ROWS_AT_ONCE:
                    self._put(waiting)
                    saves, waiting = [*saves, *waiting], []
        finally:
            try:
                self._put(waiting)
                saves += waiting
            finally:
                if saves:
                    self._add_step(Ranged(tuple(saves), sight))

    @property
    def taken_by(self) -> str | None:
        """Who else labelled this clip when that was last looked at, an empty name where he did not say; None: nobody."""
        return self._file.taken_by

    def look_who_has_it(self) -> None:
        """See whether somebody else labels this clip now."""
        self._file.look_who_has_it()

    @property
    def is_settled(self) -> bool:
        """Whether all rows are in the table itself."""
        return self._file.is_settled

    def settle(self) -> None:
        """Put the rows that wait in the table's journal into the table, so that other programs see them too."""
        self._file.settle()

    def close(self) -> None:
        """Settle and let go of the journal; StationError where the disk refuses: it stays then, and is read with the table."""
        self._file.close()

    def undo(self) -> Step | None:
        """Take back the last step and return it; None where there is none.

        A first save loses its row and then its picture, unless that was there before; a replacing one gets the row of before.
        """
        if not self._done:
            return None
        step = self._done[-1]
        if isinstance(step, Saved) and not step.replaced and not step.was_there:
            return self._take_back(step)
        if isinstance(step, Ranged):
            return self._take_range_back(step)
        if isinstance(step, Toggled):
            self._turn_over(step.name)
        elif isinstance(step, Changed):
            self._values = step.before
        else:
            self._put((step,), undo=True)
        self._undone.append(self._done.pop())
        return step

    def redo(self, frames: Callable[[tuple[int, ...]], Iterable[Frame]] | None = None) -> Step | None:
        """Do the last undone step again and return it; None where there is none.

        `frames` gives the frames of a range anew, by their numbers; without it a range can't be done again.
        """
        if not self._undone:
            return None
        step = self._undone[-1]
        if isinstance(step, Ranged):
            return self._range_again(step, frames=frames)
        if isinstance(step, Toggled):
            self._turn_over(step.name)
        elif isinstance(step, Changed):
            self._values = step.after
        else:
            if step.png is not None:
                self._write_picture(step.row.name, png=step.png)
            self._put((step,))
            step = replace(step, png=None)
        self._undone.pop()
        self._done.append(step)
        return step

    def _name_of(self, number: int) -> str:
        return self._names.get(number, f"{self._clip}_{number}.png")

    def _turn_over(self, name: str) -> None:
        at = self._project.attributes.names.index(name)
        self._values = (*self._values[:at], not self._values[at], *self._values[at + 1 :])

    def _add_step(self, step: Step) -> None:
        self._done = [*self._done[-(UNDO_DEPTH - 1) :], step]
        self._undone = []

    def _write_picture(self, name: str, *, png: bytes) -> Path:
        path = storage.create_folder(self._project.pics) / name
        storage.write_bytes(path, png)
        return path

    def _saved(self, number: int, *, sight: Sight | None) -> Saved:
        """The step of saving a frame now, which nothing was written for yet."""
        if not self.can_save:
            raise ValueError(f"a frame is of exactly one class. Received: {self._values}")
        name = self._name_of(number)
        replaced = self._file.rows.get(name)
        cells = dict(zip(self._file.extra, replaced.extra if replaced else (), strict=False))
        if self._clock is not None:
            cells |= {WHO: self.labeller, WHEN: self._clock().isoformat(timespec="seconds")}
        extra = tuple(cells.get(column, "") for column in self._file.extra)
        was_there = (self._project.pics / name).exists()
        return Saved(number, LabelRow(name, self._values, extra), replaced, was_there, sight=sight)

    def _begin_to_save(self) -> None:
        """Have the table, before a picture is written; add the columns for who and when to the rows in memory."""
        self._file.claim(owner=at_computer(self.labeller))
        if self._clock is not None:
            self._file.gain_columns((WHO, WHEN))

    def _put(self, steps: Sequence[Saved], *, undo: bool = False) -> None:
        """Write the rows of saves, or those that they replaced; a row that replaced none goes when undone."""
        rows = {step.row.name: step.replaced if undo else step.row for step in steps}
        if not rows:
            return
        self._file.put(rows)
        self._names |= {step.number: step.row.name for step in steps}
        changed = {step.number: rows[step.row.name] for step in steps}
        self._labels = self._labels.changed({number: row.values if row else None for number, row in changed.items()})

    def _take_back(self, step: Saved) -> Saved:
        """Undo a first save: remove its row and then its picture, which is kept for redoing it."""
        path = self._project.pics / step.row.name
        png = storage.read_bytes(path) if path.exists() else None
        self._put((step,), undo=True)
        self._done.pop()
        if png is not None:  # somebody deleted it already: then there is nothing to save again
            self._undone.append(replace(step, png=png))
            _delete(path)
        return step

    def _take_range_back(self, step: Ranged) -> Ranged:
        """Undo a range: restore or remove all its rows at once, and then delete the pictures that were new."""
        self._put(step.saves, undo=True)
        self._undone.append(self._done.pop())
        for save in step.saves:
            if save.replaced is None and not save.was_there:
                _delete(self._project.pics / save.row.name)
        return step

    def _range_again(self, step: Ranged, *, frames: Callable[[tuple[int, ...]], Iterable[Frame]] | None) -> Step:
        """Redo a range: all its pictures, then all its rows at once; where that fails it is still undone."""
        if frames is None:
            raise ValueError("doing a range again needs its frames")
        rows = {save.number: save.row for save in step.saves}
        for frame in frames(tuple(rows)):
            self._write_picture(rows[frame.number].name, png=encode_png(frame.picture))
        self._put(step.saves)
        self._done.append(self._undone.pop())
        return step


def _check_clip(clip: str) -> None:
    try:
        fits = picture_name(f"{clip}_0.png") == f"{clip}_0.png" and "/" not in clip
        fits = fits and clip != "" and not clip.startswith(HIDDEN)  # whose table no split would find
    except ValueError:
        fits = False
    if not fits:
        raise StationError(f"no picture can be named after the clip {clip!r}; rename it with letters, digits, - and _")


def _numbered(rows: Mapping[str, LabelRow], *, clip: str) -> dict[int, str]:
    """The clip's rows by frame number; where `c_7` and `c_007` are both there, `c_7` is frame 7."""
    names: dict[int, str] = {}
    for name in rows:
        of_clip, number = clip_and_number(name)
        if of_clip == clip and number is not None and (number not in names or name == f"{clip}_{number}.png"):
            names[number] = name
    return names


def _sweep(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows: another station is just writing that file, so it is no left-over
        storage.sweep(folder)


def _delete(path: Path) -> None:
    try:
        storage.remove(path)
    except StationError as error:
        raise StationError(f"the label of {path.name} is taken back, but {error}") from error
