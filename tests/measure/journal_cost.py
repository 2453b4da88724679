"""What recording costs a frame: `uv run python -m tests.measure.journal_cost [SECONDS]`. Demanded: less than 0.2 ms at 60 a second.

Processor time of the whole process (the thread that judges and the thread that writes), less that of the same loop without a
journal, by frame; and what a day of it takes of the disk.
"""

import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from station.core.attributes import SEAM
from station.core.folders import resource
from station.core.frame import Frame
from station.core.journal_file import FILE
from station.core.tally import Tally
from station.core.verdict import Rule, Verdict
from station.live.journal import Journal
from station.live.journal_begin import Opening
from station.live.painter import Result
from station.live.watch_status import Wishes
from station.model.runs import open_run

RATE = 60


def loop(journal: Journal | None, *, frames: int) -> tuple[float, list[float]]:
    """Seconds of processor time for so many frames at their rate, and how long each call took."""
    wishes, picture, pace = Wishes(Rule({})), np.zeros((2, 2, 3), np.uint8), threading.Event()
    calls: list[float] = []
    begun, started = time.process_time(), time.perf_counter()
    for number in range(frames):
        now = time.perf_counter()
        probabilities = dict.fromkeys(SEAM.names, 0.1 + number % 7 / 10)
        result = Result(Frame(picture, number, number / RATE), Verdict.OK, probabilities, {}, now, 0.011)
        if journal is not None:
            journal.judged(result, wishes)
            calls.append(time.perf_counter() - now)
        pace.wait(max(0.0, started + (number + 1) / RATE - time.perf_counter()))
    return time.process_time() - begun, calls


def main(seconds: float) -> None:
    """Measure and print."""
    frames = round(seconds * RATE)
    with tempfile.TemporaryDirectory() as folder:
        opening = Opening("", "practice", False, open_run(resource("base/fast")), SEAM)
        journal = Journal(Path(folder), opening, wished=Wishes(Rule({})))
        journal.start()
        while not journal.state.entries:
            threading.Event().wait(0.01)
        without, _ = loop(None, frames=frames)
        recorded, calls = loop(journal, frames=frames)
        journal.end("stopped", tallied=Tally(begun_s=0).now(0), faults=0)
        journal.close()
        journal.wait(10)
        state = journal.state
        size = (Path(folder) / "000001" / FILE).stat().st_size
    each = (recorded - without) / frames * 1000
    print(f"{frames} frames at {RATE} a second, {state.frames} in the journal, {state.missing} missing")
    print(f"processor time a frame: {each:.3f} ms (demanded: less than 0.2)")
    median, high = (float(np.percentile(calls, share)) * 1000 for share in (50, 99))
    print(f"the judging thread's call: median {median:.3f} ms, 99 of 100 below {high:.3f} ms")
    day = size / state.frames * RATE * 86400
    print(f"on disk: {size / state.frames:.1f} bytes a frame, {day / 1e6:.0f} MB a day of 24 hours")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
