"""A camera that is looked for each time it is opened: in the thread of whoever opens it, and under its name of then."""

from collections.abc import Callable, Sequence

from station.core.cameras import Adjustable, Camera, GivesUp, Rests
from station.core.device import Control, ControlState
from station.core.errors import StationError
from station.core.frame import Frame


class FoundCamera:
    """Stands for a camera that `find` gives when it is opened. One that remembers its device is found once, all others anew."""

    def __init__(self, find: Callable[[], Camera]) -> None:
        """Speak of it; `find` may take its time and raise StationError."""
        self._find = find
        self._camera: Camera | None = None
        self._opening: Camera | None = None
        self._kept: Camera | None = None
        self._wishes: dict[Control, Callable[[Adjustable], None]] = {}

    @property
    def controls(self) -> tuple[ControlState, ...]:
        """Exposure, gain and focus where what was found is a webcam that has them; none before it is open."""
        return _controls_of(self._camera)

    def set_value(self, control: Control, value: float) -> None:
        """Wish for an exposure, gain or focus, from any thread; it is wished again whenever the camera comes back."""
        self._wish(control, lambda camera: camera.set_value(control, value))

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Wish that the camera chooses by itself, or does not; it is wished again whenever the camera comes back."""
        self._wish(control, lambda camera: camera.set_automatic(control, wanted=wanted))

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
            self._opening = camera = self._kept or self._find()
            if isinstance(camera, Adjustable) and self._kept is None:
                for wish in tuple(self._wishes.values()):
                    wish(camera)
            if isinstance(camera, Rests):
                self._kept = camera
            camera.open()
            self._camera = camera

    def give_up(self) -> None:
        """From another thread, and for good: let what is just being opened fail, where it can."""
        if isinstance(camera := self._opening or self._kept, GivesUp):
            camera.give_up()

    def read(self) -> Frame | None:
        """The next frame of what was found."""
        if self._camera is None:
            raise StationError("the camera is not open")
        return self._camera.read()

    def rest(self) -> None:
        """Let go of it for a while."""
        camera = self._kept
        if not isinstance(camera, Rests):
            self.close()
            return
        self._camera = self._opening = None
        camera.rest()

    def close(self) -> None:
        """Let go of it."""
        camera, self._camera, self._opening = self._camera or self._opening or self._kept, None, None
        if camera is not None:
            camera.close()

    def _wish(self, control: Control, wish: Callable[[Adjustable], None]) -> None:
        self._wishes[control] = wish
        if isinstance(camera := self._camera, Adjustable):
            wish(camera)


def _controls_of(camera: object) -> tuple[ControlState, ...]:
    return camera.controls if isinstance(camera, Adjustable) else ()
