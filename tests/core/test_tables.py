"""Lookup tables: read as the mission says or refused with file and line; hostile names open nothing."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core.attributes import SEAM, attributes_named
from station.core.errors import StationError
from station.core.tables import (
    LabelRow,
    Table,
    find_lab_picture,
    find_picture,
    parse_table,
    picture_name,
    read_table,
    restored_cell,
    row_line,
    safe_cell,
    table_bytes,
    write_table,
)

PATH = Path("pics") / "Naht ü_data.csv"
LAB = """,name,good,error,break,length
0,Naht_ü_0.png,True,False,False,True
1,Naht_ü_12.png,False,True,False,True
"""
LAB_TABLE = Table(
    SEAM.names,
    (
        LabelRow("Naht_ü_0.png", (True, False, False, True)),
        LabelRow("Naht_ü_12.png", (False, True, False, True)),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Prüfung ä ß 日本"
    folder.mkdir()
    return folder


def parse(text: str) -> Table:
    return parse_table(text.encode("utf-8"), path=PATH, attributes=SEAM)


def refusal(data: bytes | str) -> str:
    data = data.encode("utf-8") if isinstance(data, str) else data
    with pytest.raises(StationError) as caught:
        parse_table(data, path=PATH, attributes=SEAM)
    assert str(caught.value).startswith(f"{PATH}, line ")
    return str(caught.value).removeprefix(f"{PATH}, ")


def with_name(name: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([7, name, "True", "False", "False", "True"])
    return LAB + out.getvalue()


def test_the_labs_table_is_read_and_written_back_byte_by_byte(folder: Path) -> None:
    path = folder / "Naht ü_data.csv"
    path.write_bytes(LAB.encode("utf-8"))
    assert read_table(path, attributes=SEAM) == LAB_TABLE
    write_table(path, table=LAB_TABLE)
    assert path.read_bytes() == LAB.encode("utf-8")
    assert [file.name for file in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("yes", "no"), [("True", "False"), ("1", "0"), ("true", "false"), ("WAHR", "FALSCH"), ("wAhR", "Falsch")]
)
def test_what_excel_makes_of_it_reads_the_same(separator: str, bom: bytes, line_end: str, yes: str, no: str) -> None:
    text = LAB.replace("True", yes).replace("False", no).replace(",", separator).replace("\n", line_end)
    assert parse_table(bom + text.encode("utf-8"), path=PATH, attributes=SEAM) == LAB_TABLE


def test_columns_in_another_order_and_further_ones_are_kept() -> None:
    table = parse(",who,length,name,break,good,error,when\n0,Änne,1,c_1.png,0,0,1,2024-05-01\n")
    assert table.attributes == SEAM.names
    assert table.extra == ("who", "when")
    assert table.rows == (LabelRow("c_1.png", (False, True, False, True), ("Änne", "2024-05-01")),)
    assert table_bytes(table).decode() == (
        ",name,good,error,break,length,who,when\n0,c_1.png,False,True,False,True,Änne,2024-05-01\n"
    )


def test_a_table_without_the_index_column_is_read() -> None:
    assert parse("name,good,error,break,length\nc_1.png,1,0,0,1\n").rows[0].values == (True, False, False, True)


@pytest.mark.parametrize(
    ("damaged", "line", "word"),
    [
        ("", 1, "header"),
        ("\n" + LAB, 1, "header"),
        ("sep=;\n" + LAB, 1, "header"),
        (LAB.replace("name", "Name"), 1, "header"),
        (LAB.replace(",", "|"), 1, "header"),
        ("name;a,name,b\n", 1, "header"),
        (LAB.replace("break", "brake"), 1, "column break is missing"),
        (LAB.replace("break", "error"), 1, "error is there twice"),
        (LAB.replace(",length", ","), 1, "expected a name for column 6"),
        (LAB.replace("12.png,False", "12.png,"), 3, "found ''"),
        (LAB.replace("12.png,False", "12.png,ja"), 3, "found 'ja'"),
        (LAB.replace("12.png,False", "12.png, False"), 3, "found ' False'"),
        (LAB.replace("12.png,False", "12.png,0.0"), 3, "found '0.0'"),
        (LAB.replace("12.png,False,", "12.png,"), 3, "expected 6 cells as in the header, found 5"),
        (LAB.replace("12.png,", "12.png,True,"), 3, "found 7"),
        (LAB.replace("1,Naht", "x,Naht"), 3, "index"),
        (LAB.replace("1,Naht", ",Naht"), 3, "index"),
        (LAB + '2,"c_1.png,True,False,False,True\n', 4, "damaged"),
        (LAB + '2,"c_1.png"x,True,False,False,True\n', 4, "damaged"),
        (LAB + "2,c_1\0.png,True,False,False,True\n", 4, "NUL"),
        (LAB + "2," + "c" * 200_000 + ".png,True,False,False,True\n", 4, "damaged"),
        (LAB + "2,Naht_ü_0.png,True,True,False,True\n", 4, "than in line 2"),
        (LAB.encode("cp1252"), 2, "0xfc"),
        (LAB.encode("utf-16"), 1, "UTF-16"),
        (LAB.encode("utf-16-le"), 2, "UTF-8"),
        (LAB.replace("ü", "u").encode("utf-16-le"), 1, "NUL"),
        (LAB.encode("utf-8") + b"2,c\xff_1.png", 4, "0xff"),
    ],
)
def test_anything_else_is_refused_with_its_line(damaged: bytes | str, line: int, word: str) -> None:
    sentence = refusal(damaged)
    assert sentence.startswith(f"line {line}: ")
    assert word in sentence


def test_a_row_after_a_cell_of_two_lines_is_named_by_its_own_line() -> None:
    head = ",name,good,error,break,length,note\n"
    sentence = refusal(head + '0,c_0.png,1,0,0,1,"two\nlines"\n1,c_1.png,1,0,0,perhaps,x\n')
    assert sentence.startswith("line 4: ")


def test_the_same_row_twice_counts_once() -> None:
    assert parse(LAB + "2,Naht_ü_0.png,1,0,0,1\n") == LAB_TABLE


def test_attributes_of_an_unknown_header_are_the_columns_of_boolean_words() -> None:
    text = ",name,dirty,who,when,comment,Länge_2,size\n0,c_0.png,1,1,0,1,WAHR,7\n1,c_1.png,0,0,1,1,falsch,8\n"
    table = parse_table(text.encode(), path=PATH)
    assert table.attributes == ("dirty", "Länge_2")
    assert table.extra == ("who", "when", "comment", "size")
    assert [row.values for row in table.rows] == [(True, True), (False, False)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (",name,dirty,torn\n0,c_0.png,1,0\n1,c_1.png,1,no\n", 3),  # a slip of the pen must not drop the attribute
        (",name,good,torn\n0,c_0.png,ja,0\n1,c_1.png,nein,0\n", 2),
        (",name,very dirty\n0,c_0.png,1\n", 1),
        (",name,who\n0,c_0.png,1\n", 1),
    ],
)
def test_a_column_that_might_be_an_attribute_is_never_guessed(text: str, line: int) -> None:
    with pytest.raises(StationError, match=f"line {line}: "):
        parse_table(text.encode(), path=PATH)


def test_an_empty_table_has_its_headers_attributes() -> None:
    assert parse_table(b",name,good,error,break,length,who\n", path=PATH) == Table(SEAM.names, (), ("who",))


HOSTILE = [
    "../c_1.png",
    "..\\..\\c_1.png",
    "a/../../c_1.png",
    ".. /c_1.png",
    "/home/lab/../../etc/c_1.png",
    "C:\\lab\\..\\c_1.png",
    "C:c_1.png",
    "\\\\server\\share\\c_1.png",
    "//server/share/c_1.png",
    "\\\\?\\C:\\c_1.png",
    "\\\\.\\COM1.png",
    "/\\server/c_1.png",
    "c_1.png:stream.png",
    "file:///etc/c_1.png",
    "con.png",
    "NUL .png",
    "Com1.tar.png",
    "aux/c_1.png",
    "c_1.png.",
    "c_1.png ",
    "c_1\n.png",
    "c_1\x1b[2J.png",
    "c\u2028_1.png",
    "c_1.exe",
    "c_1",
    "",
    ".",
    "..",
    "/",
    "c_1.png/",
    "c*_1.png",
    '=HYPERLINK("http://x","c_1.png")',
    "c;=1+1_1.png",
    "c,-1_1.png",
    "c" * 2000 + "_1.png",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_with_its_line(name: str) -> None:
    assert refusal(with_name(name)).startswith("line 4: ")


@given(st.text(alphabet="./\\:ab=;,-@'\" ~\x00\x07日", max_size=30).map(lambda text: text + ".png"))
def test_no_name_leads_out_of_pics(name: str) -> None:
    pics = Path("/project/pics")
    try:
        checked = picture_name(name)
    except ValueError:
        return
    assert ".." not in checked.split("/")
    assert checked.isprintable()
    assert picture_name(checked) == checked
    if not checked.startswith("/"):
        assert (pics / checked).is_relative_to(pics)


def test_a_name_is_found_by_its_path_or_else_by_its_last_part(folder: Path) -> None:
    pics = folder / "pics"
    outside = folder / "elsewhere"
    for path in (pics / "c_1.png", pics / "sub" / "c_2.png", outside / "c_1.png", outside / "c_3.png"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"png")
    long = "c" * 300 + "_1.png"
    found = {
        "c_1.png": pics / "c_1.png",
        "sub/c_2.png": pics / "sub" / "c_2.png",
        "pics/c_1.png": pics / "c_1.png",
        "C:/lab/pics/c_1.png": pics / "c_1.png",
        f"{pics}/sub/c_2.png": pics / "sub" / "c_2.png",
        f"{outside}/c_1.png": pics / "c_1.png",
        f"{outside}/c_3.png": None,
        "c_2.png": None,
        "C:/lab/c_9.png": None,
        long: None,
    }
    assert {name: find_picture(picture_name(name), pics=pics) for name in found} == found
    assert find_lab_picture(f"{outside}/c_3.png", pics=pics) == outside / "c_3.png"
    assert find_lab_picture(f"{outside}/c_1.png", pics=pics) == outside / "c_1.png"
    assert find_lab_picture("/gone/c_1.png", pics=pics) == pics / "c_1.png"
    assert find_lab_picture(f"{outside}/c_4.png", pics=pics) is None
    assert find_lab_picture("elsewhere/c_3.png", pics=pics) is None


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NASTY = st.text(alphabet="=+-@＝'\" ;,\t\r\nab1.", max_size=8)
NAMES = st.text(alphabet="=+-@ab_1 'ä日", min_size=1, max_size=8).map(lambda text: f"{text}_1.png")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    attributes = draw(st.lists(st.sampled_from(["good", "error", "break", "ä", "日本"]), min_size=1, unique=True))
    columns = [("who", "when", "n;ote")[: draw(st.integers(0, 3))]]
    names = draw(st.lists(NAMES, unique=True, max_size=5))
    rows = [
        LabelRow(name, tuple(draw(st.booleans()) for _ in attributes), tuple(draw(WORDS | NASTY) for _ in columns[0]))
        for name in names
    ]
    return Table(tuple(attributes), tuple(rows), columns[0])


@given(tables())
def test_a_table_is_read_as_it_was_written(table: Table) -> None:
    data = table_bytes(table)
    attributes = attributes_named(table.attributes)
    assert parse_table(data, path=PATH, attributes=attributes) == table


@given(tables())
def test_no_cell_is_a_formula_in_an_english_or_a_german_excel(table: Table) -> None:
    text = table_bytes(table).decode("utf-8")
    for separator in ",;\t":
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in cells:
                assert not re.match(r"\s*[=+\-@＝＋－＠]", cell) or re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", cell)


@given(WORDS | NASTY)
def test_a_disarmed_cell_is_restored(text: str) -> None:
    assert restored_cell(safe_cell(text)) == text


def test_a_formula_in_a_further_column_survives_saving_twice_unchanged() -> None:
    head = ",name,good,error,break,length,who,by\n"
    once = table_bytes(parse(head + "0,-c_1.png,1,0,0,1,=cmd|' /C calc'!A0,-7.5\n"))
    assert once.decode() == head + "0,./-c_1.png,True,False,False,True,'=cmd|' /C calc'!A0,-7.5\n"
    assert table_bytes(parse_table(once, path=PATH, attributes=SEAM)) == once


@pytest.mark.parametrize("name", ["/lab/c_1.png", "C:/c_1.png", "../c_1.png", "con.png", "a\\c_1.png"])
def test_a_row_is_only_written_relative_to_pics(name: str) -> None:
    with pytest.raises(ValueError, match=r"relative to pics/|without `\.\.`"):
        row_line(LabelRow(name, (True,)))


def test_every_boolean_of_a_15000_row_table_arrives() -> None:
    rows = tuple(LabelRow(f"c_{n}.png", (n % 2 == 0, n % 3 == 0, n % 5 == 0, n % 7 == 0)) for n in range(15_000))
    table = Table(SEAM.names, rows)
    assert parse_table(table_bytes(table), path=PATH, attributes=SEAM) == table
