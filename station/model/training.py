"""One training: fit, with progress, a stop question, and a state from which it resumes as if never stopped."""

import io
import json
import time
import zipfile
from collections.abc import Callable, Generator
from contextlib import closing
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
from station.model.ahead import made_ahead
from station.model.cluster import Alone
from station.model.feeding import Batch, LabelledSet, Share
from station.model.history import Epoch, best_of
from station.model.networks import Statistics
from station.model.recipes import RECIPES, Recipe
from station.model.stepping import compiled_step

assert set(RECIPES) == set(networks.NETWORKS)


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
        cluster: Alone | None = None,
    ) -> None:
        """Build the network with these statistics, or those of the training pictures; the seed decides everything random.

        In a cluster the pictures are this machine's part of them.
        """
        keras.utils.set_random_seed(recipe.seed)
        self._cluster = cluster = cluster or Alone()
        self.recipe = recipe
        self.kind = kind
        self.statistics = statistics or _common(feeding.statistics_of(train.pictures), len(train), cluster)
        self.model = self._built("float32", outputs=train.labels.shape[1])
        self._trained = self._built(recipe.precision, outputs=train.labels.shape[1], synchronised=cluster.count > 1)
        self._trained.set_weights(self.model.get_weights())
        self.outcome = Outcome()
        self.judged = (valid.labels[:0], valid.labels[:0])
        """Of the newest validation the logits and the labels; in a cluster those of every machine's part."""
        self._train = train
        self._valid = valid
        self._variation = feeding.VARIATIONS[recipe.variation]
        self._share = recipe.batch_size // cluster.count
        own_steps = feeding.steps_in_epoch(len(train), batch_size=self._share, copies=self._variation.copies)
        self._steps = int(cluster.each(own_steps).max())
        _choose_layers(self._trained, recipe.trained_layers)
        self._optimiser = _optimiser(recipe, steps=self._steps * recipe.epochs)
        self._optimiser.build(self._trained.trainable_variables)
        self._seconds_a_step = 0.0
        self._step = compiled_step(
            self._trained,
            self._optimiser,
            self.model.weights,
            recipe,
            kind=kind,
            taught=_taught(train),
            cluster=cluster,
        )
        self._logits = tf.function(lambda pictures: self.model(pictures, training=False), autograph=False)

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

    def follow_chief(self) -> None:
        """In a cluster: stand where the chief stands, with its weights, its optimiser's state and its history."""
        if self._cluster.count == 1:
            return
        variables = [*self.model.weights, *self._trained.weights, *self._optimiser.variables]
        values = [np.asarray(variable.numpy()) for variable in variables]
        told = self._cluster.from_chief(np.concatenate([value.ravel().astype(np.float64) for value in values]))
        history = self._cluster.text_from_chief(json.dumps([_as_json(epoch) for epoch in self.outcome.history]))
        if self._cluster.is_chief:
            return
        ends = np.cumsum([value.size for value in values])
        for variable, value, part in zip(variables, values, np.split(told, ends[:-1]), strict=True):
            variable.assign(part.reshape(value.shape).astype(value.dtype))
        self._take_history(json.loads(history))

    def answers(self, data: LabelledSet) -> NDArray[np.float32]:
        """The logits of the model as it stands, float32 (n, attributes)."""
        if not len(data):
            return np.zeros_like(data.labels)
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
        self._take_history(history)

    def _take_history(self, history: list[dict[str, Any]]) -> None:
        self.outcome = Outcome([_from_json(entry) for entry in history])
        self.outcome.best = best_of(self.outcome.history)

    def _run_epoch(
        self,
        epoch: int,
        *,
        report: Callable[[Progress], None],
        should_stop: Callable[[], bool],
        clock: Callable[[], float],
    ) -> bool:
        """Take the epoch's steps; True where it ended before its last one."""
        losses: list[float] = []
        right, asked = np.zeros((2, self._train.labels.shape[1]))
        self._losses, self._right, self._asked = losses, right, asked
        last = clock()
        with closing(self._feed(epoch)) as feed:
            for batch in feed:
                if self._cluster.any(should_stop()):
                    self.outcome.ended = "stopped by hand"
                    return True
                loss, hits, questions, sound = self._step(batch.pictures, batch.labels, batch.places)
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

    def _feed(self, epoch: int) -> Generator[Batch]:
        """The epoch's batches, made in a thread while the step before is taken."""
        return made_ahead(
            feeding.batches(
                self._train,
                variation=self._variation,
                batch_size=self._share,
                seed=self.recipe.seed,
                epoch=epoch,
                share=Share(self._cluster.index, self._cluster.count, self._steps),
            )
        )

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
        self.follow_chief()  # unlike processors may round unlike
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
        with self._cluster.together():
            keep(self)

    def _judge(self, data: LabelledSet) -> tuple[float, tuple[float, ...]]:
        """Cross-entropy, binary or of the classes, and the accuracies of the model as it stands."""
        self.judged = self._cluster.gathered(self.answers(data)), self._cluster.gathered(data.labels)
        logits, labels = self.judged[0].astype(np.float64), self.judged[1]
        if self.kind == "classes":
            losses = np.logaddexp.reduce(logits, axis=1) - (logits * labels).sum(axis=1)
            right = labels * (logits.argmax(axis=1) == labels.argmax(axis=1))[:, None]
            return float(losses.mean()), _per_cent(right.sum(axis=0), labels.sum(axis=0))
        losses = np.logaddexp(0, logits) - logits * labels
        right = (logits >= 0) == (labels > 0.5)
        return float(losses.mean()), _per_cent(right.sum(axis=0), np.full(right.shape[1], len(right)))

    def _is_exhausted(self) -> bool:
        best = self.outcome.best
        since = len(self.outcome.history) - best.epoch if best else 0
        if since < self.recipe.patience:
            return False
        self.outcome.ended = f"no better validation loss for {since} epochs"
        return True

    def _built(self, precision: str, *, outputs: int, synchronised: bool = False) -> keras.Model:
        return networks.build(
            self.recipe.network,
            image_size=self.recipe.image_size,
            outputs=outputs,
            statistics=self.statistics,
            precision=precision,
            synchronised=synchronised,
        )


def _common(own: Statistics, count: int, cluster: Alone) -> Statistics:
    """The statistics of the pictures of all machines, from those of each machine's own `count` pictures."""
    if cluster.count == 1:
        return own
    mean, deviation = np.array(own.mean), np.array(own.deviation)
    told = cluster.summed(count * np.concatenate([[1.0], mean, deviation**2 + mean**2]))
    means, squares = told[1:4] / told[0], told[4:] / told[0]
    blue, green, red = (float(value) for value in means)
    spread_blue, spread_green, spread_red = (float(value) for value in np.sqrt(squares - means**2))
    return Statistics((blue, green, red), (spread_blue, spread_green, spread_red))


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
