"""A run that answers pictures: probabilities, and the raw maps of both methods, in one forward pass."""

from pathlib import Path

import numpy as np

from station.core.errors import StationError
from station.core.messages import Answer, Answers, Array
from station.model import maps, runs
from station.model.checkpoints import load_network


class Answering:
    """One loaded network."""

    def __init__(self, folder: Path) -> None:
        """Load and warm the run in `folder`; StationError where it is not sound."""
        self._run = runs.open_run(folder)
        self._explain = maps.explain(load_network(self._run))
        width, height = self._run.card.image_size
        self._shape = (height, width, 3)
        self._explain(np.zeros((1, *self._shape), np.uint8))

    def answer(self, request: Answer) -> Answers:
        """The answers to pictures uint8 (n, h, w, 3); StationError where they are of another size or kind."""
        pictures = request.pictures.unpack()
        if pictures.dtype != np.uint8 or pictures.shape[1:] != self._shape:
            raise StationError(
                f"the run {self._run.name} takes uint8 pictures of {self._shape}; received {pictures.dtype} {pictures.shape[1:]}"
            )
        logits, gradcam, hirescam = (part.numpy() for part in self._explain(pictures))
        probabilities = maps.probabilities(logits, kind=self._run.card.kind)
        if not request.maps:
            return Answers(request.number, Array.of(probabilities))
        return Answers(request.number, Array.of(probabilities), Array.of(gradcam), Array.of(hirescam))
