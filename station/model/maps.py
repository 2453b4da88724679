"""Heat maps: Grad-CAM (Selvaraju et al. 2017) and HiResCAM (Draelos and Carin 2020), free or by gradient.

For a head of average pooling, flatten and Dense the logit of attribute a is
    bias_a + sum over cells c and channels k of W[c, k, a] * mean of A[., ., k] over cell c,
so its gradient with respect to A is the constant W[c, k, a] / p^2 inside cell c and zero outside all cells. Both maps of
all attributes are therefore part of the forward pass. So they are for a head with a hidden layer, whose gradient is put together
from its kernels and switches. No gradient is taken, which no exported network could; `gradient_maps` computes the same with
a tape, to prove it.
"""

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.heat import METHODS, Maps
from station.model.layout import HIDDEN, LOGITS
from station.model.networks import FEATURES, POOL, is_linear


def explain(model: keras.Model) -> Any:  # noqa: ANN401  (a tf.function)
    """One compiled function that answers uint8 pictures (n, h, w, 3) with everything at once, for any n.

    It returns logits (n, a) and the raw maps of Grad-CAM and HiResCAM, each (n, rows, columns, a), all float32.
    """
    pictures = tf.TensorSpec(model.inputs[0].shape, tf.uint8)
    answer = _explain_linear(model) if is_linear(model) else _explain_hidden(model)
    return tf.function(answer, input_signature=[pictures], autograph=False)


def logits_alone(model: keras.Model) -> Any:  # noqa: ANN401  (a tf.function)
    """One compiled function that answers pictures as `explain`'s does, with the logits alone: for whom maps would cost time."""

    def answer(pictures: Any) -> tuple[Any]:  # noqa: ANN401
        return (model(pictures, training=False),)

    return tf.function(answer, input_signature=[tf.TensorSpec(model.inputs[0].shape, tf.uint8)], autograph=False)


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


def _explain_linear(model: keras.Model) -> Any:  # noqa: ANN401
    """Both maps from the constant gradient; where one cell is the whole map they are the same, and computed once."""
    trunk = keras.Model(model.inputs[0], [model.get_layer(FEATURES).output, model.outputs[0]])
    gradient = logit_gradient(model)
    weights = tf.reduce_mean(gradient, axis=(0, 1))
    are_alike = tuple(model.get_layer(POOL).pool_size) == tuple(gradient.shape[:2])

    def answer(pictures: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        features, logits = trunk(pictures, training=False)
        features = tf.cast(features, tf.float32)
        gradcam = tf.nn.conv2d(features, weights[None, None], 1, "SAME")
        hirescam = gradcam if are_alike else tf.einsum("nijk,ijka->nija", features, gradient)
        return logits, gradcam, tf.identity(hirescam)

    return answer


def _explain_hidden(model: keras.Model) -> Any:  # noqa: ANN401
    """Both maps of a `HiddenHead`, whose gradient is put together from its kernels and what each picture switched on.

    The gradient of logit a with respect to the place that its pooling cell passed on is
        sum over units u of K1[cell, k, u] * (1 where u is active) * K2[u, a],
    and 0 at the cell's other places. The sum over channels is taken first, so that no gradient is ever whole in memory.
    """
    features, hidden = model.get_layer(FEATURES).output, model.get_layer(HIDDEN)
    trunk = keras.Model(
        model.inputs[0], [features, model.get_layer(POOL).output, hidden.output, model.outputs[0]], name="halfway"
    )
    _, rows, columns, channels = features.shape
    down, across = model.get_layer(POOL).output.shape[1:3]
    inner = tf.reshape(hidden.kernel, (down, across, channels, hidden.units))
    mean = tf.reduce_sum(inner, axis=(0, 1))[None, None] / float(rows * columns)
    outer = model.get_layer(LOGITS).kernel
    beyond = [[0, 0], [0, rows - 2 * down], [0, columns - 2 * across], [0, 0]]

    def answer(pictures: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        features, largest, active, logits = (tf.cast(part, tf.float32) for part in trunk(pictures, training=False))
        switches = tf.sign(active)[:, None, None]
        gradcam = tf.nn.conv2d(features, mean, 1, "SAME") * switches @ outer
        quarters = [
            tf.einsum("nrck,rcku->nrcu", passed, inner) * switches @ outer for passed in _passed_on(features, largest)
        ]
        hirescam = tf.nn.depth_to_space(tf.concat(quarters, axis=-1), 2)
        return logits, gradcam, tf.pad(hirescam, beyond)

    return answer


def _passed_on(features: Any, largest: Any) -> Iterator[Any]:  # noqa: ANN401
    """The four places of each 2 x 2 cell in their order, 0 where the cell's maximum (n, cells, cells, k) stands elsewhere.

    Of equal places the first is passed on, which is how TensorFlow's gradient of max pooling decides.
    """
    down, across = largest.shape[1:3]
    is_open = tf.ones_like(largest, tf.bool)
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        place = features[:, row : 2 * down : 2, column : 2 * across : 2]
        is_it = is_open & tf.equal(place, largest)
        is_open &= ~is_it
        yield tf.where(is_it, place, 0.0)
