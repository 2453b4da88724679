"""Labelling a clip in a project of classes: a key chooses one, it stays, and nothing is saved without one."""

from pathlib import Path

import numpy as np
import pytest

from station.core.attributes import AttributeSet, classes_named
from station.core.frame import Frame
from station.core.label_desk import Kept, LabelDesk, State, Tiding
from station.core.labels import LabelTable
from station.core.palette import class_colours
from station.core.project import Project, create_project, open_project
from station.core.subsets import merge
from station.core.suggestion import Suggestion

NAMES = ("Apfel", "Golden Delicious", "Tomate")
NONE, APFEL, GOLDEN, TOMATE = (False,) * 3, (True, False, False), (False, True, False), (False, False, True)
CLIP = "Obst ü 1"
COUNT = 9


def classes() -> AttributeSet:
    return classes_named(NAMES, colours=class_colours(NAMES))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Obst ä", attributes=classes())


def frame(number: int) -> Frame:
    return Frame(np.full((6, 8, 3), number, np.uint8), number, number / 30)


def desk_of(project: Project, *, kept: Kept | None = None) -> LabelDesk:
    table = LabelTable(project, clip=CLIP)
    return LabelDesk(table, attributes=project.attributes, count=COUNT, frame_of=frame, kept=kept)


def never(done: int, count: int) -> None:
    del done, count


def test_a_key_chooses_a_class_which_stays_from_frame_to_frame(project: Project) -> None:
    desk = desk_of(project)
    assert (desk.seen().values, desk.seen().state, desk.seen().can_save) == (NONE, State.BEGINNING, False)
    desk.choose("Apfel")
    desk.choose("Golden Delicious")
    assert (desk.seen().values, desk.seen().state, desk.seen().can_save) == (GOLDEN, State.CHANGED, True)
    desk.save_and_go_on()
    assert (desk.seen().number, desk.seen().values, desk.seen().state) == (1, GOLDEN, State.CARRIED)
    before = desk.seen()
    desk.choose("Golden Delicious")
    assert desk.seen() == before
    desk.choose("Tomate")
    desk.save()
    assert desk.seen().labels == {0: GOLDEN, 1: TOMATE}
    table = project.label_table(CLIP).read_text(encoding="utf-8")
    assert table.splitlines()[:2] == [",name,Apfel,Golden Delicious,Tomate", f"0,{CLIP}_0.png,False,True,False"]
    assert {p.name: p.values for p in merge(project)[0]} == {f"{CLIP}_0.png": GOLDEN, f"{CLIP}_1.png": TOMATE}
    with pytest.raises(ValueError, match="not in tuple"):
        desk.choose("Birne")


def test_without_a_class_nothing_is_saved_and_one_is_told_so(project: Project) -> None:
    desk = desk_of(project)
    desk.save_and_go_on()
    assert (desk.seen().number, desk.seen().tiding, desk.seen().labels) == (0, Tiding.NO_CLASS, {})
    desk.begin()
    desk.mark()
    desk.jump(3)
    desk.save_range(never)
    assert (desk.seen().tiding, desk.seen().labels, desk.seen().marked) == (Tiding.NO_CLASS, {}, 0)
    assert list(project.pics.iterdir()) == []
    with pytest.raises(ValueError, match="exactly one class"):
        LabelTable(project, clip=CLIP).save(frame(0))
    desk.begin()
    desk.choose("Apfel")
    desk.save_range(never)
    assert desk.seen().labels == dict.fromkeys(range(4), APFEL)


def test_choosing_is_undone_and_done_again(project: Project) -> None:
    desk = desk_of(project)
    desk.choose("Apfel")
    desk.jump(2)
    desk.choose("Tomate")
    desk.undo()
    assert (desk.seen().number, desk.seen().values) == (2, APFEL)
    desk.undo()
    assert (desk.seen().number, desk.seen().values, desk.seen().can_save) == (0, NONE, False)
    desk.redo(never)
    desk.redo(never)
    assert (desk.seen().number, desk.seen().values, desk.seen().drafts) == (2, TOMATE, {0: APFEL, 2: TOMATE})


def test_a_class_that_is_expected_is_not_chosen_by_itself(tmp_path: Path) -> None:
    sound = AttributeSet(tuple(one.__class__(one.name, one.key, one.colour, True) for one in classes()), "classes")
    desk = desk_of(create_project(tmp_path / "p", attributes=sound))
    assert not desk.seen().can_save


def test_what_was_kept_of_another_kind_of_project_is_dropped(project: Project) -> None:
    desk = desk_of(project, kept=Kept(4, (True, True, False), {1: (True, True, True), 2: APFEL, 3: NONE}))
    assert (desk.seen().number, desk.seen().values, desk.seen().drafts) == (4, NONE, {2: APFEL})


def said(*rows: tuple[float, float, float]) -> Suggestion:
    return Suggestion("r", np.array(rows, np.float32), (0.9, 0.9, 0.9), "classes")


NAN = float("nan")


def test_the_likeliest_class_is_suggested_whatever_the_thresholds(project: Project) -> None:
    found = said((0.4, 0.35, 0.25), (0.1, NAN, 0.9), (NAN, NAN, NAN))
    assert found.values(0, NONE) == APFEL
    assert found.values(1, GOLDEN) == TOMATE
    assert found.said(1) == (False, None, True)
    assert found.values(2, APFEL) is None
    assert found.said(2) is None
    assert found.by_doubt == (0, 1)
    desk = desk_of(project)
    desk.suggest(found)
    desk.accept()
    assert (desk.seen().values, desk.seen().state) == (APFEL, State.CHANGED)


def test_another_class_is_a_disagreement_but_not_where_the_run_does_not_know_it() -> None:
    found = said((0.4, 0.35, 0.25), (0.1, NAN, 0.9), (0.1, NAN, 0.9), (NAN, NAN, NAN))
    assert found.disagreements({0: APFEL, 1: GOLDEN, 2: APFEL, 3: APFEL, 77: APFEL}) == {2}


def test_a_clip_beside_class_folders_is_read_again_without_a_project_file(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / "lab" / name).mkdir(parents=True)
        (tmp_path / "lab" / name / "a_1.jpg").write_bytes(b"picture")
    project = open_project(tmp_path / "lab")
    assert (project.pictures, project.attributes.names) == (".", NAMES)
    project.videos.mkdir()
    desk = desk_of(project)
    desk.choose("Golden Delicious")
    desk.save()
    again = open_project(project.folder)
    assert again == project
    assert {p.name: p.values for p in merge(again)[0]}[f"{CLIP}_0.png"] == GOLDEN
    (project.pics / "Birne").mkdir()
    (project.pics / "Birne" / "b.png").write_bytes(b"picture")
    more = open_project(project.folder)
    assert more.attributes.names == ("Apfel", "Birne", "Golden Delicious", "Tomate")
    assert desk_of(more).seen().labels == {0: (False, False, True, False)}


def test_the_same_in_pics(tmp_path: Path) -> None:
    for name in NAMES:
        for subset in ("train", "test"):
            (tmp_path / "pics" / subset / name).mkdir(parents=True)
            (tmp_path / "pics" / subset / name / "a_1.jpg").write_bytes(b"picture")
    project = open_project(tmp_path)
    desk = desk_of(project)
    desk.choose("Golden Delicious")
    desk.save()
    assert open_project(tmp_path) == project
    assert len(merge(project)[0]) == 7
