"""Heat maps against the gradient tape, on every network, with weights that have been moved off their beginnings."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from station.core.attributes import Kind
from station.core.heat import METHODS, heat_maps, of_probability
from station.model.layout import HIDDEN, LOGITS
from station.model.logits import probabilities_of
from station.model.maps import explain, gradient_maps, halves
from station.model.networks import FEATURES, NETWORKS, build, is_linear

SIZES = {"fast": (128, 96), "wide": (64, 48), "reference": (100, 100), "fruit": (100, 100)}

assert set(SIZES) == set(NETWORKS)


@pytest.fixture(scope="module", params=SIZES)
def network(request: pytest.FixtureRequest) -> keras.Model:
    """A network whose every weight is random, so that nothing is zero by construction."""
    keras.utils.set_random_seed(3)
    model = build(request.param, image_size=SIZES[request.param], outputs=4)
    rng = np.random.default_rng(3)
    shake(model, rng)
    return model


def shake(model: keras.Model, rng: np.random.Generator) -> None:
    """Move every weight and every norm's statistic off where it is."""
    for weight in model.weights:
        spread = (0.01 if "kernel" in weight.path else 0.2) * rng.standard_normal(weight.shape)
        weight.assign(np.abs(weight.numpy() + spread) + 0.2 if "variance" in weight.path else weight.numpy() + spread)


@pytest.fixture(scope="module")
def pictures(network: keras.Model) -> np.ndarray:
    _, height, width, _ = network.inputs[0].shape
    return np.random.default_rng(5).integers(0, 256, (3, height, width, 3), dtype=np.uint8)


def test_the_maps_are_the_tapes(network: keras.Model, pictures: np.ndarray) -> None:
    _, gradcam, hirescam = (part.numpy() for part in explain(network)(pictures))
    for method, free in (("gradcam", gradcam), ("hirescam", hirescam)):
        taped = gradient_maps(network, pictures, method=method)
        largest = np.abs(taped).max(axis=(1, 2), keepdims=True)
        assert (largest > 0).all()
        assert (free < 0).any()
        assert (free > 0).any()
        assert (np.abs(free - taped) / largest).max() <= 1e-5


def test_a_hirescam_map_sums_to_logit_minus_bias(network: keras.Model, pictures: np.ndarray) -> None:
    if not is_linear(network):  # else it does where no bias of the hidden layer comes between: Euler's theorem
        network.get_layer(HIDDEN).bias.assign(np.zeros(128, np.float32))
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


def test_any_number_of_pictures_is_answered_by_one_and_the_same_compiled_function(network: keras.Model) -> None:
    _, height, width, _ = network.inputs[0].shape
    answer = explain(network)
    before = None
    for count in (1, 3, 2, 1, 5, 3):
        batch = np.random.default_rng(7).integers(0, 256, (count, height, width, 3), dtype=np.uint8)
        logits, gradcam, hirescam = (part.numpy() for part in answer(batch))
        assert logits.shape == (count, 4)
        assert gradcam.shape == hirescam.shape == (count, *network.get_layer(FEATURES).output.shape[1:3], 4)
        first = gradcam[0] / np.abs(gradcam[0]).max()
        assert before is None or np.abs(first - before).max() <= 1e-5
        before = first
    assert answer.experimental_get_tracing_count() == 1


def test_a_network_of_131_classes_has_maps_too() -> None:
    network = build("fruit", image_size=(100, 100), outputs=131)
    batch = np.random.default_rng(5).integers(0, 256, (2, 100, 100, 3), dtype=np.uint8)
    answer = explain(network)
    _, gradcam, hirescam = (part.numpy() for part in answer(batch))
    nodes = len(answer.get_concrete_function().graph.as_graph_def().node)
    few = len(
        explain(build("fruit", image_size=(100, 100), outputs=3)).get_concrete_function().graph.as_graph_def().node
    )
    assert nodes == few  # compiled once, not once a class
    for method, compiled in (("gradcam", gradcam), ("hirescam", hirescam)):
        taped = gradient_maps(network, batch, method=method)
        assert np.abs(compiled - taped).max() <= 1e-5 * np.abs(taped).max()


def test_probabilities_are_the_sigmoid_or_the_softmax_and_never_overflow() -> None:
    logits = np.array([[0.0, 2.0, -2.0], [3e38, -3e38, 0.0], [-900.0, -901.0, -905.0]], np.float32)
    each = probabilities_of(logits, kind="attributes")
    np.testing.assert_allclose(each[0], [0.5, 0.8807971, 0.1192029], rtol=1e-6)
    assert each[1].tolist() == [1.0, 0.0, 0.5]
    classes = probabilities_of(logits, kind="classes")
    np.testing.assert_allclose(classes[0], np.exp(logits[0]) / np.exp(logits[0]).sum(), rtol=1e-6)
    assert classes[1].tolist() == [1.0, 0.0, 0.0]
    np.testing.assert_allclose(classes.sum(axis=1), 1, atol=1e-6)
    assert each.dtype == classes.dtype == np.float32


@pytest.mark.parametrize("kind", ["attributes", "classes"])
def test_maps_of_the_probability_are_the_tapes(network: keras.Model, pictures: np.ndarray, kind: Kind) -> None:
    head = network.get_layer(LOGITS)
    before = head.get_weights()
    spread = np.abs(explain(network)(pictures)[0].numpy()).max() / 3
    head.set_weights([weights / spread for weights in before])  # logits up to 3: nothing is saturated
    logits, *raw = (part.numpy() for part in explain(network)(pictures))
    chances = probabilities_of(logits, kind=kind)
    for method, maps in zip(METHODS, raw, strict=True):
        taped = taped_of_probability(network, pictures, kind=kind, method=method)
        ours = of_probability(maps, chances, kind=kind) * (chances * (1 - chances))[:, None, None]
        largest = np.abs(taped).max(axis=(1, 2), keepdims=True)
        assert (largest > 0).all()
        assert (np.abs(ours - taped) / largest).max() <= 1e-5
    head.set_weights(before)


def taped_of_probability(model: keras.Model, pictures: np.ndarray, *, kind: Kind, method: str) -> np.ndarray:
    """Maps by the gradient of each probability itself, as the lab takes it."""
    trunk, head = halves(model)
    features = trunk(pictures, training=False)
    maps = []
    for output in range(4):
        with tf.GradientTape() as tape:
            tape.watch(features)
            logits = head(features, training=False)
            chance = (tf.nn.softmax(logits) if kind == "classes" else tf.sigmoid(logits))[:, output]
        gradient = tape.gradient(chance, features).numpy()
        weights = gradient.mean(axis=(1, 2), keepdims=True) if method == "gradcam" else gradient
        maps.append((weights * features.numpy()).sum(axis=-1))
    return np.stack(maps, axis=-1)


def test_an_unknown_method_is_refused(network: keras.Model, pictures: np.ndarray) -> None:
    with pytest.raises(ValueError, match="Received: guess"):
        gradient_maps(network, pictures, method="guess")
