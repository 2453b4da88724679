"""Whether this processor computes faster in bfloat16: measured where it can, since that it can does not say how fast."""

import time
from statistics import median
from typing import Any

import tensorflow as tf

from station.model.compiled import BFLOAT16, capabilities

WORTHWHILE = 1.2
"""How much faster bfloat16 must be to be taken."""
ROUNDS = 6


def faster_precision() -> str:
    """`bfloat16` where a convolution like those of the fast network and its gradient run clearly faster in it, else `float32`.

    Both sides run in turn, so that a busy moment of the machine hits both. It takes a second or two; a processor that has no
    bfloat16, beside which no graphics card computes, is not asked: it takes six times as long with it.
    """
    if BFLOAT16 not in capabilities() and not tf.config.list_physical_devices("GPU"):
        return "float32"
    sides = {name: _convolution(tf.as_dtype(name)) for name in ("float32", "bfloat16")}
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, run in sides.items():
            begun = time.perf_counter()
            run().numpy()
            seconds[name].append(time.perf_counter() - begun)
    ratio = median(seconds["float32"][1:]) / median(seconds["bfloat16"][1:])  # the first time compiles
    return "bfloat16" if ratio > WORTHWHILE else "float32"


def _convolution(dtype: Any) -> Any:  # noqa: ANN401
    pictures = tf.ones((16, 24, 32, 64), dtype)
    kernel = tf.ones((3, 3, 64, 64), dtype)

    @tf.function  # type: ignore[untyped-decorator]  # tensorflow carries no types
    def run() -> Any:  # noqa: ANN401
        with tf.GradientTape() as tape:
            tape.watch(kernel)
            result = tf.reduce_sum(tf.nn.conv2d(pictures, kernel, 1, "SAME"))
        return tf.reduce_sum(tape.gradient(result, kernel))

    return run
