"""Which cameras this computer has, found out where a driver can do no harm.

Windows loads the drivers' own code for it: a worker asks, and if that brings it down, or never comes back, the window stays.
"""

import sys
import threading
from collections.abc import Callable
from typing import Protocol

from station.core.camera_list import list_cameras as list_cameras_here
from station.core.camera_messages import CamerasListed, ListCameras
from station.core.device import CameraInfo
from station.live.link import Worker

LONGEST_S = 20.0
"""A driver that has said nothing by then is not waited for."""


class Asked(Protocol):
    """A worker, for one question."""

    def ask(self, request: ListCameras, *, expecting: type[CamerasListed]) -> CamerasListed:
        """Its reply."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...

    def close(self) -> None:
        """Wait for its end."""
        ...


def camera_worker() -> Worker:
    """A worker that films nothing yet."""
    return Worker("camera")


def list_cameras_by_worker(
    start: Callable[[], Asked] = camera_worker, *, seconds: float = LONGEST_S
) -> list[CameraInfo]:
    """The cameras there are; StationError where the worker ends over it, or was ended since it took too long."""
    worker = start()
    watch = threading.Timer(seconds, worker.kill)
    watch.start()
    try:
        return [camera.unpack() for camera in worker.ask(ListCameras(), expecting=CamerasListed).cameras]
    finally:
        watch.cancel()
        watch.join()
        worker.close()


list_cameras: Callable[[], list[CameraInfo]] = list_cameras_here if sys.platform == "linux" else list_cameras_by_worker
"""Linux reads a few small files for it, and asks no driver."""
