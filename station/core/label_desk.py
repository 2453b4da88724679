"""The labeller's desk for one clip: where one is, what is shown there, and what each key does. No files, no threads.

Of classes a key chooses one. Until one is chosen, which then stays from frame to frame, there is nothing to save.

What a frame shows: values changed there and not saved yet; else its saved label; else the values that are carried on
from the frame where they were last set or saved. So looking at a labelled frame never changes what is carried on, and
saving there without a change saves what it had.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.frame_labels import FrameLabels
from station.core.label_steps import Changed, Ranged, Saved, Sight, Step, Toggled, Values
from station.core.labels import LabelTable
from station.core.suggestion import Suggestion

FrameOf = Callable[[int], Frame]
Progress = Callable[[int, int], None]


class State(Enum):
    """What the values on screen are."""

    BEGINNING = "beginning"
    CARRIED = "carried"
    CHANGED = "changed"
    SAVED = "saved"


class Tiding(Enum):
    """What a key could not do, because there is nothing of the kind."""

    ALL_LABELLED = "all labelled"
    NO_SUGGESTION = "no suggestion"
    NO_DISAGREEMENT = "no disagreement"
    NOTHING_UNSURE = "nothing unsure"
    NO_MARK = "no mark"
    NO_CLASS = "no class"
    SOME_DAMAGED = "some damaged"
    NOTHING_TO_UNDO = "nothing to undo"
    NOTHING_TO_REDO = "nothing to redo"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a clip when it is left: the frame, what it showed, and what was not saved."""

    number: int = 0
    values: Values = ()
    drafts: Mapping[int, Values] = field(default_factory=dict)
    stamp: int = 0
    """Of the table then: where it is another one now (the station was killed), its labels are newer than the drafts."""
    names: tuple[str, ...] = ()
    """Of the attributes whose values these are; empty: of those that the project has."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is on the desk: everything that is shown, and none of it changes."""

    number: int
    count: int
    values: Values
    state: State
    can_save: bool
    """Whether the values are a label: where there are classes, one has to be chosen first."""
    origin: int | None
    labels: FrameLabels
    drafts: Mapping[int, Values]
    marked: int | None
    can_undo: bool
    can_redo: bool
    redo_count: int
    saves: int
    """How often the table was written, undoing included; whoever sees it grow knows that labels changed."""
    stamp: int
    missing: int
    """How many labels had no picture when the clip was opened."""
    taken_by: str | None = None
    """Who else labels the clip, so that nothing can be saved here; None: nobody."""
    tiding: Tiding | None = None


class LabelDesk:
    """One clip under the labeller's hands. Raises StationError as LabelTable does; then nothing has changed."""

    def __init__(
        self,
        table: LabelTable,
        *,
        attributes: AttributeSet,
        count: int,
        frame_of: FrameOf,
        kept: Kept | None = None,
    ) -> None:
        """Sit down before a clip of `count` frames, where it was left."""
        self._table = table
        self._attributes = attributes
        self._count = count
        self._frame_of = frame_of
        self._labels = table.labels
        self._drafts: Mapping[int, Values] = MappingProxyType({})
        self._carried = table.values
        self._origin: int | None = None
        self._marked: int | None = None
        self._saves = 0
        self._tiding: Tiding | None = None
        self._suggestion: Suggestion | None = None
        self._visited: set[int] = set()
        self._number = 0
        self._sit(kept or Kept())

    def seen(self) -> Desk:
        """What is on the desk now."""
        redo = self._table.next_redo
        return Desk(
            self._number,
            self._count,
            self._table.values,
            self._state(),
            self._table.can_save,
            self._origin,
            self._labels,
            self._drafts,
            self._marked,
            self._table.can_undo,
            self._table.can_redo,
            len(redo.saves) if isinstance(redo, Ranged) else 1 if redo else 0,
            self._saves,
            self._table.stamp,
            len(self._table.missing_pictures),
            self._table.taken_by,
            self._tiding,
        )

    def begin(self) -> None:
        """Forget what the last key could not do."""
        self._tiding = None

    @property
    def is_settled(self) -> bool:
        """Whether all labels are where other programs see them."""
        return self._table.is_settled

    def settle(self) -> None:
        """Put the labels where other programs see them."""
        self._table.settle()

    def look_who_has_it(self) -> None:
        """See whether somebody else labels the clip now."""
        self._table.look_who_has_it()

    def leave(self) -> None:
        """Nothing will be saved any more."""
        self._table.close()

    def name_labeller(self, name: str) -> None:
        """Rows that are saved from now on are this person's."""
        self._table.labeller = name

    def suggest(self, suggestion: Suggestion | None) -> None:
        """Take what a run says of the clip, or more of it."""
        if suggestion is None or self._suggestion is None or suggestion.run != self._suggestion.run:
            self._visited = set()
        self._suggestion = suggestion

    def step(self, frames: int) -> None:
        """Go on, or back, so many frames; the clip's ends are ends."""
        self.jump(self._number + frames)

    def jump(self, number: int) -> None:
        """Go to a frame, or to the end that it lies beyond."""
        self._number = min(max(0, number), self._count - 1)
        self._table.show(self._shown())

    def next_unlabelled(self) -> None:
        """Go to the next frame without a label, from the clip's beginning where none follows."""
        following = self.unlabelled
        self._go(() if following is None else (following,), otherwise=Tiding.ALL_LABELLED)

    @property
    def unlabelled(self) -> int | None:
        """The next frame without a label, this one left out; None where there is none."""
        found = self._labels.missing_from(self._number + 1, count=self._count)
        return None if found == self._number else found

    def next_disagreement(self) -> None:
        """Go to the next frame whose label is not what the run says."""
        if self._suggestion is None:
            self._tiding = Tiding.NO_SUGGESTION
            return
        differing = self._suggestion.disagreements(self._labels)
        self._go((n for n in self._following() if n in differing), otherwise=Tiding.NO_DISAGREEMENT)

    def most_unsure(self) -> None:
        """Go to the frame that the run is least sure of, among those without a label and not shown this way yet."""
        if self._suggestion is None:
            self._tiding = Tiding.NO_SUGGESTION
            return
        left = (n for n in self._suggestion.by_doubt if n not in self._labels and n not in self._visited)
        self._go(left, otherwise=Tiding.NOTHING_UNSURE)
        self._visited = set() if self._tiding else self._visited | {self._number}

    def toggle(self, name: str) -> None:
        """Turn over a value; ValueError where there is no such attribute."""
        self._table.toggle(name, sight=self._sight())
        self._set()

    def choose(self, name: str) -> None:
        """Make this the class of the frame; the one that it is already changes nothing. ValueError where there is none such."""
        self._attributes.names.index(name)
        values = tuple(other == name for other in self._attributes.names)
        if values != self._table.values:
            self._table.change(values, sight=self._sight())
            self._set()

    def accept(self) -> None:
        """Take the values that the run suggests for this frame; nothing is written."""
        suggested = self._suggestion.values(self._number, self._table.values) if self._suggestion else None
        if suggested is None:
            self._tiding = Tiding.NO_SUGGESTION
        elif suggested != self._table.values:
            self._table.change(suggested, sight=self._sight())
            self._set()

    def save(self, frame: Frame | None = None) -> None:
        """Save this frame with the values on screen; `frame` is its picture where it is at hand."""
        if not self._table.can_save:
            self._tiding = Tiding.NO_CLASS
            return
        sight = self._sight()
        if frame is None or frame.number != self._number:
            frame = self._frame_of(self._number)
        self._table.save(frame, sight=sight)
        self._wrote((self._number,), values=sight.values)

    def save_and_go_on(self, frame: Frame | None = None) -> None:
        """Save this frame and go to the next one; where it can't be saved, stay."""
        self.save(frame)
        if self._tiding is not Tiding.NO_CLASS:
            self.step(1)

    def mark(self) -> None:
        """The range begins here; where it did already, it does no more."""
        self._marked = None if self._marked == self._number else self._number

    def unmark(self) -> None:
        """No range."""
        self._marked = None

    def save_range(self, progress: Progress) -> None:
        """Save all frames from the mark to this one with the values on screen, as one step.

        `progress` may raise to stop; what was saved by then stays.
        """
        if self._marked is None:
            self._tiding = Tiding.NO_MARK
            return
        if not self._table.can_save:
            self._tiding = Tiding.NO_CLASS
            return
        first, last = sorted((self._marked, self._number))
        sight, before = self._sight(), self._table.labels
        try:
            self._table.save_range(self._frames(range(first, last + 1), progress=progress, leave_out=True), sight=sight)
        finally:
            after = self._table.labels
            done = [n for n in range(first, last + 1) if n in after and after[n] == sight.values]
            if after != before or len(done) == last - first + 1:
                self._wrote(done, values=sight.values)
        self._marked = None

    def undo(self) -> None:
        """Take the last step back, and go where it was done."""
        step = self._table.undo()
        if step is None:
            self._tiding = Tiding.NOTHING_TO_UNDO
            return
        self._labels_changed(step)
        self._restore(step.sight)

    def redo(self, progress: Progress) -> None:
        """Do the step that was taken back again, where it was done."""
        if self._table.next_redo is None:
            self._tiding = Tiding.NOTHING_TO_REDO
            return
        self._restore(self._table.next_redo.sight)
        step = self._table.redo(lambda numbers: self._frames(numbers, progress=progress))
        if isinstance(step, Saved):
            self._wrote((step.number,), values=step.row.values)
        elif isinstance(step, Ranged):
            self._wrote([save.number for save in step.saves], values=step.saves[0].row.values)
        else:
            self._set()

    def _sit(self, kept: Kept) -> None:
        is_older = kept.stamp != self._table.stamp
        left = {n: self._of_now(values, kept.names) for n, values in kept.drafts.items()}
        drafts = {n: values for n, values in left.items() if self._fits(values) and n < self._count}
        self._drafts = MappingProxyType(
            {n: v for n, v in drafts.items() if v != self._labels.get(n) and not (is_older and n in self._labels)}
        )
        last, carried = self._table.last_saved, self._of_now(kept.values, kept.names)
        if self._fits(carried) and kept.number not in self._labels:
            self._carried, self._origin = carried, kept.number
        elif last is not None:
            self._carried, self._origin = self._labels[last], last
        self.jump(kept.number)

    def _of_now(self, values: Values, names: tuple[str, ...]) -> Values:
        """Values that were kept, in the order that the attributes have now; none where they are of other attributes."""
        if names in ((), self._attributes.names):
            return values
        known = dict(zip(names, values, strict=False))
        return tuple(map(known.__getitem__, self._attributes.names)) if {*known} == {*self._attributes.names} else ()

    def _fits(self, values: Values) -> bool:
        """Whether values that were kept are a label of the project as it is now."""
        return len(values) == len(self._attributes) and (not self._attributes.is_classes or sum(values) == 1)

    def _shown(self) -> Values:
        return self._drafts.get(self._number) or self._labels.get(self._number) or self._carried

    def _state(self) -> State:
        if self._number in self._drafts:
            return State.CHANGED
        if self._number in self._labels:
            return State.SAVED
        return State.BEGINNING if self._origin is None else State.CARRIED

    def _sight(self) -> Sight:
        return Sight(self._number, self._table.values, self._carried, self._origin, self._drafts)

    def _restore(self, sight: Sight | None) -> None:
        if sight is None:
            return
        self._number, self._carried, self._origin = sight.number, sight.carried, sight.origin
        self._drafts = sight.drafts
        self._table.show(sight.values)

    def _set(self) -> None:
        """The values on screen were changed by hand: they are carried on, and this frame waits to be saved."""
        values = self._table.values
        drafts = {**self._drafts, self._number: values}
        if self._labels.get(self._number) == values:
            del drafts[self._number]
        self._drafts = MappingProxyType(drafts)
        self._carried, self._origin = values, self._number

    def _wrote(self, numbers: Iterable[int], *, values: Values) -> None:
        written = set(numbers)
        self._labels = self._table.labels
        self._drafts = MappingProxyType({n: v for n, v in self._drafts.items() if n not in written})
        self._carried, self._origin = values, self._number
        self._table.show(self._shown())
        self._saves += 1

    def _labels_changed(self, step: Step) -> None:
        if not isinstance(step, Toggled | Changed):
            self._labels = self._table.labels
            self._saves += 1

    def _following(self) -> Iterator[int]:
        """The other frames, from the next one on and around."""
        return ((self._number + ahead) % self._count for ahead in range(1, self._count))

    def _go(self, numbers: Iterable[int], *, otherwise: Tiding) -> None:
        found = next(iter(numbers), None)
        if found is None:
            self._tiding = otherwise
        else:
            self.jump(found)

    def _frames(self, numbers: Iterable[int], *, progress: Progress, leave_out: bool = False) -> Iterator[Frame]:
        """The frames, telling how far it is; a damaged one is left out, or refused with a StationError."""
        wanted = tuple(numbers)
        for done, number in enumerate(wanted):
            progress(done, len(wanted))
            try:
                frame = self._frame_of(number)
            except StationError:
                if not leave_out:
                    raise
                self._tiding = Tiding.SOME_DAMAGED
                continue
            yield frame
