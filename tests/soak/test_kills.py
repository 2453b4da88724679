"""Faults 2, 4 and 9: killed while labels, a recording or a checkpoint are saved, what was acknowledged stays and opens.

Labelling comes in ten parts, which may be run one by one (`-k part3`); the default run has a few kills of the first.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.soak.summary import count, is_full, tell

PARTS = 10
pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="what is killed is forked; Windows has the smaller tests"
)


def killed(work: str, folder: Path, *, fault: int, kills: int, seed: int, what: str) -> None:
    """Kill so often, tell what came of it, and fail where anything was lost."""
    folder = folder / "Prüfung ä ß 日本"
    folder.mkdir()
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tests.soak.killing", work, str(folder), str(kills), str(seed)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    print(found)
    seconds = time.perf_counter() - begun
    tell(fault=fault, what=what, tried=found["tried"], lost=found["lost"], worst_s=found["worst_s"], seconds=seconds)
    assert not found["lost"], found["problems"]
    assert found["tried"] == kills
    if is_full():  # a few kills on a busy computer may all come before anything was saved
        assert found["acknowledged"] > kills / 4, "nothing was saved between the kills"


def test_a_recording_outlives_a_kill(tmp_path: Path) -> None:
    kills, what = count(full=1_000, small=4), "kills while recording: clips that do not open, or lack over one frame"
    killed("recording", tmp_path, fault=4, kills=kills, seed=4, what=what)


def test_a_training_outlives_a_kill(tmp_path: Path) -> None:
    kills, what = count(full=1_000, small=8), "kills while a checkpoint is saved: unloadable, or an epoch lost"
    killed("training", tmp_path, fault=9, kills=kills, seed=9, what=what)


@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=[pytest.mark.soak(full_only=True)] if part else []) for part in range(PARTS)],
    ids=[f"part{part}" for part in range(PARTS)],
)
def test_labels_outlive_a_kill(part: int, tmp_path: Path) -> None:
    kills = count(full=10_000 // PARTS, small=12)
    what = f"kills while labels are saved, part {part + 1} of {PARTS}: rows or pictures lost"
    killed("labelling", tmp_path, fault=2, kills=kills, seed=4711 + part, what=what)
