"""Heat maps: Grad-CAM (Selvaraju et al. 2017) and HiResCAM (Draelos and Carin 2020), free or by gradient.

For a head of average pooling, flatten and Dense the logit of attribute a is
    bias_a + sum over cells c and channels k of W[c, k, a] * mean of A[., ., k] over cell c,
so its gradient with respect to A is the constant W[c, k, a] / p^2 inside cell c and zero outside all cells. Both maps of
all attributes are therefore part of the forward pass; `gradient_maps` computes the same with a tape, to prove it.
"""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.heat import METHODS, Maps
from station.model.networks import FEATURES, LOGITS, POOL


def logit_gradient(model: keras.Model) -> Any:  # noqa: ANN401  (a float32 tensor)
    """The constant gradient of every logit with respect to the features, shape (rows, columns, channels, outputs)."""
    rows, columns, channels = model.get_layer(FEATURES).output.shape[1:]
    down, across = model.get_layer(POOL).pool_size
    kernel = model.get_layer(LOGITS).kernel
    cells = tf.reshape(kernel, (rows // down, columns // across, channels, -1))
    spread = tf.repeat(tf.repeat(cells, down, axis=0), across, axis=1) / float(down * across)
    beyond = [[0, rows - spread.shape[0]], [0, columns - spread.shape[1]], [0, 0], [0, 0]]
    return tf.pad(spread, beyond)


def explain(model: keras.Model) -> Any:  # noqa: ANN401  (a tf.function)
    """One compiled function that answers uint8 pictures (n, h, w, 3) with everything at once.

    It returns logits (n, a) and the raw maps of Grad-CAM and HiResCAM, each (n, rows, columns, a), all float32.
    """
    trunk = keras.Model(model.inputs[0], [model.get_layer(FEATURES).output, model.outputs[0]])
    gradient = logit_gradient(model)
    weights = tf.reduce_mean(gradient, axis=(0, 1))

    @tf.function(  # type: ignore[untyped-decorator]  # tensorflow carries no types
        input_signature=[tf.TensorSpec(model.inputs[0].shape, tf.uint8)]
    )
    def answer(pictures: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        features, logits = trunk(pictures, training=False)
        features = tf.cast(features, tf.float32)
        gradcam = tf.einsum("nijk,ka->nija", features, weights)
        hirescam = tf.einsum("nijk,ijka->nija", features, gradient)
        return logits, gradcam, hirescam

    return answer


def gradient_maps(model: keras.Model, pictures: np.ndarray[Any, np.dtype[np.uint8]], *, method: str) -> Maps:
    """The raw maps by a gradient tape over each logit: for any head, and the proof of the free ones.

    The gradient is taken of the logit, since a saturated sigmoid has none in float32.
    """
    if method not in METHODS:
        raise ValueError(f"a heat map's method is one of {', '.join(METHODS)}. Received: {method}")
    features = keras.Model(model.inputs[0], model.get_layer(FEATURES).output)(pictures, training=False)
    maps = []
    for output in range(model.outputs[0].shape[-1]):
        with tf.GradientTape() as tape:
            tape.watch(features)
            logit = _tail(model, features)[:, output]
        gradient = tape.gradient(logit, features)
        if method == "gradcam":
            gradient = tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)
        maps.append(tf.reduce_sum(gradient * features, axis=-1))
    return np.asarray(tf.stack(maps, axis=-1), np.float32)


def probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sigmoid of logits, float32, without overflow."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -700, 700))), np.float32)


def _tail(model: keras.Model, features: Any) -> Any:  # noqa: ANN401
    x = features
    for name in (POOL, "flatten", LOGITS):
        x = model.get_layer(name)(x)
    return x
