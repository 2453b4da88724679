"""A run -> a network in another format, for other programs: uint8 BGR pictures in, probabilities and maps out."""

import json
import tempfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import Kind
from station.core.messages import ExportRun
from station.model import maps, runs
from station.model.checkpoints import load_network
from station.model.exported import NETWORK, SHEET, WEIGHTS
from station.model.layout import HIDDEN, LOGITS
from station.model.networks import FEATURES, is_linear
from station.model.norm import without_ours
from station.model.openvino_export import export_own, validation_pictures


def export_run(request: ExportRun) -> Path:
    """Write a run's network as `<run>.keras`, `.onnx` or `.xml` into a folder, with its attributes beside it, and return its path.

    The network has only layers that come with Keras, so that no code of the station is needed to run it. In OpenVINO's format
    it is the station's own, which lies in the run's folder and is copied from there.
    """
    run = runs.open_run(Path(request.run))
    if request.format == "openvino":
        return _exported_own(run, Path(request.out))
    model = answering_network(load_network(run), kind=run.card.kind)
    path = storage.create_folder(Path(request.out)) / f"{run.name}.{request.format}"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        if request.format == "onnx":
            model(np.zeros((1, *model.inputs[0].shape[1:]), np.uint8))  # Keras exports only what has been called
            model.export(made, format="onnx", verbose=False)
        else:
            model.save(made)
        storage.write_bytes(path, made.read_bytes())
    contract = {
        "input": {
            "pictures": ["n", *model.inputs[0].shape[1:]],
            "dtype": "uint8",
            "colour_order": run.card.colour_order,
        },
        "outputs": {"probabilities": ["n", "attributes"], "gradcam": ["n", "rows", "columns", "attributes"]},
        "kind": run.card.kind,
        "attributes": [attribute.name for attribute in run.card.attributes],
        "thresholds": run.card.thresholds,
        "weights_sha256": run.card.weights.sha256,
    }
    storage.write_text(path.with_suffix(f".{request.format}.json"), json.dumps(contract, indent=1) + "\n")
    return path


def _exported_own(run: runs.Run, out: Path) -> Path:
    export_own(run, validation_pictures(run))
    if out.resolve() == run.folder.resolve():
        return run.folder / NETWORK
    storage.create_folder(out)
    for name in (NETWORK, WEIGHTS, SHEET):
        copied = out / f"{run.name}{Path(name).suffix}"
        storage.write_bytes(copied, storage.read_bytes(run.folder / name))
    return out / f"{run.name}{Path(NETWORK).suffix}"


def answering_network(model: keras.Model, *, kind: Kind) -> keras.Model:
    """The network with probabilities and raw Grad-CAM maps as its outputs."""
    activation = layers.Activation(
        "sigmoid" if kind == "attributes" else "softmax", dtype="float32", name="probabilities"
    )
    gradcam = _linear_gradcam(model) if is_linear(model) else _hidden_gradcam(model)
    answers = {"probabilities": activation(model.outputs[0]), "gradcam": gradcam}
    return without_ours(keras.Model(model.inputs[0], answers))


def _linear_gradcam(model: keras.Model) -> Any:  # noqa: ANN401
    """The maps of a linear head: one 1 x 1 convolution."""
    weights = tf.reduce_mean(maps.logit_gradient(model), axis=(0, 1)).numpy()
    return _convolved(model.get_layer(FEATURES).output, weights, name="gradcam")


def _hidden_gradcam(model: keras.Model) -> Any:  # noqa: ANN401
    """The maps of max pooling, flatten, Dense with ReLU, Dense: two 1 x 1 convolutions, with the ReLU's switches between them.

    Grad-CAM takes the mean of the gradient over all places, and each pooling cell passes its gradient to one place of its
    own: which one does not matter. So no gradient is needed, which no exported format has.
    """
    features, hidden = model.get_layer(FEATURES).output, model.get_layer(HIDDEN)
    _, rows, columns, channels = features.shape
    by_cell = hidden.kernel.numpy().reshape(-1, channels, hidden.units)
    towards = _convolved(features, by_cell.sum(axis=0) / (rows * columns), name="gradcam_hidden")
    switches = layers.Reshape((1, 1, hidden.units), name="gradcam_switches")(keras.ops.sign(hidden.output))
    passed = layers.Multiply(name="gradcam_passed")([towards, switches])
    return _convolved(passed, model.get_layer(LOGITS).kernel.numpy(), name="gradcam")


def _convolved(x: Any, weights: NDArray[np.float32], *, name: str) -> Any:  # noqa: ANN401
    """A 1 x 1 convolution of these weights (channels, outputs)."""
    layer = layers.Conv2D(weights.shape[1], 1, use_bias=False, dtype="float32", name=name)
    result = layer(x)
    layer.set_weights([weights[None, None]])
    return result
