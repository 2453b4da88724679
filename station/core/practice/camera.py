"""The practice camera: a camera over strips that never end, with knobs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from station.core.frame import Frame, Picture
from station.core.practice.optics import Optics, film, make_optics
from station.core.practice.strip import Strip, make_strip

SIZE = (640, 480)
RATE = 30.0
STITCHES_MM = (2.0, 4.0)
CAMERA_STREAM = (3, 3, 3)
"""Keeps its strips apart from those of practice projects and of the base weights, whatever the seeds."""
STRIP_MM = 200.0
FIRST_STRIP_MM = 130.0
"""The first strip is shorter: it is waited for, and at the usual speed the next one is made while it passes."""
PX_PER_MM = 10.0
"""In a picture of the usual size."""


@dataclass(frozen=True, slots=True)
class Knobs:
    """What the practice camera's user may turn: millimetres a second, 2 or 4 mm stitches (None: either), faults in 100 mm."""

    speed_mm_s: float = 40.0
    stitch_mm: float | None = None
    faults: float = 1.2


class Making(Protocol):
    """A strip that is being made."""

    def is_ready(self) -> bool:
        """Whether `take` returns at once."""
        ...

    def take(self) -> Strip:
        """The strip, after waiting for it."""
        ...


class MadeWhenTaken:
    """Makes the strip at the moment it is needed: the machine stands still that long."""

    def __init__(self, make: Callable[[], Strip]) -> None:
        """Keep in mind how."""
        self._make = make

    def is_ready(self) -> bool:
        """Nothing is gained by waiting."""
        return True

    def take(self) -> Strip:
        """Make it."""
        return self._make()


class PracticeCamera:
    """A camera over strips that never end: each strip of 200 mm, the first of 130, is followed by another cloth and thread.

    It keeps real time as a webcam does: a reader that comes late gets the newest frame, and the numbers show the gap.
    Speed counts at once; another stitch length or fault rate lays another strip as soon as one is made.
    """

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(
        self,
        *,
        seed: int = 0,
        knobs: Callable[[], Knobs] = Knobs,
        size: tuple[int, int] = SIZE,
        rate: float = RATE,
        clock: Callable[[], float] = time.perf_counter,
        wait: Callable[[float], None] = time.sleep,
        making: Callable[[Callable[[], Strip]], Making] = MadeWhenTaken,
    ) -> None:
        """Speak of a lab; `knobs` is asked at every frame; `making` may make the next strip beside the reading."""
        self._knobs = knobs
        self._size = size
        self._rate = rate
        self._clock = clock
        self._wait = wait
        self._making = making
        self._seed = (*CAMERA_STREAM, seed)
        self._rng = np.random.default_rng(self._seed)
        self._strip: Strip | None = None
        self._optics: Optics | None = None
        self._coming: tuple[Making, Knobs] | None = None
        self._laid_for = Knobs()
        self._at_mm = 0.0
        self._number = -1
        self._started = 0.0
        self._strips = 0
        self._is_open = False

    @property
    def strips(self) -> int:
        """How many strips have been laid under the camera."""
        return self._strips

    def lay(self) -> None:
        """Lay the first strip, which takes most of the time of opening, before the camera is opened."""
        if self._strip is None:
            self._put(self._begin(self._knobs()))

    def open(self) -> None:
        """Begin to film, with the first strip under the camera."""
        if self._is_open:
            return
        self.lay()
        self._is_open = True
        self._number = -1
        self._started = self._clock()

    def read(self) -> Frame:
        """The newest frame, after waiting for it where it is not due yet."""
        if not self._is_open:
            raise RuntimeError("the practice camera is read before it was opened")
        due = self._started + (self._number + 1) / self._rate
        if (early := due - self._clock()) > 0:
            self._wait(early)
        number = max(self._number + 1, int((self._clock() - self._started) * self._rate))
        self._at_mm += (number - self._number) * self._knobs().speed_mm_s / self._rate
        self._number = number
        if self._at_mm > self._last_mm() or self._is_another_wanted():
            begun = self._clock()
            self._lay()
            self._started += self._clock() - begun  # the machine stands still while the cloth is changed
        frame = Frame(self._film(), number, number / self._rate)
        if self._coming is None:  # which the first picture does not wait for
            self._coming = self._begin(self._knobs())
        return frame

    def close(self) -> None:
        """Take the strip away; one that is being made is waited for."""
        if self._coming is not None and not isinstance(self._coming[0], MadeWhenTaken):
            self._coming[0].take()
        self._strip = self._optics = self._coming = None
        self._is_open = False

    def _film(self) -> Picture:
        assert self._strip is not None
        assert self._optics is not None
        return film(self._rng, self._strip, self._optics, at_mm=self._at_mm).picture

    def _last_mm(self) -> float:
        assert self._strip is not None
        assert self._optics is not None
        return self._strip.size_mm[1] - 0.7 * self._size[1] / self._optics.px_per_mm

    def _is_another_wanted(self) -> bool:
        """Whether the knobs ask for another strip than lies there, and it is made."""
        knobs = self._knobs()
        if self._coming is None or _same_strip(knobs, self._laid_for):
            return False
        making, made_for = self._coming
        if not making.is_ready():
            return False
        if not _same_strip(knobs, made_for):
            self._coming = self._begin(knobs)
            return self._coming[0].is_ready()
        return True

    def _lay(self) -> None:
        """Put the strip that was made under the camera, and begin the one after it."""
        self._put(self._coming or self._begin(self._knobs()))
        self._coming = self._begin(self._knobs())

    def _put(self, coming: tuple[Making, Knobs]) -> None:
        self._strip = coming[0].take()
        self._laid_for = coming[1]
        scale = self._scale
        self._optics = make_optics(self._rng, size=self._size, px_per_mm=scale)
        self._at_mm = 0.7 * self._size[1] / scale
        self._strips += 1

    def _begin(self, knobs: Knobs) -> tuple[Making, Knobs]:
        """Begin to make a strip with a generator of its own, since it may be made beside the filming."""
        (rng,) = self._rng.spawn(1)

        length = STRIP_MM if self._strip is not None else FIRST_STRIP_MM

        def make() -> Strip:
            stitch = knobs.stitch_mm or float(rng.choice(STITCHES_MM))
            width = self._size[0] / self._scale + 24
            return make_strip(rng, width_mm=width, length_mm=length, stitch_mm=stitch, faults=knobs.faults)

        return self._making(make), knobs

    @property
    def _scale(self) -> float:
        return PX_PER_MM * self._size[0] / SIZE[0]


def _same_strip(knobs: Knobs, other: Knobs) -> bool:
    return (knobs.stitch_mm, knobs.faults) == (other.stitch_mm, other.faults)
