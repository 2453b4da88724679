"""The labs' old `.h5`, as Keras 2 wrote it: the run that it becomes answers like the network that the weights came from."""

import json
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest
from keras import layers

from station.core.errors import StationError
from station.core.images import write_picture
from station.core.messages import ImportWeights
from station.core.project import Project, create_project
from station.model.checkpoints import load_network
from station.model.lab_weights import take_weights
from station.model.logits import probabilities_of
from station.model.runs import Run, open_run

SIZE = 32
NAMES = ("length", "good", "break", "error")
FILE = "model_reference_0.21_0.33_0.912_0.887.h5"


def labs_network() -> keras.Model:
    """The reference as the lab wrote it down after Dorian Lazar: pictures that are standardised already -> probabilities."""

    def relu_bn(x: Any) -> Any:
        return layers.BatchNormalization()(layers.ReLU()(x))

    def block(x: Any, filters: int, *, down: bool) -> Any:
        y = layers.Conv2D(filters, 3, strides=2 if down else 1, padding="same")(x)
        y = layers.Conv2D(filters, 3, padding="same")(relu_bn(y))
        if down:
            x = layers.Conv2D(filters, 1, strides=2, padding="same")(x)
        return relu_bn(layers.Add()([x, y]))

    inputs = keras.Input((SIZE, SIZE, 3))
    x = relu_bn(layers.Conv2D(64, 3, padding="same")(layers.BatchNormalization()(inputs)))
    for filters, blocks in ((64, 2), (128, 4), (256, 2)):
        for index in range(blocks):
            x = block(x, filters, down=index == 0 and filters != 64)
    x = layers.Flatten()(layers.AveragePooling2D(4)(x))
    model = keras.Model(inputs, layers.Dense(4, activation="sigmoid")(x))
    rng = np.random.default_rng(5)
    for variable in model.variables:
        values = rng.normal(0, 0.05, variable.shape)
        if variable.name in ("gamma", "moving_variance"):
            values = np.abs(values) + 0.8
        variable.assign(values if variable.shape != (1024, 4) else values / 8)
    return model


def write_as_keras_2(model: keras.Model, path: Path, *, whole: bool) -> None:
    """What `model.save_weights("x.h5")`, or of a whole model `model.save("x.h5")`, left behind until Keras 3."""
    with h5py.File(path, "w") as file:
        root = file.create_group("model_weights") if whole else file
        if whole:
            described = [{"class_name": type(layer).__name__, "config": {"name": layer.name}} for layer in model.layers]
            described[-1]["config"]["activation"] = "sigmoid"
            file.attrs["model_config"] = json.dumps(
                {"class_name": "Functional", "config": {"layers": described}}
            ).encode()
            file.create_group("optimizer_weights").create_dataset("Adam/iter:0", data=np.int64(7))
        root.attrs["layer_names"] = [layer.name.encode() for layer in model.layers]
        root.attrs["backend"], root.attrs["keras_version"] = b"tensorflow", b"2.4.0"
        for layer in model.layers:
            group = root.create_group(layer.name)
            names = [f"{layer.name}/{variable.name}:0".encode() for variable in layer.variables]
            group.attrs["weight_names"] = names
            for name, variable in zip(names, layer.variables, strict=True):
                group.create_dataset(name.decode(), data=variable.numpy())


@pytest.fixture(scope="module")
def network() -> keras.Model:
    return labs_network()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "Prüfung")
    rng = np.random.default_rng(1)
    for number in range(3):
        write_picture(made.pics / f"a_{number}.png", rng.integers(40, 200, (SIZE, SIZE, 3), dtype=np.uint8))
    return made


def taken(source: Path, project: Project, **changes: Any) -> tuple[Run, str]:
    staging = project.models / "run"
    staging.mkdir(parents=True)
    wish = {"network": "reference", "attributes": NAMES, "image_size": (SIZE, SIZE)} | changes
    said = take_weights(ImportWeights(str(source), str(project.folder), str(staging), **wish))
    return open_run(staging), said


@pytest.mark.parametrize("whole", [False, True], ids=["weights", "whole model"])
def test_the_run_answers_like_the_network_that_the_weights_came_from(
    network: keras.Model, project: Project, tmp_path: Path, whole: bool
) -> None:
    write_as_keras_2(network, tmp_path / FILE, whole=whole)
    run, said = taken(tmp_path / FILE, project)
    pictures = np.random.default_rng(2).integers(0, 256, (5, SIZE, SIZE, 3), dtype=np.uint8)
    statistics = run.card.statistics
    assert len(set(statistics.mean)) == len(set(statistics.deviation)) == 1
    assert 100 < statistics.mean[0] < 140
    as_fed = (pictures - np.float32(statistics.mean[0])) / np.float32(statistics.deviation[0])
    expected = network(as_fed, training=False).numpy()
    answered = probabilities_of(load_network(run)(pictures, training=False).numpy(), kind="attributes")
    for column, name in enumerate(NAMES):
        mine = project.attributes.names.index(name)
        np.testing.assert_allclose(answered[:, mine], expected[:, column], atol=2e-5)
    assert np.ptp(expected, axis=0).min() > 1e-3, "the answers must differ from picture to picture to prove anything"
    assert (run.card.figures.loss, run.card.figures.valid_loss) == (0.21, 0.33)
    assert run.card.recipe["valid_accuracy"] == 0.887
    assert run.card.versions == {"keras": "2.4.0"}
    assert "standardised by this project's" in said


def test_weights_of_another_size_network_or_set_of_attributes_are_refused_with_the_difference(
    network: keras.Model, project: Project, tmp_path: Path
) -> None:
    source = tmp_path / FILE
    write_as_keras_2(network, source, whole=False)
    for number, (changes, said) in enumerate(
        [
            ({"image_size": None}, r"pictures of 100 x 100.*expected 38 layers.*9216 x 4"),
            ({"network": "fruit"}, "does not fit the network fruit"),
            ({"network": "fast"}, "reference and fruit"),
            (
                {"attributes": ("good", "error", "break", "size")},
                "answer good, error, break, size, but the project has",
            ),
        ]
    ):
        with pytest.raises(StationError, match=said):
            taken(source, create_project(tmp_path / f"p{number}"), **changes)
    with pytest.raises(StationError, match="expected pictures in"):
        taken(source, create_project(tmp_path / "empty"))
    assert not list((tmp_path / "empty" / "models" / "run").iterdir())


def test_a_layer_that_the_labs_do_not_have_is_not_even_looked_at(
    network: keras.Model, project: Project, tmp_path: Path
) -> None:
    source = tmp_path / FILE
    write_as_keras_2(network, source, whole=True)
    with h5py.File(source, "r+") as file:
        layer = {"class_name": "Lambda", "config": {"function": ["gAAA", None, None]}}
        file.attrs["model_config"] = json.dumps({"class_name": "Functional", "config": {"layers": [layer]}}).encode()
    with pytest.raises(StationError, match="a layer 'Lambda', which the labs' networks do not have"):
        taken(source, project)
