"""Lookup tables: CSV files with the labels of pictures, read strictly and written in one way."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from station.core import storage
from station.core.attributes import DEVICE, RESERVED_NAMES, SEAM, AttributeSet
from station.core.errors import StationError
from station.core.label_journal import Change, Changes, journal_bytes, journal_of, parse_journal

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")
"""How the files end, in lower case, that count as pictures: the only ones that a name in a lookup table can ever open."""

EXTRA_NAMES = RESERVED_NAMES | {"who", "when", "labeller", "labeler", "time", "date", "comment", "note"}
"""Columns that are never attributes, whatever they hold."""

_SEPARATORS = (",", ";", "\t")
_WORDS = {"true": True, "false": False, "1": True, "0": False, "wahr": True, "falsch": False}
_WORDS |= {word: value for name, value in tuple(_WORDS.items()) for word in (name.upper(), name.capitalize())}
_LONGEST_NAME = 1000

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>:"|?*]')
_PLAIN = re.compile(r"\w[\w -]*_[0-9]+\.png")  # the station's own names: a short way for 15,000 of them
_DRIVE = re.compile(r"[A-Za-z]:(?=[\\/])")

# What Excel takes for a formula. A comma table that a German Excel opens is cut at `;`, so that any separator in a cell
# may begin a new one. The full-width forms count in a Japanese Excel.
_SIGNS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"(^|[,;\t\r\n])([\s\"]*)('*[{_SIGNS}])")
_DISARMED = re.compile(rf"(^|[,;\t\r\n])([\s\"]*)'('*[{_SIGNS}])")
_FORMULA_INSIDE = re.compile(rf"[,;]\s*[{_SIGNS}]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One picture's label: `values` in the order of the table's attributes, `extra` in that of its further columns."""

    name: str
    values: tuple[bool, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a lookup table, each name once, and the names of its attributes and of its further columns."""

    attributes: tuple[str, ...]
    rows: tuple[LabelRow, ...] = ()
    extra: tuple[str, ...] = ()


def read_table(path: Path, *, attributes: AttributeSet | None = None) -> Table:
    """Read a lookup table with these attributes, or with those that its own columns show; see `parse_table`.

    What was saved since the table was written is in its journal, and counts wherever the attributes are known.
    """
    journal = journal_bytes(path)
    data = storage.read_bytes(path)
    while (later := journal_bytes(path)) != journal:  # the table may have been written anew between the two
        journal, data = later, storage.read_bytes(path)
    table = parse_table(data, path=path, attributes=attributes)
    changes = parse_journal(journal, path=journal_of(path)) if journal and attributes is not None else None
    return _changed(table, changes, path=journal_of(path)) if changes else table


def write_table(path: Path, *, table: Table) -> None:
    """Replace a lookup table, atomically."""
    storage.write_bytes(path, table_bytes(table))


def parse_table(data: bytes, *, path: Path, attributes: AttributeSet | None = None) -> Table:
    """Make a table of a CSV file's bytes; `path` is for the sentences only.

    Without `attributes` each column of boolean words is one, except for the known further columns. Rows that repeat a
    name with the same values count once. A table of classes may lack those that came later: none of its pictures is one.
    Raises StationError with file and line on everything else.
    """
    names = attributes.names if attributes else None
    are_classes = attributes is not None and attributes.is_classes
    table = parse_columns(data, path=path, names=names, may_lack=are_classes)
    if are_classes:
        _check_one_class(table.rows, path=path)
    return table


def _changed(table: Table, changes: Changes, *, path: Path) -> Table:
    """The table with the rows of its journal, which need not name further columns as it does."""
    if missing := [name for name in table.attributes if name not in changes.attributes]:
        raise _refusal(
            path, line=1, why=f"the column {missing[0]} is missing; there are {', '.join(changes.attributes)}"
        )
    rows = {row.name: row for row in table.rows}
    for change in changes.changes:
        if (row := _row_of(change, changes, table=table, path=path)) is None:
            rows.pop(change.name, None)
        else:
            rows[change.name] = row
    return Table(table.attributes, tuple(rows.values()), table.extra)


def _row_of(change: Change, changes: Changes, *, table: Table, path: Path) -> LabelRow | None:
    if change.values is None:
        return None
    try:
        is_fit = picture_name(change.name) == change.name and not is_absolute_name(change.name)
    except ValueError:
        is_fit = False
    if not is_fit:
        raise StationError(f"{path}: expected a picture's name, found {change.name[:100]!r}")
    values = dict(zip(changes.attributes, change.values, strict=True))
    extra = dict(zip(changes.extra, change.extra, strict=False))
    return LabelRow(
        change.name,
        tuple(values[name] for name in table.attributes),
        tuple(extra.get(name, "") for name in table.extra),
    )


def parse_columns(data: bytes, *, path: Path, names: Sequence[str] | None, may_lack: bool) -> Table:
    """Like `parse_table`, by the names of the columns; with `may_lack` one that is missing is false, where any is there."""
    text = _decoded(data, path=path)
    records = _records(text, path=path, separator=_separator(text, path=path))
    _, header = next(records)
    header = [restored_cell(cell) for cell in header]
    body = list(records)
    _check_shape(header, body=body, path=path)
    names = names or _attribute_columns(header, body=body, path=path)
    missing = [name for name in names if name not in header]
    if missing and not (may_lack and len(missing) < len(names)):
        raise _refusal(path, line=1, why=f"the column {missing[0]} is missing; there are {', '.join(header)}")
    extra = tuple(word for word in header if word and word != "name" and word not in names)
    rows = _rows(header, body=body, names=names, extra=extra, path=path)
    return Table(tuple(names), tuple(rows), extra)


def columns_of(data: bytes, *, path: Path) -> tuple[str, ...]:
    """The words of a table's header, the index's empty one included; StationError where the file is no lookup table."""
    text = _decoded(data, path=path)
    _, header = next(_records(text, path=path, separator=_separator(text, path=path)))
    return tuple(restored_cell(cell) for cell in header)


def table_bytes(table: Table) -> bytes:
    """The table as a file: UTF-8, comma, `\\n`, an unnamed index from 0, and no cell that Excel takes for a formula."""
    return joined_lines(map(row_line, table.rows), table=table)


def row_line(row: LabelRow) -> str:
    """A row as it is written, but for its index."""
    return _csv_line([_name_cell(row.name), *map(str, row.values), *map(safe_cell, row.extra)])


def lab_row_line(row: LabelRow) -> str:
    """Like `row_line`, but a full path that the lab wrote into a subset's table stays one."""
    if not is_absolute_name(row.name):
        return row_line(row)
    return _csv_line([picture_name(row.name), *map(str, row.values), *map(safe_cell, row.extra)])


def joined_lines(lines: Iterable[str], *, table: Table) -> bytes:
    """The file made of rows that were written before (`row_line`), under the header of `table`; 15,000 rows in 5 ms."""
    header = _csv_line(["", "name", *map(safe_cell, (*table.attributes, *table.extra))])
    return "".join([header, *(f"{index},{line}" for index, line in enumerate(lines))]).encode("utf-8")


def safe_cell(text: str) -> str:
    """The text with `'` before whatever Excel would take for a formula; `restored_cell` takes it out again."""
    if _FORMULA.search(text) is None or _NUMBER.fullmatch(text):
        return text
    return _FORMULA.sub(r"\1\2'\3", text)


def restored_cell(text: str) -> str:
    """The text that `safe_cell` was given."""
    return _DISARMED.sub(r"\1\2\3", text) if "'" in text else text


def picture_name(text: str) -> str:
    """The name with `/` between its parts, once it is certain that it can only mean a picture.

    Raises ValueError with the reason on `..`, other computers, devices, control characters and other files.
    """
    if _PLAIN.fullmatch(text) and len(text) <= _LONGEST_NAME:
        return text
    if len(text) > _LONGEST_NAME or _FORMULA_INSIDE.search(text):
        raise ValueError("a picture's name without formulas")
    if re.match(r"[\\/]{2}", text):
        raise ValueError("a path on this computer")
    drive = _DRIVE.match(text)
    root = f"{drive.group()}/" if drive else "/" if text[:1] in ("/", "\\") else ""
    parts = [part for part in re.split(r"[\\/]", text[drive.end() if drive else 0 :]) if part not in ("", ".")]
    if any(_UNFIT.search(part) or part[-1] in ". " or DEVICE.fullmatch(part) for part in parts):
        raise ValueError("a name that Windows allows, without `..`")
    if not parts or not parts[-1].lower().endswith(PICTURE_SUFFIXES) or text[-1] in "\\/":
        raise ValueError(f"a picture's name that ends in {', '.join(PICTURE_SUFFIXES)}")
    return root + "/".join(parts)


def is_absolute_name(name: str) -> bool:
    """Whether the name is a full path, of this system or of another."""
    return name.startswith("/") or _DRIVE.match(name) is not None


def find_picture(name: str, *, pics: Path) -> Path | None:
    """The picture in `pics` that a checked name means: by its path, else by its last part; None where it is missing."""
    candidates = [pics / name.rpartition("/")[2]]
    if is_absolute_name(name):
        candidates[:0] = [Path(name)] if Path(name).is_relative_to(pics) else []
    elif "/" in name:
        candidates[:0] = [pics / name]
    return next((path for path in candidates if is_file(path)), None)


def find_lab_picture(name: str, *, pics: Path) -> Path | None:
    """Like `find_picture`, but a full path is followed wherever it leads, if it exists.

    For train.csv, valid.csv and test.csv only: into these the lab wrote full paths.
    """
    full = Path(name)
    return full if full.is_absolute() and is_file(full) else find_picture(name, pics=pics)


def is_file(path: Path) -> bool:
    """Whether there is a file; none is called by a name that is too long for the file system, which pathlib lets through."""
    try:
        return path.is_file()
    except OSError:
        return False


def _refusal(path: Path, *, line: int, why: str) -> StationError:
    return StationError(f"{path}, line {line}: {why}")


def _decoded(data: bytes, *, path: Path) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refusal(path, line=1, why="expected UTF-8, found UTF-16; save it as CSV UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"found the byte 0x{data[error.start]:02x}"
        raise _refusal(path, line=line, why=f"expected UTF-8, {found}; save it as CSV UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _refusal(path, line=line, why="expected UTF-8 text, found a NUL byte; save it as CSV UTF-8")
    return text


def _separator(text: str, *, path: Path) -> str:
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    fitting = []
    for separator in _SEPARATORS:
        try:
            cells = next(csv.reader([header], delimiter=separator, strict=True))
        except (csv.Error, StopIteration):
            continue
        if len(cells) > 1 and "name" in cells:
            fitting.append(separator)
    if len(fitting) != 1:
        why = f"expected a header such as `,name,{','.join(SEAM.names)}`, found `{header[:100]}`"
        raise _refusal(path, line=1, why=why)
    return fitting[0]


def _records(text: str, *, path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refusal(path, line=line, why=f"expected CSV, found a damaged row ({error})") from error


def _check_shape(header: Sequence[str], *, body: Iterable[tuple[int, list[str]]], path: Path) -> None:
    if "" in header[1:]:
        column = header.index("", 1) + 1
        raise _refusal(path, line=1, why=f"expected a name for column {column}; only the first, the index, has none")
    twice = [word for word in header if header.count(word) > 1]
    if twice:
        raise _refusal(path, line=1, why=f"the column {twice[0]} is there twice")
    for line, cells in body:
        if len(cells) != len(header):
            raise _refusal(path, line=line, why=f"expected {len(header)} cells as in the header, found {len(cells)}")
        if not header[0] and not (cells[0].isascii() and cells[0].isdigit()):
            raise _refusal(path, line=line, why=f"expected a whole number in the index column, found {cells[0]!r}")


def _check_one_class(rows: Iterable[LabelRow], *, path: Path) -> None:
    for row in rows:
        if sum(row.values) != 1:
            raise StationError(
                f"{path}: expected exactly one class that is True for {row.name}, found {sum(row.values)}"
            )


def _attribute_columns(header: Sequence[str], *, body: Sequence[tuple[int, list[str]]], path: Path) -> tuple[str, ...]:
    """The columns of boolean words; one that is so in part might be a misspelt attribute and is refused."""
    found = []
    for column, name in enumerate(header):
        if not name or name in EXTRA_NAMES:
            continue
        others = [(line, cells[column]) for line, cells in body if truth_of(cells[column]) is None]
        if others and (name in SEAM.names or len(others) < len(body)):
            line, cell = others[0]
            raise _refusal(path, line=line, why=f"expected True or False in the column {name}, found {cell!r}")
        if others or not (body or name.isidentifier()):
            continue
        if not name.isidentifier():
            raise _refusal(path, line=1, why=f"expected an attribute's name of letters, digits and _, found {name!r}")
        found.append(name)
    if not found:
        raise _refusal(path, line=1, why="expected a column of True and False, found none")
    return tuple(found)


def truth_of(cell: str) -> bool | None:
    """What a cell says: True or False in any of the words that are read, None where it is none of them."""
    value = _WORDS.get(cell)
    return _WORDS.get(cell.lower()) if value is None else value


def _rows(
    header: Sequence[str],
    *,
    body: Iterable[tuple[int, list[str]]],
    names: Sequence[str],
    extra: Sequence[str],
    path: Path,
) -> list[LabelRow]:
    at_name = header.index("name")
    at_values = [header.index(name) if name in header else None for name in names]
    at_extra = [header.index(name) for name in extra]
    rows: dict[str, LabelRow] = {}
    lines: dict[str, int] = {}
    for line, cells in body:
        try:
            name = picture_name(cells[at_name])
        except ValueError as error:
            raise _refusal(path, line=line, why=f"expected {error}, found {cells[at_name][:100]!r}") from error
        values = tuple(False if at is None else truth_of(cells[at]) for at in at_values)
        if None in values:
            column = names[values.index(None)]
            found = cells[header.index(column)]
            raise _refusal(path, line=line, why=f"expected True or False in the column {column}, found {found!r}")
        row = LabelRow(name, tuple(map(bool, values)), tuple(restored_cell(cells[at]) for at in at_extra))
        if name in rows and rows[name].values != row.values:
            raise _refusal(path, line=line, why=f"{name} has other values here than in line {lines[name]}")
        rows[name] = row
        lines[name] = line
    return list(rows.values())


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # with "\n" alone Python 3.11 leaves a "\r" unquoted
    return out.getvalue()[:-2] + "\n"


def _name_cell(name: str) -> str:
    """The name as it is written; `./` before a sign keeps Excel from calculating it and means the same picture."""
    if is_absolute_name(name) or picture_name(name) != name:
        raise ValueError(f"a lookup table is written with names relative to pics/. Received: {name!r}")
    return f"./{name}" if _FORMULA.match(name) else name
