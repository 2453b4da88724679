"""Histories and the list of runs: read back as written, bounded, damage named, renamed within one folder."""

from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.project import create_project
from station.model import history
from station.model.history import Epoch, best_of, history_text, read_history
from station.model.runs import list_runs, rename_run
from tests.model.test_runs import make_run

NAMES = ("good", "error", "break", "length")


def epochs(*losses: float) -> list[Epoch]:
    figures = (90.0, 91.0, 92.0, 93.123456789)
    return [Epoch(n, 0.5, figures, loss, figures, 1e-5, 2.0) for n, loss in enumerate(losses, start=1)]


def with_history(folder: Path, *losses: float, **changes: object) -> Path:
    make_run(folder, **changes)
    (folder / "history.csv").write_text(history_text(epochs(*losses), names=NAMES), encoding="utf-8")
    return folder


def test_a_history_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    folder = with_history(tmp_path / "r", 0.4, 0.3, 0.35)
    assert list(read_history(folder, names=NAMES)) == epochs(0.4, 0.3, 0.35)
    assert best_of(epochs(0.4, 0.3, 0.3)) == epochs(0.4, 0.3)[1]
    assert best_of([]) is None


def test_a_damaged_huge_or_foreign_history_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = with_history(tmp_path / "r", 0.4)
    file = folder / "history.csv"
    sound = file.read_text("utf-8")
    with pytest.raises(StationError, match="no history"):
        read_history(folder, names=("scratch",))
    for damaged in (sound.replace("0.4", "nan"), sound.replace("0.4", "much"), sound[:-30]):
        file.write_text(damaged, encoding="utf-8")
        with pytest.raises(StationError, match="no history"):
            read_history(folder, names=NAMES)
    monkeypatch.setattr(history, "LARGEST_HISTORY", 10)
    with pytest.raises(StationError, match="larger"):
        read_history(folder, names=NAMES)
    file.unlink()
    assert read_history(folder, names=NAMES) == ()


def test_runs_are_listed_newest_first_and_damaged_ones_are_named(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    recipe = {"epochs": 3, "patience": 2}
    with_history(project.models / "old", 0.4, 0.3, 0.2, recipe=recipe, created="2026-01-01T00:00:00+00:00")
    with_history(project.models / "new", 0.4, recipe=recipe, created="2026-02-01T00:00:00+00:00")
    with_history(project.models / "gone_stale", 0.3, 0.4, 0.5, recipe={"epochs": 9, "patience": 2})
    (project.models / "new" / "resume.npz").write_bytes(b"")
    make_run(project.models / "broken", parameters=-1)
    entries = {entry.folder.name: entry for entry in list_runs(project)}
    assert list(entries) == ["new", "old", "gone_stale", "broken"]
    assert [entries[name].is_finished for name in ("new", "old", "gone_stale")] == [False, True, True]
    assert [entry.folder.name for entry in entries.values() if entry.is_resumable] == ["new"]
    assert "parameters" in entries["broken"].problem


def test_a_run_is_renamed_and_never_over_another(tmp_path: Path) -> None:
    one, other = make_run(tmp_path / "one"), make_run(tmp_path / "other")
    with pytest.raises(StationError, match="exists already"):
        rename_run(one, "other")
    for unfit in ("", "../x", "a/b", "a.", ".hidden", "a b?"):
        with pytest.raises(StationError, match="letters"):
            rename_run(one, unfit)
    assert rename_run(one, "prüfung-1") == tmp_path / "prüfung-1"
    assert (tmp_path / "prüfung-1" / "card.json").is_file()
    assert not one.exists()
    assert other.is_dir()
