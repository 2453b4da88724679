"""The program itself on an X server, with real key events from xdotool: every key must reach its action.

Demand (issue 3): keys work as a person presses them; the window closes by Ctrl+Q with exit code 0.
`uv run python -m tests.measure.xvfb --project COPY [--out FOLDER]`; needs the Debian packages xvfb and xdotool.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.measure.display import display

KEYS = (
    ("ctrl+1", "tab", "camera"),
    ("ctrl+2", "tab", "labelling"),
    ("ctrl+3", "tab", "training"),
    ("ctrl+4", "tab", "inspection"),
    ("F1", "dialog", "KeyPage"),
    ("Escape", "dialog", ""),
    ("ctrl+comma", "dialog", "SettingsDialog"),
    ("Escape", "dialog", ""),
    ("ctrl+l", "dialog", "LogView"),
    ("Escape", "dialog", ""),
    ("ctrl+2", "tab", "labelling"),
)
"""What is pressed, and what the window must then say of itself."""


def main() -> int:
    """Press the keys and print what came of each; 1 where one did not arrive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, required=True)
    wish = parser.parse_args()
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        print(f"missing: {', '.join(missing)} (Debian packages xvfb and xdotool)")
        return 2
    with display(1366, 768) as screen, tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), home)
        environment = {**os.environ, **screen, **folders, "STATION_SAYS": str(Path(home) / "says.json")}
        command = [sys.executable, "-m", "tests.measure.telling", "open", str(wish.project)]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as program:
            code = press_all(environment, program.pid)
            complaints = program.communicate(timeout=30)[1]
    print(f"exit code after ctrl+q: {program.returncode}; complaints: {complaints.strip() or 'none'}")
    return code or program.returncode


def press_all(environment: Mapping[str, str], pid: int) -> int:
    """Press every key in turn; 1 where one did not arrive."""
    said = Path(environment["STATION_SAYS"])
    failed = 0
    if not until(lambda: says(said).get("project") is True, seconds=30):
        print("the project never opened")
        failed = 1
    for key, what, wanted in KEYS:
        press(key, environment, pid)
        arrived = until(lambda what=what, wanted=wanted: says(said).get(what) == wanted)
        failed = failed or not arrived
        print(f"{key:12} {what} {wanted or 'closed':15} {'arrived' if arrived else f'NOT: {says(said)}'}", flush=True)
    press("ctrl+q", environment, pid)
    return int(failed)


def press(key: str, environment: Mapping[str, str], pid: int) -> None:
    """Give the newest of the program's windows the focus, as a window manager would, and press a key."""
    found = _xdotool(environment, "search", "--onlyvisible", "--pid", str(pid)).split()
    if found:
        _xdotool(environment, "windowfocus", "--sync", max(found, key=int))
    _xdotool(environment, "key", key)


def _xdotool(environment: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(
        ["xdotool", *command],  # noqa: S607
        env=dict(environment),
        capture_output=True,
        encoding="utf-8",
        timeout=10,
        check=False,
    )
    return done.stdout


def says(file: Path) -> dict[str, object]:
    """What the window says of itself."""
    try:
        content: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content


def until(ready: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    """Wait until it is so, at most so long; whether it came to be."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    sys.exit(main())
