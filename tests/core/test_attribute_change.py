"""Changing attributes of a project with labels: nothing is lost, wherever it is cut off."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from station.core import storage
from station.core.attribute_change import change_attributes, effects_of, plan_change
from station.core.attribute_plan import PLAN_FILE
from station.core.attributes import SEAM, Attribute, AttributeSet, problem_with
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.label_journal import Change, start_journal
from station.core.labels import LabelTable
from station.core.project import Project, create_project, open_project
from station.core.subsets import merge, read_subset
from station.core.tables import read_table

GOOD, ERROR, BREAK, LENGTH = SEAM
TORN = Attribute("torn", "t", (9, 8, 7), expected=False)
WIDE = Attribute("wide", "w", (255, 0, 0), expected=False)
WISH = ((GOOD, "good"), (WIDE, "error"), (TORN, None), (LENGTH, "length"))
"""`error` is called `wide`, `torn` is added, `break` retired."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two clips with three labels each, and their subsets; one table was written by Excel."""
    made = create_project(tmp_path / "Prüfung ä ß")
    for clip in "cd":
        for number in range(3):
            (made.pics / f"{clip}_{number}.png").write_bytes(b"picture")
    head = ",name,good,error,break,length"
    (made.pics / "c_data.csv").write_bytes(
        f"{head},who\n0,c_0.png,True,False,False,True,Ann\n1,c_1.png,False,True,False,True,'=1+1\n"
        "2,c_2.png,False,False,True,True,\n".encode()
    )
    (made.pics / "d_data.csv").write_bytes(
        (head + "\n0,d_0.png,1,0,0,1\n1,d_1.png,0,1,0,1\n2,d_2.png,0,0,1,1\n").replace(",", ";").encode()
    )
    made.subset_table("train").write_text(f"{head}\n0,C:\\lab\\c_0.png,True,False,False,True\n", encoding="utf-8")
    made.subset_table("test").write_text(f"{head}\n0,d_2.png,False,False,True,True\n", encoding="utf-8")
    return made


def change(project: Project, *wish: tuple[Attribute, str | None]) -> Project:
    plan = plan_change(project, attributes=[a for a, _ in wish], was=[was for _, was in wish])
    return change_attributes(project, plan=plan)


def contents(project: Project) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(project.folder.rglob("*")) if path.is_file()}


def values(project: Project) -> dict[str, tuple[bool, ...]]:
    return {picture.name: picture.values for picture in merge(project)[0]}


def test_renaming_adding_and_retiring_rewrites_every_table(project: Project) -> None:
    changed = change(project, *WISH)
    assert changed == open_project(project.folder)
    assert changed.attributes.names == ("good", "wide", "torn", "length")
    assert (project.pics / "c_data.csv").read_bytes() == (
        b",name,good,wide,torn,length,break,who\n0,c_0.png,True,False,False,True,False,Ann\n"
        b"1,c_1.png,False,True,False,True,False,'=1+1\n2,c_2.png,False,False,False,True,True,\n"
    )
    assert values(changed)["d_1.png"] == (False, True, False, True)
    assert b"C:/lab/c_0.png,True,False,False,True,False\n" in project.subset_table("train").read_bytes()
    assert [p.values for p in read_subset(changed, subset="test")[0]] == [(False, False, False, True)]
    assert not (project.folder / PLAN_FILE).exists()


def test_a_retired_attribute_comes_back_with_its_labels(project: Project) -> None:
    before = values(project)
    without = change(project, (GOOD, "good"), (ERROR, "error"), (LENGTH, "length"))
    table = project.subset_table("test")  # split again while it was retired: the column is not in the subset
    table.write_text(",name,good,error,length\n0,d_2.png,False,False,True\n", encoding="utf-8")
    with (project.pics / "c_data.csv").open("a", encoding="utf-8") as file:
        file.write("3,c_3.png,True,False,True,,\n")  # labelled while it was retired
    (project.pics / "c_3.png").write_bytes(b"picture")
    again = change(without, (GOOD, "good"), (ERROR, "error"), (BREAK, None), (LENGTH, "length"))
    assert values(again) == {**before, "c_3.png": (True, False, False, True)}
    assert read_table(table, attributes=again.attributes).rows[0].values == (False, False, True, True)


def test_what_would_happen_is_said_before_and_nothing_is_written(project: Project) -> None:
    before = contents(project)
    plan = plan_change(project, attributes=[a for a, _ in WISH], was=[was for _, was in WISH])
    effects = effects_of(project, plan=plan)
    assert effects.renamed == (("error", "wide"),)
    assert effects.added == ("torn",)
    assert effects.retired == ("break",)
    assert (effects.tables, effects.labels) == (4, 6)
    assert effects.names_change
    assert contents(project) == before


def test_a_key_a_colour_and_an_expected_value_change_no_table(project: Project) -> None:
    before = contents(project)
    wish = ((Attribute("good", "h", (1, 2, 3), expected=False), "good"), *((a, a.name) for a in (ERROR, BREAK, LENGTH)))
    changed = change(project, *wish)
    after = contents(project)
    assert changed.attributes["good"].key == "h"
    assert {path for path in after if after[path] != before[path]} == {str(project.file)}


def test_another_order_is_a_change_of_the_tables(project: Project) -> None:
    changed = change(project, *((a, a.name) for a in (ERROR, GOOD, BREAK, LENGTH)))
    assert values(changed)["c_0.png"] == (False, True, False, True)
    assert (project.pics / "c_data.csv").read_bytes().startswith(b",name,error,good,break,length,who\n")


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (((Attribute("error", "g", (0, 0, 0)), "good"), (Attribute("good", "e", (0, 0, 0)), "error")), "till now"),
        (((TORN, None),), "at least one"),
        (((Attribute("who", "w", (0, 0, 0)), "good"),), "already"),
        (((GOOD, "good"), (Attribute("who", "w", (0, 0, 0)), None)), "Ann"),
        (((GOOD, "good"), (Attribute("torn", "g", (0, 0, 0)), None)), "key of its own"),
        (((GOOD, "good"), (Attribute("two words", "t", (0, 0, 0)), None)), "one word"),
    ],
)
def test_what_can_not_be_done_is_refused_and_changes_nothing(
    project: Project, wish: tuple[tuple[Attribute, str | None], ...], word: str
) -> None:
    before = contents(project)
    with pytest.raises(StationError, match=word):
        change(project, *wish)
    assert contents(project) == before


def test_a_damaged_table_stops_the_change_before_it_begins(project: Project) -> None:
    (project.pics / "e_data.csv").write_text(",name,good,error,break,length\n0,e_0.png,True,maybe,True,True\n")
    before = contents(project)
    with pytest.raises(StationError, match=r"e_data\.csv"):
        change(project, *WISH)
    assert contents(project) == before


def expected(project: Project, tmp_path: Path) -> dict[str, bytes]:
    """What an undisturbed change makes of a copy."""
    other = tmp_path / "undisturbed"
    subprocess.run(["cp", "-r", project.folder, other], check=True)  # noqa: S607
    change(open_project(other), *WISH)
    return {
        str(project.folder / Path(path).relative_to(other)): data for path, data in contents(Project(other)).items()
    }


@pytest.mark.parametrize("fatal", range(7))
def test_whatever_write_fails_the_project_opens_and_the_change_is_finished(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fatal: int
) -> None:
    before, wanted = contents(project), expected(project, tmp_path)
    count = 0

    def failing(real: Callable[..., None]) -> Callable[..., None]:
        def operation(*values: object) -> None:
            nonlocal count
            count += 1
            if count == fatal + 1:
                raise StationError("a planted failure")
            real(*values)

        return operation

    with monkeypatch.context() as patched:
        patched.setattr(storage, "write_bytes", failing(storage.write_bytes))
        patched.setattr(storage, "remove", failing(storage.remove))
        with pytest.raises(StationError, match="planted"):
            change(project, *WISH)
    if fatal == 0:  # the plan itself: nothing was begun
        assert contents(project) == before
        return
    opened = open_project(project.folder)
    assert opened.attributes.names == ("good", "wide", "torn", "length")
    assert contents(project) == wanted
    assert open_project(project.folder) == opened


def test_a_label_that_is_saved_while_the_tables_are_rewritten_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, real = LabelTable(project, clip="d"), storage.write_bytes
    picture = Frame(np.zeros((4, 4, 3), np.uint8), 7, 0.0)

    def save_meanwhile(path: Path, data: bytes) -> None:
        real(path, data)
        if path.name == "c_data.csv" and 7 not in other.labels:
            other.save(picture)
            other.close()

    monkeypatch.setattr(storage, "write_bytes", save_meanwhile)
    changed = change(project, *WISH)
    assert values(changed).keys() >= {"d_7.png", "d_0.png", "c_0.png"}


def test_there_are_seven_writes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails each of them in turn."""
    written: list[str] = []
    real, gone = storage.write_bytes, storage.remove
    monkeypatch.setattr(storage, "write_bytes", lambda path, data: (written.append(path.name), real(path, data)))
    monkeypatch.setattr(storage, "remove", lambda path: (written.append(path.name), gone(path)))
    change(project, *WISH)
    tables = ["c_data.csv", "d_data.csv", "train.csv", "test.csv"]
    assert written == [PLAN_FILE, *tables, "project.json", PLAN_FILE]


KILLED = """
import os, signal, sys
from pathlib import Path
from station.core import storage
from station.core.attribute_change import change_attributes, plan_change
from station.core.attributes import SEAM, Attribute
from station.core.project import open_project

real, count = storage.write_bytes, 0

def write(path, data):
    global count
    count += 1
    if count == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    real(path, data)

storage.write_bytes = write
project = open_project(Path(sys.argv[1]))
attributes = [SEAM["good"], Attribute("wide", "w", (255, 0, 0), expected=False),
              Attribute("torn", "t", (9, 8, 7), expected=False), SEAM["length"]]
plan = plan_change(project, attributes=attributes, was=["good", "error", None, "length"])
change_attributes(project, plan=plan)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_killed_in_the_middle_the_project_opens_and_the_change_is_finished(project: Project, tmp_path: Path) -> None:
    wanted = expected(project, tmp_path)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(project.folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (project.folder / PLAN_FILE).exists()
    assert open_project(project.folder).attributes.names == ("good", "wide", "torn", "length")
    assert contents(project) == wanted


def test_a_folder_of_the_lab_without_a_description_is_finished_as_well(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.file.unlink()
    opened = open_project(project.folder)
    real, count = storage.write_bytes, 0

    def write(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise StationError("a planted failure")
        real(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(storage, "write_bytes", write)
        with pytest.raises(StationError, match="planted"):
            change(opened, *WISH)
    assert open_project(project.folder).attributes.names == ("good", "wide", "torn", "length")


def test_labels_that_wait_in_a_journal_are_changed_as_well_and_one_that_is_in_use_refuses(project: Project) -> None:
    table = project.label_tables()[0]
    first = read_table(table, attributes=project.attributes).rows[0]
    other = Change(first.name, tuple(not value for value in first.values), first.extra)
    extra = read_table(table, attributes=project.attributes).extra
    journal = start_journal(table, attributes=project.attributes.names, extra=extra, changes=[other])
    with pytest.raises(StationError, match="just being labelled"):
        change(project, *WISH)
    journal.close()
    changed = change(project, *WISH)
    (row,) = (row for row in read_table(table, attributes=changed.attributes).rows if row.name == first.name)
    assert row.values[0] is not first.values[0]
    assert not journal.path.exists()


def test_a_damaged_plan_is_told_and_nothing_is_touched(project: Project) -> None:
    (project.folder / PLAN_FILE).write_text('{"version": 2}')
    before = contents(project)
    with pytest.raises(StationError, match="damaged"):
        open_project(project.folder)
    assert contents(project) == before


@pytest.mark.parametrize(
    ("attributes", "word"),
    [
        ((Attribute("", "a", (0, 0, 0)),), "needs a name"),
        ((Attribute("x" * 41, "a", (0, 0, 0)),), "longer than 40"),
        ((Attribute("x", "", (0, 0, 0)),), "needs a key"),
        ((Attribute("x", "S", (0, 0, 0)),), "labelling itself"),
        ((Attribute("x", "a", (0, 0, 0)), Attribute("y", "A", (0, 0, 0))), "a is there twice"),
        ((Attribute("x", "a", (0, 0, 0)), Attribute("x", "b", (0, 0, 0))), "x"),
        (tuple(Attribute(f"x{n}", chr(0x4E00 + n), (0, 0, 0)) for n in range(33)), "at most 32"),
        ((), "at least one"),
    ],
)
def test_attributes_that_no_project_can_have(attributes: tuple[Attribute, ...], word: str) -> None:
    assert word in problem_with(attributes)


def test_the_seam_labs_own_are_fine_and_can_be_saved(tmp_path: Path) -> None:
    assert problem_with(tuple(SEAM)) == ""
    own = AttributeSet((Attribute("Öse", "ö", (1, 2, 3), expected=True),))
    assert problem_with(tuple(own)) == ""
    create_project(tmp_path / "own", attributes=own)
