"""A run -> a network in another format, for other programs: uint8 BGR pictures in, probabilities and Grad-CAM maps out."""

import json
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from station.core import storage
from station.core.messages import ExportRun
from station.model import maps, runs
from station.model.checkpoints import load_network
from station.model.networks import FEATURES


def export_run(request: ExportRun) -> Path:
    """Write a run's network as `<run>.keras` or `<run>.onnx` into a folder, with its attributes beside it, and return its path.

    The network has only layers that come with Keras, so that no code of the station is needed to run it.
    """
    run = runs.open_run(Path(request.run))
    model = answering_network(load_network(run))
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
        "attributes": [attribute.name for attribute in run.card.attributes],
        "thresholds": run.card.thresholds,
        "weights_sha256": run.card.weights.sha256,
    }
    storage.write_text(path.with_suffix(f".{request.format}.json"), json.dumps(contract, indent=1) + "\n")
    return path


def answering_network(model: keras.Model) -> keras.Model:
    """The network with probabilities and raw Grad-CAM maps as its outputs; the maps are a 1 x 1 convolution."""
    weights = tf.reduce_mean(maps.logit_gradient(model), axis=(0, 1)).numpy()
    gradcam = layers.Conv2D(weights.shape[1], 1, use_bias=False, dtype="float32", name="gradcam")
    probabilities = layers.Activation("sigmoid", dtype="float32", name="probabilities")(model.outputs[0])
    answering = keras.Model(
        model.inputs[0], {"probabilities": probabilities, "gradcam": gradcam(model.get_layer(FEATURES).output)}
    )
    gradcam.set_weights([weights[None, None]])
    return answering
