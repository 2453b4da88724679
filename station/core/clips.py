"""Clips: frame by number out of a video, and a video that survives a crash of whoever records it.

A frame's number is the rank of its presentation time. Measured elsewhere: OpenCV's CAP_PROP_POS_FRAMES gives the wrong
frame 65 to 80 times in 100 in phone clips of variable rate.
"""

import contextlib
import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

import av
import numpy as np

from station.core import storage
from station.core.decoding import Decoder
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.growing import open_growing
from station.core.opencv import cv2
from station.core.opened_clip import damaged, expect_number

if TYPE_CHECKING:
    from types import TracebackType

_TICKS = 90_000
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


class Clip:
    """A clip that is decoded in this process. Raises and gives what `opened_clip.OpenedClip` says."""

    def __init__(self, path: Path, *, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Open a clip and read its table of times; StationError where it is missing, no video, cut off or empty.

        GivenUp where it is not wanted any more before its first frame was found.
        """
        self.path = path
        self._decoder = Decoder(path)
        self._answer: tuple[int, Frame | None] = (0, None)
        try:
            first = self.first_from(0, is_wanted=is_wanted)
            if first is None:
                raise StationError(f"not one frame of {path} could be decoded: it is damaged")
        except BaseException:
            self.close()
            raise
        self.size = (first.picture.shape[1], first.picture.shape[0])
        """Width and height in pixels, turned upright."""

    def __len__(self) -> int:
        return len(self._decoder.table.times)

    @property
    def rate(self) -> float:
        """As `OpenedClip` says."""
        times = self._decoder.table.times
        if len(times) > 1:
            return float((len(times) - 1) / ((times[-1] - times[0]) * self._decoder.tick))
        return self._decoder.nominal_rate

    def frame(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> Frame:
        """As `OpenedClip` says."""
        expect_number(number, count=len(self), path=self.path)
        frame = self.first_from(number, is_wanted=is_wanted)
        if frame is None or frame.number != number:
            raise damaged(number, path=self.path)
        return frame

    def frames(self, *, start: int = 0) -> Iterator[Frame]:
        """As `OpenedClip` says."""
        number = start
        while number < len(self) and (frame := self.first_from(number)) is not None:
            yield frame
            number = frame.number + 1

    def first_from(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> Frame | None:
        """The first frame from `number` on that can be decoded, None where none follows; GivenUp as `frame` raises it.

        The last answer is kept, since people look twice.
        """
        asked, frame = self._answer
        if frame is None or not asked <= number <= frame.number:
            found = self._decoder.picture(number, is_wanted=is_wanted)
            frame = self._made(*found) if found else None
            self._answer = (number, frame)
        return frame

    def close(self) -> None:
        """As `OpenedClip` says."""
        self._decoder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self.close()

    def _made(self, number: int, video: av.VideoFrame) -> Frame:
        picture = cast("Picture", video.to_ndarray(format="bgr24"))
        turn = _TURNS.get(round(video.rotation / 90) * 90 % 360)
        if turn is not None:
            picture = cast("Picture", cv2.rotate(picture, turn))
        times = self._decoder.table.times
        return Frame(picture, number, float((times[number] - times[0]) * self._decoder.tick))


class ClipWriter:
    """Records frames with their true times into fragmented MP4 (H.264): what is kill -9'd later opens all the same.

    Each frame stands for itself: it is a fragment of its own, in the file when the next one comes, so that one is lost at most,
    and it is decoded without any other, wherever somebody steps or jumps. H.264
    stores even sizes only: an odd side grows by one, its last row or column repeated, so that no pixel of cloth is lost
    and boxes stay where they are. Times count from the first frame.
    """

    def __init__(self, path: Path, *, size: tuple[int, int], rate: float, crf: int = 18) -> None:
        """Begin a new clip for frames of `size` (width, height); `rate`, nominal, times nothing; `crf` 0 to 51, 18 is good.

        Raises StationError where the file exists already or can't be made.
        """
        self.path = path
        self._size = size
        self._first: float | None = None
        self._last = -1
        self._has_failed = False
        self._file = open_growing(path)
        movflags = "frag_keyframe+empty_moov+default_base_moof"
        options = {"movflags": movflags, "video_track_timescale": str(_TICKS), "flush_packets": "1"}
        self._container = av.open(self._file, "w", format="mp4", options=options)
        # Measured at 1080p on two cores, noise: ultrafast 33 ms a frame, superfast 49, veryfast 55, medium 127.
        # "zerolatency": no frame waits in the encoder, where a kill would lose it.
        # "g": each frame is a key frame. Of a passing seam at 1280x720 that takes half the processor time (4 to 5 ms against 10) and
        # 23 Mbit/s against 19, a little truer (40.3 dB against 40.0); of cloth that lies still, three times the disk.
        encoder = {"preset": "ultrafast", "tune": "zerolatency", "crf": str(crf), "g": "1"}
        self._stream = self._container.add_stream(
            "libx264", rate=Fraction(rate).limit_denominator(1001), options=encoder
        )
        self._stream.width, self._stream.height = (side + side % 2 for side in size)
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.time_base = Fraction(1, _TICKS)
        context = self._stream.codec_context
        context.color_range, context.colorspace = 1, 6  # BT.601, 16 to 235: what cv2 makes

    def write(self, frame: Frame) -> None:
        """Append a frame. Raises ValueError unless its time is after the last one's; StationError on another size, and
        where the disk refuses."""
        height, width = frame.picture.shape[:2]
        if (width, height) != self._size:
            raise StationError(
                f"{self.path} records {self._size[0]} x {self._size[1]} pixels, and a frame of {width} x {height} came"
            )
        if not math.isfinite(frame.time_s):
            raise ValueError(f"a frame's time is finite. Received: {frame.time_s}")
        first = frame.time_s if self._first is None else self._first
        ticks = round((frame.time_s - first) * _TICKS)
        if ticks <= self._last:
            raise ValueError(
                f"times of frames increase. Received: {frame.time_s} s after {first + self._last / _TICKS} s"
            )
        picture = frame.picture
        if height % 2 or width % 2:
            picture = cast("Picture", cv2.copyMakeBorder(picture, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE))
        video = _video_frame(picture)
        video.pts, video.time_base = ticks, Fraction(1, _TICKS)
        self._first, self._last = first, ticks
        self._put(video)

    def close(self) -> None:
        """Finish the clip and make it durable; one without a frame that can be seen leaves no file. Closing twice is fine."""
        if self._file.closed:
            return
        try:
            if self._last >= 0:
                self._put(None)
            self._container.close()
            self._file.sync()
        except (av.FFmpegError, OSError) as error:
            raise StationError(self._refused(error)) from error
        finally:
            with contextlib.suppress(OSError):
                self._file.close()
            if self._last < 0 or (self._has_failed and not _opens(self.path)):
                with contextlib.suppress(StationError):  # nothing is lost with it
                    storage.remove(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self.close()

    def _put(self, video: av.VideoFrame | None) -> None:
        """Encode a frame (None: what is left) and hand the file what is finished."""
        try:
            self._container.mux(self._stream.encode(video))
        except (av.FFmpegError, OSError) as error:
            raise StationError(self._refused(error)) from error

    def _refused(self, error: Exception) -> str:
        self._has_failed = True
        return f"{self.path} could not be recorded any further ({getattr(error, 'strerror', None) or error}); what it holds opens"


def _video_frame(picture: Picture) -> av.VideoFrame:
    """A BGR picture of even sides as FFmpeg has it.

    OpenCV converts it: at 1080p in 1 ms and true colours, against 9 ms and 2 levels too dark by FFmpeg's own conversion. NumPy
    copies it, which keeps Python's lock from nobody, as `VideoFrame.from_ndarray` does.
    """
    height, width = picture.shape[:2]
    levels = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420)).ravel()
    video = av.VideoFrame(width, height, "yuv420p")
    for plane in video.planes:
        count = plane.width * plane.height
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        rows[:, : plane.width] = levels[:count].reshape(plane.height, plane.width)
        levels = levels[count:]
    return video


def _opens(path: Path) -> bool:
    try:
        Clip(path).close()
    except StationError:
        return False
    return True
