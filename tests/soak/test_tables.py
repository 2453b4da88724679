"""Faults 25 and 26: tables as German Excel writes them are read right or refused with the line; hostile names lead nowhere."""

import csv
import io
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.tables import LabelRow, Table, find_lab_picture, find_picture, parse_table, table_bytes
from tests.soak.summary import count, tell

TRUE = ("True", "TRUE", "true", "1", "WAHR", "Wahr", "wahr")
FALSE = ("False", "FALSE", "false", "0", "FALSCH", "Falsch", "falsch")
NEITHER = (
    "",
    " ",
    "ja",
    "nein",
    "Ja",
    "x",
    "2",
    "-1",
    "1.0",
    "1,0",
    "0.5",
    "yes",
    "no",
    "T",
    "F",
    "Wah",
    "WAHR ",
    "None",
    "nan",
    "１",
)
SEPARATORS = (",", ";", "\t", "|", " ", ":")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac-roman", "cp437", "latin-1")
ENDS = ("\n", "\r\n", "\r")
NAMES = (
    "c_{}.png",
    "Prüfung ä_{}.png",
    "日本_{}.png",
    "a b_{}.PNG",
    "sub/c_{}.jpg",
    "c,{}.png",
    "c;{}.png",
    'c"{}.png',
)
Row = tuple[str, tuple[bool, ...]]


def excel_like(rng: random.Random) -> tuple[bytes, list[Row], str]:
    """A file as some program might write it, what a person means by it, and what is odd about it."""
    columns = list(SEAM.names)
    if rng.random() < 0.3:
        rng.shuffle(columns)
    rows, words = [], []
    for number in range(rng.randint(1, 6)):
        values = tuple(rng.random() < 0.5 for _ in columns)
        said = [rng.choice(TRUE if value else FALSE) for value in values]
        name = rng.choice(NAMES).format(number)
        rows.append((name, tuple(values[columns.index(own)] for own in SEAM.names)))
        words.append([str(number), name, *said])
    odd = ""
    if rng.random() < 0.25:
        odd = "a word"
        words[rng.randrange(len(words))][2 + rng.randrange(4)] = rng.choice(NEITHER)
    elif rng.random() < 0.1:
        odd = "a cell too few or too many"
        row = words[rng.randrange(len(words))]
        _ = row.pop() if rng.random() < 0.5 else row.append("True")
    header = ["", "name", *columns]
    if rng.random() < 0.2:
        odd = odd or "no index"
        header, words = header[1:], [row[1:] for row in words]
    text = io.StringIO(newline="")
    separator = rng.choice(SEPARATORS[:3]) if rng.random() < 0.8 else rng.choice(SEPARATORS)
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    csv.writer(text, delimiter=separator, lineterminator=rng.choice(ENDS), quoting=quoting).writerows([header, *words])
    encoding = rng.choice(ENCODINGS[:2]) if rng.random() < 0.6 else rng.choice(ENCODINGS)
    return text.getvalue().encode(encoding, errors="replace"), rows, odd


def test_a_table_is_read_right_or_refused_with_its_line() -> None:
    rng, begun, tried = random.Random(25), time.perf_counter(), count(full=50_000, small=1_000)
    wrong, read, refused = [], 0, 0
    for _ in range(tried):
        data, rows, odd = excel_like(rng)
        try:
            found = [(row.name, row.values) for row in parse_table(data, path=Path("t.csv"), attributes=SEAM).rows]
        except StationError as error:
            refused += 1
            if not re.match(r"t\.csv(, line \d+)?: ", str(error)):
                wrong.append(f"{error} for {data!r}")
            continue
        read += 1
        if found != rows or odd.startswith("a "):
            wrong.append(f"{odd}: {data!r} became {found}")
        written = table_bytes(Table(SEAM.names, tuple(LabelRow(*row) for row in found)))
        if [(row.name, row.values) for row in parse_table(written, path=Path("w.csv"), attributes=SEAM).rows] != found:
            wrong.append(f"{found} is not read back")
    what = f"tables in all separators, encodings and words ({read:,} read, {refused:,} refused): silent changes"
    tell(fault=25, what=what, tried=tried, lost=len(wrong), seconds=time.perf_counter() - begun)
    assert not wrong, wrong[:3]
    assert min(read, refused) > tried / 5


def hostile_names() -> Iterator[str]:
    """Names as nobody should write them into a table."""
    up = (
        "../",
        "..\\",
        "a/../../",
        "./../",
        ".../../",
        "..;/",
        "%2e%2e/",
        "..%2f",
        "‥/",
        "．．/",
        "a\\..\\..\\",
        "//../",
    )
    yield from (f"{way * times}secret.png" for way in up for times in (1, 2, 3, 5, 8))
    roots = (
        "/etc/",
        "C:\\",
        "c:/",
        "\\\\server\\share\\",
        "//server/share/",
        "\\\\?\\C:\\",
        "\\\\.\\",
        "file:///",
        "http://x/",
        "~/",
        "$HOME/",
        "%TEMP%\\",
    )
    yield from (f"{root}secret.png" for root in roots)
    devices = ("CON", "nul", "PRN", "AUX", "COM1", "LPT9", "CONIN$", "com¹")
    yield from (f"{device}{ending}" for device in devices for ending in (".png", "", ".tar.png", " .png"))
    yield from (f"a{sign}b.png" for sign in '\x00\x01\n\r\t\x1b\x7f\x85\u2028\u202e<>:"|?*')
    yield from (
        f"a.png{tail}" for tail in (".", " ", "/", "\\", ":stream", "::$DATA", ".exe", "\0.txt", "%00", ";.txt")
    )
    formulas = (
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x")',
        "＝1+1",
        "＋1",
        "－1",
        "＠A",
        "\t=1",
        " =1",
        "'=1",
        '"=1',
        "''=1",
        "a,=1",
        "a;=1",
        "a;+cmd|x",
        '=WEBSERVICE("http://x")',
        "-2+3+cmd|x",
    )
    yield from (f"{formula}{ending}" for formula in formulas for ending in ("", ".png", "_1.png"))
    yield from (
        "x" * 300 + ".png",
        "x" * 5000 + ".png",
        "/".join("abc" for _ in range(400)) + ".png",
        "." * 200 + ".png",
        "🧵" * 100 + ".png",
    )
    yield from (
        "",
        ".",
        "..",
        "/",
        "\\",
        ".png",
        "secret",
        "secret.svg",
        "secret.exe",
        "secret.lnk",
        "secret.png.exe",
        "con/secret.png",
        "a//../secret.png",
        "link/secret.png",
    )


def test_no_name_leads_out_of_the_project_or_becomes_a_formula(tmp_path: Path) -> None:
    begun, names = time.perf_counter(), list(dict.fromkeys(hostile_names()))
    pics = tmp_path / "lab" / "p" / "pics"
    pics.mkdir(parents=True)
    for place in (tmp_path, tmp_path / "lab", tmp_path / "lab" / "p"):
        (place / "secret.png").write_bytes(b"secret")
    wrong, taken = [], 0
    for name in names:
        text = io.StringIO(newline="")
        csv.writer(text).writerow(["0", name, "1", "0", "0", "1"])
        data = f",name,{','.join(SEAM.names)}\r\n{text.getvalue()}".encode("utf-8", "surrogatepass")
        try:
            rows = parse_table(data, path=Path("t.csv"), attributes=SEAM).rows
            written = table_bytes(Table(SEAM.names, (LabelRow(rows[0].name, (True,) * 4, (name,)),), ("note",)))
        except (StationError, ValueError):
            continue
        taken += 1
        found = find_picture(rows[0].name, pics=pics)
        if found is not None and not found.resolve().is_relative_to(pics):
            wrong.append(f"{name!r} leads to {found}")
        led = find_lab_picture(rows[0].name, pics=pics)  # follows a full path to a picture, and nothing else
        if led is not None and not Path(rows[0].name).is_absolute():
            wrong.append(f"{name!r} leads to {led}")
        for separator in (",", ";"):
            for cells in csv.reader(io.StringIO(written.decode("utf-8")), delimiter=separator):
                wrong += [
                    f"{name!r} is written as {cell!r}" for cell in cells if re.match(r"[\s\"]*[=+\-@＝＋－＠]", cell)
                ]
    seconds = time.perf_counter() - begun
    what = f"hostile names ({taken} of them harmless after all): out of the project, or a formula"
    tell(fault=26, what=what, tried=len(names), lost=len(wrong), seconds=seconds)
    assert not wrong, wrong[:5]
    assert len(names) >= 200
