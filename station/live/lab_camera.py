"""The practice camera in a process of its own, so that rendering its strips leaves the window alone."""

from collections.abc import Callable, Sequence

from station.core.frame import Frame
from station.core.messages import Filmed, FilmPractice
from station.core.practice.camera import Knobs
from station.live.link import Worker
from station.live.spare import practice_worker

CLOSING_SECONDS = 0.5


class LabCamera:
    """A camera over strips that never end, rendered by a worker; one that died is a StationError, and opening begins anew."""

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(self, *, knobs: Callable[[], Knobs] = Knobs, take: Callable[[], Worker] = practice_worker) -> None:
        """Speak of a lab; `knobs` is asked at every frame, in the thread that reads, and `take` gives the worker."""
        self._knobs = knobs
        self._take = take
        self._worker: Worker | None = None
        self._first: Frame | None = None
        self._is_opening = self._is_given_up = False

    def open(self) -> None:
        """Start the worker and wait until the first strip lies under the camera."""
        if self._worker is None:
            self._worker = self._take()
            self._is_opening = True
            if self._is_given_up:  # meanwhile
                self._worker.kill()
            self._first = self._film(self._worker)
            self._is_opening = False

    def give_up(self) -> None:
        """From another thread, and for good: wait no longer for the first strip, which takes seconds on a busy PC; `open` fails."""
        self._is_given_up = True
        worker = self._worker
        if worker is not None and self._is_opening:
            worker.kill()

    def read(self) -> Frame:
        """The newest frame, after waiting for it where it is not due yet."""
        if self._worker is None:
            raise RuntimeError("the practice camera is read before it was opened")
        frame, self._first = self._first, None
        return frame or self._film(self._worker)

    def close(self) -> None:
        """End the worker."""
        worker, self._worker, self._first = self._worker, None, None
        if worker is not None:
            worker.close(patience_s=CLOSING_SECONDS)

    def _film(self, worker: Worker) -> Frame:
        knobs = self._knobs()
        filmed = worker.ask(FilmPractice(knobs.speed_mm_s, knobs.stitch_mm, knobs.faults), expecting=Filmed)
        return Frame(filmed.picture.unpack(), filmed.number, filmed.time_s)
