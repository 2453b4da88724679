"""Logits -> probabilities, the same way whoever computed the logits. No TensorFlow."""

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import Kind


def probabilities_of(logits: NDArray[np.float32], *, kind: Kind) -> NDArray[np.float32]:
    """Of logits (n, a) the sigmoid of each, or for classes the softmax of each row: float32, without overflow."""
    exact = logits.astype(np.float64)
    if kind == "attributes":
        return np.asarray(1 / (1 + np.exp(-np.clip(exact, -700, 700))), np.float32)
    powers = np.exp(exact - exact.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
