"""The practice worker's part: it renders strips of a practice project, one a request, or films as the practice camera.

Each of the two is imported when it is asked for first: the camera, whose first picture somebody waits for, needs no project.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from station.core.messages import Array, Done, Filmed, FilmPractice, FilmStrip, Reply, Request, unserved

if TYPE_CHECKING:
    from station.core.practice.camera import Knobs, PracticeCamera

Tell = Callable[[Reply], None]


class PracticeRole:
    """Serves strips for any number of projects, and one camera, whose strips never end."""

    def __init__(self) -> None:
        """Begin without a camera."""
        self._camera: PracticeCamera | None = None
        self._knobs: list[Knobs] = []

    def serve(self, request: Request, tell: Tell) -> None:
        """Do as the request says."""
        match request:
            case FilmStrip():
                tell(Done(_film_strip(request)))
            case FilmPractice():
                tell(self._film(request))
            case _:
                raise unserved("practice", request)

    def _film(self, request: FilmPractice) -> Filmed:
        from station.core.practice.camera import Knobs, PracticeCamera
        from station.strip_thread import StripThread

        self._knobs[:] = [Knobs(request.speed_mm_s, request.stitch_mm, request.faults)]
        if self._camera is None:
            self._camera = PracticeCamera(knobs=lambda: self._knobs[0], making=StripThread)
        self._camera.open()
        frame = self._camera.read()
        return Filmed(frame.number, frame.time_s, Array.of(frame.picture))


def _film_strip(request: FilmStrip) -> str:
    from station.core.practice.lab import PracticeStrip, film_strip
    from station.core.project import open_project

    plan = PracticeStrip(request.number, request.frames, request.seed, request.scale, request.tag)
    return film_strip(plan, project=open_project(Path(request.project)))
