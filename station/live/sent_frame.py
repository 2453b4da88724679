"""A live frame on its way to labelling: as a clip of one frame in the project, since labelling opens clips."""

import contextlib
from datetime import datetime
from pathlib import Path

from station.core import storage
from station.core.errors import StationError
from station.core.frame import Frame

NOMINAL_RATE = 25.0
LOSSLESS = 0
_TRIES = 100


def save_frame(frame: Frame, folder: Path, *, when: datetime) -> Path:
    """Write a frame as `video_<date>_<time>__inspection.mp4` into a folder, and return the clip; StationError where refused.

    The clip is compressed without loss; only its colours are rounded once, from BGR to the clip's YUV.
    """
    from station.core.clips import ClipWriter  # FFmpeg, which the first verdict does not wait for

    storage.create_folder(folder)
    stem = f"video_{when:%Y%m%d_%H%M%S}__inspection"
    for attempt in range(_TRIES):
        path = folder / f"{stem}{f'_{attempt + 1}' if attempt else ''}.mp4"
        if path.exists():
            continue
        height, width = frame.picture.shape[:2]
        try:
            with ClipWriter(path, size=(width, height), rate=NOMINAL_RATE, crf=LOSSLESS) as writer:
                writer.write(frame)
        except StationError:
            with contextlib.suppress(StationError):  # the first failure is the one to tell
                storage.remove(path)  # half a frame opens nowhere
            raise
        return path
    raise StationError(f"{folder} holds {_TRIES} clips of that second already; send the frame again")
