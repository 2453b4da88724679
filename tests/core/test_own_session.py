"""An end that was none is noticed at the next start, with what faulthandler wrote; logs stay small; a report names nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from station.core import logs
from station.core.crash_report import report, without_names
from station.core.own_session import Ended, OwnSession
from station.core.settings import CameraSettings, LabellingSettings, Settings
from tests.conftest import ROOT

CRASH = """
import faulthandler, sys
from pathlib import Path
from station.core.own_session import OwnSession
session = OwnSession.begin(Path(sys.argv[1]))
faulthandler.enable(session.open_trace())
sys.stdout.write(session.log.name)
sys.stdout.flush()
{end}
"""


def run(folder: Path, end: str) -> str:
    """Begin a session in a process of its own, which then ends so; its log's name."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH.format(end=end), str(folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return done.stdout


def test_a_session_that_came_to_its_end_is_not_mentioned(tmp_path: Path) -> None:
    for _ in range(2):
        session = OwnSession.begin(tmp_path)
        assert session.previous is None
        assert session.log == tmp_path / "window.log"
        session.end()
        session.end()


@pytest.mark.parametrize(
    ("end", "trace"), [("faulthandler._sigsegv()", "Segmentation fault"), ("import os; os._exit(1)", "")]
)
def test_one_that_did_not_is_with_what_was_written_then(tmp_path: Path, end: str, trace: str) -> None:
    run(tmp_path, end)
    session = OwnSession.begin(tmp_path)
    assert session.previous is not None
    assert session.previous.begun
    assert trace in session.previous.trace
    assert bool(trace) == ("most recent call first" in session.previous.trace)
    session.end()
    again = OwnSession.begin(tmp_path)
    assert again.previous is None
    again.end()


def test_two_windows_write_two_logs_and_neither_takes_the_other_for_dead(tmp_path: Path) -> None:
    first, second = OwnSession.begin(tmp_path), OwnSession.begin(tmp_path)
    assert (first.log.name, second.log.name) == ("window.log", "window-2.log")
    assert second.previous is None
    assert run(tmp_path, "session.end()") == "window-3.log"
    first.end()
    assert run(tmp_path, "session.end()") == "window.log"
    second.end()


def test_a_mark_that_a_power_cut_spoilt_is_an_end_without_a_word_and_a_disk_that_refuses_is_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "window-1.session").write_bytes(b"\0" * 40)
    session = OwnSession.begin(tmp_path)
    assert session.previous == Ended("", "", "")
    session.end()
    nowhere = OwnSession.begin(tmp_path / "ghost")
    assert nowhere.previous is None
    assert nowhere.open_trace() is None
    nowhere.end()


def test_logs_of_the_dead_are_few_and_small_and_those_of_the_living_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LARGEST_REST", 1000)
    session = OwnSession.begin(tmp_path)
    kept = [
        tmp_path / f"worker-train-{os.getpid()}-1.log",
        session.log,
        tmp_path / "station.log",
        tmp_path / "notes.txt",
    ]
    for file in kept:
        file.write_bytes(b"x" * 5000)
    for number in range(40):
        file = tmp_path / f"worker-inspect-{10**8 + number}-1.log"
        file.write_bytes(b"x" * 90)
        os.utime(file, (number, number))
    (tmp_path / "window-7.log.1").write_bytes(b"x" * 100)
    assert logs.sweep_logs(tmp_path) == 30
    left = {int(file.name.split("-")[2]) - 10**8 for file in tmp_path.glob("worker-inspect-*")}
    assert left == set(range(30, 40)), "the newest, and no more than fit"
    assert all(file.exists() for file in kept)
    session.end()


def test_all_logs_together_stay_below_fifty_megabytes() -> None:
    windows = 2 * (logs.WINDOWS_KEPT + 1) * logs.WINDOW_BYTES
    commands = 3 * 1_000_000
    living = 12 * logs.WORKER_BYTES
    assert windows + commands + living + logs.LARGEST_REST < 50_000_000


def test_a_log_that_a_library_fills_is_begun_anew_by_its_one_writer(tmp_path: Path) -> None:
    with (tmp_path / "worker.log").open("ab", buffering=0) as log:
        log.write(b"x" * 3000)
        assert not logs.begin_anew(log.fileno(), most=3000)
        log.write(b"x")
        assert logs.begin_anew(log.fileno(), most=3000)
        log.write(b"the newest")
    assert (tmp_path / "worker.log").read_bytes() == b"(the log had 3,001 bytes and was begun anew)\nthe newest"


def test_a_report_holds_what_helps_and_no_names_of_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "erika")
    monkeypatch.setattr("socket.gethostname", lambda: "naehlabor-7")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/erika"))
    (tmp_path / "window.log").write_text(
        "INFO opened /home/erika/seams on NAEHLABOR-7 by Max Muster\n", encoding="utf-8"
    )
    (tmp_path / "worker-inspect-1-1.log").write_text("W " * 100_000 + "\nthe last word\n", encoding="utf-8")
    settings = Settings(
        camera=CameraSettings(source="rtsp://erika:secret@camera/1"), labelling=LabellingSettings(labeller="Max Muster")
    )
    text = report(
        Ended("2026-01-02 03:04:05", "0.1.0", "Fatal Python error: Segmentation fault"),
        settings=settings,
        logs=tmp_path,
        own=tmp_path / "window.log",
    )
    for expected in ("Segmentation fault", "2026-01-02", "the last word", "~/seams", "PySide6", '"mirror"'):
        assert expected in text
    for name in ("erika", "Muster", "naehlabor", "NAEHLABOR", "secret"):
        assert name not in text
    assert len(text) < 200_000
    assert "did not come to its end" not in report(None, settings=settings, logs=tmp_path)
    assert without_names("a rotten hat in /home/erika", ["ro"]) == "a rotten hat in ~"
