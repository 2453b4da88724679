"""Probabilities and thresholds -> what the station says of a frame. OK has to be earned."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from station.core.attributes import Attribute, AttributeSet


class Verdict(StrEnum):
    """What the station says of a frame; NAMED is a class that was surely recognised, where no class is expected."""

    OK = "OK"
    NOT_OK = "NOT OK"
    NAMED = "NAMED"
    NO_RESULT = "NO RESULT"
    NOT_INSPECTED = "NOT INSPECTED"


@dataclass(frozen=True, slots=True)
class Rule:
    """When an attribute counts as decided: its threshold, with an unsure band around it.

    `thresholds` by attribute name (0.5 where none is given); `band` from 0 to 1 is the share of either side of the
    threshold that stays unsure: with 0.2 and a threshold of 0.5, probabilities from 0.4 to 0.6 are.
    """

    thresholds: Mapping[str, float]
    band: float = 0.2

    def decide(self, name: str, probability: float | None) -> bool | None:
        """The attribute's value, or None where it is missing, not finite, no probability, or unsure."""
        if probability is None or not math.isfinite(probability) or not 0.0 <= probability <= 1.0:
            return None
        low, high = self.unsure(name)
        if low < probability < high:
            return None
        return probability >= self.thresholds.get(name, 0.5)

    def unsure(self, name: str) -> tuple[float, float]:
        """Between which probabilities the attribute stays undecided."""
        threshold = self.thresholds.get(name, 0.5)
        return threshold * (1 - self.band), threshold + (1 - threshold) * self.band

    def for_classes(self, names: Sequence[str]) -> "Rule":
        """The same rule for classes, as one figure each: the probability from which a class is surely recognised.

        Below it a class is unsure, wherever its threshold and band lie: `recognised` says the same by either rule.
        """
        return Rule({name: self.unsure(name)[1] for name in names}, band=0.0)


def can_be_faulty(attributes: AttributeSet) -> bool:
    """Whether any frame can be NOT OK: an attribute has an expected value, or a class is expected not to be there."""
    expected = [attribute.expected for attribute in attributes]
    return False in expected if attributes.is_classes else any(value is not None for value in expected)


def may_pass_without_seam(attributes: Sequence[Attribute]) -> bool:
    """Whether a frame in which nothing at all is to be seen may be OK: faults are expected not to be there, and nothing to be."""
    expected = {attribute.expected for attribute in attributes}
    return False in expected and True not in expected


def judge(
    probabilities: Mapping[str, float] | None, *, attributes: AttributeSet, rule: Rule, late: bool = False
) -> Verdict:
    """The verdict of one frame.

    Of the attributes with an expected value: NO RESULT where any result is missing, late, or no finite probability;
    else NOT OK where one surely differs from what is expected; else NO RESULT where one is unsure; else OK. Without any
    expected value there is nothing to judge by, which is NO RESULT as well. Classes are judged by the one that was
    recognised: see `recognised`.
    """
    if attributes.is_classes:
        return _judge_class(probabilities, classes=attributes, rule=rule, late=late)
    asked = [attribute for attribute in attributes if attribute.expected is not None]
    if probabilities is None or late or not asked:
        return Verdict.NO_RESULT
    if not all(_is_probability(probabilities.get(attribute.name)) for attribute in asked):
        return Verdict.NO_RESULT
    decided = [(rule.decide(attribute.name, probabilities[attribute.name]), attribute.expected) for attribute in asked]
    if any(value is not None and value != expected for value, expected in decided):
        return Verdict.NOT_OK
    if any(value is None for value, _ in decided):
        return Verdict.NO_RESULT
    return Verdict.OK


def recognised(probabilities: Mapping[str, float] | None, *, classes: AttributeSet, rule: Rule) -> str | None:
    """The class that a picture is surely of: the likeliest, above its threshold's unsure band.

    None where it is unsure, and where any class's probability is missing or no finite one.
    """
    if probabilities is None or not all(_is_probability(probabilities.get(name)) for name in classes.names):
        return None
    likeliest = max(classes.names, key=lambda name: probabilities[name])
    return likeliest if rule.decide(likeliest, probabilities[likeliest]) else None


def _judge_class(
    probabilities: Mapping[str, float] | None, *, classes: AttributeSet, rule: Rule, late: bool
) -> Verdict:
    """A class expected to be there is OK, one expected not to be is NOT OK, one of which nothing is expected is named."""
    name = None if late else recognised(probabilities, classes=classes, rule=rule)
    if name is None:
        return Verdict.NO_RESULT
    return {True: Verdict.OK, False: Verdict.NOT_OK, None: Verdict.NAMED}[classes[name].expected]


def fault_attributes(attributes: AttributeSet, decided: Sequence[bool]) -> tuple[str, ...]:
    """Which attributes make a frame's fault: those that ought to be false and are true; else those that differ otherwise.

    Not both: in a frame with an error, "not good" has the same reason as the error. Of classes it is the one that was decided.
    """
    if attributes.is_classes:
        return tuple(name for name, value in zip(attributes.names, decided, strict=True) if value)
    by_name = dict(zip(attributes.names, decided, strict=True))
    faults = [a.name for a in attributes if a.expected is False and by_name[a.name]]
    differing = [a.name for a in attributes if a.expected is not None and by_name[a.name] != a.expected]
    return tuple(faults or differing)


def _is_probability(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and 0.0 <= value <= 1.0
