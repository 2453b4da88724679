"""The average of two runs: weights halfway, a card that is true of them, and runs that don't fit each other refused."""

from pathlib import Path

import numpy as np
import pytest

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.folders import resource
from station.model import runs
from station.model.averaging import average
from station.model.checkpoints import load_network
from station.model.feeding import LabelledSet


@pytest.fixture(scope="module")
def judged() -> LabelledSet:
    rng = np.random.default_rng(3)
    pictures = rng.integers(0, 256, (4, 192, 256, 3), np.uint8)
    return LabelledSet(pictures, rng.integers(0, 2, (4, len(SEAM.names))).astype(np.float32))


def moved_copy(base: runs.Run, folder: Path, *, by: float) -> runs.Run:
    """A run whose weights differ from the base's by so much each."""
    network = load_network(base)
    network.set_weights([weight + by for weight in network.get_weights()])
    folder.mkdir()
    network.save_weights(folder / "moved.weights.h5")
    weights = runs.CardWeights(file="moved.weights.h5", sha256=runs.sha256_of(folder / "moved.weights.h5"))
    runs.write_card(folder, base.card.model_copy(update={"weights": weights}))
    return runs.open_run(folder)


def test_the_average_lies_halfway_and_its_card_is_true_of_it(tmp_path: Path, judged: LabelledSet) -> None:
    base = runs.open_run(resource("base/fast"))
    average(tmp_path / "mean", base, moved_copy(base, tmp_path / "moved", by=0.01), share=0.5, judged=judged, clips=2)
    mean = runs.open_run(tmp_path / "mean")
    network = load_network(mean)
    for halfway, begun in zip(network.get_weights(), load_network(base).get_weights(), strict=True):
        np.testing.assert_allclose(halfway, begun + 0.005, rtol=0, atol=1e-5)
    right = ((network(judged.pictures, training=False).numpy() >= 0) == (judged.labels > 0.5)).mean(axis=0) * 100
    assert tuple(mean.card.figures.valid_accuracies.values()) == pytest.approx(right)
    assert (mean.card.base, mean.card.subsets["valid"].pictures) == (base.name, len(judged))


def test_runs_that_standardise_their_pictures_differently_are_not_averaged(tmp_path: Path, judged: LabelledSet) -> None:
    base = runs.open_run(resource("base/fast"))
    other = runs.CardStatistics(mean=(1.0, 2.0, 3.0), deviation=(4.0, 5.0, 6.0))
    foreign = runs.Run(base.folder, base.card.model_copy(update={"statistics": other}))
    with pytest.raises(StationError, match="standardise"):
        average(tmp_path / "mean", base, foreign, share=0.5, judged=judged, clips=2)
    assert not (tmp_path / "mean").exists()
