"""Two people at one clip, in two processes: the second is told whose it is, looks on, and goes on once it is free."""

import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from pytestqt.qtbot import QtBot

from station.core.project import Project
from station.ui.window import Window
from tests.ui.filming import film
from tests.ui.test_labelling_tab import ERROR, FRAMES, GOOD, calm, labels, opened, type_keys

OTHER = """
import sys
from pathlib import Path
import numpy as np
from station.core.frame import Frame
from station.core.labels import LabelTable
from station.core.project import open_project

labels = LabelTable(open_project(Path(sys.argv[1])), clip=sys.argv[2], labeller="Jörg")
labels.show((True, True, False, False))
for number in map(int, sys.stdin):
    if number < 0:
        labels.close()
    else:
        labels.save(Frame(np.zeros((48, 64, 3), np.uint8), number, 0.0))
    print("done", flush=True)
"""


@contextmanager
def other_station(project: Project, clip: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-X", "utf8", "-c", OTHER, str(project.folder), clip]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=Path(__file__).parents[2]) as process:
        try:
            yield process
        finally:
            process.kill()


def do(process: "subprocess.Popen[str]", number: int) -> None:
    """Have the other one save that frame, or leave the clip where it is below zero."""
    assert process.stdin is not None
    out: IO[str] | None = process.stdout
    assert out is not None
    print(number, file=process.stdin, flush=True)
    assert out.readline() == "done\n"


@pytest.mark.parametrize("is_killed", [False, True])
def test_the_second_is_told_at_once_loses_nothing_and_goes_on_when_the_first_is_gone(
    window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch, is_killed: bool
) -> None:
    monkeypatch.setattr("station.live.labelling.CALM_SECONDS", 0.05)
    monkeypatch.setattr("station.live.labelling.LOOK_SECONDS", 0.05)
    for name in ("Naht ü 1", "Naht ü 2"):
        film(project.videos / f"{name}.mp4", frames=FRAMES)
    with other_station(project, "Naht ü 1") as other:
        do(other, 5)
        tab = opened(window, qtbot, project)
        assert tab.toast.taken_text.startswith(f"Jörg ({platform.node()}) is labelling this clip")
        assert labels(tab) == {5: ERROR}
        with qtbot.waitSignal(tab.context.notices.told) as told:
            type_keys(tab, qtbot, "es")
        assert f"being labelled by Jörg ({platform.node()}); here it can only be looked at" in told.args[0].text
        assert labels(tab) == {5: ERROR}
        assert [path.name for path in project.pics.glob("*.png")] == ["Naht ü 1_5.png"]
        do(other, 6)
        if is_killed:
            other.kill()
        else:
            do(other, -1)
        qtbot.waitUntil(lambda: tab.session is not None and tab.session.desk is not None and set(labels(tab)) == {5, 6})
        assert tab.toast.taken_text == ""
        assert tab.context.notices.all[-1].text == "Naht ü 1.mp4 is free again. Its labels were read anew."
    calm(tab, qtbot)
    type_keys(tab, qtbot, "s")  # what was changed meanwhile is still there
    assert labels(tab) == {0: GOOD, 5: ERROR, 6: ERROR}


def test_who_came_first_and_saves_second_is_told_while_he_looks(
    window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.live.labelling.CALM_SECONDS", 0.05)
    monkeypatch.setattr("station.live.labelling.LOOK_SECONDS", 0.05)
    for name in ("Naht ü 1", "Naht ü 2"):
        film(project.videos / f"{name}.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    assert tab.toast.taken_text == ""
    with other_station(project, "Naht ü 1") as other:
        do(other, 5)
        qtbot.waitUntil(lambda: tab.toast.taken_text.startswith("Jörg"))
