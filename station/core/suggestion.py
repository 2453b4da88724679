"""What a run says of the frames of a clip, beside what a person does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Suggestion:
    """Probabilities float32 (frames, attributes) in the project's order; not a number where the run has no answer.

    `thresholds` has one of each attribute; `run` names whoever answered.
    """

    run: str
    probabilities: NDArray[np.float32]
    thresholds: tuple[float, ...]

    def of(self, number: int) -> tuple[float, ...] | None:
        """The probabilities of one frame; None where it was not answered at all."""
        if not 0 <= number < len(self.probabilities) or bool(np.isnan(self.probabilities[number]).all()):
            return None
        return tuple(map(float, self.probabilities[number]))

    def values(self, number: int, otherwise: tuple[bool, ...]) -> tuple[bool, ...] | None:
        """The values that it suggests for a frame, with those of `otherwise` where it has no answer; None without any."""
        found = self.of(number)
        if found is None:
            return None
        asked = zip(found, self.thresholds, otherwise, strict=True)
        return tuple(other if np.isnan(p) else p >= threshold for p, threshold, other in asked)

    def disagreements(self, labels: Mapping[int, tuple[bool, ...]]) -> frozenset[int]:
        """The labelled frames for which it says another value of any attribute."""
        numbers = np.array([n for n in labels if 0 <= n < len(self.probabilities)], np.intp)
        if not numbers.size:
            return frozenset()
        said = self.probabilities[numbers]
        labelled = np.array([labels[n] for n in numbers.tolist()], bool)
        differing = ((said >= np.array(self.thresholds, np.float32)) != labelled) & ~np.isnan(said)
        return frozenset(numbers[differing.any(axis=1)].tolist())

    @cached_property
    def by_doubt(self) -> tuple[int, ...]:
        """The frames, the one it is least sure of first.

        Sureness is the distance to the nearest threshold as a share of the way from there to 0 or to 1.
        """
        if not self.probabilities.size:
            return ()
        limits = np.clip(np.array(self.thresholds, np.float32), 1e-6, 1 - 1e-6)
        above = (self.probabilities - limits) / (1 - limits)
        below = (limits - self.probabilities) / limits
        sureness = np.nan_to_num(np.where(above >= 0, above, below), nan=2.0).min(axis=1)
        return tuple(int(n) for n in np.argsort(sureness, kind="stable") if sureness[n] <= 1.0)
