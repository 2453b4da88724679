"""Sessions that are older than a person wants to keep. Nothing is deleted where the clock can't be right."""

import calendar
from datetime import UTC, datetime, timedelta
from pathlib import Path

from station.core import storage
from station.core.journals import Outline, outline_of, sessions_in

TRUSTED = timedelta(days=62)
"""A clock that says that more time has passed since the last session deletes nothing: rather it was set wrongly."""


def old_sessions(folder: Path, *, months: int, now: datetime, but: str) -> list[Outline]:
    """The ended sessions that began more than so many months ago (0: none), the oldest first; never the one called `but`.

    Each with its end, so that its head is known. The session before `but` always stays: the chain goes on from it.
    """
    earlier = [path for path in sessions_in(folder) if path.name < but or len(path.name) < len(but)]
    if months <= 0 or len(earlier) < 2:
        return []
    newest = outline_of(earlier[-1])
    if newest.last is None or not timedelta(0) <= now - datetime.fromisoformat(newest.last.utc) <= TRUSTED:
        return []
    limit = _months_before(now, months)
    found = []
    for path in earlier[:-1]:
        outline = outline_of(path)
        if outline.begin is None or datetime.fromisoformat(outline.began) >= limit:
            break  # what is damaged is kept, and what came after it
        found.append(outline)
    return found


def remove_session(session: Path) -> None:
    """Delete a session with its pictures; StationError where the disk refuses."""
    storage.remove_folder(session)


def _months_before(now: datetime, months: int) -> datetime:
    month = now.year * 12 + now.month - 1 - months
    year, month = divmod(month, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.astimezone(UTC).replace(year=year, month=month + 1, day=day)
