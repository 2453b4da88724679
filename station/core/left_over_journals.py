"""Journals that a killed station left beside its lookup tables: put into the tables, so that other programs see every label."""

import contextlib
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.growing import Growing
from station.core.label_journal import ENDING, table_of
from station.core.project import TABLE_ENDING, Project
from station.core.tables import read_table, table_bytes


def left_journals(project: Project) -> list[Path]:
    """The journals that there are."""
    return sorted(project.pics.glob(f".*{TABLE_ENDING}{ENDING}"))


def put_away_journals(project: Project) -> int:
    """Put every journal that nobody is writing into its table, and say how many there were.

    One that can't be put away stays: it is read with its table. One whose table somebody deleted goes with it.
    """
    done = 0
    for journal in left_journals(project):
        held = Growing.take(journal, where_untold=False)
        if held is None:
            continue
        with contextlib.suppress(StationError, ValueError), contextlib.closing(held):
            table = table_of(journal)
            if table.exists():
                storage.write_bytes(table, table_bytes(read_table(table, attributes=project.attributes)))
            held.remove()
            done += 1
    return done
