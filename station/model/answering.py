"""A run that answers pictures: probabilities, and the raw maps of both methods."""

from pathlib import Path

import numpy as np

from station.core.errors import StationError
from station.core.messages import Answer, Answers, Array
from station.model import maps, networks, runs
from station.model.checkpoints import load_network


class Answering:
    """One loaded network."""

    def __init__(self, folder: Path) -> None:
        """Load and warm the run in `folder`; StationError where it is not sound."""
        self._run = runs.open_run(folder)
        network = load_network(self._run)
        self._explain = maps.explain(network)
        self._logits = self._explain if networks.is_linear(network) else maps.logits_alone(network)
        width, height = self._run.card.image_size
        self._shape = (height, width, 3)
        for answer in (self._explain, self._logits):
            answer(np.zeros((1, *self._shape), np.uint8))

    def answer(self, request: Answer) -> Answers:
        """The answers to pictures uint8 (n, h, w, 3); StationError where they are of another size or kind."""
        pictures = request.pictures.unpack()
        if pictures.dtype != np.uint8 or pictures.shape[1:] != self._shape:
            raise StationError(
                f"the run {self._run.name} takes uint8 pictures of {self._shape}; received {pictures.dtype} {pictures.shape[1:]}"
            )
        answer = self._explain if request.maps else self._logits
        logits, *raw = (part.numpy() for part in answer(pictures))
        probabilities = Array.of(maps.probabilities(logits, kind=self._run.card.kind))
        if not request.maps:
            return Answers(request.number, probabilities)
        gradcam, hirescam = map(Array.of, raw)
        return Answers(request.number, probabilities, gradcam, hirescam)
