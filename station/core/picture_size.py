"""How large a picture file's picture is, for the price of its first bytes where it is a PNG."""

import struct
from pathlib import Path

from station.core.errors import StationError
from station.core.picture_reader import PLAIN_READER, PictureReader

_PNG = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8sI4sII")
"""The signature, then the first chunk's length, name, width and height (PNG specification, 11.2.1)."""


def picture_size(path: Path, *, reader: PictureReader = PLAIN_READER) -> tuple[int, int]:
    """The width and height, in pixels, that `reader` would give; StationError where the file can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error
    if path.suffix.lower() == ".png" and len(head) == _HEADER.size:
        signature, _, chunk, width, height = _HEADER.unpack(head)
        if (signature, chunk) == (_PNG, b"IHDR"):
            return width, height
    height, width = reader.read(path).shape[:2]
    return width, height
