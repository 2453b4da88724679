"""`station inspect` leaves a record too: of a file, whose gaps and faults are in it, and of one that fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from station.cli import watching
from station.cli.watching import Inspected, inspect_source
from station.core import storage
from station.core.cameras import ClipCamera
from station.core.clips import ClipWriter
from station.core.coverage import SIDE_WITHOUT_SCALE
from station.core.errors import StationError
from station.core.folders import data_folder
from station.core.frame import Frame
from station.core.journal_check import check_folder
from station.core.journal_entries import Begin, Coverage, End, FaultHeld, Frames, NetworkState, frames_of
from station.core.journal_file import FILE, JournalReader
from station.model.runs import Run
from tests.live.fake_network import BROKEN_SEAM, SOUND, FakeHelper, Probabilities, base_run

COUNT = 12


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä.mp4"
    with ClipWriter(path, size=(64, 48), rate=25) as writer:
        for number in range(COUNT):
            writer.write(Frame(np.full((48, 64, 3), 100, np.uint8), number, number / 25))
    return path


def inspected(
    clip: Path, monkeypatch: pytest.MonkeyPatch, answers: Callable[[int], Probabilities], *, frames: int | None = None
) -> Inspected:
    """Inspect a clip by a network that answers as it is told, by how many it was asked before."""
    asked: list[int] = []

    def answer(number: int, helper: FakeHelper) -> Probabilities:
        asked.append(number)
        return answers(len(asked) - 1)

    class FakeNetwork(FakeHelper):
        run = base_run()

        def ask(self, pictures: object, *, maps: bool = True) -> int:  # type: ignore[override]
            return super().ask(pictures)  # type: ignore[arg-type]

    @contextmanager
    def loading(run: Run, *, exact: bool, cores: int) -> Iterator[Callable[[], FakeNetwork]]:
        network = FakeNetwork(answer)
        yield lambda: network

    monkeypatch.setattr(watching, "loading", loading)
    return inspect_source(ClipCamera(clip), base_run(), frames=frames, out=None, named=str(clip))


def test_an_inspected_clip_is_a_session_with_its_frames_and_faults(
    clip: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = inspected(clip, monkeypatch, lambda number: BROKEN_SEAM if 4 <= number < 8 else SOUND)
    watching.print_inspected(made)
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
    assert [body.engine for body in said if isinstance(body, NetworkState)] == ["float32"]
    assert isinstance(end, End)
    assert (end.why, end.frames["NOT OK"], end.faults) == ("source ended", 4, 1)


def test_it_says_how_much_of_the_seam_passed_and_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, cloth = tmp_path / "moving.mp4", np.random.default_rng(5).integers(0, 255, (192, 500, 3), np.uint8)
    with ClipWriter(path, size=(256, 192), rate=25) as writer:
        for number in range(COUNT):
            writer.write(Frame(cloth[:, 16 * number : 16 * number + 256], number, number / 25))
    made = inspected(path, monkeypatch, lambda number: BROKEN_SEAM if number > 8 else SOUND)
    watching.print_inspected(made)
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
    watching.print_inspected(inspected(clip, monkeypatch, lambda number: SOUND))
    assert f"not in the journal: {COUNT} frames (disk full)" in capsys.readouterr().out
