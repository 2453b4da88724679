"""Fault 36: whoever holds a project, or a clip's labels, is killed; the next start is never locked out."""

import subprocess
import sys
import time
from pathlib import Path

from station.core.growing import Claim
from tests.soak.summary import count, tell

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from station.core.growing import Claim as Labels
from station.ui.single import Claim, show_other

application = QCoreApplication([])
folder = Path(sys.argv[1])
shown = show_other(folder, milliseconds=20_000)
claim = Claim(application)
took = not shown and claim.take(folder)
labels = Labels.stake(folder / ".c_data.csv.lock") if took else None
print("shown" if shown else "took" if took and labels else "locked out", flush=True)
if took:
    application.exec()
"""


def start(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WINDOW, str(folder)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=Path(__file__).parents[2]
    )


def word(window: "subprocess.Popen[str]") -> str:
    assert window.stdout is not None
    return window.stdout.readline().strip()


def test_nobody_is_locked_out_by_what_a_killed_window_left(tmp_path: Path) -> None:
    kills, begun, wrong, worst = count(full=100, small=2), time.perf_counter(), [], 0.0
    for kill in range(kills):
        asked = time.perf_counter()
        with start(tmp_path) as window:
            if (said := word(window)) != "took":
                wrong.append(f"start {kill}: {said}")
            worst = max(worst, time.perf_counter() - asked)
            if kill % 10 == 0:
                with start(tmp_path) as second:
                    if (said := word(second)) != "shown":
                        wrong.append(f"second start beside {kill}: {said}")
                    if Claim.stake(tmp_path / ".c_data.csv.lock") is not None:
                        wrong.append(f"beside {kill}: the labels could be had twice")
            window.kill()
    claim = Claim.stake(tmp_path / ".c_data.csv.lock")
    assert claim is not None
    claim.release()
    seconds = time.perf_counter() - begun
    what = "windows killed with their locks: the next one locked out"
    tell(fault=36, what=what, tried=kills, lost=len(wrong), worst_s=worst, seconds=seconds)
    assert not wrong
    assert not list(tmp_path.glob(".*.lock"))
