"""Pictures at network size in one file, for sets that are too large for memory: written once, and mapped from then on.

A shard is known by its pictures' paths, sizes and times and by the network size, so that a set which changed is read anew. It
lies in the cache and may be deleted at any time. The processor's own cache of files keeps in memory what there is room for.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.growing import Arriving

KEPT_FREE = 2 << 30
"""Bytes of the disk that no shard takes."""
_FORMAT = b"shard-1"


class Contents(msgspec.Struct, frozen=True):
    """Which of the asked-for pictures a shard holds, and what was wrong with the rest."""

    kept: tuple[int, ...]
    problems: tuple[str, ...]


def shard_name(paths: Sequence[Path], *, size: tuple[int, int]) -> str:
    """The name of the shard of these pictures as they now are."""
    known = hashlib.blake2b(repr(size).encode(), digest_size=20, key=_FORMAT)
    for path in paths:
        with contextlib.suppress(OSError):
            state = path.stat()
            known.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return known.hexdigest()


def mapped(
    name: str,
    read: Callable[[], Iterator[Picture | StationError]],
    *,
    count: int,
    size: tuple[int, int],
    folder: Path,
) -> tuple[NDArray[np.uint8], Contents]:
    """The shard's pictures uint8 (n, h, w, 3), read-only and on the disk; made from what `read` yields where it is not there yet."""
    file, told = folder / f"{name}.pictures", folder / f"{name}.json"
    width, height = size
    contents = _known(file, told, each=width * height * 3)
    if contents is None:
        storage.create_folder(folder)
        _make_room(folder, needed=count * width * height * 3)
        contents = _write(file, read())
        storage.write_text(told, msgspec.json.encode(contents).decode())
    if not contents.kept:
        return np.empty((0, height, width, 3), np.uint8), contents
    return np.memmap(file, np.uint8, "r", shape=(len(contents.kept), height, width, 3)), contents


def _known(file: Path, told: Path, *, each: int) -> Contents | None:
    try:
        contents = msgspec.json.decode(told.read_bytes(), type=Contents)
        return contents if file.stat().st_size == each * len(contents.kept) else None
    except (OSError, msgspec.DecodeError):
        return None


def _write(file: Path, pictures: Iterator[Picture | StationError]) -> Contents:
    kept: list[int] = []
    problems: list[str] = []
    with Arriving(file) as shard:
        for index, picture in enumerate(pictures):
            if isinstance(picture, StationError):
                problems.append(str(picture))
            else:
                shard.write(picture.tobytes())
                kept.append(index)
        shard.put()
    return Contents(tuple(kept), tuple(problems))


def _make_room(folder: Path, *, needed: int) -> None:
    """Delete shards, the oldest first, until there is room; StationError where there is not even then."""
    storage.sweep(folder)
    for old in sorted(folder.glob("*.pictures"), key=lambda file: file.stat().st_mtime):
        if shutil.disk_usage(folder).free >= needed + KEPT_FREE:
            return
        with contextlib.suppress(StationError):  # Windows keeps one that is in use
            storage.remove(old)
    free = shutil.disk_usage(folder).free
    if free < needed + KEPT_FREE:
        raise StationError(
            f"the pictures at network size need {needed / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free"
        )
