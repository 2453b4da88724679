"""The networks: the labs' own to the parameter, all fed with uint8 pictures."""

import keras
import numpy as np
import pytest

from station.model import maps, networks
from station.model.networks import FEATURES, Statistics, build
from station.model.runs import MOST_IN_FAST


def pictures(count: int, size: tuple[int, int], seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, size[1], size[0], 3), dtype=np.uint8)


def test_the_reference_network_has_the_labs_parameters() -> None:
    assert build("reference", image_size=(100, 100), outputs=4).count_params() == 3_409_552


def test_the_reference_network_is_built_as_the_mission_says() -> None:
    model = build("reference", image_size=(100, 100), outputs=4)
    kinds = [type(layer).__name__ for layer in model.layers]
    assert kinds[:6] == ["InputLayer", "Rescaling", "BatchNormalization", "Conv2D", "ReLU", "BatchNormalization"]
    assert kinds[-4:] == ["BatchNormalization", "AveragePooling2D", "Flatten", "Dense"]
    assert kinds.count("Add") == 2 + 4 + 2
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    assert [(c.filters, c.kernel_size[0], c.strides[0]) for c in convolutions if c.strides[0] == 2] == [
        (128, 3, 2),
        (128, 1, 2),
        (256, 3, 2),
        (256, 1, 2),
    ]
    assert all(c.padding == "same" and c.use_bias for c in convolutions)
    assert model.get_layer(FEATURES).output.shape[1:] == (25, 25, 256)


def test_the_fast_network_is_compact_and_its_maps_are_an_eighth_of_the_picture() -> None:
    model = build("fast", image_size=(256, 192), outputs=4)
    assert model.count_params() < MOST_IN_FAST
    assert model.get_layer(FEATURES).output.shape[1:3] == (24, 32)


def test_the_fruit_network_is_built_as_the_mission_says() -> None:
    model = build("fruit", image_size=(100, 100), outputs=3)
    kinds = [type(layer).__name__ for layer in model.layers]
    assert kinds == [
        *("InputLayer", "Rescaling"),
        *(("Conv2D", "BatchNormalization", "MaxPooling2D") * 4),
        *("Flatten", "Dense", "Dense"),
    ]
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    assert [c.filters for c in convolutions] == [32, 32, 64, 128]
    assert all(c.kernel_size == (3, 3) and c.padding == "same" and c.use_bias for c in convolutions)
    assert all(c.activation is keras.activations.relu for c in convolutions)
    assert all(isinstance(c.kernel_initializer, keras.initializers.HeUniform) for c in convolutions)
    assert all(layer.pool_size == (2, 2) for layer in model.layers if isinstance(layer, keras.layers.MaxPooling2D))
    hidden, logits = model.layers[-2:]
    assert (hidden.units, hidden.activation) == (128, keras.activations.relu)
    assert (logits.units, logits.activation) == (3, keras.activations.linear)
    assert model.get_layer(FEATURES) is [a for a in model.layers if isinstance(a, keras.layers.BatchNormalization)][-1]
    assert model.get_layer(FEATURES).output.shape[1:] == (12, 12, 128)


@pytest.mark.parametrize("name", networks.NETWORKS)
def test_a_head_is_linear_where_it_says_so(name: str) -> None:
    model = build(name, image_size=(64, 64), outputs=3)
    _, head = maps.halves(model)
    rng = np.random.default_rng(1)
    one, other = rng.standard_normal((2, 1, *head.inputs[0].shape[1:])).astype(np.float32)
    of_the_middle = head((one + other) / 2).numpy()
    middle = (head(one).numpy() + head(other).numpy()) / 2
    assert np.allclose(of_the_middle, middle, atol=1e-4) is networks.is_linear(model) is networks.is_linear(name)


@pytest.mark.parametrize(("name", "size"), [("fast", (64, 48)), ("reference", (36, 36)), ("fruit", (50, 40))])
def test_a_frame_alone_and_in_any_batch_gets_the_same_answer(name: str, size: tuple[int, int]) -> None:
    model = build(name, image_size=size, outputs=4)
    batch = pictures(7, size)
    together = model(batch, training=False).numpy()
    alone = np.concatenate([model(picture[None], training=False).numpy() for picture in batch])
    shuffled = model(batch[::-1].copy(), training=False).numpy()[::-1]
    assert np.abs(together - alone).max() <= 1e-5
    assert np.abs(together - shuffled).max() <= 1e-5


@pytest.mark.parametrize("name", networks.NETWORKS)
def test_black_and_white_pictures_have_finite_answers(name: str) -> None:
    model = build(name, image_size=(64, 64), outputs=3)
    extremes = np.stack([np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 255, np.uint8)])
    assert np.isfinite(model(extremes, training=False).numpy()).all()


def test_the_statistics_are_the_first_layer() -> None:
    plain = build("fast", image_size=(64, 48), outputs=2)
    statistics = Statistics((100.0, 110.0, 120.0), (30.0, 40.0, 50.0))
    standard = build("fast", image_size=(64, 48), outputs=2, statistics=statistics)
    assert standard.count_params() == plain.count_params()
    batch = pictures(3, (64, 48))
    first = keras.Model(standard.inputs[0], standard.get_layer("standardise").output)(batch).numpy()
    expected = (batch - np.array(statistics.mean)) / np.array(statistics.deviation)
    np.testing.assert_allclose(first, expected, atol=1e-5)


def test_an_unknown_network_is_refused() -> None:
    with pytest.raises(ValueError, match="Received: huge"):
        build("huge", image_size=(64, 48), outputs=2)
