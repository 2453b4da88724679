"""The program's door: the window without the commands' imports, and the commands without the window's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from station import __main__ as program
from station.core.project import create_project


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window was asked to open, in place of opening it."""
    asked: list[Path | None] = []

    def run(project: Path | None = None) -> int:
        asked.append(project)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("station.ui.app.run", run)
    return asked


def code_of(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["station", *words])
    with pytest.raises(SystemExit) as end:
        program.main()
    return int(end.value.code or 0)


def test_the_window_opens_at_once(opened: list[Path | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert code_of(monkeypatch) == 0
    assert code_of(monkeypatch, "open") == 0
    assert code_of(monkeypatch, "open", str(tmp_path)) == 0
    assert opened == [None, None, tmp_path]


def test_a_folder_pulled_onto_the_packaged_program_is_opened(
    opened: list[Path | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "is_packaged", lambda: True)
    assert code_of(monkeypatch, str(tmp_path)) == 0
    assert opened == [tmp_path]
    assert code_of(monkeypatch, "split", str(tmp_path)) == 2
    assert "station-cli, beside it, has the commands" in capsys.readouterr().err
    assert opened == [tmp_path]


def test_a_folder_that_is_not_there_is_told_in_the_terminal(
    opened: list[Path | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of(monkeypatch, "open", str(tmp_path / "nowhere")) == 2
    assert "does not exist" in capsys.readouterr().err
    assert opened == []


def test_everything_else_is_a_command(
    opened: list[Path | None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("station ")
    assert code_of(monkeypatch, "open", "--help") == 0
    assert opened == []


def test_a_command_loads_nothing_of_the_window_and_the_window_nothing_of_the_commands(tmp_path: Path) -> None:
    project = create_project(tmp_path / "lab")
    code = (
        "import sys; from station import __main__ as program; import station.ui.app as app; app.run = lambda p: 0\n"
        "sys.argv = ['station', 'open', sys.argv[1]]\n"
        "try: program.main()\n"
        "except SystemExit: print(*{'typer', 'rich', 'station.cli'} & set(sys.modules))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.run(
        [sys.executable, "-c", code, str(project.folder)], capture_output=True, text=True, env=environment, check=True
    )
    assert window.stdout.strip() == ""
    code = "import sys, station.cli; print(*{'PySide6', 'pyqtgraph', 'tensorflow', 'keras'} & set(sys.modules))"
    command = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert command.stdout.strip() == ""
