"""OK has to be earned: a fresh, finite, sure answer for every attribute with an expected value."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.attributes import SEAM, Attribute, AttributeSet, classes_named
from station.core.verdict import Rule, Verdict, can_be_faulty, judge, may_pass_without_seam, recognised

SOUND = {"good": 0.98, "error": 0.02, "break": 0.03, "length": 0.5}
RULE = Rule({"good": 0.5, "error": 0.4, "break": 0.6}, band=0.2)

probabilities = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(0, 1),
)


def test_a_sound_frame_is_ok_whatever_its_stitch_length() -> None:
    assert judge(SOUND, attributes=SEAM, rule=RULE) is Verdict.OK
    assert judge({**SOUND, "length": math.nan}, attributes=SEAM, rule=RULE) is Verdict.OK


def test_one_sure_fault_is_not_ok_even_where_another_result_is_unsure() -> None:
    assert judge({**SOUND, "error": 0.9}, attributes=SEAM, rule=RULE) is Verdict.NOT_OK
    assert judge({**SOUND, "error": 0.9, "break": 0.6}, attributes=SEAM, rule=RULE) is Verdict.NOT_OK


def test_an_unsure_result_is_no_result() -> None:
    assert judge({**SOUND, "good": 0.52}, attributes=SEAM, rule=RULE) is Verdict.NO_RESULT


@pytest.mark.parametrize("missing", [None, math.nan, math.inf, -0.1, 1.1])
def test_a_result_that_is_no_probability_hides_even_a_fault(missing: float | None) -> None:
    broken = {**SOUND, "error": 0.99, "good": missing}
    assert judge(broken, attributes=SEAM, rule=RULE) is Verdict.NO_RESULT  # type: ignore[arg-type]


def test_nothing_late_or_absent_or_without_expectation_is_judged() -> None:
    nothing_expected = AttributeSet((Attribute("length", "l", (0, 0, 0)),))
    assert judge(None, attributes=SEAM, rule=RULE) is Verdict.NO_RESULT
    assert judge(SOUND, attributes=SEAM, rule=RULE, late=True) is Verdict.NO_RESULT
    assert judge({}, attributes=SEAM, rule=RULE) is Verdict.NO_RESULT
    assert judge({"length": 0.99}, attributes=nothing_expected, rule=RULE) is Verdict.NO_RESULT


def test_the_unsure_band_keeps_its_share_of_either_side() -> None:
    rule = Rule({"a": 0.8}, band=0.5)
    assert [rule.decide("a", p) for p in (0.4, 0.41, 0.8, 0.89, 0.9)] == [False, None, None, None, True]
    assert Rule({"a": 0.8}, band=0.0).decide("a", 0.8) is True


@settings(max_examples=2000, deadline=None)
@given(
    good=probabilities,
    error=probabilities,
    broken=probabilities,
    late=st.booleans(),
    thresholds=st.tuples(*[st.floats(0.02, 0.98)] * 3),
    band=st.floats(0, 0.9),
)
def test_there_is_no_false_ok(
    good: float | None,
    error: float | None,
    broken: float | None,
    late: bool,
    thresholds: tuple[float, float, float],
    band: float,
) -> None:
    """OK only for a frame in time whose three probabilities are finite and surely on the expected side."""
    names = ("good", "error", "break")
    values = dict(zip(names, (good, error, broken), strict=True))
    rule = Rule(dict(zip(names, thresholds, strict=True)), band=band)
    verdict = judge(values, attributes=SEAM, rule=rule, late=late)  # type: ignore[arg-type]
    if verdict is not Verdict.OK:
        return
    assert not late
    for name, expected in (("good", True), ("error", False), ("break", False)):
        probability, threshold = values[name], rule.thresholds[name]
        assert probability is not None
        assert 0 <= probability <= 1
        assert (probability >= threshold) is expected
        reach = (1 - threshold) * band if expected else threshold * band
        assert abs(probability - threshold) >= reach - 1e-9


FRUIT = classes_named(("Apfel", "Orange", "Tomate"), colours=((0, 255, 0), (255, 0, 0), (0, 0, 255)))
SURE = {"Apfel": 0.9, "Orange": 0.06, "Tomate": 0.04}


def test_a_class_is_named_where_it_is_surely_the_likeliest() -> None:
    rule = Rule({}, band=0.2)
    assert recognised(SURE, classes=FRUIT, rule=rule) == "Apfel"
    assert judge(SURE, attributes=FRUIT, rule=rule) is Verdict.NAMED
    assert judge(SURE, attributes=FRUIT, rule=rule, late=True) is Verdict.NO_RESULT
    unsure = {"Apfel": 0.48, "Orange": 0.07, "Tomate": 0.45}
    assert recognised(unsure, classes=FRUIT, rule=rule) is None
    assert judge(unsure, attributes=FRUIT, rule=rule) is Verdict.NO_RESULT
    assert judge({**SURE, "Tomate": math.nan}, attributes=FRUIT, rule=rule) is Verdict.NO_RESULT


def test_a_class_that_ought_to_be_there_is_ok_and_one_that_ought_not_is_not_ok() -> None:
    expected = dict(zip(FRUIT.names, (True, False, None), strict=True))
    judged = replace(FRUIT, attributes=tuple(replace(a, expected=expected[a.name]) for a in FRUIT))
    told = {
        name: judge({**dict.fromkeys(FRUIT.names, 0.0), name: 0.99}, attributes=judged, rule=RULE) for name in expected
    }
    assert told == {"Apfel": Verdict.OK, "Orange": Verdict.NOT_OK, "Tomate": Verdict.NAMED}


def test_where_only_faults_are_expected_to_be_absent_a_frame_without_a_seam_may_be_ok() -> None:
    good, error, cut, length = SEAM.attributes
    assert not may_pass_without_seam(SEAM.attributes)
    assert may_pass_without_seam((error, cut, length))
    assert may_pass_without_seam((replace(good, expected=None), error))
    assert not may_pass_without_seam((length,)), "nothing is OK there"


def test_only_what_is_expected_can_be_faulty() -> None:
    assert can_be_faulty(SEAM)
    assert not can_be_faulty(AttributeSet((Attribute("length", "l", (0, 0, 0)),)))
    for expected, faulty in ((None, False), (True, False), (False, True)):
        first = replace(FRUIT.attributes[0], expected=expected)
        assert can_be_faulty(replace(FRUIT, attributes=(first, *FRUIT.attributes[1:]))) is faulty


@given(st.tuples(*[st.floats(0, 1)] * 3), st.tuples(*[st.floats(0.01, 0.99)] * 3), st.floats(0, 0.9))
def test_one_figure_a_class_says_what_its_threshold_and_band_say(
    values: tuple[float, ...], thresholds: tuple[float, ...], band: float
) -> None:
    answer, rule = (
        dict(zip(FRUIT.names, values, strict=True)),
        Rule(dict(zip(FRUIT.names, thresholds, strict=True)), band),
    )
    by_figures = rule.for_classes(FRUIT.names)
    assert by_figures.band == 0
    assert recognised(answer, classes=FRUIT, rule=rule) == recognised(answer, classes=FRUIT, rule=by_figures)
