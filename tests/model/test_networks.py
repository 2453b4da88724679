"""The two networks: the reference to the parameter, both fed with uint8 pictures."""

import keras
import numpy as np
import pytest

from station.model import networks
from station.model.networks import FEATURES, Statistics, build


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
    assert model.count_params() < 1_000_000
    assert model.get_layer(FEATURES).output.shape[1:3] == (24, 32)


@pytest.mark.parametrize(("name", "size"), [("fast", (64, 48)), ("reference", (36, 36))])
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
