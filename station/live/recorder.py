"""A camera's frames -> a clip with their true times."""

from dataclasses import dataclass
from pathlib import Path

from station.core.cameras import Camera
from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.live.capture import capturing
from station.live.inbox import Backlog

NOMINAL_RATE = 30.0
BACKLOG_FRAMES = 90
"""Three seconds at the nominal rate."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was recorded."""

    frames: int
    seconds: float
    skipped: int


def record(camera: Camera, path: Path, *, seconds: float) -> Recording:
    """Record `seconds` of a camera into a new clip; StationError where it can't be written or not one frame came."""
    frames, first, last = 0, 0.0, 0.0
    writer: ClipWriter | None = None
    with capturing(camera, inbox=lambda: Backlog(BACKLOG_FRAMES)) as capture:
        try:
            for frame in capture.frames():
                if writer is None:
                    height, width = frame.picture.shape[:2]
                    writer, first = ClipWriter(path, size=(width, height), rate=NOMINAL_RATE), frame.time_s
                if frame.time_s - first >= seconds:
                    break
                writer.write(frame)
                frames, last = frames + 1, frame.time_s
        finally:
            if writer is not None:
                writer.close()
        if not frames:
            raise StationError(f"not one frame came from the camera, so {path} was not made")
        return Recording(frames, last - first, capture.skipped)
