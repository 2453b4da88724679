"""The threads under the labelling tab: frames decoded ahead within bounds, commands in their order."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from station.core import storage
from station.core.attributes import SEAM
from station.core.clips import Clip
from station.core.errors import GivenUp, StationError
from station.core.frame import Frame
from station.core.images import to_network_size
from station.core.label_desk import Kept, LabelDesk
from station.core.label_journal import journal_of
from station.core.project import Project, create_project
from station.core.suggestion import Suggestion
from station.core.tables import read_table
from station.live import clip_reader
from station.live.answers import Answered
from station.live.clip_overview import clip_lengths, overview
from station.live.clip_process import ClipCounter
from station.live.clip_reader import ClipReader
from station.live.jobs import Job, Stopped
from station.live.labelling import Labelling, Seen
from station.live.suggestions import runs_for, suggest
from station.model.runs import Run
from tests.ui.filming import film

FRAMES = 40
PATIENCE = 10.0
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß")


@pytest.fixture
def clip(project: Project) -> Path:
    return film(project.videos / "Naht ü.mp4", frames=FRAMES)


class Told:
    """Waits until something was told often enough."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self._changed = threading.Condition()

    def __call__(self, *what: Any) -> None:
        with self._changed:
            self.all.append(what[0] if what else None)
            self._changed.notify_all()

    def until(self, is_so: Callable[[list[Any]], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: is_so(self.all), PATIENCE), self.all


def read(path: Path, **more: Any) -> ClipReader:
    reader = ClipReader(path, **({"open_clip": Clip} | more))  # how a child decodes is tried in test_clip_process
    reader.start()
    assert reader.facts().frames == FRAMES
    return reader


def end(reader: ClipReader) -> None:
    reader.stop()
    assert reader.wait(PATIENCE)


def test_frames_are_those_of_the_clip_and_the_next_ones_are_there_before_they_are_asked_for(clip: Path) -> None:
    arrived = Told()
    reader = read(clip, arrived=arrived)
    assert reader.look(7) is None
    arrived.until(lambda told: 7 in told)
    found = reader.ready(7)
    assert isinstance(found, Frame)
    reader.fetch(39)  # all before it were decoded first, or it was asked for in between
    with Clip(clip) as decoded:
        assert np.array_equal(found.picture, decoded.frame(7).picture)
        assert np.array_equal(reader.fetch(3).picture, decoded.frame(3).picture)
    end(reader)


def test_the_newest_look_wins(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, decoded = threading.Event(), []
    decode = clip_reader._frame_or_error

    def slow(opened: Clip, number: int, *, is_wanted: Callable[[], bool]) -> Frame | StationError:
        decoded.append(number)
        assert gate.wait(PATIENCE)
        return decode(opened, number, is_wanted=is_wanted)

    monkeypatch.setattr(clip_reader, "_frame_or_error", slow)
    arrived = Told()
    reader = read(clip, arrived=arrived)
    for number in (30, 20, 25):
        reader.look(number)
    gate.set()
    arrived.until(lambda told: 25 in told)
    assert decoded.index(25) <= 1  # what was under way, and then the newest
    assert 30 not in arrived.all
    end(reader)


def test_the_kept_frames_are_bounded_and_lie_around_the_one_on_screen(clip: Path) -> None:
    room = 10
    arrived = Told()
    reader = read(clip, cache_bytes=room * 96 * 64 * 3, arrived=arrived)
    for number in (0, 35, 12):
        reader.look(number)
        arrived.until(lambda told, number=number: number in told)  # type: ignore[misc]
    for number in range(13, 22):
        reader.look(number)
        reader.fetch(number)
        assert len(reader._frames) <= room
    for number in range(22, 5, -1):
        reader.look(number)
        reader.fetch(number)
        assert len(reader._frames) <= room
    end(reader)
    assert not reader._frames


def test_what_is_decoded_in_vain_is_given_up_for_a_jump(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, given_up = threading.Event(), []
    decode = clip_reader._frame_or_error

    def endless(opened: Clip, number: int, *, is_wanted: Callable[[], bool]) -> Frame | StationError:
        if number != 1:
            return decode(opened, number, is_wanted=is_wanted)
        under_way.set()
        while is_wanted():
            under_way.wait(0.001)
        given_up.append(number)
        raise GivenUp

    monkeypatch.setattr(clip_reader, "_frame_or_error", endless)
    arrived = Told()
    reader = read(clip, arrived=arrived)
    reader.look(0)
    assert under_way.wait(PATIENCE)  # the next frame, ahead of being looked at
    reader.look(30)
    arrived.until(lambda told: 30 in told)
    assert given_up[0] == 1
    end(reader)


def test_steps_on_and_one_back_were_decoded_before_and_so_was_where_a_leap_leads(clip: Path) -> None:
    arrived = Told()
    reader = read(clip, arrived=arrived, cache_bytes=30 * 96 * 64 * 3)
    reader.look(5)
    arrived.until(lambda told: 5 in told)
    before = reader.looks
    for number in range(6, 20):
        reader.fetch(number)  # at a student's pace they are there: a test does not wait for that
        assert isinstance(reader.look(number), Frame)
        assert isinstance(reader.look(number - 1), Frame)
        reader.look(number)
    assert (reader.looks.hits - before.hits, reader.looks.misses) == (3 * 14, before.misses)
    reader.expect(0)
    arrived_there = threading.Event()
    while not isinstance(reader.ready(0), Frame):
        assert not arrived_there.wait(0.01)
    end(reader)


@pytest.mark.parametrize("breaks", ["opening", "decoding"])
def test_what_nobody_foresaw_is_heard_and_keeps_nobody_waiting(
    clip: Path, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: heard.append(fault.exc_type))

    def broken(*_: object, **__: object) -> Clip:
        raise ZeroDivisionError("by zero")

    if breaks == "decoding":
        monkeypatch.setattr(clip_reader, "_frame_or_error", broken)
    reader = ClipReader(clip, open_clip=broken if breaks == "opening" else Clip)
    reader.start()
    with pytest.raises(StationError, match=r"can't be read any more \(ZeroDivisionError: by zero\)"):
        reader.fetch(3)
    if breaks == "opening":
        with pytest.raises(StationError, match="can't be read any more"):
            reader.facts()
    end(reader)
    assert heard == [ZeroDivisionError]


def test_a_clip_that_comes_to_no_end_of_opening_is_left_at_once(project: Project, clip: Path) -> None:
    failed, ended = Told(), Told()

    def hangs(path: Path, /, *, is_wanted: Callable[[], bool] = lambda: True) -> Clip:
        while is_wanted():
            threading.Event().wait(0.01)
        raise GivenUp

    labelling = labelling_of(project, clip, Told(), failed=failed, ended=ended, open_clip=hangs)
    labelling.stop()
    assert labelling.wait(PATIENCE)
    ended.until(lambda told: len(told) == 1)
    assert not failed.all  # it was left, and nothing is wrong with it


def test_a_clip_that_is_none_is_refused_to_whoever_waits(project: Project) -> None:
    path = project.videos / "none.mp4"
    path.write_bytes(b"nothing")
    failed = Told()
    reader = ClipReader(path, failed=failed)
    reader.start()
    with pytest.raises(StationError, match="could not be opened"):
        reader.facts()
    with pytest.raises(StationError, match="could not be opened"):
        reader.fetch(0)
    failed.until(lambda told: len(told) == 1)
    assert reader.wait(PATIENCE)


def labelling_of(project: Project, clip: Path, seen: Told, **more: Any) -> Labelling:
    made = Labelling(
        project,
        clip,
        labeller="Änne",
        kept=more.pop("kept", None),
        clock=lambda: NOW,
        seen=seen,
        failed=more.pop("failed", Told()),
        **more,
    )
    made.start()
    return made


def test_commands_are_done_in_their_order_and_all_of_them_before_the_end(project: Project, clip: Path) -> None:
    seen = Told()
    labelling = labelling_of(project, clip, seen)
    for number in range(FRAMES):
        labelling.do(partial(LabelDesk.toggle, name="error"))
        labelling.do(LabelDesk.save)
        labelling.do(partial(LabelDesk.step, frames=1))
        assert labelling.serial == 3 * number + 3
    labelling.stop()  # at once: what was ordered is done all the same
    assert labelling.wait(PATIENCE)
    last: Seen = seen.all[-1]
    assert last.serial == 3 * FRAMES
    assert [one.serial for one in seen.all] == list(range(3 * FRAMES + 1))
    assert {n: values[1] for n, values in last.desk.labels.items()} == {n: n % 2 == 0 for n in range(FRAMES)}
    kept = labelling.kept()
    assert kept is not None
    assert kept.number == FRAMES - 1


def test_an_error_is_told_with_what_is_on_the_desk_and_the_next_command_is_done(project: Project, clip: Path) -> None:
    seen = Told()
    labelling = labelling_of(project, clip, seen)
    seen.until(lambda told: len(told) == 1)
    project.label_table("Naht ü").write_text(",name,good,error,break,length\n", encoding="utf-8")
    labelling.do(LabelDesk.save)
    labelling.do(partial(LabelDesk.step, frames=2))
    labelling.stop()
    assert labelling.wait(PATIENCE)
    assert "changed by somebody else" in str(seen.all[1].error)
    assert (seen.all[2].error, seen.all[2].desk.number, seen.all[2].desk.labels) == (None, 2, {})


def test_a_range_is_stopped_by_its_job(project: Project, clip: Path) -> None:
    seen, failed, steps = Told(), Told(), Told()
    labelling = labelling_of(project, clip, seen)
    labelling.do(LabelDesk.mark)
    labelling.do(partial(LabelDesk.jump, number=FRAMES - 1))
    job: Job

    def step(step: Any) -> None:
        steps(step)
        job.stop()

    job = Job("range", labelling.long(LabelDesk.save_range), ended=Told(), failed=failed, stepped=step)
    job.start()
    failed.until(lambda told: len(told) == 1)
    assert isinstance(failed.all[0], Stopped)
    labelling.stop()
    assert labelling.wait(PATIENCE)
    assert len(seen.all[-1].desk.labels) < FRAMES


def test_a_clip_that_is_opened_again_waits_for_its_end_and_takes_over_what_was_not_saved(
    project: Project, clip: Path
) -> None:
    first_seen, second_seen = Told(), Told()
    first = labelling_of(project, clip, first_seen)
    for _ in range(20):
        first.do(LabelDesk.save)
        first.do(partial(LabelDesk.step, frames=1))
    first.do(partial(LabelDesk.toggle, name="break"))
    first.stop()
    second = labelling_of(project, clip, second_seen, after=first, kept=Kept(1))
    second_seen.until(lambda told: len(told) == 1)
    desk = second_seen.all[0].desk
    assert (desk.number, set(desk.labels), set(desk.drafts)) == (20, set(range(20)), {20})
    second.stop()
    assert second.wait(PATIENCE)


class Fake:
    """Says of each picture how bright it is."""

    def __init__(self) -> None:
        self.asked: list[np.ndarray[Any, Any]] = []

    def ask(self, pictures: np.ndarray[Any, Any], *, maps: bool) -> int:
        assert not maps
        self.asked.append(pictures)
        return len(self.asked)

    def answer(self, number: int) -> Answered:
        bright = self.asked[number - 1].mean(axis=(1, 2, 3)) / 255
        return Answered(np.stack([bright, bright, bright, 1 - bright], axis=1).astype(np.float32), {})


def test_every_frame_is_answered_in_its_place(project: Project, clip: Path) -> None:
    (run,) = runs_for(project)
    assert run.folder.parent.name == "base"

    @contextmanager
    def load(asked: Run, job: Job) -> Iterator[Fake]:
        assert asked is run
        del job
        yield Fake()

    ended = Told()
    job = Job(
        "ask",
        lambda job: suggest(clip, run=run, attributes=SEAM, job=job, load=load),
        ended=ended,
        failed=ended,
        stepped=Told(),
    )
    job.start()
    ended.until(lambda told: len(told) == 1)
    found = ended.all[0]
    with Clip(clip) as decoded:
        bright = [frame.picture.mean() / 255 for frame in decoded.frames()]
    theirs = [attribute.name for attribute in run.card.attributes]
    assert set(theirs) <= set(SEAM.names)
    for name, column in zip(SEAM.names, found.probabilities.T, strict=True):
        if name not in theirs:
            assert np.isnan(column).all()
        else:
            expected = 1 - np.array(bright) if theirs.index(name) == 3 else bright
            assert np.allclose(column, expected, atol=0.02)


def raw_names(project: Project) -> list[str]:
    """The pictures of the table's rows as another program sees them."""
    lines = project.label_table("Naht ü").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[1] for line in lines]


def test_a_large_table_is_up_to_date_for_other_programs_once_it_is_calm_and_at_the_end(
    project: Project, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.live.labelling.CALM_SECONDS", 0.05)
    monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 1)
    journal = journal_of(project.label_table("Naht ü"))
    seen = Told()
    labelling = labelling_of(project, clip, seen)
    for _ in range(3):
        labelling.do(LabelDesk.save_and_go_on)
    seen.until(lambda told: len(told) == 4)
    calm = threading.Event()
    while journal.exists():
        assert not calm.wait(0.01)
    assert raw_names(project) == [f"Naht ü_{n}.png" for n in range(3)]
    monkeypatch.setattr("station.live.labelling.CALM_SECONDS", 60.0)
    labelling.do(LabelDesk.save_and_go_on)
    seen.until(lambda told: len(told) == 5)
    assert journal.exists()
    labelling.stop()
    assert labelling.wait(PATIENCE)
    assert len(raw_names(project)) == 4
    assert not journal.exists()


def test_a_table_that_cannot_be_brought_up_to_date_is_told_once_and_loses_nothing(
    project: Project, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.live.labelling.CALM_SECONDS", 0.05)
    monkeypatch.setattr("station.live.labelling.HELD_SECONDS", 0.05)
    monkeypatch.setattr("station.core.label_file.JOURNAL_FROM", 1)
    table, seen = project.label_table("Naht ü"), Told()
    labelling = labelling_of(project, clip, seen)
    labelling.do(LabelDesk.save_and_go_on)
    write = storage.write_bytes

    def held(path: Path, data: bytes) -> None:
        if path == table:
            raise StationError(f"{path} is held by Excel")
        write(path, data)

    seen.until(lambda told: len(told) == 2)
    monkeypatch.setattr(storage, "write_bytes", held)
    labelling.do(LabelDesk.save_and_go_on)
    seen.until(lambda told: len(told) == 4)
    assert [str(one.error) for one in seen.all if one.error] == [f"{table} is held by Excel"]
    for count in (1, 2):
        labelling.do(LabelDesk.save_and_go_on)  # still saved, and tried again
        seen.until(lambda told, count=count: len(told) == 4 + count)  # type: ignore[misc]
    labelling.stop()
    assert labelling.wait(PATIENCE)
    assert [one.error for one in seen.all[4:]] == [None, None]
    assert len(raw_names(project)) == 1
    assert len(read_table(table, attributes=SEAM).rows) == 4


class FakeLabeller:
    """Is at a frame, has labelled some, and has some decoded."""

    def __init__(self, position: int, *, labelled: range = range(0), decoded: dict[int, Frame] | None = None) -> None:
        self.position = position
        self.labels: Mapping[int, tuple[bool, ...]] = dict.fromkeys(labelled, (True,) * 4)
        self.decoded = decoded or {}
        self.ways_given = 0

    def ready(self, number: int) -> Frame | None:
        return self.decoded.get(number)

    def give_way(self) -> None:
        self.ways_given += 1


class Numbering(Fake):
    """Knows the frames by their brightness, and does something after the first answer."""

    def __init__(self, bright: list[float], then: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.batches: list[list[int]] = []
        self._bright = np.array(bright)
        self._then = then
        self._is_asked = False

    def ask(self, pictures: np.ndarray[Any, Any], *, maps: bool) -> int:
        assert not self._is_asked, "one question at a time"
        self._is_asked = True
        means = pictures.mean(axis=(1, 2, 3))
        self.batches.append([int(np.abs(self._bright - mean).argmin()) for mean in means])
        return super().ask(pictures, maps=maps)

    def answer(self, number: int) -> Answered:
        self._is_asked = False
        self._then()
        return super().answer(number)


def asked_of(
    clip: Path, project: Project, labeller: FakeLabeller, monkeypatch: pytest.MonkeyPatch, **more: Any
) -> tuple[Numbering, Suggestion, list[Suggestion]]:
    """Ask about a clip; what was asked in which order, what came, and what came on the way."""
    (run,) = runs_for(project)
    monkeypatch.setattr("station.live.suggestions.BATCH", 4)
    monkeypatch.setattr("station.live.suggestions.TOLD_SECONDS", -1.0)
    size = run.card.image_size
    with Clip(clip) as decoded:
        bright = [float(to_network_size(frame.picture, size=size).mean()) for frame in decoded.frames()]
    assert len({round(b, 3) for b in bright}) == len(bright)
    network, came = Numbering(bright, more.pop("then", lambda: None)), list[Suggestion]()

    @contextmanager
    def load(_: Run, job: Job) -> Iterator[Fake]:
        del job
        yield network

    job = Job("ask", lambda job: None, ended=Told(), failed=Told(), stepped=Told())
    found = suggest(clip, run=run, attributes=SEAM, job=job, load=load, labeller=labeller, came=came.append, **more)
    return network, found, came


def test_the_frames_ahead_are_answered_first_and_a_jump_changes_which_they_are(
    project: Project, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Clip(clip) as opened:
        decoded = {n: opened.frame(n) for n in range(10, 18)}
    labeller = FakeLabeller(10, labelled=range(11, 20), decoded=decoded)

    def jump() -> None:
        labeller.position = 30

    network, found, came = asked_of(clip, project, labeller, monkeypatch, then=jump)
    order = [number for batch in network.batches for number in batch]
    assert order[:4] == [10, 11, 12, 13]  # right ahead, whether labelled or not
    assert order[4:8] == [20, 21, 22, 23]  # picked before the answer came that made him jump
    assert order[8:12] == [30, 31, 32, 33]
    assert order[12:24] == [*range(34, 40), *range(6)]
    assert order[-6:] == list(range(14, 20))  # labelled ones come last
    assert sorted(order) == list(range(FRAMES))
    assert labeller.ways_given == FRAMES - 4 - 4  # the frames that somebody had decoded were not decoded again
    assert not np.isnan(found.probabilities[:, 0]).any()
    known = [int((~np.isnan(one.probabilities[:, 0])).sum()) for one in came]
    assert known[:3] == [0, 4, 8]
    assert known == sorted(known)


def test_what_was_answered_before_is_not_asked_again(
    project: Project, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, came = asked_of(clip, project, FakeLabeller(20), monkeypatch)
    half = next(one for one in came if not np.isnan(one.probabilities[20:40, 0]).any())
    network, found, _ = asked_of(clip, project, FakeLabeller(0), monkeypatch, known=half)
    assert [n for batch in network.batches for n in batch] == list(range(20))
    assert not np.isnan(found.probabilities[:, 0]).any()


def test_the_overview_counts_frames_once_and_names_what_cannot_be_opened(
    project: Project, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.videos / "broken.mp4").write_bytes(b"nothing")
    found = overview(project)
    assert [path.name for path in found.clips] == ["Naht ü.mp4", "broken.mp4"]
    lengths = Told()
    for _ in range(2):
        job = Job(
            "lengths", lambda job: clip_lengths(found.clips, job=job), ended=lengths, failed=lengths, stepped=Told()
        )
        job.start()
        lengths.until(lambda told: len(told) >= 1)
        assert job.wait(PATIENCE)
        monkeypatch.setattr(ClipCounter, "frames", None)  # the second time nothing is opened
    assert lengths.all == [{"Naht ü.mp4": FRAMES, "broken.mp4": 0}] * 2
