"""Every inspection is a record: what a watch judged, missed and was told stands in its journal, to the frame."""

import math
import threading
import time
from pathlib import Path

import pytest

from station.core import storage
from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.journal_check import check_folder
from station.core.journal_entries import Acknowledged, Body, End, FaultHeld, Frames, NetworkState, RuleChange, frames_of
from station.core.journal_file import FILE, JournalReader
from station.core.journals import sessions_in
from station.core.verdict import Rule, Verdict
from station.live.journal import Journal
from station.live.journal_begin import Keeping, Opening
from station.live.keeper import Keeper
from station.live.watch import Phase, Watch, Wishes
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, ListedFrames, Probabilities, base_run
from tests.live.test_watch import WISHES, until


def watch_of(
    folder: Path, frames: ListedFrames, *helpers: FakeHelper, is_file: bool = True, stop: bool = False
) -> Watch:
    """A watch with these helpers, one after the other, and a journal."""
    there = iter(helpers)
    opening = Opening("Prüfung", "a clip", is_file, base_run(), SEAM, "Jörg", Keeping(stop=stop))
    journal = Journal(folder, opening, wished=WISHES)
    keeper = Keeper(base_run(), helper=lambda run: next(there))
    return Watch(frames, keeper, attributes=SEAM, wishes=WISHES, journal=journal)


def over(watch: Watch) -> None:
    """Run a watch to its end, the last word in the journal included: frames are judged no more a moment earlier."""
    watch.start()
    until(lambda: not any(thread.name == "inspection" for thread in threading.enumerate()), seconds=20)


def bodies(watch: Watch, folder: Path) -> list[Body]:
    """What the journal says, once the watch is closed; its chain and its tally were checked."""
    watch.close()
    assert watch.wait(5)
    check = check_folder(folder)
    assert (check.sessions[-1].problem, check.is_sound) == ("", True)
    with JournalReader(sessions_in(folder)[-1] / FILE) as reader:
        return [entry.body for entry in reader.entries() if entry.body is not None]


def answers(number: int, helper: FakeHelper) -> Probabilities:
    return {2: BROKEN_SEAM, 3: BROKEN_SEAM, 4: (0.52, 0.02, 0.02, 0.5), 9: (math.nan, 0.02, 0.02, 0.5)}.get(
        number, SOUND
    )


def test_a_journal_tells_each_frame_each_gap_each_fault_and_who_saw_the_alarm(tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4, 8, 9, 10]
    watch = watch_of(tmp_path, ListedFrames(numbers, live=False, clock=time.perf_counter), FakeHelper(answers))
    over(watch)
    assert watch.acknowledge("Jörg"), "the inspection has ended, and the alarm stands"
    said = bodies(watch, tmp_path)
    status = watch.status()
    frames = [frame for body in said if isinstance(body, Frames) for frame in frames_of(body)]
    assert [frame.number for frame in frames] == numbers
    assert [frame.verdict for frame in frames] == [
        Verdict.OK,
        Verdict.NOT_OK,
        Verdict.NOT_OK,
        Verdict.NO_RESULT,
        Verdict.OK,
        Verdict.NO_RESULT,
        Verdict.OK,
    ]
    assert {frame.number: frame.reason for frame in frames if frame.reason} == {4: "unsure", 9: "no probability"}
    assert [gap for body in said if isinstance(body, Frames) for gap in body.not_inspected] == [(0, 0), (5, 7)]
    (fault,) = (body for body in said if isinstance(body, FaultHeld))
    assert (fault.fault, fault.frame, fault.found) == (1, 3, {"break": True})
    assert fault.picture is not None
    assert fault.overlay is not None
    states = [body.state for body in said if isinstance(body, NetworkState)]
    assert states[0] == "ready"
    (end,) = (body for body in said if isinstance(body, End))
    assert (end.why, end.faults, end.left_out) == ("source ended", 1, 0)
    assert status.tallied is not None
    assert end.frames == {verdict.value: count for verdict, count in status.tallied.frames.items()}
    assert said[-1] == Acknowledged(who="Jörg", faults=1, stood=True)
    assert status.journal is not None
    assert (status.journal.frames, status.journal.missing, status.journal.problem) == (7, 0, "")


def test_a_rule_that_changes_stands_between_the_frames_that_it_divides(tmp_path: Path) -> None:
    strict = Wishes(Rule({"good": 0.99}, band=0.0), late_s=30.0)
    there: list[Watch] = []

    def change(number: int, helper: FakeHelper) -> Probabilities:
        if number == 3:
            there[0].change(strict)
        return SOUND

    there.append(
        watch_of(tmp_path, ListedFrames([1, 2, 3, 4], live=False, clock=time.perf_counter), FakeHelper(change))
    )
    over(there[0])
    said = bodies(there[0], tmp_path)
    at = next(index for index, body in enumerate(said) if isinstance(body, RuleChange))
    before = [f.verdict for body in said[:at] if isinstance(body, Frames) for f in frames_of(body)]
    after = [f.verdict for body in said[at:] if isinstance(body, Frames) for f in frames_of(body)]
    assert set(before) == {Verdict.OK}
    assert set(after) == {Verdict.NOT_OK}
    assert len(before) + len(after) == 4


def test_a_network_that_breaks_and_comes_back_is_in_the_journal_with_what_was_wrong(tmp_path: Path) -> None:
    def breaks(number: int, helper: FakeHelper) -> Probabilities:
        raise StationError("the worker died")

    frames = ListedFrames([1, 2, 3], live=False, clock=time.perf_counter)
    watch = watch_of(tmp_path, frames, FakeHelper(breaks), FakeHelper())
    over(watch)
    said = bodies(watch, tmp_path)
    told = [body for body in said if isinstance(body, NetworkState) and body.state != "stopped"]
    states = [(body.state, body.problem) for body in told]
    assert states[0] == ("ready", "")
    assert ("loading", "the worker died") in states
    assert states[-1] == ("ready", "the worker died")
    listed = [f for body in said if isinstance(body, Frames) for f in frames_of(body)]
    assert (listed[0].verdict, listed[0].reason) == (Verdict.NO_RESULT, "no answer")


@pytest.mark.parametrize("stop", [True, False])
def test_a_journal_that_can_t_be_written_is_told_and_stops_the_inspection_where_that_is_wanted(
    stop: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StationError("disk full")

    monkeypatch.setattr(storage, "open_database", refuse)
    there: list[Watch] = []

    def slow(number: int, helper: FakeHelper) -> Probabilities:
        until(lambda: there[0].status().journal.problem != "")  # type: ignore[union-attr]
        return SOUND

    frames = ListedFrames(list(range(5)), live=False, clock=time.perf_counter)
    there.append(watch_of(tmp_path, frames, FakeHelper(slow), stop=stop))
    over(there[0])
    status = there[0].status()
    assert status.journal is not None
    assert status.journal.problem == "disk full"
    assert status.tallied is not None
    assert status.journal.missing == status.tallied.frames[Verdict.OK]
    if stop:
        assert status.phase is Phase.FAILED
        assert status.problem == "nothing is inspected without a journal: disk full"
        assert status.verdict is Verdict.NO_RESULT
    else:
        assert status.phase is Phase.ENDED
        assert status.tallied.frames[Verdict.OK] == 5
    there[0].close()
    assert there[0].wait(5)
