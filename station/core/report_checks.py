"""How a report says a check at the start of a shift, and a picture that has changed."""

from collections.abc import Mapping

from station.core.journal_entries import Check
from station.core.report_words import Words

Detail = Mapping[str, float | str | bool]
DRIFT = "drift"
_KINDS = {
    "darker": "darker than {against} by {share}",
    "brighter": "brighter than {against} by {share}",
    "blurred": "less sharp than {against} by {share}",
    "colour": "another colour than {against} by {share}",
}
_AGAINST = {"before": "before", "check": "at the last check", "run": "the run's pictures"}


def check_row(check: Check, words: Words) -> tuple[str, str, str]:
    """What was tried, what came of it, and its figures."""
    if check.name == DRIFT:
        return words("picture"), words("changed"), drift_said(check.detail, words)
    result = words("passed") if check.passed else words("NOT PASSED")
    who = [words("by {who}", who=check.who)] if check.who else []
    return words(check.name), result, "; ".join([*_samples(check.detail, words), *_others(check.detail, words), *who])


def drift_said(detail: Detail, words: Words) -> str:
    """In what the picture has changed, against what, and by how much."""
    share = detail.get("share")
    told = words.per_cent(abs(share)) if isinstance(share, float | int) else "–"
    kind, against = str(detail.get("change", "")), str(detail.get("against", ""))
    return words(_KINDS.get(kind, kind), against=words(_AGAINST.get(against, against)), share=told)


def _samples(detail: Detail, words: Words) -> list[str]:
    """A part for each sample, in the order in which they were laid."""
    names = [key.removesuffix(": passed") for key in detail if key.endswith(": passed")]
    told = []
    for name in names:
        right, judged = (detail.get(f"{name}: {what}", 0) for what in ("right", "judged"))
        result = words("passed") if detail[f"{name}: passed"] else words("NOT PASSED")
        figures = words("{right} right, {judged} judged", right=_value(right, words), judged=_value(judged, words))
        told.append(f"{words(name)}: {result} ({figures})")
    return told


def _others(detail: Detail, words: Words) -> list[str]:
    """What else is told of a check; where and for how long it holds is told elsewhere."""
    of_samples = (": passed", ": right", ": judged", ": seconds", ": laid")
    rest = {key: value for key, value in detail.items() if not key.endswith(of_samples) and key != "source"}
    if not rest.get("holds_hours"):  # nothing demands a check, so none holds for a time
        rest.pop("holds_hours", None)
    return [f"{words(key)}: {_value(value, words)}" for key, value in rest.items()]


def _value(value: float | str | bool, words: Words) -> str:
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, str):
        return value
    return words.number(value, 0 if float(value).is_integer() else 3)
