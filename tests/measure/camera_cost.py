"""What filming in a process costs against a thread: processor milliseconds a frame, on both sides, and how old a picture is.

    python -m tests.measure.camera_cost [--seconds 8] [--turns 4]

1280x720 at 60 frames a second from a camera that costs what copying its picture does, by the station's own Webcam, in turns: in
a thread of this process, and in a camera worker. A taker waits for every frame, as the window's inboxes do; a frame's age is
from when the camera had made it, which its first pixels say.
"""

import argparse
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import psutil

from station import worker
from station.camera_role import CameraRole
from station.core.camera_list import CameraInfo
from station.core.cameras import Camera, Webcam
from station.core.network_camera import NetworkCamera
from station.core.opencv import cv2
from station.core.shared_pictures import SharedPictures
from station.live.camera_process import CameraProcess
from station.live.feed import Feed
from station.live.inbox import Backlog
from station.live.link import Worker
from tests.conftest import ROOT

if TYPE_CHECKING:
    from station.core.frame import Picture

SIZE, RATE = (1280, 720), 60.0
RING = 8
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from tests.measure.camera_cost import main; sys.exit(main())"
)


class PacedCapture:
    """What cv2.VideoCapture is of a camera whose pictures are there already: each read is a new array."""

    def __init__(self) -> None:
        dice = np.random.default_rng(1)
        self._ring: list[Picture] = [
            dice.integers(60, 200, (SIZE[1], SIZE[0], 3)).astype(np.uint8) for _ in range(RING)
        ]
        self._number = 0
        self._due = time.perf_counter()

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, object]:
        self._due += 1 / RATE
        if (early := self._due - time.perf_counter()) > 0:
            time.sleep(early)
        made = self._ring[self._number % RING].copy()
        self._number += 1
        made[0, :8, 0] = np.frombuffer(np.float64(time.perf_counter()).tobytes(), np.uint8)
        return True, made

    def get(self, prop: int, /) -> float:
        return float(cv2.CAP_V4L2) if prop == cv2.CAP_PROP_BACKEND else -1.0

    def set(self, prop: int, value: float, /) -> bool:
        del prop, value
        return False

    def release(self) -> None:
        """Nothing is held."""


def webcam(source: str = "", **wishes: object) -> Webcam | NetworkCamera:
    """The camera that is measured."""
    del source, wishes
    info = CameraInfo(0, "Measured", cv2.CAP_V4L2, "here")
    return Webcam(info, capture=lambda number, backend: PacedCapture(), cameras=lambda: [info])


def start(shared: SharedPictures) -> Worker:
    """A worker that films it."""
    return Worker("camera", program=(sys.executable, "-c", _PROGRAM, str(ROOT)), inherits=shared.descriptors)


def measured(camera: Camera, *, seconds: float) -> tuple[float, float, list[float]]:
    """Processor milliseconds a frame of this process and of its workers, and the frames' ages in ms."""
    feed: Feed = Feed(camera)
    inbox: Backlog = Backlog(1000)  # type: ignore[type-arg]
    feed.watch(inbox)
    feed.start()
    for _ in range(30):
        inbox.take()
    me = psutil.Process()
    children = me.children()
    ours, theirs = _used(me), sum(_used(child) for child in children)
    ages, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        frame = inbox.take()
        assert frame is not None
        made = float(np.frombuffer(frame.picture[0, :8, 0].tobytes(), np.float64)[0])
        ages.append((time.perf_counter() - made) * 1000)
    ours, theirs = _used(me) - ours, sum(_used(child) for child in children) - theirs
    feed.stop()
    feed.wait(10)
    return ours / len(ages) * 1000, theirs / len(ages) * 1000, ages


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> int:
    """Measure; as a worker, film."""
    if sys.argv[1:] == ["camera"]:
        worker.ROLES["camera"] = lambda is_stop_asked: CameraRole(is_stop_asked, device=webcam).serve
        return worker.main()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--turns", type=int, default=4)
    wish = parser.parse_args()
    ways = {"thread": webcam, "process": partial(CameraProcess, "Measured", start=start)}
    print(f"{SIZE[0]}x{SIZE[1]} at {RATE:g}/s; load {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores")
    for turn in range(wish.turns):
        for name, make in ways.items():
            ours, theirs, ages = measured(make(), seconds=wish.seconds)
            print(
                f"{turn} {name:8} this process {ours:.2f} ms a frame, worker {theirs:.2f} ms; "
                f"{len(ages) / wish.seconds:.1f} frames/s; age median {np.median(ages):.2f} ms, "
                f"p95 {np.percentile(ages, 95):.2f} ms, worst {max(ages):.1f} ms",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
