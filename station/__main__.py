"""The station: a command, or the window when none is given."""

import sys
from pathlib import Path

from station.core.programs import is_packaged


def main() -> None:
    """Open the window at once where that is all that is asked for: the commands take longer to load than it does."""
    match sys.argv[1:]:
        case [] | ["open"]:
            _open_window(None)
        case ["--self-check", report]:
            _check(Path(report))
        case ["open", folder] if not folder.startswith("-") and Path(folder).is_dir():
            _open_window(Path(folder))
        case [folder] if is_packaged() and Path(folder).is_dir():  # pulled onto the program's icon
            _open_window(Path(folder))
        case _ if is_packaged():
            if sys.stderr is not None:  # a windowed program has none
                sys.stderr.write("station: this program is the window; station-cli, beside it, has the commands\n")
            sys.exit(2)
        case _:
            from station.cli import main as run_command

            run_command()


def _open_window(project: Path | None) -> None:
    from station.core.errors import StationError
    from station.core.screen import expect_screen

    try:
        expect_screen()
        from station.ui.app import run

        sys.exit(run(project))
    except StationError as error:
        if sys.stderr is not None:  # a windowed program has none
            sys.stderr.write(f"station: {error}\n")
        sys.exit(2)


def _check(report: Path) -> None:
    from station.core.errors import StationError

    try:
        from station.ui.self_check import check_station

        sys.exit(check_station(report))
    except (StationError, ImportError) as error:
        if sys.stderr is not None:  # a windowed program has none
            sys.stderr.write(f"station: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
