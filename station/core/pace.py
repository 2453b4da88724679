"""How fast this PC trains: measured by its own trainings, kept in a small file, and turned into an estimate."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from statistics import median

from station.core import storage
from station.core.errors import StationError
from station.core.folders import config_folder

LARGEST_FILE = 1 << 16
START_SECONDS = 12.0
"""Until the first step: TensorFlow's start and the compiling. A guess, not measured: it differs much with disk and load."""
READING_SECONDS = 0.0085
"""Decoding and resizing a picture for the first time: processor time, mean of 150 of 640x480 (PNG); other sizes not measured."""

ELSEWHERE = {
    ("fast", True): 1.5e-7,
    ("fast", False): 5.0e-7,
    ("wide", True): 2.0e-7,
    ("wide", False): 7.0e-7,
    ("reference", False): 6.0e-5,
    ("reference", True): 6.0e-5,
    ("fruit", False): 8.0e-7,
    ("fruit", True): 8.0e-7,
}
"""Seconds a training picture and pixel, by network and whether only its last layers are trained.

Rough guesses for two cores, of the right order at best, used until this PC has trained once; the reference network's is the
wildest of them.
"""


class Source(Enum):
    """Where an estimate comes from."""

    THIS_PC = "measured on this PC"
    EARLIER_RUNS = "from earlier runs of the project, which may have been another PC's"
    ELSEWHERE = "not measured on this PC yet"


@dataclass(frozen=True, slots=True)
class Work:
    """What a training has to do: pictures a time, epochs, image size, and whether only the last layers are trained."""

    network: str
    last_layers: bool
    image_size: tuple[int, int]
    pictures: int
    epochs: int

    @property
    def key(self) -> str:
        """Under which its pace is kept."""
        return f"{self.network}, {'last layers' if self.last_layers else 'all layers'}"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds that a training may take at most, and where the figure comes from."""

    seconds: float
    source: Source


def pace_of(work: Work, epoch_seconds: Sequence[float]) -> float | None:
    """Seconds a picture and pixel of a training's epochs; the first one, which compiles, only where there is no other."""
    usable = [value for value in (epoch_seconds[1:] or epoch_seconds) if math.isfinite(value) and value > 0]
    if not usable or not work.pictures:
        return None
    return median(usable) / (work.pictures * math.prod(work.image_size))


def estimate(work: Work, *, earlier: float | None = None, file: Path | None = None) -> Estimate:
    """How long the work may take: by what this PC measured, else by the pace of `earlier` runs, else by another PC's."""
    measured = _read(file or _file()).get(work.key)
    source = Source.THIS_PC if measured else Source.EARLIER_RUNS if earlier else Source.ELSEWHERE
    pace = measured or earlier or ELSEWHERE[work.network, work.last_layers]
    epochs = pace * work.pictures * math.prod(work.image_size) * work.epochs
    return Estimate(START_SECONDS + READING_SECONDS * work.pictures + epochs, source)


def remember(work: Work, epoch_seconds: Sequence[float], *, file: Path | None = None) -> None:
    """Keep the pace of a training of this PC; StationError where the disk refuses."""
    pace = pace_of(work, epoch_seconds)
    if pace is None:
        return
    path = file or _file()
    known = {**_read(path), work.key: pace}
    storage.create_folder(path.parent)
    storage.write_text(path, json.dumps(known, indent=1) + "\n")


def _file() -> Path:
    return config_folder() / "pace.json"


def _read(file: Path) -> dict[str, float]:
    """The paces by key; what is damaged is as good as not measured."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return {}
        content = json.loads(storage.read_bytes(file))
    except (StationError, OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    sound = {k: v for k, v in content.items() if isinstance(v, float) and math.isfinite(v) and 0 < v < 1}
    return {str(key): value for key, value in sound.items()}
