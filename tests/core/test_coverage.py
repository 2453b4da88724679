"""Each millimetre of seam is counted once, for what was said of it; what nobody saw, or nobody can place, is NOT INSPECTED."""

import random

import pytest

from station.core.coverage import Coverage, Said, Stretch
from station.core.movement import Moved
from station.core.verdict import Verdict

SIZE = (640, 480)
PX = 10.0
FIELD = 48.0


class Line:
    """A seam under a camera of 48 mm: frames at known places."""

    def __init__(self, *, fault: float = 0.0, scale: float | None = PX) -> None:
        self.coverage = Coverage(px_per_mm=scale, longest_fault_mm=fault)
        self._at: float | None = None
        self._time = 0.0

    def frame(self, at: float, verdict: Verdict = Verdict.OK, *, known: bool = True, seconds: float = 0.1) -> None:
        """A frame whose middle lies there."""
        moved = None if self._at is None or not known else Moved(0.0, -(at - self._at) * PX, 9.0)
        self._at = at
        self._time += seconds
        self.coverage.put(moved, verdict, size=SIZE, time_s=self._time)

    @property
    def lengths(self) -> dict[Said, float]:
        return {said: length for said, length in self.coverage.covered().lengths.items() if length}


def test_a_seam_that_passes_slowly_is_judged_wholly() -> None:
    line = Line()
    for at in range(0, 101, 2):
        line.frame(float(at))
    assert line.lengths == {Said.OK: 100 + FIELD}
    covered = line.coverage.covered()
    assert covered.is_whole
    assert covered.is_scaled
    assert covered.speed == pytest.approx(20.0)
    assert line.coverage.stretches() == (Stretch(-24.0, 124.0, Said.OK),)


def test_what_lies_between_two_views_is_not_inspected() -> None:
    line = Line()
    for at in (0.0, 10.0, 80.0, 90.0):
        line.frame(at)
    assert line.lengths == {Said.OK: 58 + 58, Said.NOT_INSPECTED: 22}
    assert [s.said for s in line.coverage.stretches()] == [Said.OK, Said.NOT_INSPECTED, Said.OK]
    assert line.coverage.stretches()[1] == Stretch(34.0, 56.0, Said.NOT_INSPECTED)
    assert not line.coverage.covered().is_whole


def test_the_longest_fault_must_be_whole_in_one_view() -> None:
    line = Line(fault=8.0)
    for at in (0.0, 10.0, 50.0, 60.0):
        line.frame(at)
    assert line.lengths == {Said.OK: 50 + 50}
    line = Line(fault=8.0)
    for at in (0.0, 10.0, 52.0, 60.0):
        line.frame(at)
    assert line.lengths[Said.NOT_INSPECTED] == 2.0


def test_the_gravest_thing_that_was_said_counts_and_no_result_is_no_judgement() -> None:
    line = Line()
    for at, verdict in ((0, Verdict.OK), (24, Verdict.NOT_OK), (48, Verdict.NO_RESULT), (96, Verdict.NO_RESULT)):
        line.frame(float(at), verdict)
    assert line.lengths == {Said.OK: 24, Said.NOT_OK: 48, Said.NO_RESULT: 72}
    assert line.coverage.covered().judged == 72


def test_an_unmeasured_step_is_a_gap_and_its_frame_counts_once_it_is_found() -> None:
    line = Line()
    for at in (0.0, 10.0, 20.0):
        line.frame(at)
    line.frame(300.0, known=False)
    covered = line.coverage.covered()
    assert (covered.gaps, covered.unmeasured, covered.passed) == (1, 1, 68.0)
    assert covered.speed is None
    line.frame(310.0)
    covered = line.coverage.covered()
    assert (covered.gaps, covered.unmeasured) == (1, 0)
    assert line.lengths == {Said.OK: 68 + 58, Said.NOT_INSPECTED: 10.0}, "a tenth of a second at 100 mm/s"
    assert not covered.is_whole


def test_frames_that_nobody_can_place_are_no_seam() -> None:
    line = Line()
    for at in (0.0, 10.0, 20.0):
        line.frame(at)
    for _ in range(100):
        line.frame(0.0, known=False)
    covered = line.coverage.covered()
    assert (covered.passed, covered.gaps, covered.unmeasured) == (68.0, 1, 100)
    line = Line()
    for _ in range(50):
        line.frame(0.0, known=False)
    assert (line.coverage.covered().passed, line.coverage.covered().unmeasured) == (0.0, 50)


def test_a_short_reverse_counts_once_and_a_long_one_is_new_seam() -> None:
    line = Line()
    for at in (*range(0, 60, 5), *range(60, 20, -5), *range(20, 100, 5)):
        line.frame(float(at))
    assert line.lengths == {Said.OK: 95 + FIELD}
    for at in range(95, -300, -5):
        line.frame(float(at))
    assert line.lengths[Said.OK] > 95 + FIELD + 150
    assert line.coverage.covered().is_whole


def test_standing_still_is_one_view() -> None:
    line = Line()
    for _ in range(200):
        line.frame(0.0)
    assert line.coverage.covered().passed == 0.0, "nothing has passed; where the seam runs is not known yet"
    assert line.coverage.covered().unmeasured < 10
    line.frame(5.0)
    assert line.lengths == {Said.OK: 5 + FIELD}


def test_a_seam_that_stands_for_an_hour_before_it_moves_is_one_view_all_the_same() -> None:
    line, rng = Line(), random.Random(1)
    for _ in range(20_000):
        line.frame(rng.gauss(0.0, 0.02), Verdict.NO_RESULT if rng.random() < 0.5 else Verdict.OK)
    assert line.coverage.covered().unmeasured < 10, (
        "else the first step would have to lay them all, and the window would wait"
    )
    line.frame(5.0)
    assert line.lengths[Said.OK] == pytest.approx(5 + FIELD, abs=0.6)
    assert set(line.lengths) == {Said.OK}


def test_a_frame_of_another_size_lies_nowhere() -> None:
    coverage = Coverage(px_per_mm=PX)
    for number in range(11):
        coverage.put(Moved(0.0, -50.0, 9.0) if number else None, Verdict.OK, size=SIZE, time_s=number / 10)
    before = coverage.covered()
    for number in range(11, 21):  # the camera was turned: now the seam runs along the other side
        coverage.put(Moved(-50.0, 0.0, 9.0), Verdict.OK, size=SIZE[::-1], time_s=number / 10)
    covered = coverage.covered()
    assert (covered.gaps, covered.unmeasured) == (1, 10)
    assert covered.lengths == before.lengths


def test_without_a_scale_shares_still_count() -> None:
    line = Line(scale=None)
    for at in (0.0, 10.0, 20.0, 100.0, 110.0):
        line.frame(at)
    covered = line.coverage.covered()
    assert not covered.is_scaled
    assert covered.judged / covered.passed == pytest.approx((68 + 58) / 158, abs=0.01)


def test_a_seam_across_the_picture_is_found_too() -> None:
    coverage = Coverage(px_per_mm=PX)
    for number in range(11):
        coverage.put(Moved(-50.0, 1.0, 9.0) if number else None, Verdict.OK, size=SIZE, time_s=number / 10)
    assert coverage.covered().judged == pytest.approx(50 + 64, abs=0.3)


def test_a_long_session_keeps_its_totals_and_the_last_stretches() -> None:
    line = Line()
    for number in range(3000):
        line.frame(40.0 * number, Verdict.OK if number % 2 else Verdict.NOT_OK)
    covered = line.coverage.covered()
    assert covered.passed == 40.0 * 2999 + FIELD
    assert sum(s.length for s in line.coverage.stretches(last=500.0)) >= 500.0
    assert len(line.coverage.stretches(last=500.0)) < 30
