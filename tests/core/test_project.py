"""The project folder: opened as it is, created whole, refused with one sentence."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.attributes import SEAM, Attribute, AttributeSet
from station.core.errors import StationError
from station.core.project import Project, create_project, open_project, save_project

HEADER = ",name,good,error,break,length\n"
ROW = "0,c_1.png,True,False,False,True\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Prüfung ä ß 日本"
    folder.mkdir()
    return folder


def listing(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def refusal(folder: Path) -> str:
    before = listing(folder)
    with pytest.raises(StationError) as caught:
        open_project(folder)
    assert listing(folder) == before
    return str(caught.value)


def test_a_created_project_opens_as_it_was_made(folder: Path) -> None:
    own = AttributeSet(
        (Attribute("Öse", "ö", (1, 2, 255), expected=False), Attribute("dirty", "d", (0, 0, 0), expected=None))
    )
    project = create_project(folder / "neu", attributes=own)
    assert open_project(folder / "neu") == project == Project(folder / "neu", own)
    assert [part.is_dir() for part in (project.videos, project.pics, project.models, project.truth)] == [True] * 4
    content = json.loads((folder / "neu" / "project.json").read_text("utf-8"))
    assert content["version"] == 1
    assert content["attributes"][0] == {"name": "Öse", "key": "ö", "colour": "#ff0201", "expected": False}


def test_creating_never_overwrites_a_project(folder: Path) -> None:
    create_project(folder)
    before = listing(folder)
    with pytest.raises(StationError, match="exists already"):
        create_project(folder, attributes=AttributeSet((Attribute("x", "x", (0, 0, 0)),)))
    assert listing(folder) == before


def test_a_saved_change_is_there_on_opening(folder: Path) -> None:
    project = create_project(folder)
    measured = dataclasses.replace(project, millimetre_px=12.5)
    save_project(measured)
    assert open_project(folder).millimetre_px == 12.5


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_what_could_not_be_opened_again_is_not_saved(folder: Path, scale: float) -> None:
    project = create_project(folder)
    with pytest.raises(StationError, match="millimetre_px"):
        save_project(dataclasses.replace(project, millimetre_px=scale))
    assert open_project(folder) == project


def test_the_colours_are_blue_green_red(folder: Path) -> None:
    create_project(folder)
    text = (folder / "project.json").read_text("utf-8")
    colours = [attribute["colour"] for attribute in json.loads(text)["attributes"]]
    assert colours == ["#ffffff", "#0000ff", "#00ff00", "#ff0000"]
    assert open_project(folder).attributes == SEAM


def content(**changes: Any) -> dict[str, Any]:
    good = {"name": "good", "key": "g", "colour": "#ffffff", "expected": True}
    return {"version": 1, "attributes": [good]} | changes


def attribute(**changes: Any) -> dict[str, Any]:
    return {"name": "good", "key": "g", "colour": "#ffffff", "expected": True} | changes


@pytest.mark.parametrize(
    ("damaged", "word"),
    [
        (content(version=2), "version"),
        (content(kind="colours"), "kind"),
        (content(owner="Änne"), "owner"),
        (content(attributes=[]), "attributes"),
        (content(attributes=[attribute(name=f"a{n}", key=chr(0x4E00 + n)) for n in range(33)]), "attributes"),
        (content(attributes=[attribute(), attribute(key="h")]), "good"),
        (content(attributes=[attribute(), attribute(name="other")]), "key"),
        (content(attributes=[attribute(name="two words")]), "two words"),
        (content(attributes=[attribute(name="name")]), "name"),
        (content(attributes=[attribute(key="gg")]), "attributes.0.key"),
        (content(attributes=[attribute(key=" ")]), "attributes.0.key"),
        (content(attributes=[attribute(key="s")]), "labelling"),
        (content(attributes=[attribute(colour="red")]), "attributes.0.colour"),
        (content(attributes=[attribute(colour="#1234567")]), "attributes.0.colour"),
        (content(attributes=[attribute(expected="true")]), "attributes.0.expected"),
        (content(attributes=[attribute(expected=1)]), "attributes.0.expected"),
        (content(millimetre_px=0), "millimetre_px"),
        (content(millimetre_px="12"), "millimetre_px"),
        ([], "the top"),
    ],
)
def test_a_damaged_project_file_is_refused_and_left_alone(folder: Path, damaged: Any, word: str) -> None:
    file = write(folder / "project.json", json.dumps(damaged))
    sentence = refusal(folder)
    assert sentence.startswith(str(file))
    assert word in sentence


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{\0}\0", b'{"version": NaN}', b" " * 1_000_001, b"[" * 9000])
def test_a_file_that_is_no_json_is_refused(folder: Path, data: bytes) -> None:
    (folder / "project.json").write_bytes(data)
    assert "project.json" in refusal(folder)


@given(st.binary(max_size=200))
def test_no_bytes_get_past_as_anything_but_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("Prüfung ä ß 日本")
    (folder / "project.json").write_bytes(data)
    with pytest.raises(StationError):
        open_project(folder)


def test_a_byte_order_mark_from_an_editor_does_no_harm(folder: Path) -> None:
    project = create_project(folder)
    project.file.write_bytes(b"\xef\xbb\xbf" + project.file.read_bytes())
    assert open_project(folder) == project


def test_what_is_no_project_is_refused(folder: Path) -> None:
    assert "does not exist" in refusal(folder / "nowhere")
    assert "found the file" in refusal(write(folder / "file.txt", "x"))
    (folder / "empty").mkdir()
    sentence = refusal(folder / "empty")
    assert "project.json" in sentence
    assert "pics/" in sentence
    (folder / "odd" / "project.json").mkdir(parents=True)
    assert "project.json" in refusal(folder / "odd")


@pytest.mark.parametrize("part", ["pics", "videos"])
def test_the_labs_folders_alone_are_a_seam_project(folder: Path, part: str) -> None:
    (folder / part).mkdir()
    before = listing(folder)
    assert open_project(folder) == Project(folder)
    assert listing(folder) == before


def test_the_labs_folder_has_the_attributes_of_its_tables(folder: Path) -> None:
    write(folder / "pics" / "c_data.csv", ",name,error,dirty,who\n0,c_1.png,True,False,Änne\n")
    write(folder / "pics" / "d_data.csv", ";name;dirty;error\n0;d_1.png;WAHR;FALSCH\n")
    write(folder / "pics" / "e_data.csv", ",name,dirty,error,by\n")
    for ignored in ("._c_data.csv", "~$c_data.csv", ".c_data.csv.1.station-tmp"):
        (folder / "pics" / ignored).write_bytes(b"\0\1")
    before = listing(folder)
    project = open_project(folder)
    assert project.attributes.names == ("error", "dirty")
    assert project.attributes["error"] == SEAM["error"]
    assert project.attributes["dirty"].key == "d"
    assert project.attributes["dirty"].expected is None
    assert [path.name for path in project.label_tables()] == ["c_data.csv", "d_data.csv", "e_data.csv"]
    assert listing(folder) == before


def test_without_label_tables_the_subsets_tell_the_attributes(folder: Path) -> None:
    write(folder / "valid.csv", ",name,error,torn\n0,C:\\lab\\c_1.png,True,False\n")
    assert open_project(folder).attributes.names == ("error", "torn")


@pytest.mark.parametrize(
    "other", [",name,good\n0,d_1.png,1\n", ",name,good,error,break,length,torn\n0,d_1.png,1,1,1,1,1\n"]
)
def test_tables_that_disagree_are_refused_by_both_names(folder: Path, other: str) -> None:
    first = write(folder / "pics" / "c_data.csv", HEADER + ROW)
    second = write(folder / "pics" / "d_data.csv", other)
    sentence = refusal(folder)
    assert str(first) in sentence
    assert str(second) in sentence


def test_an_empty_table_does_not_outvote_one_with_rows(folder: Path) -> None:
    write(folder / "pics" / "a_data.csv", HEADER.replace("length", "length,mood"))
    write(folder / "pics" / "b_data.csv", HEADER.replace("length", "length,mood") + "0,b_1.png,1,0,0,1,merry\n")
    assert open_project(folder).attributes == SEAM


def test_the_paths_of_a_project(folder: Path) -> None:
    project = Project(folder)
    assert project.subset_table("valid") == folder / "valid.csv"
    assert project.label_table("Naht ü") == folder / "pics" / "Naht ü_data.csv"
    assert project.label_tables() == []
