"""Raw maps of a network -> heat maps between 0 and 1: which pixels led to a decision."""

import numpy as np
from numpy.typing import NDArray

METHODS = ("gradcam", "hirescam")
"""How a heat map can be made: Selvaraju et al. 2017, Draelos and Carin 2020."""

Maps = NDArray[np.float32]
"""Shape (pictures, rows, columns, attributes)."""


def heat_maps(raw: Maps, *, decisions: NDArray[np.bool_]) -> Maps:
    """Turn raw maps into heat maps: cut at zero and divided by their largest value.

    `raw` (n, rows, columns, attributes) speaks for *true*; where `decisions` (n, attributes) is false the map is
    turned over first, so that it explains the false (Selvaraju et al. 2017, section 3.4, counterfactuals). A map that
    is nowhere positive, or not finite, comes back empty rather than divided by zero.
    """
    speaking = np.where(decisions[:, None, None, :], raw, -raw)
    positive = np.maximum(speaking, 0, dtype=np.float32)
    largest = positive.max(axis=(1, 2), keepdims=True)
    usable = np.isfinite(largest) & (largest > 0)
    scaled = np.divide(positive, largest, out=np.zeros_like(positive), where=usable)
    return np.asarray(scaled, np.float32)
