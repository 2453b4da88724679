"""Fault 1: nothing that is missing, late, not finite or unsure is ever OK."""

import math
import random
import time

from station.core.attributes import SEAM
from station.core.verdict import Rule, Verdict, judge
from tests.soak.summary import count, tell

AWKWARD = (None, math.nan, math.inf, -math.inf, -1e-9, 1 + 1e-9, 0.0, 1.0, 0.5, 2.0)
EXPECTED = {"good": True, "error": False, "break": False}


def drawn(rng: random.Random) -> tuple[dict[str, float | None] | None, Rule, bool]:
    """A state of an answer: mostly likely ones, so that many are OK, spoilt in every way."""
    if rng.random() < 0.02:
        return None, Rule({}), False
    thresholds = {name: rng.uniform(0.02, 0.98) for name in EXPECTED}
    answer: dict[str, float | None] = {}
    for name, expected in EXPECTED.items():
        if rng.random() < 0.9:
            answer[name] = rng.betavariate(6, 1) if expected else rng.betavariate(1, 6)
        elif rng.random() < 0.8:
            answer[name] = rng.choice(AWKWARD)
    return answer, Rule(thresholds, band=rng.uniform(0, 0.9)), rng.random() < 0.1


def is_earned(answer: dict[str, float | None] | None, rule: Rule, *, late: bool) -> bool:
    """Whether OK is right, said once more in other words."""
    if answer is None or late:
        return False
    for name, expected in EXPECTED.items():
        value, threshold = answer.get(name), rule.thresholds.get(name, 0.5)
        if value is None or not 0 <= value <= 1:
            return False
        room = (1 - threshold) if expected else threshold
        distance = (value - threshold) if expected else (threshold - value)
        if distance < room * rule.band - 1e-12 or (not expected and value >= threshold):
            return False
    return True


def test_a_hundred_thousand_states_have_no_false_ok() -> None:
    rng, begun = random.Random(1), time.perf_counter()
    tried = count(full=100_000, small=2_000)
    said = wrong = 0
    for _ in range(tried):
        answer, rule, late = drawn(rng)
        is_ok = judge(answer, attributes=SEAM, rule=rule, late=late) is Verdict.OK  # type: ignore[arg-type]
        said += is_ok
        wrong += is_ok and not is_earned(answer, rule, late=late)
    tell(fault=1, what="states of an answer: false OK", tried=tried, lost=wrong, seconds=time.perf_counter() - begun)
    assert wrong == 0
    assert said > tried / 10, "enough states are OK for the question to mean something"
