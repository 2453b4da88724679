"""Cameras: whatever gives frames, live or from files, opened by the one word a person types for it."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from station.core.addresses import expect_scheme
from station.core.camera_controls import Control, ControlState
from station.core.camera_list import CameraInfo, camera_named, list_cameras
from station.core.device import PRACTICE_CAMERA
from station.core.errors import GivenUp, StationError
from station.core.frame import Frame
from station.core.opened_clip import OpenedClip, OpensClip
from station.core.picture_reader import AHEAD, OpenReader, PictureReader, PlainReader
from station.core.tables import PICTURE_SUFFIXES
from station.core.webcam import Webcam

if TYPE_CHECKING:
    from station.core.network_camera import NetworkCamera

__all__ = [
    "Camera",
    "CameraInfo",
    "ClipCamera",
    "FolderCamera",
    "Webcam",
    "list_cameras",
    "open_camera",
    "open_device",
]

FOLDER_RATE = 25.0
"""Frames a second, by which the pictures of a folder get their times."""


class Camera(Protocol):
    """A source of frames. Opening what is open changes nothing; times and numbers count from the opening."""

    @property
    def live(self) -> bool:
        """Whether frames come on their own (the newest wins) or wait for their reader."""
        ...

    @property
    def length(self) -> int | None:
        """How many frames an opened source has in all, damaged ones included; None where nobody knows."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What was left out since the opening, and why."""
        ...

    def open(self) -> None:
        """Take hold of the source; StationError where that can't be done."""
        ...

    def read(self) -> Frame | None:
        """Wait for the next frame; None where the source ended, StationError where it failed.

        HeldBack where it is open, but what it gives may not be used now: reading may go on.
        """
        ...

    def close(self) -> None:
        """Let go of the source, opened or not; it may be opened again."""
        ...


@runtime_checkable
class GivesUp(Protocol):
    """A camera that can be ended from another thread while it opens, or, of a clip or folder, while a frame hangs."""

    def give_up(self) -> None:
        """Let `open`, or what is being read, fail soon, now and from now on."""
        ...


@runtime_checkable
class Rests(Protocol):
    """A camera that keeps in mind what it opened: opened again it is that device or none, and sooner there after a rest."""

    def rest(self) -> None:
        """Let go of the source, which is soon opened again; whoever will not do so calls `close` after all."""
        ...


@runtime_checkable
class Adjustable(Protocol):
    """A camera with exposure, gain or focus; wishes may come from any thread."""

    @property
    def controls(self) -> tuple[ControlState, ...]:
        """Exposure, gain and focus as the opened device has them; those that it lacks are left out."""
        ...

    def set_value(self, control: Control, value: float) -> None:
        """Wish for a value."""
        ...

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Wish that the device chooses by itself, or does not."""
        ...


def clip_here(path: Path, /, *, is_wanted: Callable[[], bool] = lambda: True) -> OpenedClip:
    """Open a clip in this process. Raises as `Clip` does."""
    from station.core.clips import Clip  # FFmpeg, which a window whose clips are decoded elsewhere need not load

    return Clip(path, is_wanted=is_wanted)


class ClipCamera:
    """A clip as a camera: the reader waits for nothing and misses nothing."""

    live = False
    problems: Sequence[str] = ()

    def __init__(self, path: Path, *, open_clip: OpensClip = clip_here) -> None:
        """Speak of a clip, which `open_clip` opens."""
        self._path = path
        self._open_clip = open_clip
        self._clip: OpenedClip | None = None
        self._frames: Iterator[Frame] = iter(())
        self._is_given_up = False

    def open(self) -> None:
        """Open the clip; StationError as `open_clip` raises it."""
        if self._clip is None:
            try:
                self._clip = self._open_clip(self._path, is_wanted=lambda: not self._is_given_up)
            except GivenUp as error:
                raise self._not_open() from error
            self._frames = self._clip.frames()

    @property
    def length(self) -> int | None:
        """The clip's frames, damaged ones included."""
        return None if self._clip is None else len(self._clip)

    def read(self) -> Frame | None:
        """The next frame; damaged ones are left out, which shows in the numbers."""
        if self._clip is None:
            raise self._not_open()
        return next(self._frames, None)

    def give_up(self) -> None:
        """From another thread: wait no longer for an opening or a frame that hangs, where it is decoded elsewhere."""
        self._is_given_up = True
        if isinstance(clip := self._clip, GivesUp):
            clip.give_up()

    def close(self) -> None:
        """Close the clip."""
        if self._clip is not None:
            self._clip.close()
            self._clip = None

    def _not_open(self) -> StationError:
        return StationError(f"the clip {self._path} is not open")


class FolderCamera:
    """A folder of pictures as a camera, in the order a person would count: 2 before 10.

    Where it holds none, its folders' pictures are taken, folder by folder: class folders are inspected as one. Not deeper:
    a whole disk must not be searched by mistake.
    """

    live = False

    def __init__(self, folder: Path, *, open_reader: OpenReader = PlainReader) -> None:
        """Speak of a folder, whose pictures what `open_reader` opens reads."""
        self._folder = folder
        self._open_reader = open_reader
        self._reader: PictureReader | None = None
        self._is_given_up = False
        self._paths: list[Path] | None = None
        self.problems: list[str] = []

    def open(self) -> None:
        """List the pictures; StationError where there are none."""
        if self._paths is not None:
            return
        try:
            paths = _pictures_in(self._folder) or [
                path for one in _folders_in(self._folder) for path in _pictures_in(one)
            ]
        except OSError as error:
            raise StationError(f"the folder {self._folder} could not be read ({error.strerror or error})") from error
        if not paths:
            raise StationError(f"the folder {self._folder} and the folders in it hold no pictures (PNG, JPEG, ...)")
        self._paths, self._next, self.problems = paths, 0, []
        self._reader = self._open_reader(waiting=self._check)
        self._reader.expect(paths[: AHEAD + 1])

    @property
    def length(self) -> int | None:
        """The folder's pictures, damaged ones included."""
        return None if self._paths is None else len(self._paths)

    def read(self) -> Frame | None:
        """The next picture; a damaged one is left out, which shows in the numbers and in `problems`."""
        if self._paths is None or self._reader is None:
            raise StationError(f"the folder {self._folder} is not open")
        while self._next < len(self._paths):
            number = self._next
            self._next += 1
            following = self._paths[self._next : self._next + AHEAD]
            try:
                return Frame(self._reader.read(self._paths[number], then=following), number, number / FOLDER_RATE)
            except GivenUp as error:
                raise StationError(f"the folder {self._folder} is not open") from error
            except StationError as error:
                self.problems.append(str(error))
        return None

    def give_up(self) -> None:
        """From another thread: wait no longer for a picture that hangs."""
        self._is_given_up = True

    def close(self) -> None:
        """Forget the list."""
        self._paths = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _check(self) -> None:
        if self._is_given_up:
            raise GivenUp


def open_camera(
    source: str,
    *,
    practice: Callable[[], Camera],
    device: Callable[[str], Camera] | None = None,
    open_clip: OpensClip = clip_here,
    open_reader: OpenReader = PlainReader,
    cameras: Callable[[], list[CameraInfo]] = list_cameras,
) -> Camera:
    """The camera that a word stands for, not opened yet: `practice`, a folder, a clip, an address, a number or a name.

    `device` makes the camera of an address, a number or a name, whatever it then finds, `open_clip` opens a clip, and what
    `open_reader` opens reads a folder's pictures; without them all is opened in this process. Raises StationError, naming the
    cameras there are, where the word stands for nothing.
    """
    if source.strip().lower() == PRACTICE_CAMERA:
        return practice()
    path = Path(source)
    if source and path.is_dir():
        return FolderCamera(path, open_reader=open_reader)
    if path.is_file():
        return ClipCamera(path, open_clip=open_clip)
    if "://" in source:
        expect_scheme(source)
    return open_device(source, cameras=cameras) if device is None else device(source)


def open_device(
    source: str,
    *,
    known: CameraInfo | None = None,
    cameras: Callable[[], list[CameraInfo]] = list_cameras,
    size: tuple[int, int] | None = None,
    rate: float | None = None,
) -> "Webcam | NetworkCamera":
    """The webcam or stream that an address, a number or a name stands for, not opened yet; `known` is then that webcam or none.

    A webcam is asked for `size` and `rate`. Raises StationError, naming the cameras there are, where it stands for nothing.
    """
    if "://" in source:
        from station.core.network_camera import NetworkCamera  # FFmpeg again

        return NetworkCamera(source)
    if known is not None:
        return Webcam(known, size=size, rate=rate, cameras=cameras)
    there = cameras()
    if source.strip().isdecimal():
        number = int(source)
        listed = next((camera for camera in there if camera.number == number), number)
        return Webcam(listed, size=size, rate=rate, cameras=cameras)
    return Webcam(camera_named(source, there), size=size, rate=rate, cameras=cameras)


def _pictures_in(folder: Path) -> list[Path]:
    there = [path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES]
    return sorted((path for path in there if not path.name.startswith(".")), key=_natural)


def _folders_in(folder: Path) -> list[Path]:
    return sorted((path for path in folder.iterdir() if path.is_dir() and path.name[0] != "."), key=_natural)


def _natural(path: Path) -> tuple[tuple[int, int, str], ...]:
    """A key by which 2 sorts before 10; equal but for case or leading zeros: by the name itself."""
    parts = re.findall(r"\d+|\D+", path.name.casefold())
    return (*((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts), (2, 0, path.name))
