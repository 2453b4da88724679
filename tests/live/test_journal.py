"""The journal's thread: whoever judges never waits for it, nothing is lost but what it says is lost."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from station.core import storage
from station.core.attributes import SEAM
from station.core.coverage import Covered, Said
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.journal_check import check_folder
from station.core.journal_entries import (
    Acknowledged,
    Begin,
    Body,
    Check,
    Coverage,
    End,
    FaultHeld,
    Frames,
    Lost,
    NetworkState,
    Pruned,
    Quiet,
    RuleChange,
    frames_of,
)
from station.core.journal_file import FILE, JournalReader
from station.core.journals import sessions_in
from station.core.tally import Tally
from station.core.verdict import Rule, Verdict
from station.live import journal as journal_module
from station.live.faults import fault_of
from station.live.journal import FULL, Journal, JournalState
from station.live.journal_begin import Keeping, Opening
from station.live.journal_ledger import WAITING
from station.live.journal_packing import judging_of
from station.live.painter import Look, Result
from station.live.watch import Wishes
from tests.core.journal_made import END, made_session
from tests.live.fake_network import BROKEN_SEAM, SOUND, answered, base_run
from tests.live.test_watch import FakeClock, until

WISHES = Wishes(Rule({"good": 0.5}), late_s=0.5)


class FakeWall:
    """A wall clock beside a monotonic one, which somebody may set."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.set_by = timedelta()

    def __call__(self) -> datetime:
        return datetime(2026, 11, 22, 8, tzinfo=UTC) + timedelta(seconds=self.clock.now) + self.set_by


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Prüfung ä ß 日本" / "journal"


def opening(*, is_file: bool = False, keeping: Keeping | None = None) -> Opening:
    return Opening("Prüfung", "practice", is_file, base_run(), SEAM, "Jörg", keeping or Keeping())


@pytest.fixture
def journal(folder: Path, clock: FakeClock) -> Iterator[Journal]:
    made = Journal(folder, opening(), wished=WISHES, clock=clock, wall=FakeWall(clock))
    made.start()
    yield made
    finish(made)


def finish(journal: Journal, tally: Tally | None = None) -> JournalState:
    journal.end("stopped", tallied=(tally or Tally(begun_s=0)).now(0), faults=0)
    journal.close()
    assert journal.wait(5)
    return journal.state


def result(number: int, clock: FakeClock, verdict: Verdict = Verdict.OK, took_s: float = 0.01) -> Result:
    given = answered(BROKEN_SEAM if verdict is Verdict.NOT_OK else SOUND)
    probabilities = dict(zip(SEAM.names, map(float, given.probabilities[0]), strict=True))
    raw = {method: maps[0] for method, maps in given.maps.items()}
    picture = np.full((480, 640, 3), number % 256, np.uint8)
    return Result(Frame(picture, number, number / 60), verdict, probabilities, raw, clock.now - took_s, took_s)


def bodies(folder: Path) -> list[Body]:
    check = check_folder(folder)
    assert (check.sessions[-1].problem, check.is_sound) == ("", True)
    with JournalReader(sessions_in(folder)[-1] / FILE) as reader:
        return [entry.body for entry in reader.entries() if entry.body is not None]


def listed(said: Sequence[Body]) -> list[tuple[int, str]]:
    """The numbers of the frames, and why each has no result."""
    return [(frame.number, frame.reason) for body in said if isinstance(body, Frames) for frame in frames_of(body)]


def test_a_session_tells_with_what_it_began_what_was_judged_and_how_it_ended(
    journal: Journal, folder: Path, clock: FakeClock
) -> None:
    tally = Tally(begun_s=clock.now)
    journal.network("ready", engine=None)
    for number in (10, 11, 14):
        clock.now += 1 / 60
        journal.judged(result(number, clock), WISHES)
        tally.judged(Verdict.OK, at_s=clock.now, fresh_until_s=clock.now + 1)
    tally.skipped(3)
    changed = Wishes(Rule({"good": 0.7}), late_s=0.5)
    journal.judged(result(15, clock, Verdict.NO_RESULT, took_s=0.8), changed)
    tally.judged(Verdict.NO_RESULT, at_s=clock.now, fresh_until_s=clock.now + 1)
    journal.acknowledged("Jörg", faults=3, stood=True)
    state = finish(journal, tally)
    said = bodies(folder)
    begin, network, *first = said[: said.index(RuleChange(judging=judging_of(changed)))]
    *second, seen, end = said[len(first) + 3 :]
    assert isinstance(begin, Begin)
    assert (begin.project, begin.source, begin.who, begin.run) == ("Prüfung", "practice", "Jörg", base_run().name)
    assert begin.weights_sha256 == base_run().card.weights.sha256
    assert begin.versions["sqlite"]
    assert network == NetworkState(state="ready")
    assert [number for number, _ in listed(first)] == [10, 11, 14]
    assert [gap for body in first if isinstance(body, Frames) for gap in body.not_inspected] == [(12, 13)]
    assert listed(second) == [(15, "late")]
    assert seen == Acknowledged(who="Jörg", faults=3, stood=True)
    assert isinstance(end, End)
    assert end.left_out == 1
    assert end.frames["OK"] == 3
    assert state.frames == 4
    assert state.entries == len(said)
    assert state.missing == 0
    assert state.head == check_folder(folder).sessions[-1].head


def test_a_fault_keeps_its_pictures_and_their_hashes_as_many_as_are_wanted(folder: Path, clock: FakeClock) -> None:
    journal = Journal(folder, opening(keeping=Keeping(pictures=1, side=320)), wished=WISHES, clock=clock)
    journal.start()
    for number in (1, 2):
        found = fault_of(
            result(number, clock, Verdict.NOT_OK), number=number, attributes=SEAM, rule=WISHES.rule, look=Look()
        )
        journal.fault(found, WISHES, place_mm=12.5)
    finish(journal)
    first, second = (body for body in bodies(folder) if isinstance(body, FaultHeld))
    assert first.found == {"break": True}
    assert first.place_mm == 12.5
    assert first.picture is not None
    assert first.overlay is not None
    session = sessions_in(folder)[0]
    assert {path.name for path in session.iterdir()} == {FILE, "fault_0001.jpg", "fault_0001_map.jpg"}
    assert second.picture is None
    assert second.problem


def refusing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the disk refuse these operations."""

    def refuse(*_: object, **__: object) -> None:
        raise StationError("disk full")

    for name in names:
        monkeypatch.setattr(storage, name, refuse)


def test_a_disk_that_refuses_is_told_and_what_waits_is_written_when_it_takes_it_again(
    journal: Journal, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: journal.state.entries == 1)
    with monkeypatch.context() as broken:
        refusing(broken, "add_rows", "open_database")
        journal.judged(result(1, clock), WISHES)
        journal.note(Acknowledged(who="a", faults=0, stood=False))
        until(lambda: journal.problem != "")
        assert journal.state.missing == 1
        assert not journal.must_stop, "unless that is wanted, inspecting goes on"
    journal.note(Acknowledged(who="b", faults=0, stood=False))
    until(lambda: journal.state.missing == 0 and not journal.problem)
    tally = Tally(begun_s=0)
    tally.judged(Verdict.OK, at_s=0, fresh_until_s=0)
    finish(journal, tally)
    assert [body.who for body in bodies(folder) if isinstance(body, Acknowledged)] == ["a", "b"]


def test_what_the_disk_refuses_for_too_long_is_counted_in_the_journal_itself(
    journal: Journal, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: journal.state.entries == 1)
    tally, count = Tally(begun_s=0), (WAITING + 20) * 64
    with monkeypatch.context() as broken:
        refusing(broken, "add_rows", "open_database")
        for number in range(count):
            journal.judged(result_small(2 * number, clock), WISHES)
            tally.judged(Verdict.OK, at_s=0, fresh_until_s=0)
            tally.skipped(1)
            if number % 640 == 639:
                journal.note(Acknowledged(who="", faults=number, stood=False))
                until(lambda: not journal._inbox)
        until(lambda: journal.problem != "")
        assert journal.state.missing == count
    state = finish(journal, tally)
    (lost,) = (body for body in bodies(folder) if isinstance(body, Lost))
    assert state.missing == lost.frames["OK"] > 0
    assert state.frames + state.missing == count


def result_small(number: int, clock: FakeClock) -> Result:
    picture = np.zeros((2, 2, 3), np.uint8)
    return Result(Frame(picture, number, 0.0), Verdict.OK, dict.fromkeys(SEAM.names, 0.9), {}, clock.now, 0.01)


def test_a_disk_that_hangs_holds_nobody_up_and_what_finds_no_room_is_counted(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging, free = threading.Event(), threading.Event()
    real = storage.add_rows

    def hang(connection: object, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        hanging.set()
        free.wait(10)
        real(connection, statement, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "add_rows", hang)
    monkeypatch.setattr(journal_module, "INBOX", 100)
    journal = Journal(folder, opening(keeping=Keeping(stop=True)), wished=WISHES, clock=clock)
    journal.start()
    tally = Tally(begun_s=0)
    assert hanging.wait(5)
    for number in range(150):
        journal.judged(result_small(number, clock), WISHES)
        tally.judged(Verdict.OK, at_s=0, fresh_until_s=0)
    assert journal.problem == FULL
    assert journal.must_stop
    free.set()
    state = finish(journal, tally)
    assert (state.frames, state.missing) == (100, 50)
    (lost,) = (body for body in bodies(folder) if isinstance(body, Lost))
    assert (lost.frames, lost.first, lost.last) == ({"OK": 50}, 100, 149)


def test_a_folder_that_can_t_be_made_is_told_and_made_once_it_can(folder: Path, clock: FakeClock) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    journal = Journal(folder, opening(), wished=WISHES, clock=clock)
    journal.start()
    until(lambda: journal.problem != "")
    folder.unlink()
    state = finish(journal)
    assert state.problem == ""
    assert [type(body) for body in bodies(folder)] == [Begin, End]


def test_an_end_that_can_t_be_written_ends_the_thread_all_the_same(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "open_database")
    journal = Journal(folder, opening(), wished=WISHES, clock=clock)
    journal.start()
    assert "disk full" in finish(journal).problem


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_error_in_the_thread_is_told(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("station.live.journal_packing.Packing.put", break_down)
    journal = Journal(folder, opening(keeping=Keeping(stop=True)), wished=WISHES, clock=clock)
    journal.start()
    journal.judged(result(1, clock), WISHES)
    assert journal.wait(5)
    assert "a bug" in journal.problem
    assert journal.must_stop
    assert journal.state.missing == 1


def test_a_source_that_gives_no_frames_is_noted_once_with_what_is_known(folder: Path, clock: FakeClock) -> None:
    journal = Journal(folder, opening(), wished=WISHES, clock=clock, source_problem=lambda: "it was unplugged")
    journal.start()
    journal.network("ready")
    journal.judged(result(1, clock), WISHES)
    clock.now += 1.5
    until(lambda: journal.state.entries >= 4)
    tally = Tally(begun_s=0)
    tally.judged(Verdict.OK, at_s=0, fresh_until_s=0)
    finish(journal, tally)
    (quiet,) = (body for body in bodies(folder) if isinstance(body, Quiet))
    assert quiet == Quiet(since_s=0.0, reason="it was unplugged")


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_changes_neither_order_nor_durations(hours: int, folder: Path, clock: FakeClock) -> None:
    wall = FakeWall(clock)
    journal = Journal(folder, opening(is_file=True), wished=WISHES, clock=clock, wall=wall)
    journal.start()
    for step in range(4):
        clock.now += 1
        wall.set_by = timedelta(hours=hours) if step >= 2 else timedelta()
        journal.note(Acknowledged(who=str(step), faults=0, stood=False))
    finish(journal)
    check = check_folder(folder).sessions[0]
    assert check.problem == ""
    assert [(jump.entry, jump.seconds) for jump in check.jumps] == [(4, hours * 3600.0)]
    assert check.seconds == 4.0


def test_what_is_older_than_is_kept_goes_when_a_session_begins_and_the_journal_says_so(folder: Path) -> None:
    now = datetime.now(UTC)
    for days in (300, 200, 10):
        made_session(folder, [END], utc=now - timedelta(days=days), fault=b"a picture")
    journal = Journal(folder, opening(keeping=Keeping(months=3)), wished=WISHES)
    journal.start()
    finish(journal)
    assert [path.name for path in sessions_in(folder)] == ["000003", "000004"]
    assert [body.session for body in bodies(folder) if isinstance(body, Pruned)] == ["000001", "000002"]


def test_a_session_that_still_runs_says_how_much_seam_has_passed(
    journal: Journal, folder: Path, clock: FakeClock
) -> None:
    lengths = dict.fromkeys(Said, 0.0) | {Said.OK: 120.0}
    journal.follow_seam(lambda: Covered(lengths, 1, 2, at=0.0, speed=None, is_scaled=True))
    clock.now += 59.0
    journal.note(Check(name="before", passed=True))
    until(lambda: journal.state.entries >= 2)
    clock.now += 2.0
    journal.note(Check(name="after", passed=True))
    until(lambda: any(isinstance(body, Coverage) for body in bodies(folder)))
    (covered,) = (body for body in bodies(folder) if isinstance(body, Coverage))
    assert (covered.lengths["OK"], covered.gaps, covered.unmeasured, covered.stretches) == (120.0, 1, 2, ())
    clock.now += 1.0
    finish(journal)
    assert sum(isinstance(body, Coverage) for body in bodies(folder)) == 1
