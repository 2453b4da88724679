"""The command that tells what there is on this computer, and what is missing and how to get it."""

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.table import Table

import station
from station.cli.console import screen
from station.core.errors import StationError
from station.core.folders import cache_folder, data_folder, log_folder
from station.core.journals import FOLDER
from station.core.opencv import cv2
from station.core.programs import is_packaged, versions_of
from station.core.screen import WINDOW_PACKAGES, has_screen
from station.live.camera_listing import list_cameras

PACKAGES = (
    "PySide6",
    "pyqtgraph",
    "opencv-python",
    "tensorflow",
    "keras",
    "h5py",
    "openvino",
    "nncf",
    "numpy",
    "pandas",
    "av",
    "cv2-enumerate-cameras",
    "typer",
    "rich",
    "pydantic",
    "msgspec",
    "platformdirs",
    "send2trash",
    "wakepy",
    "reportlab",
    "matplotlib",
    "onnx",
    "tf2onnx",
)
"""What `pyproject.toml` names, in its order; a test says when they differ."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do where something is missing."""

    thing: str
    found: str
    remedy: str = ""


def doctor() -> None:
    """Show versions, cameras, what is missing and how to get it."""
    made = Table(title=f"Seam Station {station.__version__}", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("what", "found", "to do"):
        made.add_column(column)
    missing = 0
    for finding in _findings():
        made.add_row(finding.thing, finding.found, finding.remedy)
        missing += bool(finding.remedy)
    screen.print(made)
    screen.print("nothing is missing" if not missing else f"{missing} to do")


def _findings() -> Iterator[Finding]:
    yield Finding("computer", f"{platform.platform()}, {os.cpu_count()} processors")
    in_range = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding("Python", platform.python_version(), "" if in_range else "use Python 3.11 to 3.13")
    versions = versions_of(PACKAGES)
    for package in PACKAGES:
        yield _package(package, versions.get(package))
    if not is_packaged():  # there Qt is the window's, and no part of this program
        yield _qt()
    yield Finding(
        "screen", "yes" if has_screen() else "none", "" if has_screen() else "the window needs one; the commands don't"
    )
    yield from _cameras()
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    yield Finding("free disk here", f"{free:.0f} GB", "" if free > 5 else "recordings need more than 5 GB")
    yield Finding("cache", str(cache_folder()))
    yield Finding("journals of no project", str(data_folder() / FOLDER))
    yield Finding("logs", str(log_folder()))


def _package(name: str, version: str | None) -> Finding:
    if version is not None:
        return Finding(name, version)
    return Finding(name, "no part of this edition") if is_packaged() else Finding(name, "missing", f"install {name}")


def _qt() -> Finding:
    """Whether Qt's own libraries load, which fails on a bare Debian."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return Finding("Qt's libraries", str(error), f"apt-get install {WINDOW_PACKAGES}")
    return Finding("Qt's libraries", "load")


def _cameras() -> Iterator[Finding]:
    try:
        cameras = list_cameras()
    except StationError as error:
        yield Finding("cameras", "unknown", str(error))
        return
    if not cameras:
        yield Finding("cameras", "none; a clip, a stream's address or practice will do too")
    for camera in cameras:
        yield Finding(
            f"camera {camera.number}", f"{camera.name} ({cv2.videoio_registry.getBackendName(camera.backend)})"
        )
