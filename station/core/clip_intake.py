"""Taking a clip from anywhere into a project: copied whole, under a name that is free."""

import contextlib
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO

from station.core import storage
from station.core.errors import StationError
from station.core.growing import Arriving, open_growing

_BLOCK = 1 << 20
_MOST_NAMES = 10_000


def copy_clip(
    source: Path, *, videos: Path, step: Callable[[float, float], None], labelled: Collection[str] = ()
) -> Path:
    """Copy a clip into a project's videos/ and return its path there; one that lies there already stays.

    `step` is told bytes done and bytes in all, and may raise to stop: nothing is left then. Never replaces a file: a
    taken name gets -2, -3, ...; so do the names of clips that were `labelled`, whose labels and pictures would else be this one's,
    since telephones give their names again. Raises StationError where the clip can't be read or the disk refuses.
    """
    source = source.absolute()
    if source.parent == videos.absolute():
        return source
    wanted = storage.create_folder(videos) / source.name
    try:
        with source.open("rb") as reading, Arriving(wanted) as copy:
            _copy(reading, copy, step=step)
            return _put(copy, wanted, labelled={name.lower() for name in labelled})
    except OSError as error:
        raise StationError(f"{source} could not be copied to {videos} ({error.strerror or error})") from error


def _copy(reading: BinaryIO, copy: Arriving, *, step: Callable[[float, float], None]) -> None:
    size = os.fstat(reading.fileno()).st_size
    done = 0
    while block := reading.read(_BLOCK):
        step(done, size)
        done += copy.write(block)


def _put(copy: Arriving, wanted: Path, *, labelled: Collection[str]) -> Path:
    """Move the copy to the first free name, which is claimed first so that nobody else can take it in between."""
    # Of a.mp4 and a.mov the pictures have one name.
    taken = {*labelled, *(path.stem.lower() for path in wanted.parent.iterdir())}
    for number in range(1, _MOST_NAMES):
        path = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        if path.stem.lower() in taken:
            continue
        open_growing(path).close()
        try:
            copy.put(path)
        except StationError:
            if not copy.is_put:  # else only its folder could not be made durable
                with contextlib.suppress(StationError):  # the first failure is the one to tell
                    storage.remove(path)
            raise
        return path
    raise StationError(f"there is no free name for {wanted.name} in {wanted.parent}")
