"""A scripted student labels a clip of 60 frames, undoes, jumps, saves, is killed in the middle, and goes on."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from station.core.clips import Clip
from station.core.images import read_picture
from station.core.project import Project
from tests.ui.filming import film

CLIP = "Naht ü 1"
FRAMES = 60
WHEN = "2026-03-04T05:06:07+00:00"
NAMES = ("good", "error", "break", "length")
KILLS = int(os.environ.get("STATION_STUDENT_KILLS", "1"))
Values: TypeAlias = tuple[bool, ...]


@pytest.fixture
def clip(project: Project) -> Path:
    """A clip whose frames all differ."""
    path = project.videos / f"{CLIP}.mp4"
    film(path, frames=FRAMES)
    return path


class Paper:
    """What the student's keys must come to: the rows in the order of their first saving."""

    def __init__(self) -> None:
        self.rows: dict[int, Values] = {}
        self.number = 0
        self.values: Values = (True, False, False, False)

    def copy(self) -> "Paper":
        other = Paper()
        other.rows, other.number, other.values = dict(self.rows), self.number, self.values
        return other

    def table(self) -> str:
        lines = [f",name,{','.join(NAMES)},who,when"]
        for index, (number, values) in enumerate(self.rows.items()):
            cells = ",".join(str(value) for value in values)
            lines.append(f"{index},{CLIP}_{number}.png,{cells},Änne,{WHEN}")
        return "\n".join(lines) + "\n"


def keys_for(paper: Paper, *, from_frame: int, dice: random.Random) -> list[tuple[str, Paper]]:
    """The keys for the frames from there to the end, each with the paper as it is after it."""
    typed: list[tuple[str, Paper]] = []

    def key(word: str) -> None:
        typed.append((word, paper.copy()))

    def toggle(at: int) -> None:
        paper.values = (*paper.values[:at], not paper.values[at], *paper.values[at + 1 :])
        key(NAMES[at][0])

    def save(number: int) -> None:
        paper.rows[number] = paper.values
        key("s")

    for number in range(from_frame, FRAMES):
        for at in dice.sample(range(4), dice.randrange(3)):
            toggle(at)
        save(number)
        if number % 7 == 3:  # a save is taken back and done again; then a value, taken back
            before = paper.rows.pop(number)
            key("Ctrl+Z")
            paper.rows[number] = before
            key("Ctrl+Y")
            toggle(1)
            paper.values = (paper.values[0], not paper.values[1], *paper.values[2:])
            key("Ctrl+Z")
        if number < FRAMES - 1:
            key("n")
        key(".")
    return typed


def start(project: Project, clip: Path, words: list[str]) -> "subprocess.Popen[str]":
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.ui.student", str(project.folder), clip.name, *words]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def acknowledged(child: "subprocess.Popen[str]", *, kill_after: int | None) -> int:
    """The number of the last word that was acknowledged; kill -9 once so many were."""
    assert child.stdout
    last, count = -1, 0
    for line in child.stdout:
        word, _, number = line.strip().partition(" ")
        if word == "done":
            last, count = int(number), count + 1
            if count == kill_after:
                child.kill()
    child.wait()
    child.stdout.close()
    return last


def test_a_student_is_killed_in_the_middle_and_nothing_acknowledged_is_lost(project: Project, clip: Path) -> None:
    dice = random.Random(4711)
    saved: dict[int, Values] = {}
    for kill in range(KILLS):
        paper = Paper()
        paper.rows = dict(saved)
        begin = max(saved, default=-1) + 1
        paper.values = saved.get(begin - 1, paper.values)
        typed = keys_for(paper, from_frame=begin, dice=dice)
        words = ["Home"] + ["n"] * begin + ["."] + [word for word, _ in typed]
        child = start(project, clip, words)
        last = acknowledged(child, kill_after=2 + dice.randrange(3, 50 // KILLS - 3))
        at = last - begin - 2
        on_disk = rows_of(project)
        assert {n: on_disk.get(n) for n in typed[at][1].rows} == typed[at][1].rows, f"after kill {kill}"
        saved = on_disk
    begin = max(saved) + 1
    paper = Paper()
    paper.rows, paper.values = dict(saved), saved[begin - 1]
    typed = keys_for(paper, from_frame=begin, dice=dice)
    words = ["Home"] + ["n"] * begin + ["."] + [word for word, _ in typed]
    words += ["Home", "Shift+F", "Shift+Right", "e", "Shift+T", ".", "Ctrl+Z", ".", "Shift+N", "."]
    acknowledged(start(project, clip, words), kill_after=None)
    assert project.label_table(CLIP).read_bytes().decode() == paper.table()
    with Clip(clip) as decoded:
        for number in range(FRAMES):
            picture = read_picture(project.pics / f"{CLIP}_{number}.png")
            assert np.array_equal(picture, decoded.frame(number).picture), number
    assert len(list(project.pics.iterdir())) == FRAMES + 1


def rows_of(project: Project) -> dict[int, Values]:
    from station.core.tables import read_table

    rows = read_table(project.label_table(CLIP), attributes=project.attributes).rows
    return {int(row.name.rpartition("_")[2].removesuffix(".png")): row.values for row in rows}
