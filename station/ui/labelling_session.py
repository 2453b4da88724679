"""One clip on the labelling tab: gives the keys' commands, and knows at once where a step leads, before it is done."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station.core.errors import StationError
from station.core.frame import Frame
from station.core.label_desk import Desk, Kept, LabelDesk
from station.core.opened_clip import OpensClip
from station.core.project import Project
from station.core.suggestion import Suggestion
from station.live.clip_reader import ClipFacts
from station.live.jobs import Job
from station.live.labelling import Labelling, Seen
from station.ui.bridge import Bridge

WAITING_BYTES = 200_000_000
"""Of pictures that wait to be saved with the keys that ask for it; beyond that they are decoded again."""


def now() -> datetime:
    """The time with its zone, as rows say when they were saved; tests put another clock in its place."""
    return datetime.now().astimezone()


class Session(QObject):
    """A clip that is open. All signals come in the window's thread."""

    opened = Signal(object)
    """(ClipFacts)"""
    seen = Signal(object)
    """(Seen): values, labels, state"""
    moved = Signal(int)
    """(frame number): the picture may follow"""
    frame_came = Signal(object)
    """(Frame, or the StationError of a damaged one): the picture of `position`"""
    failed = Signal(object)
    """(StationError): the clip or its table can't be opened"""
    freed = Signal(str)
    """(the clip's name): somebody else who labelled the clip has left it, and may have changed its table."""
    ended = Signal()

    def __init__(
        self,
        parent: QObject,
        project: Project,
        clip: Path,
        *,
        labeller: str,
        kept: Kept | None,
        after: "Session | None",
        open_clip: OpensClip,
    ) -> None:
        """Prepare; `start` opens the clip, after the one before is closed."""
        super().__init__(parent)
        bridge = Bridge(self)
        self.clip = clip
        self.position = kept.number if kept else 0
        self.desk: Desk | None = None
        self.facts: ClipFacts | None = None
        self._is_blind = True
        self.labelling: Labelling = Labelling(
            project,
            clip,
            labeller=labeller,
            kept=kept,
            clock=now,
            seen=bridge.carry(self._seen),
            failed=bridge.carry(self.failed.emit),
            opened=bridge.carry(self._opened),
            arrived=bridge.carry(self._arrived),
            ended=bridge.carry(self.ended.emit),
            after=after.labelling if after else None,
            open_clip=open_clip,
        )

    def start(self) -> None:
        """Open clip and table, in threads."""
        self.labelling.start()

    def do(self, command: Callable[[LabelDesk], None]) -> None:
        """Have a command done that stays on the frame."""
        self.labelling.do(command)

    def save(self) -> None:
        """Save the frame; its picture goes along, so that nobody has to decode it again once it is far away."""
        self.labelling.do(partial(LabelDesk.save, frame=self._to_go_along()))

    def save_and_go_on(self) -> None:
        """Save the frame and go to the next one, whose picture follows at once unless there may be nothing to save yet."""
        if not self._is_blind and self.desk is not None and self.desk.can_save:
            self.save()
            self.step(1)
            return
        self.leap(partial(LabelDesk.save_and_go_on, frame=self._to_go_along()))

    def leap(self, command: Callable[[LabelDesk], None]) -> None:
        """Have a command done that may lead to a frame that only the desk knows."""
        self._is_blind = True
        self.labelling.do(command)

    def long(self, command: Callable[[LabelDesk, Callable[[int, int], None]], None]) -> Callable[[Job], None]:
        """The work of a job that has a long command done."""
        self._is_blind = True
        return self.labelling.long(command)

    def step(self, frames: int) -> None:
        """Go so many frames on or back; the picture follows at once where it is decoded already."""
        self.labelling.do(partial(LabelDesk.step, frames=frames))
        self._look_ahead(self.position + frames)

    def jump(self, number: int) -> None:
        """Go to a frame."""
        self.labelling.do(partial(LabelDesk.jump, number=number))
        self._look_ahead(number)

    def suggest(self, suggestion: Suggestion | None) -> None:
        """Show what a run says of the clip."""
        self.labelling.do(partial(LabelDesk.suggest, suggestion=suggestion), is_quiet=True)

    def name_labeller(self, name: str) -> None:
        """Have this name beside all that is saved from now on."""
        self.labelling.do(partial(LabelDesk.name_labeller, name=name), is_quiet=True)

    @property
    def picture(self) -> Frame | StationError | None:
        """The picture of the position, where it is decoded."""
        return self.labelling.reader.ready(self.position)

    def stop(self) -> None:
        """Ask for an end once everything that was ordered is done."""
        self.labelling.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; whether it came."""
        return self.labelling.wait(seconds)

    def _to_go_along(self) -> Frame | None:
        """The picture for a save; none where so many saves wait that their pictures would fill the memory."""
        picture, last = self.picture, self.labelling.last
        waiting = self.labelling.serial - (last.serial if last else 0)
        if isinstance(picture, Frame) and waiting * picture.picture.nbytes <= WAITING_BYTES:
            return picture
        return None

    def _look_ahead(self, number: int) -> None:
        """Show where a step leads, unless something is under way that leads nobody knows where."""
        if not self._is_blind and self.facts is not None:
            self._look(min(max(0, number), self.facts.frames - 1))

    def _look(self, number: int) -> None:
        self.position = number
        self.moved.emit(number)
        found = self.labelling.reader.look(number)
        if found is not None:
            self.frame_came.emit(found)

    def _seen(self, seen: Seen) -> None:
        is_first, was_taken = self.desk is None, self.desk is not None and self.desk.taken_by is not None
        self.desk = seen.desk
        if seen.serial == self.labelling.serial:
            self._is_blind = False
            if is_first or seen.desk.number != self.position:
                self._look(seen.desk.number)
        self.seen.emit(seen)
        if was_taken and seen.desk.taken_by is None:
            self.freed.emit(self.clip.name)

    def _opened(self, facts: ClipFacts) -> None:
        self.facts = facts
        self.opened.emit(facts)
        self._look(min(self.position, facts.frames - 1))

    def _arrived(self, number: int) -> None:
        if number == self.position and (found := self.picture) is not None:
            self.frame_came.emit(found)
