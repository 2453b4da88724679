"""A training's checkpoints: named by their quality, whole at every moment, and a beginning for other trainings."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from station.core.attributes import SEAM, AttributeSet
from station.core.errors import StationError
from station.core.messages import ExportRun
from station.model import precision, runs
from station.model.checkpoints import base_weights, load_network
from station.model.export import export_run
from station.model.feeding import LabelledSet, statistics_of
from station.model.history import Epoch
from station.model.keeper import Keeper, Origin, checkpoint_name
from station.model.layout import LOGITS
from station.model.precision import faster_precision
from station.model.recipes import RECIPES
from station.model.training import Training

SIZE = (32, 32)
RECIPE = replace(RECIPES["fast"], image_size=SIZE, epochs=2, batch_size=8)


def labelled(count: int, seed: int, outputs: int = 4) -> LabelledSet:
    rng = np.random.default_rng(seed)
    pictures = rng.integers(0, 256, (count, SIZE[1], SIZE[0], 3), dtype=np.uint8)
    return LabelledSet(pictures, rng.integers(0, 2, (count, outputs)).astype(np.float32))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Training, runs.Run]:
    folder = tmp_path_factory.mktemp("kept") / "run"
    training = Training(RECIPE, train=labelled(16, 1), valid=labelled(8, 2))
    keeper = Keeper(folder, origin=Origin(SEAM, {}, 2, None, "2026-01-01"), valid=labelled(8, 2))
    training.run(report=lambda progress: None, keep=keeper, should_stop=lambda: False)
    return training, runs.open_run(folder)


@pytest.fixture
def run(kept: tuple[Training, runs.Run]) -> runs.Run:
    return kept[1]


def test_names_tell_losses_and_mean_accuracies() -> None:
    epoch = Epoch(7, 0.1234, (90.0, 100.0), 0.567, (80.0, 81.0), 1e-3, 1.0)
    assert checkpoint_name("fast", epoch) == "model_fast_0.12_0.57_0.950_0.805.weights.h5"


def test_a_kept_run_answers_as_the_training_did(kept: tuple[Training, runs.Run]) -> None:
    training, run = kept
    best = training.outcome.best
    assert best is not None
    data = labelled(8, 2)
    network = load_network(run)
    logits = network(data.pictures, training=False).numpy()
    loss = float((np.logaddexp(0, logits) - logits * data.labels).mean())
    assert loss == pytest.approx(best.valid_loss, abs=1e-5)
    assert run.card.parameters == network.count_params()
    assert [p.name for p in run.folder.glob("*.weights.h5")] == [run.card.weights.file]
    assert set(run.card.thresholds) == set(SEAM.names)


def test_weights_that_are_not_finite_or_of_another_network_are_refused(run: runs.Run, tmp_path: Path) -> None:
    other = run.card.model_copy(update={"network": "reference"})
    with pytest.raises(StationError, match="does not fit"):
        load_network(runs.Run(run.folder, other))
    unknown = run.card.model_copy(update={"network": "huge"})
    with pytest.raises(StationError, match="does not know"):
        load_network(runs.Run(run.folder, unknown))
    network = load_network(run)
    network.get_layer(LOGITS).bias.assign(np.full(4, np.nan))
    network.save_weights(tmp_path / "nan.weights.h5")
    sick = runs.CardWeights(file="nan.weights.h5", sha256=runs.sha256_of(tmp_path / "nan.weights.h5"))
    with pytest.raises(StationError, match="not finite"):
        load_network(runs.Run(tmp_path, run.card.model_copy(update={"weights": sick})))


def test_a_base_gives_all_layers_and_the_outputs_of_the_same_name(run: runs.Run) -> None:
    source = load_network(run)
    mixed = AttributeSet((SEAM["break"], replace(SEAM["good"], name="scratch", key="x"), SEAM["error"]))
    training = Training(RECIPE, train=labelled(16, 5, 3), valid=labelled(8, 6, 3))
    own_head = training.model.get_layer(LOGITS).kernel.numpy()
    training.start_from(base_weights(training, base=run, names=mixed.names))
    theirs, mine = source.get_layer(LOGITS).kernel.numpy(), training.model.get_layer(LOGITS).kernel.numpy()
    np.testing.assert_allclose(mine[:, 0], theirs[:, 2])
    np.testing.assert_allclose(mine[:, 2], theirs[:, 1])
    np.testing.assert_allclose(mine[:, 1], own_head[:, 1])
    for one, other in zip(source.weights, training.model.weights, strict=True):
        if LOGITS not in one.path:
            np.testing.assert_allclose(one.numpy(), other.numpy())


def test_a_base_of_another_network_is_refused(run: runs.Run) -> None:
    training = Training(replace(RECIPE, network="reference"), train=labelled(16, 5), valid=labelled(8, 6))
    with pytest.raises(StationError, match="needs its own kind"):
        base_weights(training, base=run, names=SEAM.names)


def test_a_run_is_written_for_keras_without_code_of_the_stations(run: runs.Run, tmp_path: Path) -> None:
    path = export_run(ExportRun(str(run.folder), "keras", str(tmp_path / "out")))
    pictures = labelled(8, 2).pictures
    answers = keras.saving.load_model(path, safe_mode=True)(pictures)
    expected = 1 / (1 + np.exp(-load_network(run)(pictures, training=False).numpy()))
    np.testing.assert_allclose(answers["probabilities"].numpy(), expected, atol=1e-5)
    contract = json.loads(path.with_suffix(".keras.json").read_text("utf-8"))
    assert contract["weights_sha256"] == run.card.weights.sha256


def test_statistics_are_exact_over_many_pictures() -> None:
    rng = np.random.default_rng(0)
    pictures = rng.integers(90, 110, (1200, 64, 64, 3), dtype=np.uint8)
    statistics = statistics_of(pictures)
    chosen = pictures[::3].astype(np.float64)
    np.testing.assert_allclose(statistics.mean, chosen.mean(axis=(0, 1, 2)), rtol=1e-9)
    np.testing.assert_allclose(statistics.deviation, chosen.std(axis=(0, 1, 2)), rtol=1e-6)
    assert statistics_of(np.zeros((3, 8, 8, 3), np.uint8)).deviation == (1.0, 1.0, 1.0)


def test_the_precision_is_measured_where_the_processor_has_both(monkeypatch: pytest.MonkeyPatch) -> None:
    sides: list[str] = []
    convolution = precision._convolution

    def noted(dtype: Any) -> Any:
        sides.append(dtype.name)
        return convolution(dtype)

    monkeypatch.setattr(precision, "ROUNDS", 2)
    monkeypatch.setattr(precision, "_convolution", noted)
    monkeypatch.setattr(precision, "capabilities", lambda: ("FP32", "INT8"))
    assert faster_precision() == "float32"
    assert sides == []
    monkeypatch.setattr(precision, "capabilities", lambda: ("FP32", "BF16"))
    assert faster_precision() in ("float32", "bfloat16")
    assert sides == ["float32", "bfloat16"]
