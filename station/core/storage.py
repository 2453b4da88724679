"""Every write to disk goes through this door: temporary file, fsync, replace.

Whoever reads a path therefore sees the old file or the new one, whole, at any moment of a crash. A file that another
program holds (Excel, a virus scanner) is tried again for a while before it is named in a `StationError`.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from station.core.errors import StationError

TEMPORARY_SUFFIX = ".station-tmp"
RETRY_SECONDS = 2.5
_PAUSE_SECONDS = 0.05


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by a file that holds `data`, or leave it exactly as it was.

    Raises StationError, naming the file and the system's reason, when the disk refuses.
    """
    temporary = temporary_name(path)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StationError(f"{path} could not be written ({error.strerror or error}); the old file is as it was") from error


def write_text(path: Path, text: str) -> None:
    """Replace `path` by a UTF-8 file with `text`, line ends as given."""
    write_bytes(path, text.encode("utf-8"))


def replace(temporary: Path, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
    """Move a finished temporary file into place, trying for 2.5 s while another program holds the target."""
    deadline = clock() + RETRY_SECONDS
    while True:
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if clock() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)  # the lock is another program's: nothing here could signal its end
    _sync_folder(path.parent)


def temporary_name(path: Path) -> Path:
    """The temporary file beside `path`; unique to this process, so that two stations never share one."""
    return path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")


def create_folder(path: Path) -> Path:
    """Make a folder and its parents where they are missing; raise StationError where that can't be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StationError(f"the folder {path} could not be made ({error.strerror or error})") from error
    return path


def open_growing(path: Path) -> BinaryIO:
    """Open a new file that grows while it is written (a recording); raise StationError where it can't be made."""
    try:
        return path.open("xb")
    except FileExistsError as error:
        raise StationError(f"{path} exists already; a recording never overwrites one") from error
    except OSError as error:
        raise StationError(f"{path} could not be made ({error.strerror or error})") from error


def sweep(folder: Path) -> int:
    """Delete the temporary files that a killed station left in `folder`, and say how many there were."""
    left_over = list(folder.glob(f".*{TEMPORARY_SUFFIX}"))
    for file in left_over:
        file.unlink(missing_ok=True)
    return len(left_over)


def read_bytes(path: Path) -> bytes:
    """Read a whole file; raise StationError, naming it, where it is missing or unreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
