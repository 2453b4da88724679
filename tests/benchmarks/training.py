"""Training: what feeding delivers, how near a step comes to the processor's limit, and how long the lab's way takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf

from station.model import feeding, networks
from station.model.ahead import made_ahead
from station.model.feeding import Batch, LabelledSet
from station.model.norm import without_ours
from station.model.precision import faster_precision
from station.model.recipes import FROM_BASE, Recipe, recipe_for
from station.model.training import Training
from tests.benchmarks.flop import training_flop
from tests.benchmarks.line import Line, in_turn

LIMIT_SIDE = 3000
"""Of the matrices whose product is the limit."""
PICTURES = 320
"""In the set that is fed: each epoch of it is some ten batches."""
DEMO = {"train": 1488, "valid": 504}
"""Pictures of the demo's project, as it is trained by default."""
EPOCHS: int = FROM_BASE["epochs"]
RIVAL = "Keras' compile and fit"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the station's trainings and a step of it on one batch; `flop` is what the step costs."""

    recipe: Recipe
    training: Training
    step: Callable[[], object]
    flop: float


def measure() -> list[Line]:
    """Feeding beside the network, the share of the limit, the lab's fit, and how many times shorter the default training is."""
    precision = faster_precision()
    fast, epoch = _of_fast(precision)
    return [*fast, *_of_the_reference(precision, fast_epoch=epoch)]


def _of_fast(precision: str) -> tuple[list[Line], float]:
    """Lines of the default network, and the seconds of one of its epochs with its validation."""
    every = {kind: _side(recipe_for("fast", precision=kind)) for kind in dict.fromkeys(("float32", precision))}
    based = _side(recipe_for("fast", precision=precision, **FROM_BASE))
    judged = _pictures(based.recipe, count=64)
    seconds = in_turn(
        {kind: side.step for kind, side in every.items()}
        | {f"limit {kind}": _product(kind) for kind in every}
        | {"based": based.step, "feed": lambda: _fed(based.recipe), "judge": lambda: based.training.answers(judged)},
        rounds=7,
    )
    size = based.recipe.batch_size
    fed = PICTURES / seconds["feed"]
    eaten = {
        "the last layers, from base weights": size / seconds["based"],
        f"all layers, {precision}": size / seconds[precision],
    }
    lines = [
        Line(
            what=f"feeding alone beside fast in training: {name}",
            ours=fed,
            unit="pictures/s",
            rival=rate,
            rival_is="its steps alone",
            ratio=fed / rate,
            aim=">= 5 x",
            note="one thread; drawn, moved, lit; decoded once before",
        )
        for name, rate in eaten.items()
    ]
    lines += [_share(side, seconds[kind], limit=seconds[f"limit {kind}"], aim="") for kind, side in every.items()]
    judging = DEMO["valid"] / len(judged) * seconds["judge"]
    return lines, DEMO["train"] / size * seconds["based"] + judging


def _of_the_reference(precision: str, *, fast_epoch: float) -> list[Line]:
    """Lines of the reference network: beside the limit, beside the lab's way, and beside a default training."""
    sides = {kind: _side(recipe_for("reference", precision=kind)) for kind in dict.fromkeys(("float32", precision))}
    seconds = in_turn(
        {kind: side.step for kind, side in sides.items()}
        | {f"limit {kind}": _product(kind) for kind in sides}
        | {"fit": _labs_fit(sides["float32"].recipe)},
        rounds=3,
        warm=1,
    )
    recipe = sides["float32"].recipe
    steps = 2 * DEMO["train"] / recipe.batch_size
    whole, ours = recipe.epochs * steps * seconds["fit"], EPOCHS * fast_epoch
    shares = [
        _share(side, seconds[kind], limit=seconds[f"limit {kind}"], aim=">= 70 %") for kind, side in sides.items()
    ]
    paces = [
        Line(
            what=f"the reference in training, {kind}",
            ours=recipe.batch_size / seconds[kind],
            unit="pictures/s",
            rival=recipe.batch_size / seconds["fit"],
            rival_is=RIVAL,
            ratio=seconds["fit"] / seconds[kind],
            note="float32 and without XLA, with which it is slower" if kind == "float32" else "",
        )
        for kind in sides
    ]
    fiftieth = Line(
        what=f"a default training on the demo's {DEMO['train']} pictures",
        ours=ours,
        unit="s",
        rival=whole,
        rival_is=f"the reference, the lab's way, {recipe.epochs} epochs",
        ratio=whole / ours,
        aim=">= 50 x",
        note=f"both scaled from steps; ours: {EPOCHS} epochs from base weights with their validations",
    )
    return [*shares, *paces, fiftieth]


def _side(recipe: Recipe) -> Side:
    data = _pictures(recipe, count=2 * recipe.batch_size)
    training = Training(recipe, train=data, valid=data)
    batch = next(_batches(data, recipe))

    def step() -> float:
        return float(training._step(batch.pictures, batch.labels, batch.places)[0])

    return Side(recipe, training, step, recipe.batch_size * training_flop(training._trained))


def _share(side: Side, seconds: float, *, limit: float, aim: str) -> Line:
    """The step's operations a second beside those of a product of matrices in the same precision."""
    ours, most = side.flop / seconds / 1e9, 2 * LIMIT_SIDE**3 / limit / 1e9
    return Line(
        what=f"a step of {side.recipe.network}, all layers, {side.recipe.precision}",
        ours=ours,
        unit="GFLOP/s",
        rival=most,
        rival_is=f"a {LIMIT_SIDE}x{LIMIT_SIDE} product",
        ratio=ours / most,
        aim=aim,
        note="convolutions alone counted",
    )


def _product(precision: str) -> Callable[[], object]:
    matrix = tf.cast(tf.random.normal((LIMIT_SIDE, LIMIT_SIDE)), precision)
    multiply = tf.function(lambda: tf.reduce_sum(tf.matmul(matrix, matrix)[0]))
    return lambda: multiply().numpy()


def _pictures(recipe: Recipe, *, count: int) -> LabelledSet:
    """Noise: what is in the pictures costs nothing."""
    rng = np.random.default_rng(0)
    width, height = recipe.image_size
    pictures = rng.integers(0, 256, (count, height, width, 3), dtype=np.uint8)
    return LabelledSet(pictures, rng.integers(0, 2, (count, 4)).astype(np.float32))


def _batches(data: LabelledSet, recipe: Recipe) -> Iterator[Batch]:
    variation = feeding.VARIATIONS[recipe.variation]
    return feeding.batches(data, variation=variation, batch_size=recipe.batch_size, seed=recipe.seed, epoch=0)


def _fed(recipe: Recipe) -> None:
    """An epoch of batches as a training gets them, and nothing done with them."""
    for _ in made_ahead(_batches(_SET, recipe)):
        pass


def _labs_fit(recipe: Recipe) -> Callable[[], object]:
    """A step of Keras' own fit, as the lab called it, of Keras' own layers."""
    width, height = recipe.image_size
    network = without_ours(networks.build(recipe.network, image_size=(width, height), outputs=4))
    optimiser = keras.optimizers.Adam(recipe.learning_rate)
    network.compile(optimiser, keras.losses.BinaryCrossentropy(from_logits=True), jit_compile=False)
    data = _pictures(recipe, count=recipe.batch_size)
    return lambda: network.fit(data.pictures, data.labels, batch_size=recipe.batch_size, verbose=0)


_SET = _pictures(recipe_for("fast"), count=PICTURES)
