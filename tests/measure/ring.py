"""A camera that costs next to nothing: a ring of frames, rendered before, given at a camera's pace or as fast as they are taken.

It leaves out what a real camera costs besides: the driver, and decoding its MJPEG (some 3 to 5 ms of a core for 1280x720).
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, repeat

from station.core.frame import Frame, Picture
from station.core.practice.camera import Knobs, PracticeCamera
from station.live.capture import Newest
from station.live.feed import Feed
from station.live.inbox import Inbox, Latest
from station.live.inspector import UNDER_WAY

SIZE = (1280, 720)
RATE = 60.0
ROOM = 8
"""Frames that may wait for the recorder where the camera goes as fast as everybody follows."""


def practice_ring(count: int, *, size: tuple[int, int] = SIZE, rate: float = RATE, seed: int = 6) -> list[Picture]:
    """So many pictures of the practice lab, forth and back, so that the ring has no seam; each with its own sensor noise.

    A strip moves under the camera fast enough for its faults to come and go; half of the pictures are rendered.
    """
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    camera = PracticeCamera(
        seed=seed,
        knobs=lambda: Knobs(speed_mm_s=60.0 * 60 / count * 2, faults=1.5),
        size=size,
        rate=rate,
        clock=lambda: now[0],
        wait=wait,
    )
    camera.open()
    there = [camera.read().picture for _ in range(count // 2 + 1)]
    return [*there, *there[-2:0:-1]]


class RingCamera:
    """Gives the ring's pictures without copying them: frame n is due n / rate seconds after the opening.

    Like a driver with one buffer it keeps one frame for a reader who is late, and drops, visibly in the numbers, what comes
    meanwhile. `has_room` replaces the pace: the next frame comes as soon as everybody has taken the one before.
    """

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(self, ring: Sequence[Picture], *, rate: float, has_room: Callable[[], bool] | None = None) -> None:
        """Speak of a ring."""
        self._ring = ring
        self._rate = rate
        self._has_room = has_room
        self._number = -1
        self._opened = 0.0
        self.made_s: dict[int, float] = {}
        """When each frame was there to be read, by its number."""
        self.given = 0
        """How many were read."""

    @property
    def newest(self) -> int:
        """The number of the frame that was read last; -1 before."""
        return self._number

    def open(self) -> None:
        """Begin."""
        self._opened = time.perf_counter()
        self._number = -1

    def read(self) -> Frame:
        """The next frame, when it is due."""
        if self._has_room is None:
            number, made = self._due()
        else:
            number = self._number + 1
            while not self._has_room():
                time.sleep(2e-4)
            made = time.perf_counter()
        self._number = number
        self.made_s[number] = made
        self.given += 1
        return Frame(self._ring[number % len(self._ring)], number, made - self._opened)

    def close(self) -> None:
        """Nothing is held."""

    def _due(self) -> tuple[int, float]:
        number = self._number + 1
        early = self._opened + number / self._rate - time.perf_counter()
        if early > 0:
            time.sleep(early)
        else:
            number = max(number, int((time.perf_counter() - self._opened) * self._rate) - 1)
        return number, self._opened + number / self._rate


@dataclass
class _Handed:
    """An inbox and the numbers of the first and the last frame that were put into it."""

    inbox: Inbox[Frame]
    first: int = -1
    last: int = -1


class Inboxes:
    """Every inbox that a feed was watched with: what it was handed, and whether it has room."""

    def __init__(self) -> None:
        """Begin with none."""
        self._handed: list[_Handed] = []

    def have_room(self) -> bool:
        """Whether everybody who must not lose a frame can take the next one; a preview may lose as many as it likes."""
        return all(_has_room(handed.inbox) for handed in self._handed)

    def span(self, kind: str) -> int:
        """How many frames passed while the last inbox of that class watched, those that the camera dropped included."""
        handed = next(handed for handed in reversed(self._handed) if type(handed.inbox).__name__ == kind)
        return handed.last - handed.first + 1 if handed.first >= 0 else 0

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note them within the block."""
        watch = Feed.watch

        def watching(feed: Feed, inbox: Inbox[Frame]) -> None:
            handed, put = _Handed(inbox), inbox.put

            def putting(frame: Frame) -> None:
                handed.first = frame.number if handed.first < 0 else handed.first
                handed.last = frame.number
                put(frame)

            inbox.put = putting  # type: ignore[method-assign]
            self._handed.append(handed)
            watch(feed, inbox)

        Feed.watch = watching  # type: ignore[method-assign]
        try:
            yield
        finally:
            Feed.watch = watch  # type: ignore[method-assign]


def _has_room(inbox: Inbox[Frame]) -> bool:
    room = UNDER_WAY if isinstance(inbox, Newest) else ROOM
    return inbox._closed or type(inbox) is Latest or inbox.waiting < min(inbox._limit, room)


def clip_pictures(ring: Sequence[Picture], count: int) -> "islice[Picture]":
    """The ring again and again, so many pictures in all."""
    return islice(chain.from_iterable(repeat(ring)), count)
