"""Which cameras this computer has, and which of them a person means."""

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from station.core.device import CameraInfo
from station.core.errors import StationError
from station.core.opencv import cv2

__all__ = ["CameraInfo", "Listed", "camera_named", "list_cameras", "socket_of"]

_log = logging.getLogger(__name__)

_BACKENDS: dict[str, tuple[int, ...]] = {
    "win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW),
    "linux": (cv2.CAP_V4L2,),
    "darwin": (cv2.CAP_AVFOUNDATION,),
}
"""Preferred first. Each backend lists a camera once more; virtual cameras are only in DirectShow's list."""


class Listed(Protocol):
    """What `cv2_enumerate_cameras` says of a camera."""

    index: int
    name: str
    path: str | None


def list_cameras(*, enumerate_backend: Callable[[int], Iterable[Listed]] | None = None) -> list[CameraInfo]:
    """The cameras there are, each once; an empty list where there are none or the system does not tell."""
    found: list[CameraInfo] = []
    for backend in _BACKENDS.get(sys.platform, ()):
        listed = sorted(_listed(enumerate_backend or _enumerate, backend=backend), key=lambda camera: camera.number)
        known = Counter(camera.name for camera in found)
        for camera in listed:
            known[camera.name] -= 1
            if known[camera.name] < 0:
                found.append(camera)
    return found


def camera_named(word: str, cameras: Sequence[CameraInfo]) -> CameraInfo:
    """The camera of that path or name, or the only one with that part in its name, whatever the case.

    Raises StationError, naming those there are, where none or several fit.
    """
    part = word.strip().casefold()
    for fits in (
        [camera for camera in cameras if camera.path == word],
        [camera for camera in cameras if camera.name.casefold() == part],
        [camera for camera in cameras if part and part in camera.name.casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise StationError(f"'{word}' fits several cameras: {_said(fits)}; give the number")
    there = f"the cameras here are {_said(cameras)}" if cameras else "no camera was found here"
    raise StationError(f"'{word}' is no folder, clip, address or camera; {there}")


def _said(cameras: Iterable[CameraInfo]) -> str:
    return ", ".join(f"{camera.number}: {camera.name}" for camera in cameras)


def _listed(enumerate_backend: Callable[[int], Iterable[Listed]], *, backend: int) -> list[CameraInfo]:
    try:
        return [
            CameraInfo(c.index, c.name, backend, c.path or "", socket_of(c.path)) for c in enumerate_backend(backend)
        ]
    except (OSError, RuntimeError, ValueError, ImportError) as error:  # no camera must not mean no station
        _log.warning("the cameras of OpenCV's backend %s could not be listed: %s", backend, error)
        return []


def socket_of(path: str | None, *, devices: Path = Path("/sys/class/video4linux")) -> str:
    """Of a camera on Linux: bus and socket, maker's, product's and serial number, and which of its pictures; else ""."""
    if not path or not path.startswith("/dev/video"):
        return ""
    node = devices / Path(path).name
    try:
        plugged = (node / "device").resolve(strict=True)  # .../usb1/1-2/1-2:1.0
    except OSError:
        return ""
    told = [_line(plugged.parent / name) for name in ("idVendor", "idProduct", "serial")]
    return " ".join([plugged.name, *told, _line(node / "index")])


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "-"


def _enumerate(backend: int) -> Iterable[Listed]:
    # Imported here, behind station.core.opencv: it imports cv2 itself, which would spoil Qt's variables.
    from cv2_enumerate_cameras import enumerate_cameras

    listed: Iterable[Listed] = enumerate_cameras(backend)
    return listed
