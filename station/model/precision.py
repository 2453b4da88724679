"""Whether this processor computes faster in bfloat16: measured, since names and flags of processors tell less."""

import time
from statistics import median
from typing import Any

import tensorflow as tf

WORTHWHILE = 1.2
"""How much faster bfloat16 must be to be taken."""
HOPELESS = 2.0
"""A processor without bfloat16 takes six times as long with it: so much slower in two rounds, it is measured no further."""
ROUNDS = 6


def faster_precision() -> str:
    """`bfloat16` where a convolution like those of the fast network and its gradient run clearly faster in it, else `float32`.

    Both sides run in turn, so that a busy moment of the machine hits both. It takes a second or two.
    """
    sides = {name: _convolution(tf.as_dtype(name)) for name in ("float32", "bfloat16")}
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for count in range(1, ROUNDS + 1):
        for name, run in sides.items():
            begun = time.perf_counter()
            run().numpy()
            seconds[name].append(time.perf_counter() - begun)
        if count > 2 and min(seconds["bfloat16"][1:]) > HOPELESS * max(
            seconds["float32"][1:]
        ):  # the first time compiles
            break
    ratio = median(seconds["float32"][1:]) / median(seconds["bfloat16"][1:])
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
