"""The commands: open demo practice split train evaluate explain inspect record export import-run journal report doctor."""

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

import typer

import station
from station.cli import demo, doctor, importing, journal, judging, projects, report, runs, watching
from station.cli.console import errors
from station.core import growing, storage
from station.core.errors import StationError
from station.core.folders import log_folder

app = typer.Typer(
    name="station",
    help="Films seams, labels the frames, trains a network and watches the machine, showing why.",
    no_args_is_help=False,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 120},
)

for command in (
    demo.demo,
    projects.open_window,
    projects.practice,
    projects.split,
    runs.train,
    judging.evaluate,
    judging.explain,
    watching.inspect,
    watching.record,
    runs.export,
    importing.import_run,
    report.report,
    doctor.doctor,
):
    app.command(name="open" if command is projects.open_window else command.__name__.replace("_", "-"))(command)


app.add_typer(journal.app, name="journal")


def _show_version(asked: bool) -> None:
    if asked:
        print(f"station {station.__version__}")
        raise typer.Exit


@app.callback()
def _without_command(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Open the window when no command is given."""
    del version
    if context.invoked_subcommand is None:
        projects.open_window()


def _log(error: Exception) -> Path:
    """Write an unforeseen error's traceback to the end of the station's log and return the log's path."""
    folder = storage.create_folder(log_folder())
    mine = growing.hold(folder / "station.session")  # of two commands that fail at once one writes a file of its own
    file = folder / ("station.log" if mine is not None else f"worker-command-{os.getpid()}-0.log")
    handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("station")
    logger.addHandler(handler)
    logger.error("a command failed", exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    if mine is not None:
        mine.close()
    return file


def main() -> None:
    """Run one command. Exit code 0: done; 2: something a person can mend, said in a sentence; 1: a fault of the station."""
    try:
        app()
    except StationError as error:
        errors.print(f"station: {error}", style="bold red", markup=False, highlight=False)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001  (the one hook of the commands: logged, told, never a traceback on screen)
        file = _log(error)
        errors.print(
            f"station: an unexpected fault ({error}); what happened is written at the end of {file}",
            style="bold red",
            markup=False,
        )
        sys.exit(1)
