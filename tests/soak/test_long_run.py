"""Fault 16: four hours at 60 frames a second through the feed, and through the watch with rows, journal and faults: flat memory.

The two are tried one after the other: handing each frame from thread to thread would take hours on a busy computer.
"""

import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from station.core.attributes import SEAM
from station.core.frame import Frame
from station.core.verdict import Rule
from station.live.feed import Feed
from station.live.inbox import Backlog, Latest
from station.live.journal import Journal
from station.live.journal_begin import Opening
from station.live.keeper import Keeper
from station.live.session_file import SessionFile
from station.live.watch import Watch, Wishes
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, PacedCamera, Probabilities, base_run
from tests.soak.summary import count, tell

FRAMES = 864_000
FAULT_EVERY = 997
ALLOWED = 0.05


class Memory:
    """How much this process has, from the first tenth on."""

    def __init__(self, *, frames: int) -> None:
        self._process = psutil.Process()
        self._warm = frames // 10
        self._first = self._most = 0

    def look(self, frames: int) -> None:
        """Measure, now that so many frames have come."""
        if frames >= self._warm:
            gc.collect()
            memory = self._process.memory_info().rss
            self._first = self._first or memory
            self._most = max(self._most, memory)

    @property
    def growth(self) -> float:
        """By what share of itself it grew."""
        return self._most / max(1, self._first) - 1


class Live:
    """Frames as a live source gives them, each one taken; it measures as they are."""

    live, skipped, waits = True, 0, False

    def __init__(self, frames: int, memory: Memory) -> None:
        self._frames = frames
        self._memory = memory
        self._picture = np.zeros((48, 64, 3), np.uint8)
        self._stop = threading.Event()

    def frames(self) -> Iterator[Frame]:
        for number in range(self._frames):
            if self._stop.is_set():
                return
            if number % max(200, self._frames // 100) == 0:
                self._memory.look(number)
            yield Frame(self._picture.copy(), number, number / 60, time.perf_counter())

    def stop(self) -> None:
        self._stop.set()


class Camera(PacedCamera):
    """Gives frames as fast as they are taken."""

    def __init__(self, frames: int, memory: Memory) -> None:
        super().__init__(frames)
        self._memory = memory
        self._picture = np.zeros((48, 64, 3), np.uint8)
        self.given = 0

    def read(self) -> Frame | None:
        if self.given == self._count:
            self.ended.wait(60)
            return None
        if self.given % (self._count // 100) == 0:
            self._memory.look(self.given)
        self.given += 1
        return Frame(self._picture.copy(), self.given, self.given / 60)


def told(memory: Memory, what: str, *, frames: int, begun: float) -> None:
    said = f"frames through {what}: memory grew by {memory.growth:.1%}, of {ALLOWED:.0%} allowed"
    lost = int(memory.growth >= ALLOWED)
    tell(fault=16, what=said, tried=frames, lost=lost, seconds=time.perf_counter() - begun)


def test_a_watch_that_judges_for_four_hours_stays_as_it_is(tmp_path: Path) -> None:
    frames, begun, asked = count(full=FRAMES, small=400), time.perf_counter(), 0
    memory = Memory(frames=frames)

    def answer(number: int, helper: FakeHelper) -> Probabilities:
        nonlocal asked
        asked += 1
        return BROKEN_SEAM if asked % FAULT_EVERY < 4 else SOUND

    wishes, helper = Wishes(Rule({}), late_s=30.0), FakeHelper(answer)
    journal = Journal(tmp_path / "journal", Opening("p", "fake", False, base_run(), SEAM), wished=wishes)
    rows, keeper = SessionFile(tmp_path / "rows", attributes=SEAM), Keeper(base_run(), helper=lambda run: helper)
    watch = Watch(Live(frames, memory), keeper, attributes=SEAM, wishes=wishes, rows=rows, journal=journal)
    watch.start()
    while watch.is_running:
        watch.status()  # as the window does
        threading.Event().wait(0.03)
    watch.close()
    assert watch.wait(60)
    status = watch.status()
    assert status.tallied is not None
    rows.drop()
    told(memory, f"watch, rows and journal ({status.faults:,} faults)", frames=frames, begun=begun)
    assert sum(status.tallied.frames.values()) + status.unready == frames
    assert memory.growth < (ALLOWED if frames == FRAMES else 1)


@pytest.mark.soak(full_only=True)
def test_a_feed_that_films_for_four_hours_stays_as_it_is() -> None:
    begun, memory = time.perf_counter(), Memory(frames=FRAMES)
    camera = Camera(FRAMES, memory)
    feed, preview, backlog = Feed(camera), Latest[Frame](), Backlog[Frame](90)
    for inbox in (preview, backlog):
        feed.watch(inbox)
    feed.start()
    while camera.given < FRAMES:
        assert preview.waiting <= 2
        preview.poll()
        threading.Event().wait(0.03)
    camera.ended.set()
    feed.stop()
    assert feed.wait(20)
    told(memory, "a feed whose preview and recorder are too slow", frames=FRAMES, begun=begun)
    assert memory.growth < ALLOWED
    assert feed.figures().frames == FRAMES
