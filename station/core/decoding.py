"""Packets of a clip -> pictures with their frame's number, never another's; nothing that builds on damage."""

import contextlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import av

from station.core.errors import GivenUp, StationError
from station.core.timetable import read_timetable

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

    Packet = av.Packet[VideoStream]

# Containers that hold their own pictures. A play list (m3u8, concat) dressed as .mp4 could make us read other files.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,ogg"
_NOWHERE = -2


class Decoder:
    """Decodes an opened clip from a frame on, forwards; it seeks only where going on would not lead there."""

    def __init__(self, path: Path) -> None:
        """Open a clip and read its timetable; StationError where it is missing, no video, cut off or empty."""
        self.path = path
        self._open()
        try:
            self.table = read_timetable(self._container, self._stream, path=path)
        except BaseException:
            self.close()
            raise
        self.tick = self._stream.time_base or Fraction(1, 90_000)
        """Seconds of one tick of the timetable."""
        self.nominal_rate = float(self._stream.average_rate or 25)
        self._pictures: Iterator[tuple[int, av.VideoFrame]] = iter(())
        self._fed = _NOWHERE  # position of the last packet that was decoded
        self._shown = -1  # number of the last frame that came of it

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def picture(self, number: int, *, is_wanted: Callable[[], bool] = lambda: True) -> tuple[int, av.VideoFrame] | None:
        """The first frame from `number` on that can be decoded, with its own number; StationError where reading fails.

        On the way there, GivenUp once it is not wanted.
        """
        try:
            if number <= self._shown or self.table.starts[number] > self._fed + 1:
                self._restart(number, groups_before=0)
            found = self._next(number, is_wanted)
            if found is None or found[0] != number:
                self._restart(number, groups_before=1)
                found = self._next(number, is_wanted)
        except av.FFmpegError as error:
            self._fed = _NOWHERE
            raise StationError(f"{self.path} could not be read any further ({error.strerror})") from error
        if found is None:
            self._fed = _NOWHERE
        return found

    def _restart(self, number: int, *, groups_before: int) -> None:
        """Decode from the group of frame `number` on, or from the one before.

        The one before is decoded for its references alone: H.264 with open groups names some that the group does not
        need, and a decoder that never saw them calls the packet damaged.
        """
        start = self.table.starts[number]
        self._pictures = self._decoded(start, first=self.table.key_before(start, steps=groups_before))
        self._shown = -1

    def _next(self, number: int, is_wanted: Callable[[], bool]) -> tuple[int, av.VideoFrame] | None:
        for found in self._pictures:
            if found[0] >= number:
                return found
            if not is_wanted():
                raise GivenUp
        return None

    def _open(self) -> None:
        if not self.path.is_file():
            raise StationError(f"the clip {self.path} does not exist")
        try:
            # Absolute, so that no name is taken for an address.
            self._container: InputContainer = av.open(
                str(self.path.absolute()),
                "r",
                options={"format_whitelist": _CONTAINERS},
                metadata_errors="replace",  # a title in another encoding, or a damaged one, is no reason to refuse a clip
            )
        except (av.FFmpegError, OSError) as error:
            raise self._no_video() from error
        if not self._container.streams.video:
            self._container.close()
            raise StationError(f"{self.path} holds no video")
        self._stream: VideoStream = self._container.streams.video[0]
        if self._stream.codec_context is None:  # of a file whose head was cut off, or of a codec that nobody knows
            self._container.close()
            raise self._no_video()
        # Without it FFmpeg conceals errors: it would show a neighbour's picture where a packet is damaged.
        self._stream.codec_context.options = {"err_detect": "explode"}

    def _no_video(self) -> StationError:
        return StationError(
            f"{self.path} could not be opened as a video: it is damaged, cut off, or another kind of file"
        )

    def _decoded(self, start: int, *, first: int) -> Iterator[tuple[int, av.VideoFrame]]:
        """Frames with their numbers, in order, from the key packet at `start`; decoding begins at `first`.

        After a packet that can't be decoded everything up to the next key packet is left out: it would build on it.
        What is shown before its key packet (leading pictures) builds on the group before, and is left out likewise.
        """
        floor = self.table.seek_times[start][0]
        awaits_key_from: int | None = first
        for packet in self._packets(first):
            position = self.table.positions.get(packet.pts)
            if awaits_key_from is not None:
                if position is None or packet.pts is None or position < awaits_key_from or not packet.is_keyframe:
                    continue
                awaits_key_from, floor = None, max(floor, packet.pts)
            pictures, is_sound = self._decode(packet, floor=floor)
            self._fed = self._fed if position is None else position
            for number, picture in self._numbered(pictures, floor=floor):
                self._shown = number
                yield number, picture
            awaits_key_from = None if is_sound else 0

    def _numbered(self, pictures: list[av.VideoFrame], *, floor: int) -> Iterator[tuple[int, av.VideoFrame]]:
        for picture in pictures:
            number = self.table.numbers.get(picture.pts)
            if number is not None and number > self._shown and self.table.times[number] >= floor:
                yield number, picture

    def _decode(self, packet: "Packet", *, floor: int) -> tuple[list[av.VideoFrame], bool]:
        """The pictures that a packet sets free, and whether it was sound; if not, what was decoded before it.

        A packet that is shown before `floor` is not asked for, and may be damaged.
        """
        is_asked_for = packet.pts is None or packet.pts >= floor
        context = self._stream.codec_context
        try:
            pictures = [] if packet.is_corrupt else packet.decode()
        except av.FFmpegError:
            pictures = []
        else:
            if not packet.is_corrupt and not any(picture.is_corrupt for picture in pictures):
                return pictures, True
        if not is_asked_for:
            return [], True
        with contextlib.suppress(av.FFmpegError):
            pictures += context.decode(None)
        context.flush_buffers()
        return [p for p in pictures if p.pts != packet.pts and not p.is_corrupt], False

    def _packets(self, start: int) -> "Iterator[Packet]":
        """Packets from the key packet at `start` or an earlier one; files are read from the front where seeking fails."""
        for time in self.table.seek_times[start]:
            with contextlib.suppress(av.FFmpegError):
                self._container.seek(time, stream=self._stream, backward=True)
                packets = self._container.demux(self._stream)
                first = next(packets)
                if self.table.positions.get(first.pts, start + 1) <= start:
                    return chain([first], packets)
        self._container.close()
        self._open()
        return self._container.demux(self._stream)
