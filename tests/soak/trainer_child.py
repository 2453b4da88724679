"""A train worker without TensorFlow: serves `TrainRun` by a training that costs nothing and keeps what a real one keeps."""

import random
import sys
from pathlib import Path

from station.core.messages import Done, Note, Progress, TrainRun, receive_request, send
from station.model import keeper
from tests.model.fake_training import FakeTraining


def main() -> None:
    """Train one run until it is killed."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    keeper.versions = dict
    request = receive_request(requests)
    assert isinstance(request, TrainRun)
    send(replies, Note("begins"))
    training, rng = FakeTraining(Path(request.project) / "models" / request.run, size=500), random.Random()
    while True:
        number = training.epoch(is_better=rng.random() < 0.6)
        last = training.outcome.history[-1]
        send(
            replies,
            Progress(number, 10_000, 1, 1, last.loss, last.accuracies, 0.0, last.valid_loss, last.valid_accuracies),
        )
        if number >= 10_000:
            send(replies, Done("all epochs done"))
            return


if __name__ == "__main__":
    main()
