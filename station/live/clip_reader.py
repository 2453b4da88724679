"""A clip under somebody's hands: one thread decodes what is asked for, newest first, and what will be asked for next."""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from station.core.errors import GivenUp, StationError
from station.core.frame import Frame
from station.core.opened_clip import OpenedClip, OpensClip
from station.live.clip_process import ClipProcess
from station.live.threads import is_over

CACHE_BYTES = 300_000_000
"""Of decoded pictures; at 1280 x 720 that is 108 frames."""

BEHIND = 0.35
"""The share of the kept frames that lie behind the one on screen, seen in the direction of going."""

MOST_AHEAD = 120
QUIET_SECONDS = 0.012
"""After each look nothing is decoded ahead for so long: the window paints now, and decoding would take turns with it."""
REST_SECONDS = 0.3
"""What lies elsewhere than ahead is decoded once nothing was looked at for so long: going there and back costs a group each way."""
EXPECTED = 4
"""Frames, at most, that are decoded from the one on that a leap would lead to."""
RUN_UP = 12
"""Going back, so many frames are decoded forwards at once: each alone would mean decoding its whole group."""


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What is known of a clip once it is open: frames, frames a second, width and height in pixels."""

    frames: int
    rate: float
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Looks:
    """How many frames that were looked at had been decoded already, and how many had to be waited for."""

    hits: int = 0
    misses: int = 0


class ClipReader:
    """Opens and decodes one clip in its own thread. Frames are taken with `ready`; none is ever copied.

    `opened` (with ClipFacts), `failed` (with the StationError of opening) and `arrived` (with the number of the frame
    that was looked for, decoded or damaged by now) are called in the reader's thread.
    """

    def __init__(
        self,
        path: Path,
        *,
        opened: Callable[[ClipFacts], None] = lambda facts: None,
        failed: Callable[[StationError], None] = lambda error: None,
        arrived: Callable[[int], None] = lambda number: None,
        cache_bytes: int = CACHE_BYTES,
        open_clip: OpensClip = ClipProcess,
    ) -> None:
        """Prepare; `start` opens the clip, by `open_clip`."""
        self.path = path
        self._open_clip = open_clip
        self._opened = opened
        self._failed = failed
        self._arrived = arrived
        self._bytes = cache_bytes
        self._changed = threading.Condition()
        self._frames: dict[int, Frame] = {}
        self._damaged: dict[int, StationError] = {}
        self._facts: ClipFacts | None = None
        self._refusal: StationError | None = None
        self._position = 0
        self._looked_s = 0.0
        self._forward = True
        self._wanted: int | None = None
        self._expected = range(0)
        self._hits = self._misses = 0
        self._asked: list[int] = []
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="clip reader", daemon=True)

    def start(self) -> None:
        """Open the clip, in the reader's own thread: this returns at once."""
        self._thread.start()

    def look(self, number: int) -> Frame | StationError | None:
        """Go to a frame: it where it is decoded already, why it can't be, or None: `arrived` will tell when it is."""
        with self._changed:
            if number != self._position:
                self._forward = number > self._position
            self._position = number
            self._looked_s = time.monotonic()
            found = self._frames.get(number) or self._damaged.get(number)
            self._wanted = number if found is None else None
            self._hits, self._misses = self._hits + (found is not None), self._misses + (found is None)
            self._changed.notify_all()
            return found

    def expect(self, number: int | None) -> None:
        """Say which frame a leap would lead to, so that it is there as well."""
        with self._changed:
            if self._facts is not None:
                last = 0 if number is None else min(self._facts.frames, number + self._spare())
                self._expected = range(number or 0, last)
            self._changed.notify_all()

    @property
    def position(self) -> int:
        """The frame that was looked at last."""
        return self._position

    def give_way(self) -> None:
        """Wait until the window may have painted what was looked at last; nothing where that is a while ago."""
        with self._changed:
            pause = QUIET_SECONDS - (time.monotonic() - self._looked_s)
            if pause > 0 and not self._ended:
                self._changed.wait(pause)

    @property
    def looks(self) -> Looks:
        """How often what was looked at was there already."""
        return Looks(self._hits, self._misses)

    def ready(self, number: int) -> Frame | StationError | None:
        """A frame where it is decoded already, or why it can't be."""
        with self._changed:
            return self._frames.get(number) or self._damaged.get(number)

    def fetch(self, number: int) -> Frame:
        """Wait for a frame, whatever else is looked at; StationError where it is damaged or the clip was closed."""
        with self._changed:
            self._asked.append(number)
            self._changed.notify_all()
            try:
                while (found := self._frames.get(number) or self._damaged.get(number)) is None:
                    if self._ended or self._refusal is not None:
                        raise self._refusal or StationError(f"{self.path} was closed before frame {number} was read")
                    self._changed.wait()
            finally:
                self._asked.remove(number)
        if isinstance(found, StationError):
            raise found
        return found

    def facts(self) -> ClipFacts:
        """Wait for the clip to be open; StationError where it can't be opened or was closed."""
        with self._changed:
            while self._facts is None:
                if self._ended or self._refusal is not None:
                    raise self._refusal or StationError(f"{self.path} was closed")
                self._changed.wait()
            return self._facts

    def stop(self) -> None:
        """Ask for an end; whoever waits for a frame is refused."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it came."""
        return is_over(self._thread, within_s=seconds)

    def _run(self) -> None:
        try:
            self._serve()
        except BaseException as error:  # what nobody foresaw: whoever waits for a frame would wait for ever
            with self._changed:
                self._refusal = StationError(f"{self.path} can't be read any more ({type(error).__name__}: {error})")
                self._changed.notify_all()
            raise

    def _serve(self) -> None:
        try:
            clip = self._open_clip(self.path, is_wanted=lambda: not self._ended)
        except GivenUp:  # whoever waits for it was refused when it was given up
            return
        except StationError as error:
            with self._changed:
                self._refusal = error
                self._changed.notify_all()
            self._failed(error)
            return
        with contextlib.closing(clip):
            facts = ClipFacts(len(clip), clip.rate, clip.size)
            with self._changed:
                self._facts = facts
                self._changed.notify_all()
            self._opened(facts)
            self._read(clip)

    def _read(self, clip: OpenedClip) -> None:
        while True:
            number = self._wait_for_work()
            if number is None:
                return
            try:
                found = _frame_or_error(clip, number, is_wanted=partial(self._is_wanted, number))
            except GivenUp:
                continue
            self._keep(number, found)

    def _wait_for_work(self) -> int | None:
        """The number of the frame to decode now; None at the end, when all frames are let go."""
        with self._changed:
            while not self._ended:
                if (number := self._urgent()) is not None:
                    return number
                passed = time.monotonic() - self._looked_s
                number, quiet = self._next(), QUIET_SECONDS
                if number is None and (number := self._elsewhere()) is not None:
                    quiet = REST_SECONDS
                pause = quiet - passed
                if number is not None and pause <= 0:
                    return number
                self._changed.wait(None if number is None else pause)
            self._frames.clear()
            self._changed.notify_all()
            return None

    def _keep(self, number: int, found: Frame | StationError) -> None:
        with self._changed:
            if isinstance(found, StationError):
                self._damaged[number] = found
            else:
                self._frames[number] = found
                self._make_room()
            was_wanted = self._wanted == number
            if was_wanted:
                self._wanted = None
            self._changed.notify_all()
        if was_wanted:
            self._arrived(number)

    def _is_wanted(self, number: int) -> bool:
        """Whether a frame that is being decoded is still what should be decoded now."""
        with self._changed:
            if self._ended:
                return False
            if (urgent := self._urgent()) is not None:
                return urgent == number or number in self._asked
            ahead, behind = self._reach()
            return self._position - behind <= number <= self._position + ahead or number in self._expected

    def _urgent(self) -> int | None:
        """What the window looks at, and what somebody waits for."""
        for number in (self._wanted, *self._asked):
            if number is not None and number not in self._frames and number not in self._damaged:
                return number
        return None

    def _next(self) -> int | None:
        """What will probably be looked at next: the frames that lie in the direction of going."""
        return self._missing_onwards() if self._forward else self._missing_backwards()

    def _elsewhere(self) -> int | None:
        """What may be looked at next: where a leap would lead, and the frames in the other direction."""
        expected = next((n for n in self._expected if not self._is_known(n)), None)
        if expected is not None:
            return expected
        return self._missing_backwards() if self._forward else self._missing_onwards()

    def _is_known(self, number: int) -> bool:
        return number in self._frames or number in self._damaged

    def _missing_onwards(self) -> int | None:
        assert self._facts is not None
        ahead, _ = self._reach()
        numbers = range(self._position + 1, min(self._facts.frames, self._position + ahead + 1))
        return next((n for n in numbers if not self._is_known(n)), None)

    def _missing_backwards(self) -> int | None:
        _, behind = self._reach()
        lowest = max(0, self._position - behind)
        missing = next((n for n in range(self._position - 1, lowest - 1, -1) if not self._is_known(n)), None)
        if missing is None:
            return None
        return next(n for n in range(max(lowest, missing - RUN_UP + 1), missing + 1) if not self._is_known(n))

    def _reach(self) -> tuple[int, int]:
        """How many frames after and before the one on screen are kept."""
        room = max(4, min(int(MOST_AHEAD / (1 - BEHIND)), self._room()) - 2 - self._spare())
        less = int(room * BEHIND)
        return (room - less, less) if self._forward else (less, room - less)

    def _room(self) -> int:
        """How many frames may be kept."""
        assert self._facts is not None
        width, height = self._facts.size
        return self._bytes // (3 * width * height)

    def _spare(self) -> int:
        """How many of them are for where a leap leads: none of few, since steps are what most keys are."""
        return min(EXPECTED, self._room() // 20)

    def _make_room(self) -> None:
        ahead, behind = self._reach()
        low, high = self._position - behind, self._position + ahead
        room = ahead + behind + 2 + self._spare()
        if len(self._frames) <= room:
            return
        kept = {self._wanted, *self._asked, *self._expected}
        for number in [n for n in self._frames if not low <= n <= high and n not in kept]:
            del self._frames[number]
        for number in sorted(self._frames, key=lambda n: -abs(n - self._position))[: max(0, len(self._frames) - room)]:
            if number not in kept:
                del self._frames[number]


def _frame_or_error(clip: OpenedClip, number: int, *, is_wanted: Callable[[], bool]) -> Frame | StationError:
    try:
        return clip.frame(number, is_wanted=is_wanted)
    except StationError as error:
        return error
