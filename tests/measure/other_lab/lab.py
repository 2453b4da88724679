"""Clips of rendered strips as a project: pictures, lookup tables and truth files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from station.core import storage
from station.core.attributes import SEAM
from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import encode_png
from station.core.project import Project, create_project, open_project, save_project
from station.core.tables import LabelRow, Table, write_table
from station.core.truth import Fault
from tests.measure.other_lab.camera import FRAME, SWAY_PX, Shot, film
from tests.measure.other_lab.dice import between
from tests.measure.other_lab.stock import STOCKS
from tests.measure.other_lab.strip import FINE, make_strip

RATE = 10.0
MOST_MM = 4.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rendered: how many strips of which stock, how many frames of each, and the seed of it all."""

    stock: str
    strips: int
    frames: int
    seed: int
    scale: float = 9.0


@dataclass(frozen=True, slots=True, eq=False)
class Filmed:
    """The frames of one strip, and whether its stitches are 2 mm long (else 4 mm)."""

    shots: tuple[Shot, ...]
    is_short: bool


def render(order: Order) -> Iterator[Filmed]:
    """The strips of an order, the same for the same order; a strip does not depend on how many there are."""
    for number in range(order.strips):
        dice = np.random.default_rng([order.seed, sorted(STOCKS).index(order.stock), number])
        px = order.scale * FINE
        tops = np.cumsum([0, *dice.uniform(1, MOST_MM, order.frames - 1)]) * px
        size = (FINE * FRAME[0] + round(tops[-1]) + 1, FINE * FRAME[1] + 2 * SWAY_PX)
        strip = make_strip(dice, stock=STOCKS[order.stock], size=size, px=px)
        upward = tops if between(dice, 0, 1) < 0.5 else tops[::-1]
        yield Filmed(tuple(film(dice, strip, tops=[float(top) for top in upward])), strip.stitch_mm == 2)


def values_of(faults: tuple[Fault, ...], *, is_short: bool) -> tuple[bool, ...]:
    """The values of the seam lab's attributes in a frame with these faults."""
    full = {fault.kind for fault in faults if fault.is_full}
    known = {"good": not full, "error": "error" in full, "break": "break" in full, "length": is_short}
    return tuple(known[name] for name in SEAM.names)


def laboratory(folder: Path, *, scale: float) -> Project:
    """The project in this folder, a new one where there is none; StationError where its scale is another."""
    if not (folder / "project.json").exists():
        project = replace(create_project(folder), millimetre_px=scale)
        save_project(project)
        return project
    project = open_project(folder)
    if project.millimetre_px != scale:
        raise StationError(f"{folder} has {project.millimetre_px} pixels a millimetre; asked for: {scale}")
    return project


def save(project: Project, filmed: Filmed, *, clip: str) -> None:
    """Write a strip's pictures, its truth file and, last, its lookup table; StationError where the clip is there already."""
    if project.label_table(clip).exists():
        raise StationError(f"{project.label_table(clip)} exists already; choose another prefix or folder")
    names = [f"{clip}_{number}.png" for number in range(len(filmed.shots))]
    for name, shot in zip(names, filmed.shots, strict=True):
        storage.write_bytes(project.pics / name, encode_png(shot.picture))
    truth = {name: [_entry(fault) for fault in shot.faults] for name, shot in zip(names, filmed.shots, strict=True)}
    storage.write_text(project.truth / f"{clip}.json", json.dumps(truth, indent=1) + "\n")
    rows = [
        LabelRow(name, values_of(shot.faults, is_short=filmed.is_short))
        for name, shot in zip(names, filmed.shots, strict=True)
    ]
    write_table(project.label_table(clip), table=Table(SEAM.names, tuple(rows)))


def save_video(project: Project, filmed: Filmed, *, clip: str) -> None:
    """Write a strip's frames as a clip as well."""
    with ClipWriter(project.videos / f"{clip}.mp4", size=FRAME[::-1], rate=RATE) as writer:
        for number, shot in enumerate(filmed.shots):
            writer.write(Frame(shot.picture, number, number / RATE))


def _entry(fault: Fault) -> dict[str, object]:
    return {"kind": fault.kind, "box": list(fault.box), "seen": fault.seen}
