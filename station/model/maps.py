"""Heat maps: Grad-CAM (Selvaraju et al. 2017) and HiResCAM (Draelos and Carin 2020), free or by gradient.

For a head of average pooling, flatten and Dense the logit of attribute a is
    bias_a + sum over cells c and channels k of W[c, k, a] * mean of A[., ., k] over cell c,
so its gradient with respect to A is the constant W[c, k, a] / p^2 inside cell c and zero outside all cells. Both maps of
all attributes are therefore part of the forward pass; `gradient_maps` computes the same with a tape, to prove it. For any
other head one compiled function goes through the outputs and reduces each gradient to its two maps at once.
"""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.attributes import Kind
from station.core.heat import METHODS, Maps
from station.model.networks import FEATURES, LOGITS, POOL, is_linear


def explain(model: keras.Model) -> Any:  # noqa: ANN401  (a tf.function)
    """One compiled function that answers uint8 pictures (n, h, w, 3) with everything at once, for any n.

    It returns logits (n, a) and the raw maps of Grad-CAM and HiResCAM, each (n, rows, columns, a), all float32.
    """
    pictures = tf.TensorSpec(model.inputs[0].shape, tf.uint8)
    answer = _explain_linear(model) if is_linear(model) else _explain_by_gradient(model)
    return tf.function(answer, input_signature=[pictures])


def logits_alone(model: keras.Model) -> Any:  # noqa: ANN401  (a tf.function)
    """One compiled function that answers pictures as `explain`'s does, with the logits alone: for whom maps would cost time."""

    def answer(pictures: Any) -> tuple[Any]:  # noqa: ANN401
        return (model(pictures, training=False),)

    return tf.function(answer, input_signature=[tf.TensorSpec(model.inputs[0].shape, tf.uint8)])


def logit_gradient(model: keras.Model) -> Any:  # noqa: ANN401  (a float32 tensor)
    """The constant gradient of every logit of a linear head with respect to the features: (rows, columns, channels, outputs)."""
    rows, columns, channels = model.get_layer(FEATURES).output.shape[1:]
    down, across = model.get_layer(POOL).pool_size
    kernel = model.get_layer(LOGITS).kernel
    cells = tf.reshape(kernel, (rows // down, columns // across, channels, -1))
    spread = tf.repeat(tf.repeat(cells, down, axis=0), across, axis=1) / float(down * across)
    beyond = [[0, rows - spread.shape[0]], [0, columns - spread.shape[1]], [0, 0], [0, 0]]
    return tf.pad(spread, beyond)


def gradient_maps(model: keras.Model, pictures: NDArray[np.uint8], *, method: str) -> Maps:
    """The raw maps by a gradient tape over each logit, one after the other: for any head, and the proof of `explain`'s.

    The gradient is taken of the logit, since a saturated sigmoid has none in float32.
    """
    if method not in METHODS:
        raise ValueError(f"a heat map's method is one of {', '.join(METHODS)}. Received: {method}")
    trunk, head = halves(model)
    features = trunk(pictures, training=False)
    maps = []
    for output in range(model.outputs[0].shape[-1]):
        with tf.GradientTape() as tape:
            tape.watch(features)
            logit = head(features, training=False)[:, output]
        gradient = tape.gradient(logit, features)
        if method == "gradcam":
            gradient = tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)
        maps.append(tf.reduce_sum(gradient * features, axis=-1))
    return np.asarray(tf.stack(maps, axis=-1), np.float32)


def halves(model: keras.Model) -> tuple[keras.Model, keras.Model]:
    """The network cut at its features: from pictures to them, and from them to the logits."""
    features = model.get_layer(FEATURES).output
    return keras.Model(model.inputs[0], features), keras.Model(features, model.outputs[0])


def probabilities(logits: NDArray[np.float32], *, kind: Kind) -> NDArray[np.float32]:
    """Of logits (n, a) the sigmoid of each, or for classes the softmax of each row: float32, without overflow."""
    exact = logits.astype(np.float64)
    if kind == "attributes":
        return np.asarray(1 / (1 + np.exp(-np.clip(exact, -700, 700))), np.float32)
    powers = np.exp(exact - exact.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def _explain_linear(model: keras.Model) -> Any:  # noqa: ANN401
    trunk = keras.Model(model.inputs[0], [model.get_layer(FEATURES).output, model.outputs[0]])
    gradient = logit_gradient(model)
    weights = tf.reduce_mean(gradient, axis=(0, 1))

    def answer(pictures: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        features, logits = trunk(pictures, training=False)
        features = tf.cast(features, tf.float32)
        gradcam = tf.einsum("nijk,ka->nija", features, weights)
        hirescam = tf.einsum("nijk,ijka->nija", features, gradient)
        return logits, gradcam, hirescam

    return answer


def _explain_by_gradient(model: keras.Model) -> Any:  # noqa: ANN401
    """The head's forward pass once, then output by output one backward pass, so that one gradient is in memory at a time."""
    trunk, head = halves(model)
    outputs = model.outputs[0].shape[-1]

    def answer(pictures: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        features = tf.cast(trunk(pictures, training=False), tf.float32)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(features)
            logits = head(features, training=False)

        def maps_of(output: Any) -> tuple[Any, Any]:  # noqa: ANN401
            chosen = tf.ones_like(logits) * tf.one_hot(output, outputs)
            gradient = tape.gradient(logits, features, output_gradients=chosen)
            weights = tf.reduce_mean(gradient, axis=(1, 2))
            return tf.einsum("nijk,nk->nij", features, weights), tf.reduce_sum(gradient * features, axis=-1)

        one_map = tf.TensorSpec(features.shape[:3], tf.float32)
        gradcam, hirescam = tf.map_fn(
            maps_of, tf.range(outputs), fn_output_signature=(one_map, one_map), parallel_iterations=1
        )
        return logits, tf.transpose(gradcam, (1, 2, 3, 0)), tf.transpose(hirescam, (1, 2, 3, 0))

    return answer
