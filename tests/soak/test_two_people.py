"""Fault 22: two people label the same clip at once; nothing of either is overwritten."""

import subprocess
import sys
import time
from pathlib import Path

from station.core.labels import LabelTable
from station.core.project import create_project
from tests.soak.labeller import CLIP
from tests.soak.summary import count, is_full, tell


def test_nothing_of_two_people_is_lost(tmp_path: Path) -> None:
    project, begun = create_project(tmp_path / "Prüfung ä ß 日本"), time.perf_counter()
    each, batch = count(full=10_000, small=30), 500 if is_full() else 4
    people = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.soak.labeller", str(project.folder), str(first), str(each), str(batch)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in (0, 1)
    ]
    refused = [int(person.communicate()[0]) for person in people]
    labels = LabelTable(project, clip=CLIP)
    wrong = [n for n in range(2 * each) if labels.label_of(n) != (n % 4 < 2, n % 8 < 4, n % 2 == 1, False)]
    wrong += [n for n in range(2 * each) if not (project.pics / f"{CLIP}_{n}.png").is_file()]
    seconds = time.perf_counter() - begun
    what = f"labels by two people on one clip ({sum(refused)} times told so): lost or overwritten"
    tell(fault=22, what=what, tried=2 * each, lost=len(wrong), seconds=seconds)
    assert not wrong
    assert not list(project.pics.glob(".*"))
    assert [person.returncode for person in people] == [0, 0]
