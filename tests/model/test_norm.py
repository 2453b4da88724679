"""The fused normalisation against Keras' own: the same outputs, gradients, running statistics and names in files."""

import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from station.model.norm import BatchNormalization

RNG = np.random.default_rng(0)
PICTURES, AIMS = RNG.normal(3, 2, (4, 5, 6, 8)), RNG.normal(size=(4, 5, 6, 8))


def figures(kind: type[layers.BatchNormalization], *, precision: str, training: bool) -> list[np.ndarray]:
    layer = kind(dtype=precision)
    layer.build(PICTURES.shape)
    for weight, (low, high) in zip(layer.weights, ((0.5, 2), (-1, 1), (2, 4), (3, 5)), strict=True):
        weight.assign(np.linspace(low, high, 8))
    pictures = tf.constant(PICTURES, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        outputs = layer(pictures, training=training)
        total = tf.reduce_sum(tf.cast(outputs, tf.float32) * tf.constant(AIMS, tf.float32))
    assert outputs.dtype == layer.compute_dtype
    slopes = tape.gradient(total, [pictures, layer.gamma.value, layer.beta.value])
    return [np.asarray(tf.cast(values, tf.float32)) for values in (outputs, *slopes, *layer.weights)]


@pytest.mark.parametrize("precision", ["float32", "mixed_bfloat16"])
@pytest.mark.parametrize("training", [True, False])
def test_it_is_keras_own_normalisation(precision: str, training: bool) -> None:
    theirs = figures(layers.BatchNormalization, precision=precision, training=training)
    ours = figures(BatchNormalization, precision=precision, training=training)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5 if precision == "float32" else 8e-3, atol=3e-5)


def test_one_value_a_channel_has_no_spread() -> None:
    layer = BatchNormalization(momentum=0.0)
    assert not np.asarray(layer(np.ones((1, 1, 1, 2), np.float32), training=True)).any()
    np.testing.assert_array_equal(layer.moving_variance, [0, 0])


def test_files_of_weights_know_it_by_keras_name() -> None:
    assert BatchNormalization.__name__ == layers.BatchNormalization.__name__
