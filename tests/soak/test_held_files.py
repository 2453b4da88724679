"""Fault 24: Excel or a scanner holds a table for ten seconds; it is tried for 2.5 s, then named, and no label is lost."""

import random
import time
from pathlib import Path

import pytest

from station.core import storage
from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.labels import LabelTable
from station.core.project import create_project
from station.core.tables import read_table
from tests.core.test_labels import CLIP, frame
from tests.core.test_storage import FakeClock
from tests.soak.summary import count, tell

HELD_S = 10.0


def test_a_table_that_is_held_for_ten_seconds_costs_no_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, real, begun, rng = FakeClock(), Path.replace, time.perf_counter(), random.Random(24)
    held_until = 0.0

    def replace(path: Path, target: Path) -> Path:
        if clock.now < held_until and target.suffix == ".csv":
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setitem(storage.replace.__kwdefaults__, "clock", clock)
    monkeypatch.setitem(storage.replace.__kwdefaults__, "pause", clock.pause)
    tried, lost, refused, worst = count(full=1_000, small=12), 0, 0, 0.0
    for hold in range(tried):
        if hold % 50 == 0:
            project = create_project(tmp_path / str(hold))
            labels, known = LabelTable(project, clip=CLIP), {}
            monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 0 if hold % 100 else 500)
        number = rng.randrange(60)
        labels.toggle(rng.choice(SEAM.names))
        held_until = clock.now + HELD_S
        while True:  # as whoever presses the key again
            asked = clock.now
            try:
                labels.save(frame(number))
                labels.settle()
                break
            except StationError as error:
                refused += 1
                worst = max(worst, clock.now - asked)
                is_named, now = project.label_table(CLIP).name in str(error), _rows(labels)
                name = f"{CLIP}_{number}.png"  # it is saved by now where there is a journal
                lost += not is_named or now not in (known, {**known, name: labels.values})
        assert labels.label_of(number) == labels.values
        known[f"{CLIP}_{number}.png"] = labels.values
        lost += _rows(labels) != known
        if hold % 50 == 49 or hold == tried - 1:
            labels.close()
    seconds = time.perf_counter() - begun
    what = f"tables held for 10 s ({refused:,} times named): labels lost"
    tell(fault=24, what=what, tried=tried, lost=lost, worst_s=worst, seconds=seconds)
    assert lost == 0
    assert refused >= 2 * tried
    assert worst == pytest.approx(storage.RETRY_SECONDS, abs=0.2)


def _rows(labels: LabelTable) -> dict[str, tuple[bool, ...]]:
    rows = read_table(labels.path, attributes=SEAM).rows if labels.path.exists() else ()
    return {row.name: row.values for row in rows}
