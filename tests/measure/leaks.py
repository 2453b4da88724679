"""Opens, uses and closes every dialog, tab, project and window many times and counts what is left.

Demand (issue 3): no thread, process, file or widget left after 100 times. `uv run python -m tests.measure.leaks --project FOLDER`
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from station.ui.app import make_window
from tests.ui.probe import Census, holders_of_widgets, left_since, memory_mib
from tests.ui.rounds import ROUNDS


def main() -> int:
    """Measure and print; 1 where something was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, required=True, help="a project; use a copy")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--rounds", nargs="*", choices=list(ROUNDS), default=list(ROUNDS))
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = home
        return max([leaks_of(name, wish.project, times=wish.times) for name in wish.rounds])


def leaks_of(name: str, folder: Path, *, times: int) -> int:
    """Run one kind of round in a window of its own and print what it left; 1 where that is anything."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    window = make_window(application)
    window.context.settings.change("appearance", language="en", theme="light")
    window.show()
    for _ in range(3):
        ROUNDS[name](window, folder)
    before, memory, begun = Census.taken(window), memory_mib(), time.monotonic()
    for _ in range(times):
        ROUNDS[name](window, folder)
    left = left_since(before, window)
    figures = f"{time.monotonic() - begun:.0f} s, memory {memory:.0f} -> {memory_mib():.0f} MiB"
    print(f"{name:9} {times} times in {figures}; left: {left or 'nothing'}", flush=True)
    for line in holders_of_widgets(left.get("widgets", {})):
        print(f"          {line}")
    window.close()
    window.deleteLater()
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
