"""A run -> the exported network in its folder, which answers alike and without TensorFlow, or none at all."""

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

from station.core.attributes import Kind
from station.core.errors import StationError
from station.core.images import encode_png
from station.core.picture_cache import load_pictures
from station.core.project import open_project
from station.core.subsets import read_subset
from station.model import maps
from station.model.checkpoints import load_network
from station.model.compiled import BATCH, OUTPUTS, Networks
from station.model.exported import (
    ALIKE,
    EIGHT_BITS,
    NETWORK,
    PICTURES,
    SAMPLE,
    WEIGHTS,
    Agreement,
    Precision,
    Seen,
    Sheet,
    agreement,
    spread,
    write_exported,
)
from station.model.logits import probabilities_of
from station.model.openvino_runtime import ov
from station.model.quantising import quantised
from station.model.runs import Run

SHAPES = {
    "probabilities": ("n", "attributes"),
    "logits": ("n", "attributes"),
    "gradcam": ("n", "rows", "columns", "attributes"),
    "hirescam": ("n", "rows", "columns", "attributes"),
}
assert tuple(SHAPES) == OUTPUTS
LARGEST_SAMPLE = 24_000_000
"""Pixels of the sample's pictures together."""


def export_own(
    run: Run,
    pictures: NDArray[np.uint8],
    answers: NDArray[np.float32] | None = None,
    *,
    sampled: int = SAMPLE,
    keeps: Callable[[Agreement], bool] = lambda found: True,
) -> Agreement:
    """Write the run's network into its folder, once it has answered the validation pictures as TensorFlow does.

    `answers` are TensorFlow's logits of `pictures`, computed here where they are not at hand. The heat maps are raw, as in
    `core.heat`. At most so many pictures are laid beside it, as a sample; its 8-bit sister only where one `keeps` what agrees like
    that. Returns how float32 agrees with TensorFlow; StationError where a probability differs by more than ALIKE, and the run is
    then without an export.
    """
    network = load_network(run)
    if answers is None:
        answers = _logits(network, pictures)
    expected = probabilities_of(answers, kind=run.card.kind)
    files = _written(network, kind=run.card.kind)
    files |= _eight_bits(files, pictures)
    networks = Networks(files, image_size=run.card.image_size)
    exact = networks.seen("float32", pictures, kind=run.card.kind)
    agreements: dict[Precision, Agreement] = {"float32": agreement(Seen(expected), exact, card=run.card)}
    if agreements["float32"].largest > ALIKE:
        raise StationError(
            f"the exported network of the run {run.name} does not answer as TensorFlow does: a probability differs by "
            f"{agreements['float32'].largest:.2g}, and {ALIKE:g} is allowed; the run is used through TensorFlow"
        )
    lower = {name: networks.seen(name, pictures, kind=run.card.kind) for name in networks.lower}
    agreements |= {name: agreement(exact, found, card=run.card) for name, found in lower.items()}
    if not keeps(agreements["int8"]):
        agreements.pop("int8")
        files = {name: data for name, data in files.items() if name not in EIGHT_BITS}
    sample = spread(len(pictures), most=sampled)[: max(1, LARGEST_SAMPLE // pictures[0, ..., 0].size)]
    files[PICTURES] = encode_png(pictures[sample].reshape(-1, *pictures.shape[2:]))
    sheet = Sheet(
        weights_sha256=run.card.weights.sha256,
        files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        outputs=SHAPES,
        kind=run.card.kind,
        attributes=tuple(attribute.name for attribute in run.card.attributes),
        processor=networks.processor,
        openvino=ov.get_version(),
        agreements=agreements,
        expected=tuple(tuple(map(float, row)) for row in expected[sample]),
    )
    write_exported(run, files, sheet=sheet)
    return agreements["float32"]


def validation_pictures(run: Run) -> NDArray[np.uint8]:
    """The validation pictures of the project in whose `models` the run lies, at network size; StationError where there are none."""
    folder = run.folder.resolve().parent.parent
    if run.folder.resolve().parent.name != "models":
        raise StationError(
            f"an export is checked on the validation pictures of the run's project, but {run.folder} lies in no project's models"
        )
    pictures, _ = read_subset(open_project(folder), subset="valid")
    loaded = load_pictures([picture.path for picture in pictures], size=run.card.image_size)
    if not loaded.kept:
        raise StationError(f"the valid subset of {folder} holds no readable picture, so no export could be checked")
    return loaded.pictures


def _written(network: keras.Model, *, kind: Kind) -> dict[str, bytes]:
    """The network and its weights as OpenVINO writes them.

    By way of TensorFlow's own frozen graph: OpenVINO's converter for Python objects would report its use to its makers.
    """
    answer = maps.explain(network).python_function

    def everything(pictures: Any) -> tuple[Any, ...]:  # noqa: ANN401
        logits, gradcam, hirescam = answer(pictures)
        probabilities = tf.sigmoid(logits) if kind == "attributes" else tf.nn.softmax(logits)
        return probabilities, logits, gradcam, hirescam

    pictures = tf.TensorSpec((None, *network.inputs[0].shape[1:]), tf.uint8, name="pictures")
    function = tf.function(everything, input_signature=[pictures], autograph=False).get_concrete_function()
    frozen = convert_variables_to_constants_v2(function)
    with tempfile.TemporaryDirectory() as folder:
        graph, target = Path(folder) / "network.pb", Path(folder) / NETWORK
        graph.write_bytes(frozen.graph.as_graph_def().SerializeToString())
        read = ov.Core().read_model(graph)
        read.input(0).get_tensor().set_names({"pictures"})
        for name, tensor in zip(OUTPUTS, frozen.outputs, strict=True):
            read.output(tensor.name).get_tensor().add_names({name})  # one tensor may be two outputs
        ov.save_model(read, target, compress_to_fp16=False)
        return {name: (Path(folder) / name).read_bytes() for name in (NETWORK, WEIGHTS)}


def _eight_bits(files: dict[str, bytes], pictures: NDArray[np.uint8]) -> dict[str, bytes]:
    """The files of the network in int8."""
    network = ov.Core().read_model(files[NETWORK], ov.Tensor(np.frombuffer(files[WEIGHTS], np.uint8)))
    with tempfile.TemporaryDirectory() as folder:
        ov.save_model(quantised(network, pictures), Path(folder) / EIGHT_BITS[0], compress_to_fp16=False)
        return {name: (Path(folder) / name).read_bytes() for name in EIGHT_BITS}


def _logits(network: keras.Model, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    answer = maps.logits_alone(network)
    return np.concatenate([answer(pictures[at : at + BATCH])[0].numpy() for at in range(0, len(pictures), BATCH)])
