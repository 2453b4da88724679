"""A clip that is decoded by a process of its own: a file that kills a decoder, or lets it hang, ends that one and nothing else.

The pictures come through shared memory.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from station.core.errors import GivenUp, StationError
from station.core.frame import Frame
from station.core.messages import ClipFrame, NoFrame, ReadClip
from station.core.opened_clip import damaged, expect_number
from station.core.shared_pictures import SLOTS
from station.live.decoder_link import DecoderLink, LeftBehind
from station.live.jobs import Job, Stopped
from station.live.link import WorkerGone

ASKED_AHEAD = 2
"""Frames: the decoder begins the next one without waiting for us."""
MOST_DEATHS = 3
"""A clip at which so many decoders died is not read any more."""


class ClipProcess:
    """A clip as `core.clips.Clip` gives it, decoded elsewhere. Frame after frame, the next are decoded while one is looked at."""

    def __init__(
        self,
        path: Path,
        *,
        is_wanted: Callable[[], bool] = lambda: True,
        take: Callable[[], DecoderLink] = DecoderLink,
    ) -> None:
        """Open a clip, in a worker that `take` gives; StationError where it is missing, no video, cut off, empty, or deadly.

        GivenUp where it is not wanted any more before it is open, also while the worker hangs.
        """
        self.path = path
        self._take = take
        self._deadly: set[int] = set()
        """Frames at which a decoder died."""
        self._slot = 0
        self._coming: deque[tuple[int, int]] = deque()
        """The frames that were asked for and whose answers were not heard yet, with their slots, in that order."""
        self._is_given_up = False
        self._link: DecoderLink | None = take()
        try:
            facts = self._link.open(path, is_wanted=is_wanted)
            self._link.allot((facts.width, facts.height))
        except WorkerGone as error:
            self.close()
            raise StationError(
                f"{path} can't be opened: the process that decoded it died of it, and nothing else did"
            ) from error
        except BaseException:
            self.close()
            raise
        self._facts = facts

    @property
    def size(self) -> tuple[int, int]:
        """As `OpenedClip` says."""
        return self._facts.width, self._facts.height

    @property
    def rate(self) -> float:
        """As `OpenedClip` says."""
        return self._facts.rate

    def __len__(self) -> int:
        return self._facts.frames

    def frame(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> Frame:
        """As `OpenedClip` says; a frame at which the decoder dies is damaged."""
        expect_number(number, count=len(self), path=self.path)
        frame = self._first_from(number, is_wanted=is_wanted)
        if frame is None or frame.number != number:
            raise damaged(number, path=self.path)
        return frame

    def frames(self, *, start: int = 0) -> Iterator[Frame]:
        """As `OpenedClip` says."""
        number = start
        while number < len(self):
            try:
                frame = self._first_from(number)
            except _DeadlyError:
                number += 1
                continue
            if frame is None:
                return
            number = frame.number + 1
            with contextlib.suppress(WorkerGone):  # it is told when that frame is asked for
                self._ask_ahead(number)
            yield frame

    def give_up(self) -> None:
        """From any thread: end the worker, also while it hangs; nothing can be read afterwards."""
        self._is_given_up = True
        if (link := self._link) is not None:
            link.kill()

    def close(self) -> None:
        """End the worker; nothing can be read afterwards."""
        link, self._link = self._link, None
        self._coming.clear()
        if link is not None:
            link.close()

    def _first_from(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> Frame | None:
        """The first frame from `number` on that can be decoded, None where none follows."""
        # A worker that is asked to leave a frame leaves all that wait there: it may not be asked where this one does.
        is_coming = any(coming == number for coming, _ in self._coming)
        while self._coming and self._coming[0][0] != number:  # it was asked ahead, and is not wanted after all
            with contextlib.suppress(GivenUp, StationError):
                self._heard(lambda: is_coming)
        if number in self._deadly or len(self._deadly) >= MOST_DEATHS:
            raise _DeadlyError(str(damaged(number, path=self.path)))
        try:
            if not self._coming:
                self._ask(number)
            return self._heard(is_wanted)
        except WorkerGone as error:
            self._deadly.add(number)
            raise _DeadlyError(str(damaged(number, path=self.path))) from error

    def _ask(self, number: int) -> None:
        link = self._link = self._link or self._reopened()
        self._slot = (self._slot + 1) % SLOTS
        self._coming.append((number, self._slot))
        link.send(ReadClip(number, self._slot))

    def _ask_ahead(self, number: int) -> None:
        """Ask for the frames from this one on, as far as they are not coming already; others that are will be heard first."""
        asked = {coming for coming, _ in self._coming}
        for ahead in range(number, min(number + ASKED_AHEAD, len(self))):
            if ahead in self._deadly:
                return
            if ahead not in asked:
                self._ask(ahead)

    def _heard(self, is_wanted: Callable[[], bool]) -> Frame | None:
        """What became of the frame that was asked for; WorkerGone, and nothing left of that one, where its worker died."""
        link, (number, slot) = self._link, self._coming.popleft()
        assert link is not None
        try:
            found = link.receive(is_wanted=is_wanted)
            if isinstance(found, NoFrame):
                return None
            if not isinstance(found, ClipFrame) or not number <= found.number < len(self):
                raise link.nonsense(found)
            return Frame(link.take(slot), found.number, found.time_s)
        except (WorkerGone, LeftBehind):
            link.kill()
            self.close()
            raise

    def _reopened(self) -> DecoderLink:
        """The clip in a new worker, after one died; StationError where it was given up."""
        if self._is_given_up:
            raise StationError(f"the clip {self.path} is not open")
        link = self._take()
        try:
            facts = link.open(self.path)
            if facts != self._facts:
                raise StationError(f"{self.path} was changed while it was open")
            link.allot(self.size)
        except WorkerGone as error:
            link.close()
            raise StationError(f"{self.path} could not be read any further: {error}") from error
        except BaseException:
            link.close()
            raise
        return link


class ClipCounter:
    """Says how many frames clips have: one worker for all of them, started where there is one to be counted."""

    def __init__(self, take: Callable[[], DecoderLink] = DecoderLink) -> None:
        """Prepare."""
        self._take = take
        self._link: DecoderLink | None = None

    def frames(self, clip: Path, *, job: Job) -> int:
        """The clip's frames, 0 where it can't be opened; Stopped where the job is asked to stop."""
        link = self._link = self._link or self._take()
        try:
            return link.open(clip, is_wanted=lambda: not job.is_stopped).frames
        except GivenUp:
            raise Stopped from None
        except WorkerGone:
            self.close()
            return 0
        except StationError:
            return 0

    def close(self) -> None:
        """End the worker."""
        link, self._link = self._link, None
        if link is not None:
            link.close()


class _DeadlyError(StationError):
    """A frame at which the decoder died."""
