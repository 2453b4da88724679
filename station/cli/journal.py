"""Commands over the records of inspections: journal list, show, verify."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from station.cli.console import duration, plural, screen, table
from station.core.errors import StationError
from station.core.journal_check import FolderCheck, SessionCheck, check_folder, last_head
from station.core.journal_entries import (
    Acknowledged,
    Begin,
    Body,
    Check,
    Coverage,
    End,
    Entry,
    FaultHeld,
    Frames,
    Judging,
    Lost,
    NetworkState,
    Pruned,
    Quiet,
    RuleChange,
    counted,
)
from station.core.journal_file import FILE, JournalReader
from station.core.journals import Outline, find_journal, find_session, outline_of, sessions_in

app = typer.Typer(
    name="journal",
    help="The records of inspections: what was judged, by what, and whether anybody altered them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

WhereArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="WHERE",
        help="A project, its journal folder, or a session's folder or file. Left out: the current folder's, else the station's own.",
    ),
]


@app.command("list")
def list_sessions(where: WhereArgument = None) -> None:
    """List the sessions, the newest last."""
    folder, only = find_journal(where)
    made = table(str(folder), "session", "began", "source", "run", "frames", "NOT OK", "faults", "ended")
    for column in (1, 2, 3, 7):
        made.columns[column].justify = "left"
    for path in sessions_in(folder) if only is None else [only]:
        made.add_row(*_row(outline_of(path)))
    screen.print(made)


@app.command("show")
def show_session(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its number; last: the newest.")],
    where: WhereArgument = None,
    all_entries: Annotated[bool, typer.Option("--all", help="Frames, too: an entry for half a second.")] = False,
) -> None:
    """Show what a session's journal says, entry by entry."""
    folder, _ = find_journal(where)
    path = sessions_in(folder)[-1] if session == "last" and sessions_in(folder) else find_session(folder, session)
    made = table(f"session {path.name} in {folder}", "entry", "after", "UTC", "what")
    made.columns[2].justify = made.columns[3].justify = "left"
    with JournalReader(path / FILE) as reader:
        for number, entry, what in _told(reader.entries(), all_entries=all_entries):
            made.add_row(number, f"{entry.at_s:.3f} s", entry.utc, what)
    screen.print(made)


@app.command("verify")
def verify(
    where: WhereArgument = None,
    head: Annotated[
        str, typer.Option(metavar="HASH", help="A head that was noted: it must be there, so that nothing was cut off.")
    ] = "",
) -> None:
    """Check that no entry was altered, left out, swapped or cut off. Exit code 1 where one was; it is named."""
    folder, only = find_journal(where)
    check = check_folder(folder, only=only, head=head)
    if not check.sessions and not check.problems:
        raise StationError(f"expected a journal, but {folder} holds no session")
    _print_check(check, folder)
    if not check.is_sound:
        raise typer.Exit(1)


def _print_check(check: FolderCheck, folder: Path) -> None:
    made = table(str(folder), "session", "entries", "lasted", "ended", "found")
    made.columns[4].justify = "left"
    for one in check.sessions:
        made.add_row(one.session, str(one.entries), duration(one.seconds), "yes" if one.is_ended else "no", _found(one))
    screen.print(made)
    for one in check.sessions:
        for jump in one.jumps:
            way = "forward" if jump.seconds > 0 else "back"
            told = f"session {one.session}: the PC's clock was set {way} by {duration(abs(jump.seconds))}"
            screen.print(f"{told} before entry {jump.entry}; order and durations are by the monotonic clock")
        for note in one.notes:
            screen.print(f"session {one.session}: {note}", markup=False)
    for problem in check.problems:
        screen.print(problem, style="bold red", markup=False)
    if check.is_sound:
        screen.print(f"{plural(len(check.sessions), 'session')} as written. Head: {last_head(check.sessions)}")


def _found(check: SessionCheck) -> str:
    if not check.problem:
        return "as written"
    return check.problem if check.bad_entry is None else f"entry {check.bad_entry}: {check.problem}"


def _row(outline: Outline) -> tuple[str, ...]:
    begin, end = outline.begin, outline.end
    if begin is None:
        return (outline.folder.name, outline.problem, "", "", "", "", "", "no")
    began = datetime.fromisoformat(outline.began).astimezone()
    counts = ("", "", "")
    if end is not None:
        counts = (str(sum(end.frames.values())), str(end.frames.get("NOT OK", 0)), str(end.faults))
    return (
        outline.folder.name,
        f"{began:%Y-%m-%d %H:%M:%S}",
        begin.source,
        begin.run,
        *counts,
        end.why if end else "no",
    )


def _told(entries: Iterator[Entry], *, all_entries: bool) -> Iterator[tuple[str, Entry, str]]:
    """Each entry's number and words; frames on end in one line, unless all are wanted."""
    first: Entry | None = None
    last: Entry | None = None
    counts: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry.body, Frames) and not all_entries:
            first, last = first or entry, entry
            counts.update({verdict.value: count for verdict, count in counted(entry.body).items()})
            continue
        if first is not None and last is not None:
            yield _numbers(first, last), last, _listed(counts)
            first, counts = None, Counter()
        yield str(entry.number), entry, entry.kind if entry.body is None else told(entry.body)
    if first is not None and last is not None:
        yield _numbers(first, last), last, _listed(counts)


def _numbers(first: Entry, last: Entry) -> str:
    return str(first.number) if first is last else f"{first.number}-{last.number}"


def told(body: Body) -> str:
    """What an entry says, in a line."""
    match body:
        case Begin():
            follows = f", follows {body.follows.session}" if body.follows else ""
            kind = "file " if body.is_file else ""
            return (
                f"began: {kind}{body.source} by {body.run} ({body.weights_sha256[:12]}), {_rule(body.judging)}{follows}"
            )
        case Frames():
            passed = sum(last - first + 1 for first, last in body.not_inspected)
            each = _listed(Counter({verdict.value: count for verdict, count in counted(body).items()}))
            return f"frames {body.first} to {body.first + sum(body.steps)}: {each}, NOT INSPECTED {passed}"
        case NetworkState():
            return " ".join(filter(None, (f"network {body.state}", _answered(body), body.problem)))
        case RuleChange():
            return f"from here on: {_rule(body.judging)}"
        case FaultHeld():
            kept = body.picture.file if body.picture else f"no picture: {body.problem}"
            found = ", ".join(f"{name}: {'yes' if value else 'no'}" for name, value in body.found.items())
            return f"fault {body.fault} at frame {body.frame}: {found} ({kept})"
        case End():
            return f"ended: {body.why} {body.problem}".rstrip() + f", {_listed(Counter(body.frames))}"
        case _:
            return _rarely(body)


def _answered(body: NetworkState) -> str:
    """What answers, and the figures by which it was chosen, or why TensorFlow stands in."""
    if body.why_engine:
        return f"{body.engine}, since {body.why_engine}"
    figures = ", ".join(_tried(name, figures) for name, figures in body.tried.items())
    return f"{body.engine} ({figures})" if figures else body.engine


def _tried(name: str, figures: dict[str, float]) -> str:
    said = f"{name} {figures.get('milliseconds', 0):.1f} ms"
    if not figures.get("pictures"):
        return said
    few = "" if figures.get("is_enough", 1) else ", too few to go by"
    return f"{said} with {figures.get('changed', 0):.0f} of {figures.get('sure', 0):.0f} sure decisions changed{few}"


def _rarely(body: Body) -> str:
    match body:
        case Acknowledged():
            return f"acknowledged by {body.who}, {plural(body.faults, 'fault')} until then"
        case Quiet():
            return f"no frames since {body.since_s:.1f} s {body.reason}".rstrip()
        case Lost():
            return f"not written: {_listed(Counter(body.frames))} ({body.reason})"
        case Pruned():
            return f"session {body.session} deleted by age; its head was {body.head}"
        case Check():
            return f"check {body.name}: {'passed' if body.passed else 'NOT PASSED'}"
        case Coverage():
            unit = " mm" if body.is_scaled else ""
            each = ", ".join(f"{name.replace('_', ' ')} {length:.0f}{unit}" for name, length in body.lengths.items())
            return f"seam: {each}"
    return ""


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "no frames"


def _rule(judging: Judging) -> str:
    thresholds = ", ".join(f"{name} {value:.2f}" for name, value in judging.thresholds.items())
    hold = f"fault in {judging.hold_frames} of {judging.hold_window}"
    return f"thresholds {thresholds or '0.5'}; band {judging.band:.2f}; {hold}; late after {judging.late_s:g} s"
