"""Workers that behave like the real ones, without a process and without TensorFlow."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from station.core.errors import StationError
from station.core.messages import Answer, Answers, Array, Done, LoadRun, Note, Progress, Ready, Reply, TrainRun
from station.core.picture_reader import PlainReader
from station.model.runs import open_run


class ReaderHere(PlainReader):
    """Stands in for a PictureProcess, which takes a second to start where many tests do: it decodes here."""

    def __init__(self, *, waiting: Callable[[], None] = lambda: None) -> None:
        self.waiting = waiting


class FakeTrainer:
    """A training whose replies a test lets through one by one; a stop ends it with Done, a kill as a dead process does."""

    def __init__(self, request: TrainRun, *, heeds_stop: bool = True) -> None:
        self.request = request
        self.heeds_stop = heeds_stop
        self.stops = 0
        self.killed = threading.Event()
        self.closed = threading.Event()
        self._replies: SimpleQueue[Reply | None] = SimpleQueue()

    def say(self, *replies: Reply) -> None:
        for reply in replies:
            self._replies.put(reply)

    def replies(self) -> Iterator[Reply]:
        while True:
            reply = self._replies.get()
            if reply is None:
                raise StationError("the train worker ended unexpectedly (exit code -9)")
            yield reply
            if isinstance(reply, Done):
                return

    def stop(self) -> None:
        self.stops += 1
        if self.heeds_stop:
            self.say(Done("stopped by hand; kept epoch 1 of 1, validation loss 0.300"))

    def kill(self) -> None:
        self.killed.set()
        self._replies.put(None)

    def __enter__(self) -> "FakeTrainer":
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()


class FakeInspectWorker:
    """Answers each picture by its brightness: 0 to 1, the same for every attribute, with a map that is high top left."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.loads: list[str] = []
        self.killed = False
        self.closed = False
        self._waiting: list[Answer] = []
        self._attributes = 0

    def ask(self, request: LoadRun, *, expecting: type[Any]) -> Ready:
        del expecting
        self._check()
        card = open_run(Path(request.folder)).card
        if request.weights_sha256 != card.weights.sha256:
            raise StationError("the run has other weights than when it was chosen")
        self._attributes = len(card.attributes)
        self.loads.append(request.folder)
        return Ready(0.0)

    def send(self, request: Answer) -> None:
        self._check()
        self._waiting.append(request)

    def expect(self, kind: type[Any]) -> Answers:
        del kind
        self._check()
        request = self._waiting.pop(0)
        pictures = request.pictures.unpack()
        self.asked.append(len(pictures))
        bright = pictures.mean(axis=(1, 2, 3), dtype=np.float32)[:, None] / 255
        probabilities = np.repeat(bright, self._attributes, axis=1).astype(np.float32)
        maps = np.zeros((len(pictures), 4, 4, self._attributes), np.float32)
        maps[:, 0, 0] = np.where(bright >= 0.5, 1, -1)
        packed = Array.of(maps) if request.maps else None
        return Answers(request.number, Array.of(probabilities), packed, packed)

    def kill(self) -> None:
        self.killed = True

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> "FakeInspectWorker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self) -> None:
        if self.killed:
            raise StationError("the inspect worker ended unexpectedly (exit code -9)")


def step(epoch: int, number: int, *, epochs: int = 2, steps: int = 3, loss: float = 0.5) -> Progress:
    """The progress that a training tells after a step."""
    return Progress(epoch, epochs, number, steps, loss, (80.0,) * 4, 12.0, learning_rate=1e-3)


def epoch_end(epoch: int, *, valid_loss: float = 0.4, best: bool = True) -> Progress:
    """The progress that a training tells after an epoch."""
    figures = (91.0, 92.0, 93.0, 94.0)
    return Progress(epoch, 2, 3, 3, 0.5, (80.0,) * 4, 6.0, valid_loss, figures, best, 1e-3)


NOTE = Note("fast in float32 on 18 pictures, 64x48, from random weights")
