"""A picture that is decoded by a child gives what it gives when it is decoded here; and only the child dies or hangs of it."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from station.core.cameras import FolderCamera
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import encode_png, read_picture, write_picture
from station.core.messages import NoFrame, PictureRead, ReadPicture, ReadPiece, Reply, Request
from station.core.shared_pictures import ROOM, SLOTS, PictureSlots, SharedPictures
from station.decode_role import DecodeRole
from station.live import decoder_link, picture_process
from station.live.decoder_link import DecoderLink
from station.live.jobs import Stopped
from station.live.link import Worker, WorkerGone
from station.live.picture_process import PictureProcess, load_apart
from tests.live.fake_cameras import expect_given_up
from tests.live.fakes import ReaderHere

COUNT = 7
SLOT_BYTES = 3 * ROOM[0] * ROOM[1]
DEADLY = """
import os, sys
from station import decode_role, worker
read = decode_role.read_picture
decode_role.read_picture = lambda path: os.abort() if path.name == "2.png" else read(path)
sys.argv[1:] = ["decode"]
sys.exit(worker.main())
"""
HANGING = "import time; time.sleep(999)"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("Prüfung ä ß 日本")
    made = [folder / f"{number}.png" for number in range(COUNT)]
    for number, path in enumerate(made):
        write_picture(path, np.random.default_rng(number).integers(0, 256, (48, 64 + number, 3), dtype=np.uint8))
    return made


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wider and higher than a slot of the shared memory: three pieces."""
    path = tmp_path_factory.mktemp("large") / "large.jpg"
    write_picture(path, np.broadcast_to(np.arange(2700, dtype=np.uint8)[:, None, None], (2700, 2000, 3)).copy())
    return path


class Decoders:
    """Starts decoders of this program, and keeps them."""

    def __init__(self, program: str) -> None:
        self.links: list[DecoderLink] = []
        self._program = (sys.executable, "-c", program)

    def take(self) -> DecoderLink:
        self.links.append(DecoderLink(self._start))
        return self.links[-1]

    def _start(self, shared: SharedPictures) -> Worker:
        return Worker("decode", program=self._program, inherits=shared.descriptors)


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureProcess]:
    with closing(PictureProcess()) as made:
        yield made


def test_pictures_are_those_that_are_decoded_here(reader: PictureProcess, paths: list[Path], large: Path) -> None:
    order = [*paths, large, *paths[:2], large, large]
    for index, path in enumerate(order):
        found = reader.read(path, then=order[index + 1 : index + 4])
        assert np.array_equal(found, read_picture(path)), path
    for at in (5, 0, 0, 3):  # what was asked ahead is not what is wanted
        assert np.array_equal(reader.read(paths[at], then=paths[1:4]), read_picture(paths[at]))


def test_what_is_no_picture_is_refused_in_the_same_words(
    reader: PictureProcess, paths: list[Path], tmp_path: Path
) -> None:
    (rubbish := tmp_path / "rubbish.png").write_bytes(b"rubbish" * 99)
    (empty := tmp_path / "empty.png").write_bytes(b"")
    (cut := tmp_path / "cut.png").write_bytes(paths[0].read_bytes()[:500])
    order = [rubbish, paths[0], empty, tmp_path / "missing.png", cut, paths[1]]
    for index, path in enumerate(order):
        if path in paths:
            assert reader.read(path, then=order[index + 1 :]).size
            continue
        with pytest.raises(StationError) as here:
            read_picture(path)
        with pytest.raises(StationError) as there:
            reader.read(path, then=order[index + 1 :])
        assert str(there.value) == str(here.value)


def test_a_picture_that_kills_its_decoder_is_named_and_the_others_come(paths: list[Path]) -> None:
    decoders = Decoders(DEADLY)
    camera = FolderCamera(paths[0].parent, open_reader=partial(PictureProcess, take=decoders.take))
    camera.open()
    frames = [frame for frame in iter(camera.read, None) if frame is not None]
    camera.close()
    assert [frame.number for frame in frames] == [0, 1, 3, 4, 5, 6]
    assert all(np.array_equal(frame.picture, read_picture(paths[frame.number])) for frame in frames)
    assert camera.problems == [
        f"{paths[2]} can't be opened: the process that decoded it died of it, and nothing else did"
    ]
    assert len(decoders.links) == 2
    assert all(link._worker.is_gone for link in decoders.links)


def test_a_picture_at_which_a_decoder_hangs_is_named_and_not_tried_again(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_link, "FRAME_SECONDS", 0.05)
    decoders = Decoders(HANGING)
    with closing(PictureProcess(take=decoders.take)) as reader:
        for _ in range(2):
            with pytest.raises(StationError, match=r"2\.png can't be opened: the process that decoded it died of it"):
                reader.read(paths[2], then=paths[3:])
        assert len(decoders.links) == 1
        assert decoders.links[0]._worker.is_gone


def test_who_gives_up_waits_no_longer_for_a_picture_that_hangs(paths: list[Path]) -> None:
    decoders, asked = Decoders(HANGING), 0

    def waiting() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise Stopped

    with closing(PictureProcess(take=decoders.take, waiting=waiting)) as reader:
        with pytest.raises(Stopped):
            reader.read(paths[2])
        assert decoders.links[0]._worker.is_gone


def test_a_folder_is_given_up_while_a_picture_hangs(paths: list[Path]) -> None:
    decoders = Decoders(HANGING)
    camera = FolderCamera(paths[0].parent, open_reader=partial(PictureProcess, take=decoders.take))
    camera.open()
    expect_given_up(camera)
    assert decoders.links[0]._worker.is_gone


def test_what_a_loading_tells_can_end_it_while_a_picture_hangs(
    paths: list[Path], own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hanging(ReaderHere):
        def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
            if path == paths[2]:
                self.waiting()
            return super().read(path, then=then)

    monkeypatch.setattr(picture_process, "PictureProcess", Hanging)
    told: list[tuple[int, int]] = []
    assert load_apart(paths[:4], size=(32, 24), progress=lambda *at: told.append(at)).kept == (0, 1, 2, 3)
    assert told == [(1, 4), (2, 4), (2, 4), (3, 4), (4, 4)]


class Scripted:
    """A decoder that answers what a test tells it to, as one that was taken over could."""

    def __init__(self, *replies: Reply | WorkerGone, is_gone: bool = False) -> None:
        self._replies = list(replies)
        self._is_gone = is_gone
        self.asked: list[Request] = []
        self.is_killed = False

    def allot(self, size: tuple[int, int]) -> None:
        assert size == ROOM

    def send(self, request: Request) -> None:
        if self._is_gone:
            raise WorkerGone("it is gone")
        self.asked.append(request)

    def receive(self, *, is_wanted: Callable[[], bool]) -> Reply:
        assert is_wanted()
        reply = self._replies.pop(0)
        if isinstance(reply, WorkerGone):
            raise reply
        return reply

    def take_piece(self, slot: int, into: np.ndarray) -> int:
        assert 0 <= slot < SLOTS
        return min(into.size, SLOT_BYTES)

    nonsense = DecoderLink.nonsense

    def kill(self) -> None:
        self.is_killed = True

    def close(self) -> None:
        return


def reading(*links: Scripted) -> PictureProcess:
    """Reads with one of these decoders after the other."""
    waiting = iter(links)
    return PictureProcess(take=lambda: next(waiting))  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(
    "replies",
    [
        (PictureRead(1 << 20, 1 << 20),),
        (PictureRead(20_000, 20_000),),
        (PictureRead(4000, 3000), PictureRead(4000, 3001)),
        (NoFrame(),),
    ],
)
def test_sizes_that_no_picture_has_are_refused(replies: tuple[Reply, ...]) -> None:
    with pytest.raises(StationError, match=r"a\.png can't be opened"):
        reading(liar := Scripted(*replies)).read(Path("a.png"))
    assert liar.is_killed


def test_a_decoder_that_died_while_it_rested_costs_no_picture() -> None:
    assert reading(Scripted(is_gone=True), Scripted(PictureRead(8, 6))).read(Path("a.png")).shape == (6, 8, 3)
    with pytest.raises(StationError, match="could not be started"):
        reading(Scripted(is_gone=True), Scripted(is_gone=True)).read(Path("a.png"))


def test_what_is_expected_is_asked_for_at_once_and_what_fails_is_told_where_it_is_read() -> None:
    paths = [Path(f"{number}.png") for number in range(9)]
    reader = reading(Scripted(is_gone=True), Scripted(is_gone=True), decoder := Scripted(PictureRead(8, 6)))
    reader.expect(paths)
    assert decoder.asked == []
    reader.expect(paths)
    assert decoder.asked == [ReadPicture(f"{number}.png".encode(), number) for number in range(SLOTS)]
    assert reader.read(paths[0]).shape == (6, 8, 3)
    reader.expect([])


def test_a_death_at_what_was_asked_ahead_is_not_laid_to_the_large_picture_before() -> None:
    one, two, three = Path("large.png"), Path("deadly.png"), Path("c.png")
    size = PictureRead(2000, 1500)
    first = Scripted(size, WorkerGone("it died"))
    second = Scripted(size, size, PictureRead(8, 6))
    reader = reading(first, second)
    assert reader.read(one, then=(two, three)).shape == (1500, 2000, 3)
    assert second.asked == [ReadPicture(b"large.png", 0), ReadPiece(0, SLOT_BYTES)]
    with pytest.raises(StationError, match=r"deadly\.png can't be opened"):
        reader.read(two, then=(three,))
    assert reader.read(three).shape == (6, 8, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens the memory by its name")
def test_the_role_gives_a_large_picture_in_pieces_and_forgets_it(large: Path, tmp_path: Path) -> None:
    shared, told = SharedPictures(), []
    shared.allot(ROOM)
    role = DecodeRole(lambda: False)
    (small := tmp_path / "small.png").write_bytes(encode_png(np.full((9, 9, 3), 7, np.uint8)))
    with pytest.raises(StationError, match="can't serve ReadPicture now"):
        role.serve(ReadPicture(b"x", 0), told.append)
    role._slots = PictureSlots(shared.handle, ROOM)
    role.serve(ReadPicture(os.fsencode(large), 1), told.append)
    role.serve(ReadPicture(os.fsencode(small), 0), told.append)
    for start in (SLOT_BYTES, 2 * SLOT_BYTES):
        role.serve(ReadPiece(1, start), told.append)
    assert told == [PictureRead(2000, 2700), PictureRead(9, 9), PictureRead(2000, 2700), PictureRead(2000, 2700)]
    with pytest.raises(StationError, match="can't serve ReadPiece now"):
        role.serve(ReadPiece(1, 0), told.append)
    shared.close()
