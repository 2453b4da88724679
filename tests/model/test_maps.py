"""The free heat maps against the gradient tape, on both networks, with weights that have been moved off their beginnings."""

import keras
import numpy as np
import pytest

from station.core.heat import heat_maps
from station.model.maps import explain, gradient_maps
from station.model.networks import LOGITS, build

SIZES = {"fast": (128, 96), "reference": (100, 100)}


@pytest.fixture(scope="module", params=SIZES)
def network(request: pytest.FixtureRequest) -> keras.Model:
    """A network whose every weight is random, so that nothing is zero by construction."""
    keras.utils.set_random_seed(3)
    model = build(request.param, image_size=SIZES[request.param], outputs=4)
    rng = np.random.default_rng(3)
    for weight in model.weights:
        spread = (0.01 if "kernel" in weight.path else 0.2) * rng.standard_normal(weight.shape)
        weight.assign(np.abs(weight.numpy() + spread) + 0.2 if "variance" in weight.path else weight.numpy() + spread)
    return model


@pytest.fixture(scope="module")
def pictures(network: keras.Model) -> np.ndarray:
    _, height, width, _ = network.inputs[0].shape
    return np.random.default_rng(5).integers(0, 256, (3, height, width, 3), dtype=np.uint8)


def test_the_free_maps_are_the_tapes(network: keras.Model, pictures: np.ndarray) -> None:
    _, gradcam, hirescam = (part.numpy() for part in explain(network)(pictures))
    for method, free in (("gradcam", gradcam), ("hirescam", hirescam)):
        taped = gradient_maps(network, pictures, method=method)
        largest = np.abs(taped).max(axis=(1, 2), keepdims=True)
        assert (largest > 0).all()
        assert (free < 0).any()
        assert (free > 0).any()
        assert (np.abs(free - taped) / largest).max() <= 1e-5


def test_a_hirescam_map_sums_to_logit_minus_bias(network: keras.Model, pictures: np.ndarray) -> None:
    logits, _, hirescam = (part.numpy() for part in explain(network)(pictures))
    expected = logits - network.get_layer(LOGITS).bias.numpy()
    np.testing.assert_allclose(hirescam.sum(axis=(1, 2)), expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max())


def test_maps_are_finite_where_the_sigmoid_is_saturated(network: keras.Model, pictures: np.ndarray) -> None:
    head = network.get_layer(LOGITS)
    before = head.bias.numpy()
    head.bias.assign(before + 1e4)
    logits, gradcam, _ = (part.numpy() for part in explain(network)(pictures))
    head.bias.assign(before)
    assert (logits > 100).all()  # where 1 / (1 + exp(-logit)) is 1 in float32, and its gradient 0
    assert np.isfinite(gradcam).all()
    assert np.abs(gradcam).max() > 0


def test_a_decision_false_shows_what_speaks_for_false(network: keras.Model, pictures: np.ndarray) -> None:
    gradcam = explain(network)(pictures)[1].numpy()
    says_true = heat_maps(gradcam, decisions=np.ones((3, 4), bool))
    says_false = heat_maps(gradcam, decisions=np.zeros((3, 4), bool))
    assert not (says_true * says_false).any()
    np.testing.assert_array_equal(says_true > 0, gradcam > 0)
    np.testing.assert_array_equal(says_false > 0, gradcam < 0)


def test_an_unknown_method_is_refused(network: keras.Model, pictures: np.ndarray) -> None:
    with pytest.raises(ValueError, match="Received: guess"):
        gradient_maps(network, pictures, method="guess")
