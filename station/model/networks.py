"""The networks: stacks of small named functions over uint8 BGR pictures, with logits at the end.

Whoever runs a network feeds pictures as they come out of `core.images.to_network_size`; the standardisation is its
first layer. A network is a trunk, whose last layer is named `features`, and a head from there to the logits, whichever
kind of project they answer. Where the head is linear the heat maps are exact and free (see `maps`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import keras
from keras import layers, ops

from station.model.layout import HIDDEN, LOGITS
from station.model.norm import BatchNormalization

EVIDENCE = "evidence"
EVIDENCE_OUT = f"{EVIDENCE}_norm"
FEATURES = "features"
POOL = "pool"

_synchronised: ContextVar[bool] = ContextVar("synchronised", default=False)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Mean and deviation of the training pictures, for each of blue, green and red, in grey levels."""

    mean: tuple[float, float, float]
    deviation: tuple[float, float, float]


LARGEST_HEAD = 100_000_000

PLAIN = Statistics((127.5, 127.5, 127.5), (64.0, 64.0, 64.0))
"""For networks that are built before any picture is known."""


def build(
    name: str,
    *,
    image_size: tuple[int, int],
    outputs: int,
    statistics: Statistics = PLAIN,
    precision: str = "float32",
    synchronised: bool = False,
) -> keras.Model:
    """The network `name` for pictures of `image_size` (width, height): uint8 (n, h, w, 3) -> logits float32 (n, outputs).

    `precision` is that of the arithmetic, float32 or bfloat16; the weights are float32 with either. `synchronised`: while
    training, batch normalisation takes its moments over the pictures of all machines.
    """
    if name not in NETWORKS:
        raise ValueError(f"a network is one of {', '.join(NETWORKS)}. Received: {name}")
    width, height = image_size
    with _arithmetic(precision), _norms(synchronised=synchronised):
        pictures = keras.Input((height, width, 3), dtype="uint8", name="pictures")
        network = NETWORKS[name]
        features = network.trunk(_standardise(pictures, statistics))
        _check_head(network.head.numbers(features.shape[1:], outputs), name, image_size=image_size, outputs=outputs)
        return keras.Model(pictures, network.head(features, outputs), name=name)


def _check_head(numbers: int, name: str, *, image_size: tuple[int, int], outputs: int) -> None:
    """Refuse a head that would fill the memory when it is made: its size is that of the pictures times that of the answers."""
    if not 0 < numbers <= LARGEST_HEAD:
        width, height = image_size
        raise ValueError(
            f"the network {name} for {outputs} outputs of pictures of {width} x {height} needs {numbers:,} weights at its end; "
            f"there can be 1 to {LARGEST_HEAD:,}"
        )


def is_linear(network: keras.Model | str) -> bool:
    """Whether the logits of this network, or of the one of this name, are linear in its features."""
    name = network if isinstance(network, str) else network.name
    return isinstance(NETWORKS[name].head, LinearHead)


@contextmanager
def _arithmetic(precision: str) -> Iterator[None]:
    """Layers made inside the block compute in this precision."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16" if precision == "bfloat16" else "float32")
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


@contextmanager
def _norms(*, synchronised: bool) -> Iterator[None]:
    """Batch normalisation made inside the block is synchronised, or not."""
    token = _synchronised.set(synchronised)
    try:
        yield
    finally:
        _synchronised.reset(token)


def _norm(name: str) -> Any:  # noqa: ANN401
    return BatchNormalization(synchronized=_synchronised.get(), name=name)


def _standardise(pictures: Any, statistics: Statistics) -> Any:  # noqa: ANN401
    """uint8 pictures -> zero mean and unit deviation by fixed statistics, which are configuration and no weights."""
    scale = [1 / deviation for deviation in statistics.deviation]
    offset = [-mean / deviation for mean, deviation in zip(statistics.mean, statistics.deviation, strict=True)]
    return layers.Rescaling(scale, offset, dtype="float32", name="standardise")(pictures)


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Average pooling, flatten, Dense. `cell` is the side of a pooling cell; None pools over the whole map."""

    cell: int | None

    def numbers(self, features: tuple[int, int, int], outputs: int) -> int:
        """How many weights it has behind features of this (h, w, k)."""
        rows, columns, channels = features
        cells = 1 if self.cell is None else (rows // self.cell) * (columns // self.cell)
        return cells * channels * outputs

    def __call__(self, features: Any, outputs: int) -> Any:  # noqa: ANN401
        """The logits of these features, linear in them."""
        size = features.shape[1:3] if self.cell is None else (self.cell, self.cell)
        x = layers.AveragePooling2D(size, name=POOL)(features)
        x = layers.Flatten(name="flatten")(x)
        return layers.Dense(outputs, dtype="float32", name=LOGITS)(x)


@dataclass(frozen=True, slots=True)
class HiddenHead:
    """Max pooling in cells of 2, flatten, Dense with ReLU, Dense. `units` is the width of the hidden layer."""

    units: int

    def numbers(self, features: tuple[int, int, int], outputs: int) -> int:
        """How many weights it has behind features of this (h, w, k)."""
        rows, columns, channels = features
        return ((rows // 2) * (columns // 2) * channels + outputs) * self.units

    def __call__(self, features: Any, outputs: int) -> Any:  # noqa: ANN401
        """The logits of these features, linear in them only piece by piece."""
        x = layers.MaxPooling2D(2, name=POOL)(features)
        x = layers.Flatten(name="flatten")(x)
        x = layers.Dense(self.units, activation="relu", name=HIDDEN)(x)
        return layers.Dense(outputs, dtype="float32", name=LOGITS)(x)


def _reference(x: Any) -> Any:  # noqa: ANN401
    """The lab's residual network, layer by layer as its mission states; 3,409,552 parameters at 100 x 100 and four outputs."""
    x = _norm("input_norm")(x)
    x = layers.Conv2D(64, 3, padding="same", name="stem")(x)
    x = _relu_norm(x, "stem")
    for stage, (filters, blocks) in enumerate(((64, 2), (128, 4), (256, 2)), start=1):
        for index in range(1, blocks + 1):
            stride = 2 if stage > 1 and index == 1 else 1
            last = stage == 3 and index == blocks
            x = _reference_block(x, filters, stride=stride, name=f"stage{stage}_block{index}", last=last)
    return x


def _reference_block(x: Any, filters: int, *, stride: int, name: str, last: bool) -> Any:  # noqa: ANN401
    y = layers.Conv2D(filters, 3, strides=stride, padding="same", name=f"{name}_conv1")(x)
    y = _relu_norm(y, f"{name}_1")
    y = layers.Conv2D(filters, 3, padding="same", name=f"{name}_conv2")(y)
    if stride == 2:
        x = layers.Conv2D(filters, 1, strides=2, padding="same", name=f"{name}_shortcut")(x)
    y = layers.Add(name=f"{name}_add")([y, x])
    y = layers.ReLU(name=f"{name}_2_relu")(y)
    return _norm(FEATURES if last else f"{name}_2_norm")(y)


def _relu_norm(x: Any, name: str) -> Any:  # noqa: ANN401
    """ReLU followed by BatchNorm, in the lab's order."""
    return _norm(f"{name}_norm")(layers.ReLU(name=f"{name}_relu")(x))


@dataclass(frozen=True, slots=True)
class Widths:
    """The compact network's channels where one other layer alone sees them: in its branch, inside its blocks, as evidence."""

    detail: tuple[int, int]
    stage1: int
    stage2: int
    stage3: int
    evidence: int


FAST = Widths(detail=(8, 16), stage1=16, stage2=32, stage3=64, evidence=32)
WIDE = Widths(detail=(16, 32), stage1=32, stage2=64, stage3=128, evidence=64)


def _compact(x: Any, widths: Widths) -> Any:  # noqa: ANN401
    """Compact and residual: a stride-4 stem, three stages, and maps at an eighth of the picture that see all of them.

    A branch beside the stem goes down by twos: it sees the single stitch, which the stem's stride blurs.
    """
    first, second = widths.detail
    detail = _conv_norm(x, first, size=5, stride=2, name="detail1")
    detail = _conv_norm(detail, second, size=5, stride=2, name="detail2")
    detail = _conv_norm(detail, 64, size=3, stride=2, name="detail3", relu=False)
    x = _conv_norm(x, 32, size=7, stride=4, name="stem")
    x = _stage(x, 32, inner=widths.stage1, blocks=1, stride=1, name="stage1")
    x = _stage(x, 64, inner=widths.stage2, blocks=3, stride=2, name="stage2")
    fine = layers.ReLU(name="fine")(layers.Add(name="fine_add")([x, detail]))
    coarse = _stage(fine, 128, inner=widths.stage3, blocks=2, stride=2, name="stage3")
    wide = _conv_norm(coarse, 64, size=1, name="lateral", relu=False)
    wide = layers.UpSampling2D(2, name="upsample")(wide)
    x = layers.ReLU(name="merge")(layers.Add(name="merge_add")([fine, wide]))
    evidence = _conv_norm(x, widths.evidence, size=3, name=EVIDENCE, relu=False)
    return layers.Concatenate(name=FEATURES)([evidence, _attended(evidence)])


def _attended(evidence: Any) -> Any:  # noqa: ANN401
    """Evidence x its own softmax over all places, times the number of places.

    Averaging it over the picture gives each channel's smooth maximum, so that one small fault is not drowned by the rest of
    the seam, and the head stays linear in it.
    """
    _, rows, columns, _ = evidence.shape
    x = ops.cast(evidence, "float32")
    x = ops.exp(x - ops.stop_gradient(ops.max(x, axis=(1, 2), keepdims=True)))
    x = x * (rows * columns / ops.sum(x, axis=(1, 2), keepdims=True))  # layers.Softmax would turn the picture twice
    return layers.Multiply(name="attended")([evidence, x])


def _stage(x: Any, filters: int, *, inner: int, blocks: int, stride: int, name: str) -> Any:  # noqa: ANN401
    for index in range(1, blocks + 1):
        x = _block(x, filters, inner=inner, stride=stride if index == 1 else 1, name=f"{name}_block{index}")
    return x


def _block(x: Any, filters: int, *, inner: int, stride: int, name: str) -> Any:  # noqa: ANN401
    y = _conv_norm(x, inner, size=3, stride=stride, name=f"{name}_1")
    y = _conv_norm(y, filters, size=3, name=f"{name}_2", relu=False)
    if stride > 1 or x.shape[-1] != filters:
        x = _conv_norm(x, filters, size=1, stride=stride, name=f"{name}_shortcut", relu=False)
    return layers.ReLU(name=f"{name}_out")(layers.Add(name=f"{name}_add")([y, x]))


def _conv_norm(x: Any, filters: int, *, size: int, name: str, stride: int = 1, relu: bool = True) -> Any:  # noqa: ANN401
    x = layers.Conv2D(filters, size, strides=stride, padding="same", use_bias=False, name=f"{name}_conv")(x)
    x = _norm(f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x) if relu else x


def _fruit(x: Any) -> Any:  # noqa: ANN401
    """The fruit lab's network up to its last BatchNorm; the pooling after that belongs to the head."""
    for index, filters in enumerate(FRUIT_FILTERS, start=1):
        last = index == len(FRUIT_FILTERS)
        convolve = layers.Conv2D(
            filters, 3, padding="same", activation="relu", kernel_initializer="he_uniform", name=f"conv{index}"
        )
        x = _norm(FEATURES if last else f"norm{index}")(convolve(x))
        x = x if last else layers.MaxPooling2D(2, name=f"pool{index}")(x)
    return x


FRUIT_FILTERS = (32, 32, 64, 128)


@dataclass(frozen=True, slots=True)
class Network:
    """An architecture: the function from standardised pictures to features, and the head from those to logits."""

    trunk: Callable[[Any], Any]
    head: LinearHead | HiddenHead


NETWORKS = {
    "fast": Network(partial(_compact, widths=FAST), LinearHead(cell=None)),
    "wide": Network(partial(_compact, widths=WIDE), LinearHead(cell=None)),
    "reference": Network(_reference, LinearHead(cell=4)),
    "fruit": Network(_fruit, HiddenHead(units=128)),
}
"""By name. `wide` is what `fast` was at first; `fast` was made of it (`narrowing`), and takes half its arithmetic."""
