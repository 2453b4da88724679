"""A project of its own for a benchmark: the base weights as a run with its export, checked on practice pictures."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from station.core.folders import resource
from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.project import create_project
from station.model import runs
from station.model.openvino_export import export_own


def own_project(folder: Path, pictures: Sequence[Picture]) -> Path:
    """Make a project in a new folder with the run `demo`, exported by these pictures; the run's folder."""
    create_project(folder)
    run = folder / "models" / "demo"
    shutil.copytree(resource("base") / "fast", run)
    size = runs.open_run(run).card.image_size
    export_own(runs.open_run(run), np.stack([to_network_size(picture, size=size) for picture in pictures]))
    return run
