"""A camera that is looked for each time it is opened: in the thread of whoever opens it, and under its name of then."""

from collections.abc import Callable, Sequence

from station.core.cameras import Camera
from station.core.errors import StationError
from station.core.frame import Frame


class FoundCamera:
    """Stands for a camera that `find` gives when it is opened; a webcam that was plugged in elsewhere is found again."""

    def __init__(self, find: Callable[[], Camera]) -> None:
        """Speak of it; `find` may take its time and raise StationError."""
        self._find = find
        self._camera: Camera | None = None

    @property
    def camera(self) -> Camera | None:
        """What was found, while it is open."""
        return self._camera

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
            camera = self._find()
            camera.open()
            self._camera = camera

    def read(self) -> Frame | None:
        """The next frame of what was found."""
        if self._camera is None:
            raise StationError("the camera is not open")
        return self._camera.read()

    def close(self) -> None:
        """Let go of it."""
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()
