"""Fault 16: four hours at 60 frames a second through the live path (feed, preview, watch, rows, journal, faults): flat memory."""

import gc
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from station.core.attributes import SEAM
from station.core.frame import Frame
from station.core.verdict import Rule
from station.live.capture import FeedCapture
from station.live.feed import Feed
from station.live.inbox import Latest
from station.live.journal import Journal
from station.live.journal_begin import Opening
from station.live.keeper import Keeper
from station.live.session_file import SessionFile
from station.live.watch import Watch, Wishes
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, PacedCamera, Probabilities, base_run
from tests.soak.summary import tell

FRAMES = 864_000
WARM = FRAMES // 10
"""Frames until all bounded lists are full and memory is measured for the first time."""
FAULT_EVERY = 997


class Camera(PacedCamera):
    """Gives a frame for each answer, so that hardly any is skipped, at once."""

    def __init__(self, frames: int) -> None:
        super().__init__(frames)
        self.given = 0
        self._frames = frames
        self._picture = np.zeros((48, 64, 3), np.uint8)

    def read(self) -> Frame | None:
        while not self.allow.acquire(timeout=0.01):
            if self.ended.is_set():
                return None
        if self.given >= self._frames:
            self.ended.set()
            return None
        self.given += 1
        picture = self._picture.copy()
        picture[..., 1] = self.given % 251
        return Frame(picture, self.given, self.given / 60)


def grown(folder: Path, *, frames: int, warm: int) -> tuple[float, int, int]:
    """By what share memory grew from the warm-up to the end, how many frames were accounted for, and how many faults there were."""
    camera = Camera(frames)

    def answer(number: int, helper: FakeHelper) -> Probabilities:
        del number, helper
        camera.allow.release()
        return BROKEN_SEAM if camera.given % FAULT_EVERY < 4 else SOUND

    helper, wishes = FakeHelper(answer), Wishes(Rule({}), late_s=30.0)
    journal = Journal(folder / "journal", Opening("p", "fake", False, base_run(), SEAM), wished=wishes)
    rows = SessionFile(folder / "rows", attributes=SEAM)
    feed = Feed(camera)
    preview = Latest[Frame]()
    feed.watch(preview)
    keeper = Keeper(base_run(), helper=lambda run: helper)
    watch = Watch(FeedCapture(feed), keeper, attributes=SEAM, wishes=wishes, rows=rows, journal=journal)
    process, waiting, first, most = psutil.Process(), threading.Event(), 0, 0
    feed.start()
    watch.start()
    for _ in range(3):
        camera.allow.release()
    stands_still, last = 0, -1
    while watch.is_running and camera.given < frames and stands_still < 600:
        waiting.wait(0.05)
        preview.poll()
        stands_still = stands_still + 1 if camera.given == last else 0
        if stands_still > 10:  # every frame that was under way was skipped
            camera.allow.release()
        last = camera.given
        if camera.given >= warm:
            gc.collect()
            memory = process.memory_info().rss
            first, most = first or memory, max(most, memory)
    watch.close()
    assert watch.wait(20)
    camera.ended.set()
    feed.stop()
    assert feed.wait(20)
    status = watch.status()
    assert status.tallied is not None
    counted, faults = sum(status.tallied.frames.values()) + status.unready, status.faults
    rows.drop()
    return most / max(1, first) - 1, counted, faults


@pytest.mark.soak(full_only=True)
def test_memory_is_flat_over_four_hours_of_frames(tmp_path: Path) -> None:
    begun = time.perf_counter()
    growth, counted, faults = grown(tmp_path, frames=FRAMES, warm=WARM)
    seconds = time.perf_counter() - begun
    what = (
        f"frames through feed, watch, rows and journal, {faults:,} faults: memory grew by {growth:.1%}, of 5 % allowed"
    )
    tell(fault=16, what=what, tried=counted, lost=int(growth >= 0.05), seconds=seconds)
    assert growth < 0.05
    assert counted >= FRAMES - 5
