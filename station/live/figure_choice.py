"""Which pictures tell most in a figure: rightly and surely answered, one of each kind, from different clips."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from station.core.attributes import AttributeSet
from station.core.heat import decisions
from station.live.evaluating import Answer

MOST = 12
WRONG_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture for a figure, and whose maps to show; none named: those that its answer asks for."""

    answer: Answer
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    answer: Answer
    is_right: bool
    sureness: float


def chosen(answers: Sequence[Answer], *, attributes: AttributeSet, thresholds: Sequence[float]) -> tuple[Chosen, ...]:
    """The pictures of a figure; the same of the same answers, at most 12.

    Of attributes: one picture of each fault alone, of each two faults at once, of each other attribute in a sound frame,
    and a sound one without them; all rightly answered. Of classes: one or two of each rightly answered, then the surest
    wrong ones. A clip is used twice only where no other is left. What does not occur is left out.
    """
    judged = [_judged(answer, attributes=attributes, thresholds=thresholds) for answer in answers]
    judged.sort(key=lambda one: (-one.sureness, one.answer.name))
    picks = _of_classes(judged, attributes) if attributes.is_classes else _of_attributes(judged, attributes)
    return tuple(picks)[:MOST]


def shown_in_figure(attributes: AttributeSet, decided: Mapping[str, bool]) -> tuple[str, ...]:
    """Whose maps a figure shows: the class answered; the faults found; else what differs otherwise from what is expected.

    In a frame where all is as expected: what is true and not judged (the length), else what is true.
    """
    true = [name for name in attributes.names if decided[name]]
    faults = [name for name in true if attributes[name].expected is False]
    differing = [a.name for a in attributes if a.expected is not None and decided[a.name] != a.expected]
    unjudged = [name for name in true if attributes[name].expected is None]
    return tuple(faults or differing or unjudged or true)


def _judged(answer: Answer, *, attributes: AttributeSet, thresholds: Sequence[float]) -> _Judged:
    probabilities = np.array([answer.probabilities])
    said = decisions(probabilities, thresholds=thresholds, kind=attributes.kind)[0]
    is_right = tuple(map(bool, said)) == answer.truth
    if attributes.is_classes:
        return _Judged(answer, is_right, float(probabilities.max()))
    sureness = float(np.where(said, probabilities, 1 - probabilities).prod())  # that all of it is as was said
    return _Judged(answer, is_right, sureness)


def _of_attributes(judged: Sequence[_Judged], attributes: AttributeSet) -> Iterator[Chosen]:
    faults = [a.name for a in attributes if a.expected is False]
    unjudged = [a.name for a in attributes if a.expected is None]
    used: set[str] = set()

    def pick(true: Sequence[str], false: Sequence[str]) -> Iterator[Chosen]:
        def fits(one: _Judged) -> bool:
            label = dict(zip(attributes.names, one.answer.truth, strict=True))
            return one.is_right and all(label[name] for name in true) and not any(label[name] for name in false)

        yield from _picked(judged, fits, used, shown=tuple(true))

    groups = [(fault,) for fault in faults] + list(combinations(faults, 2))
    for group in groups[: MOST - len(unjudged) - 1]:
        yield from pick(group, [name for name in faults if name not in group])
    for name in unjudged:
        yield from pick((name,), faults)
    for one in pick((), (*faults, *unjudged)):
        expected = {a.name: a.expected is True for a in attributes}
        yield Chosen(one.answer, shown_in_figure(attributes, expected))


def _of_classes(judged: Sequence[_Judged], attributes: AttributeSet) -> Iterator[Chosen]:
    wrong = [one for one in judged if not one.is_right][:WRONG_SHOWN]
    room = MOST - len(wrong)
    each = 2 if 2 * len(attributes) <= room else 1
    used: set[str] = set()
    for at in range(min(len(attributes), room)):

        def fits(one: _Judged, at: int = at) -> bool:
            return one.is_right and one.answer.truth[at]

        for _ in range(each):
            yield from _picked(judged, fits, used)
    yield from (Chosen(one.answer) for one in wrong)


def _picked(
    judged: Sequence[_Judged], fits: Callable[[_Judged], bool], used: set[str], *, shown: tuple[str, ...] = ()
) -> Iterator[Chosen]:
    """The surest that fits, of a clip that is not used yet where there is one; nothing where none fits."""
    fitting = [one for one in judged if one.answer.name not in used and fits(one)]
    best = next((one for one in fitting if f"clip {one.answer.clip}" not in used), fitting[0] if fitting else None)
    if best is not None:
        used |= {best.answer.name, f"clip {best.answer.clip}"}
        yield Chosen(best.answer, shown)
