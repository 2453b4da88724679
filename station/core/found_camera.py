"""A camera that is looked for each time it is opened: in the thread of whoever opens it, and under its name of then."""

from collections.abc import Callable, Sequence
from functools import partial

from station.core.camera_controls import Control, ControlState
from station.core.cameras import Camera, GivesUp, Webcam
from station.core.errors import StationError
from station.core.frame import Frame


class FoundCamera:
    """Stands for a camera that `find` gives when it is opened; a webcam that was plugged in elsewhere is found again."""

    def __init__(self, find: Callable[[], Camera]) -> None:
        """Speak of it; `find` may take its time and raise StationError."""
        self._find = find
        self._camera: Camera | None = None
        self._opening: Camera | None = None
        self._wishes: dict[Control, Callable[[Webcam], None]] = {}

    @property
    def controls(self) -> tuple[ControlState, ...]:
        """Exposure, gain and focus where what was found is a webcam that has them; none before it is open."""
        camera = self._camera
        return camera.controls if isinstance(camera, Webcam) else ()

    def set_value(self, control: Control, value: float) -> None:
        """Wish for an exposure, gain or focus, from any thread; it is wished again whenever the camera comes back."""
        self._wish(control, partial(Webcam.set_value, control=control, value=value))

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Wish that the camera chooses by itself, or does not; it is wished again whenever the camera comes back."""
        self._wish(control, partial(Webcam.set_automatic, control=control, wanted=wanted))

    @property
    def live(self) -> bool:
        """As of what was found; true before that."""
        return True if self._camera is None else self._camera.live

    @property
    def length(self) -> int | None:
        """As of what was found."""
        return None if self._camera is None else self._camera.length

    @property
    def problems(self) -> Sequence[str]:
        """As of what was found."""
        return () if self._camera is None else self._camera.problems

    def open(self) -> None:
        """Find it and open it; StationError where either fails."""
        if self._camera is None:
            self._opening = camera = self._find()
            if isinstance(camera, Webcam):
                for wish in tuple(self._wishes.values()):
                    wish(camera)
            camera.open()
            self._camera = camera

    def give_up(self) -> None:
        """From another thread, and for good: let what is just being opened fail, where it can."""
        if isinstance(opening := self._opening, GivesUp):
            opening.give_up()

    def read(self) -> Frame | None:
        """The next frame of what was found."""
        if self._camera is None:
            raise StationError("the camera is not open")
        return self._camera.read()

    def close(self) -> None:
        """Let go of it."""
        camera, self._camera, self._opening = self._camera or self._opening, None, None
        if camera is not None:
            camera.close()

    def _wish(self, control: Control, wish: Callable[[Webcam], None]) -> None:
        self._wishes[control] = wish
        if isinstance(camera := self._camera, Webcam):
            wish(camera)
