"""Truth files: where the faults of a rendered lab's frames are, and which of them count.

`truth/<clip>.json` holds `{"<picture>": [{"kind": "error", "box": [x0, y0, x1, y1], "seen": 0.83}, ...]}`, boxes in pixels of the
frame and clipped to it, `seen` the share of the whole fault in view. An attribute is true where a fault of its kind is
seen to at least a half, `good` where neither an error nor a break is, and a fault seen less than that counts for neither
side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from station.core import storage
from station.core.errors import StationError
from station.core.programs import command
from station.core.project import Project
from station.core.tables import is_file

FULL = 0.5
"""From this share in view on a fault makes its attribute true."""

GOOD = "good"
SPOILS_GOOD = ("error", "break")
"""The kinds of fault that make `good` false, and so the places that explain it."""

LARGEST_FILE = 1 << 26
BEYOND_PX = 1.0
"""How far a box may reach beyond its picture, for those who round."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the frame; pixel 0 reaches from 0 to 1."""


class Fault(msgspec.Struct, frozen=True):
    """One fault in a frame; kinds that no attribute is called after are kept."""

    kind: str
    box: Box
    seen: float

    @property
    def is_full(self) -> bool:
        """Whether enough of it is seen to make its attribute true."""
        return self.seen >= FULL


Faults: TypeAlias = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The faults of every picture that the truth files know, by clip, and the clips that have no truth file."""

    clips: Mapping[str, Mapping[str, Faults]]
    missing: tuple[str, ...] = ()

    def of(self, name: str, *, clip: str) -> Faults | None:
        """The faults of a picture, by its name relative to pics/ or by the last part of it; None where it is unknown."""
        known = self.clips.get(clip, {})
        return known.get(name, known.get(name.rpartition("/")[2]))

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of fault there is."""
        return frozenset(f.kind for clip in self.clips.values() for faults in clip.values() for f in faults)


def kinds_of(attribute: str) -> tuple[str, ...]:
    """The kinds of fault whose places explain this attribute."""
    return SPOILS_GOOD if attribute == GOOD else (attribute,)


def value_of(attribute: str, faults: Faults) -> bool | None:
    """Whether the attribute is true in a frame with these faults; None where only the less seen ones speak of it."""
    own = [fault for fault in faults if fault.kind in kinds_of(attribute)]
    if own and not any(fault.is_full for fault in own):
        return None
    return bool(own) is not (attribute == GOOD)


def read_truth(project: Project, *, clips: Iterable[str]) -> Truth:
    """Read the truth files of these clips; StationError on a damaged one, and where not one of them is there."""
    wanted = sorted(set(clips))
    files = {clip: project.truth / f"{clip}.json" for clip in wanted}
    missing = tuple(clip for clip, file in files.items() if not is_file(file))
    if len(missing) == len(wanted):
        raise StationError(
            f"expected truth files (truth/<clip>.json) in {project.truth}, found none for these pictures; only a "
            f"rendered lab, such as {command('practice')} makes, knows where its faults are"
        )
    return Truth({clip: _read(file) for clip, file in files.items() if clip not in missing}, missing)


def parse_truth(data: bytes, *, file: str) -> dict[str, Faults]:
    """A truth file's faults by picture; StationError naming the file and the place where something is wrong."""
    if len(data) > LARGEST_FILE:
        raise StationError(f"{file} has {len(data)} bytes, which is more than a truth file needs ({LARGEST_FILE})")
    try:
        entries = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StationError(f"{file} is no truth file: {error}") from error
    return {name: _faults(entry, place=f"{file}: {name}") for name, entry in entries.items()}


def check_boxes(faults: Faults, *, size: tuple[int, int], place: str) -> None:
    """Raise StationError, naming the place, where a box reaches beyond its picture of that width and height."""
    for index, fault in enumerate(faults):
        left, top, right, bottom = fault.box
        if min(left, top) < -BEYOND_PX or right > size[0] + BEYOND_PX or bottom > size[1] + BEYOND_PX:
            raise StationError(
                f"{place}: fault {index}: expected a box within the picture of {size[0]} x {size[1]} pixels, "
                f"found {list(fault.box)}"
            )


def _read(file: Path) -> dict[str, Faults]:
    return parse_truth(storage.read_bytes(file), file=str(file))


def _faults(entry: msgspec.Raw, *, place: str) -> Faults:
    try:
        faults = msgspec.json.decode(entry, type=tuple[Fault, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StationError(f"{place}: {error}") from error
    for index, fault in enumerate(faults):
        left, top, right, bottom = fault.box
        if not (left <= right and top <= bottom):
            raise StationError(
                f"{place}: fault {index}: expected a box [left, top, right, bottom], found {list(fault.box)}"
            )
        if not 0 <= fault.seen <= 1:
            raise StationError(f"{place}: fault {index}: expected seen from 0 to 1, found {fault.seen}")
    return faults
