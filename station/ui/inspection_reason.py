"""Why there is no result, in a few words beneath the sign."""

from PySide6.QtCore import QCoreApplication

from station.core.attributes import AttributeSet
from station.core.verdict import Rule, Verdict
from station.live.painter import Result
from station.live.watch import Phase, Status
from station.ui.error_texts import said
from station.ui.spoken import number, per_cent
from station.ui.words import QT_TRANSLATE_NOOP

CONTEXT = "InspectionReason"
LONGEST_SAID = 28
_NOT_STARTED = QT_TRANSLATE_NOOP("InspectionReason", "not started")
_LOADING = QT_TRANSLATE_NOOP("InspectionReason", "loading the network: {seconds} s")
_LOADING_OF = QT_TRANSLATE_NOOP("InspectionReason", "loading the network: {seconds} s, last time {usual} s")
_AGAIN = QT_TRANSLATE_NOOP("InspectionReason", "the network failed and is started again")
_ENDED = QT_TRANSLATE_NOOP("InspectionReason", "the inspection has ended")
_NO_ANSWER = QT_TRANSLATE_NOOP("InspectionReason", "the network gave no answer")
_NOT_FINITE = QT_TRANSLATE_NOOP("InspectionReason", "the network's answer is no probability")
_LATE = QT_TRANSLATE_NOOP("InspectionReason", "the answer came too late")
_UNSURE_CLASS = QT_TRANSLATE_NOOP("InspectionReason", "{first} {share}, {second} {other}: unsure")
_NOT_HELD = QT_TRANSLATE_NOOP("InspectionReason", "{name}: not yet in {needed} of {window} frames")
_UNSURE = QT_TRANSLATE_NOOP("InspectionReason", "unsure: {names}")
_NOTHING = QT_TRANSLATE_NOOP("InspectionReason", "no attribute of this project has an expected value")
_NO_PICTURE = QT_TRANSLATE_NOOP("InspectionReason", "no picture from the source")


def reason_of(
    status: Status | None,
    result: Result | None,
    *,
    attributes: AttributeSet,
    rule: Rule,
    late_s: float,
    camera: str,
    usual_s: float = 0.0,
    hold: tuple[int, int] = (1, 1),
    withheld: str = "",
) -> str:
    """Why the sign shows no result; empty where it shows one. `camera` says what is wrong with the source, if anything.

    `usual_s` is how long loading a network took the last time, 0 where nobody knows; `hold` in how many of how many frames a
    class is to be recognised; `withheld` why no verdict is given, whatever the network answers.
    """
    if status is None:
        return _say(_NOT_STARTED)
    if status.verdict in {Verdict.OK, Verdict.NOT_OK, Verdict.NAMED}:
        return ""
    if status.phase is Phase.FAILED:
        return said(status.problem)
    if status.phase is Phase.ENDED:
        return _say(_ENDED)
    if camera:
        return said(camera)
    if status.phase is Phase.LOADING:
        return _say(_AGAIN) if status.problem else _loading(status.loading_s or 0.0, usual_s)
    if result is None or status.fresh_s <= 0:
        return _say(_LATE if result is not None and result.latency_s > late_s else _NO_PICTURE)
    return withheld if result.withheld and withheld else _doubt(result, attributes=attributes, rule=rule, hold=hold)


def _loading(seconds: float, usual_s: float) -> str:
    text = _say(_LOADING_OF if usual_s else _LOADING)
    return text.format(seconds=number(int(seconds)), usual=number(round(usual_s)))


def _doubt(result: Result, *, attributes: AttributeSet, rule: Rule, hold: tuple[int, int]) -> str:
    if result.verdict is Verdict.NAMED:
        return _say(_NOT_HELD).format(name=_short(result.recognised), needed=min(hold), window=hold[1])
    asked = [a.name for a in attributes if a.expected is not None or attributes.is_classes]
    if not asked:
        return _say(_NOTHING)
    if not result.probabilities:
        return _say(_NO_ANSWER)
    if any(not 0.0 <= result.probabilities.get(name, -1.0) <= 1.0 for name in asked):
        return _say(_NOT_FINITE)
    if attributes.is_classes:
        first, second = sorted(asked, key=lambda name: -result.probabilities[name])[:2]
        share, other = (per_cent(result.probabilities[name], 0) for name in (first, second))
        return _say(_UNSURE_CLASS).format(first=_short(first), share=share, second=_short(second), other=other)
    unsure = [name for name in asked if rule.decide(name, result.probabilities.get(name)) is None]
    return _say(_UNSURE).format(names=", ".join(unsure)) if unsure else ""


def _short(name: str) -> str:
    """A class's name, cut where it would leave no room for anything else."""
    return name if len(name) <= LONGEST_SAID else f"{name[: LONGEST_SAID - 1]}…"


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
