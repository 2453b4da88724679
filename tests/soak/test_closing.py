"""Fault 32: told to end at any moment, whatever it is busy with, the station ends in order, soon, and leaves no process."""

import random
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from station.core.project import create_project
from tests.soak.summary import count, tell
from tests.ui.test_closing import CLOSING_SECONDS, Program

PARTS = 10
FULL = pytest.mark.soak(full_only=True)
BUSY = ("nothing", "job", "feed", "worker", "clip", "dialog")
LEAVING_S = 1.5
"""For Python and Qt to leave, after what the station itself may take."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no signal that asks a program to end")
@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=FULL) for part in range(1, PARTS))])
def test_it_ends_whenever_it_is_told_to(tmp_path: Path, part: int) -> None:
    rng, begun, pause = random.Random(f"32 {part}"), time.monotonic(), threading.Event()
    project = create_project(tmp_path / "Prüfung ä ß 日本")
    tried = count(full=500 // PARTS, small=1)
    wrong: list[str] = []
    worst = 0.0
    for number in range(tried):
        program = Program(rng.choice(BUSY), project)
        program.wait_until_busy()
        pause.wait(rng.uniform(0.0, 0.6))
        children = psutil.Process(program.process.pid).children(recursive=True)
        told = time.monotonic()
        program.process.terminate()
        code, complaints = program.result()
        seconds = time.monotonic() - told
        left = [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
        if code or complaints or left:
            wrong.append(f"{number}, {program.busy}: exit code {code}, {len(left)} processes left; {complaints}")
        worst = max(worst, seconds)
        for child in left:
            child.kill()
    seconds = time.monotonic() - begun
    what = f"closings at any moment, part {part + 1} of {PARTS}"
    tell(fault=32, what=what, tried=tried, lost=len(wrong), worst_s=worst, seconds=seconds)
    assert not wrong, "\n".join(wrong)
    assert tried == 1 or worst < CLOSING_SECONDS + LEAVING_S
