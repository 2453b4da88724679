"""Answers against labels -> figures. Numpy only; nothing here knows how a network works."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import Kind
from station.core.heat import decisions

Probabilities = NDArray[np.float32]
"""Shape (pictures, attributes), 0 to 1."""
Truths = NDArray[np.bool_]
"""Shape (pictures, attributes)."""

CALIBRATION_BINS = 10
_Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Figures:
    """One attribute's figures; per cent where the name says accuracy, None where one value of the attribute leaves it undefined.

    The four counts, precision, recall and F1 are at 0.5, and positive means true; a class is answered true where it is the
    likeliest. `accuracy_low` and `accuracy_high` are the
    ends of the 95 per cent interval of `accuracy` for clips like these; `calibration_error` is the expected one.
    """

    accuracy: float
    accuracy_low: float
    accuracy_high: float
    accuracy_tuned: float
    threshold: float
    precision: float | None
    recall: float | None
    f1: float | None
    auroc: float | None
    tp: int
    fp: int
    tn: int
    fn: int
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """What pictures of each class were taken for: `counts` has a row for each true class, a column for each answer.

    `accuracy` is the per cent of all pictures that were taken for what they are, with its 95 per cent interval over clips.
    """

    counts: tuple[tuple[int, ...], ...]
    accuracy: float
    accuracy_low: float
    accuracy_high: float

    def mistakes(self) -> tuple[tuple[int, int, int], ...]:
        """(pictures, true class, answered class) of each mistake that occurs, the most frequent first."""
        found = (
            (count, true, answered)
            for true, row in enumerate(self.counts)
            for answered, count in enumerate(row)
            if count and answered != true
        )
        return tuple(sorted(found, key=lambda mistake: (-mistake[0], *mistake[1:])))


def confusion(probabilities: Probabilities, truths: Truths, *, clips: Sequence[str]) -> Confusion:
    """The confusion matrix of classes, with one true class a picture; the likeliest is the answer."""
    answered, true = probabilities.argmax(axis=1), truths.argmax(axis=1)
    counts = np.zeros((truths.shape[1],) * 2, int)
    np.add.at(counts, (true, answered), 1)
    right = answered == true
    rows = tuple(tuple(map(int, row)) for row in counts)
    return Confusion(rows, 100 * float(right.mean()), *interval(right, clips=clips))


def figures(
    probabilities: Probabilities,
    truths: Truths,
    *,
    thresholds: Sequence[float],
    clips: Sequence[str],
    kind: Kind = "attributes",
) -> tuple[Figures, ...]:
    """The figures of each attribute over pictures of these clips; ValueError where there is no picture or a result is not finite."""
    if len(truths) == 0 or probabilities.shape != truths.shape:
        raise ValueError(f"figures need one answer a label. Received: {probabilities.shape} and {truths.shape}")
    if not np.isfinite(probabilities).all():
        raise ValueError("figures need finite probabilities")
    at_half = decisions(probabilities, thresholds=(0.5,) * len(thresholds), kind=kind)
    tuned = decisions(probabilities, thresholds=thresholds, kind=kind)
    return tuple(
        _figures(
            probabilities[:, index],
            truths[:, index],
            answers=at_half[:, index],
            tuned=tuned[:, index],
            threshold=threshold,
            clips=clips,
        )
        for index, threshold in enumerate(thresholds)
    )


def _figures(
    probabilities: NDArray[np.float32],
    truths: NDArray[np.bool_],
    *,
    answers: NDArray[np.bool_],
    tuned: NDArray[np.bool_],
    threshold: float,
    clips: Sequence[str],
) -> Figures:
    right = answers == truths
    tp, fp = int((answers & truths).sum()), int((answers & ~truths).sum())
    tn, fn = int((~answers & ~truths).sum()), int((~answers & truths).sum())
    low, high = interval(right, clips=clips)
    both = tp + fn > 0 and tn + fp > 0
    return Figures(
        accuracy=100 * float(right.mean()),
        accuracy_low=low,
        accuracy_high=high,
        accuracy_tuned=100 * float((tuned == truths).mean()),
        threshold=threshold,
        precision=_share(tp, tp + fp),
        recall=_share(tp, tp + fn),
        f1=_share(2 * tp, 2 * tp + fp + fn) if tp + fn else None,
        auroc=auroc(probabilities, truths) if both else None,
        tp=tp,
        fp=fp,
        tn=tn,
        fn=fn,
        calibration_error=calibration_error(probabilities, truths),
    )


def auroc(probabilities: NDArray[np.float32], truths: NDArray[np.bool_]) -> float:
    """The area under the ROC curve by ranks, ties halved (Hanley and McNeil 1982); both values of the attribute must occur.

    scikit-learn's is the same to the last digits; importing it takes seconds, which the window does not have.
    """
    _, group, sizes = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]
    true = int(truths.sum())
    return float((ranks[truths].sum() - true * (true + 1) / 2) / (true * (len(truths) - true)))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def tuned_threshold(probabilities: NDArray[np.float32], truths: NDArray[np.bool_], *, clips: int) -> float:
    """The threshold nearest to 0.5 that does about as well as the best one on these pictures of `clips` clips.

    About: within one standard error of the best share of right answers (Breiman et al. 1984, section 3.4.3), a clip
    counting as one, since a few validation clips alone would send it far off. Of a run of such thresholds the middle of a gap
    between probabilities is taken. Where only one value occurs there is nothing to tune by, and it is 0.5.
    """
    if truths.all() or not truths.any():
        return 0.5
    edges = np.concatenate([[0.0], np.unique(probabilities.astype(np.float64)), [1.0]])
    middles = (edges[:-1] + edges[1:]) / 2
    order = np.sort(probabilities[truths]), np.sort(probabilities[~truths])
    right = (len(order[0]) - np.searchsorted(order[0], middles) + np.searchsorted(order[1], middles)) / len(truths)
    best = float(right.max())
    likely = (best * clips + 1) / (clips + 2)  # Laplace: a perfect score on few clips is not sure
    near = middles[right >= best - math.sqrt(likely * (1 - likely) / clips)]
    return float(np.clip(near[np.abs(near - 0.5).argmin()], 0.02, 0.98))


def calibration_error(probabilities: NDArray[np.float32], truths: NDArray[np.bool_]) -> float:
    """Expected calibration error of the probability of true, ten equal bins (Guo et al. 2017), from 0 to 1."""
    bins = np.minimum((probabilities * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    count = np.bincount(bins, minlength=CALIBRATION_BINS)
    claimed = np.bincount(bins, probabilities, CALIBRATION_BINS)
    came = np.bincount(bins, truths, CALIBRATION_BINS)
    return float(np.abs(claimed - came).sum() / max(1, count.sum()))


def interval(right: NDArray[np.bool_], *, clips: Sequence[str]) -> tuple[float, float]:
    """The 95 per cent interval, in per cent, of a share of right answers whose frames come in clips.

    Frames of a clip resemble each other, so the share's variance is taken over clips (the ratio estimator of Cochran 1977,
    section 11.2); Wilson's interval is then drawn with the number of independent frames that has this variance. Where every
    clip does equally well nothing can be said of the resemblance: each clip then counts as one.
    """
    share, count = float(right.mean()), len(right)
    names, index = np.unique(np.asarray(clips), return_inverse=True)
    sizes = np.bincount(index).astype(float)
    hits = np.bincount(index, right)
    groups = len(names)
    independent = float(groups)
    if groups > 1:
        variance = groups / (groups - 1) * float(((hits - share * sizes) ** 2).sum()) / count**2
        if variance > 0 and 0 < share < 1:
            independent = min(float(count), max(1.0, share * (1 - share) / variance))
    z2 = _Z95**2 / independent
    centre = (share + z2 / 2) / (1 + z2)
    half = _Z95 / (1 + z2) * math.sqrt(share * (1 - share) / independent + z2 / (4 * independent))
    return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)
