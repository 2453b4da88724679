"""The project folder: everything of one lab, described by its `project.json`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.core import storage
from station.core.attribute_plan import AttributePlan, read_plan, remove_plan, rewrite_tables
from station.core.attributes import (
    LABELLING_KEYS,
    MOST_ATTRIBUTES,
    MOST_CLASSES,
    SEAM,
    Attribute,
    AttributeSet,
    Colour,
    Kind,
    attributes_named,
    classes_named,
)
from station.core.class_folders import PICS, ClassFolders, PicturesFolder, find_class_folders
from station.core.errors import StationError
from station.core.palette import class_colours
from station.core.subset import SUBSETS, Subset
from station.core.tables import EXTRA_NAMES, Table, columns_of, read_table

PROJECT_FILE = "project.json"
TABLE_ENDING = "_data.csv"
HIDDEN = (".", "~$")
"""How files begin that are not the lab's: what macOS and Excel put beside a table."""

_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """A lab's folder, its attributes and, where it was measured, how many pixels a millimetre has.

    `pictures` is the folder of the pictures, relative to the project's; "." where class folders lie in it directly.
    """

    folder: Path
    attributes: AttributeSet = SEAM
    millimetre_px: float | None = None
    pictures: PicturesFolder = PICS

    @property
    def kind(self) -> Kind:
        """Whether any combination of attributes may be true in a picture, or exactly one class."""
        return self.attributes.kind

    @property
    def file(self) -> Path:
        """The `project.json`; a lab's own folder may have none."""
        return self.folder / PROJECT_FILE

    @property
    def videos(self) -> Path:
        """The folder of the clips."""
        return self.folder / "videos"

    @property
    def pics(self) -> Path:
        """The folder of the labelled pictures and their lookup tables."""
        return self.folder / self.pictures

    @property
    def models(self) -> Path:
        """The folder of the runs."""
        return self.folder / "models"

    @property
    def truth(self) -> Path:
        """The folder of the truth files that a rendered lab writes."""
        return self.folder / "truth"

    def differs_in_scale_only(self, other: "Project | None") -> bool:
        """Whether `other` is this project, measured anew at most."""
        return other is not None and replace(other, millimetre_px=self.millimetre_px) == self

    def subset_table(self, subset: Subset) -> Path:
        """The lookup table of a subset."""
        return self.folder / f"{subset}.csv"

    def label_table(self, clip: str) -> Path:
        """The lookup table that labelling this clip writes."""
        return self.pics / f"{clip}{TABLE_ENDING}"

    def label_tables(self) -> list[Path]:
        """The lookup tables of all labelled clips, sorted; hidden files are none."""
        tables = self.pics.glob(f"*{TABLE_ENDING}")
        return sorted((table for table in tables if not table.name.startswith(HIDDEN)), key=lambda t: t.name)

    def clips_gone(self) -> frozenset[str]:
        """The names of clips that have labels, and are not in videos/ any more."""
        there = {clip.stem for clip in self.videos.glob("*")}
        return frozenset(table.name.removesuffix(TABLE_ENDING) for table in self.label_tables()) - there


class NoProject(StationError):
    """The folder is there but holds no project: one can be made in it."""


class _Entry(BaseModel):
    """Fields that the station does not know are refused: dropping them on rewriting would lose somebody's work."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _AttributeEntry(_Entry):
    """One attribute in project.json."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    key: Annotated[str, Field(max_length=1, pattern=r"^\S?$")]
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    expected: bool | None = None


class _ProjectEntry(_Entry):
    """The whole of project.json."""

    version: Literal[1]
    kind: Kind = "attributes"
    attributes: Annotated[list[_AttributeEntry], Field(min_length=1, max_length=MOST_CLASSES)]
    millimetre_px: Annotated[float, Field(gt=0, le=100_000)] | None = None
    pictures: PicturesFolder = PICS


def open_project(folder: Path) -> Project:
    """Open a project, or a folder in the lab's layout as it is; nothing is written.

    The one exception: a change of attributes that was cut off is finished first. Raises StationError on a missing
    folder, a damaged project.json and tables that disagree, NoProject on a folder that holds no project.
    """
    folder = folder.absolute()
    if not folder.exists():
        raise StationError(f"the project {folder} does not exist")
    if not folder.is_dir():
        raise StationError(f"expected a project's folder, found the file {folder}")
    project = Project(folder)
    if plan := read_plan(folder):
        return finish_change(_read(project.file) if project.file.exists() else _unwritten(project, plan), plan=plan)
    return _read(project.file) if project.file.exists() else _lab_project(project)


def project_of(run: Path) -> Path | None:
    """The folder of the project in whose models/ this run's folder lies; None where it lies in none."""
    folder = run.resolve().parent.parent
    return folder if run.resolve().parent.name == "models" and (folder / PROJECT_FILE).is_file() else None


def create_project(folder: Path, *, attributes: AttributeSet = SEAM) -> Project:
    """Make a project's folders and, last, its project.json; raise StationError where there is one already."""
    project = Project(folder.absolute(), attributes)
    if project.file.exists():
        raise StationError(f"{project.file} exists already; open that project, or choose another folder")
    entry = _entry_of(project)
    for part in (project.videos, project.pics, project.models, project.truth):
        storage.create_folder(part)
    storage.write_text(project.file, entry)
    return project


def save_project(project: Project) -> None:
    """Replace the project.json by what `project` says; raise StationError on what could not be opened again."""
    storage.write_text(project.file, _entry_of(project))


def finish_change(project: Project, *, plan: AttributePlan) -> Project:
    """Do what is left of a change of attributes: the tables, then project.json, and last the plan goes.

    Every step may be done twice, so that this can be cut off anywhere and begun again.
    """
    subsets = [table for table in map(project.subset_table, SUBSETS) if table.exists()]
    rewrite_tables(plan, labels=project.label_tables(), subsets=subsets)
    changed = replace(project, attributes=plan.attributes)
    save_project(changed)
    remove_plan(project.folder)
    return changed


def _unwritten(project: Project, plan: AttributePlan) -> Project:
    """The project of a folder that the plan's first project.json belongs into."""
    found = find_class_folders(project.folder) if plan.attributes.is_classes else None
    return replace(project, pictures=_pictures(project, found)) if found else project


def _pictures(project: Project, found: ClassFolders) -> PicturesFolder:
    return "." if found.root == project.folder else PICS


def _entry_of(project: Project) -> str:
    attributes = [
        {"name": a.name, "key": a.key, "colour": _colour_text(a.colour), "expected": a.expected}
        for a in project.attributes
    ]
    content = {
        "version": 1,
        "kind": project.kind,
        "attributes": attributes,
        "millimetre_px": project.millimetre_px,
    } | ({"pictures": project.pictures} if project.pictures != PICS else {})
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    _parse(text.encode("utf-8"), file=project.file)
    return text


def _read(file: Path) -> Project:
    project = _parse(storage.read_bytes(file), file=file)
    return project if project.kind == "attributes" else _with_new_classes(project)


def _with_new_classes(project: Project) -> Project:
    """The project with the classes as well for which there are folders that project.json does not know yet."""
    found = find_class_folders(project.folder)
    new = [name for name in found.classes if name not in project.attributes.names] if found else []
    if not new:
        return project
    known = project.attributes.attributes
    everything = _classes_of((*project.attributes.names, *new), place=found.root if found else project.pics)
    taken = {a.key.lower() for a in known}
    free = [replace(a, key="" if a.key in taken else a.key) for a in everything.attributes[len(known) :]]
    return replace(project, attributes=AttributeSet((*known, *free), "classes"))


def _parse(data: bytes, *, file: Path) -> Project:
    if len(data) > _LARGEST_FILE:
        raise StationError(f"{file} has {len(data)} bytes, which is more than a project needs ({_LARGEST_FILE})")
    try:
        entry = _ProjectEntry.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise StationError(f"{file} is damaged or not for this station: {_first_reason(error)}") from error
    if entry.kind == "attributes":
        _check_attributes(entry.attributes, file=file)
    reserved = [a for a in entry.attributes if a.key in LABELLING_KEYS]
    if reserved:
        keys = ", ".join(sorted(LABELLING_KEYS))
        raise StationError(f"{file}: the key {reserved[0].key} of {reserved[0].name} is labelling's own ({keys} are)")
    listed = (Attribute(a.name, a.key, _colour(a.colour), a.expected) for a in entry.attributes)
    try:
        attributes = AttributeSet(tuple(listed), entry.kind)
    except ValueError as error:
        raise StationError(f"{file}: {error}") from error
    return Project(file.parent, attributes, entry.millimetre_px, entry.pictures)


def _check_attributes(entries: Sequence[_AttributeEntry], *, file: Path) -> None:
    """Refuse what only classes may be: without a key, or more of them than anybody can label."""
    if without := [entry.name for entry in entries if not entry.key]:
        raise StationError(f"{file} is damaged or not for this station: the attribute {without[0]} has no key")
    if len(entries) > MOST_ATTRIBUTES:
        raise StationError(f"{file}: a project has at most {MOST_ATTRIBUTES} attributes. Received: {len(entries)}")


def _first_reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "the top"
    if first["type"] == "json_invalid":
        return first["msg"]
    return f"at {place}: {first['msg']}. Received: {str(first['input'])[:100]!r}"


def _colour(text: str) -> Colour:
    """From "#rrggbb" to blue, green, red."""
    return int(text[5:7], 16), int(text[3:5], 16), int(text[1:3], 16)


def _colour_text(colour: Colour) -> str:
    blue, green, red = colour
    return f"#{red:02x}{green:02x}{blue:02x}"


def _lab_project(project: Project) -> Project:
    """The project that a folder without project.json is, by its tables and folders."""
    tables = project.label_tables() or [t for t in map(project.subset_table, SUBSETS) if t.is_file()]
    found = find_class_folders(project.folder)
    if found and all(_label_columns(table) <= set(found.classes) for table in tables):
        return _classes_project(project, found)
    if columns := _common_attributes(tables) if tables else ():
        return Project(project.folder, attributes_named(columns))
    if project.pics.is_dir() or project.videos.is_dir():
        return project
    raise NoProject(
        f"{project.folder} is no project: expected a {PROJECT_FILE}, or the lab's layout "
        f"(videos/ with clips, pics/ with pictures and their *{TABLE_ENDING}), or one folder of pictures a class"
    )


def _classes_project(project: Project, found: ClassFolders) -> Project:
    """The project whose pictures lie in class folders."""
    classes = _classes_of(found.classes, place=found.root)
    return replace(project, attributes=classes, pictures=_pictures(project, found))


def _classes_of(names: Sequence[str], *, place: Path) -> AttributeSet:
    """The classes of these folders; StationError, naming the place, where there are too many or one can't be called so."""
    if len(names) > MOST_CLASSES:
        raise StationError(f"{place}: a project has at most {MOST_CLASSES} classes. Received: {len(names)}")
    try:
        return classes_named(names, colours=class_colours(names))
    except ValueError as error:
        raise StationError(f"{place}: {error}") from error


def _label_columns(file: Path) -> frozenset[str]:
    """The columns of a table that may be labels: the names of classes may be several words."""
    return frozenset(columns_of(storage.read_bytes(file), path=file)) - EXTRA_NAMES - {""}


def _common_attributes(files: Sequence[Path]) -> tuple[str, ...]:
    """The attributes that all the tables share; a table without rows only has to have these columns."""
    tables = sorted(((file, read_table(file)) for file in files), key=lambda pair: not pair[1].rows)
    first_file, first = tables[0]
    for file, table in tables[1:]:
        if not _agree(table, first):
            raise StationError(
                f"the tables of one project have the same attributes, but {first_file} has "
                f"{', '.join(first.attributes)} and {file} has {', '.join(table.attributes)}"
            )
    return first.attributes


def _agree(table: Table, first: Table) -> bool:
    names = set(table.attributes)
    return names == set(first.attributes) if table.rows else names >= set(first.attributes)
