"""What the commands say of journals: listed, shown, and found to be altered with exit code 1."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from station.cli import app
from station.core.errors import StationError
from station.core.journal_check import check_folder
from station.core.journal_entries import Acknowledged, NetworkState
from tests.core.journal_made import END, frames, made_session, tampered


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two sessions."""
    folder = tmp_path / "Prüfung" / "journal"
    made_session(folder, [frames(0, 3), frames(4, 3), Acknowledged(who="Jörg", faults=1, stood=True), END], fault=b"x")
    made_session(folder, [frames(0, 3), END])
    return folder.parent


def said(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["journal", *words], env={"COLUMNS": "200"})
    if isinstance(result.exception, Exception) and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code
    return " ".join(result.output.split())


def test_sessions_are_listed_and_shown(project: Path) -> None:
    listed = said("list", str(project))
    assert "000001" in listed
    assert "practice demo 8 2 0 stopped" in listed
    shown = said("show", "1", str(project))
    assert "acknowledged by Jörg" in shown
    assert "3-4" in shown, "frames on end are one line"
    assert "OK 2, NOT OK 2, NO RESULT 2" in shown
    assert "frames 0 to 3: OK 1, NOT OK 1, NO RESULT 1, NOT INSPECTED 1" in said("show", "last", str(project), "--all")


def test_what_answered_is_shown_with_the_figures_it_was_chosen_by_or_why_tensorflow_stood_in(tmp_path: Path) -> None:
    tried = {"float32": {"milliseconds": 4.2}, "int8": {"milliseconds": 1.5, "pictures": 64, "sure": 63, "changed": 0}}
    chosen = NetworkState(state="ready", engine="int8", tried=tried)
    few = NetworkState(state="ready", engine="float32", tried={**tried, "int8": {**tried["int8"], "is_enough": 0}})
    fallen_back = NetworkState(state="ready", engine="tensorflow", why_engine="the run a has no exported network")
    made_session(tmp_path / "journal", [chosen, few, fallen_back, END])
    shown = said("show", "1", str(tmp_path))
    assert "network ready int8 (float32 4.2 ms, int8 1.5 ms with 0 of 63 sure decisions changed)" in shown
    assert (
        "network ready float32 (float32 4.2 ms, int8 1.5 ms with 0 of 63 sure decisions changed, too few to go by)"
        in shown
    )
    assert "network ready tensorflow, since the run a has no exported network" in shown


def test_a_sound_journal_is_told_with_its_head(project: Path) -> None:
    head = check_folder(project / "journal").sessions[-1].head
    assert f"2 sessions as written. Head: {head}" in said("verify", str(project))
    assert "as written" in said("verify", str(project), "--head", head)


def test_an_altered_journal_is_exit_code_1_and_names_the_entry(project: Path) -> None:
    head = check_folder(project / "journal").sessions[-1].head
    tampered(project / "journal" / "000002", "DELETE FROM entries WHERE number = 3")
    assert "as written" in said("verify", str(project)), "nobody can tell it from one that was killed"
    assert "cut off or altered" in said("verify", str(project), "--head", head, code=1)
    tampered(project / "journal" / "000001", "UPDATE entries SET kind = 'frames' WHERE number = 5")
    assert "entry 5: it can't be read" in said("verify", str(project / "journal" / "000001"), code=1)


def test_a_folder_without_a_journal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StationError, match="holds no journal"):
        said("verify", str(tmp_path))


def test_a_report_is_written_of_a_session_or_of_today(project: Path, tmp_path: Path) -> None:
    def reported(*words: str) -> str:
        result = CliRunner().invoke(app, ["report", str(project), *words])
        if isinstance(result.exception, StationError):
            raise result.exception
        assert result.exit_code == 0
        return result.output

    page = tmp_path / "report.html"
    assert "1 session in" in reported("--out", str(page), "--session", "1", "--language", "de")
    assert "Sitzung 000001" in page.read_text(encoding="utf-8")
    reported("--out", str(page))
    assert "Session 000002" in page.read_text(encoding="utf-8")
    with pytest.raises(StationError, match="holds no session of"):
        reported("--out", str(page), "--today")
    with pytest.raises(StationError, match="leave one of them out"):
        reported("--out", str(page), "--today", "--session", "1")
    with pytest.raises(StationError, match="--out FILE"):
        reported()
