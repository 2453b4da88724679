"""A frame and the network's answer -> what the station says of it."""

from station.core.attributes import AttributeSet
from station.core.frame import Frame
from station.core.verdict import Rule, Verdict, judge, recognised
from station.live.answers import Answered
from station.live.inspector import named
from station.live.painter import Result


def result_of(
    frame: Frame,
    answered: Answered | None,
    *,
    attributes: AttributeSet,
    rule: Rule,
    late_s: float,
    seen_s: float,
    now: float,
) -> Result:
    """The result of a frame that came at `seen_s`; NO RESULT without an answer, or with one of another shape.

    An answer more than `late_s` after its frame is late, which is NO RESULT as well; its probabilities and maps are shown.
    """
    latency_s = now - seen_s
    if answered is None:
        return Result(frame, Verdict.NO_RESULT, {}, {}, seen_s, latency_s)
    try:
        probabilities = named(answered, attributes=attributes)
    except (ValueError, IndexError):
        return Result(frame, Verdict.NO_RESULT, {}, {}, seen_s, latency_s)
    verdict = judge(probabilities, attributes=attributes, rule=rule, late=latency_s > late_s)
    raw = {method: maps[0] for method, maps in answered.maps.items()}
    name = recognised(probabilities, classes=attributes, rule=rule) if attributes.is_classes else None
    return Result(frame, verdict, probabilities, raw, seen_s, latency_s, name or "")
