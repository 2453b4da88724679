"""The decode worker: a hostile clip or picture may kill its decoder, or let it hang, and takes this process along and no other."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from station.core.camera_messages import AllottedMemory
from station.core.clips import Clip
from station.core.errors import GivenUp, StationError
from station.core.frame import Picture
from station.core.images import read_picture
from station.core.messages import (
    ClipFrame,
    ClipOpened,
    Done,
    LookAtClip,
    NoFrame,
    OpenClip,
    PictureRead,
    ReadClip,
    ReadPicture,
    ReadPiece,
    Reply,
    Request,
    unserved,
)
from station.core.shared_pictures import ROOM, PictureSlots

Tell = Callable[[Reply], None]


class DecodeRole:
    """Serves one clip after the other, or pictures."""

    def __init__(self, is_stop_asked: Callable[[], bool]) -> None:
        """Prepare; Stop gives up the frame that is being decoded."""
        self._is_stop_asked = is_stop_asked
        self._clip: Clip | None = None
        self._large: dict[int, Picture] = {}
        """By slot, pictures that don't fit into it and were not fetched as a whole yet."""
        self._slots: PictureSlots | None = None

    def serve(self, request: Request, tell: Tell) -> None:
        """Do as the request says."""
        match request:
            case LookAtClip():
                tell(self._look(request))
            case OpenClip():
                tell(self._open(request))
            case AllottedMemory():
                self._slots = PictureSlots(request.handle, ROOM if self._clip is None else self._clip.size)
            case ReadClip() if self._clip is not None and self._slots is not None:
                tell(self._read(self._clip, self._slots, request))
            case ReadPicture() if self._slots is not None:
                tell(self._read_picture(self._slots, request))
            case ReadPiece() if self._slots is not None and request.slot in self._large:
                tell(self._put(self._slots, request.slot, self._large.pop(request.slot), start=request.start))
            case _:
                raise unserved("decode", request)

    def _look(self, request: LookAtClip) -> Done:
        end, count = time.monotonic() + request.seconds, 0
        with Clip(Path(request.clip)) as clip:
            for _ in clip.frames():
                count += 1
                if time.monotonic() > end or self._is_stop_asked():
                    break
        return Done(f"{count} frames")

    def _open(self, request: OpenClip) -> ClipOpened | NoFrame:
        if self._clip is not None:
            self._clip.close()
        self._clip = self._slots = None
        try:
            self._clip = clip = Clip(Path(request.clip), is_wanted=lambda: not self._is_stop_asked())
        except GivenUp:
            return NoFrame(is_given_up=True)
        return ClipOpened(len(clip), clip.rate, *clip.size)

    def _read(self, clip: Clip, slots: PictureSlots, request: ReadClip) -> ClipFrame | NoFrame:
        try:
            frame = clip.first_from(request.number, is_wanted=lambda: not self._is_stop_asked())
        except GivenUp:
            return NoFrame(is_given_up=True)
        if frame is None:
            return NoFrame()
        if frame.picture.shape[1::-1] != clip.size:
            raise StationError(f"frame {frame.number} of {clip.path} is of another size than the first one")
        slots.put(request.slot, frame.picture)
        return ClipFrame(frame.number, frame.time_s)

    def _read_picture(self, slots: PictureSlots, request: ReadPicture) -> PictureRead:
        self._large.pop(request.slot, None)
        return self._put(slots, request.slot, read_picture(Path(os.fsdecode(request.path))), start=0)

    def _put(self, slots: PictureSlots, slot: int, picture: Picture, *, start: int) -> PictureRead:
        data = picture.reshape(-1)
        if start + slots.put_piece(slot, data[start:]) < data.size:
            self._large[slot] = picture
        return PictureRead(picture.shape[1], picture.shape[0])
