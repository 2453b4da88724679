"""One training: fit, with progress, a stop question, and a state from which it resumes as if never stopped."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import Kind
from station.core.errors import StationError
from station.core.messages import Progress
from station.model import feeding, networks
from station.model.feeding import LabelledSet
from station.model.history import Epoch
from station.model.networks import Statistics
from station.model.recipes import RECIPES, Recipe

assert set(RECIPES) == set(networks.NETWORKS)


PLACE_WEIGHT = 6.0
"""How much more a cell counts in which a thing is than one in which it is not: they are few."""
TAUGHT_WEIGHT = 4.0


@dataclass(slots=True)
class Outcome:
    """How far a training is or came: its epochs, which was best, and why it ended."""

    history: list[Epoch] = field(default_factory=list)
    best: Epoch | None = None
    ended: str = ""


class Training:
    """A network on its way from labelled pictures to its best weights."""

    def __init__(
        self,
        recipe: Recipe,
        *,
        train: LabelledSet,
        valid: LabelledSet,
        kind: Kind = "attributes",
        statistics: Statistics | None = None,
    ) -> None:
        """Build the network with these statistics, or those of the training pictures; the seed decides everything random."""
        keras.utils.set_random_seed(recipe.seed)
        self.recipe = recipe
        self.kind = kind
        self.statistics = statistics or feeding.statistics_of(train.pictures)
        self.model = self._built("float32", outputs=train.labels.shape[1])
        self._trained = self._built(recipe.precision, outputs=train.labels.shape[1])
        self._trained.set_weights(self.model.get_weights())
        self.outcome = Outcome()
        self._train = train
        self._valid = valid
        self._variation = feeding.VARIATIONS[recipe.variation]
        self._steps = feeding.steps_in_epoch(len(train), batch_size=recipe.batch_size, copies=self._variation.copies)
        _choose_layers(self._trained, recipe.trained_layers)
        self._optimiser = _optimiser(recipe, steps=self._steps * recipe.epochs)
        self._optimiser.build(self._trained.trainable_variables)
        self._seconds_a_step = 0.0
        self._step = _step(self._trained, self._optimiser, self.model.weights, recipe, kind=kind, taught=_taught(train))
        self._logits = tf.function(lambda pictures: self.model(pictures, training=False))

    def start_from(self, weights: list[NDArray[np.float32]]) -> None:
        """Begin with these weights instead of random ones."""
        self.model.set_weights(weights)
        self._trained.set_weights(weights)

    def run(
        self,
        *,
        report: Callable[[Progress], None],
        keep: Callable[["Training"], None],
        should_stop: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> Outcome:
        """Train to the end, to an early stop, or until `should_stop` says so between two steps.

        `keep` is called after each epoch, when the outcome's history and best are up to date. `model` carries the averaged
        weights all the time. A stop inside an epoch leaves that epoch unfinished; where none was finished yet, the weights so far are
        judged and kept. Only a training that never took a step has nothing to show: its best is None.
        """
        for epoch in range(len(self.outcome.history), self.recipe.epochs):
            begun = clock()
            ended = self._run_epoch(epoch, report=report, should_stop=should_stop, clock=clock)
            if ended and (self.outcome.history or not self._losses):
                break
            self._finish_epoch(epoch, seconds=clock() - begun, report=report, keep=keep)
            if ended or self._is_exhausted():
                break
        self.outcome.ended = self.outcome.ended or "all epochs done"
        return self.outcome

    def answers(self, data: LabelledSet) -> NDArray[np.float32]:
        """The logits of the model as it stands, float32 (n, attributes)."""
        size = self.recipe.batch_size
        parts = [self._logits(data.pictures[at : at + size]).numpy() for at in range(0, len(data), size)]
        return np.concatenate(parts)

    def state(self) -> bytes:
        """Everything that resuming needs, as the bytes of an .npz without pickled objects."""
        arrays = {f"model_{i}": v.numpy() for i, v in enumerate(self.model.weights)}
        arrays |= {f"trained_{i}": v.numpy() for i, v in enumerate(self._trained.weights)}
        arrays |= {f"optimiser_{i}": v.numpy() for i, v in enumerate(self._optimiser.variables)}
        history = json.dumps([_as_json(epoch) for epoch in self.outcome.history])
        arrays["history"] = np.frombuffer(history.encode(), np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    def resume(self, path: Path) -> None:
        """Take up the state of a training that was stopped; StationError where it does not fit this one."""
        try:
            with np.load(io.BytesIO(storage.read_bytes(path)), allow_pickle=False) as arrays:
                groups = {
                    "model": self.model.weights,
                    "trained": self._trained.weights,
                    "optimiser": self._optimiser.variables,
                }
                loaded = {name: [arrays[f"{name}_{i}"] for i in range(len(group))] for name, group in groups.items()}
                history = json.loads(arrays["history"].tobytes())
        except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise StationError(f"{path} is no state of this training ({error}); it can't be resumed") from error
        for name, group in groups.items():
            if any(variable.shape != value.shape for variable, value in zip(group, loaded[name], strict=True)):
                raise StationError(f"{path} belongs to another network or other settings; it can't be resumed")
        for name, group in groups.items():
            for variable, value in zip(group, loaded[name], strict=True):
                variable.assign(value)
        self.outcome = Outcome([_from_json(entry) for entry in history])
        self.outcome.best = min(self.outcome.history, key=lambda epoch: epoch.valid_loss, default=None)

    def _run_epoch(
        self,
        epoch: int,
        *,
        report: Callable[[Progress], None],
        should_stop: Callable[[], bool],
        clock: Callable[[], float],
    ) -> bool:
        """Take the epoch's steps; True where it ended before its last one."""
        recipe = self.recipe
        losses: list[float] = []
        right, asked = np.zeros((2, self._train.labels.shape[1]))
        self._losses, self._right, self._asked = losses, right, asked
        last = clock()
        feed = feeding.batches(
            self._train, variation=self._variation, batch_size=recipe.batch_size, seed=recipe.seed, epoch=epoch
        )
        for batch in feed:
            if should_stop():
                self.outcome.ended = "stopped by hand"
                return True
            loss, hits, questions, sound = self._step(batch.pictures, batch.labels, batch.places, batch.seed)
            if not bool(sound):
                place = f"epoch {epoch + 1}, step {batch.step + 1}"
                self.outcome.ended = f"the loss was not finite in {place}, and what came of it was thrown away"
                return True
            losses.append(float(loss))
            right += hits.numpy()
            asked += questions.numpy()
            now = clock()
            if batch.step:  # the first step compiles
                pace = now - last
                self._seconds_a_step = 0.9 * self._seconds_a_step + 0.1 * pace if self._seconds_a_step else pace
            last = now
            report(self._progress(epoch, batch.step))
        return False

    def _progress(self, epoch: int, step: int) -> Progress:
        left = (self.recipe.epochs - epoch) * self._steps - step - 1
        validations = (self.recipe.epochs - epoch) * len(self._valid) / self.recipe.batch_size / 3
        return Progress(
            epoch=epoch + 1,
            epochs=self.recipe.epochs,
            step=step + 1,
            steps=self._steps,
            loss=float(np.mean(self._losses)),
            accuracies=_per_cent(self._right, self._asked),
            learning_rate=float(self._optimiser.learning_rate),
            seconds_left=(left + validations) * self._seconds_a_step,
        )

    def _finish_epoch(
        self, epoch: int, *, seconds: float, report: Callable[[Progress], None], keep: Callable[["Training"], None]
    ) -> None:
        taken = len(self._losses)
        valid_loss, valid_right = self._judge(self._valid)
        done = Epoch(
            epoch=epoch + 1,
            loss=float(np.mean(self._losses)),
            accuracies=_per_cent(self._right, self._asked),
            valid_loss=valid_loss,
            valid_accuracies=valid_right,
            learning_rate=float(self._optimiser.learning_rate),
            seconds=seconds,
        )
        self.outcome.history.append(done)
        is_best = self.outcome.best is None or done.valid_loss < self.outcome.best.valid_loss
        if is_best:
            self.outcome.best = done
        progress = self._progress(epoch, taken - 1)
        report(_with_validation(progress, done, best=is_best))
        keep(self)

    def _judge(self, data: LabelledSet) -> tuple[float, tuple[float, ...]]:
        """Cross-entropy, binary or of the classes, and the accuracies of the model as it stands."""
        logits = self.answers(data).astype(np.float64)
        if self.kind == "classes":
            losses = np.logaddexp.reduce(logits, axis=1) - (logits * data.labels).sum(axis=1)
            right = data.labels * (logits.argmax(axis=1) == data.labels.argmax(axis=1))[:, None]
            return float(losses.mean()), _per_cent(right.sum(axis=0), data.labels.sum(axis=0))
        losses = np.logaddexp(0, logits) - logits * data.labels
        right = (logits >= 0) == (data.labels > 0.5)
        return float(losses.mean()), _per_cent(right.sum(axis=0), np.full(right.shape[1], len(right)))

    def _is_exhausted(self) -> bool:
        best = self.outcome.best
        since = len(self.outcome.history) - best.epoch if best else 0
        if since < self.recipe.patience:
            return False
        self.outcome.ended = f"no better validation loss for {since} epochs"
        return True

    def _built(self, precision: str, *, outputs: int) -> keras.Model:
        return networks.build(
            self.recipe.network,
            image_size=self.recipe.image_size,
            outputs=outputs,
            statistics=self.statistics,
            precision=precision,
        )


def _step(model: keras.Model, optimiser: Any, kept: list[Any], recipe: Recipe, *, kind: Kind, taught: int) -> Any:  # noqa: ANN401
    """One compiled training step into `model`, whose averaged weights go into `kept`.

    What comes of a loss or gradient that is not finite is thrown away. `taught` places are learnt beside the labels.
    """
    light = feeding.VARIATIONS[recipe.variation].light
    width, height = recipe.image_size
    weights = list(model.weights)
    losses, counted = JUDGED_BY[kind]
    evident = networks.EVIDENCE_OUT if taught else networks.FEATURES
    answering = keras.Model(model.inputs[0], [model.outputs[0], model.get_layer(evident).output])

    @tf.function(  # type: ignore[untyped-decorator]  # tensorflow carries no types
        input_signature=[
            tf.TensorSpec((recipe.batch_size, height, width, 3), tf.uint8),
            tf.TensorSpec((recipe.batch_size, model.outputs[0].shape[-1]), tf.float32),
            tf.TensorSpec((recipe.batch_size, None, None, taught), tf.uint8),
            tf.TensorSpec((2,), tf.int32),
        ]
    )
    def step(pictures: Any, labels: Any, places: Any, seed: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401
        varied = light(pictures, seed)
        with tf.GradientTape() as tape:
            logits, evidence = answering(varied, training=not recipe.trained_layers)
            logits = tf.cast(logits, tf.float32)
            loss = tf.reduce_mean(losses(labels, logits, recipe.smoothing))
            taught_loss = _places_loss(tf.cast(evidence[..., :taught], tf.float32), places) if taught else 0.0
            total = loss + taught_loss
        gradients = tape.gradient(total, model.trainable_variables)
        sound = tf.math.is_finite(total) & tf.math.is_finite(tf.linalg.global_norm(gradients))

        def take() -> Any:  # noqa: ANN401
            optimiser.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
            done = tf.cast(optimiser.iterations, tf.float32)
            momentum = tf.minimum(recipe.averaging, done / (done + 9.0))
            for average, weight in zip(kept, weights, strict=True):
                average.assign(momentum * average + (1 - momentum) * tf.convert_to_tensor(weight))
            return tf.constant(True)

        tf.cond(sound, take, lambda: tf.constant(False))
        return loss, *counted(labels, logits), sound

    return step


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


def _per_cent(right: NDArray[Any], asked: NDArray[Any]) -> tuple[float, ...]:
    """The accuracy of each attribute or class; a class without a picture counts with the accuracy of all."""
    overall = right.sum() / max(1.0, asked.sum())
    return tuple(float(100 * (hits / count if count else overall)) for hits, count in zip(right, asked, strict=True))


def _choose_layers(model: keras.Model, beginnings: str) -> None:
    """Train only the layers whose names begin so; all where nothing is said."""
    if beginnings:
        for layer in model.layers:
            layer.trainable = layer.name.startswith(tuple(beginnings.split()))


def _taught(data: LabelledSet) -> int:
    return 0 if data.places is None else data.places.shape[-1]


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


def _optimiser(recipe: Recipe, *, steps: int) -> Any:  # noqa: ANN401
    """The lab's Adam at a constant rate where nothing decays; else AdamW with a short warm-up and a cosine to nearly nothing."""
    if not recipe.weight_decay:
        return keras.optimizers.Adam(recipe.learning_rate)
    warm_up = min(200, max(1, steps // 10))
    rate = keras.optimizers.schedules.CosineDecay(
        recipe.learning_rate / 100,
        max(1, steps - warm_up),
        alpha=0.01,
        warmup_target=recipe.learning_rate,
        warmup_steps=warm_up,
    )
    optimiser = keras.optimizers.AdamW(rate, weight_decay=recipe.weight_decay)
    optimiser.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimiser


def _with_validation(progress: Progress, epoch: Epoch, *, best: bool) -> Progress:
    fields = {name: getattr(progress, name) for name in progress.__struct_fields__}
    return Progress(
        **{**fields, "valid_loss": epoch.valid_loss, "valid_accuracies": epoch.valid_accuracies, "best": best}
    )


def _as_json(epoch: Epoch) -> dict[str, Any]:
    return {name: getattr(epoch, name) for name in Epoch.__slots__}


def _from_json(entry: dict[str, Any]) -> Epoch:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in entry.items()}
    return Epoch(**values)
