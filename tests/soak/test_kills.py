"""Faults 2, 4 and 9: killed while labels, a recording or a checkpoint are saved, what was acknowledged stays and opens."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.soak.summary import count, tell

WORKS = (
    (2, "labelling", 10_000, 12, "kills while labels are saved: rows or pictures lost"),
    (4, "recording", 1_000, 4, "kills while recording: clips that do not open, or lack over 1 s"),
    (9, "training", 1_000, 8, "kills while a checkpoint is saved: unloadable, or an epoch lost"),
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is forked; Windows has the smaller tests")
@pytest.mark.parametrize(("fault", "work", "full", "small", "what"), WORKS, ids=[row[1] for row in WORKS])
def test_what_was_acknowledged_outlives_a_kill(
    fault: int, work: str, full: int, small: int, what: str, tmp_path: Path
) -> None:
    folder = tmp_path / "Prüfung ä ß 日本"
    folder.mkdir()
    kills, begun = count(full=full, small=small), time.perf_counter()
    command = [sys.executable, "-m", "tests.soak.killing", work, str(folder), str(kills), "4711"]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    seconds = time.perf_counter() - begun
    print(found)
    tell(fault=fault, what=what, tried=found["tried"], lost=found["lost"], worst_s=found["worst_s"], seconds=seconds)
    assert not found["lost"], found["problems"]
    assert found["tried"] == kills
    assert found["acknowledged"] > kills / 4, "nothing was saved between the kills"
