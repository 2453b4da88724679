"""A frame's probabilities and all its heat maps: the exported networks beside the lab's way and a fair rival.

The lab's way is its own network of Keras' layers, `model.predict`, and then an eager gradient tape for each attribute. The fair
rival is the same network as ours, of Keras' layers, in one compiled function of TensorFlow, tape included. All in one process,
on the same picture, in turn.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.attributes import SEAM
from station.core.folders import resource
from station.core.images import to_network_size
from station.core.messages import Answer, Array
from station.core.practice.camera import PracticeCamera
from station.model import maps, runs
from station.model.checkpoints import load_network
from station.model.exported import Precision
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.networks import FEATURES
from station.model.norm import without_ours
from station.model.openvino_export import export_own
from station.model.recipes import recipe_for
from station.model.runtime import Runtime
from station.model.training import Training
from tests.benchmarks.line import Line, in_turn

ROUNDS = 5
REPEATS = {"fast": 20, "reference": 4}
AIMS = {
    ("fast", "bfloat16"): 1000,
    ("fast", "float32"): 400,
    ("reference", "float32"): 30,
    ("reference", "bfloat16"): 30,
}


def measure() -> list[Line]:
    """A line for each network and precision, and for each fair rival."""
    with tempfile.TemporaryDirectory() as folder:
        picture = _picture()
        lab = _reference(Path(folder) / "reference", picture)
        own = _copied(resource("base") / "fast", Path(folder) / "fast", picture)
        sides: dict[str, Callable[[], object]] = {
            "lab": _labs_way(without_ours(load_network(lab)), _sized(picture, lab))
        }
        for run in (own, lab):
            name, small = run.card.network, _sized(picture, run)
            for precision in ("float32", *Runtime(run)._networks.lower):
                sides[f"{name} {precision}"] = _repeated(_ours(run, precision, small), REPEATS[name])
            sides[f"{name} rival"] = _repeated(_compiled(without_ours(load_network(run)), small), REPEATS[name])
        seconds = in_turn(sides, rounds=ROUNDS, warm=1)
    return list(_lines(seconds, lab=lab, own=own))


def _lines(seconds: dict[str, float], *, lab: runs.Run, own: runs.Run) -> Any:
    slow = 1000 * seconds.pop("lab")
    for side, found in seconds.items():
        name, way = side.split()
        milliseconds = 1000 * found / REPEATS[name]
        size = "{}x{}".format(*(own if name == "fast" else lab).card.image_size)
        what = f"probabilities and all heat maps, {name} {size}, "
        if way == "rival":
            yield Line(
                f"{what}TensorFlow compiled, tape for the maps",
                milliseconds,
                "ms",
                slow,
                "the lab's way",
                slow / milliseconds,
            )
            continue
        aim = AIMS.get((name, way))
        yield Line(
            f"{what}OpenVINO {way}",
            milliseconds,
            "ms",
            slow,
            "the lab's way",
            slow / milliseconds,
            f"{aim} x" if aim else "",
        )


def _picture() -> NDArray[np.uint8]:
    camera = PracticeCamera()
    camera.open()
    try:
        frame = camera.read()
        assert frame is not None
        return np.array(frame.picture)
    finally:
        camera.close()


def _sized(picture: NDArray[np.uint8], run: runs.Run) -> NDArray[np.uint8]:
    return to_network_size(picture, size=run.card.image_size)[None]


def _reference(folder: Path, picture: NDArray[np.uint8]) -> runs.Run:
    """The reference network with weights that have seen one step: how fast it answers does not depend on what it learnt."""
    recipe = recipe_for("reference", epochs=1, batch_size=4, variation="none")
    data = LabelledSet(
        np.repeat(to_network_size(picture, size=recipe.image_size)[None], 4, axis=0), np.eye(4, dtype=np.float32)
    )
    training = Training(recipe, train=data, valid=data)
    keep = Keeper(folder, origin=Origin(SEAM, {}, 1, None, now()), valid=data)
    training.run(report=lambda progress: None, keep=keep, should_stop=lambda: False)
    run = runs.open_run(folder)
    export_own(run, data.pictures)
    return run


def _copied(source: Path, folder: Path, picture: NDArray[np.uint8]) -> runs.Run:
    folder.mkdir()
    for file in source.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    run = runs.open_run(folder)
    export_own(run, _sized(picture, run))
    return run


def _ours(run: runs.Run, precision: Precision, picture: NDArray[np.uint8]) -> Callable[[], object]:
    """As the inspect worker answers, the message's packing included."""
    runtime = Runtime(run)
    runtime.precision = precision
    runtime._compiled.clear()
    return lambda: runtime.answer(Answer(1, Array.of(picture), True))


def _labs_way(model: keras.Model, picture: NDArray[np.uint8]) -> Callable[[], object]:
    """`predict`, and then for each attribute the network once more under a tape, in eager mode."""
    halfway = keras.Model(model.inputs[0], [model.get_layer(FEATURES).output, model.outputs[0]])

    def run() -> None:
        model.predict(picture, verbose=0)
        for output in range(model.outputs[0].shape[-1]):
            with tf.GradientTape() as tape:
                features, logits = halfway(picture, training=False)
                probability = tf.sigmoid(logits[:, output])
            weights = tf.reduce_mean(tape.gradient(probability, features), axis=(1, 2), keepdims=True)
            tf.nn.relu(tf.reduce_sum(features * weights, axis=-1)).numpy()

    return run


def _compiled(model: keras.Model, picture: NDArray[np.uint8]) -> Callable[[], object]:
    trunk, head = maps.halves(model)
    outputs = model.outputs[0].shape[-1]

    @tf.function
    def answer(pictures: Any) -> Any:
        features = trunk(pictures, training=False)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(features)
            logits = head(features, training=False)
            each = [logits[:, output] for output in range(outputs)]
        gradients = [tape.gradient(logit, features) for logit in each]
        weights = [tf.reduce_mean(gradient, axis=(1, 2), keepdims=True) for gradient in gradients]
        return tf.sigmoid(logits), [tf.reduce_sum(features * weight, axis=-1) for weight in weights]

    return lambda: answer(picture)[0].numpy()


def _repeated(run: Callable[[], object], times: int) -> Callable[[], object]:
    def again() -> None:
        for _ in range(times):
            run()

    return again
