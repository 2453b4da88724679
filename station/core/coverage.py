"""How much of the seam was looked at: millimetre by millimetre what was said of it, and what nobody saw."""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from station.core.movement import Moved
from station.core.verdict import Verdict

CELL = 0.25
"""Millimetres (or, without a scale, the same share of a picture's side): the seam is kept in pieces of that length."""
SIDE_WITHOUT_SCALE = 40.0
"""So many units make the picture's longer side where its scale is not known: then only shares mean anything."""
BEGIN_SHARE = 0.03
"""Of the picture's side: so far must the cloth move before it is known along which side it runs."""
STRETCHES_KEPT = 10_000


class Said(IntEnum):
    """What was said of a piece of seam; of several frames that saw it the highest counts."""

    NOT_INSPECTED = 0
    NO_RESULT = 1
    OK = 2
    NOT_OK = 3


_SAID = {
    Verdict.OK: Said.OK,
    Verdict.NAMED: Said.OK,
    Verdict.NOT_OK: Said.NOT_OK,
    Verdict.NO_RESULT: Said.NO_RESULT,
    Verdict.NOT_INSPECTED: Said.NOT_INSPECTED,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of seam of which one thing was said, in millimetres from where the session began."""

    begin: float
    end: float
    said: Said

    @property
    def length(self) -> float:
        """Its length in millimetres."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A frame, how far it lies from the first one in pixels, and what was said of it."""

    x: float
    y: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Covered:
    """What passed so far. Lengths are millimetres where `is_scaled`, else only their shares mean anything.

    `lengths` by what was said; together they are what passed. `gaps`: how often the movement could not be measured while the
    seam may have moved on, each a stretch NOT INSPECTED of which only a length by the speed before is known; `unmeasured` is
    the number of frames of which nobody knows where on the seam they lie. `at` is the middle of the view.
    """

    lengths: dict[Said, float]
    gaps: int
    unmeasured: int
    at: float
    speed: float | None
    is_scaled: bool

    @property
    def passed(self) -> float:
        """How much seam passed."""
        return sum(self.lengths.values())

    @property
    def judged(self) -> float:
        """Of how much of it something was said."""
        return self.lengths[Said.OK] + self.lengths[Said.NOT_OK]

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing that nobody judged."""
        return not self.gaps and not self.unmeasured and self.judged >= self.passed - 1e-9


class Coverage:
    """Lays judged frames along the seam.

    A frame counts for what lies in its view, but for half of the longest fault at either end: a fault there may be cut off, and
    is then whole in the next frame. A frame whose way from the frame before is not known counts for nothing, until the
    frame after it is found beside it; nor does one of another size than the first, which was turned or has another scale. A view's
    length behind the view pieces are still open: seam that is seen again after a
    short reverse counts once. What goes back further than that is taken for new seam that runs the other way.
    """

    def __init__(self, *, px_per_mm: float | None, longest_fault_mm: float = 0.0) -> None:
        """Begin with nothing; a scale in frame pixels a millimetre, or None."""
        self._px_per_mm = px_per_mm
        self._fault = longest_fault_mm if px_per_mm else 0.0
        self._size = (0, 0)
        self._axis: int | None = None
        self._forward = 1.0
        self._waiting: dict[tuple[int, int], _Waiting] = {}
        """Frames from before it was known along which side the seam runs: of each place the one of which most was said, since a
        camera may look at a seam that stands still for hours."""
        self._here = (0.0, 0.0)
        """Where the newest of them lies."""
        self._at = 0.0
        self._begin = self._end = 0
        """The open pieces, as numbers of cells."""
        self._open: list[Said] = []
        self._final: deque[tuple[int, Said]] = deque()
        self._lengths = dict.fromkeys(Said, 0)
        self._gaps = self._unmeasured = 0
        self._speed: float | None = None
        self._lost: Verdict | None = None
        """What was said of the newest frame where nobody knows where it lies."""
        self._lost_s = 0.0
        self._last_s = 0.0

    def put(self, moved: Moved | None, verdict: Verdict, *, size: tuple[int, int], time_s: float) -> None:
        """A frame of `size` (width, height) came at `time_s`, had moved so far since the last one, and this was said of it."""
        passed_s, self._last_s = time_s - self._last_s, time_s
        if self._size == (0, 0):
            self._size = size
        if moved is None or size != self._size:
            self._lose(verdict, passed_s)
        elif self._axis is None:
            self._find_direction(moved, verdict)
        else:
            if self._lost is not None:
                self._land(self._lost)
            self._go(self._forward * (moved.x, moved.y)[self._axis] / self._unit, passed_s=passed_s)
            self._see(verdict)

    def covered(self) -> Covered:
        """Everything up to now."""
        lengths = {said: count * CELL for said, count in self._lengths.items()}
        for said in self._open:
            lengths[said] += CELL
        unmeasured = self._unmeasured + len(self._waiting) + (self._lost is not None)
        speed = self._speed if self._lost is None else None
        return Covered(lengths, self._gaps, unmeasured, self._at, speed, self._px_per_mm is not None)

    def stretches(self, *, last: float = math.inf) -> tuple[Stretch, ...]:
        """The seam in its order, the last so many millimetres; of very many stretches the last STRETCHES_KEPT."""
        pieces = [*self._final, *((len(list(same)), said) for said, same in groupby(self._open))]
        made: list[Stretch] = []
        end = self._end
        for count, said in reversed(pieces):
            if (self._end - end) * CELL >= last:
                break
            if made and made[-1].said is said:
                made[-1] = Stretch((end - count) * CELL, made[-1].end, said)
            else:
                made.append(Stretch((end - count) * CELL, end * CELL, said))
            end -= count
        return tuple(reversed(made))

    @property
    def _unit(self) -> float:
        """Frame pixels a millimetre, or what stands for one."""
        return self._px_per_mm or max(self._size) / SIDE_WITHOUT_SCALE

    def _find_direction(self, moved: Moved, verdict: Verdict) -> None:
        """Let frames wait until the cloth has moved far enough to know along which side the seam runs."""
        if self._lost is not None:
            self._waiting, self._here = {}, (0.0, 0.0)
            self._wait(self._lost)
            self._lost = None
        x, y = self._here = (self._here[0] + moved.x, self._here[1] + moved.y)
        self._wait(verdict)
        if max(abs(x) / self._size[0], abs(y) / self._size[1]) < BEGIN_SHARE:
            return
        self._axis = 0 if abs(x) > abs(y) else 1
        self._forward = math.copysign(1.0, (x, y)[self._axis])
        self._begin = self._end = _cell(self._reach()[0])
        for frame in self._waiting.values():
            self._at = self._forward * (frame.x, frame.y)[self._axis] / self._unit
            self._see(frame.verdict)
        self._at = self._forward * (x, y)[self._axis] / self._unit
        self._waiting = {}

    def _wait(self, verdict: Verdict) -> None:
        x, y = self._here
        place = (_cell(x / self._unit), _cell(y / self._unit))
        there = self._waiting.get(place)
        if there is None or _SAID[verdict] > _SAID[there.verdict]:
            self._waiting[place] = _Waiting(x, y, verdict)

    def _go(self, along: float, *, passed_s: float) -> None:
        self._at += along
        if passed_s > 0:
            now = along / passed_s
            self._speed = now if self._speed is None else 0.7 * self._speed + 0.3 * now
        begin, end = self._reach()
        if end < self._begin * CELL:
            self._forward, self._speed = -self._forward, None
            self._at += self._end * CELL - begin

    def _lose(self, verdict: Verdict, passed_s: float) -> None:
        """Nobody knows how far this frame is from the last one."""
        if self._lost is not None:
            self._unmeasured += 1
        elif self._axis is not None:
            self._gaps += 1
            self._lost_s = 0.0
        self._unmeasured += len(self._waiting)
        self._waiting = {}
        self._lost = verdict
        self._lost_s += passed_s

    def _land(self, verdict: Verdict) -> None:
        """The frame after a gap was found beside another one: both lie behind the gap, whose length the speed foretells."""
        gap = max(CELL, abs(self._speed or 0.0) * self._lost_s)
        self._at += self._end * CELL + gap - self._reach()[0]
        self._see(verdict)
        self._lost = None

    def _reach(self) -> tuple[float, float]:
        """What of the seam a frame here counts for."""
        half = max(CELL, self._size[self._axis or 0] / self._unit - self._fault) / 2
        return self._at - half, self._at + half

    def _see(self, verdict: Verdict) -> None:
        begin, end = (_cell(value) for value in self._reach())
        self._grow(end)
        said = _SAID[verdict]
        for at in range(max(begin, self._begin) - self._begin, end - self._begin):
            self._open[at] = max(self._open[at], said)
        self._close(begin - (end - begin))

    def _grow(self, end: int) -> None:
        """Nothing was said yet of what lies between here and the furthest piece."""
        if end > self._end:
            self._open += [Said.NOT_INSPECTED] * (end - self._end)
            self._end = end

    def _close(self, begin: int) -> None:
        """What lies before is final."""
        count = min(begin - self._begin, len(self._open))
        if count <= 0:
            return
        self._keep(self._open[:count])
        del self._open[:count]
        self._begin += count

    def _keep(self, pieces: Iterable[Said]) -> None:
        for said, same in groupby(pieces):
            count = len(list(same))
            self._lengths[said] += count
            if self._final and self._final[-1][1] is said:
                self._final[-1] = (self._final[-1][0] + count, said)
            else:
                self._final.append((count, said))
        while len(self._final) > STRETCHES_KEPT:
            self._final.popleft()


def _cell(position: float) -> int:
    return round(position / CELL)
