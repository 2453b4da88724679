"""A command's figures for machines can be piped into another program: standard output then holds nothing else."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from station.cli import judging
from station.core.project import create_project
from station.live.evaluating import Evaluation, Judged
from tests.cli.conftest import Run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose run was judged already."""
    judged = Judged(Evaluation("fast", "test", 1, 1, {}, ()), ())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(judging.runs, "find_run", lambda *_, **__: SimpleNamespace(name="fast"))
    monkeypatch.setattr(judging, "evaluate_run", lambda *_, **__: judged)
    return create_project(tmp_path / "lab").folder


def test_a_dash_is_standard_output_and_the_table_goes_to_standard_error(run: Run, project: Path) -> None:
    code, out, err = run("evaluate", project, "--json", "-")
    assert code == 0
    assert json.loads(out)["pictures"] == 1
    assert "run fast on test" in err
    assert not Path("-").exists()


def test_a_file_gets_them_otherwise(run: Run, project: Path) -> None:
    code, out, _ = run("evaluate", project, "--json", "figures.json")
    assert code == 0
    assert "run fast on test" in out
    assert json.loads(Path("figures.json").read_text())["run"] == "fast"
