"""Opening, using and closing leaves no thread, process, file or widget (a hundred times: `tests.measure.leaks`)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from station.core.project import Project
from station.ui.window import Window
from tests.ui.probe import Census, holders_of_widgets, left_since
from tests.ui.rounds import ROUNDS

TIMES = 3


@pytest.mark.parametrize("round_", ROUNDS.values(), ids=ROUNDS)
def test_nothing_is_left(round_: Callable[[Window, Path], None], window: Window, project: Project) -> None:
    for _ in range(2):  # what is made once and kept: tabs, worker threads, fonts
        round_(window, project.folder)
    before = Census.taken(window)
    for _ in range(TIMES):
        round_(window, project.folder)
    left = left_since(before, window)
    assert not left, "\n".join([str(left), *holders_of_widgets(left.get("widgets", {}))])
