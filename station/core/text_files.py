"""Reading the end of a text that grows while it is read."""

import os
from pathlib import Path

from station.core.errors import StationError


def end_of(path: Path, size: int) -> str:
    """The last whole lines of a file, at most `size` bytes; StationError, naming it, where it can't be read."""
    try:
        with path.open("rb") as file:
            length = file.seek(0, os.SEEK_END)
            file.seek(max(0, length - size))
            data = file.read(size)
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error
    if length > size:
        data = data.partition(b"\n")[2]
    return data.decode("utf-8", errors="replace")
