"""A labelled picture: its file, its label, and the frame of a clip that it is."""

import re
from dataclasses import dataclass
from pathlib import Path

_NUMBERED = re.compile(r"(.+)_([0-9]{1,18})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LabelledPicture:
    """A picture with its label; `name` is its path relative to pics/, `number` None where the name has none."""

    path: Path
    name: str
    clip: str
    number: int | None
    values: tuple[bool, ...]


def clip_and_number(name: str) -> tuple[str, int | None]:
    """The clip and the frame number in `<clip>_<number>.png`; a name without a number is its own clip."""
    stem = name.rpartition(".")[0] or name
    match = _NUMBERED.fullmatch(stem)
    return (match[1], int(match[2])) if match else (stem, None)
