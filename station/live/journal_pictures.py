"""The pictures of faults beside a journal: as it was and with its heat maps, as JPEG, bounded in number and size."""

import hashlib
from pathlib import Path

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import encode_jpeg
from station.core.journal_entries import FaultHeld, Kept
from station.core.verdict import Rule
from station.live.faults import Fault
from station.live.painter import Look, painted

TOO_MANY = "as many pictures are kept as a session may have"
BUSY = "too many faults at once to keep their pictures"


class FaultPictures:
    """Keeps pictures in a session's folder, at most so many, none with a longer side."""

    def __init__(self, *, most: int, side: int, attributes: AttributeSet) -> None:
        """Begin with none."""
        self._most = most
        self._side = side
        self._attributes = attributes
        self._kept = 0

    def keep(self, folder: Path, fault: Fault, body: FaultHeld, *, rule: Rule) -> tuple[Kept | None, Kept | None, str]:
        """Write the picture and the picture with heat maps; what is wrong in place of what could not be kept."""
        if self._kept >= self._most:
            return None, None, TOO_MANY
        self._kept += 1
        name = f"fault_{body.fault:04d}"
        try:
            result = fault.whole()
            shown = painted(result, attributes=self._attributes, rule=rule, look=Look())
            picture = self._write(folder / f"{name}.jpg", result.frame.picture)
            overlay = self._write(folder / f"{name}_map.jpg", shown.picture) if shown.shown else None
        except StationError as error:
            return None, None, str(error)
        return picture, overlay, ""

    def _write(self, path: Path, picture: Picture) -> Kept:
        data = encode_jpeg(picture, longest=self._side)
        storage.write_bytes(path, data)
        return Kept(file=path.name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
