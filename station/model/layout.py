"""What weights a network has, layer by layer, for who must tell without TensorFlow whether a file fits.

`resources/networks.json` holds what does not depend on the pictures or the outputs; `python -m tests.model.layouts` writes it
from the networks themselves, and a test says when they differ. The head is counted here.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from numpy.typing import NDArray

from station.core import storage
from station.core.folders import resource

FILE = "networks.json"
LOGITS = "logits"
HIDDEN = "hidden"

Shapes = dict[str, list[tuple[int, ...]]]


def expected_shapes(network: str, *, image_size: tuple[int, int], outputs: int) -> Shapes:
    """The shapes of each layer's weights, in their order, at this `image_size` (width, height); KeyError on another network."""
    trunk = json.loads(storage.read_bytes(resource(FILE)))[network]
    shapes = {name: [tuple(shape) for shape in of_layer] for name, of_layer in trunk.items()}
    return shapes | _HEADS[network](image_size, outputs)


def kinds_of(shapes: Sequence[tuple[int, ...]]) -> tuple[str, ...]:
    """What a layer's arrays are, in their order: it is a convolution, a dense one, or a batch normalisation."""
    return (
        ("gamma", "beta", "moving_mean", "moving_variance") if len(shapes) == 4 else ("kernel", "bias")[: len(shapes)]
    )


def first_difference(expected: Shapes, came: Mapping[str, Sequence[NDArray[Any]]]) -> str:
    """How stored weights differ from what a network has, in words; empty where they fit."""
    if missing := sorted(set(expected) - set(came)):
        return f"expected weights of {len(expected)} layers; those of {missing[0]} are missing"
    if unknown := sorted(set(came) - set(expected)):
        return f"expected weights of {len(expected)} layers; {unknown[0][:64]!r} is none of them"
    for name, shapes in expected.items():
        theirs = [array.shape for array in came[name]]
        if theirs != shapes:
            return f"expected {_told(shapes)} in the layer {name}; received {_told(theirs)}"
    return ""


def _told(shapes: Sequence[tuple[int, ...]]) -> str:
    return ", ".join(" x ".join(map(str, shape)) for shape in shapes) or "nothing"


def _halved(side: int, times: int, *, up: bool) -> int:
    for _ in range(times):
        side = (side + up) // 2
    return side


def _averaged(image_size: tuple[int, int], outputs: int, *, channels: int) -> Shapes:
    """Of `fast` and `wide`: each channel's mean over the picture."""
    del image_size
    return {LOGITS: [(channels, outputs), (outputs,)]}


def _celled(image_size: tuple[int, int], outputs: int) -> Shapes:
    """Of the reference: cells of 4 x 4 on a quarter of the picture."""
    rows, columns = (_halved(side, 2, up=True) // 4 for side in image_size)
    return {LOGITS: [(rows * columns * 256, outputs), (outputs,)]}


def _hidden(image_size: tuple[int, int], outputs: int) -> Shapes:
    """Of `fruit`: a hidden layer behind a sixteenth of the picture."""
    rows, columns = (_halved(side, 4, up=False) for side in image_size)
    return {HIDDEN: [(rows * columns * 128, 128), (128,)], LOGITS: [(128, outputs), (outputs,)]}


_HEADS: dict[str, Callable[[tuple[int, int], int], Shapes]] = {
    "fast": partial(_averaged, channels=64),
    "wide": partial(_averaged, channels=128),
    "reference": _celled,
    "fruit": _hidden,
}
NETWORK_NAMES = tuple(_HEADS)
