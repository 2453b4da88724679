"""A clip that is decoded by a child gives what it gives when it is decoded here; and only the child dies or hangs of it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from station.core.cameras import ClipCamera
from station.core.clips import Clip
from station.core.errors import GivenUp, StationError
from station.core.frame import Picture
from station.core.messages import ClipFrame, ClipOpened, NoFrame, ReadClip
from station.core.shared_pictures import SharedPictures
from station.live import clip_process, decoder_link
from station.live.clip_process import ASKED_AHEAD, ClipCounter, ClipProcess
from station.live.decoder_link import DecoderLink
from station.live.jobs import Job, Stopped
from station.live.link import Worker
from tests.live.fake_cameras import expect_given_up
from tests.ui.filming import film

FRAMES = 12
DOING = """
import os, sys, time
from station import decode_role, worker
read = decode_role.DecodeRole._read
def instead(self, clip, slots, request):
    if request.number in (3, 7):
        {doing}
    return read(self, clip, slots, request)
decode_role.DecodeRole._read = instead
sys.argv[1:] = ["decode"]
sys.exit(worker.main())
"""


OPENING = """
import sys, time
from station import decode_role, worker
decode_role.DecodeRole._open = lambda *_: time.sleep(999)
sys.argv[1:] = ["decode"]
sys.exit(worker.main())
"""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Prüfung ä ß 日本") / "strip.mp4"
    film(path, frames=FRAMES)
    return path


@pytest.fixture
def opened(clip: Path) -> Iterator[ClipProcess]:
    with closing(ClipProcess(clip)) as made:
        yield made


def doing(what: str) -> Callable[[], DecoderLink]:
    """Decoders that do something else at the frames 3 and 7."""
    return decoders(DOING.format(doing=what))


def decoders(program_text: str) -> Callable[[], DecoderLink]:
    """Decoders that run a program of their own."""
    program = (sys.executable, "-c", program_text)

    def start(shared: SharedPictures) -> Worker:
        return Worker("decode", program=program, inherits=shared.descriptors)

    return lambda: DecoderLink(start)


def test_its_frames_are_those_of_the_clip(opened: ClipProcess, clip: Path) -> None:
    with Clip(clip) as here:
        assert (opened.size, len(opened), opened.rate) == (here.size, len(here), here.rate)
        for number in (0, 5, 4, 11, 0):
            there, expected = opened.frame(number), here.frame(number)
            assert (there.number, there.time_s) == (expected.number, expected.time_s)
            assert np.array_equal(there.picture, expected.picture)
        for there, expected in zip(opened.frames(start=2), here.frames(start=2), strict=True):
            assert there.number == expected.number
            assert np.array_equal(there.picture, expected.picture)


def test_a_frame_that_was_asked_ahead_is_left_for_another(opened: ClipProcess) -> None:
    frames = opened.frames()
    assert next(frames).number == 0
    assert opened.frame(9).number == 9
    assert next(frames).number == 1
    with pytest.raises(StationError, match="has the frames 0 to 11"):
        opened.frame(12)


class Gaps:
    """A decoder of a clip that has only some of its frames. Asked to leave one, it leaves all that wait, as the worker does."""

    def __init__(self, there: Sequence[int]) -> None:
        self.asked: list[int] = []
        self._there = there
        self._left: set[int] = set()

    def open(self, path: Path, *, is_wanted: Callable[[], bool]) -> ClipOpened:
        del path, is_wanted
        return ClipOpened(FRAMES, 25.0, 8, 6)

    def allot(self, size: tuple[int, int]) -> None:
        del size

    def send(self, request: ReadClip) -> None:
        self.asked.append(request.number)

    def receive(self, *, is_wanted: Callable[[], bool]) -> ClipFrame | NoFrame:
        number = self.asked.pop(0)
        if not is_wanted():
            self._left.update((number, *self.asked))
        if number in self._left:
            raise GivenUp
        found = next((there for there in self._there if there >= number), None)
        return NoFrame() if found is None else ClipFrame(found, found / 25)

    def take(self, slot: int) -> Picture:
        return np.full((6, 8, 3), slot, np.uint8)

    def close(self) -> None:
        return


def with_gaps(*there: int) -> tuple[ClipProcess, Gaps]:
    link = Gaps(there)
    return ClipProcess(Path("clip.mp4"), take=lambda: cast("DecoderLink", link)), link


def test_gaps_in_a_clip_lose_and_double_no_frame() -> None:
    opened, _ = with_gaps(0, 4, 8, 9)
    assert [frame.number for frame in opened.frames()] == [0, 4, 8, 9]
    opened, _ = with_gaps(*range(FRAMES))
    frames = opened.frames()
    assert [next(frames).number for _ in range(3)] == [0, 1, 2]
    assert opened.frame(4).number == 4  # the one after the next, which was asked for ahead as well


def test_the_decoder_never_waits_to_be_asked() -> None:
    opened, link = with_gaps(*range(FRAMES))
    asked = [list(link.asked) for _ in opened.frames()]
    assert asked[0] == [1, 2]
    assert all(len(waiting) == ASKED_AHEAD for waiting in asked[:-2])
    assert asked[-2:] == [[FRAMES - 1], []]


def test_a_decoder_that_is_killed_costs_one_frame(opened: ClipProcess) -> None:
    assert opened.frame(1).number == 1
    assert opened._link is not None
    opened._link.kill()
    opened._link._worker._process.wait()
    with pytest.raises(StationError, match="frame 2 of"):
        opened.frame(2)
    assert opened.frame(3).number == 3
    with pytest.raises(StationError, match="frame 2 of"):
        opened.frame(2)


def test_frames_that_kill_their_decoder_are_left_out(clip: Path) -> None:
    with closing(ClipProcess(clip, take=doing("os.abort()"))) as opened:
        assert [frame.number for frame in opened.frames()] == [n for n in range(FRAMES) if n not in (3, 7)]
        with pytest.raises(StationError, match="frame 7 of"):
            opened.frame(7)
        assert opened.frame(8).number == 8


def test_a_clip_that_kills_decoder_after_decoder_is_left_alone(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip_process, "MOST_DEATHS", 1)
    with closing(ClipProcess(clip, take=doing("os.abort()"))) as opened:
        assert [frame.number for frame in opened.frames()] == [0, 1, 2]
        with pytest.raises(StationError, match="frame 8 of"):
            opened.frame(8)


def test_a_decoder_that_hangs_is_ended(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(ClipProcess(clip, take=doing("time.sleep(999)"))) as opened:
        monkeypatch.setattr(decoder_link, "FRAME_SECONDS", 0.05)
        with pytest.raises(StationError, match="frame 3 of"):
            opened.frame(3)


def test_a_clip_is_given_up_while_a_frame_hangs(clip: Path) -> None:
    camera = ClipCamera(clip, open_clip=partial(ClipProcess, take=doing("time.sleep(999)")))
    camera.open()
    assert [frame.number for _ in range(3) if (frame := camera.read()) is not None] == [0, 1, 2]
    expect_given_up(camera)


def test_a_clip_is_given_up_while_its_opening_hangs(clip: Path) -> None:
    camera = ClipCamera(clip, open_clip=partial(ClipProcess, take=decoders(OPENING)))
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(camera.open)
        camera.give_up()
        with pytest.raises(StationError, match="is not open"):
            opening.result(10)


def test_a_frame_that_nobody_wants_any_more_is_given_up_though_it_hangs(clip: Path) -> None:
    with closing(ClipProcess(clip, take=doing("time.sleep(999)"))) as opened:
        for _ in range(2):  # it is not the frame's fault that nobody waited for it
            with pytest.raises(GivenUp):
                opened.frame(3, is_wanted=lambda: False)
        assert opened.frame(4).number == 4


def test_a_frame_that_nobody_wants_any_more_is_given_up(clip: Path) -> None:
    waiting = "while not self._is_stop_asked(): time.sleep(0.001)\n        return decode_role.NoFrame(is_given_up=True)"
    with closing(ClipProcess(clip, take=doing(waiting))) as opened:
        with pytest.raises(GivenUp):
            opened.frame(3, is_wanted=lambda: False)
        assert opened.frame(4).number == 4


def test_what_is_no_clip_is_refused_in_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "rubbish.mp4").write_bytes(b"rubbish" * 99)
    with pytest.raises(StationError) as here:
        Clip(tmp_path / "rubbish.mp4")
    with pytest.raises(StationError) as there:
        ClipProcess(tmp_path / "rubbish.mp4")
    assert str(there.value) == str(here.value)


def test_clips_are_counted_by_one_worker(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "rubbish.mp4").write_bytes(b"rubbish" * 99)
    links: list[DecoderLink] = []

    def take() -> DecoderLink:
        links.append(DecoderLink())
        return links[-1]

    job = Job("counting", print, ended=print, failed=print, stepped=print)
    with closing(ClipCounter(take)) as counter:
        assert [counter.frames(path, job=job) for path in (clip, tmp_path / "rubbish.mp4", clip)] == [FRAMES, 0, FRAMES]
        assert len(links) == 1
        links[0].kill()
        links[0]._worker._process.wait()
        assert [counter.frames(clip, job=job) for _ in range(2)] == [0, FRAMES]
        assert len(links) == 2


class Slow:
    """A decoder that never comes to an end with opening a clip."""

    def open(self, clip: Path, *, is_wanted: Callable[[], bool]) -> ClipOpened:
        del clip
        assert not is_wanted()
        raise GivenUp

    def close(self) -> None:
        return


def test_counting_ends_when_its_job_does(clip: Path) -> None:
    job = Job("counting", print, ended=print, failed=print, stepped=print)
    job.stop()
    with pytest.raises(Stopped), closing(ClipCounter(lambda: cast("DecoderLink", Slow()))) as counter:
        counter.frames(clip, job=job)
