"""One machine of a cluster, a process of its own: `python -m tests.model.cluster_machine FOLDER PROJECT`, with TF_CONFIG set.

First it trains on pictures made here by plain gradient descent, so that the weights can be held against those of one process;
the second machine stops that by hand in its second epoch. Then it trains on a project, and the chief dies after two epochs.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np

from station.core.errors import StationError
from station.core.messages import Progress, Reply, TrainRun
from station.model import fitting, training
from station.model.cluster import Alone, joined
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper
from station.model.networks import PLAIN
from station.model.recipes import RECIPES
from station.model.training import Training

SIZE = (32, 32)
RECIPE = replace(
    RECIPES["fast"], image_size=SIZE, epochs=2, batch_size=8, averaging=0.0, variation="none", precision="float32"
)
COUNTS = (19, 13)
"""Pictures of each machine: unlike, as clips are."""
VALID = (6, 5)
DIES_AFTER = 2
"""Epochs."""


def plain_descent(recipe: object, *, steps: int) -> keras.optimizers.Optimizer:
    """An optimiser whose steps are as near to each other as its gradients are."""
    del recipe, steps
    return keras.optimizers.SGD(0.01)


def smooth(name: str) -> keras.layers.Layer:
    """In place of ReLU while weights are compared: at its kink a difference in the last digit becomes one in the third.

    With ReLU two machines came to the weights of one within 2e-7 on one kind of processor, and within 1e-3 on another, where one
    process with Keras' own normalisation in place of the fused one did not come closer than 2e-4 either.
    """
    return keras.layers.Activation("softplus", name=name)


def labelled(count: int, seed: int) -> LabelledSet:
    """Noise of another strength in each picture, striped where the first label says so: half a batch has other moments."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, (count, 2)).astype(np.float32)
    strength = 0.3 + 0.7 * rng.random((count, 1, 1, 1))
    pictures = (rng.integers(0, 256, (count, SIZE[1], SIZE[0], 3)) * strength).astype(np.uint8)
    pictures[labels[:, 0] > 0, ::4] //= 3
    return LabelledSet(pictures, labels)


def first_part(cluster: Alone, folder: Path) -> None:
    """Train on pictures made here; weights of the first epoch and why it ended are left in the folder."""
    mine = cluster.index
    own = Training(
        RECIPE,
        train=labelled(COUNTS[mine], mine),
        valid=labelled(VALID[mine], 10 + mine),
        statistics=PLAIN,
        cluster=cluster,
    )

    def keep(now: Training) -> None:
        np.savez(folder / f"weights{mine}.npz", *now.model.get_weights())

    outcome = own.run(
        report=lambda progress: None, keep=keep, should_stop=lambda: bool(mine == 1 and own.outcome.history)
    )
    told = f"{outcome.ended}\n{len(outcome.history)}\n{outcome.history[0].valid_loss!r}"
    (folder / f"ended{mine}.txt").write_text(told, encoding="utf-8")


def second_part(cluster: Alone, folder: Path, project: Path) -> None:
    """Train on the project until the chief dies; what the other says of it is left in the folder."""
    said: list[str] = []

    def tell(reply: Reply) -> None:
        said.append(type(reply).__name__ if isinstance(reply, Progress) else str(reply))

    class Mortal(Keeper):
        def __call__(self, training: Training) -> None:
            super().__call__(training)
            if len(training.outcome.history) == DIES_AFTER:
                os._exit(9)

    fitting.Keeper = Mortal  # type: ignore[misc]
    request = TrainRun(
        str(project), f"run{cluster.index}", "fruit", resume=False, seed=1, image_size=SIZE, epochs=50, batch_size=4
    )
    fitting.fit_in(cluster, request, tell=tell, should_stop=lambda: False)


def main() -> None:
    """Both parts."""
    folder, project = Path(sys.argv[1]), Path(sys.argv[2])
    adam, training._optimiser = training._optimiser, plain_descent
    relu, keras.layers.ReLU = keras.layers.ReLU, smooth
    index = "?"
    try:
        with joined(tell=lambda reply: None, should_stop=lambda: False) as cluster:
            index = str(cluster.index)
            first_part(cluster, folder)
            training._optimiser, keras.layers.ReLU = adam, relu
            second_part(cluster, folder, project)
    except StationError as error:
        (folder / f"error{index}.txt").write_text(str(error), encoding="utf-8")


if __name__ == "__main__":
    main()
