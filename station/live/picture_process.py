"""Picture files that are decoded by a process of their own: one that kills a decoder, or lets it hang, ends that process alone.

The pictures come through shared memory, in pieces where they are large.
"""

import contextlib
import os
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from station.core.errors import StationError
from station.core.frame import Picture
from station.core.messages import PictureRead, ReadPicture, ReadPiece, Reply
from station.core.opencv import LARGEST_PICTURE
from station.core.picture_cache import Loaded, load_pictures
from station.core.shared_pictures import ROOM, SLOTS
from station.live.decoder_link import DecoderLink
from station.live.link import WorkerGone


@dataclass(slots=True, eq=False)
class _Coming:
    """A picture that was asked for, the slot that it will lie in, and what was heard of it."""

    path: Path
    slot: int
    heard: Reply | StationError | None = None


class PictureProcess:
    """Reads as `core.picture_reader.PictureReader` says, in a worker that is started for the first picture.

    A picture at which the worker dies, or hangs, is named and not tried again; the others are read by a new worker.
    """

    def __init__(
        self, *, take: Callable[[], DecoderLink] = DecoderLink, waiting: Callable[[], None] = lambda: None
    ) -> None:
        """Prepare; `take` gives a worker. `waiting` is called while a picture is awaited; what it raises ends the worker."""
        self._take = take
        self._waiting = waiting
        self._link: DecoderLink | None = None
        self._coming: deque[_Coming] = deque()
        """In the order in which they are decoded, one a slot at most."""
        self._at = Path()
        """The picture that is being decoded, or fetched."""
        self._is_large = False
        """Whether the last picture took more than one piece: four of 100 megapixels would be 1.2 GB in the worker."""
        self._deadly: set[Path] = set()

    def expect(self, paths: Sequence[Path]) -> None:
        """As `PictureReader` says: the worker starts. What can't be done now is told where a picture is read."""
        with contextlib.suppress(StationError):
            self._ask_for(paths)

    def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
        """As `PictureReader` says; StationError also where the worker could not be started."""
        while path not in self._deadly:
            try:
                self._skip_to(path)
                self._ask_for((path, *(then[:1] if self._is_large else then)))
                return self._first()
            except WorkerGone:
                self._deadly.add(self._at)
                self.close()
            except StationError:
                raise
            except BaseException:  # nobody waits for the answer any more
                self.close()
                raise
        raise StationError(f"{path} can't be opened: the process that decoded it died of it, and nothing else did")

    def close(self) -> None:
        """End the worker; a later picture has a new one."""
        link, self._link = self._link, None
        self._coming.clear()
        if link is not None:
            link.kill()  # it has nothing to bring to an end
            link.close()

    def _skip_to(self, path: Path) -> None:
        """Let go of what was asked ahead and is not wanted after all."""
        while self._coming and self._coming[0].path != path:
            self._hear(self._coming[0])
            self._coming.popleft()

    def _ask_for(self, paths: Sequence[Path]) -> None:
        """Ask for these pictures, the first of which may be asked for already; later ones as far as there are slots."""
        if not self._coming and paths:
            self._ask_first(paths[0])
        asked = {coming.path for coming in self._coming}
        for path in paths[1:SLOTS]:
            if path in asked or path in self._deadly:
                continue
            if len(self._coming) == SLOTS:
                return
            with contextlib.suppress(WorkerGone):  # which is heard where the first one is awaited
                self._ask(path)

    def _ask_first(self, path: Path) -> None:
        """Ask for a picture; a worker that ended while it had nothing to do did not end of this one."""
        try:
            self._ask(path)
        except WorkerGone:
            self.close()
            try:
                self._ask(path)
            except WorkerGone as error:
                raise StationError(f"the decode worker could not be started ({error})") from error

    def _ask(self, path: Path) -> None:
        link = self._opened()
        slot = next(slot for slot in range(SLOTS) if all(coming.slot != slot for coming in self._coming))
        link.send(ReadPicture(os.fsencode(path), slot))
        self._coming.append(_Coming(path, slot))

    def _opened(self) -> DecoderLink:
        if self._link is None:
            link = self._take()
            try:
                link.allot(ROOM)
            except BaseException:
                link.close()
                raise
            self._link = link
        return self._link

    def _first(self) -> Picture:
        """The picture that was asked for first; StationError where it is none."""
        link, first = self._opened(), self._coming[0]
        facts = self._hear(first)
        self._at = first.path
        if isinstance(facts, StationError):
            self._coming.popleft()
            raise facts
        if not isinstance(facts, PictureRead) or facts.width * facts.height > LARGEST_PICTURE:
            raise link.nonsense(facts)
        picture = np.empty((facts.height, facts.width, 3), np.uint8)
        data = picture.reshape(-1)
        start = link.take_piece(first.slot, data)
        self._is_large = start < data.size
        if self._is_large:
            self._hear_all()
        self._at = first.path
        while start < data.size:
            link.send(ReadPiece(first.slot, start))
            if (more := self._answer(link)) != facts:
                raise link.nonsense(more)
            start += link.take_piece(first.slot, data[start:])
        self._coming.popleft()
        return picture

    def _hear_all(self) -> None:
        """The answers about pictures that were asked ahead come before that of a large one's next piece."""
        for coming in self._coming:
            self._hear(coming)

    def _hear(self, coming: _Coming) -> Reply | StationError:
        """What becomes of a picture, when those before it are heard; WorkerGone where the worker died of it."""
        if coming.heard is None:
            self._at = coming.path
            try:
                coming.heard = self._answer(self._opened())
            except WorkerGone:
                raise
            except StationError as error:
                coming.heard = error
        return coming.heard

    def _answer(self, link: DecoderLink) -> Reply:
        return link.receive(is_wanted=self._is_waited_for)

    def _is_waited_for(self) -> bool:
        self._waiting()
        return True


def load_apart(
    paths: Sequence[Path],
    *,
    size: tuple[int, int],
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> Loaded:
    """What `core.picture_cache.load_pictures` gives, decoded by a process of its own.

    What `progress` raises ends it also while a picture hangs.
    """
    done = 0

    def show(now: int, count: int) -> None:
        nonlocal done
        done = now
        progress(now, count)

    with contextlib.closing(PictureProcess(waiting=lambda: progress(done, len(paths)))) as reader:
        return load_pictures(paths, size=size, progress=show, reader=reader)
