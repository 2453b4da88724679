"""One compiled training step, and the losses that it follows."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from station.core.attributes import Kind
from station.model import networks
from station.model.cluster import Alone
from station.model.recipes import Recipe

PLACE_WEIGHT = 6.0
"""How much more a cell counts in which a thing is than one in which it is not: they are few."""
TAUGHT_WEIGHT = 4.0


def compiled_step(
    model: keras.Model,
    optimiser: Any,  # noqa: ANN401
    kept: list[Any],
    recipe: Recipe,
    *,
    kind: Kind,
    taught: int,
    cluster: Alone,
) -> Any:  # noqa: ANN401
    """One compiled training step into `model`, whose averaged weights go into `kept`.

    What comes of a loss or gradient that is not finite is thrown away. `taught` places are learnt beside the labels. In a cluster
    each machine does its share of the batch, and all take the same step.
    """
    width, height = recipe.image_size
    share = recipe.batch_size // cluster.count
    weights = list(model.weights)
    learn = _learning(model, recipe, kind=kind, taught=taught, cluster=cluster)

    @tf.function(  # type: ignore[untyped-decorator]  # tensorflow carries no types
        input_signature=[
            tf.TensorSpec((share, height, width, 3), tf.uint8),
            tf.TensorSpec((share, model.outputs[0].shape[-1]), tf.float32),
            tf.TensorSpec((share, None, None, taught), tf.uint8),
        ],
        autograph=False,  # nothing here needs its rewriting, which took an eighth of a small training's processor time
    )
    def step(pictures: Any, labels: Any, places: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401
        (loss, total, *gradients), counts = cluster.run(learn, (pictures, labels, places))
        sound = tf.math.is_finite(total) & tf.math.is_finite(tf.linalg.global_norm(gradients))

        def take() -> Any:  # noqa: ANN401
            optimiser.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
            done = tf.cast(optimiser.iterations, tf.float32)
            momentum = tf.minimum(recipe.averaging, done / (done + 9.0))
            for average, weight in zip(kept, weights, strict=True):
                average.assign(momentum * average + (1 - momentum) * tf.convert_to_tensor(weight))
            return tf.constant(True)

        tf.cond(sound, take, lambda: tf.constant(False))
        return loss, *counts, sound

    return step


def _learning(
    model: keras.Model, recipe: Recipe, *, kind: Kind, taught: int, cluster: Alone
) -> Callable[[Any, Any, Any], tuple[list[Any], list[Any]]]:
    """What each machine does of a step: the means of loss, total loss and gradients, and the sums of right answers and questions."""
    losses, counted = JUDGED_BY[kind]
    evident = networks.EVIDENCE_OUT if taught else networks.FEATURES
    answering = keras.Model(model.inputs[0], [model.outputs[0], model.get_layer(evident).output])

    def learn(pictures: Any, labels: Any, places: Any) -> tuple[list[Any], list[Any]]:  # noqa: ANN401
        with tf.GradientTape() as tape:
            logits, evidence = answering(pictures, training=not recipe.trained_layers)
            logits = tf.cast(logits, tf.float32)
            loss = tf.reduce_mean(losses(labels, logits, recipe.smoothing))
            taught_loss = _places_loss(tf.cast(evidence[..., :taught], tf.float32), places) if taught else 0.0
            total = loss + taught_loss
        gradients = tape.gradient(total, model.trainable_variables)
        return cluster.mean([loss, total, *gradients]), cluster.total([*counted(labels, logits)])

    return learn


def _attribute_losses(labels: Any, logits: Any, smoothing: float) -> Any:  # noqa: ANN401
    """Binary cross-entropy of each attribute, with labels smoothed to `smoothing` and 1 - `smoothing`; shape (n, a)."""
    aims = labels * (1 - 2 * smoothing) + smoothing
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=aims, logits=logits)


def _class_losses(labels: Any, logits: Any, smoothing: float) -> Any:  # noqa: ANN401
    """Cross-entropy of the classes, a share `smoothing` of each label spread over all of them; shape (n,)."""
    aims = labels * (1 - smoothing) + smoothing / labels.shape[1]
    return tf.nn.softmax_cross_entropy_with_logits(labels=aims, logits=logits)


def _attribute_hits(labels: Any, logits: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Of each attribute how often the answer at 0.5 was right, and of how many pictures."""
    right = tf.cast((logits >= 0) == (labels > 0.5), tf.float32)
    return tf.reduce_sum(right, axis=0), tf.reduce_sum(tf.ones_like(right), axis=0)


def _class_hits(labels: Any, logits: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Of each class how many of its pictures were taken for it, and how many it has."""
    right = tf.cast(tf.argmax(logits, axis=1) == tf.argmax(labels, axis=1), tf.float32)
    return tf.reduce_sum(labels * right[:, None], axis=0), tf.reduce_sum(labels, axis=0)


JUDGED_BY: dict[Kind, tuple[Callable[[Any, Any, float], Any], Callable[[Any, Any], tuple[Any, Any]]]] = {
    "attributes": (_attribute_losses, _attribute_hits),
    "classes": (_class_losses, _class_hits),
}
"""Kind of project -> its loss, and how right answers are counted."""


def _places_loss(evidence: Any, places: Any) -> Any:  # noqa: ANN401
    """Cross-entropy of the evidence with where things are; cells in which a thing is weigh more, since they are few.

    The last two places exclude each other (short and long stitches): where either is, their difference is taught as well.
    """
    aims = tf.cast(places, tf.float32)
    found = tf.nn.weighted_cross_entropy_with_logits(labels=aims, logits=evidence, pos_weight=PLACE_WEIGHT)
    either = aims[..., -2] + aims[..., -1]
    difference = evidence[..., -2] - evidence[..., -1]
    told_apart = either * tf.nn.sigmoid_cross_entropy_with_logits(labels=aims[..., -2], logits=difference)
    return TAUGHT_WEIGHT * tf.reduce_mean(found) + tf.reduce_sum(told_apart) / (tf.reduce_sum(either) + 1.0)
