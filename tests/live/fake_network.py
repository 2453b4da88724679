"""A network, a feed and a camera that behave like the real ones, at the pace a test wants."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.folders import resource
from station.core.frame import Frame
from station.core.messages import Engine, Tried
from station.live.answers import Answered
from station.live.inspector import UNDER_WAY
from station.model.runs import Run, open_run, write_card

SOUND = (0.97, 0.02, 0.03, 0.5)
BROKEN_SEAM = (0.04, 0.03, 0.98, 0.5)

Probabilities = tuple[float, ...]


def base_run() -> Run:
    """A run with the base weights' model card that may judge any seam; nothing loads its weights, and it has no export."""
    card = open_run(resource("base/fast")).card.model_copy(update={"rendered": False})
    return Run(resource("base") / "no folder" / "fast", card)


def write_run(folder: Path) -> Path:
    """The same as a folder with a model card, and return it."""
    folder.mkdir()
    write_card(folder, base_run().card)
    return folder


def picture(number: int) -> NDArray[np.uint8]:
    """A small picture that tells its number."""
    return np.full((48, 64, 3), number % 256, np.uint8)


def answered(probabilities: Probabilities) -> Answered:
    """An answer as the worker gives it."""
    rows = np.linspace(0, 1, 4 * 5 * len(probabilities), dtype=np.float32).reshape(1, 4, 5, len(probabilities))
    return Answered(np.array([probabilities], np.float32), {"gradcam": rows, "hirescam": rows[:, ::-1]})


class FakeHelper:
    """Holds a network that answers by the picture's number; `answers(number)` may raise, or wait for `killed`."""

    def __init__(
        self,
        answers: Callable[[int, "FakeHelper"], Probabilities] = lambda number, helper: SOUND,
        *,
        loading: threading.Event | None = None,
        fails: str = "",
    ) -> None:
        self.killed = threading.Event()
        self.closed = False
        self._answers = answers
        self._loading = loading
        self._fails = fails
        self._asked: dict[int, int] = {}
        """The pictures' numbers by that of their question."""
        self._questions = 0

    engine = Engine("float32", tried={"float32": Tried(5.0)})

    def load(self) -> None:
        while self._loading is not None and not self._loading.wait(0.01):
            if self.killed.is_set():
                raise StationError("the worker was killed while it loaded")
        if self._fails:
            raise StationError(self._fails)

    def ask(self, pictures: NDArray[np.uint8]) -> int:
        assert len(self._asked) < UNDER_WAY, "so many questions are under way at most"
        self._questions += 1
        self._asked[self._questions] = int(pictures[0, 0, 0, 0])
        return self._questions

    def answer(self, number: int) -> Answered:
        assert number == next(iter(self._asked)), "questions are answered in their order"
        return answered(self._answers(self._asked.pop(number), self))

    def kill(self) -> None:
        self.killed.set()

    def close(self) -> None:
        self.killed.set()
        self.closed = True


class ListedFrames:
    """Frames of a list, given when they are asked for, with gaps in their numbers counted as skipped."""

    def __init__(self, numbers: list[int], *, live: bool, clock: Callable[[], float]) -> None:
        self.live = live
        self.skipped = 0
        self._numbers = numbers
        self._clock = clock
        self._stop = threading.Event()

    @property
    def waits(self) -> bool:
        return not self.live

    def frames(self) -> Iterator[Frame]:
        following = 0
        for number in self._numbers:
            if self._stop.is_set():
                return
            self.skipped += number - following
            following = number + 1
            yield Frame(picture(number), number, number / 25, self._clock() if self.live else None)

    def stop(self) -> None:
        self._stop.set()


class PacedCamera:
    """A live camera that gives a frame whenever `allow` is released, and fails where a number is `lost`."""

    live = True
    length: int | None = None
    problems: tuple[str, ...] = ()

    def __init__(self, count: int, *, lost: int | None = None) -> None:
        self.allow = threading.Semaphore(0)
        self.ended = threading.Event()
        self.is_open = False
        self._count = count
        self.lost = lost
        self._number = 0

    def open(self) -> None:
        if self.lost is not None and self._number > self.lost:
            raise StationError("the camera is not there any more")
        self.is_open = True

    def read(self) -> Frame | None:
        while not self.allow.acquire(timeout=0.01):
            if self.ended.is_set():
                return None
        number, self._number = self._number, self._number + 1
        if self.lost is not None and number >= self.lost:
            raise StationError("the camera gives no more frames; was it unplugged?")
        return Frame(picture(number), number, number / 25)

    def close(self) -> None:
        self.is_open = False


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a CSV."""
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
