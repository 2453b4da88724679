"""Heat maps between 0 and 1, empty rather than divided by zero, turned over for a decision false; maps of probabilities."""

import numpy as np

from station.core.heat import decisions, heat_maps, of_probability


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


def test_the_map_of_a_class_speaks_for_the_class_whether_it_is_chosen_or_not() -> None:
    raw = np.concatenate([raw_map([[4.0, -2.0]]), raw_map([[-1.0, 2.0]])], axis=-1)
    heat = heat_maps(raw, decisions=np.array([[True, False]]), kind="classes")
    assert heat[0, 0].T.tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_attributes_are_decided_each_at_its_threshold() -> None:
    given = np.array([[0.3, 0.3], [0.5, 0.9], [np.nan, 0.0]], np.float32)
    said = decisions(given, thresholds=(0.5, 0.2), kind="attributes")
    assert said.tolist() == [[False, True], [True, True], [False, False]]


def test_of_classes_the_likeliest_is_decided_and_no_other() -> None:
    given = np.array([[0.2, 0.5, 0.3], [0.4, 0.4, 0.2], [0.3, np.nan, 0.1], [0.0, 0.0, 1.0]], np.float32)
    said = decisions(given, thresholds=(0.9, 0.9, 0.9), kind="classes")
    assert said.tolist() == [
        [False, True, False],
        [True, False, False],
        [False, False, False],
        [False, False, True],
    ]


def softmax_maps(raw: np.ndarray, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Softmax and the true maps of its probabilities, in 80-bit arithmetic: the sums over the Jacobian p_c (1[c=j] - p_j)."""
    powers = np.exp(logits.astype(np.longdouble) - logits.max(axis=1, keepdims=True))
    exact = powers / powers.sum(axis=1, keepdims=True)
    against = raw[..., :, None].astype(np.longdouble) - raw[..., None, :]
    return exact.astype(np.float32), np.einsum("nc,nj,nxycj->nxyc", exact, exact, against)


def test_the_map_of_a_softmax_keeps_its_direction_where_float32_knows_no_other_probability_than_one() -> None:
    rng = np.random.default_rng(2)
    raw = rng.standard_normal((6, 3, 4, 5)).astype(np.float32)
    sure = np.array([0, 5, 17, 40, 80, 95], np.float32)[:, None] * np.eye(5, dtype=np.float32)[2]
    logits = rng.standard_normal((6, 5)).astype(np.float32) + sure
    probabilities, expected = softmax_maps(raw, logits)
    assert (probabilities[3:, 2] == 1).all()
    maps = of_probability(raw, probabilities, kind="classes")
    ours, true = (values / np.abs(values).max(axis=(1, 2), keepdims=True) for values in (maps, expected))
    apart = np.abs(ours - true).max(axis=(1, 2, 3))
    assert apart[:5].max() <= 1e-5
    assert apart[5] <= 0.02  # where the others are denormal, and have few digits
    says = heat_maps(maps, decisions=np.ones((6, 5), bool), kind="classes")
    assert (says.max(axis=(1, 2)) == 1).all()


def test_where_every_other_class_is_nought_no_direction_is_left_and_the_map_is_empty() -> None:
    raw = np.random.default_rng(3).standard_normal((1, 3, 4, 3)).astype(np.float32)
    maps = of_probability(raw, np.array([[0.0, 1.0, 0.0]], np.float32), kind="classes")
    assert not maps[..., 1].any()
    np.testing.assert_allclose(maps[..., 0], raw[..., 0] - raw[..., 1], atol=1e-6)


def test_the_map_of_a_sigmoid_is_the_logits_but_for_a_factor() -> None:
    raw = np.random.default_rng(4).standard_normal((2, 3, 4, 2)).astype(np.float32)
    maps = of_probability(raw, np.array([[1.0, 0.0], [0.5, 0.1]], np.float32), kind="attributes")
    np.testing.assert_array_equal(maps, raw)
