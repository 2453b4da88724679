"""A camera on this computer, by OpenCV."""

import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Protocol, cast

import numpy as np

from station.core.camera_controls import Control, ControlState, DeviceControls, Wish, automatic_wish, value_wish
from station.core.camera_list import CameraInfo, list_cameras
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.opencv import cv2
from station.core.picture_guard import Stillness

Clock = Callable[[], float]
# perf_counter, not monotonic: before Python 3.13 the latter ticks every 15.6 ms under Windows, so that two frames of a
# fast camera would get the same time.


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
        self._before_wishes: tuple[ControlState, ...] = ()
        self.device: CameraInfo | None = None
        """What was opened last; None where the system does not list it."""

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
        device = self._found()
        number, backend = (device, cv2.CAP_ANY) if isinstance(device, int) else (device.number, device.backend)
        try:
            capture = self._new_capture(number, backend)
        except cv2.error as error:
            raise StationError(f"{self._name} could not be opened ({error.err})") from error
        if not capture.isOpened():
            capture.release()
            raise StationError(f"{self._name} could not be opened: is it in use by another program, or not plugged in?")
        self._expect_still(device, capture)
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
        self.device = None if isinstance(device, int) else device
        self._opened = self._clock()
        self._number = 0
        self._size: tuple[int, int] | None = None
        self._stillness = Stillness()

    def read(self) -> Frame:
        """Wait for the next frame; StationError where none comes, its size changes, or it is frozen."""
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

    def take_wished(self) -> tuple[ControlState, ...]:
        """What the controls had before wishes were granted that nobody was told of yet; nothing where there were none."""
        before, self._before_wishes = self._before_wishes, ()
        return before

    def restore(self, wanted: Sequence[ControlState]) -> bool:
        """Set what differs from these, in the thread that reads; whether anything did."""
        return self._controls is not None and self._controls.restore(wanted)

    @property
    def may_look_again(self) -> bool:
        """Whether the controls can be read back while it films, without disturbing that."""
        return self._controls is not None and self._controls.are_read_lightly

    def look_again(self) -> None:
        """Read the controls back, in the thread that reads."""
        if self._controls is not None:
            self._controls.look_again()

    def close(self) -> None:
        """Release the camera."""
        if self._capture is not None:
            self._capture.release()
            self._capture = self._controls = None

    def _grant_wishes(self) -> None:
        while self._controls is not None and not self._wishes.empty():
            self._before_wishes = self._before_wishes or self._controls.states
            self._wishes.get_nowait()(self._controls)

    @property
    def _name(self) -> str:
        return f"camera {self._device}" if isinstance(self._device, int) else f"the camera '{self._device.name}'"

    def _found(self) -> CameraInfo | int:
        """Where it is now: numbers are dealt anew when cameras are plugged in, so a known one is looked for.

        Raises StationError where it is not there, or where more than one might be it.
        """
        if isinstance(self._device, int):
            return self._device
        there = self._cameras()
        fitting = [camera for camera in there if camera.is_same_as(self._device)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise StationError(f"{self._name} can't be told from another one: unplug one of the {len(fitting)}")
        raise StationError(
            f"{self._name} is not there any more. There is: {', '.join(c.name for c in there) or 'none'}"
        )

    def _expect_still(self, device: CameraInfo | int, capture: VideoCapture) -> None:
        """StationError where cameras were plugged in while this one was opened, so that its number became another's."""
        try:
            if self._found() == device:
                return
        except StationError:
            capture.release()
            raise
        capture.release()
        raise StationError(f"{self._name} was plugged in anew while it was being opened")

    def _check(self, picture: Picture, *, now: float) -> None:
        """StationError on another size, or a picture that has been the same for too long."""
        size = (picture.shape[1], picture.shape[0])
        if self._size not in {None, size}:
            raise StationError(f"{self._name} changed its picture from {self._size} to {size} (width, height)")
        self._size = size
        if (same := self._stillness.see(picture, now=now)) is not None:
            raise StationError(f"{self._name} has been giving the same picture for {same:.1f} s; it is frozen")
