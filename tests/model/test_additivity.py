"""The heat maps of every network with a linear head are exact, whatever its weights, size, number of outputs and pictures.

The raw HiResCAM map sums to logit minus bias within 1e-4, absolute, as long as the map's own values sum, without their signs,
to no more than 100; these networks then have logits of up to 75. Where they sum to more, float32 has no 1e-4 left, and what
holds is 3e-6 of that sum.
"""

from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from station.core.heat import METHODS
from station.model.layout import LOGITS
from station.model.maps import explain, gradient_maps, halves, logit_gradient
from station.model.networks import NETWORKS, build, is_linear

CASES = (
    ("wide", (64, 48), 1),
    ("fast", (96, 160), 131),
    ("fast", (256, 192), 4),
    ("reference", (36, 36), 7),
    ("reference", (52, 44), 3),
)

assert {name for name, _, _ in CASES} == {name for name in NETWORKS if is_linear(name)}


@cache
def network(name: str, size: tuple[int, int], outputs: int) -> keras.Model:
    return build(name, image_size=size, outputs=outputs)


def randomise(model: keras.Model, rng: np.random.Generator, *, gain: float) -> None:
    """Draw every weight anew, the norms' statistics among them; with a gain of 1 the layers keep the size of what they pass on."""
    for weight in model.weights:
        if weight.path.endswith("kernel"):
            drawn = rng.standard_normal(weight.shape) * gain * np.sqrt(2 / np.prod(weight.shape[:-1]))
        elif weight.path.endswith(("gamma", "variance")):
            drawn = rng.uniform(0.3, 3, weight.shape)
        else:
            drawn = rng.standard_normal(weight.shape) * 0.3
        weight.assign(drawn.astype(np.float32))


def pictures_of(model: keras.Model, rng: np.random.Generator, *, count: int) -> np.ndarray:
    """Noise about a grey of each picture's own, some of it black or white altogether."""
    _, height, width, _ = model.inputs[0].shape
    grey, spread = rng.uniform(-100, 350, (count, 1, 1, 3)), rng.uniform(0, 200, (count, 1, 1, 1))
    values = grey + spread * rng.standard_normal((count, height, width, 3))
    return np.clip(values, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("name", "size", "outputs"), CASES)
@settings(max_examples=4, phases=(Phase.explicit, Phase.generate), deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 2**32 - 1), gain=st.floats(0.3, 1.1), count=st.integers(1, 3))
def test_maps_are_exact(name: str, size: tuple[int, int], outputs: int, seed: int, gain: float, count: int) -> None:
    model = network(name, size, outputs)
    rng = np.random.default_rng(seed)
    randomise(model, rng, gain=gain)
    pictures = pictures_of(model, rng, count=count)
    logits, *free = (part.numpy() for part in explain(model)(pictures))
    _, hirescam = free
    assert np.isfinite(logits).all()
    summed = hirescam.sum(axis=(1, 2), dtype=np.float64)
    expected = logits.astype(np.float64) - model.get_layer(LOGITS).bias.numpy()
    unsigned = np.abs(hirescam).sum(axis=(1, 2), dtype=np.float64)
    assert (unsigned > 0).all()
    assert (np.abs(summed - expected) <= np.where(unsigned <= 100, 1e-4, 3e-6 * unsigned)).all()
    np.testing.assert_allclose(logit_gradient(model), taped_gradient(model, rng), rtol=1e-6, atol=1e-7 * gain)
    if outputs > 10:  # a tape goes through them one by one
        return
    for method, maps in zip(METHODS, free, strict=True):
        taped = gradient_maps(model, pictures[:1], method=method)
        assert np.abs(maps[:1] - taped).max() <= AGREEMENT * np.abs(taped).max()


AGREEMENT = 1e-4
"""The trunk runs compiled in the one and not in the other, and attention raises the last digits of wild weights to powers: 1.5e-5 was
seen. On trained weights 1e-5 holds (test_base)."""


def taped_gradient(model: keras.Model, rng: np.random.Generator) -> np.ndarray:
    """The gradient of every logit at random features, which for a linear head are as good as any."""
    _, head = halves(model)
    features = tf.constant(rng.standard_normal((1, *head.inputs[0].shape[1:])), tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(features)
        logits = head(features)
    return np.moveaxis(tape.jacobian(logits, features).numpy()[0, :, 0], 0, -1)
