"""The station's check of itself: what it tries is real, and what fails is its error, not its end."""

import json
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.labels import LabelTable
from station.core.messages import Engine
from station.live import self_check
from station.live.answers import Answered
from station.live.recorder import Recording
from station.live.self_check import Checked, Report, SelfCheck, checked
from tests.live.fakes import step


def test_it_films_records_labels_and_reads_back(tmp_path: Path) -> None:
    found = [checked(name, step) for name, step in SelfCheck(tmp_path).steps[:3]]
    assert [(one.name, one.error) for one in found] == [("camera and recording", ""), ("label", ""), ("verdict", "")]
    assert "all read back" in found[0].told
    assert "OpenVINO answers" in found[2].told
    assert (tmp_path / "project" / "pics" / "recorded_0.png").is_file()


@pytest.fixture
def filmed(tmp_path: Path) -> SelfCheck:
    """A check whose clip of three frames is there already."""
    check = SelfCheck(tmp_path)
    film(tmp_path / "recorded.mp4")
    return check


def film(file: Path) -> None:
    with ClipWriter(file, size=(64, 48), rate=30.0) as writer:
        for number in range(3):
            writer.write(Frame(np.full((48, 64, 3), 40 * number, np.uint8), number, number / 30))


def error_of(check: SelfCheck, name: str) -> str:
    return checked(name, dict(check.steps)[name]).error


def test_a_clip_that_is_not_what_was_recorded_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def record(camera: object, file: Path, *, seconds: float) -> Recording:
        film(file)
        return Recording(4, seconds, 0)

    monkeypatch.setattr(self_check, "record", record)
    assert "expected 4 frames" in error_of(SelfCheck(tmp_path), "camera and recording")


def test_a_label_that_is_read_otherwise_is_an_error(filmed: SelfCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LabelTable, "label_of", lambda table, number: (True,) * 4)
    assert "was saved as" in error_of(filmed, "label")


GOOD, MAPS = np.full((1, 4), 0.5, np.float32), np.zeros((1, 3, 4, 4), np.float32)
WHOLE = Answered(GOOD, {"gradcam": MAPS, "hirescam": MAPS})


@pytest.mark.parametrize(
    ("answered", "engine", "why"),
    [
        (WHOLE, Engine("float32"), ""),
        (WHOLE, Engine("tensorflow", problem="no plug-in"), "answered by TensorFlow, since no plug-in"),
        (Answered(GOOD * np.nan, WHOLE.maps), Engine("float32"), "not finite"),
        (Answered(GOOD, {"gradcam": MAPS * np.nan, "hirescam": MAPS}), Engine("float32"), "not finite"),
        (Answered(GOOD, {"gradcam": MAPS}), Engine("float32"), "not there for every attribute"),
        (Answered(GOOD, {"gradcam": MAPS[..., :2], "hirescam": MAPS}), Engine("float32"), "not there for every"),
    ],
)
def test_a_verdict_without_finite_maps_or_by_another_engine_is_an_error(
    filmed: SelfCheck, monkeypatch: pytest.MonkeyPatch, answered: Answered, engine: Engine, why: str
) -> None:
    network = SimpleNamespace(answer_all=lambda pictures, maps: [answered], engine=engine)
    monkeypatch.setattr(self_check, "loaded", lambda run, exact: nullcontext(network))
    error = error_of(filmed, "verdict")
    assert why in error
    assert bool(error) is bool(why)


@pytest.mark.parametrize("losses", [(), (0.5, float("nan"))])
def test_a_training_without_steps_or_with_a_loss_that_is_no_number_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, losses: tuple[float, ...]
) -> None:
    replies = [step(1, number, loss=loss) for number, loss in enumerate(losses, start=1)]
    trainer = SimpleNamespace(replies=lambda: replies)
    stand_ins = {
        "has_tensorflow": lambda: True,
        "film_strips": lambda wanted: [],
        "merge": lambda project: ([], []),
        "divide": lambda *given, **named: None,
        "write_subsets": lambda *given, **named: None,
        "Trainer": lambda request: nullcontext(trainer),
    }
    for name, stand_in in stand_ins.items():
        monkeypatch.setattr(self_check, name, stand_in)
    assert "no step, or of a loss that is no number" in error_of(SelfCheck(tmp_path), "training")


def test_without_tensorflow_no_training_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "has_tensorflow", lambda: False)
    found = checked("training", dict(SelfCheck(tmp_path).steps)["training"])
    assert (found.told, found.error) == ("left out: this station came without TensorFlow", "")


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
