"""The list of cameras comes from a worker where the system lets drivers take part in it: what brings that down leaves the window."""

import threading
from typing import TYPE_CHECKING

import pytest

from station import camera_role
from station.core.camera_messages import CamerasListed, Device, ListCameras
from station.core.device import CameraInfo
from station.live.camera_listing import list_cameras_by_worker
from station.live.link import WorkerGone

if TYPE_CHECKING:
    from station.core.messages import Reply

LAMP = CameraInfo(1, "Lamp Ä", 1400, r"\\?\usb#vid_1&pid_2", "")


class FakeWorker:
    """Answers as the camera role does, or hangs until it is killed."""

    def __init__(self, *, hangs: bool = False) -> None:
        self.closed = False
        self._killed = threading.Event()
        self._hangs = hangs

    def ask(self, request: ListCameras, *, expecting: type[CamerasListed]) -> CamerasListed:
        if self._hangs:
            self._killed.wait()
            raise WorkerGone("the camera worker ended unexpectedly")
        told: list[Reply] = []
        camera_role.CameraRole(lambda: False).serve(request, told.append)
        (reply,) = told
        assert isinstance(reply, expecting)
        return reply

    def kill(self) -> None:
        self._killed.set()

    def close(self) -> None:
        self.closed = True


def test_a_worker_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_role, "list_cameras", lambda: [LAMP])
    worker = FakeWorker()
    assert list_cameras_by_worker(lambda: worker) == [LAMP]
    assert worker.closed
    assert Device.of(LAMP).unpack() == LAMP


def test_a_driver_that_hangs_is_not_waited_for() -> None:
    worker = FakeWorker(hangs=True)
    with pytest.raises(WorkerGone):
        list_cameras_by_worker(lambda: worker, seconds=0.01)
    assert worker.closed
