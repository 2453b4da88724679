"""Changing the classes of a project: keys, colours and what is expected; names only where no folder and no label has them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from station.core.attribute_change import change_attributes, effects_of, plan_change
from station.core.attribute_plan import PLAN_FILE, write_plan
from station.core.attributes import Attribute, classes_named, problem_with
from station.core.errors import StationError
from station.core.project import Project, open_project
from station.core.subsets import merge

PEAR = Attribute("Birne grün", "", (9, 8, 7))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Bare class folders and a table of a clip, whose third class has no folder."""
    folder = tmp_path / "Obst ä"
    for name in ("Apfel", "Golden Delicious"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a_1.jpg").write_bytes(b"picture")
    plan = plan_change(
        open_project(folder),
        attributes=[*open_project(folder).attributes, Attribute("Tomate", "t", (0, 0, 255))],
        was=["Apfel", "Golden Delicious", None],
    )
    made = change_attributes(open_project(folder), plan=plan)
    (folder / "c_1.png").write_bytes(b"picture")
    (folder / "c_data.csv").write_text(
        ",name,Apfel,Golden Delicious,Tomate\n0,c_1.png,False,False,True\n", encoding="utf-8"
    )
    return made


def change(project: Project, *wish: tuple[Attribute, str | None]) -> Project:
    plan = plan_change(project, attributes=[a for a, _ in wish], was=[was for _, was in wish])
    return change_attributes(project, plan=plan)


def same(project: Project) -> list[tuple[Attribute, str | None]]:
    return [(one, one.name) for one in project.attributes]


def test_the_first_change_of_bare_folders_writes_their_project_file(tmp_path: Path) -> None:
    for name in ("Apfel", "Tomate"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.png").write_bytes(b"picture")
    project = open_project(tmp_path)
    apple, tomato = project.attributes
    changed = change(project, (replace(apple, key="x", expected=True), "Apfel"), (replace(tomato, key=""), "Tomate"))
    assert changed == open_project(tmp_path)
    assert (changed.pictures, changed.kind) == (".", "classes")
    assert [(one.key, one.expected) for one in changed.attributes] == [("x", True), ("", None)]


def test_a_class_without_pictures_is_added_renamed_and_removed(project: Project) -> None:
    added = change(project, *same(project), (PEAR, None))
    assert added == open_project(project.folder)
    assert {p.name: p.values for p in merge(added)[0]}["c_1.png"] == (False, False, True, False)
    apple, golden, tomato, pear = same(added)
    named = change(added, apple, golden, (replace(tomato[0], name="Tomate rund"), "Tomate"), pear)
    assert {p.name: p.values for p in merge(named)[0]}["c_1.png"] == (False, False, True, False)
    assert "Tomate rund" in (project.folder / "c_data.csv").read_text(encoding="utf-8")
    gone = change(named, *same(named)[:3])
    assert open_project(project.folder).attributes.names == ("Apfel", "Golden Delicious", "Tomate rund")
    back = change(gone, *same(gone), (PEAR, None))
    assert {p.name: p.values for p in merge(back)[0]}["c_1.png"] == (False, False, True, False)


@pytest.mark.parametrize(
    ("at", "name", "word"),
    [
        (0, "Boskop", "Apfel can't be renamed: its pictures lie in a folder of that name in Obst ä"),
        (1, "", "Golden Delicious can't be removed: its pictures lie in a folder of that name in Obst ä"),
        (2, "", r"Tomate can't be removed: frames are labelled as it \(1\)"),
    ],
)
def test_a_class_that_pictures_have_keeps_its_name(project: Project, at: int, name: str, word: str) -> None:
    before = {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}
    wish = same(project)
    if name:
        wish[at] = (replace(wish[at][0], name=name), wish[at][1])
    else:
        del wish[at]
    with pytest.raises(StationError, match=word):
        change(project, *wish)
    assert before == {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}


def test_a_new_class_is_not_called_as_a_folder_of_projects_is(project: Project) -> None:
    with pytest.raises(StationError, match="a class can't be called Test: a folder of that name means something else"):
        change(project, *same(project), (replace(PEAR, name="Test"), None))


def test_a_change_that_was_cut_off_is_finished_in_bare_folders(tmp_path: Path) -> None:
    for name in ("Apfel", "Tomate"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.png").write_bytes(b"picture")
    project = open_project(tmp_path)
    attributes = [*project.attributes, PEAR]
    write_plan(tmp_path, plan := plan_change(project, attributes=attributes, was=["Apfel", "Tomate", None]))
    found = open_project(tmp_path)
    assert found == Project(tmp_path, plan.attributes, pictures=".")
    assert not (tmp_path / PLAN_FILE).exists()


def test_effects_say_that_runs_do_not_fit(project: Project) -> None:
    added = plan_change(project, attributes=[*project.attributes, PEAR], was=[*project.attributes.names, None])
    found = effects_of(project, plan=added)
    assert (found.names_change, found.added, found.tables, found.labels) == (True, ("Birne grün",), 1, 1)
    recoloured = [replace(one, colour=(1, 2, 3)) for one in project.attributes]
    assert not effects_of(
        project, plan=plan_change(project, attributes=recoloured, was=project.attributes.names)
    ).names_change


ONE, OTHER = classes_named(("Apfel", "Tomate"), colours=((0, 255, 0), (0, 0, 255)))


@pytest.mark.parametrize(
    ("classes", "word"),
    [
        ((ONE,), "name at least 2"),
        ((ONE, replace(OTHER, name="")), "each class needs a name"),
        ((ONE, replace(OTHER, name="apfel")), "apfel is there twice|Apfel is there twice"),
        ((ONE, replace(OTHER, key="A")), "each class needs a key of its own; a is there twice"),
        ((ONE, replace(OTHER, key="s")), "labelling itself uses n, s and q"),
        ((ONE, replace(OTHER, key=" ")), "one letter, digit or sign as its key, or none"),
        ((ONE, replace(OTHER, name="a/b")), "a class can't be called a/b: its pictures"),
        ((ONE, replace(OTHER, name="name")), "a class can't be called name: the tables"),
        ((ONE, replace(OTHER, name="x" * 65)), "is longer than 64 letters"),
        (tuple(replace(ONE, name=f"c {n}", key="") for n in range(1001)), "at most 1000 classes"),
    ],
)
def test_classes_that_no_project_can_have(classes: tuple[Attribute, ...], word: str) -> None:
    assert re.search(word, problem_with(classes, kind="classes"))


def test_classes_of_several_words_and_without_keys_are_fine() -> None:
    assert problem_with((ONE, OTHER, PEAR, replace(PEAR, name="Bio-Banane 2.0")), kind="classes") == ""
