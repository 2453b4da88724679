"""A journal is only added to, and whatever was altered, left out, swapped or cut off is found and named."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from station.core import storage
from station.core.errors import StationError
from station.core.journal_age import old_sessions, remove_session
from station.core.journal_check import EMPTY, check_folder, check_session, last_head
from station.core.journal_entries import (
    Acknowledged,
    Begin,
    End,
    Frames,
    Judging,
    Pruned,
    Said,
    counted,
    frames_of,
    kind_of,
)
from station.core.journal_file import FILE, JournalFile, JournalReader, hash_of
from station.core.journals import find_journal, find_session, journal_folder, new_session, outline_of, sessions_in
from station.core.verdict import Verdict
from tests.core.journal_made import END, frames, made_session, said, tampered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Prüfung ä ß 日本" / "journal"


def problem_of(session: Path) -> tuple[str, int | None]:
    check = check_session(session)
    return check.problem, check.bad_entry


def test_what_was_said_is_read_as_it_was_and_the_chain_is_sound(folder: Path) -> None:
    session = made_session(folder, [frames(0, 3), Acknowledged(who="Jörg", faults=2, stood=True), END])
    with JournalReader(session / FILE) as reader:
        entries = list(reader.entries())
    assert [entry.kind for entry in entries] == ["begin", "frames", "acknowledged", "end"]
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert entries[2].body == Acknowledged(who="Jörg", faults=2, stood=True)
    body = entries[1].body
    assert isinstance(body, Frames)
    listed = list(frames_of(body))
    assert [frame.number for frame in listed] == [0, 1, 3]
    assert [frame.verdict for frame in listed] == [Verdict.OK, Verdict.NOT_OK, Verdict.NO_RESULT]
    assert listed[1].probabilities == pytest.approx((0.25, 0.5))
    assert listed[2].seen_s == pytest.approx(1.033333)
    assert counted(body) == {Verdict.OK: 1, Verdict.NOT_OK: 1, Verdict.NO_RESULT: 1}
    check = check_session(session)
    assert (check.problem, check.entries, check.is_ended) == ("", 4, True)


def test_sqlite_itself_refuses_to_change_or_delete_an_entry(folder: Path) -> None:
    session = made_session(folder, [END])
    with sqlite3.connect(session / FILE) as connection:
        for statement in (
            "UPDATE entries SET content = x'00' WHERE number = 1",
            "DELETE FROM entries WHERE number = 2",
            "INSERT OR REPLACE INTO entries SELECT 1, kind, content, previous, sha256 FROM entries WHERE number = 2",
            "INSERT INTO entries SELECT 9, kind, content, previous, sha256 FROM entries WHERE number = 2",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                connection.execute(statement)
    connection.close()
    assert check_session(session).problem == ""


ALTERED: dict[str, tuple[str, int]] = {
    "UPDATE entries SET content = CAST(substr(content, 1, length(content) - 1) || x'00' AS BLOB) WHERE number = 3": (
        "hash",
        3,
    ),
    "UPDATE entries SET kind = 'quiet' WHERE number = 3": ("can't be read", 3),
    "UPDATE entries SET sha256 = zeroblob(32) WHERE number = 3": ("hash", 3),
    "UPDATE entries SET previous = zeroblob(32) WHERE number = 3": ("does not go on", 3),
    "DELETE FROM entries WHERE number = 3": ("missing", 4),
    "DELETE FROM entries WHERE number = 1": ("missing", 2),
    "UPDATE entries SET content = 'text' WHERE number = 2": ("no entry", 2),
}


@pytest.mark.parametrize("statement", ALTERED)
def test_an_altered_entry_is_named(statement: str, folder: Path) -> None:
    session = made_session(folder, [frames(0, 3), frames(4, 3), frames(8, 3), END])
    tampered(session, statement)
    problem, entry = problem_of(session)
    assert ALTERED[statement][0] in problem
    assert entry == ALTERED[statement][1]


def test_swapped_entries_are_found(folder: Path) -> None:
    session = made_session(folder, [frames(0, 3), frames(4, 3), frames(8, 3), END])
    tampered(
        session,
        "UPDATE entries SET number = -2 WHERE number = 2",
        "UPDATE entries SET number = 2 WHERE number = 3",
        "UPDATE entries SET number = 3 WHERE number = -2",
    )
    assert problem_of(session) == ("it does not go on from the entry before: one was altered, left out or swapped", 2)


def test_a_forged_entry_with_the_right_hashes_is_told_by_the_head_that_was_noted_and_by_the_next_session(
    folder: Path,
) -> None:
    first = made_session(folder, [frames(0, 3), END])
    noted = last_head(check_folder(folder).sessions)
    made_session(folder, [END])
    assert check_folder(folder, head=noted).is_sound
    with JournalReader(first / FILE) as reader:
        rows = list(reader.rows())
    content = msgspec.msgpack.decode(rows[2].content)  # type: ignore[arg-type]
    content["body"]["faults"] = 99
    forged = msgspec.msgpack.encode(content)
    sha256 = hash_of(rows[1].sha256, forged)  # type: ignore[arg-type]
    tampered(first, "UPDATE entries SET content = ?, sha256 = ? WHERE number = 3", given=(forged, sha256))
    assert check_session(first).problem == "", "alone it is sound: whoever may write can write it anew"
    check = check_folder(folder)
    assert check.sessions[0].problem == "a later session noted another hash of it: it was written anew"
    assert not check_folder(folder, head=noted).is_sound


def test_a_cut_off_end_is_told_by_the_next_session_or_by_the_head_that_was_noted(folder: Path) -> None:
    first = made_session(folder, [frames(0, 3), END])
    second = made_session(folder, [frames(0, 3), END])
    noted = check_folder(folder).sessions[1].head
    tampered(second, "DELETE FROM entries WHERE number > 1")
    alone = check_folder(folder)
    assert alone.is_sound
    assert not alone.sessions[1].is_ended
    assert "cut off" in check_folder(folder, head=noted).problems[0]
    tampered(first, "DELETE FROM entries WHERE number > 2")
    assert "entries 3 to 3 are cut off" in check_folder(folder).sessions[0].problem


def test_a_missing_session_is_told_by_a_later_one_unless_it_was_deleted_by_age(folder: Path) -> None:
    first = made_session(folder, [END])
    made_session(folder, [END])
    head = check_session(first).head
    remove_session(first)
    assert check_folder(folder).problems == ("session 000001 is missing: a later one began after it",)
    made_session(folder, [Pruned(session="000001", entries=2, head=head, began="2026-01-01T00:00:00.000Z"), END])
    assert check_folder(folder).is_sound


def test_removed_triggers_are_told(folder: Path) -> None:
    session = made_session(folder, [END])
    with sqlite3.connect(session / FILE) as connection:
        connection.execute("DROP TRIGGER no_update")
    connection.close()
    assert "triggers" in check_session(session).problem


def test_a_tally_that_is_not_that_of_the_frames_is_told(folder: Path) -> None:
    wrong = msgspec.structs.replace(END, frames={"OK": 7})
    session = made_session(folder, [frames(0, 3), wrong])
    assert "tally" in problem_of(session)[0]


def test_a_picture_that_was_altered_or_deleted_is_told(folder: Path) -> None:
    session = made_session(folder, [], fault=b"a picture")
    assert check_session(session).problem == ""
    storage.write_bytes(session / "fault_0001.jpg", b"another one")
    assert "was altered" in problem_of(session)[0]
    storage.remove(session / "fault_0001.jpg")
    assert "is missing" in problem_of(session)[0]


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_jumps_changes_neither_order_nor_durations_and_is_told(hours: int, folder: Path) -> None:
    begun = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    jumped = [
        said(frames(0, 3), at_s=1.0, utc=begun + timedelta(seconds=1)),
        said(frames(4, 3), at_s=2.0, utc=begun + timedelta(hours=hours, seconds=2)),
        said(frames(8, 3), at_s=3.0, utc=begun + timedelta(hours=hours, seconds=3)),
        said(ended(each=3), at_s=4.0, utc=begun + timedelta(hours=hours, seconds=4)),
    ]
    session = made_session(folder, jumped, utc=begun)
    check = check_session(session)
    assert check.problem == ""
    assert check.seconds == 4.0
    assert [(jump.entry, jump.seconds) for jump in check.jumps] == [(3, hours * 3600.0)]
    later = made_session(folder, [END], utc=begun - timedelta(hours=3))
    assert [path.name for path in sessions_in(folder)] == [session.name, later.name]
    assert check_folder(folder).is_sound


def ended(*, each: int) -> End:
    """An end with so many frames of each verdict."""
    return msgspec.structs.replace(END, frames=dict.fromkeys(("OK", "NOT OK", "NO RESULT", "NOT INSPECTED"), each))


def test_two_processes_get_different_sessions_that_follow_the_same_one(folder: Path) -> None:
    made_session(folder, [END])
    one, other = new_session(folder), new_session(folder)
    assert one.folder.name == "000002"
    assert other.folder.name == "000003"
    assert other.follows is not None
    assert other.follows.problem, "the one before has begun, and has no entry yet"
    check = check_folder(folder)
    assert check.is_sound
    assert check.sessions[1].notes == [EMPTY]


def test_a_damaged_session_keeps_the_next_one_from_nothing_and_is_listed(folder: Path) -> None:
    session = made_session(folder, [END])
    (session / FILE).write_bytes(b"no database" * 100)
    assert outline_of(session).problem
    after = made_session(folder, [END])
    check = check_folder(folder)
    assert [bool(one.problem) for one in check.sessions] == [True, False]
    with JournalReader(after / FILE) as reader:
        first = next(reader.entries())
    assert isinstance(first.body, Begin)
    assert first.body.follows is not None
    assert first.body.follows.problem


def test_an_entry_of_a_later_version_is_kept_in_the_chain(folder: Path) -> None:
    class Dreamt(msgspec.Struct, frozen=True, tag_field="kind", tag="dreamt"):
        of: str

    session = made_session(folder, [Dreamt("sheep"), END])  # type: ignore[list-item]
    assert check_session(session).problem == ""
    with JournalReader(session / FILE) as reader:
        assert list(reader.entries())[1].body is None


def test_a_refused_write_is_tried_again_and_nothing_is_twice_or_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session_file(folder)
    real = storage.add_rows
    for written_all_the_same in (False, True):

        def refuse(
            connection: sqlite3.Connection,
            statement: str,
            rows: list[tuple[object, ...]],
            *,
            there: bool = written_all_the_same,
        ) -> None:
            if there:
                real(connection, statement, rows)
            raise StationError("disk full")

        monkeypatch.setattr(storage, "add_rows", refuse)
        before = session.entries
        with pytest.raises(StationError, match="disk full"):
            session.append([said(frames(0, 3))])
        monkeypatch.setattr(storage, "add_rows", real)
        assert session.settle() is written_all_the_same
        assert session.entries == before + written_all_the_same
    session.append([said(frames(4, 3))])
    session.close()
    with JournalReader(session.path) as reader:
        assert reader.tail() == (2, bytes.fromhex(session.head))


def new_session_file(folder: Path) -> JournalFile:
    made = new_session(folder)
    return JournalFile(made.folder / FILE, previous=made.previous)


def test_who_reads_while_it_is_written_sees_whole_entries_and_holds_nobody_up(folder: Path) -> None:
    file = new_session_file(folder)
    file.append([said(frames(0, 3))])
    with JournalReader(file.path) as reader:
        rows = reader.rows()
        assert next(rows).number == 1
        file.append([said(frames(4, 3))])
        assert [row.number for row in reader.rows()] == [1, 2]
    file.close()


def test_only_what_is_older_than_is_kept_goes_and_never_by_a_clock_that_was_set_wrongly(folder: Path) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    for months in (8, 5, 1, 0):
        made_session(folder, [END], utc=now - timedelta(days=30 * months + 1))

    def names(*, months: int = 3, now: datetime = now, but: str = "000005") -> list[str]:
        return [one.folder.name for one in old_sessions(folder, months=months, now=now, but=but)]

    assert names() == ["000001", "000002"]
    assert names(months=0) == []
    assert names(months=6) == ["000001"]
    assert names(now=now + timedelta(days=365)) == []
    assert names(now=now - timedelta(days=365)) == []
    assert names(but="000002") == []


def test_journals_lie_in_the_project_or_in_the_stations_own_folder(tmp_path: Path, own_folders: Path) -> None:
    run = tmp_path / "lab" / "models" / "demo"
    run.mkdir(parents=True)
    assert own_folders in journal_folder(run).parents
    (tmp_path / "lab" / "project.json").write_text("{}")
    assert journal_folder(run) == tmp_path / "lab" / "journal"
    session = made_session(tmp_path / "lab" / "journal", [END])
    folder = session.parent
    for meant in (tmp_path / "lab", folder):
        assert find_journal(meant) == (folder, None)
    for meant in (session, session / FILE):
        assert find_journal(meant) == (folder, session)
    assert find_session(folder, "1") == session
    with pytest.raises(StationError, match="000001 to 000001"):
        find_session(folder, "2")
    with pytest.raises(StationError, match="holds no journal"):
        find_journal(tmp_path / "models")


def test_every_kind_of_entry_survives_the_way_through_the_file(folder: Path) -> None:
    session = made_session(folder, [END])
    with JournalReader(session / FILE) as reader:
        entries = list(reader.entries())
    begin = entries[0].body
    assert isinstance(begin, Begin)
    assert begin.judging == Judging(
        thresholds={"good": 0.5}, band=0.2, late_s=0.5, hold_frames=2, hold_window=3, latch=True
    )
    assert kind_of(END) == "end"
    assert replace(said(END), at_s=1.0) == Said(1.0, said(END).utc, END)


def test_a_strangers_file_with_a_view_in_place_of_the_entries_is_refused_at_once(folder: Path) -> None:
    session = made_session(folder, [END])
    with sqlite3.connect(session / FILE) as connection:
        connection.execute("DROP TABLE entries")
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
        columns = "x AS number, x AS kind, x AS content, x AS previous, x AS sha256"
        connection.execute(f"CREATE VIEW entries AS SELECT {columns} FROM ({endless})")  # noqa: S608
    connection.close()
    assert "no table of entries" in check_session(session).problem
    assert "no table of entries" in outline_of(session).problem


def test_a_disk_that_is_really_full_leaves_what_was_there_and_takes_the_rest_later(folder: Path) -> None:
    file = new_session_file(folder)
    file.append([said(frames(0, 3))])
    assert file._connection is not None
    pages = file._connection.execute("PRAGMA page_count").fetchone()[0]
    file._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StationError, match="full"):
        file.append([said(frames(4 * at, 3)) for at in range(1, 200)])
    assert not file.settle(), "none of them is there, since not all are"
    file.append([said(frames(4 * at, 3)) for at in range(1, 200)])
    file.close()
    with JournalReader(file.path) as reader:
        assert reader.tail() == (200, bytes.fromhex(file.head))
        assert reader.damage() == ""
