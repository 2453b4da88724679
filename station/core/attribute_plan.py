"""A change of a project's attributes, written down before the first table is touched, so that a crash can't leave half of it.

Rewriting a table twice gives the same table: a column is taken under its new name where it has it already, else under
the old one. That is why a new name may never be the name of another column.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.core import storage
from station.core.attributes import MOST_CLASSES, Attribute, AttributeSet, Kind
from station.core.errors import StationError
from station.core.tables import LabelRow, Table, columns_of, joined_lines, lab_row_line, parse_columns, truth_of

PLAN_FILE = "attribute-change.json"

Known: TypeAlias = Mapping[str, Mapping[str, bool]]
"""By attribute and then by picture, values of a column that comes back."""

_LARGEST_FILE = 1_000_000
_Byte = Annotated[int, Field(ge=0, le=255)]


@dataclass(frozen=True, slots=True)
class AttributePlan:
    """The attributes that a project shall have, and for each the name it had till now; None where it is added."""

    attributes: AttributeSet
    was: tuple[str | None, ...]

    @property
    def kept(self) -> dict[str, str]:
        """The old name by the new one, of those that stay."""
        return {name: was for name, was in zip(self.attributes.names, self.was, strict=True) if was is not None}

    @property
    def added(self) -> tuple[str, ...]:
        """The names of those that the project does not have yet."""
        return tuple(name for name, was in zip(self.attributes.names, self.was, strict=True) if was is None)


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name: str
    key: str
    colour: Annotated[tuple[_Byte, _Byte, _Byte], Field(strict=False)]
    expected: bool | None
    was: str | None


class _PlanEntry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    version: Literal[1] = 1
    kind: Kind = "attributes"
    attributes: Annotated[list[_Entry], Field(min_length=1, max_length=MOST_CLASSES)]


def write_plan(folder: Path, plan: AttributePlan) -> None:
    """Write a project's plan; from here on the change is finished whenever the project is opened."""
    pairs = zip(plan.attributes, plan.was, strict=True)
    entries = [_Entry(name=a.name, key=a.key, colour=a.colour, expected=a.expected, was=was) for a, was in pairs]
    entry = _PlanEntry(kind=plan.attributes.kind, attributes=entries)
    storage.write_text(folder / PLAN_FILE, entry.model_dump_json(indent=1) + "\n")


def read_plan(folder: Path) -> AttributePlan | None:
    """The plan of a change that was cut off; None where there is none, StationError where it is damaged."""
    file = folder / PLAN_FILE
    if not file.exists():
        return None
    data = storage.read_bytes(file)
    try:
        entry = _PlanEntry.model_validate_json(data[:_LARGEST_FILE])
        listed = (Attribute(a.name, a.key, a.colour, a.expected) for a in entry.attributes)
        attributes = AttributeSet(tuple(listed), entry.kind)
    except (ValidationError, ValueError) as error:
        raise StationError(
            f"{file} is damaged: a change of the attributes was cut off and can't be finished"
        ) from error
    return AttributePlan(attributes, tuple(a.was for a in entry.attributes))


def remove_plan(folder: Path) -> None:
    """The change is done."""
    storage.remove(folder / PLAN_FILE)


def rewrite_tables(plan: AttributePlan, *, labels: Iterable[Path], subsets: Iterable[Path]) -> None:
    """Rewrite the tables of labels and then those of the subsets, each atomically; those that are right already stay.

    One that somebody saved a label into since it was read is read again.
    """
    labels, subsets = tuple(labels), tuple(subsets)
    while files := changed_files(plan, labels=labels, subsets=subsets):
        for path, changed in files.items():
            if storage.read_bytes(path) == changed.before:
                storage.write_bytes(path, changed.after)


class Changed(NamedTuple):
    """What a table holds before a plan, and what after it."""

    before: bytes
    after: bytes


def changed_files(plan: AttributePlan, *, labels: Iterable[Path], subsets: Iterable[Path]) -> dict[Path, Changed]:
    """The files that the plan changes; nothing is written.

    Raises StationError where one is damaged, lacks an attribute, or has other words than True and False in a column
    that comes back.
    """
    files: dict[Path, Changed] = {}
    known: dict[str, dict[str, bool]] = {name: {} for name in plan.added}
    for path in labels:
        table = _collect(files, path, plan, known={})
        for name in plan.added:
            at = table.attributes.index(name)
            known[name] |= {row.name.rpartition("/")[2]: row.values[at] for row in table.rows}
    for path in subsets:
        _collect(files, path, plan, known=known)
    return files


def _collect(files: dict[Path, Changed], path: Path, plan: AttributePlan, *, known: Known) -> Table:
    before = storage.read_bytes(path)
    table = changed_table(before, path=path, plan=plan, known=known)
    after = joined_lines(map(lab_row_line, table.rows), table=table)
    if after != before:
        files[path] = Changed(before, after)
    return table


def changed_table(data: bytes, *, path: Path, plan: AttributePlan, known: Known) -> Table:
    """The table under the plan. A retired attribute's column stays as a further one, and one of an added attribute's name comes back.

    Elsewhere an added attribute is what `known` says of the picture, else false.
    """
    columns = columns_of(data, path=path)
    sources = {name: name if name in columns else was for name, was in plan.kept.items()}
    names = tuple(sources.values())
    table = parse_columns(data, path=path, names=names, may_lack=plan.attributes.is_classes)
    returning = [name for name in plan.added if name in table.extra]
    stays = [at for at, name in enumerate(table.extra) if name not in returning]
    rows = []
    for row in table.rows:
        values = dict(zip(sources, row.values, strict=True))
        extra = dict(zip(table.extra, row.extra, strict=True))
        for name in plan.added:
            values[name] = _returned(extra, row.name, name=name, path=path, known=known)
        ordered = tuple(values[name] for name in plan.attributes.names)
        rows.append(LabelRow(row.name, ordered, tuple(row.extra[at] for at in stays)))
    return Table(plan.attributes.names, tuple(rows), tuple(table.extra[at] for at in stays))


def _returned(extra: Mapping[str, str], picture: str, *, name: str, path: Path, known: Known) -> bool:
    """The value of an added attribute; an empty cell is a label that was given while the attribute was retired."""
    if name not in extra:
        return known.get(name, {}).get(picture.replace("\\", "/").rpartition("/")[2], False)
    value = truth_of(extra[name]) if extra[name] else False
    if value is None:
        raise StationError(
            f"{path}: expected True or False for {picture} in the column {name}, which is there already; "
            f"found {extra[name][:100]!r}. Choose another name"
        )
    return value


def names_in(paths: Sequence[Path]) -> frozenset[str]:
    """The words that any of these tables has in its header."""
    return frozenset(word for path in paths for word in columns_of(storage.read_bytes(path), path=path) if word)
