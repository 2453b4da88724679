"""What a check with samples and a drifted picture are called on screen."""

from PySide6.QtCore import QCoreApplication

from station.core.check_file import Standing
from station.core.drift import Against, Change, Kind
from station.core.no_result import BEING_CHECKED, DRIFTED, RENDERED_ONLY
from station.core.shift_check import Asks, Sample
from station.live.guard import GuardState
from station.ui.spoken import per_cent
from station.ui.words import QT_TRANSLATE_NOOP

CONTEXT = "ShiftCheck"
_WITHHELD = {
    Standing.NONE: QT_TRANSLATE_NOOP("ShiftCheck", "no check with samples yet"),
    Standing.FAILED: QT_TRANSLATE_NOOP("ShiftCheck", "the check with samples was not passed"),
    Standing.OLD: QT_TRANSLATE_NOOP("ShiftCheck", "the check with samples is too old"),
    Standing.OTHER_RUN: QT_TRANSLATE_NOOP("ShiftCheck", "the check was made with another run"),
    Standing.OTHER_SOURCE: QT_TRANSLATE_NOOP("ShiftCheck", "the check was made with another camera"),
    Standing.OTHER_LIMITS: QT_TRANSLATE_NOOP("ShiftCheck", "thresholds were changed since the check"),
    Standing.OTHER_EXPECTED: QT_TRANSLATE_NOOP("ShiftCheck", "what is expected was changed since the check"),
    Standing.UNREADABLE: QT_TRANSLATE_NOOP("ShiftCheck", "the record of checks can't be read"),
    Standing.RUNNING: QT_TRANSLATE_NOOP("ShiftCheck", "a check with samples is under way"),
}
assert {*_WITHHELD} == {one for one in Standing if not one.allows}
_DRIFTED = QT_TRANSLATE_NOOP("ShiftCheck", "the picture has changed")
_RENDERED_ONLY = QT_TRANSLATE_NOOP("ShiftCheck", "it knows rendered strips only: train a run of your own")
_LAY = {
    Asks.SOUND: QT_TRANSLATE_NOOP("ShiftCheck", "Lay a sound seam under the camera"),
    Asks.FAULT: QT_TRANSLATE_NOOP("ShiftCheck", "Lay a seam under the camera with: {name}"),
    Asks.OTHER: QT_TRANSLATE_NOOP("ShiftCheck", "Lay a seam under the camera with another {name}"),
    Asks.CLASS: QT_TRANSLATE_NOOP("ShiftCheck", "Lay this under the camera: {name}"),
}
assert {*_LAY} == {*Asks}
_NAME = {
    Asks.SOUND: QT_TRANSLATE_NOOP("ShiftCheck", "sound seam"),
    Asks.FAULT: "{name}",
    Asks.OTHER: QT_TRANSLATE_NOOP("ShiftCheck", "other {name}"),
    Asks.CLASS: "{name}",
}
_NOT = QT_TRANSLATE_NOOP("ShiftCheck", "not {name}")
_CHANGED = {
    (Kind.DARKER, Against.BEFORE): QT_TRANSLATE_NOOP("ShiftCheck", "The picture has become darker by {share}."),
    (Kind.BRIGHTER, Against.BEFORE): QT_TRANSLATE_NOOP("ShiftCheck", "The picture has become brighter by {share}."),
    (Kind.BLURRED, Against.BEFORE): QT_TRANSLATE_NOOP("ShiftCheck", "The picture has lost {share} of its sharpness."),
    (Kind.COLOUR, Against.BEFORE): QT_TRANSLATE_NOOP("ShiftCheck", "The picture's colour has changed by {share}."),
    (Kind.DARKER, Against.CHECK): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is darker by {share} than at the check."
    ),
    (Kind.BRIGHTER, Against.CHECK): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is brighter by {share} than at the check."
    ),
    (Kind.BLURRED, Against.CHECK): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is less sharp by {share} than at the check."
    ),
    (Kind.COLOUR, Against.CHECK): QT_TRANSLATE_NOOP("ShiftCheck", "The picture's colour is not that of the check."),
    (Kind.DARKER, Against.RUN): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is darker than any that the run was validated on."
    ),
    (Kind.BRIGHTER, Against.RUN): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is brighter than any that the run was validated on."
    ),
    (Kind.BLURRED, Against.RUN): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture is less sharp than any that the run was validated on."
    ),
    (Kind.COLOUR, Against.RUN): QT_TRANSLATE_NOOP(
        "ShiftCheck", "The picture's colour is none of those that the run was validated on."
    ),
}
assert {*_CHANGED} == {(kind, against) for kind in Kind for against in Against}


def why_withheld(state: GuardState | None) -> str:
    """Why no verdict is given, in a few words; empty where nothing withholds one."""
    if state is None or not state.withheld:
        return ""
    if state.withheld == RENDERED_ONLY:
        return _say(_RENDERED_ONLY)
    if state.withheld == BEING_CHECKED:
        return _say(_WITHHELD[Standing.RUNNING])
    return _say(_DRIFTED if state.withheld == DRIFTED else _WITHHELD[state.standing])


def lay_said(sample: Sample) -> str:
    """What somebody is asked to do."""
    return _say(_LAY[sample.asks]).format(name=_value_said(sample))


def name_of(sample: Sample) -> str:
    """The sample in a word or two."""
    return _say(_NAME[sample.asks]).format(name=_value_said(sample))


def change_said(change: Change) -> str:
    """What has changed, in a sentence."""
    return _say(_CHANGED[change.kind, change.against]).format(share=per_cent(abs(change.share), 0))


def _value_said(sample: Sample) -> str:
    return _say(_NOT).format(name=sample.name) if sample.value is False else sample.name


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
