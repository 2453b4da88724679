"""A run that answers pictures through TensorFlow: probabilities, and the raw maps of both methods."""

import numpy as np

from station.core.messages import Answer, Answers, Array
from station.model import maps, runs
from station.model.checkpoints import load_network
from station.model.logits import probabilities_of


class Answering:
    """One loaded network."""

    def __init__(self, run: runs.Run) -> None:
        """Load and warm a run; StationError where its weights are not sound, or not those of its card any more."""
        self._run = run
        network = load_network(run)
        self._explain, self._logits = maps.explain(network), maps.logits_alone(network)
        width, height = self._run.card.image_size
        for answer in (self._explain, self._logits):
            answer(np.zeros((1, height, width, 3), np.uint8))

    def answer(self, request: Answer) -> Answers:
        """The answers to pictures uint8 (n, h, w, 3); StationError where they are of another size or kind."""
        pictures = runs.pictures_for(self._run, request.pictures.unpack())
        answer = self._explain if request.maps else self._logits
        logits, *raw = (part.numpy() for part in answer(pictures))
        probabilities = Array.of(probabilities_of(logits, kind=self._run.card.kind))
        return Answers(request.number, probabilities, *map(Array.of, raw))
