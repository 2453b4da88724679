"""The practice worker's part: it renders strips of a practice project, one a request, or films as the practice camera.

The camera, whose first picture somebody waits for, is imported at once, and what projects need when a strip is asked for.
"""

from collections.abc import Callable
from pathlib import Path

from station.core.messages import Array, Done, Filmed, FilmPractice, FilmStrip, LayPractice, Reply, Request, unserved
from station.core.practice.camera import Knobs, PracticeCamera
from station.strip_thread import StripThread

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
            case LayPractice():
                self._with(Knobs(stitch_mm=request.stitch_mm, faults=request.faults)).lay()
            case FilmPractice():
                tell(self._film(request))
            case _:
                raise unserved("practice", request)

    def _film(self, request: FilmPractice) -> Filmed:
        camera = self._with(Knobs(request.speed_mm_s, request.stitch_mm, request.faults))
        camera.open()
        frame = camera.read()
        return Filmed(frame.number, frame.time_s, Array.of(frame.picture))

    def _with(self, knobs: Knobs) -> PracticeCamera:
        self._knobs[:] = [knobs]
        if self._camera is None:
            self._camera = PracticeCamera(knobs=lambda: self._knobs[0], making=StripThread)
        return self._camera


def _film_strip(request: FilmStrip) -> str:
    from station.core.practice.lab import PracticeStrip, film_strip
    from station.core.project import open_project

    plan = PracticeStrip(request.number, request.frames, request.seed, request.scale, request.tag)
    return film_strip(plan, project=open_project(Path(request.project)))
