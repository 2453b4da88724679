"""The times of a clip's frames, read once from its packets: what makes a frame's number exact."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av

from station.core.errors import StationError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream


@dataclass(frozen=True, slots=True)
class Timetable:
    """Presentation times in ticks of the stream; a position counts packets in the order of the file."""

    times: tuple[int, ...]
    """Of the frames, ascending: a frame's number is the rank of its time."""
    starts: tuple[int, ...]
    """Per frame, the position of the key packet that decoding must start from."""
    numbers: Mapping[int | None, int]
    """Time -> number of the frame."""
    positions: Mapping[int | None, int]
    """Time -> position, of every packet, shown or not."""
    seek_times: tuple[tuple[int, ...], ...]
    """Per position, the times (of presentation, of decoding) by which a container may know the packet."""
    keys: tuple[int, ...]
    """Positions of the key packets that frames start from, ascending."""

    def key_before(self, start: int, *, steps: int) -> int:
        """The key packet `steps` groups before the one at `start`, or the first there is."""
        return self.keys[max(0, bisect_left(self.keys, start) - steps)]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One packet. Not shown is what an edit list cut away, though others build on it."""

    time: int
    decoding_time: int | None
    is_key: bool
    is_shown: bool


def read_timetable(container: "InputContainer", stream: "VideoStream", *, path: Path) -> Timetable:
    """Read a clip to its end; StationError where it is cut off, has no times, or no frame that could be decoded.

    A container that promises its frames beforehand must hold them. A recording that was killed promises nothing, and
    counts as far as it goes.
    """
    entries, whole = _entries(container, stream, path=path)
    if not whole and stream.frames:
        raise StationError(
            f"{path} is cut off: it promises {stream.frames} frames and holds {len(entries)}; copy it again"
        )
    starts = dict(_starts(entries))
    if not starts:
        raise StationError(f"{path} holds not one frame that can be decoded; was it cut off in its first half second?")
    times = tuple(sorted(starts))
    return Timetable(
        times=times,
        starts=tuple(starts[time] for time in times),
        numbers={time: number for number, time in enumerate(times)},
        positions={entry.time: position for position, entry in enumerate(entries)},
        seek_times=tuple((e.time,) if e.decoding_time is None else (e.time, e.decoding_time) for e in entries),
        keys=tuple(sorted(set(starts.values()))),
    )


def _entries(container: "InputContainer", stream: "VideoStream", *, path: Path) -> tuple[list[_Entry], bool]:
    """The packets in the order of the file, and whether the file was whole."""
    entries: list[_Entry] = []
    whole = True
    try:
        for packet in container.demux(stream):
            if packet.is_corrupt:
                whole = False
            elif packet.pts is not None:
                entries.append(_Entry(packet.pts, packet.dts, packet.is_keyframe, not packet.is_discard))
            elif packet.size:
                raise StationError(f"the frames of {path} carry no presentation times; save it as .mp4 first")
    except av.FFmpegError:
        whole = False
    return entries, whole


def _starts(entries: list[_Entry]) -> Iterator[tuple[int, int]]:
    """Per shown frame, its time and where decoding must start; frames before the first key packet have no start.

    The last key packet before a frame is not enough: a leading picture (of an open group) is stored behind a key packet
    and shown before it, and builds on the group before.
    """
    keys: list[int] = []
    for position, entry in enumerate(entries):
        if entry.is_key:
            keys.append(position)
        start = next((key for key in reversed(keys) if entries[key].time <= entry.time), None)
        if start is not None and entry.is_shown:
            yield entry.time, start
