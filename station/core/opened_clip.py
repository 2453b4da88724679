"""What a clip that is open gives, wherever it is decoded, and how a frame is spoken of that it does not give."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from station.core.errors import StationError
from station.core.frame import Frame


class OpenedClip(Protocol):
    """A video that is open, wherever it is decoded: its frames are addressed by number, from 0. Use it in one thread."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, turned upright."""
        ...

    @property
    def rate(self) -> float:
        """Frames per second: the mean over the clip where its rate varies."""
        ...

    def __len__(self) -> int: ...

    def frame(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> Frame:
        """The frame of that number; StationError where there is none or it is damaged, never another frame.

        GivenUp where it is not wanted any more before it was reached.
        """
        ...

    def frames(self, *, start: int = 0) -> Iterator[Frame]:
        """All frames from `start` on; a damaged one is left out, which shows as a gap in the numbers."""
        ...

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        ...


class OpensClip(Protocol):
    """What opens a clip."""

    def __call__(self, path: Path, /, *, is_wanted: Callable[[], bool] = lambda: True) -> OpenedClip:
        """Open it; StationError where it can't be, GivenUp where it is not wanted any more before it is open."""
        ...


def expect_number(number: int, *, count: int, path: Path) -> None:
    """StationError unless a clip of `count` frames has one of that number."""
    if not 0 <= number < count:
        raise StationError(f"{path} has the frames 0 to {count - 1}. Received: {number}")


def damaged(number: int, *, path: Path) -> StationError:
    """What is said of a frame that can't be decoded."""
    return StationError(f"frame {number} of {path} could not be decoded: it is damaged")
