"""Without a check that holds no frame is OK or NOT OK, whatever the network says; and what is checked is kept and journalled."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from station.core import storage
from station.core.attributes import SEAM
from station.core.check_file import FILE, Standing, read_checks
from station.core.drift import Kind
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.no_result import BEING_CHECKED, DRIFTED, NOT_CHECKED
from station.core.shift_check import Demand, Phase
from station.core.verdict import Rule, Verdict, judge
from station.live.capture import FeedCapture
from station.live.feed import Feed
from station.live.guard import Guard, Terms
from station.live.keeper import Keeper
from station.live.painter import Result
from station.live.watch import Watch
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, PacedCamera, base_run
from tests.live.test_watch import WISHES, until

if TYPE_CHECKING:
    from station.core.journal_entries import Check

RULE = Rule({})
DEMAND = Demand(frames=4, window=5, within_s=30.0)
TERMS = Terms(hours=8.0, demand=DEMAND)
ERROR = (0.03, 0.98, 0.02, 0.5)
OTHER = (0.97, 0.02, 0.03, 0.02)
LONG = (0.97, 0.02, 0.03, 0.98)


class Bench:
    """A guard with clocks that only move when they are told to."""

    def __init__(self, folder: Path, terms: Terms = TERMS, *, source: str = "Cam 1") -> None:
        self.now, self.wall = 100.0, datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
        self.notes: list[Check] = []
        self.guard = Guard(
            folder,
            run=base_run(),
            source=source,
            attributes=SEAM,
            rule=RULE,
            terms=terms,
            noted=self.notes.append,
            clock=lambda: self.now,
            wall=lambda: self.wall,
        )
        self.guard.load()
        self.picture = np.random.default_rng(3).integers(60, 160, (48, 64, 3), np.uint8)

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self.wall += timedelta(seconds=seconds)

    def judged(self, answer: tuple[float, ...] = SOUND, count: int = 1, *, rule: Rule = RULE) -> Result:
        probabilities = dict(zip(SEAM.names, answer, strict=True))
        for _ in range(count):
            self.passes(0.2)
            verdict = judge(probabilities, attributes=SEAM, rule=rule)
            result = Result(Frame(self.picture, 0, 0.0), verdict, probabilities, {}, self.now, 0.02)
            result = self.guard.judged(result, small=self.picture, rule=rule, late_s=0.5)
        return result

    def check(self) -> None:
        """Pass a check."""
        self.guard.begin_check("Jörg")
        for answer in (LONG, ERROR, BROKEN_SEAM, OTHER):
            self.guard.lay()
            assert self.judged(answer, DEMAND.frames).withheld == BEING_CHECKED
        progress = self.guard.state.progress
        assert progress is not None
        assert progress.phase is Phase.PASSED
        self.guard.leave_check()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_nothing_is_demanded_where_no_hours_are_set(tmp_path: Path) -> None:
    bench = Bench(tmp_path, Terms())
    assert bench.judged().verdict is Verdict.OK
    assert bench.guard.state.standing is Standing.NOT_DEMANDED


def test_a_passed_check_gives_verdicts_for_its_hours_and_is_kept_and_journalled(bench: Bench, tmp_path: Path) -> None:
    assert (bench.judged().verdict, bench.judged().withheld) == (Verdict.NO_RESULT, NOT_CHECKED)
    bench.check()
    assert bench.judged().verdict is Verdict.OK
    assert bench.judged(BROKEN_SEAM).verdict is Verdict.NOT_OK
    (kept,) = read_checks(tmp_path)
    assert (kept.passed, kept.who, [sample.name for sample in kept.samples]) == (
        True,
        "Jörg",
        ["sound", "error", "break", "length"],
    )
    assert kept.looks is not None
    (note,) = bench.notes
    assert (note.name, note.passed, note.detail["break: right"]) == ("start of shift", True, 4)
    bench.passes(8 * 3600 - 10)
    assert bench.judged().verdict is Verdict.OK
    bench.passes(10)
    assert bench.judged().withheld == NOT_CHECKED
    assert bench.guard.state.standing is Standing.OLD


def test_another_start_knows_the_check_and_another_camera_or_threshold_does_not(bench: Bench, tmp_path: Path) -> None:
    bench.check()
    assert Bench(tmp_path).judged().verdict is Verdict.OK
    assert Bench(tmp_path, source="Cam 2").judged().withheld == NOT_CHECKED
    assert bench.judged(rule=Rule({"error": 0.6})).withheld == NOT_CHECKED
    assert bench.guard.state.standing is Standing.OTHER_LIMITS
    assert bench.judged().verdict is Verdict.OK


def test_setting_the_clock_back_lengthens_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.check()
    bench.passes(7.5 * 3600)
    bench.wall -= timedelta(hours=1)
    assert bench.judged().verdict is Verdict.OK
    bench.passes(0.6 * 3600)
    assert bench.judged().withheld == NOT_CHECKED
    early = Bench(tmp_path)
    early.wall -= timedelta(hours=1)
    restarted = Guard(
        tmp_path, run=base_run(), source="Cam 1", attributes=SEAM, rule=RULE, terms=TERMS, wall=lambda: early.wall
    )
    restarted.load()
    assert restarted.state.standing is Standing.OLD, "its time lies in the future"


def test_a_new_check_that_is_given_up_ends_the_old_one(bench: Bench) -> None:
    bench.check()
    bench.guard.begin_check("Jörg")
    bench.guard.cancel_check()
    assert bench.judged().verdict is Verdict.OK, "nothing was laid yet"
    bench.guard.begin_check("Jörg")
    bench.guard.lay()
    bench.judged(BROKEN_SEAM, 3)
    bench.guard.cancel_check()
    assert bench.judged().withheld == NOT_CHECKED
    assert bench.guard.state.standing is Standing.FAILED
    assert [note.passed for note in bench.notes] == [True, False]


def test_a_damaged_record_holds_nothing_until_a_new_check(tmp_path: Path) -> None:
    storage.write_bytes(tmp_path / FILE, b"\x00")
    bench = Bench(tmp_path)
    assert bench.judged().withheld == NOT_CHECKED
    assert bench.guard.state.standing is Standing.UNREADABLE
    assert "damaged" in bench.guard.state.problem
    bench.check()
    assert bench.judged().verdict is Verdict.OK
    assert bench.guard.state.problem == ""


def test_a_check_that_the_disk_refuses_holds_and_is_told(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise StationError(f"{path} could not be written (No space left on device)")

    monkeypatch.setattr(storage, "write_bytes", refuse)
    bench.check()
    assert bench.judged().verdict is Verdict.OK
    assert "No space left" in bench.guard.state.problem


@pytest.mark.parametrize(
    ("on_drift", "verdict"), [("off", Verdict.OK), ("tell", Verdict.OK), ("stop", Verdict.NO_RESULT)]
)
def test_a_darker_lamp_is_told_and_stops_the_verdicts_where_that_is_set(
    tmp_path: Path, on_drift: str, verdict: Verdict
) -> None:
    bench = Bench(tmp_path, Terms(on_drift=on_drift))  # type: ignore[arg-type]
    bench.judged(count=25)
    bench.picture = (bench.picture * 0.78).astype(np.uint8)
    last = bench.judged(count=25)
    assert last.verdict is verdict
    assert (last.withheld == DRIFTED) is (on_drift == "stop")
    assert [change.kind for change in bench.guard.state.changes] == ([] if on_drift == "off" else [Kind.DARKER])
    if on_drift != "off":
        assert bench.notes[0].detail["change"] == "darker"
    bench.guard.accept_drift()
    assert bench.judged().verdict is Verdict.OK
    assert bench.guard.state.changes == ()


def test_a_watch_asks_its_guard_before_it_counts_alarms(tmp_path: Path) -> None:
    camera = PacedCamera(1000)
    feed, frames = Feed(camera), None
    frames = FeedCapture(feed)
    guard = Guard(tmp_path, run=base_run(), source="Cam 1", attributes=SEAM, rule=RULE, terms=TERMS)
    keeper = Keeper(
        base_run(), helper=lambda run: FakeHelper(lambda number, helper: BROKEN_SEAM), clock=time.perf_counter
    )
    watch = Watch(frames, keeper, attributes=SEAM, wishes=WISHES, guard=guard)
    feed.start()
    watch.start()
    until(lambda: watch.engine is not None)
    for _ in range(4):
        before = watch.result
        camera.allow.release()
        until(lambda before=before: watch.result is not before)
    status = watch.status()
    assert watch.result is not None
    assert (watch.result.withheld, status.verdict, status.alarm, status.faults) == (
        NOT_CHECKED,
        Verdict.NO_RESULT,
        False,
        0,
    )
    guard.begin_check("Jörg")
    camera.ended.set()
    watch.close()
    feed.stop()
    assert watch.wait(5)
    assert feed.wait(5)
    assert guard.state.progress is None
