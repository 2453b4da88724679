"""Pictures at network size, each decoded and resized once, kept by their content.

The key is a hash of the file's bytes and of the size, so that a file that moves or is copied is not decoded again and
one that changes is never confused with what it was. The store may be deleted at any time.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.picture_reader import PLAIN_READER, PictureReader, with_following
from station.core.picture_shard import mapped, shard_name

LARGEST_STORE = 8 << 30
"""Bytes; beyond it the older half of the pictures is dropped."""

LARGEST_IN_MEMORY = 4 << 30
"""Bytes of pictures; a larger set lies in a shard on the disk. 29,000 pictures of 256x192."""

_TABLE = "CREATE TABLE IF NOT EXISTS pictures (id INTEGER PRIMARY KEY, key BLOB UNIQUE, data BLOB)"
_RESIZING = b"area-3"
"""Changes whenever `to_network_size` does."""


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Pictures uint8 (n, h, w, 3) at network size, which of the asked-for paths they are, and what was wrong with the rest."""

    pictures: NDArray[np.uint8]
    kept: tuple[int, ...]
    problems: tuple[str, ...]


def load_pictures(
    paths: Sequence[Path],
    *,
    size: tuple[int, int],
    progress: Callable[[int, int], None] = lambda done, count: None,
    folder: Path | None = None,
    reader: PictureReader = PLAIN_READER,
) -> Loaded:
    """Load pictures at `size` (width, height) in the order of `paths`; a missing or damaged one is named and left out.

    What is not in the store is read by `reader`. They come in memory, or, where they are too many for that, read-only from a
    file that is mapped into it.
    """
    width, height = size
    if len(paths) * height * width * 3 > LARGEST_IN_MEMORY:
        return _load_mapped(paths, size=size, progress=progress, folder=folder or cache_folder(), reader=reader)
    pictures = np.empty((len(paths), height, width, 3), np.uint8)
    kept: list[int] = []
    problems: list[str] = []
    with _store(folder or cache_folder()) as store:
        for index, picture in enumerate(_load(paths, size=size, store=store, reader=reader)):
            if isinstance(picture, StationError):
                problems.append(str(picture))
            else:
                pictures[len(kept)] = picture
                kept.append(index)
            progress(index + 1, len(paths))
    return Loaded(pictures[: len(kept)], tuple(kept), tuple(problems))


def _load_mapped(
    paths: Sequence[Path],
    *,
    size: tuple[int, int],
    progress: Callable[[int, int], None],
    folder: Path,
    reader: PictureReader,
) -> Loaded:
    def read() -> Iterator[Picture | StationError]:
        for index, picture in enumerate(_load(paths, size=size, store=None, reader=reader)):
            yield picture
            progress(index + 1, len(paths))

    name = shard_name(paths, size=size)
    pictures, contents = mapped(name, read, count=len(paths), size=size, folder=folder / "shards")
    return Loaded(pictures, contents.kept, contents.problems)


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A picture that must be decoded: its key in the store, None where it is not to be kept, and the file as it was then."""

    path: Path
    key: bytes | None
    state: tuple[int, int]


def _load(
    paths: Iterable[Path], *, size: tuple[int, int], store: sqlite3.Connection | None, reader: PictureReader
) -> Iterator[Picture | StationError]:
    """Each picture, or why it could not be read; the next ones are looked up before one is read, and decoded meanwhile."""
    looked_up = (_look_up(path, size=size, store=store) for path in paths)
    for found, following in with_following(looked_up):
        if isinstance(found, _Unknown):
            then = [one.path for one in following if isinstance(one, _Unknown)]
            yield _decoded(found, then, size=size, store=store, reader=reader)
        else:
            yield found


def _look_up(
    path: Path, *, size: tuple[int, int], store: sqlite3.Connection | None
) -> Picture | StationError | _Unknown:
    if store is None:
        return _Unknown(path, None, _state(path))
    state = _state(path)
    try:
        data = storage.read_bytes(path)
    except StationError as error:
        return error
    key = hashlib.blake2b(data, digest_size=20, key=_RESIZING + repr(size).encode()).digest()
    known = _recall(store, key=key)
    if known is not None and len(known) == size[0] * size[1] * 3:
        return np.frombuffer(known, np.uint8).reshape(size[1], size[0], 3)
    return _Unknown(path, key, state)


def _decoded(
    wanted: _Unknown,
    then: Sequence[Path],
    *,
    size: tuple[int, int],
    store: sqlite3.Connection | None,
    reader: PictureReader,
) -> Picture | StationError:
    try:
        picture = to_network_size(reader.read(wanted.path, then=then), size=size)
    except StationError as error:
        return error
    # The reader opened the file once more: what it read has that key only where nobody wrote it since.
    if wanted.key is not None and _state(wanted.path) == wanted.state:
        _remember(store, key=wanted.key, data=picture.tobytes())
    return picture


def _state(path: Path) -> tuple[int, int]:
    """What changes where a file is written: its size and time; zeros where there is none."""
    with suppress(OSError):
        there = path.stat()
        return there.st_size, there.st_mtime_ns
    return 0, 0


def _recall(store: sqlite3.Connection, *, key: bytes) -> bytes | None:
    with suppress(sqlite3.Error):  # a cache that is broken costs time and nothing else
        row = store.execute("SELECT data FROM pictures WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None
    return None


def _remember(store: sqlite3.Connection | None, *, key: bytes, data: bytes) -> None:
    if store is not None:
        with suppress(sqlite3.Error):
            store.execute("INSERT OR REPLACE INTO pictures (key, data) VALUES (?, ?)", (key, data))


@contextmanager
def _store(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The store, or None where it can't be opened."""
    store = _opened(folder)
    if store is None:
        yield None
        return
    with closing(store):
        yield store
        with suppress(sqlite3.Error):
            _trim(store)


def _opened(folder: Path) -> sqlite3.Connection | None:
    try:
        storage.create_folder(folder)
        store = sqlite3.connect(folder / "pictures.sqlite", timeout=1, isolation_level=None)
    except (StationError, sqlite3.Error):
        return None
    try:
        store.execute("PRAGMA synchronous = OFF")
        store.execute(_TABLE)
    except sqlite3.Error:
        store.close()
        return None
    return store


def _trim(store: sqlite3.Connection) -> None:
    (pages,) = store.execute("PRAGMA page_count").fetchone()
    (page_size,) = store.execute("PRAGMA page_size").fetchone()
    (free,) = store.execute("PRAGMA freelist_count").fetchone()
    if (pages - free) * page_size > LARGEST_STORE:
        store.execute("DELETE FROM pictures WHERE id < (SELECT avg(id) FROM pictures)")
