"""Why a frame has no result, in a word that is kept; on screen the window says it in more of them."""

from collections.abc import Mapping

from station.core.attributes import AttributeSet
from station.core.verdict import Rule, recognised

NO_ANSWER = "no answer"
LATE = "late"
NO_PROBABILITY = "no probability"
UNSURE = "unsure"
NOTHING_EXPECTED = "nothing expected"
NOT_CHECKED = "not checked"
BEING_CHECKED = "being checked"
DRIFTED = "drifted"
RENDERED_ONLY = "rendered only"
REASONS = (
    "",
    NO_ANSWER,
    LATE,
    NO_PROBABILITY,
    UNSURE,
    NOTHING_EXPECTED,
    NOT_CHECKED,
    BEING_CHECKED,
    DRIFTED,
    RENDERED_ONLY,
)
"""In this order for ever: a journal holds their indices. The empty one is that of a frame with a result."""


def why_no_result(
    probabilities: Mapping[str, float], *, attributes: AttributeSet, rule: Rule, late: bool = False
) -> str:
    """The first reason, in the order in which `judge` asks; empty where nothing speaks against a result."""
    asked = [a.name for a in attributes if a.expected is not None or attributes.is_classes]
    if not probabilities:
        return NO_ANSWER
    if late:
        return LATE
    if not asked:
        return NOTHING_EXPECTED
    if any(not 0.0 <= probabilities.get(name, -1.0) <= 1.0 for name in asked):
        return NO_PROBABILITY
    if attributes.is_classes:
        return "" if recognised(probabilities, classes=attributes, rule=rule) else UNSURE
    return UNSURE if any(rule.decide(name, probabilities.get(name)) is None for name in asked) else ""
