"""What a camera worker tells is checked: one that was taken over is ended, and hurts nobody."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

import numpy as np
import pytest

from station.core.camera_messages import (
    AllottedMemory,
    CameraOpened,
    Device,
    OpenCamera,
    PictureSize,
    Setting,
    Shot,
    Taken,
)
from station.core.device import Control
from station.core.errors import StationError
from station.core.messages import Ready, Reply, Request
from station.core.shared_pictures import PictureSlots, SharedPictures
from station.live.camera_link import CameraLink
from station.live.link import WorkerGone
from station.live.patience import Limits

WIDTH, HEIGHT = 32, 24


class Puppet:
    """A worker that tells what a test says."""

    def __init__(self, shared: SharedPictures) -> None:
        self.asked: SimpleQueue[Request] = SimpleQueue()
        self.told: SimpleQueue[Reply | None] = SimpleQueue()
        self.killed = threading.Event()
        self.shared = shared
        self.slots: PictureSlots | None = None

    def send(self, request: Request) -> None:
        self.asked.put(request)

    def receive(self) -> Reply:
        reply = self.told.get()
        if reply is None:
            raise WorkerGone("the camera worker ended unexpectedly")
        return reply

    def kill(self) -> None:
        self.killed.set()
        self.told.put(None)

    def close(self, *, patience_s: float, reader: threading.Thread) -> None:
        del patience_s
        self.told.put(None)
        reader.join()
        if self.slots is not None:
            self.slots.close()

    def open(self) -> None:
        """Be a camera whose first picture came."""
        assert isinstance(self.asked.get(), OpenCamera)
        self.told.put(CameraOpened(None, ()))
        self.told.put(PictureSize(WIDTH, HEIGHT))
        request = self.asked.get()
        assert isinstance(request, AllottedMemory)
        self.slots = PictureSlots(request.handle, (WIDTH, HEIGHT))
        self.show(0, slot=0)

    def show(self, number: int, *, slot: int, value: int = 9) -> None:
        assert self.slots is not None
        self.slots.put(slot, np.full((HEIGHT, WIDTH, 3), value, np.uint8))
        self.told.put(Shot(number, number / 30, 0.0, slot))


class Stage:
    """A link over a puppet."""

    def __init__(self) -> None:
        puppets: list[Puppet] = []

        def start(shared: SharedPictures) -> Puppet:
            puppets.append(Puppet(shared))
            return puppets[-1]

        self.link = CameraLink(start, limits=Limits(open_s=10, first_s=10, silent_s=10))  # type: ignore[arg-type]
        (self.puppet,) = puppets

    def open(self) -> None:
        opening = threading.Thread(target=self.puppet.open)
        opening.start()
        self.link.open(OpenCamera("0"))
        opening.join()


@pytest.fixture
def stage() -> "Stage":
    return Stage()


def test_a_frame_is_copied_out_once_and_its_slot_given_back(stage: Stage) -> None:
    stage.open()
    first = stage.link.next()
    stage.puppet.show(4, slot=0, value=200)
    second = stage.link.next()
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (0, 4)
    assert (first.picture == 9).all()
    assert (second.picture == 200).all()
    assert not first.picture.flags.writeable
    assert [stage.puppet.asked.get(timeout=10) for _ in range(2)] == [Taken(0), Taken(0)]
    stage.link.close()


def test_a_slow_reader_gets_the_newest_two_and_the_numbers_tell_the_rest(stage: Stage) -> None:
    stage.open()
    for number in range(1, 50):
        stage.puppet.show(number, slot=number % 4)
    while stage.link._newest < 49:
        stage.puppet.asked.get(timeout=10)
    numbers = [frame.number for frame in (stage.link.next(), stage.link.next()) if frame is not None]
    assert numbers == [48, 49]
    stage.link.close()


@pytest.mark.parametrize(
    ("nonsense", "said"),
    [
        (lambda: Shot(0, 0.0, 0.0, 1), "told frame 0 after frame 0"),
        (lambda: Shot(1, 0.0, 0.0, 4), "one of 4 slots"),
        (lambda: Shot(1, 0.0, 0.0, 1 << 50), "one of 4 slots"),
        (lambda: PictureSize(16384, 16384), "can't be 16384 x 16384"),
        (lambda: PictureSize(1, 1), "can't be 1 x 1 pixels now"),
        (lambda: Ready(0.0), "told Ready"),
    ],
)
def test_nonsense_is_told_and_no_frame_comes_of_it(stage: Stage, nonsense: Callable[[], Reply], said: str) -> None:
    stage.open()
    assert stage.link.next() is not None
    stage.puppet.told.put(nonsense())
    with pytest.raises(StationError, match=said):
        stage.link.next()
    stage.puppet.show(7, slot=0)
    with pytest.raises(StationError, match=said):
        stage.link.next()
    assert not stage.link.is_idle
    stage.link.close()


def test_a_picture_before_its_size_is_refused(stage: Stage) -> None:
    stage.puppet.told.put(CameraOpened(None, ()))
    stage.puppet.told.put(Shot(0, 0.0, 0.0, 0))
    with pytest.raises(StationError, match="one of 4 slots"):
        stage.link.open(OpenCamera("0"))
    stage.link.close()


def test_a_time_that_never_was_is_put_right(stage: Stage) -> None:
    stage.open()
    assert stage.link.next() is not None
    assert stage.puppet.slots is not None
    for number, came_s in ((1, 1e12), (2, -1e12)):
        stage.puppet.told.put(Shot(number, 0.0, came_s, 0))
        frame = stage.link.next()
        assert frame is not None
        assert frame.arrived_s is not None
        assert stage.link._begun_s <= frame.arrived_s <= stage.link._heard_s
    stage.link.close()


def test_values_that_are_no_numbers_never_pass() -> None:
    import msgspec

    from station.core.messages import _encoder, _replies

    good = Setting(Control.GAIN, 1.0, 0.0, 2.0)
    device = Device(0, "x", 0, "")
    for reply in (
        CameraOpened(None, (Setting(Control.GAIN, float("nan"), 0.0, 1.0),)),
        CameraOpened(None, (good,) * 4),
        CameraOpened(Device(-1, "x", 0, ""), ()),
        CameraOpened(Device(0, "x" * 5000, 0, ""), ()),
        PictureSize(0, 4),
        PictureSize(4, 1 << 20),
        Shot(-1, 0.0, 0.0, 0),
        Shot(1 << 60, 0.0, 0.0, 0),
        Shot(0, float("nan"), 0.0, 0),
        Shot(0, 0.0, float("inf"), 0),
        Shot(0, 0.0, 0.0, -1),
    ):
        with pytest.raises(msgspec.ValidationError):
            _replies.decode(_encoder.encode(reply))
    assert _replies.decode(_encoder.encode(CameraOpened(device, (good,)))) == CameraOpened(device, (good,))
