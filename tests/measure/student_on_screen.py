"""The scripted student with real key events of the X server: `python -m tests.measure.student_on_screen`.

Needs Xvfb and xdotool. Labels half of a clip of 60 frames, is killed with -9 while keys are still being typed, starts
again, goes to the next frame without a label, and labels the rest. Compares every picture and the whole table.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from station.core.clips import Clip
from station.core.images import read_picture
from station.core.project import Project, create_project
from station.core.tables import read_table
from tests.measure.display import display
from tests.ui.filming import film

CLIP = "clip"
FRAMES = 60
PATIENCE = 60.0
START = (True, False, False, False)
DELAY_MS = 30
KILL_AT = 17


def main() -> int:
    """Label, be killed, label, compare."""
    with display() as screen, tempfile.TemporaryDirectory() as home:
        own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"), home)
        environment = {**os.environ, **screen, **own}
        project = create_project(Path(home) / "project")
        film(project.videos / f"{CLIP}.mp4", frames=FRAMES)
        child = _start(project, environment)
        keys = ["e", "ctrl+z", *_keys(range(30), START)]
        words = ["xdotool", "key", "--delay", str(DELAY_MS), *keys]
        with subprocess.Popen(words, env=environment) as typing:
            _until(lambda: len(list(project.pics.glob("*.png"))) >= KILL_AT)
            child.kill()
            child.wait()
            typing.terminate()
        found = _labels(project)
        sys.stdout.write(f"killed: {len(found)} frames are labelled\n")
        assert found == {n: _values(n) for n in range(len(found))}, found
        child = _start(project, environment)
        rest = range(len(found), FRAMES)
        keys = _keys(rest, _values(rest[0] - 1) if rest[0] else START)
        _type(environment, ["shift+n", *keys, "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"])
        _until(lambda: len(list(project.pics.glob("*.png"))) == FRAMES)
        _type(environment, ["ctrl+q"])
        child.wait(PATIENCE)
        assert _labels(project) == {n: _values(n) for n in range(FRAMES)}
    return 0


def _values(number: int) -> tuple[bool, ...]:
    return number % 3 != 0, number % 3 == 0, number % 7 == 0, False


def _keys(numbers: range, values: tuple[bool, ...]) -> list[str]:
    keys = []
    for number in numbers:
        wanted = _values(number)
        keys += [key for key, old, new in zip("gebl", values, wanted, strict=True) if old != new]
        keys += ["s", "n"]
        values = wanted
    return keys[:-1]


def _start(project: Project, environment: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.ui.student", str(project.folder), f"{CLIP}.mp4", "stay"]
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    window = _xdotool(environment, "search", "--sync", "--onlyvisible", "--name", "Seam Station").split()[-1]
    _xdotool(environment, "windowfocus", "--sync", window)
    return child


def _type(environment: dict[str, str], keys: list[str]) -> None:
    _xdotool(environment, "key", "--delay", str(DELAY_MS), *keys)


def _xdotool(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env=environment, check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout


def _labels(project: Project) -> dict[int, tuple[bool, ...]]:
    """The labels on the disk, whose pictures are all compared with the decoded frames."""
    table = project.label_table(CLIP)
    if not table.exists():
        return {}
    rows = read_table(table, attributes=project.attributes).rows
    lines = [",name,good,error,break,length,who,when\n"]
    with Clip(project.videos / f"{CLIP}.mp4") as clip:
        for index, row in enumerate(rows):
            frame = clip.frame(int(row.name.rpartition("_")[2].removesuffix(".png")))
            assert row.name == f"{CLIP}_{frame.number}.png"
            assert np.array_equal(read_picture(project.pics / row.name), frame.picture), row.name
            lines.append(f"{index},{row.name},{','.join(map(str, row.values))},Änne,2026-03-04T05:06:07+00:00\n")
    assert table.read_text(encoding="utf-8") == "".join(lines)
    sys.stdout.write(f"{len(rows)} pictures are the decoded frames, the table is as expected\n")
    return {int(row.name.rpartition("_")[2].removesuffix(".png")): row.values for row in rows}


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
