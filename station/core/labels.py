"""Labelling one clip: sticky values, and saving a frame as a picture and its row so that no crash parts them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from station.core import storage
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import encode_png
from station.core.project import HIDDEN, Project
from station.core.subsets import clip_and_number
from station.core.tables import LabelRow, Table, find_picture, joined_lines, picture_name, read_table, row_line

UNDO_DEPTH = 100
"""Steps that can be undone; an undone save keeps its picture in memory until it is redone or dropped."""


@dataclass(frozen=True, slots=True)
class Toggled:
    """The step of turning over one attribute's value."""

    name: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The step of saving a frame: its row, and the one that was replaced; `png` only while a first save is undone."""

    number: int
    row: LabelRow
    replaced: LabelRow | None
    png: bytes | None = None


Step: TypeAlias = Toggled | Saved


class LabelTable:
    """The labels of one clip in `pics/<clip>_data.csv`, the current values, and the steps that can be undone.

    Every method that writes raises StationError where the disk refuses, or where somebody else changed the table since
    it was opened; labels and steps are then as they were.
    """

    def __init__(self, project: Project, *, clip: str) -> None:
        """Open the clip's table, which need not exist yet, and delete what a killed station left half-written.

        Raises StationError on a damaged table, two rows for one picture, and a clip whose name no picture can carry.
        """
        self._project = project
        self._clip = clip
        _check_clip(clip)
        self.path = project.label_table(clip)
        self.swept = _sweep(project.pics)
        self._stamp = _stamp(self.path)
        attributes = project.attributes
        table = read_table(self.path, attributes=attributes) if self._stamp else Table(attributes.names)
        self._head = Table(table.attributes, extra=table.extra)
        self._rows, self.missing_pictures = _by_picture(table, path=self.path)
        """`missing_pictures` names the rows whose picture was not there on opening; the rows stay."""
        self._lines = {name: row_line(row) for name, row in self._rows.items()}  # else a save writes 15,000 rows anew
        self._names = _numbered(self._rows, clip=clip)
        self._values = tuple(attribute.expected is True for attribute in attributes)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def values(self) -> tuple[bool, ...]:
        """The current values, in the order of the project's attributes; they stay from frame to frame."""
        return self._values

    @property
    def saved_numbers(self) -> tuple[int, ...]:
        """The numbers of the frames that have a label, ascending."""
        return tuple(sorted(number for number, name in self._names.items() if name in self._rows))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._undone)

    def label_of(self, number: int) -> tuple[bool, ...] | None:
        """The saved values of a frame; None where it has no label."""
        row = self._rows.get(self._name_of(number))
        return row.values if row else None

    def toggle(self, name: str) -> None:
        """Turn over the current value of an attribute; ValueError where the project has none of that name."""
        self._turn_over(name)
        self._add_step(Toggled(name))

    def save(self, frame: Frame) -> Path:
        """Save the frame's picture and then its row with the current values, and return the picture's path.

        Both are on the disk when this returns. A second save of a frame replaces its row; further columns are kept.
        """
        name = self._name_of(frame.number)
        replaced = self._rows.get(name)
        extra = replaced.extra if replaced else ("",) * len(self._head.extra)
        row = LabelRow(name, self._values, extra)
        path = self._write_picture(name, png=encode_png(frame.picture))
        self._put(row, number=frame.number)
        self._add_step(Saved(frame.number, row, replaced))
        return path

    def undo(self) -> Step | None:
        """Take back the last step and return it; None where there is none.

        A first save loses its row and then its picture; a replacing one gets the row of before.
        """
        if not self._done:
            return None
        step = self._done[-1]
        if isinstance(step, Toggled):
            self._turn_over(step.name)
        elif step.replaced:
            self._put(step.replaced, number=step.number)
        else:
            return self._take_back(step)
        self._undone.append(self._done.pop())
        return step

    def redo(self) -> Step | None:
        """Do the last undone step again and return it; None where there is none."""
        if not self._undone:
            return None
        step = self._undone[-1]
        if isinstance(step, Toggled):
            self._turn_over(step.name)
        else:
            if step.png is not None:
                self._write_picture(step.row.name, png=step.png)
            self._put(step.row, number=step.number)
            step = Saved(step.number, step.row, step.replaced)
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

    def _put(self, row: LabelRow, *, number: int) -> None:
        self._write({**self._lines, row.name: row_line(row)})
        self._rows[row.name] = row
        self._names[number] = row.name
        self.missing_pictures = tuple(name for name in self.missing_pictures if name != row.name)

    def _take_back(self, step: Saved) -> Saved:
        """Undo a first save: remove its row and then its picture, which is kept for redoing it."""
        path = self._project.pics / step.row.name
        png = storage.read_bytes(path) if path.exists() else None
        self._write({name: line for name, line in self._lines.items() if name != step.row.name})
        del self._rows[step.row.name]
        self._done.pop()
        if png is not None:  # somebody deleted it already: then there is nothing to save again
            self._undone.append(Saved(step.number, step.row, None, png))
            _delete(path)
        return step

    def _write(self, lines: dict[str, str]) -> None:
        """Replace the table's file, and only then the lines in memory."""
        if _stamp(self.path) != self._stamp:
            raise StationError(f"{self.path} was changed by somebody else since it was opened; open the clip again")
        try:
            storage.write_bytes(self.path, joined_lines(lines.values(), table=self._head))
        finally:
            self._stamp = _stamp(self.path)  # also on failure: a folder that could not be synced holds the new file
        self._lines = lines


def _check_clip(clip: str) -> None:
    try:
        fits = picture_name(f"{clip}_0.png") == f"{clip}_0.png" and "/" not in clip
        fits = fits and clip != "" and not clip.startswith(HIDDEN)  # whose table no split would find
    except ValueError:
        fits = False
    if not fits:
        raise StationError(f"no picture can be named after the clip {clip!r}; rename it with letters, digits, - and _")


def _by_picture(table: Table, *, path: Path) -> tuple[dict[str, LabelRow], tuple[str, ...]]:
    """The rows by their picture's path relative to pics/, as which they are written from now on, and those missing."""
    rows: dict[str, LabelRow] = {}
    missing = []
    for row in table.rows:
        found = find_picture(row.name, pics=path.parent)
        name = found.relative_to(path.parent).as_posix() if found else row.name.rpartition("/")[2]
        if name in rows:
            raise StationError(f"{path}: expected one row for {name}, found two that mean it")
        rows[name] = LabelRow(name, row.values, row.extra)
        missing += [] if found else [name]
    return rows, tuple(missing)


def _numbered(rows: Mapping[str, LabelRow], *, clip: str) -> dict[int, str]:
    """The clip's rows by frame number; where `c_7` and `c_007` are both there, `c_7` is frame 7."""
    names: dict[int, str] = {}
    for name in rows:
        of_clip, number = clip_and_number(name)
        if of_clip == clip and number is not None and (number not in names or name == f"{clip}_{number}.png"):
            names[number] = name
    return names


def _sweep(folder: Path) -> int:
    try:
        return storage.sweep(folder)
    except OSError:  # Windows: another station is just writing that file, so it is no left-over
        return 0


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is replaced or edited; None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error
    return status.st_mtime_ns, status.st_size, status.st_ino


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise StationError(
            f"the label of {path.name} is taken back, but {path} could not be deleted ({reason})"
        ) from error
