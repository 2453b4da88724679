"""A 1280x720 camera at 60 frames a second, inspected, drawn in the window and recorded at once; and how fast without the pace.

A process of its own each time, on an X server of its own where Xvfb is installed: tests/measure/live.py says what is timed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.line import Line
from tests.benchmarks.own_run import own_project
from tests.measure.ring import RATE, practice_ring

PACED_S = 15
UNPACED_S = 8


def measure() -> list[Line]:
    """Frames skipped, how long a verdict takes to the screen, and frames a second without the pace."""
    with tempfile.TemporaryDirectory() as home:
        project = Path(home) / "project"
        own_project(project, practice_ring(60))
        paced = _seen(project, Path(home) / "paced.json", "--seconds", str(PACED_S))
        unpaced = _seen(project, Path(home) / "unpaced.json", "--seconds", str(UNPACED_S), "--unpaced")
    verdicts = paced["verdicts"]
    passed, skipped = sum(verdicts.values()), verdicts["NOT INSPECTED"]
    median, p95, p99, longest = paced["painted_ms"]
    judged = (sum(unpaced["verdicts"].values()) - unpaced["verdicts"]["NOT INSPECTED"]) / unpaced["seconds"]
    return [
        Line(
            "720p60 judged, drawn, recorded: skipped",
            1000 * skipped / max(1, passed),
            "of 1,000",
            aim="at most 1",
            note=f"{skipped} of {passed}; {paced['lost']} lost to the clip; faults {paced['faults']}",
        ),
        Line(
            "  capture to painted verdict, p95",
            p95,
            "ms",
            aim="at most 50",
            note=f"median {median:.0f}, p99 {p99:.0f}, longest {longest:.0f}; load {paced['load']:.1f}",
        ),
        Line("  without the pace", judged, "frames/s", RATE, "the camera's rate", judged / RATE),
    ]


def _seen(project: Path, told: Path, *wishes: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.measure.live", "--project", str(project), "--json", str(told), *wishes]
    subprocess.run(command, check=False, stdout=sys.stderr)  # a demand that is not met is no failure here
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found
