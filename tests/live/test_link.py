"""A worker is a program of its own: it answers, it fails in a sentence, and its death is noticed."""

import os
import signal
import sys
from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.messages import Done, FilmStrip, LoadRun, Ready, Stop
from station.core.project import create_project
from station.live.link import Worker, environment


def strip(project: Path) -> FilmStrip:
    return FilmStrip(str(project), 0, 3, 5, (10.0, 10.0))


def test_a_worker_answers_and_ends_when_its_parent_lets_go(tmp_path: Path) -> None:
    create_project(tmp_path / "p")
    with Worker("practice") as worker:
        assert worker.ask(strip(tmp_path / "p"), expecting=Done).text == "strip0000"
        worker.send(Stop())
        pid = worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert len(list((tmp_path / "p" / "pics").glob("*.png"))) == 3


def test_a_failure_is_a_sentence_and_the_worker_lives_on(tmp_path: Path) -> None:
    create_project(tmp_path / "p")
    with Worker("practice") as worker:
        with pytest.raises(StationError, match="nowhere"):
            worker.ask(strip(tmp_path / "nowhere"), expecting=Done)
        assert worker.ask(strip(tmp_path / "p"), expecting=Done).text == "strip0000"


def test_what_a_person_settled_with_keras_for_other_programs_does_not_reach_a_worker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setenv("SOMETHING_ELSE", "stays")
    told = environment()
    assert (told["KERAS_BACKEND"], told["SOMETHING_ELSE"]) == ("tensorflow", "stays")
    assert Path(told["KERAS_HOME"]).parent == cache_folder()


def test_a_request_of_another_role_is_refused(tmp_path: Path) -> None:
    with Worker("practice") as worker, pytest.raises(StationError, match="can't serve LoadRun"):
        worker.ask(LoadRun(str(tmp_path)), expecting=Ready)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed_is_noticed_and_its_log_named(tmp_path: Path) -> None:
    create_project(tmp_path / "p")
    with Worker("practice") as worker:
        worker.ask(strip(tmp_path / "p"), expecting=Done)
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(StationError, match=r"ended unexpectedly \(exit code -9\); its log is .*worker-practice"):
            worker.ask(strip(tmp_path / "p"), expecting=Done)


def test_a_worker_that_can_not_be_started_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StationError, match=r"the practice worker could not be started \(.+\)"):
        Worker("practice", program=(str(tmp_path / "nothing here"),))


def test_ctrl_c_reaches_only_the_parent() -> None:
    with Worker("practice") as worker:
        if sys.platform != "win32":
            assert os.getpgid(worker.pid) != os.getpgid(0)
