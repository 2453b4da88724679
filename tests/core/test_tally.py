"""Every frame is counted once and every moment belongs to one verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.tally import Tally
from station.core.verdict import Verdict

steps = st.lists(
    st.tuples(st.sampled_from(list(Verdict)), st.floats(0, 5), st.floats(-1, 3), st.integers(0, 4)), max_size=30
)


@given(steps, st.floats(0, 5))
def test_frames_and_time_add_up(taken: list[tuple[Verdict, float, float, int]], rest: float) -> None:
    tally, now, skipped = Tally(begun_s=100.0), 100.0, 0
    for verdict, passed, fresh, count in taken:
        now += passed
        tally.judged(verdict, at_s=now, fresh_until_s=now + fresh)
        tally.skipped(count)
        skipped += count
    told = tally.now(now + rest)
    assert sum(told.frames.values()) == len(taken) + skipped
    assert sum(told.seconds.values()) == pytest.approx(now + rest - 100.0)
    assert all(seconds >= 0 for seconds in told.seconds.values())


def test_time_after_a_verdict_has_grown_old_is_no_results() -> None:
    tally = Tally(begun_s=0.0)
    tally.judged(Verdict.OK, at_s=1.0, fresh_until_s=1.5)
    told = tally.now(4.0)
    assert told.seconds[Verdict.OK] == 0.5
    assert told.seconds[Verdict.NO_RESULT] == 3.5


def test_frames_and_time_of_each_class_that_was_recognised() -> None:
    tally = Tally(begun_s=0.0)
    tally.judged(Verdict.NAMED, at_s=1.0, fresh_until_s=3.0, recognised="Apfel")
    tally.judged(Verdict.NAMED, at_s=2.0, fresh_until_s=3.0, recognised="Tomate")
    tally.judged(Verdict.NO_RESULT, at_s=4.0, fresh_until_s=9.0, recognised="Apfel")
    told = tally.now(8.0)
    assert told.class_frames == {"Apfel": 1, "Tomate": 1}, "what came late was of no class"
    assert told.class_seconds == {"Apfel": 1.0, "Tomate": 1.0}
    assert told.seconds[Verdict.NAMED] == 2.0
