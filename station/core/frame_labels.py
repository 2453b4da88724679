"""The labels of a clip's frames as a value that never changes; the next is made from it at one cost, however many there are."""

from collections.abc import Iterator, Mapping
from itertools import chain

from station.core.label_steps import Values

_PART = 128
"""Neighbouring frames that are kept together, and copied where one of them changes."""


class FrameLabels(Mapping[int, Values]):
    """Values by the frame's number. A thread that holds one sees it as it was, whatever is saved meanwhile."""

    __slots__ = ("_count", "_parts", "true")

    def __init__(self, labels: Mapping[int, Values] | None = None) -> None:
        """Take these labels."""
        self._parts: dict[int, dict[int, Values]] = {}
        self._count = 0
        self.true: tuple[int, ...] = ()
        """Per attribute, how many of the labels are true; nothing where there never was a label."""
        self._take(labels or {})

    def changed(self, changes: Mapping[int, Values | None]) -> "FrameLabels":
        """These labels with others, and without those that are None."""
        made = FrameLabels()
        made._parts = self._parts.copy()
        made._count, made.true = self._count, self.true
        for part in {number // _PART for number in changes}:
            made._parts[part] = made._parts.get(part, {}).copy()
        made._take(changes)
        return made

    def differing(self, before: "FrameLabels") -> Iterator[int]:
        """The frames that have another label than before, or one of both only."""
        for part in self._parts.keys() | before._parts.keys():
            mine, theirs = self._parts.get(part, {}), before._parts.get(part, {})
            if mine is not theirs:
                yield from (number for number, _ in mine.items() ^ theirs.items())

    def missing_from(self, first: int, *, count: int) -> int | None:
        """The next frame without a label, of a clip of `count` frames, from this one on and around; None where all have one."""
        for low, high in ((first, count), (0, min(first, count))):
            number = low
            while number < high:
                part = self._parts.get(number // _PART, {})
                if number % _PART == 0 and len(part) == _PART:
                    number += _PART
                elif number not in part:
                    return number
                else:
                    number += 1
        return None

    def __getitem__(self, number: int) -> Values:
        return self._parts[number // _PART][number]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._parts.values())

    def __len__(self) -> int:
        return self._count

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number in self._parts.get(number // _PART, ())

    def _take(self, changes: Mapping[int, Values | None]) -> None:
        true = list(self.true)
        for number, values in changes.items():
            part = self._parts.setdefault(number // _PART, {})
            before = part.pop(number, None)
            for known, sign in ((before, -1), (values, 1)):
                if known is not None:
                    true = true or [0] * len(known)
                    true = [count + sign * value for count, value in zip(true, known, strict=True)]
                    self._count += sign
            if values is not None:
                part[number] = values
        self.true = tuple(true)
