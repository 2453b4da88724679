"""From the start of the program to the first verdict on the practice camera, by the command and in the window."""

import shutil
import statistics
import tempfile
from pathlib import Path

import numpy as np

from station.core.folders import resource
from station.core.project import create_project
from station.model import runs
from station.model.openvino_export import export_own
from tests.benchmarks.line import Line
from tests.measure.first_verdict import ALLOWED_S, measured

RUNS = 3


def measure() -> list[Line]:
    """A line for the command and one for the window, each beside a bare PySide6 window's first paint."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        create_project(project)
        run = project / "models" / "own"
        shutil.copytree(resource("base") / "fast", run)
        width, height = runs.open_run(run).card.image_size
        export_own(runs.open_run(run), np.random.default_rng(0).integers(0, 256, (8, height, width, 3), dtype=np.uint8))
        times = {kind: statistics.median(found) for kind, found in measured(project, runs=RUNS).items()}
    bare = times.pop("bare")
    return [
        Line(
            f"start to the first verdict, {kind}",
            taken,
            "s",
            bare,
            "a bare window's paint",
            taken / bare,
            f"{ALLOWED_S} s",
        )
        for kind, taken in times.items()
    ]
