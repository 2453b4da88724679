"""The command that writes a shift report from journals."""

import locale
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.console import bar, expect_folders, plural, screen
from station.core.errors import StationError
from station.core.journals import find_journal, find_session, sessions_in
from station.core.reports import check_report_file, sessions_of_day, write_report
from station.core.settings import load_settings
from station.live.picture_process import PictureProcess

if TYPE_CHECKING:
    from station.core.report_words import Language


class LanguageName(StrEnum):
    """The language of a report."""

    EN = "en"
    DE = "de"


def report(
    where: Annotated[
        Path | None,
        typer.Argument(
            metavar="WHERE", help="A project, its journal folder or a session. Left out: the current folder's."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The report, .html or .pdf.")] = None,
    session: Annotated[str | None, typer.Option(metavar="N", help="That session. Left out: the newest.")] = None,
    today: Annotated[bool, typer.Option("--today", help="All sessions that began today or went on into it.")] = False,
    language: Annotated[
        LanguageName | None, typer.Option(help="en or de. Left out: the window's language, or the system's.")
    ] = None,
) -> None:
    """Write a shift report. It has counts, faults with pictures, what was not inspected, thresholds, run and the journal's head."""
    if out is None:
        raise StationError("expected the report's file: --out FILE.html or --out FILE.pdf")
    if session is not None and today:
        raise StationError("--session takes one session and --today all of today; leave one of them out")
    check_report_file(out)
    expect_folders(out)
    now = datetime.now().astimezone()
    sessions = _sessions(where, session=session, now=now if today else None)
    spoken: Language = "de" if (language or _language()) is LanguageName.DE else "en"
    with bar("reading") as progress, closing(PictureProcess()) as reader:
        write_report(out, sessions, language=spoken, now=now, gathered=progress.show, reader=reader)
    screen.print(f"{plural(len(sessions), 'session')} in {out}", markup=False)


def _sessions(where: Path | None, *, session: str | None, now: datetime | None) -> list[Path]:
    folder, only = find_journal(where)
    if now is not None:
        return sessions_of_day(folder, now)
    if session is not None:
        return [find_session(folder, session)]
    found = [only] if only is not None else sessions_in(folder)[-1:]
    if not found:
        raise StationError(f"expected a journal, but {folder} holds no session")
    return found


def _language() -> LanguageName:
    chosen = load_settings().value.appearance.language
    if chosen == "system":
        chosen = "de" if (locale.getlocale()[0] or "").lower().startswith(("de", "german")) else "en"
    return LanguageName(chosen)
