"""Judges sixty frames a second into a journal and says each number, until it is killed: `python journal_writer.py FOLDER`."""

import sys
import threading
import time
from pathlib import Path

import numpy as np

from station.core.attributes import SEAM
from station.core.folders import resource
from station.core.frame import Frame
from station.core.verdict import Rule, Verdict
from station.live.journal import Journal
from station.live.journal_begin import Opening
from station.live.painter import Result
from station.live.watch_status import Wishes
from station.model.runs import open_run


def main(folder: Path) -> None:
    """Write until the end of the process."""
    wishes = Wishes(Rule({}))
    journal = Journal(folder, Opening("", "practice", False, open_run(resource("base/fast")), SEAM), wished=wishes)
    journal.start()
    picture, pace = np.zeros((2, 2, 3), np.uint8), threading.Event()
    for number in range(100_000):
        now = time.perf_counter()
        result = Result(Frame(picture, number, number / 60), Verdict.OK, dict.fromkeys(SEAM.names, 0.9), {}, now, 0.01)
        journal.judged(result, wishes)
        print(number, flush=True)
        pace.wait(1 / 60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
