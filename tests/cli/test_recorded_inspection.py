"""`station inspect` leaves a record too: of a file, whose gaps and faults are in it, and of one that fails."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from station.cli import watching
from station.cli.inspected import Inspected, print_inspected
from station.cli.watching import inspect_source
from station.core import storage
from station.core.attributes import SEAM, AttributeSet
from station.core.cameras import Camera, ClipCamera
from station.core.clips import ClipWriter
from station.core.coverage import SIDE_WITHOUT_SCALE
from station.core.errors import StationError
from station.core.folders import data_folder
from station.core.frame import Frame
from station.core.journal_check import check_folder
from station.core.journal_entries import Begin, Check, Coverage, End, FaultHeld, Frames, NetworkState, frames_of
from station.core.journal_file import FILE, JournalReader
from station.core.no_result import DRIFTED
from station.core.project import create_project, save_project
from station.core.settings import load_settings
from station.live.awake import awake
from station.live.inspector import Inspection
from station.model.runs import Run
from tests.live.fake_cameras import ScriptedCamera
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, Probabilities, base_run
from tests.live.test_awake import System

COUNT = 12


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä.mp4"
    with ClipWriter(path, size=(64, 48), rate=25) as writer:
        for number in range(COUNT):
            writer.write(Frame(np.full((48, 64, 3), 100, np.uint8), number, number / 25))
    return path


def inspected(
    clip: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Callable[[int], Probabilities],
    *,
    camera: Camera | None = None,
    run: Run | None = None,
) -> Inspected:
    """Inspect a clip, or a camera, by a network that answers as it is told, by how many it was asked before."""
    judge = run or base_run()
    asked: list[int] = []

    def answer(number: int, helper: FakeHelper) -> Probabilities:
        asked.append(number)
        return answers(len(asked) - 1)

    class FakeNetwork(FakeHelper):
        run = judge

        def ask(self, pictures: object, *, maps: bool = True) -> int:  # type: ignore[override]
            return super().ask(pictures)  # type: ignore[arg-type]

    @contextmanager
    def loading(run: Run, *, exact: bool, cores: int) -> Iterator[Callable[[], FakeNetwork]]:
        network = FakeNetwork(answer)
        yield lambda: network

    monkeypatch.setattr(watching, "loading", loading)
    source = camera or ClipCamera(clip)
    return inspect_source(source, judge, frames=None, out=None, named=str(clip) if camera is None else "Cam 1")


def test_an_inspected_clip_is_a_session_with_its_frames_and_faults(
    clip: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = inspected(clip, monkeypatch, lambda number: BROKEN_SEAM if 4 <= number < 8 else SOUND)
    print_inspected(made)
    assert made.journal.frames == COUNT
    assert made.summary["journal"] == {"folder": str(made.journal.folder), "head": made.journal.head, "missing": 0}
    assert f"head {made.journal.head}" in capsys.readouterr().out
    folder = data_folder() / "journal"
    assert made.journal.folder == folder / "000001", "base weights belong to no project"
    check = check_folder(folder, head=made.journal.head)
    assert (check.is_sound, check.sessions[0].problem) == (True, "")
    with JournalReader(folder / "000001" / FILE) as reader:
        said = [entry.body for entry in reader.entries()]
    begin, end = said[0], said[-1]
    assert isinstance(begin, Begin)
    assert (begin.is_file, begin.source, begin.project) == (True, str(clip), "")
    assert [f.number for body in said if isinstance(body, Frames) for f in frames_of(body)] == list(range(COUNT))
    assert [body.frame for body in said if isinstance(body, FaultHeld)] == [5]
    (network,) = [body for body in said if isinstance(body, NetworkState)]
    assert (network.engine, network.tried["float32"]["milliseconds"]) == ("float32", 5.0)
    assert isinstance(end, End)
    assert (end.why, end.frames["NOT OK"], end.faults) == ("source ended", 4, 1)


def test_a_run_in_a_project_judges_by_what_the_project_expects_now(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = replace(SEAM["length"], expected=True)  # since the run was trained: of 4 mm it is not OK any more
    project = create_project(tmp_path / "lab", attributes=AttributeSet((*SEAM.attributes[:-1], length)))
    run = Run(project.models / "fast", base_run().card)
    made = inspected(clip, monkeypatch, lambda number: (0.97, 0.02, 0.03, 0.01), run=run)
    assert made.summary["verdicts"]["NOT OK"] == COUNT
    assert made.journal.folder is not None
    with JournalReader(made.journal.folder / FILE) as reader:
        begin = next(iter(reader.entries())).body
    assert isinstance(begin, Begin)
    assert begin.expected[-1] is True
    save_project(replace(project, attributes=AttributeSet(SEAM.attributes[:-1])))
    with pytest.raises(StationError, match="only where the attributes are the same"):
        inspected(clip, monkeypatch, lambda number: SOUND, run=run)


def test_the_pc_stays_awake_while_it_inspects_and_records(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System()
    monkeypatch.setattr(watching, "awake", partial(awake, system))

    def judged_awake(number: int) -> Probabilities:
        assert number or system.changed.acquire(timeout=5)
        assert system.is_kept
        return SOUND

    inspected(clip, monkeypatch, judged_awake)
    assert system.changed.acquire(timeout=5)
    assert (system.asked, system.is_kept) == (1, False)

    def recorded_awake(camera: Camera, path: Path, *, seconds: float) -> object:
        assert system.changed.acquire(timeout=5)
        assert system.is_kept
        raise StationError("the disk is full")

    monkeypatch.setattr(watching, "record_camera", recorded_awake)
    with pytest.raises(StationError, match="the disk is full"):
        watching.record(str(clip), tmp_path / "again.mp4", seconds=0.1)
    assert (system.asked, system.is_kept) == (2, False)


def test_it_says_how_much_of_the_seam_passed_and_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, cloth = tmp_path / "moving.mp4", np.random.default_rng(5).integers(0, 255, (192, 500, 3), np.uint8)
    with ClipWriter(path, size=(256, 192), rate=25) as writer:
        for number in range(COUNT):
            writer.write(Frame(cloth[:, 16 * number : 16 * number + 256], number, number / 25))
    made = inspected(path, monkeypatch, lambda number: BROKEN_SEAM if number > 8 else SOUND)
    print_inspected(made)
    seam = made.summary["seam"]
    assert (seam["is_scaled"], seam["gaps"], seam["unmeasured_frames"]) == (False, 0, 0)
    passed = sum(seam["lengths"].values())
    assert seam["lengths"]["ok"] + seam["lengths"]["not_ok"] == pytest.approx(passed)
    assert passed == pytest.approx((256 + 16 * (COUNT - 1)) / 256 * SIDE_WITHOUT_SCALE, rel=0.03)
    assert seam["lengths"]["not_ok"] > seam["lengths"]["ok"] > 0
    assert "of the seam that was seen to pass 100% was judged" in capsys.readouterr().out
    assert made.journal.folder is not None
    with JournalReader(made.journal.folder / FILE) as reader:
        covered = [body for body in (entry.body for entry in reader.entries()) if isinstance(body, Coverage)]
    assert [round(sum(body.lengths.values()), 1) for body in covered] == [round(passed, 1)]


def test_an_inspection_that_fails_is_a_record_of_that(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(number: int) -> Probabilities:
        if number == 3:
            raise StationError("the worker died")
        return SOUND

    made = inspected(clip, monkeypatch, breaks)
    assert made.error is not None
    check = check_folder(data_folder() / "journal")
    assert (check.is_sound, check.sessions[0].is_ended) == (True, True)
    with JournalReader(data_folder() / "journal" / "000001" / FILE) as reader:
        end = list(reader.entries())[-1].body
    assert isinstance(end, End)
    assert (end.why, end.problem, end.frames["OK"]) == ("failed", "the worker died", 3)


def test_a_journal_that_can_t_be_written_is_told_at_the_end(
    clip: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StationError("disk full")

    monkeypatch.setattr(storage, "add_rows", refuse)
    print_inspected(inspected(clip, monkeypatch, lambda number: SOUND))
    assert f"not in the journal: {COUNT} frames (disk full)" in capsys.readouterr().out


class Lamp(ScriptedCamera):
    """A camera over cloth that lies still, whose lamp is darker from a frame on; each frame waits till the one before is judged."""

    def __init__(self, *, frames: int, darker_from: int) -> None:
        cloth = np.random.default_rng(3).integers(60, 160, (192, 256, 3), np.uint8)
        dark = (cloth * 0.78).astype(np.uint8)
        super().__init__([cloth if number < darker_from else dark for number in range(frames)])
        self.turn = threading.Semaphore()
        self.now = 0.0

    def read(self) -> Frame | None:
        assert self.turn.acquire(timeout=10)
        self.now += 0.2
        return super().read()


@pytest.mark.parametrize("on_drift", ["tell", "stop"])
def test_a_lamp_that_grows_darker_is_told_journalled_and_in_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], on_drift: str
) -> None:
    camera = Lamp(frames=50, darker_from=25)

    def answer(number: int) -> Probabilities:
        camera.turn.release()
        return SOUND

    monkeypatch.setattr(watching, "Inspection", partial(Inspection, clock=lambda: camera.now))
    load_settings().change("inspection", drift=on_drift)
    made = inspected(tmp_path, monkeypatch, answer, camera=camera)
    (change,) = made.summary["drift"]
    assert (change["change"], change["against"], change["share"]) == (
        "darker",
        "before",
        pytest.approx(-0.22, abs=0.02),
    )
    assert (made.summary["check"], made.summary["withheld"]) == ("not demanded", DRIFTED if on_drift == "stop" else "")
    said = " ".join(capsys.readouterr().out.split())
    assert re.search(r"the picture has changed: darker than before by \d\d\.\d %\. Look at the lamp and the lens", said)
    assert ("NO RESULT while it is so" in said) is (on_drift == "stop")
    counted = made.summary["verdicts"]
    assert counted["OK"] + counted["NO RESULT"] == 50
    assert (counted["NO RESULT"] > 5) is (on_drift == "stop")
    assert made.journal.folder is not None
    with JournalReader(made.journal.folder / FILE) as reader:
        notes = [body for body in (entry.body for entry in reader.entries()) if isinstance(body, Check)]
    assert {(note.name, note.detail["change"]) for note in notes} == {("drift", "darker")}


def test_pictures_of_another_shape_than_the_run_was_trained_on_are_refused(
    clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = base_run().card.model_copy(update={"pictures": ((1280, 720),)})
    with pytest.raises(StationError, match="trained on pictures of 1280 x 720; these are of 64 x 48"):
        inspected(clip, monkeypatch, lambda number: SOUND, run=Run(base_run().folder, card))
