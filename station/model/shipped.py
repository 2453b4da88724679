"""The practice run, which ships with the station, and what it may judge: what the practice lab rendered, and nothing else."""

from pathlib import Path

from station.core.device import PRACTICE_CAMERA
from station.core.folders import resource
from station.core.no_result import RENDERED_ONLY
from station.model.runs import Run, open_run

BASE = "base/fast"
"""The base weights, below `resources`; they are the practice run as well, see their SOURCE.md."""


def practice_run() -> Run:
    """The run that judges the practice camera; StationError where it did not come with the station."""
    return open_run(resource(BASE))


def is_practice(source: str) -> bool:
    """Whether a source shows what the practice lab rendered: its camera, or a clip of a practice project, beside its truth."""
    if source == PRACTICE_CAMERA or "://" in source:
        return source == PRACTICE_CAMERA
    clip = Path(source).resolve()
    return (clip.parent.parent / "truth" / "strips" / f"{clip.stem}.json").is_file() and clip.is_file()


def withheld(run: Run, *, source: str) -> str:
    """Why this run's verdicts of that source are not given, in a word that is kept; empty where they are.

    A network that has seen rendered strips alone answers a real seam as surely as any other, and nobody knows how often it
    errs there: its OK would be worth nothing, and look like one.
    """
    return RENDERED_ONLY if run.card.rendered and not is_practice(source) else ""
