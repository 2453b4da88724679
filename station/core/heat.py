"""Raw maps of a network -> heat maps between 0 and 1: which pixels led to a decision."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from station.core.attributes import Kind

METHODS = ("gradcam", "hirescam")
"""How a heat map can be made: Selvaraju et al. 2017, Draelos and Carin 2020."""

Maps = NDArray[np.float32]
"""Shape (pictures, rows, columns, attributes)."""


def decisions(probabilities: ArrayLike, *, thresholds: Sequence[float], kind: Kind) -> NDArray[np.bool_]:
    """What probabilities (n, a) say: of attributes each one's value at its threshold, of classes the likeliest one alone.

    Thresholds are the attributes' alone. The first of equally likely classes is taken, and none where one is not finite.
    """
    given = np.asarray(probabilities)
    if kind == "attributes":
        return np.asarray(given >= np.asarray(thresholds))
    likeliest = np.arange(given.shape[1]) == given.argmax(axis=1)[:, None]
    return np.asarray(likeliest & np.isfinite(given).all(axis=1, keepdims=True))


def heat_maps(raw: Maps, *, decisions: NDArray[np.bool_], kind: Kind = "attributes") -> Maps:
    """Turn raw maps into heat maps: cut at zero and divided by their largest value.

    They are turned as by `speaking` first. A map that is nowhere positive, or not finite, comes back empty rather than divided
    by zero.
    """
    positive = np.maximum(speaking(raw, decisions=decisions, kind=kind), 0, dtype=np.float32)
    largest = positive.max(axis=(1, 2), keepdims=True)
    usable = np.isfinite(largest) & (largest > 0)
    scaled = np.divide(positive, largest, out=np.zeros_like(positive), where=usable)
    return np.asarray(scaled, np.float32)


def speaking(raw: Maps, *, decisions: NDArray[np.bool_], kind: Kind) -> Maps:
    """Raw maps that are positive where they speak for what was decided.

    `raw` (n, rows, columns, attributes) speaks for *true*; where `decisions` (n, attributes) is false the map is
    turned over, so that it explains the false (Selvaraju et al. 2017, section 3.4, counterfactuals). The map of a
    class always speaks for the class, chosen or not: decisions do not matter to it.
    """
    return raw if kind == "classes" else np.where(decisions[:, None, None, :], raw, -raw)


def of_probability(raw: Maps, probabilities: NDArray[np.float32], *, kind: Kind) -> Maps:
    """Raw maps of the logits -> raw maps of the probabilities (n, a), as the lab computes them, up to a positive factor.

    Both methods' maps M are linear in the gradient, so that the map of the softmax's p_c is
        p_c * sum over j of p_j * (M_c - M_j) = p_c (1 - p_c) * (M_c - sum over j != c of p_j M_j / (1 - p_c)),
    and that of a sigmoid's p is p (1 - p) M. The factor p (1 - p) is left out: heat maps do not know it, and float32 loses
    the whole map with it where p is next to 0 or 1. What remains is the map of the log-odds. 1 - p_c is summed from the
    other classes, and so is exact where p_c is 1 to float32 and others are not yet 0. Where they are, no direction is left:
    that class's map is nought and its heat map empty, as the lab's is. A sigmoid keeps its direction however sure it is.
    """
    if kind == "attributes":
        return raw
    return np.stack([_of_softmax(*one) for one in zip(raw, probabilities.astype(np.float64), strict=True)])


def _of_softmax(raw: NDArray[np.float32], probabilities: NDArray[np.float64]) -> NDArray[np.float32]:
    """One picture's maps (rows, columns, classes)."""
    others = np.where(np.eye(len(probabilities), dtype=bool), 0.0, probabilities)
    rest = others.sum(axis=1, keepdims=True)
    shares = np.divide(others, rest, out=np.zeros_like(others), where=rest != 0)
    return np.asarray(np.where(rest[:, 0] != 0, raw - raw @ shares.T, 0), np.float32)
