"""Changing the attributes of a project that has labels already: what would change, whether it can be, and doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from station.core.attribute_plan import AttributePlan, changed_files, names_in, write_plan
from station.core.attributes import Attribute, AttributeSet, problem_with
from station.core.class_folders import classes_with_pictures, problem_with_new
from station.core.errors import StationError
from station.core.label_journal import table_of
from station.core.left_over_journals import left_journals, put_away_journals
from station.core.project import Project, finish_change, save_project
from station.core.subset import SUBSETS
from station.core.tables import parse_table, read_table


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does, for the person to judge before it is done.

    `renamed` holds pairs of old and new name; `returning` are added attributes whose column is still in the tables;
    `tables` and `labels` count the files that are rewritten and the labels in them, subsets not counted as labels.
    """

    renamed: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    returning: tuple[str, ...]
    retired: tuple[str, ...]
    reordered: bool
    tables: int
    labels: int

    @property
    def names_change(self) -> bool:
        """Whether runs of before do not fit afterwards: they need the same names in the same order."""
        return bool(self.renamed or self.added or self.retired or self.reordered)


def plan_change(project: Project, *, attributes: Sequence[Attribute], was: Sequence[str | None]) -> AttributePlan:
    """The plan of a change; StationError, with the reason, on one that can't be done."""
    problem = problem_with(attributes, kind=project.kind) or _problem_of_names(project, attributes=attributes, was=was)
    if problem := problem or _problem_of_folders(project, attributes=attributes, was=was):
        raise StationError(problem)
    return AttributePlan(AttributeSet(tuple(attributes), project.kind), tuple(was))


def effects_of(project: Project, *, plan: AttributePlan) -> Effects:
    """What the plan would do; every table is read, nothing is written. Raises StationError where a table stands in the way."""
    labels, subsets = project.label_tables(), _subsets(project)
    there = names_in([*labels, *subsets])
    retired = tuple(name for name in project.attributes.names if name not in plan.kept.values())
    if project.kind == "classes":
        _check_unlabelled(project, retired, labels=labels)
    renamed = tuple((was, name) for name, was in plan.kept.items() if was != name)
    for was, name in renamed:
        if name in there:
            raise StationError(
                f"{was} can't be called {name}: the tables have a column of that name already. "
                f"Add {name} again to have it back, or choose another name"
            )
    files = changed_files(plan, labels=labels, subsets=subsets)
    stayed = [was for was in plan.was if was is not None]
    return Effects(
        renamed,
        plan.added,
        tuple(name for name in plan.added if name in there),
        retired,
        stayed != [name for name in project.attributes.names if name in stayed],
        len(files),
        sum(
            len(parse_table(changed.after, path=path, attributes=plan.attributes).rows)
            for path, changed in files.items()
            if path in labels
        ),
    )


def change_attributes(project: Project, *, plan: AttributePlan) -> Project:
    """Do it: the plan is written first, then every table, then project.json; then the plan goes.

    Where it is cut off, `open_project` finishes it. Raises StationError where the disk refuses, or, with nothing
    written, where a table stands in the way.
    """
    put_away_journals(project)  # the tables are rewritten as they are on the disk
    if journals := left_journals(project):
        raise StationError(f"{table_of(journals[0])} is just being labelled; close that clip first")
    effects = effects_of(project, plan=plan)
    if not effects.names_change:
        changed = replace(project, attributes=plan.attributes)
        save_project(changed)
        return changed
    write_plan(project.folder, plan)
    return finish_change(project, plan=plan)


def _problem_of_names(project: Project, *, attributes: Sequence[Attribute], was: Sequence[str | None]) -> str:
    before = project.attributes.names
    kept = [name for name in was if name is not None]
    if not kept:
        return "at least one of the attributes has to stay"
    if unknown := [name for name in kept if name not in before or kept.count(name) > 1]:
        return f"{unknown[0]} is none of the project's attributes, or is there twice"
    for attribute, old in zip(attributes, was, strict=True):
        if attribute.name != old and attribute.name in before:
            return (
                f"{attribute.name} is the name of another attribute till now; "
                "change one name first and the other afterwards"
            )
    return ""


def _problem_of_folders(project: Project, *, attributes: Sequence[Attribute], was: Sequence[str | None]) -> str:
    """A class whose pictures lie in a folder of its name keeps it, since nobody renames or deletes a lab's folders."""
    if project.kind != "classes":
        return ""
    if problem := problem_with_new(one.name for one, old in zip(attributes, was, strict=True) if one.name != old):
        return problem
    stays = {old for attribute, old in zip(attributes, was, strict=True) if attribute.name == old}
    fixed = classes_with_pictures(project.pics) & set(project.attributes.names) - stays
    if not fixed:
        return ""
    name = min(fixed)
    place = project.pics.name if project.pics != project.folder else project.folder.name
    if name in was:
        return (
            f"{name} can't be renamed: its pictures lie in a folder of that name in {place}; rename the folder instead"
        )
    return (
        f"{name} can't be removed: its pictures lie in a folder of that name in {place}; move the folder away instead"
    )


def _check_unlabelled(project: Project, classes: Iterable[str], *, labels: Sequence[Path]) -> None:
    """Refuse to remove classes that frames are labelled as: each frame is of exactly one."""
    for name in classes:
        at = project.attributes.names.index(name)
        rows = [row for table in labels for row in read_table(table, attributes=project.attributes).rows]
        if count := sum(row.values[at] for row in rows):
            raise StationError(f"{name} can't be removed: frames are labelled as it ({count}); label them anew first")


def _subsets(project: Project) -> list[Path]:
    return [table for table in map(project.subset_table, SUBSETS) if table.exists()]
