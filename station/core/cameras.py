"""Cameras: whatever gives frames, live or from files, opened by the one word a person types for it."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol, cast, runtime_checkable

import numpy as np

from station.core.camera_controls import Control, ControlState, DeviceControls, Wish, automatic_wish, value_wish
from station.core.camera_list import CameraInfo, camera_named, list_cameras
from station.core.clips import Clip
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.images import read_picture
from station.core.network_camera import NetworkCamera
from station.core.opencv import cv2
from station.core.tables import PICTURE_SUFFIXES

__all__ = [
    "Camera",
    "CameraInfo",
    "ClipCamera",
    "FolderCamera",
    "NetworkCamera",
    "Webcam",
    "list_cameras",
    "open_camera",
]

Clock = Callable[[], float]
# perf_counter, not monotonic: before Python 3.13 the latter ticks every 15.6 ms under Windows, so that two frames of a
# fast camera would get the same time.
STALE_SECONDS = 1.0
FOLDER_RATE = 25.0


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
        """Wait for the next frame; None where the source ended, StationError where it failed."""
        ...

    def close(self) -> None:
        """Let go of the source; it may be opened again."""
        ...


@runtime_checkable
class GivesUp(Protocol):
    """A camera whose opening can be ended from another thread."""

    def give_up(self) -> None:
        """Let `open` fail soon, now and from now on."""
        ...


class VideoCapture(Protocol):
    """What `cv2.VideoCapture` offers and a webcam needs."""

    def isOpened(self) -> bool: ...
    def read(self) -> tuple[bool, object]: ...
    def get(self, prop: int, /) -> float: ...
    def set(self, prop: int, value: float, /) -> bool: ...
    def release(self) -> None: ...


class Webcam:
    """A camera on this computer. After it was unplugged, opening finds the same one again, or none."""

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(
        self,
        device: CameraInfo | int,
        *,
        size: tuple[int, int] | None = None,
        rate: float | None = None,
        capture: Callable[[int, int], VideoCapture] | None = None,
        cameras: Callable[[], list[CameraInfo]] = list_cameras,
        clock: Clock = time.perf_counter,
    ) -> None:
        """Speak of a camera by what the list says of it, or by its bare number; `size` (width, height) and `rate` are wishes."""
        self._device = device
        self._wish = size
        self._wished_rate = rate
        self._new_capture = capture or cast("Callable[[int, int], VideoCapture]", cv2.VideoCapture)
        self._cameras = cameras
        self._clock = clock
        self._capture: VideoCapture | None = None
        self._controls: DeviceControls | None = None
        self._wishes: SimpleQueue[Wish] = SimpleQueue()

    @property
    def controls(self) -> tuple[ControlState, ...]:
        """Exposure, gain and focus as the opened device has them; those that it lacks are left out."""
        controls = self._controls
        return () if controls is None else controls.states

    def set_value(self, control: Control, value: float) -> None:
        """Wish for an exposure, gain or focus, from any thread: it is set before the next frame."""
        self._wishes.put(value_wish(control, value))

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Wish that the device chooses exposure or focus by itself, or does not, from any thread."""
        self._wishes.put(automatic_wish(control, wanted=wanted))

    def open(self) -> None:
        """Open the camera; StationError where it is gone, in use, or refuses."""
        if self._capture is not None:
            return
        number, backend = self._address()
        try:
            capture = self._new_capture(number, backend)
        except cv2.error as error:
            raise StationError(f"{self._name} could not be opened ({error.err})") from error
        if not capture.isOpened():
            capture.release()
            raise StationError(f"{self._name} could not be opened: is it in use by another program, or not plugged in?")
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # else up to 4 frames wait in the driver, and the picture is old
        if self._wish is not None:
            # MJPEG first: uncompressed, USB 2 carries 1080p at 5 frames a second.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._wish[0])
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._wish[1])
        if self._wished_rate is not None:
            capture.set(cv2.CAP_PROP_FPS, self._wished_rate)
        self._controls = DeviceControls(capture, backend=int(capture.get(cv2.CAP_PROP_BACKEND)) or backend)
        self._capture = capture
        self._opened = self._changed = self._clock()
        self._number = 0
        self._size: tuple[int, int] | None = None
        self._sample = b""

    def read(self) -> Frame:
        """Wait for the next frame; StationError where none comes, its size changes, or it stays the same for 1 s."""
        if self._capture is None:
            raise StationError(f"{self._name} is not open")
        self._grant_wishes()
        try:
            came, picture = self._capture.read()
        except cv2.error as error:
            raise StationError(f"{self._name} failed ({error.err})") from error
        if not came:
            raise StationError(f"{self._name} gives no more frames; was it unplugged?")
        if not isinstance(picture, np.ndarray) or picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
            raise StationError(f"{self._name} gave something that is no picture")
        now = self._clock()
        self._check(picture, now=now)
        frame = Frame(picture, self._number, now - self._opened)
        self._number += 1
        return frame

    def close(self) -> None:
        """Release the camera."""
        if self._capture is not None:
            self._capture.release()
            self._capture = self._controls = None

    def _grant_wishes(self) -> None:
        while self._controls is not None and not self._wishes.empty():
            self._wishes.get_nowait()(self._controls)

    @property
    def _name(self) -> str:
        return f"camera {self._device}" if isinstance(self._device, int) else f"the camera '{self._device.name}'"

    def _address(self) -> tuple[int, int]:
        """Number and backend now: numbers are dealt anew when cameras are plugged in, so a known one is looked for."""
        if isinstance(self._device, int):
            return self._device, cv2.CAP_ANY
        known = (self._device.name, self._device.path)
        there = self._cameras()
        for camera in there:
            if (camera.name, camera.path) == known and camera.backend == self._device.backend:
                return camera.number, camera.backend
        raise StationError(
            f"{self._name} is not there any more. There is: {', '.join(c.name for c in there) or 'none'}"
        )

    def _check(self, picture: Picture, *, now: float) -> None:
        """StationError on another size, or a picture that has been the same for too long.

        Two shots of a real sensor differ by noise; equal ones come from a driver that repeats its last (opencv#14044,
        Frigate#5280). One pixel in sixteen is compared.
        """
        size = (picture.shape[1], picture.shape[0])
        if self._size not in {None, size}:
            raise StationError(f"{self._name} changed its picture from {self._size} to {size} (width, height)")
        self._size = size
        sample = picture[::4, ::4].tobytes()
        if sample != self._sample:
            self._sample, self._changed = sample, now
        elif now - self._changed >= STALE_SECONDS:
            raise StationError(
                f"{self._name} has been giving the same picture for {now - self._changed:.1f} s; it is frozen"
            )


class ClipCamera:
    """A clip as a camera: the reader waits for nothing and misses nothing."""

    live = False
    problems: Sequence[str] = ()

    def __init__(self, path: Path) -> None:
        """Speak of a clip."""
        self._path = path
        self._clip: Clip | None = None
        self._frames: Iterator[Frame] = iter(())

    def open(self) -> None:
        """Open the clip; StationError as `Clip` raises it."""
        if self._clip is None:
            self._clip = Clip(self._path)
            self._frames = self._clip.frames()

    @property
    def length(self) -> int | None:
        """The clip's frames, damaged ones included."""
        return None if self._clip is None else len(self._clip)

    def read(self) -> Frame | None:
        """The next frame; damaged ones are left out, which shows in the numbers."""
        if self._clip is None:
            raise StationError(f"the clip {self._path} is not open")
        return next(self._frames, None)

    def close(self) -> None:
        """Close the clip."""
        if self._clip is not None:
            self._clip.close()
            self._clip = None


class FolderCamera:
    """A folder of pictures as a camera, in the order a person would count: 2 before 10.

    Where it holds none, its folders' pictures are taken, folder by folder: class folders are inspected as one. Not deeper:
    a whole disk must not be searched by mistake.
    """

    live = False

    def __init__(self, folder: Path, *, rate: float = FOLDER_RATE) -> None:
        """Speak of a folder; `rate`, frames per second, gives its pictures their times."""
        self._folder = folder
        self._rate = rate
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

    @property
    def length(self) -> int | None:
        """The folder's pictures, damaged ones included."""
        return None if self._paths is None else len(self._paths)

    def read(self) -> Frame | None:
        """The next picture; a damaged one is left out, which shows in the numbers and in `problems`."""
        if self._paths is None:
            raise StationError(f"the folder {self._folder} is not open")
        while self._next < len(self._paths):
            number = self._next
            self._next += 1
            try:
                return Frame(read_picture(self._paths[number]), number, number / self._rate)
            except StationError as error:
                self.problems.append(str(error))
        return None

    def close(self) -> None:
        """Forget the list."""
        self._paths = None


def open_camera(
    source: str,
    *,
    practice: Callable[[], Camera],
    cameras: Callable[[], list[CameraInfo]] = list_cameras,
    size: tuple[int, int] | None = None,
    rate: float | None = None,
) -> Camera:
    """The camera that a word stands for, not opened yet: `practice`, a folder, a clip, an address, a number or a name.

    A webcam is asked for `size` and `rate`. Raises StationError, naming the cameras there are, where it stands for nothing.
    """
    if source.strip().lower() == "practice":
        return practice()
    path = Path(source)
    if source and path.is_dir():
        return FolderCamera(path)
    if path.is_file():
        return ClipCamera(path)
    if "://" in source:
        return NetworkCamera(source)
    there = cameras()
    if source.strip().isdecimal():
        number = int(source)
        known = next((camera for camera in there if camera.number == number), number)
        return Webcam(known, size=size, rate=rate, cameras=cameras)
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
