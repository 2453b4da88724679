"""The commands as a program of their own: `station-cli` in a package, `python -m station.cli` in a checkout."""

import os
import sys
from pathlib import Path

from station.cli import main
from station.core.errors import StationError


def _checked(file: Path) -> int:
    """Check this program, as `station --self-check` does the window's, and return the exit code."""
    from station.live.self_check import check_commands

    try:
        return check_commands(file)
    except (StationError, ImportError) as error:
        sys.stderr.write(f"station: {error}\n")
        return 2


if __name__ == "__main__":
    if sys.argv[1:2] == ["--self-check"] and len(sys.argv) == 3:
        code = _checked(Path(sys.argv[2]))
        sys.stderr.flush()
        os._exit(code)  # a step that hangs must not keep the program: its report is written
    main()
