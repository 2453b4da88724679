"""A check is passed by known samples only, and holds for what it was made with, as long as was set, and not a minute more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from station.core import storage
from station.core.attributes import SEAM, Attribute, AttributeSet
from station.core.check_file import (
    FILE,
    KEPT,
    Checked,
    CheckedSample,
    Standing,
    What,
    add_check,
    read_checks,
    standing,
    what_of,
)
from station.core.errors import StationError
from station.core.shift_check import Asks, Demand, Phase, Sample, ShiftCheck, samples_for
from station.core.verdict import Rule

RULE = Rule({})
SOUND = {"good": 0.97, "error": 0.02, "break": 0.02, "length": 0.97}
ERROR = {"good": 0.03, "error": 0.98, "break": 0.02, "length": 0.97}
BREAK = {"good": 0.03, "error": 0.02, "break": 0.98, "length": 0.97}
OTHER = SOUND | {"length": 0.02}
UNSURE = SOUND | {"error": 0.49}
DEMAND = Demand(frames=20, window=25, within_s=60.0)
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def expecting(**values: bool | None) -> AttributeSet:
    return AttributeSet(tuple(Attribute(name, name[0], (0, 0, 0), value) for name, value in values.items()))


FRUIT = AttributeSet(
    (
        Attribute("Apfel", "a", (0, 255, 0)),
        Attribute("Orange", "o", (255, 0, 0)),
        Attribute("Tomate", "t", (0, 0, 255)),
    ),
    "classes",
)


def test_the_seam_lab_asks_for_a_sound_seam_an_error_a_break_and_another_length() -> None:
    assert samples_for(SEAM) == (
        Sample(Asks.SOUND),
        Sample(Asks.FAULT, "error", True),
        Sample(Asks.FAULT, "break", True),
        Sample(Asks.OTHER, "length"),
    )


def test_where_a_length_is_expected_the_other_one_is_a_fault() -> None:
    lab = expecting(good=True, error=False, **{"break": False}, length=True)
    assert samples_for(lab)[-1] == Sample(Asks.FAULT, "length", False)


def test_own_attributes_ask_for_each_value_that_is_a_fault_and_classes_for_what_is_expected() -> None:
    assert samples_for(expecting(label=True, hole=False, colour=None)) == (
        Sample(Asks.SOUND),
        Sample(Asks.FAULT, "label", False),
        Sample(Asks.FAULT, "hole", True),
    )
    assert samples_for(expecting(good=True)) == (Sample(Asks.SOUND), Sample(Asks.FAULT, "good", False))
    assert [sample.name for sample in samples_for(FRUIT)] == ["Apfel", "Orange", "Tomate"]
    rotten = AttributeSet((*FRUIT.attributes[:2], Attribute("Tomate", "t", (0, 0, 255), False)), "classes")
    assert samples_for(rotten) == (Sample(Asks.CLASS, "Tomate", True),)


def put(check: ShiftCheck, answer: dict[str, float], count: int, *, at_s: float = 1.0, late: bool = False) -> None:
    for _ in range(count):
        check.put(answer, rule=RULE, at_s=at_s, late=late)


def pass_sample(check: ShiftCheck, answer: dict[str, float], *, at_s: float = 0.0) -> None:
    check.lay(at_s)
    put(check, answer, DEMAND.frames, at_s=at_s + 1)


def test_a_check_is_passed_by_all_its_samples_with_their_figures() -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    for number, answer in enumerate((SOUND, ERROR, BREAK, OTHER)):
        assert check.progress(0.0).phase is Phase.ASKED
        assert check.progress(0.0).number == number
        pass_sample(check, answer)
    done = check.progress(2.0)
    assert (done.phase, done.is_over) == (Phase.PASSED, True)
    assert [(tried.passed, tried.right, tried.judged, tried.seconds, tried.laid) for tried in done.tried] == [
        (True, 20, 20, 1.0, 1)
    ] * 4


@pytest.mark.parametrize("wrong", [{}, UNSURE, ERROR, SOUND | {"break": float("nan")}])
def test_what_is_missing_unsure_or_otherwise_counts_against_the_sample(wrong: dict[str, float]) -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    check.lay(0.0)
    put(check, SOUND, 19)
    put(check, wrong, 6)
    assert check.progress(1.0).shows is False
    put(check, SOUND, 1)
    assert check.progress(1.0).number == 0, "19 of the last 25 were right at best"
    assert check.progress(1.0).right == 19
    put(check, SOUND, 5)
    assert check.progress(1.0).number == 0
    put(check, SOUND, 15)
    assert check.progress(1.0).number == 1


def test_late_frames_do_not_count_and_frames_without_a_laid_sample_are_passed_over() -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    put(check, SOUND, 50)
    assert check.progress(1.0).seen == 0
    check.lay(0.0)
    put(check, SOUND, 50, late=True)
    assert (check.progress(1.0).right, check.progress(1.0).number) == (0, 0)


def test_a_sample_that_is_not_recognised_in_time_may_be_laid_again() -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    check.lay(0.0)
    put(check, ERROR, 30)
    assert check.progress(60.0).phase is Phase.JUDGING
    assert check.progress(60.1).phase is Phase.MISSED
    put(check, SOUND, 30, at_s=61.0)
    assert check.progress(61.0).number == 0
    check.lay(70.0)
    put(check, SOUND, 20, at_s=72.0)
    tried = check.progress(72.0).tried[0]
    assert (tried.passed, tried.judged, tried.seconds, tried.laid) == (True, 50, 62.0, 2)


def test_a_check_that_is_given_up_is_not_passed() -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    pass_sample(check, SOUND)
    check.lay(1.0)
    check.cancel(2.0)
    progress = check.progress(3.0)
    assert progress.phase is Phase.FAILED
    assert [tried.passed for tried in progress.tried] == [True, False]
    pass_sample(check, ERROR)
    check.cancel(4.0)
    assert check.progress(4.0).phase is Phase.FAILED


def test_another_length_is_another_than_the_sound_sample_had() -> None:
    check = ShiftCheck(SEAM, demand=DEMAND)
    for answer in (SOUND, ERROR, BREAK):
        pass_sample(check, answer)
    check.lay(0.0)
    put(check, SOUND, 40)
    assert check.progress(1.0).right == 0
    put(check, OTHER, 20)
    assert check.progress(1.0).phase is Phase.PASSED


def test_classes_are_shown_one_by_one() -> None:
    check = ShiftCheck(FRUIT, demand=Demand(frames=2, window=3))
    check.lay(0.0)
    put(check, {"Apfel": 0.2, "Orange": 0.7, "Tomate": 0.1}, 5)
    assert check.progress(1.0).number == 0
    put(check, {"Apfel": 0.9, "Orange": 0.05, "Tomate": 0.05}, 2)
    assert check.progress(1.0).sample.name == "Orange"


# What is kept of it


def what(
    *,
    run: str = "a" * 64,
    source: str = "Cam 1",
    thresholds: dict[str, float] | None = None,
    band: float = 0.2,
    attributes: AttributeSet = SEAM,
) -> What:
    return what_of(weights_sha256=run, source=source, attributes=attributes, rule=Rule(thresholds or {}, band))


def checked(*, hours_ago: float = 0.0, passed: bool = True, **of: object) -> Checked:
    key = what(**of)  # type: ignore[arg-type]
    sample = CheckedSample(name="sound", passed=passed, right=20, judged=24, seconds=3.5, laid=1)
    return Checked(
        weights_sha256=key.weights_sha256,
        source=key.source,
        limits=key.limits,
        expected=key.expected,
        utc=(NOW - timedelta(hours=hours_ago)).isoformat(),
        passed=passed,
        who="Jörg",
        samples=(sample,),
    )


def test_a_check_holds_for_its_hours_and_for_what_it_was_made_with() -> None:
    def stands(*checks: Checked, hours: float = 8.0) -> Standing:
        return standing(checks, what(), hours=hours, now=NOW)

    assert stands(hours=0) is Standing.NOT_DEMANDED
    assert stands() is Standing.NONE
    assert stands(checked()) is Standing.HOLDS
    assert stands(checked(hours_ago=7.99)) is Standing.HOLDS
    assert stands(checked(hours_ago=8.01)) is Standing.OLD
    assert stands(checked(hours_ago=-1)) is Standing.OLD, "from the future: a clock was wrong"
    assert stands(checked(hours_ago=1), checked(passed=False)) is Standing.FAILED
    assert stands(checked(passed=False, hours_ago=1), checked()) is Standing.HOLDS
    assert stands(checked(run="b" * 64)) is Standing.OTHER_RUN
    assert stands(checked(source="Cam 2")) is Standing.OTHER_SOURCE
    assert stands(checked(thresholds={"error": 0.6})) is Standing.OTHER_LIMITS
    assert stands(checked(band=0.1)) is Standing.OTHER_LIMITS
    assert stands(checked(run="b" * 64, hours_ago=9)) is Standing.NONE
    length = replace(SEAM["length"], expected=True)
    others = AttributeSet((*SEAM.attributes[:-1], length))
    assert stands(checked(attributes=others)) is Standing.OTHER_EXPECTED, (
        "no sample of the fault that it is now was asked for"
    )
    assert stands(
        Checked(
            weights_sha256="a" * 64,
            source="Cam 1",
            limits=what().limits,
            expected=what().expected,
            utc="?",
            passed=True,
        )
    ) is (Standing.OLD)
    assert stands(
        Checked(weights_sha256="a" * 64, source="Cam 1", limits=what().limits, utc=NOW.isoformat(), passed=True)
    ) is (Standing.OTHER_EXPECTED), "as it was kept before that was kept"


def test_only_a_check_that_holds_allows_verdicts() -> None:
    assert {one for one in Standing if one.allows} == {Standing.HOLDS, Standing.NOT_DEMANDED}


def test_of_classes_the_limits_are_the_same_by_either_rule() -> None:
    rule = Rule(dict.fromkeys(FRUIT.names, 0.6), 0.2)
    first, second = (
        what_of(weights_sha256="a", source="b", attributes=FRUIT, rule=one)
        for one in (rule, rule.for_classes(FRUIT.names))
    )
    assert first == second


def test_checks_are_kept_and_the_oldest_go(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    assert read_checks(folder) == ()
    for hours in range(KEPT + 3, 0, -1):
        add_check(folder, checked(hours_ago=hours))
    found = read_checks(folder)
    assert len(found) == KEPT
    assert found[-1] == checked(hours_ago=1)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"checks": [{"passed": true}]}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_said_and_laid_aside_rather_than_overwritten(tmp_path: Path, damage: bytes) -> None:
    storage.write_bytes(tmp_path / FILE, damage)
    with pytest.raises(StationError, match=r"checks\.json is damaged"):
        read_checks(tmp_path)
    add_check(tmp_path, checked())
    assert read_checks(tmp_path) == (checked(),)
    assert (tmp_path / "checks.damaged1.json").read_bytes() == damage
