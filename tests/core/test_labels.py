"""Labelling one clip: sticky values, undo, and no acknowledged label lost to a killed process or a failing disk."""

import contextlib
import errno
import os
import platform
import random
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.core import storage
from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import write_picture
from station.core.label_file import JOURNAL_FROM, JOURNAL_LINES
from station.core.label_journal import Change, journal_of, start_journal
from station.core.labels import UNDO_DEPTH, LabelTable, Saved, Toggled
from station.core.left_over_journals import put_away_journals
from station.core.opencv import cv2
from station.core.project import Project, create_project, open_project
from station.core.tables import LabelRow, parse_table, read_table, row_line

CLIP = "Naht_ü 1"
GOOD = (True, False, False, False)
KILLS = int(os.environ.get("STATION_KILLS", "16"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß 日本")


def frame(number: int, *, shade: int = 7) -> Frame:
    picture = np.full((12, 16, 3), shade, dtype=np.uint8)
    picture[number % 12, :, 1] = 255
    return Frame(picture, number, number / 30)


@pytest.fixture(params=["whole", "journal"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How rows are written: the whole table anew, or after the first save of a table a line in its journal."""
    if request.param == "journal":
        monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 0)
    return str(request.param)


def rows_on_disk(project: Project) -> tuple[LabelRow, ...]:
    return read_table(project.label_table(CLIP), attributes=project.attributes).rows


def picture_on_disk(path: Path) -> Any:
    return cv2.imdecode(np.frombuffer(path.read_bytes(), dtype=np.uint8), cv2.IMREAD_COLOR)


def test_a_saved_frame_is_an_unmarked_picture_and_a_row(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.toggle("error")
    labels.toggle("length")
    path = labels.save(frame(12))
    assert path == project.pics / "Naht_ü 1_12.png"
    assert np.array_equal(picture_on_disk(path), frame(12).picture)
    assert project.label_table(CLIP).read_bytes().decode() == (
        ",name,good,error,break,length\n0,Naht_ü 1_12.png,True,True,False,True\n"
    )
    labels.close()
    assert sorted(p.name for p in project.pics.iterdir()) == ["Naht_ü 1_12.png", "Naht_ü 1_data.csv"]


def test_values_stay_from_frame_to_frame_and_begin_as_a_sound_seam(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    assert labels.values == GOOD
    labels.toggle("break")
    for number in (3, 1):
        labels.save(frame(number))
    labels.toggle("break")
    labels.save(frame(2))
    assert labels.saved_numbers == (1, 2, 3)
    assert [labels.label_of(n) for n in range(4)] == [
        None,
        (True, False, True, False),
        GOOD,
        (True, False, True, False),
    ]
    assert LabelTable(project, clip=CLIP).label_of(1) == (True, False, True, False)


def test_saving_a_frame_twice_replaces_its_row(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(4))
    labels.save(frame(5))
    labels.toggle("good")
    labels.save(frame(4, shade=9))
    assert [(row.name, row.values) for row in rows_on_disk(project)] == [
        ("Naht_ü 1_4.png", (False, False, False, False)),
        ("Naht_ü 1_5.png", GOOD),
    ]
    assert np.array_equal(picture_on_disk(project.pics / "Naht_ü 1_4.png"), frame(4, shade=9).picture)


def test_further_columns_are_kept(project: Project) -> None:
    project.label_table(CLIP).write_text(
        f",name,good,error,break,length,who\n0,{CLIP}_1.png,0,0,0,0,Änne\n", encoding="utf-8"
    )
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(1))
    labels.save(frame(2))
    assert [(row.values, row.extra) for row in rows_on_disk(project)] == [(GOOD, ("Änne",)), (GOOD, ("",))]


def test_rows_without_a_picture_are_reported_and_kept(project: Project) -> None:
    text = f",name,good,error,break,length\n0,{CLIP}_1.png,0,0,0,0\n1,{CLIP}_2.png,0,0,0,0\n"
    project.label_table(CLIP).write_text(text, encoding="utf-8")
    labels = LabelTable(project, clip=CLIP)
    assert labels.missing_pictures == (f"{CLIP}_1.png", f"{CLIP}_2.png")
    labels.save(frame(2))
    assert labels.missing_pictures == (f"{CLIP}_1.png",)
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_1.png", f"{CLIP}_2.png"]


def test_the_labs_own_names_are_written_relative_to_pics(project: Project) -> None:
    text = f",name,good,error,break,length\n0,C:\\lab\\{CLIP}_007.png,0,0,0,0\n1,other_3.png,0,0,0,1\n"
    project.label_table(CLIP).write_text(text, encoding="utf-8")
    labels = LabelTable(project, clip=CLIP)
    assert labels.saved_numbers == (7,)
    assert labels.save(frame(7)).name == f"{CLIP}_007.png"
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_007.png", "other_3.png"]
    project.label_table(CLIP).write_text(text + f"2,D:/{CLIP}_007.png,0,0,0,0\n", encoding="utf-8")
    with pytest.raises(StationError, match="expected one row"):
        LabelTable(project, clip=CLIP)


def test_opening_sweeps_temporary_files_and_writes_nothing(project: Project) -> None:
    left_over = project.pics / f".{CLIP}_3.png.4711{storage.TEMPORARY_SUFFIX}"
    left_over.write_bytes(b"half a picture")
    LabelTable(project, clip=CLIP)
    assert list(project.pics.iterdir()) == []
    assert LabelTable(Project(project.folder / "new"), clip=CLIP).saved_numbers == ()


@pytest.mark.parametrize("clip", ["", "..", ".c", "~$c", "../c", "a/b", "a\\b", "C:\\c", "c\n", "c;=1", "c*"])
def test_a_clip_that_no_picture_can_be_named_after_is_refused(project: Project, clip: str) -> None:
    with pytest.raises(StationError, match="rename it"):
        LabelTable(project, clip=clip)


def test_a_clip_whose_name_begins_like_a_formula_is_labelled_and_read_back(project: Project) -> None:
    LabelTable(project, clip="-test").save(frame(1))
    assert b"\n0,./-test_1.png," in project.label_table("-test").read_bytes()
    assert LabelTable(project, clip="-test").label_of(1) == GOOD
    assert LabelTable(project, clip="-test").missing_pictures == ()


def test_undo_of_a_first_save_removes_row_and_picture_and_redo_brings_both_back(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(1))
    path = labels.save(frame(2))
    png = path.read_bytes()
    step = labels.undo()
    assert isinstance(step, Saved)
    assert (step.number, path.exists(), labels.saved_numbers) == (2, False, (1,))
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_1.png"]
    labels.redo()
    assert path.read_bytes() == png
    assert LabelTable(project, clip=CLIP).saved_numbers == labels.saved_numbers == (1, 2)
    assert (labels.can_undo, labels.can_redo) == (True, False)


def test_undo_leaves_a_picture_that_was_there_before(project: Project) -> None:
    labels = LabelTable(project, clip="c")
    for number in range(3):  # as of a lab of which only train.csv is there, and no table of the clip
        write_picture(project.pics / f"c_{number}.png", frame(number).picture)
    labels.save(frame(0))
    labels.save_range([frame(number) for number in (1, 2, 3)])
    for _ in range(2):
        labels.undo()
    assert sorted(path.name for path in project.pics.glob("*.png")) == ["c_0.png", "c_1.png", "c_2.png"]
    assert not labels.labels
    labels.redo()
    assert labels.saved_numbers == (0,)


def test_undo_of_a_replacing_save_restores_the_row(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    path = labels.save(frame(1))
    labels.toggle("good")
    labels.save(frame(1))
    labels.undo()
    assert labels.label_of(1) == rows_on_disk(project)[0].values == GOOD
    assert path.exists()
    assert labels.undo() == Toggled("good")
    assert labels.values == GOOD


def test_a_save_whose_picture_is_gone_is_undone_but_not_done_again(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(1)).unlink()
    labels.undo()
    assert rows_on_disk(project) == ()
    assert labels.redo() is None


def test_undo_and_redo_end_and_a_new_step_forgets_the_undone(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    assert labels.undo() is None
    assert labels.redo() is None
    for _ in range(UNDO_DEPTH + 5):
        labels.toggle("good")
    assert sum(labels.undo() is not None for _ in range(UNDO_DEPTH + 5)) == UNDO_DEPTH
    labels.toggle("error")
    assert labels.redo() is None


ACTIONS = st.lists(st.sampled_from(["good", "error", "undo", "redo", "settle", 0, 1, 2]), max_size=14)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_any_order_of_steps_agrees_with_remembering_every_state(
    tmp_path_factory: pytest.TempPathFactory, way: str, actions: list[str | int]
) -> None:
    project = create_project(tmp_path_factory.mktemp("Prüfung ä ß 日本"))
    labels = LabelTable(project, clip=CLIP)
    past: list[tuple[tuple[bool, ...], dict[int, tuple[bool, ...]]]] = [(labels.values, {})]
    future = []
    for action in actions:
        values, saved = past[-1]
        if action == "undo":
            assert (labels.undo() is not None) == (len(past) > 1)
            future += [past.pop()] if len(past) > 1 else []
        elif action == "redo":
            assert (labels.redo() is not None) == bool(future)
            past += [future.pop()] if future else []
        elif action == "settle":
            labels.settle()
            assert [p.name for p in project.pics.iterdir() if p.suffix not in (".png", ".lock")] in (
                [],
                [f"{CLIP}_data.csv"],
            )
        else:
            future = []
            if isinstance(action, int):
                labels.save(frame(action))
                past.append((values, {**saved, action: values}))
            else:
                labels.toggle(action)
                past.append((labels.values, saved))
        values, saved = past[-1]
        assert labels.values == values
        assert {n: labels.label_of(n) for n in labels.saved_numbers} == saved
        reopened = LabelTable(project, clip=CLIP)
        assert {n: reopened.label_of(n) for n in reopened.saved_numbers} == saved
        assert reopened.missing_pictures == ()
        assert len(list(project.pics.glob("*.png"))) == len(saved)
        assert (labels.labels, labels.labels.true) == (saved, reopened.labels.true or labels.labels.true)
        assert labels.stamp == reopened.stamp
    labels.close()


def test_a_table_that_somebody_else_changed_is_not_overwritten(project: Project, way: str) -> None:
    mine = LabelTable(project, clip=CLIP)
    theirs = LabelTable(project, clip=CLIP)
    mine.save(frame(1))
    with pytest.raises(
        StationError, match=rf"being labelled by .*{re.escape(platform.node())}.*; here it can only be looked at"
    ):
        theirs.save(frame(2))
    assert [path.name for path in project.pics.glob("*.png")] == [f"{CLIP}_1.png"]
    mine.close()
    with pytest.raises(StationError, match="changed by somebody else"):
        theirs.save(frame(2))
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_1.png"]
    assert theirs.saved_numbers == ()
    looking = LabelTable(project, clip=CLIP)
    mine.save(frame(3))
    mine.save(frame(4))
    mine.close()
    with pytest.raises(StationError, match="changed by somebody else"):
        looking.save(frame(2))
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_{n}.png" for n in (1, 3, 4)]
    theirs.close()
    LabelTable(project, clip=CLIP).save(frame(2))


def test_a_damaged_table_is_refused_and_left_alone(project: Project) -> None:
    path = project.label_table(CLIP)
    path.write_bytes(b",name,good,error,break,length\n0,c_1.png,True,Fal")
    with pytest.raises(StationError, match="line 2"):
        LabelTable(project, clip=CLIP)
    assert path.read_bytes().endswith(b"Fal")


class FullDisk:
    """Fails the operation of a given number: opening for writing, writing, fsync (of file and folder), or replacing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        self.count = 0
        self._open, self._sync, self._replace = Path.open, os.fsync, Path.replace
        monkeypatch.setattr(Path, "open", lambda path, *a, **k: self._opened(path, *a, **k))
        monkeypatch.setattr(os, "fsync", lambda descriptor: self._do(lambda: self._sync(descriptor)))
        monkeypatch.setattr(Path, "replace", lambda path, target: self._do(lambda: self._replace(path, target)))

    def fail_at(self, operation: int) -> None:
        self.left = operation

    def _do(self, operation: Callable[[], Any]) -> Any:
        self.count += 1
        self.left -= 1
        if self.left == -1:
            raise OSError(28, "No space left on device")
        return operation()

    def _opened(self, path: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
        if not set(mode) & set("wax"):
            return self._open(path, mode, *args, **options)
        file = self._do(lambda: self._open(path, mode, *args, **options))
        write = file.write

        class Failing:
            def __enter__(self) -> Any:
                file.__enter__()
                return self

            def __exit__(self, *reason: object) -> None:
                file.__exit__(*reason)

            def __getattr__(self, name: str) -> Any:
                return getattr(file, name)

            def write(_, data: bytes) -> Any:
                return self._do(lambda: write(data))

        return Failing()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


OPERATIONS_OF_A_SAVE = 10


def test_a_save_has_as_many_disk_operations_as_are_failed_below(project: Project, disk: FullDisk, way: str) -> None:
    labels = LabelTable(project, clip=CLIP)
    counts = []
    for number in (1, 2, 3):
        disk.count = 0
        labels.save(frame(number))
        counts.append(disk.count)
    expected = {"whole": [10, 10, 10], "journal": [10, 9, 7]}[way]
    folders = {"whole": [2, 2, 2], "journal": [2, 2, 1]}[way]
    assert counts == ([n - f for n, f in zip(expected, folders, strict=True)] if os.name == "nt" else expected)
    labels.close()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("operation", range(9))
@pytest.mark.parametrize("is_first", [True, False])
def test_a_failing_disk_loses_no_label_of_a_journal(
    project: Project, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, operation: int, number: int, is_first: bool
) -> None:
    monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 0)
    labels = LabelTable(project, clip=CLIP)
    for known in (1, 2) if is_first else (1, 9, 2):
        labels.save(frame(known))
    if is_first:
        labels.settle()
    labels.toggle("good")
    before = rows_on_disk(project)
    disk.fail_at(operation)
    if operation < 9 - 2 * (not is_first):
        with pytest.raises(StationError, match="No space left"):
            labels.save(frame(number))
        assert rows_on_disk(project) == before
        assert labels.label_of(1) == GOOD
        assert labels.label_of(3) is None
    disk.fail_at(-1)
    labels.save(frame(number))
    after = rows_on_disk(project)
    assert {row.name: row.values for row in after}[f"{CLIP}_{number}.png"] == (False,) * 4
    labels.save(frame(5))
    labels.close()
    table = project.label_table(CLIP)
    assert parse_table(table.read_bytes(), path=table, attributes=SEAM).rows == rows_on_disk(project)
    assert [row.name for row in rows_on_disk(project)] == [*(row.name for row in after), f"{CLIP}_5.png"]


@pytest.mark.parametrize("operation", range(6))
def test_a_journal_that_a_failing_disk_keeps_out_of_the_table_is_kept(
    project: Project, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, operation: int
) -> None:
    monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 0)
    labels = LabelTable(project, clip=CLIP)
    for number in (1, 2, 1):
        labels.save(frame(number))
        labels.toggle("error")
    expected = {1: GOOD, 2: (True, True, False, False)}
    disk.fail_at(operation)
    if operation < 5:  # the table's file: opened, written, synced, replaced, its folder synced; then the journal goes
        with pytest.raises(StationError):
            labels.settle()
    disk.fail_at(-1)
    assert {row.name: row.values for row in rows_on_disk(project)} == {
        f"{CLIP}_{n}.png": values for n, values in expected.items()
    }
    labels.save(frame(3))
    assert LabelTable(project, clip=CLIP).saved_numbers == (1, 2, 3)
    labels.close()
    assert not list(project.pics.glob(".*"))


def filled(project: Project, *, rows: int, pictures: bool = False) -> LabelTable:
    """A table of so many rows that was saved to once, so that its journal is next."""
    lines = "".join(f"{n},{CLIP}_{n}.png,1,0,0,1\n" for n in range(rows))
    project.label_table(CLIP).write_text(f",name,{','.join(SEAM.names)}\n{lines}", encoding="utf-8")
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(0))
    return labels


def raw_rows(project: Project) -> tuple[LabelRow, ...]:
    """The rows as another program sees them."""
    table = project.label_table(CLIP)
    return parse_table(table.read_bytes(), path=table, attributes=SEAM).rows


def test_a_large_table_is_written_anew_when_it_is_calm_and_after_many_saves(project: Project) -> None:
    labels = filled(project, rows=JOURNAL_FROM)
    before = project.label_table(CLIP).read_bytes()
    labels.save(frame(7000))
    assert not labels.is_settled
    assert project.label_table(CLIP).read_bytes() == before
    assert len(rows_on_disk(project)) == JOURNAL_FROM + 1
    labels.settle()
    assert len(raw_rows(project)) == JOURNAL_FROM + 1
    sizes = []
    for number in range(8000, 8000 + JOURNAL_LINES + 2):
        labels.save(frame(number))
        sizes.append(len(raw_rows(project)) - JOURNAL_FROM - 1)
    assert sizes == [0] * JOURNAL_LINES + [JOURNAL_LINES + 1] * 2
    labels.close()
    assert len(raw_rows(project)) == JOURNAL_FROM + JOURNAL_LINES + 3


def test_a_small_table_has_no_journal(project: Project) -> None:
    labels = LabelTable(project, clip=CLIP)
    for number in range(5):
        labels.save(frame(number))
        assert labels.is_settled
    assert len(raw_rows(project)) == 5


@pytest.mark.parametrize("cut", [0, 1, 5])
def test_a_journal_whose_last_line_was_cut_off_counts_up_to_there_and_is_put_away(project: Project, cut: int) -> None:
    labels = filled(project, rows=JOURNAL_FROM)
    labels.save(frame(7000))
    labels.save(frame(7001))
    journal = journal_of(project.label_table(CLIP))
    assert put_away_journals(project) == 0  # somebody is writing it
    assert LabelTable(project, clip=CLIP).label_of(7001) == GOOD
    data = journal.read_bytes()
    labels.close()
    journal.write_bytes(data[: len(data) - cut])
    rows = read_table(project.label_table(CLIP), attributes=SEAM).rows
    opened = LabelTable(project, clip=CLIP)
    assert opened.label_of(7000) == GOOD
    assert not journal.exists()
    assert raw_rows(project) == rows


def test_a_damaged_line_ends_a_journal_and_a_hostile_one_is_refused(project: Project) -> None:
    table = project.label_table(CLIP)
    table.write_text(f",name,{','.join(SEAM.names)}\n0,{CLIP}_1.png,1,0,0,1\n", encoding="utf-8")
    for name, expected in ((f"{CLIP}_2.png", 2), ("../out.png", 0), ("C:/x.png", 0)):
        start_journal(table, attributes=SEAM.names, extra=(), changes=[Change(name, GOOD)]).close()
        if expected:
            assert len(rows_on_disk(project)) == expected
        else:
            with pytest.raises(StationError, match="expected a picture's name"):
                rows_on_disk(project)
        journal_of(table).unlink()
    journal = start_journal(
        table, attributes=SEAM.names, extra=(), changes=[Change(f"{CLIP}_{n}.png", GOOD) for n in range(5)]
    )
    journal.close()
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(b"".join([*lines[:3], lines[3].replace(b"true", b"TRUE"), *lines[4:]]))
    assert [row.name for row in rows_on_disk(project)] == [f"{CLIP}_1.png", f"{CLIP}_0.png"]


def test_what_somebody_wrote_into_the_table_beside_its_journal_stays(project: Project) -> None:
    labels = filled(project, rows=JOURNAL_FROM)
    labels.save(frame(7000))
    table = project.label_table(CLIP)
    table.write_bytes(table.read_bytes() + f"9999,{CLIP}_8000.png,True,True,False,False\n".encode())
    with pytest.raises(StationError, match="changed by somebody else"):
        labels.save(frame(7001))
    with pytest.raises(StationError, match="changed by somebody else"):
        labels.close()
    opened = LabelTable(project, clip=CLIP)
    assert (opened.label_of(7000), opened.label_of(8000)) == (GOOD, (True, True, False, False))
    assert len(raw_rows(project)) == JOURNAL_FROM + 2


def test_a_journal_goes_with_a_table_that_somebody_deleted(project: Project) -> None:
    table = project.label_table(CLIP)
    start_journal(table, attributes=SEAM.names, extra=(), changes=[Change(f"{CLIP}_2.png", GOOD)]).close()
    assert LabelTable(project, clip=CLIP).saved_numbers == ()
    assert not journal_of(table).exists()


@pytest.mark.skipif(os.name == "nt", reason="fcntl's locks")
def test_on_a_folder_without_locks_nobody_is_locked_out(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    labels = filled(project, rows=JOURNAL_FROM)
    labels.save(frame(7000))
    assert put_away_journals(project) == 0  # perhaps somebody is writing it
    later = LabelTable(project, clip=CLIP)
    later.save(frame(7001))
    assert (later.label_of(7000), later.is_settled, len(raw_rows(project))) == (GOOD, True, JOURNAL_FROM + 2)
    with pytest.raises(StationError, match="changed by somebody else"):
        labels.save(frame(7002))
    with contextlib.suppress(StationError):
        labels.close()


def test_a_journal_that_somebody_is_writing_is_not_put_away_by_a_save(project: Project) -> None:
    filled(project, rows=3)
    table = project.label_table(CLIP)
    theirs = start_journal(table, attributes=SEAM.names, extra=(), changes=[Change(f"{CLIP}_9.png", GOOD)])
    labels = LabelTable(project, clip=CLIP)
    assert labels.label_of(9) == GOOD
    with pytest.raises(StationError, match="just being changed"):
        labels.save(frame(1))
    theirs.close()  # killed
    labels.save(frame(1))
    assert labels.label_of(9) == GOOD
    assert raw_rows(project) == rows_on_disk(project)
    assert len(raw_rows(project)) == 4


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("operation", range(OPERATIONS_OF_A_SAVE))
def test_a_failing_disk_loses_no_label(project: Project, disk: FullDisk, operation: int, number: int) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(1))
    labels.save(frame(2))
    before = rows_on_disk(project)
    labels.toggle("good")
    disk.fail_at(operation)
    with pytest.raises(StationError, match="No space left"):
        labels.save(frame(number))
    assert not list(project.pics.glob(f".*{storage.TEMPORARY_SUFFIX}"))
    assert labels.saved_numbers == (1, 2)
    assert labels.label_of(1) == GOOD
    if operation < OPERATIONS_OF_A_SAVE - 1:  # the last one makes the new table's name durable: it is there already
        assert rows_on_disk(project) == before
    assert LabelTable(project, clip=CLIP).missing_pictures == ()
    labels.save(frame(number))
    reopened = LabelTable(project, clip=CLIP)
    assert reopened.saved_numbers == labels.saved_numbers == tuple(sorted({1, 2, number}))
    assert reopened.label_of(number) == (False, False, False, False)
    assert reopened.label_of(2) == GOOD


@pytest.mark.parametrize("operation", range(OPERATIONS_OF_A_SAVE // 2))
def test_an_undo_that_fails_can_be_tried_again(project: Project, disk: FullDisk, operation: int) -> None:
    labels = LabelTable(project, clip=CLIP)
    labels.save(frame(1))
    path = labels.save(frame(2))
    disk.fail_at(operation)
    with pytest.raises(StationError, match="No space left"):
        labels.undo()
    assert path.exists()
    assert labels.saved_numbers == (1, 2)
    labels.undo()
    assert not path.exists()
    assert LabelTable(project, clip=CLIP).saved_numbers == (1,)


SAVING_CHILD = """
import os, sys
from pathlib import Path
import numpy as np
from station.core import label_file
from station.core.frame import Frame
from station.core.images import write_picture
from station.core.labels import LabelTable
from station.core.project import open_project

if sys.argv[3] == "journal":
    label_file.JOURNAL_FROM, label_file.JOURNAL_LINES = 0, 7

def save_for_ever():
    print(f"pid {os.getpid()}\\n", end="", flush=True)
    labels = LabelTable(open_project(Path(sys.argv[1])), clip=sys.argv[2])
    number = max(labels.saved_numbers, default=-1) + 1
    while True:
        for name in ("good", "error")[: 1 + number % 2]:
            labels.toggle(name)
        for repeat in range(1 + (number % 3 == 0)):  # every third frame is saved, its break turned over, saved again
            labels.toggle("break")
            labels.save(Frame(np.full((24, 32, 3), number % 256, dtype=np.uint8), number, 0.0))
            values = " ".join(str(int(value)) for value in labels.values)
            print(f"{number} {values}\\n", end="", flush=True)  # one write, which no kill can part
        if number % 4 == 0:
            labels.settle()
        number += 1

print("tensorflow" in sys.modules, flush=True)
for line in sys.stdin:
    if not hasattr(os, "fork"):
        save_for_ever()
    child = os.fork()
    if child == 0:
        save_for_ever()
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


@pytest.fixture
def saver(project: Project, way: str) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts the process that saves; it imports once and forks the one to be killed, where there is a fork."""
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        if started and started[-1].poll() is None:
            return started[-1]
        command = [sys.executable, "-c", SAVING_CHILD, str(project.folder), CLIP, way]
        root = Path(__file__).parents[2]
        child = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        started.append(child)
        assert child.stdout
        assert child.stdout.readline() == "False\n"  # TensorFlow is not imported for labelling
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


def acknowledged_until_killed(child: "subprocess.Popen[str]", *, after_s: float) -> Iterator[tuple[int, ...]]:
    """Have the child save, kill -9 whoever saves that time after its third label, and yield what it acknowledged until then."""
    assert child.stdin
    assert child.stdout
    child.stdin.write("save\n")
    child.stdin.flush()
    word, pid = child.stdout.readline().split()
    assert word == "pid"
    killer = threading.Timer(after_s, os.kill, (int(pid), 9))
    for count, line in enumerate(child.stdout, start=1):
        if line == "dead\n":
            break
        if count == 3:  # not sooner: a busy computer may not have saved any by then
            killer.start()
        yield tuple(map(int, line.split()))
    killer.join()


def with_other_break(values: tuple[bool, ...]) -> tuple[bool, ...]:
    good, error, broken, length = values
    return good, error, not broken, length


def test_no_acknowledged_label_is_lost_to_a_kill(
    project: Project, saver: Callable[[], "subprocess.Popen[str]"], way: str
) -> None:
    dice = random.Random(4711)
    acknowledged: dict[int, tuple[bool, ...]] = {}
    kills_amid_saving = kills_with_journal = 0
    for kill in range(KILLS):
        for number, *values in acknowledged_until_killed(saver(), after_s=dice.uniform(0.02, 0.2)):
            acknowledged[number] = tuple(map(bool, values))
        kills_amid_saving += any(project.pics.glob(f".*{storage.TEMPORARY_SUFFIX}"))
        kills_with_journal += any(project.pics.glob(".*.journal"))
        if project.label_table(CLIP).exists():
            raw_rows(project)  # whole for other programs, too
        if kill % 2:  # whoever reads it finds every label without opening it for labelling
            rows = {row.name: row.values for row in rows_on_disk(project)}
        labels = LabelTable(open_project(project.folder), clip=CLIP)
        if kill % 2:
            assert rows == {f"{CLIP}_{n}.png": values for n, values in labels.labels.items()}
        assert not list(project.pics.glob(".*.journal"))
        assert labels.missing_pictures == ()
        last = max(acknowledged, default=-1)  # saving this one again, or the next, may have been under way
        found = {number: labels.label_of(number) for number in labels.saved_numbers}
        assert {n: found.get(n) for n in acknowledged if n != last} == {
            n: v for n, v in acknowledged.items() if n != last
        }
        assert last == -1 or found[last] in (acknowledged[last], with_other_break(acknowledged[last]))
        assert found.keys() - acknowledged.keys() <= {last + 1}
        acknowledged = {number: values for number, values in found.items() if values}
    assert len(acknowledged) > KILLS
    for number in acknowledged:
        assert np.all(picture_on_disk(project.pics / f"{CLIP}_{number}.png") == number % 256)
    assert way == "whole" or kills_with_journal > KILLS // 5
    print(f"{KILLS} kills, {kills_amid_saving} amid a write of a file, {kills_with_journal} with a journal")
    print(f"{len(acknowledged)} frames labelled, 0 lost")


def test_a_save_among_5000_rows_writes_only_the_new_row_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{n},{CLIP}_{n}.png,1,0,0,1\n" for n in range(5000))
    project.label_table(CLIP).write_text(f",name,{','.join(SEAM.names)}\n{rows}", encoding="utf-8")
    labels = LabelTable(project, clip=CLIP)
    written = []

    def line_of(row: LabelRow) -> str:
        written.append(row)
        return row_line(row)

    monkeypatch.setattr("station.core.label_file.row_line", line_of)
    labels.save(frame(5000))
    assert [row.name for row in written] == [f"{CLIP}_5000.png"]
    assert len(rows_on_disk(project)) == 5001
