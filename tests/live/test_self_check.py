"""The station's check of itself: what it tries is real, and what fails is its error, not its end."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from station.core.errors import StationError
from station.live import self_check
from station.live.self_check import Checked, Report, SelfCheck, checked


def test_it_films_records_labels_and_reads_back(tmp_path: Path) -> None:
    found = [checked(name, step) for name, step in SelfCheck(tmp_path).steps[:3]]
    assert [(one.name, one.error) for one in found] == [("camera and recording", ""), ("label", ""), ("verdict", "")]
    assert "all read back" in found[0].told
    assert "OpenVINO answers" in found[2].told
    assert (tmp_path / "project" / "pics" / "recorded_0.png").is_file()


def test_what_goes_wrong_is_told_and_the_next_check_comes() -> None:
    def refuse() -> str:
        raise StationError("the disk is full")

    def break_down() -> str:
        raise ZeroDivisionError("oh")

    assert checked("disk", refuse).error == "the disk is full"
    broken = checked("fault", break_down)
    assert broken.error.startswith("ZeroDivisionError: oh")
    assert "test_self_check" in broken.error, "with where it was"


def test_the_report_is_fresh_and_has_every_step_with_its_time_and_error(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("of the last time", encoding="utf-8")
    report = Report(file, program="station-cli")
    assert not file.exists()
    report.run([("label", lambda: "all is well")])
    assert report.write(expected=("label", "verdict")) == 1
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["program"], told["sound"]) == ("station-cli", False)
    assert [(one["name"], one["told"], bool(one["error"])) for one in told["steps"]] == [
        ("label", "all is well", False),
        ("verdict", "", True),
    ]
    assert told["packages"]["numpy"]


def test_a_step_that_hangs_is_named_and_nothing_is_tried_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_check, "PATIENCE", 0.0)
    let_go = threading.Event()

    def hang() -> str:
        let_go.wait(30)
        return ""

    report = Report(tmp_path / "report.json", program="station")
    report.run([("verdict", hang), ("training", lambda: "done")])
    let_go.set()
    assert report.has_hung
    assert report.write(expected=()) == 1
    assert ["did not end" in one.error for one in report.found] == [True, True]


def test_on_a_slow_computer_every_later_step_may_take_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: dict[str, float] = {}

    def slow(name: str, step: Callable[[], str], *, seconds: float) -> Checked:
        limits[name] = seconds
        return Checked(name, 4 * self_check.USUAL_S[name], step())

    monkeypatch.setattr(self_check, "checked_within", slow)
    Report(tmp_path / "report.json", program="station").run([(name, str) for name in ("verdict", "label", "training")])
    usual = self_check.PATIENCE * self_check.USUAL_S["training"]
    assert limits["training"] == pytest.approx(4 * usual)
    assert limits["verdict"] < usual
