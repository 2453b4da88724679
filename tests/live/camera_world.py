"""Webcams that are plugged in, replugged and faulty as a test says, by files in a folder: so a worker process sees them as well.

The station's own code opens and reads them; only what OpenCV and the system would say is made up here.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from station.core.camera_list import CameraInfo
from station.core.cameras import Webcam, open_device
from station.core.frame import Picture
from station.core.network_camera import NetworkCamera
from station.core.opencv import cv2

SIZE = (64, 48)
RATE = 60.0
GAIN, EXPOSURE = 10.0, 40.0
"""What a device begins with."""
OTHER = 99
"""The socket of a camera that must never be opened."""


def lamp(number: int = 0, *, key: int = 1, name: str = "Lamp") -> CameraInfo:
    """A camera in the socket of that key."""
    return CameraInfo(number, name, cv2.CAP_V4L2, f"/dev/video{number}", f"socket {key}")


@dataclass(frozen=True)
class Fault:
    """What an opened camera does from its frame `after` on."""

    kind: str
    after: int = 6
    seconds: float = 0.0
    """How long an opening takes, or for how long it is black or irregular."""
    ends: bool = False
    """Whether it is then unplugged."""


class World:
    """The cameras of a computer. `hanging` ends what hangs, `crash` is what a crashing driver does."""

    def __init__(self, folder: Path, *, crash: Callable[[], None] = os.abort) -> None:
        self.folder = folder
        self.hanging = threading.Event()
        self.crash = crash

    def plug(self, *cameras: CameraInfo) -> None:
        """These are there from now on, and no others."""
        self._write("cameras", [asdict(camera) for camera in cameras])

    def plan(self, *faults: Fault | None) -> None:
        """What the next openings are like; the last one holds for all that follow."""
        for path in (*self.folder.glob("opening-*"), *self.folder.glob("fault-*")):
            path.unlink()
        self._write("plan", [None if fault is None else asdict(fault) for fault in faults])

    def reset(self, *, stubborn: bool = False) -> None:
        """All cameras forget their settings, and where they are stubborn take no others."""
        self._write("stubborn", stubborn)  # first: who looks in between would set them again
        self._write("settings", {})

    def move(self, camera: CameraInfo, prop: int, value: float) -> None:
        """A control moves by itself, and takes no other value from then on."""
        self._write("stubborn", True)
        self._write("settings", {**self._read("settings", {}), f"{camera.socket} {prop}": value})

    def cameras_listed(self, listed: bool) -> None:
        """Whether the system tells which cameras there are."""
        self._write("unlisted", not listed)

    def setting(self, camera: CameraInfo, prop: int) -> float:
        return float(self._read("settings", {}).get(f"{camera.socket} {prop}", _BEGIN[prop]))

    def fault_s(self, opening: int) -> float | None:
        """When the fault of that opening came, by perf_counter."""
        path = self.folder / f"fault-{opening}"
        return float(path.read_text()) if path.exists() else None

    @property
    def openings(self) -> int:
        """How often a camera was opened since the plan."""
        return len(list(self.folder.glob("opening-*")))

    # What the station's code sees

    def cameras(self) -> list[CameraInfo]:
        self._plug_back()
        return [] if self._read("unlisted", False) else self._plugged()

    def device(
        self, source: str, *, known: CameraInfo | None, size: tuple[int, int] | None, rate: float | None
    ) -> Webcam | NetworkCamera:
        camera = open_device(source, known=known, cameras=self.cameras, size=size, rate=rate)
        if isinstance(camera, Webcam):
            camera._new_capture = self.capture
        return camera

    def capture(self, number: int, backend: int) -> "FakeDevice":
        there = next((camera for camera in self._plugged() if camera.number == number), None)
        opening = self.openings
        (self.folder / f"opening-{opening}").touch()
        plan = self._read("plan", [None])
        told = plan[min(opening, len(plan) - 1)]
        fault = None if told is None else Fault(**told)
        if fault is not None and fault.kind == "slow":
            self.hanging.wait(fault.seconds)
        return FakeDevice(self, there, fault, opening)

    def set(self, camera: CameraInfo, prop: int, value: float) -> bool:
        if not self._read("stubborn", False):
            self._write("settings", {**self._read("settings", {}), f"{camera.socket} {prop}": value})
        return True

    def note(self, opening: int) -> None:
        _replace(self.folder / f"fault-{opening}", repr(time.perf_counter()))

    def swap(self, camera: CameraInfo) -> None:
        """Another camera of that name takes its place and its number; the next that looks twice finds both, otherwise numbered."""
        others = [CameraInfo(camera.number, camera.name, camera.backend, camera.path, f"socket {OTHER}")]
        self.plug(*others)
        self._write("swapped", {"looks": 2, "camera": asdict(camera)})

    def _plug_back(self) -> None:
        swapped = self._read("swapped", None)
        if swapped is None:
            return
        if swapped["looks"]:  # type: ignore[index, call-overload]
            self._write("swapped", {**swapped, "looks": swapped["looks"] - 1})  # type: ignore[index, call-overload, dict-item]
            return
        was = CameraInfo(**swapped["camera"])  # type: ignore[index, call-overload, arg-type]
        number = was.number + 1
        self.plug(
            CameraInfo(was.number, was.name, was.backend, was.path, f"socket {OTHER}"),
            CameraInfo(number, was.name, was.backend, f"/dev/video{number}", was.socket),
        )
        (self.folder / "swapped.json").unlink()

    def _plugged(self) -> list[CameraInfo]:
        return [CameraInfo(**camera) for camera in self._read("cameras", [])]

    def _write(self, name: str, what: object) -> None:
        _replace(self.folder / f"{name}.json", json.dumps(what))

    def _read(self, name: str, without: "object") -> "object | list | dict":  # type: ignore[type-arg]
        path = self.folder / f"{name}.json"
        return json.loads(path.read_text()) if path.exists() else without


_BEGIN = {cv2.CAP_PROP_GAIN: GAIN, cv2.CAP_PROP_EXPOSURE: EXPOSURE}


class FakeDevice:
    """What cv2.VideoCapture is of such a camera: pictures with noise, whose first pixel says socket, number and gain."""

    def __init__(self, world: World, camera: CameraInfo | None, fault: Fault | None, opening: int) -> None:
        self._world, self._camera, self._fault, self._opening = world, camera, fault, opening
        self._dice = np.random.default_rng()
        self._number = -1
        self._old: Picture | None = None
        self._fault_began = 0.0
        self._due = time.perf_counter()

    def isOpened(self) -> bool:
        return self._camera is not None

    def read(self) -> tuple[bool, object]:
        self._number += 1
        self._pace()
        fault = self._fault
        if fault is None or self._number < fault.after or fault.kind not in _DOES:
            self._old = self._picture()
            return True, self._old
        if not self._fault_began:
            self._fault_began = time.perf_counter()
            self._world.note(self._opening)
        return _DOES[fault.kind](self)

    def get(self, prop: int, /) -> float:
        if prop == cv2.CAP_PROP_BACKEND:
            return float(cv2.CAP_V4L2)
        if prop == cv2.CAP_PROP_AUTO_EXPOSURE:
            return 1.0  # by hand
        return self._world.setting(self._camera, prop) if self._camera is not None and prop in _BEGIN else -1.0

    def set(self, prop: int, value: float, /) -> bool:
        return self._camera is not None and prop in _BEGIN and self._world.set(self._camera, prop, value)

    def release(self) -> None:
        """Nothing is held."""

    def _pace(self) -> None:
        self._due = max(self._due + 1 / RATE, time.perf_counter() - 1 / RATE)
        if (early := self._due - time.perf_counter()) > 0:
            self._world.hanging.wait(early)

    def _picture(self, size: tuple[int, int] = SIZE) -> Picture:
        made = self._dice.integers(80, 180, (size[1], size[0], 3)).astype(np.uint8)
        assert self._camera is not None
        gain = round(self._world.setting(self._camera, cv2.CAP_PROP_GAIN)) if self._number % 4 == 0 else 0
        made[0, 0] = (int(self._camera.socket.split()[1]), self._number % 256, gain)
        return made

    def _hang(self) -> tuple[bool, object]:
        self._world.hanging.wait()
        return False, None

    def _raise(self) -> tuple[bool, object]:
        raise cv2.error("broken pipe")

    def _stumble(self) -> tuple[bool, object]:
        raise RuntimeError("nobody foresaw this")

    def _crash(self) -> tuple[bool, object]:
        self._world.crash()
        return False, None

    def _is_past(self) -> bool:
        assert self._fault is not None
        return time.perf_counter() - self._fault_began >= self._fault.seconds

    def _after(self) -> tuple[bool, object]:
        assert self._fault is not None
        return (False, None) if self._fault.ends else (True, self._picture())

    def _darken(self) -> tuple[bool, object]:
        if self._is_past():
            return self._after()
        return True, self._dice.integers(0, 12, (SIZE[1], SIZE[0], 3)).astype(np.uint8)

    def _swap(self) -> tuple[bool, object]:
        assert self._camera is not None
        self._world.swap(self._camera)
        return False, None

    def _forget(self) -> tuple[bool, object]:
        self._world.reset()
        return False, None

    def _jitter(self) -> tuple[bool, object]:
        if self._is_past():
            self._world.note(self._opening)  # what is told before that is a false alarm
            return self._after()
        self._world.hanging.wait(float(self._dice.choice([0.0, 0.01, 0.05, 0.3], p=[0.4, 0.3, 0.2, 0.1])))
        return True, self._picture()


_DOES: dict[str, Callable[[FakeDevice], tuple[bool, object]]] = {
    "hang": FakeDevice._hang,
    "false": lambda device: (False, None),
    "old": lambda device: (True, None if device._old is None else device._old.copy()),
    "empty": lambda device: (True, np.zeros((0, 0, 3), np.uint8)),
    "none": lambda device: (True, None),
    "exception": FakeDevice._raise,
    "unforeseen": FakeDevice._stumble,
    "crash": FakeDevice._crash,
    "black": FakeDevice._darken,
    "size": lambda device: (True, device._picture((80, 60))),
    "jitter": FakeDevice._jitter,
    "slow": lambda device: (False, None),
    "swap": FakeDevice._swap,
    "reset": FakeDevice._forget,
}


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{threading.get_ident()}.new")
    temporary.write_text(text)
    temporary.replace(path)
