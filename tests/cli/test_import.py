"""`station import-run`: shows what it found, takes it when somebody says yes, and says in a sentence what it expected otherwise."""

from pathlib import Path

import pytest

from station.core.project import create_project
from tests.cli.conftest import Run
from tests.hostile import sound_run


def test_a_run_is_shown_and_taken_only_where_somebody_says_yes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = create_project(tmp_path / "p")
    source = sound_run(tmp_path / "their run")
    monkeypatch.setattr("sys.stdin", None)
    code, out, err = run("import-run", source, project.folder)
    assert code == 2
    assert "427,996 weights" in out
    assert "nobody can be asked" in err
    assert not list(project.models.iterdir())
    code, out, _ = run("import-run", source, project.folder, "--yes", "--name", "theirs")
    assert code == 0
    assert "station evaluate" in out
    assert [folder.name for folder in project.models.iterdir()] == ["theirs"]


def test_what_is_no_run_is_refused_before_anything_is_started(run: Run, tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    (tmp_path / "x.keras").write_bytes(b"PK")
    for words, said in (
        ((tmp_path / "x.keras", project.folder), "may run code"),
        ((tmp_path / "ghost", project.folder), "does not exist"),
        ((tmp_path / "x.keras", project.folder, "--name", "../x"), "letters, digits"),
    ):
        code, _, err = run("import-run", *words)
        assert code == 2
        assert said in err


def test_old_weights_are_offered_for_the_labs_networks_alone(run: Run, tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    (tmp_path / "x.h5").write_bytes(b"")
    code, _, err = run("import-run", tmp_path / "x.h5", project.folder, "--network", "fast")
    assert code == 2
    assert "'fast' is not one of 'reference', 'fruit'" in err
