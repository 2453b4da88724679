"""Writes a shift report of the sessions that are asked for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.journals import outline_of, sessions_in
from station.core.picture_reader import PLAIN_READER, PictureReader
from station.core.report_facts import facts_of
from station.core.report_words import Language
from station.core.shift_report import report_of

SUFFIXES = (".html", ".pdf")


def check_report_file(path: Path) -> None:
    """Raise StationError where a report can't be written under that name."""
    if path.suffix.lower() not in SUFFIXES:
        raise StationError(f"a report is written as {' or '.join(SUFFIXES)}. Received: {path}")


def sessions_of_day(folder: Path, day: datetime) -> list[Path]:
    """The sessions of a folder that began on that day or went on into it, as one of a night does, by the clock of now and here.

    StationError where there is none.
    """
    found = []
    for path in sessions_in(folder):
        outline = outline_of(path)
        times = (outline.began, outline.last.utc if outline.last is not None else "")
        days = [datetime.fromisoformat(time).astimezone(day.tzinfo).date() for time in times if time]
        if days and min(days) <= day.date() <= max(days):
            found.append(path)
    if not found:
        raise StationError(f"{folder} holds no session of {day:%Y-%m-%d}")
    return found


def write_report(
    path: Path,
    sessions: Sequence[Path],
    *,
    language: Language,
    now: datetime,
    gathered: Callable[[int, int], None] = lambda done, count: None,
    reader: PictureReader = PLAIN_READER,
) -> None:
    """Replace `path` by the report of these sessions, as its suffix says; StationError where it can't be made or written.

    `gathered` hears how many sessions of how many were read and checked; `reader` reads the pictures of their faults.
    """
    check_report_file(path)
    facts = []
    for done, session in enumerate(sessions, start=1):
        facts.append(facts_of(session))
        gathered(done, len(sessions))
    document = report_of(facts, language=language, now=now, reader=reader)
    if path.suffix.lower() == ".pdf":
        from station.core.report_pdf import as_pdf  # reportlab takes a fifth of a second

        storage.write_bytes(path, as_pdf(document))
    else:
        from station.core.report_html import as_html

        storage.write_text(path, as_html(document))
