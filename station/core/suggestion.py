"""What a run says of the frames of a clip, beside what a person does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import Kind

_NO_ANSWER = 2.0
"""More than any sureness."""


@dataclass(frozen=True, eq=False)
class Suggestion:
    """Probabilities float32 (frames, attributes) in the project's order; not a number where the run has no answer.

    `thresholds` has one of each attribute, and says nothing of classes; `run` names whoever answered.
    """

    run: str
    probabilities: NDArray[np.float32]
    thresholds: tuple[float, ...]
    kind: Kind = "attributes"

    def of(self, number: int) -> tuple[float, ...] | None:
        """The probabilities of one frame; None where it was not answered at all."""
        if not 0 <= number < len(self.probabilities) or bool(np.isnan(self.probabilities[number]).all()):
            return None
        return tuple(map(float, self.probabilities[number]))

    def said(self, number: int) -> tuple[bool | None, ...] | None:
        """What it says of each attribute of a frame, None where it has no answer; None without any."""
        found = self.of(number)
        if found is None:
            return None
        return tuple(None if np.isnan(p) else bool(d) for p, d in zip(found, self.decided[number], strict=True))

    def other(self, number: int, values: tuple[bool, ...]) -> tuple[int, float] | None:
        """The place of the class that it says of a frame, and how likely it is; None where that is the chosen one, or none is."""
        said = self.said(number)
        if self.kind != "classes" or said is None or True not in values or True not in said:
            return None
        at = said.index(True)
        return None if values[at] else (at, float(self.probabilities[number, at]))

    def values(self, number: int, otherwise: tuple[bool, ...]) -> tuple[bool, ...] | None:
        """The values that it suggests for a frame, with those of `otherwise` where it has no answer; None without any.

        Of classes it suggests one, whatever there was.
        """
        found = self.said(number)
        if found is None:
            return None
        if self.kind == "classes":
            return tuple(map(bool, found))
        return tuple(other if one is None else one for one, other in zip(found, otherwise, strict=True))

    @cached_property
    def decided(self) -> NDArray[np.bool_]:
        """What it says of every frame, bool (frames, attributes): of classes the likeliest alone; false without an answer."""
        if self.kind == "attributes":
            return np.asarray(self.probabilities >= np.array(self.thresholds, np.float32))
        known = np.nan_to_num(self.probabilities, nan=-1.0)
        likeliest = np.arange(known.shape[1]) == known.argmax(axis=1)[:, None]
        return np.asarray(likeliest & (known >= 0))

    def disagreements(self, labels: Mapping[int, tuple[bool, ...]]) -> frozenset[int]:
        """The labelled frames for which it says another value of any attribute, or another class.

        A frame of a class that it does not know is none of them.
        """
        numbers = np.array([n for n in labels if 0 <= n < len(self.probabilities)], np.intp)
        if not numbers.size:
            return frozenset()
        labelled = np.array([labels[n] for n in numbers.tolist()], bool)
        return frozenset(numbers[self.differs(numbers, labelled)].tolist())

    def differs(self, numbers: NDArray[np.intp], labelled: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of these frames, labelled as bool (frames, attributes), it says something else of, as `disagreements` has it."""
        has_answer = ~np.isnan(self.probabilities[numbers])
        found = ((self.decided[numbers] != labelled) & has_answer).any(axis=1)
        if self.kind == "classes":
            found &= (labelled & has_answer).any(axis=1)
        return np.asarray(found)

    @cached_property
    def by_doubt(self) -> tuple[int, ...]:
        """The frames, the one it is least sure of first.

        Sureness is the distance to the nearest threshold as a share of the way from there to 0 or to 1; of classes it is
        how far the likeliest is ahead of the next.
        """
        if not self.probabilities.size:
            return ()
        sureness = self._lead() if self.kind == "classes" else self._distance()
        return tuple(int(n) for n in np.argsort(sureness, kind="stable") if sureness[n] < _NO_ANSWER)

    def _distance(self) -> NDArray[np.float32]:
        limits = np.clip(np.array(self.thresholds, np.float32), 1e-6, 1 - 1e-6)
        above = (self.probabilities - limits) / (1 - limits)
        below = (limits - self.probabilities) / limits
        sureness = np.where(above >= 0, above, below)
        return np.asarray(np.nan_to_num(sureness, nan=_NO_ANSWER).min(axis=1), np.float32)

    def _lead(self) -> NDArray[np.float32]:
        known = np.sort(np.nan_to_num(self.probabilities, nan=0.0), axis=1)
        lead = known[:, -1] - known[:, -2]
        return np.asarray(np.where(np.isnan(self.probabilities).all(axis=1), _NO_ANSWER, lead), np.float32)
