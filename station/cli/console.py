"""What the commands print with: one console for results, one for what goes wrong, and progress with the time that is left."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from station.core import storage
from station.core.errors import StationError

WIDTH_OF_A_FILE = 120
"""Columns of what is printed where there is no terminal to ask."""

_has_width = "COLUMNS" in os.environ or (sys.stdout is not None and sys.stdout.isatty())
_width = None if _has_width else WIDTH_OF_A_FILE
screen = Console(soft_wrap=True, highlight=False, markup=False, emoji=False, width=_width)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)
"""Without markup, since a class or a file may be called `[red]`."""


STDOUT = Path("-")


def keep_stdout(file: Path | None) -> Path | None:
    """Let everything else go to standard error where a command's figures for machines go to standard output (`-`)."""
    screen.stderr = file == STDOUT
    return file


JsonOption = Annotated[
    Path | None,
    typer.Option(
        "--json", metavar="FILE", callback=keep_stdout, help="Write the figures for machines; - for standard output."
    ),
]


def write_figures(file: Path, text: str) -> None:
    """Write figures for machines into a file, or to standard output (`-`)."""
    if file == STDOUT:
        sys.stdout.write(text)
    else:
        storage.write_text(file, text)


class Bar:
    """One line of progress; a screen that is no terminal gets a line every tenth of the way instead."""

    def __init__(self, progress: Progress, task: TaskID, title: str) -> None:
        """Show in this progress display."""
        self._progress = progress
        self._task = task
        self._title = title
        self._told = 0

    def show(self, done: float, count: float, note: str = "") -> None:
        """Say how far the work is."""
        self._progress.update(self._task, completed=done, total=count, note=note)
        tenth = int(10 * done / count) if count else 0
        if not screen.is_terminal and tenth > self._told:
            self._told = tenth
            screen.print(f"  {self._title} {10 * tenth} % {note}".rstrip(), markup=False)

    def say(self, text: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(text, markup=False)


@contextmanager
def bar(title: str) -> Iterator[Bar]:
    """A progress bar while the block runs."""
    columns = (
        TextColumn(title, markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        yield Bar(progress, progress.add_task(title, total=None, note=""), title)


class Stages:
    """Bars one after the other, each for a stage of the work."""

    def __init__(self, stack: ExitStack, prefix: str) -> None:
        """Show in this stack, each stage's name behind the prefix."""
        self._stack = stack
        self._prefix = prefix
        self._bars: dict[str, Bar] = {}

    def show(self, stage: str, done: int, count: int) -> None:
        """Say how far a stage is; the first word of one ends the one before. A count of 0 is not known."""
        if stage not in self._bars:
            self.end()
            self._bars[stage] = self._stack.enter_context(bar(self._prefix + stage))
        if count:
            self._bars[stage].show(done, count)

    def end(self) -> None:
        """End the bar that is shown, for what is printed next."""
        self._stack.close()


@contextmanager
def stages(prefix: str = "") -> Iterator[Stages]:
    """Progress of several stages while the block runs."""
    with ExitStack() as stack:
        yield Stages(stack, prefix)


def table(title: str, *columns: str) -> Table:
    """A table whose first column is words, never cut off, and whose other columns are numbers."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        made.add_column(column, justify="right" if index else "left", no_wrap=index == 0)
    return made


def expect_folders(*files: Path | None) -> None:
    """Raise StationError where one of the files to be written has no folder, before anything is computed."""
    for file in files:
        if file is not None and not file.resolve().parent.is_dir():
            raise StationError(f"the folder of {file} does not exist, so nothing could be written there")


def plural(count: int, word: str) -> str:
    """`1 strip`, `2 strips`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def duration(seconds: float) -> str:
    """`45 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
