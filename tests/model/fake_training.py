"""A training that costs nothing: it has what a `Keeper` asks of one, and weights that say of which epoch they are. No TensorFlow."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import SEAM, Kind
from station.model import runs, weights_file
from station.model.history import Epoch
from station.model.keeper import Keeper, Origin
from station.model.recipes import recipe_for

VALID = 4


class _Model:
    def __init__(self, *, size: int) -> None:
        self.epoch = 0
        self._rows = size

    def save_weights(self, path: Path) -> None:
        layers = {"logits": [np.full((self._rows, 4), self.epoch, np.float32), np.zeros(4, np.float32)]}
        path.write_bytes(weights_file.content_bytes(layers))

    def count_params(self) -> int:
        return 4 * self._rows + 4


class _Outcome:
    def __init__(self) -> None:
        self.history: list[Epoch] = []
        self.best: Epoch | None = None
        self.ended = ""


class _Statistics:
    mean = (90.0, 91.0, 92.0)
    deviation = (50.0, 51.0, 52.0)


class FakeTraining:
    """Each epoch is the best so far, unless it is told to be no better."""

    recipe = recipe_for("fast", kind="attributes", image_size=(64, 48))
    kind: Kind = "attributes"
    statistics = _Statistics()

    def __init__(self, folder: Path, *, size: int = 2000) -> None:
        """Train into a folder, going on from what is there; `size` rows of weights, of 16 bytes each."""
        self.model = _Model(size=size)
        self.outcome = _Outcome()
        valid: Any = range(VALID)
        self._keep = Keeper(folder, origin=Origin(SEAM, {}, 2, None, "2026-01-01T00:00:00+00:00"), valid=valid)
        if (folder / runs.STATE).is_file():
            with np.load(folder / runs.STATE, allow_pickle=False) as state:
                self.outcome.history = [_epoch(at + 1, float(loss)) for at, loss in enumerate(state["losses"])]
            self.outcome.best = min(self.outcome.history, key=lambda epoch: epoch.valid_loss)

    def epoch(self, *, is_better: bool = True) -> int:
        """Train one more epoch, the best so far or not, and keep it; its number."""
        number = len(self.outcome.history) + 1
        self.model.epoch = number
        self.outcome.history.append(_epoch(number, 1 / number if is_better else 2.0))
        self.outcome.best = min(self.outcome.history, key=lambda epoch: epoch.valid_loss)
        kept: Any = self
        self._keep(kept)
        return number

    @property
    def judged(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Logits and labels of the validation pictures."""
        return np.zeros((VALID, 4), np.float32), np.eye(VALID, 4, dtype=np.float32)

    def state(self) -> bytes:
        """What a training needs to go on."""
        data = io.BytesIO()
        np.savez(data, losses=[epoch.valid_loss for epoch in self.outcome.history])
        return data.getvalue()


def _epoch(number: int, loss: float) -> Epoch:
    return Epoch(number, loss, (90.0,) * 4, loss, (90.0,) * 4, 1e-3, 1.0)


def loaded_epoch(folder: Path) -> int:
    """The epoch of a run's weights after every check that loading makes: card, sha256, arrays; StationError where one fails."""
    run = runs.open_run(folder)
    content = weights_file.read_content(runs.weights_bytes(run), name=str(folder))
    return int(weights_file.layers_of(content)["logits"][0][0, 0])
