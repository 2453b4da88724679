"""Journals for tests: sessions as the station writes them, and how somebody tampers with them."""

import hashlib
import sqlite3
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from station.core import storage
from station.core.journal_entries import Begin, Body, End, FaultHeld, Frames, Judging, Kept, Said
from station.core.journal_file import FILE, TRIGGERS, JournalFile
from station.core.journals import new_session

BEGUN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
END = End(why="stopped", frames={}, seconds={"OK": 1.0}, faults=0)


def said(body: Body, *, at_s: float = 1.0, utc: datetime = BEGUN) -> Said:
    """Something to be written."""
    return Said(at_s, utc.isoformat(timespec="milliseconds"), body)


def frames(first: int, count: int) -> Frames:
    """Frames with a verdict of each kind in turn, the last one after a gap of one."""
    return Frames(
        first=first,
        steps=(1,) * (count - 2) + (2,),
        seen_s=1.0,
        seen_us=(16667,) * (count - 2) + (16666,),
        took_ms=(12,) * count,
        verdicts=bytes((1, 2, 0)[at % 3] for at in range(count)),
        reasons=bytes((0, 0, 4)[at % 3] for at in range(count)),
        probabilities=struct.pack(f"<{2 * count}f", *(value for _ in range(count) for value in (0.25, 0.5))),
        not_inspected=((first + count - 1, first + count - 1),),
    )


def made_session(folder: Path, said_after: Sequence[Body | Said], *, utc: datetime = BEGUN, fault: bytes = b"") -> Path:
    """A session's folder; `fault` a picture's bytes. An end that tells no frames tells those that there are."""
    made = new_session(folder)
    file = JournalFile(made.folder / FILE, previous=made.previous)
    begin = Begin(
        session=made.folder.name,
        project="Prüfung ä ß",
        source="practice",
        is_file=False,
        run="demo",
        network="fast",
        weights_sha256="0" * 64,
        attributes=("good", "error"),
        expected=(True, False),
        judging=Judging(thresholds={"good": 0.5}, band=0.2, late_s=0.5, hold_frames=2, hold_window=3, latch=True),
        host="pc",
        clock_s=5.0,
        zone="CET",
        zone_s=3600,
        follows=made.follows,
    )
    entries = [said(begin, at_s=0.0, utc=utc)]
    if fault:
        storage.write_bytes(made.folder / "fault_0001.jpg", fault)
        kept = Kept(file="fault_0001.jpg", sha256=hashlib.sha256(fault).hexdigest(), size=len(fault))
        held = FaultHeld(
            fault=1, frame=7, time_s=0.1, seen_s=0.1, found={"error": True}, probabilities={}, picture=kept
        )
        entries.append(said(held, utc=utc + timedelta(seconds=1)))
    for one in said_after:
        entries.append(one if isinstance(one, Said) else said(_whole(one, entries), utc=utc + timedelta(seconds=1)))
    file.append(entries)
    file.close()
    return made.folder


def _whole(body: Body, before: Sequence[Said]) -> Body:
    if body is not END:
        return body
    counted = {"OK": 0, "NOT OK": 0, "NO RESULT": 0, "NOT INSPECTED": 0}
    for one in before:
        if isinstance(one.body, Frames):
            for index, name in enumerate(("NO RESULT", "OK", "NOT OK")):
                counted[name] += one.body.verdicts.count(index)
            counted["NOT INSPECTED"] += 1
    return End(why="stopped", frames=counted, seconds={"OK": 1.0}, faults=0)


def tampered(session: Path, *statements: str, given: tuple[object, ...] = ()) -> None:
    """Do to a session's file what its triggers forbid, and put them back as if nothing had been."""
    connection = sqlite3.connect(session / FILE, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for name in ("no_update", "no_delete", "at_the_end"):
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement, given)
    for trigger in TRIGGERS:
        connection.execute(trigger)
    connection.execute("COMMIT")
    connection.close()
