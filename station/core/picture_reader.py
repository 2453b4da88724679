"""Who reads picture files. Those that may come from strangers are read by a reader that can die of them (`live.picture_process`)."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from station.core.frame import Picture
from station.core.images import read_picture

AHEAD = 3
"""So many of the pictures that follow may be decoded while one is looked at."""

T = TypeVar("T")


class PictureReader(Protocol):
    """Reads picture files, wherever they are decoded. Use it in one thread at a time."""

    def expect(self, paths: Sequence[Path]) -> None:
        """Say which pictures will be asked for first: they may be decoded already."""
        ...

    def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
        """The picture as `images.read_picture` gives it; StationError, naming it, where that can't be done.

        `then` are those that will be asked for next, in their order: they may be decoded while this one is looked at.
        """
        ...

    def close(self) -> None:
        """Let go of what it reads with."""
        ...


class OpenReader(Protocol):
    """Opens a reader that calls `waiting` while a picture is awaited; what that raises ends the waiting, and is no StationError."""

    def __call__(self, *, waiting: Callable[[], None]) -> PictureReader: ...


class PlainReader:
    """Decodes in this process: for a worker, which may die of what it reads, and for one's own files."""

    def __init__(self, *, waiting: Callable[[], None] = lambda: None) -> None:
        """Begin; it waits for nobody."""
        del waiting

    def expect(self, paths: Sequence[Path]) -> None:
        """As `PictureReader` says."""
        del paths

    def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
        """As `PictureReader` says."""
        del then
        return read_picture(path)

    def close(self) -> None:
        """As `PictureReader` says."""
        return


PLAIN_READER = PlainReader()
"""One for all, since it keeps nothing."""


def with_following(items: Iterable[T]) -> Iterator[tuple[T, Sequence[T]]]:
    """Each with those, AHEAD at most, that follow it."""
    source = iter(items)
    line = deque(islice(source, AHEAD + 1))
    while line:
        item = line.popleft()
        yield item, tuple(line)
        line.extend(islice(source, 1))
