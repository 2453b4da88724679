"""Heat maps between 0 and 1, empty rather than divided by zero, turned over for a decision false."""

import numpy as np

from station.core.heat import heat_maps


def raw_map(values: list[list[float]]) -> np.ndarray:
    return np.array(values, np.float32)[None, :, :, None]


def test_the_largest_value_becomes_one_and_negative_ones_zero() -> None:
    heat = heat_maps(raw_map([[4.0, -2.0], [1.0, 0.0]]), decisions=np.array([[True]]))
    assert heat[0, :, :, 0].tolist() == [[1.0, 0.0], [0.25, 0.0]]
    assert heat.dtype == np.float32


def test_a_decision_false_is_explained_by_what_speaks_for_false() -> None:
    heat = heat_maps(raw_map([[4.0, -2.0], [1.0, -1.0]]), decisions=np.array([[False]]))
    assert heat[0, :, :, 0].tolist() == [[0.0, 1.0], [0.0, 0.5]]


def test_a_map_that_is_nowhere_positive_or_not_finite_is_empty() -> None:
    raw = np.stack([np.full((3, 3), -1.0), np.zeros((3, 3)), np.full((3, 3), np.nan), np.full((3, 3), np.inf)], axis=-1)
    heat = heat_maps(raw[None].astype(np.float32), decisions=np.ones((1, 4), bool))
    assert not heat[..., :2].any()
    assert np.isfinite(heat).all()
    assert not heat.any()
