"""Figures against scikit-learn's own and against counting by hand."""

import numpy as np
import pytest
from sklearn import metrics

from station.model.evaluation import Confusion, auroc, calibration_error, figures, interval, tuned_threshold


def some(n: int = 400, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truths = rng.random((n, 2)) < 0.3
    probabilities = np.clip(truths * 0.4 + rng.random((n, 2)) * 0.6, 0, 1).astype(np.float32)
    return probabilities, truths


def test_the_figures_agree_with_scikit_learn() -> None:
    probabilities, truths = some()
    clips = [f"clip{n // 20}" for n in range(len(truths))]
    for index, got in enumerate(figures(probabilities, truths, thresholds=(0.5, 0.7), clips=clips)):
        p, t = probabilities[:, index], truths[:, index]
        answers = p >= 0.5
        tn, fp, fn, tp = metrics.confusion_matrix(t, answers).ravel()
        assert (got.tp, got.fp, got.tn, got.fn) == (tp, fp, tn, fn)
        assert got.accuracy == pytest.approx(100 * metrics.accuracy_score(t, answers))
        assert got.precision == pytest.approx(metrics.precision_score(t, answers))
        assert got.recall == pytest.approx(metrics.recall_score(t, answers))
        assert got.f1 == pytest.approx(metrics.f1_score(t, answers))
        assert got.auroc == pytest.approx(metrics.roc_auc_score(t, p))
        assert got.accuracy_tuned == pytest.approx(100 * ((p >= got.threshold) == t).mean())
        assert got.accuracy_low < got.accuracy < got.accuracy_high


def test_what_one_value_leaves_undefined_is_none() -> None:
    probabilities = np.array([[0.1], [0.2], [0.3]], np.float32)
    (got,) = figures(probabilities, np.zeros((3, 1), bool), thresholds=(0.5,), clips=["a", "b", "c"])
    assert (got.precision, got.recall, got.f1, got.auroc) == (None, None, None, None)
    assert got.accuracy == 100


def test_with_endless_clips_the_tuned_threshold_has_the_most_right_answers() -> None:
    probabilities, truths = some(seed=3)
    p, t = probabilities[:, 0], truths[:, 0]
    threshold = tuned_threshold(p, t, clips=10**9)
    best = max(((p >= x) == t).mean() for x in np.linspace(0.02, 0.98, 500))
    assert ((p >= threshold) == t).mean() >= best - 1e-4
    separated = np.array([0.1, 0.2, 0.9, 0.95], np.float32)
    assert tuned_threshold(separated, np.array([0, 0, 1, 1], bool), clips=4) == pytest.approx(0.55)
    assert tuned_threshold(separated, np.ones(4, bool), clips=4) == 0.5


def test_a_few_clips_do_not_send_the_threshold_far_off() -> None:
    truths = np.array([True] * 20 + [False] * 80)
    probabilities = np.concatenate([np.full(20, 0.9), np.full(75, 0.1), np.full(5, 0.8)]).astype(np.float32)
    assert tuned_threshold(probabilities, truths, clips=10**9) == pytest.approx(0.85)
    assert 0.1 < tuned_threshold(probabilities, truths, clips=4) < 0.8


def test_frames_of_one_clip_count_for_less_than_independent_ones() -> None:
    by_clip = np.repeat(np.array([True] * 18 + [False] * 2), 50)
    clips = [f"{n // 50}" for n in range(1000)]
    low, high = interval(by_clip, clips=clips)
    alone_low, alone_high = interval(by_clip, clips=[str(n) for n in range(1000)])
    assert high - low > 4 * (alone_high - alone_low)
    assert low < 90 < high


def test_a_perfect_score_on_few_clips_is_not_sure() -> None:
    low, high = interval(np.ones(480, bool), clips=[str(n // 24) for n in range(480)])
    assert high == 100
    assert 80 < low < 90


def test_calibration_is_perfect_where_claims_come_true() -> None:
    probabilities = np.repeat(np.array([0.25, 0.75], np.float32), 4)
    truths = np.array([1, 0, 0, 0, 1, 1, 1, 0], bool)
    assert calibration_error(probabilities, truths) == pytest.approx(0)
    assert calibration_error(probabilities, ~truths) == pytest.approx(0.5)


def test_answers_that_are_missing_or_not_finite_have_no_figures() -> None:
    probabilities, truths = some()
    with pytest.raises(ValueError, match="finite"):
        figures(probabilities * np.float32(np.nan), truths, thresholds=(0.5, 0.5), clips=["a"] * 400)
    with pytest.raises(ValueError, match="one answer a label"):
        figures(probabilities[:10], truths, thresholds=(0.5, 0.5), clips=["a"] * 400)


def test_auroc_is_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    for count in (2, 7, 400):
        probabilities = np.round(rng.random(count), 1).astype(np.float32)
        truths = np.arange(count) % 3 == 0
        expected = metrics.roc_auc_score(truths, probabilities)
        assert auroc(probabilities, truths) == pytest.approx(expected, abs=1e-12)


def test_mistakes_are_told_the_most_frequent_first() -> None:
    found = Confusion(((5, 1, 0), (0, 2, 4), (1, 0, 3)), 62.5, 40.0, 80.0)
    assert found.mistakes() == ((4, 1, 2), (1, 0, 1), (1, 2, 0))
    assert Confusion(((5, 0), (0, 2)), 100.0, 60.0, 100.0).mistakes() == ()
