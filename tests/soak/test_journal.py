"""Faults 28 and 29: a journal that was altered or cut is found out, one that was killed is sound, one whose clock jumped in order."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from station.core.journal_check import check_folder, check_session, last_head
from station.core.journal_entries import Acknowledged, Body, Frames, Said
from station.core.journal_file import FILE, TRIGGERS, JournalReader
from station.core.journals import sessions_in
from tests.core.journal_made import BEGUN, END, frames, made_session, said, tampered
from tests.soak.summary import count, tell

ENTRIES = 60
KILLS_AFTER = (0.05, 1.5)
WRITER = Path(__file__).with_name("journal_writer.py")


def long_session(folder: Path) -> Path:
    bodies: list[Body | Said] = []
    for at in range(ENTRIES):
        bodies.append(Acknowledged(who=f"Jörg {at}", faults=at, stood=True) if at % 7 == 3 else frames(4 * at, 3))
    return made_session(folder, [*bodies, END])


def altered(session: Path, rng: random.Random, how: str) -> bool:
    """Alter something at random, as somebody would who knows SQLite; whether anything was changed."""
    number = rng.randint(1, ENTRIES + 2)
    if how == "delete":
        tampered(session, f"DELETE FROM entries WHERE number = {number}")  # noqa: S608
        return number != ENTRIES + 2
    if how == "truncate":
        tampered(session, f"DELETE FROM entries WHERE number > {rng.randint(0, ENTRIES + 1)}")  # noqa: S608
        return True
    if how == "swap":
        other = number % (ENTRIES + 2) + 1
        moves = ((number, -1), (other, number), (-1, other))
        tampered(session, *(f"UPDATE entries SET number = {to} WHERE number = {of}" for of, to in moves))  # noqa: S608
        return True
    column = rng.choice(("content", "content", "content", "previous", "sha256"))
    with sqlite3.connect(session / FILE) as connection:
        data = connection.execute(f"SELECT {column} FROM entries WHERE number = ?", (number,)).fetchone()[0]  # noqa: S608
    connection.close()
    at, bit = rng.randrange(len(data)), 1 << rng.randrange(8)
    flipped = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
    tampered(session, f"UPDATE entries SET {column} = ? WHERE number = {number}", given=(flipped,))  # noqa: S608
    return True


def test_what_was_flipped_deleted_swapped_or_cut_off_is_found_out(tmp_path: Path) -> None:
    """Each record alone, with the head that was noted."""
    begun, rng = time.perf_counter(), random.Random(28)
    sound = long_session(tmp_path / "sound")
    noted = check_session(sound).head
    tries = count(full=1000, small=40)
    for how in ("flip", "delete", "swap", "truncate"):
        missed, worst = 0, 0.0
        for number in range(tries):
            folder = tmp_path / how / str(number)
            shutil.copytree(sound.parent, folder)
            altered(folder / sound.name, rng, how)
            started = time.perf_counter()
            missed += check_folder(folder, head=noted).is_sound
            worst = max(worst, time.perf_counter() - started)
            shutil.rmtree(folder)
        passed = time.perf_counter() - begun
        tell(fault=28, what=f"journal records: {how}", tried=tries, lost=missed, worst_s=worst, seconds=passed)
        assert missed == 0, how


def test_a_byte_of_the_file_that_changed_is_found_out_or_changes_nothing_that_is_read(tmp_path: Path) -> None:
    begun, rng = time.perf_counter(), random.Random(29)
    session = long_session(tmp_path / "journal")
    noted = check_session(session).head
    file = session / FILE
    data = file.read_bytes()
    read = entries_of(session)
    tries, wrong, found = count(full=1000, small=40), 0, 0
    for _ in range(tries):
        at = rng.randrange(len(data))
        file.write_bytes(data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :])
        is_sound = check_folder(session.parent, head=noted).is_sound
        found += not is_sound
        wrong += is_sound and entries_of(session) != read
    passed = time.perf_counter() - begun
    what = f"journal file: any byte ({found} found out, the others read as before)"
    tell(fault=28, what=what, tried=tries, lost=wrong, seconds=passed)
    assert wrong == 0
    assert found > tries / 4


def entries_of(session: Path) -> list[object]:
    with JournalReader(session / FILE) as reader:
        return list(reader.entries())


def test_a_journal_that_is_killed_while_it_is_written_opens_is_sound_and_lost_a_second_at_most(tmp_path: Path) -> None:
    """The writer says each frame on its standard output as soon as it gave it to the journal, sixty a second."""
    begun, rng = time.perf_counter(), random.Random(30)
    tries, broken, most_lost, worst = count(full=200, small=2), 0, 0, 0.0
    for number in range(tries):
        folder = tmp_path / f"Prüfung ä ß {number}"
        writer = subprocess.Popen(
            [sys.executable, str(WRITER), str(folder)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert writer.stdout is not None
        told = int(writer.stdout.readline())
        until = time.monotonic() + rng.uniform(*KILLS_AFTER)
        while time.monotonic() < until:
            told = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
        told = int(rest[-1]) if rest else told
        writer.wait()
        writer.stdout.close()
        started = time.perf_counter()
        check = check_folder(folder)
        worst = max(worst, time.perf_counter() - started)
        broken += not check.is_sound
        most_lost = max(most_lost, told + 1 - frames_in(folder))
    passed = time.perf_counter() - begun
    what = f"journal killed while 60 frames a second are written (most lost: {most_lost} frames)"
    tell(fault=28, what=what, tried=tries, lost=broken, worst_s=worst, seconds=passed)
    assert broken == 0
    assert most_lost <= 60 * (1 if count(full=1, small=0) else 5), "a second; the default run may share a busy machine"


def frames_in(folder: Path) -> int:
    """How many judged frames there are."""
    found = 0
    for session in sessions_in(folder):
        if (session / FILE).is_file() and (session / FILE).stat().st_size:
            entries = entries_of(session)
            found += sum(len(e.body.verdicts) for e in entries if isinstance(e.body, Frames))  # type: ignore[attr-defined]
    return found


def test_a_clock_that_jumps_leaves_order_and_durations_right(tmp_path: Path) -> None:
    begun, rng = time.perf_counter(), random.Random(31)
    tries, wrong = count(full=1000, small=20), 0
    for number in range(tries):
        jump, at = timedelta(seconds=rng.choice((-1, 1)) * rng.uniform(3, 3600)), rng.randint(1, 8)
        told = []
        for step in range(1, 10):
            utc = BEGUN + timedelta(seconds=step) + (jump if step >= at else timedelta())
            told.append(said(Acknowledged(who="", faults=step, stood=False), at_s=float(step), utc=utc))
        session = made_session(tmp_path / str(number), [*told])
        check = check_session(session)
        seen = [(one.entry, round(one.seconds)) for one in check.jumps]
        wrong += bool(check.problem) or check.seconds != 9.0 or seen != [(at + 1, round(jump.total_seconds()))]
    passed = time.perf_counter() - begun
    tell(fault=29, what="journal: the PC's clock set by up to an hour", tried=tries, lost=wrong, seconds=passed)
    assert wrong == 0


def test_the_head_that_is_printed_is_that_of_the_newest_session(tmp_path: Path) -> None:
    long_session(tmp_path)
    newest = long_session(tmp_path)
    assert last_head(check_folder(tmp_path).sessions) == check_session(newest).head
    assert len(TRIGGERS) == 3
    assert os.fspath(newest).endswith("000002")
