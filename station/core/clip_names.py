"""Names of new clips and pictures: made from a template, fit for every file system, and never one that exists."""

import re
from collections.abc import Collection
from datetime import datetime

from station.core.attributes import DEVICE

LONGEST_NOTE = 60

_FORBIDDEN = re.compile(r"[^\w\-+,=. ]+")


def clip_name(template: str, *, when: datetime, note: str = "") -> str:
    """The name, without ending, that a template with {date}, {time} and {note} gives; what no file may be called is left out.

    An empty note leaves no trailing underscores: `video_2026-11-22_14-05-00.mp4`. Other words in braces stay as they are.
    """
    values = {"date": f"{when:%Y-%m-%d}", "time": f"{when:%H-%M-%S}", "note": note_of(note)}
    name = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), template)
    name = re.sub("-{2,}", "-", _FORBIDDEN.sub("-", name)).strip(" ._-") or "video"
    return f"_{name}" if DEVICE.fullmatch(name) else name


def note_of(text: str) -> str:
    """A note as it stands in a file's name: words joined by hyphens, letters of any language."""
    words = re.findall(r"[\w+=,.]+", text[:LONGEST_NOTE])
    return "-".join(words).strip("._-,")


def unused(name: str, *, taken: Collection[str]) -> str:
    """The name, or the name with a number behind it, that none of the taken ones (without endings) has, whatever the case."""
    there = {other.casefold() for other in taken}
    number, fresh = 1, name
    while fresh.casefold() in there:
        number += 1
        fresh = f"{name}-{number}"
    return fresh


LEAST_BYTES = 100_000
"""A recording of less says nothing of its pace: its first frames wait in the encoder, and the file holds little but its head."""


def seconds_left(free_bytes: int, *, recorded_bytes: int, recorded_s: float) -> float | None:
    """How long a disk lasts at the pace of a recording; None where that can't be told yet."""
    if recorded_bytes < LEAST_BYTES or recorded_s < 1.0:
        return None
    return max(0, free_bytes) * recorded_s / recorded_bytes
