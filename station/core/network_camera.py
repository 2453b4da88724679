"""A camera in the network: a phone or an IP camera that sends a stream."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import av

from station.core.addresses import expect_scheme, spoken_address
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.picture_guard import Stillness
from station.core.stream_lag import StreamLag

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

# What a stream may in turn refer to: never a file of this computer.
_PROTOCOLS = "http,https,httpproxy,tls,tcp,udp,rtp,srtp,rtsp,rtsps,rtmp,srt,crypto"


class NetworkCamera:
    """A stream by its address, decoded as it comes; whoever reads too slowly gets old frames, so read in a thread."""

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(
        self,
        address: str,
        *,
        open_seconds: float = 5.0,
        read_seconds: float = 2.0,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Speak of an address such as rtsp://host/path; StationError on a kind of address that is no camera's."""
        expect_scheme(address)
        self._address = address
        self._name = spoken_address(address)
        self._timeouts = (open_seconds, read_seconds)
        self._clock = clock
        self._container: InputContainer | None = None

    def open(self) -> None:
        """Connect; StationError where nobody answers in time, or what answers sends no video."""
        if self._container is not None:
            return
        options = {
            "protocol_whitelist": _PROTOCOLS,
            "probesize": "500000",
            "analyzeduration": "500000",  # microseconds, else a stream is watched for 5 s before it is shown
        }
        if self._address.lower().startswith("rtsp"):
            options["rtsp_transport"] = "tcp"  # by UDP a lost packet smears the picture until the next key frame
        try:
            container = av.open(self._address, "r", options=options, timeout=self._timeouts, metadata_errors="replace")
        except av.ExitError as error:
            raise StationError(f"{self._name} did not answer within {self._timeouts[0]:g} s") from error
        except (av.FFmpegError, OSError) as error:
            raise StationError(f"{self._name} could not be opened ({error.strerror or error})") from error
        if not container.streams.video:
            container.close()
            raise StationError(f"{self._name} sends no video")
        # else damage is painted over untold
        container.streams.video[0].codec_context.options = {"err_detect": "explode"}
        self._container = container
        self._opened = self._clock()
        self._number = 0
        self._pictures = self._decoded(container)
        self._stillness = Stillness()
        self._lag = StreamLag()

    def read(self) -> Frame:
        """Wait for the next frame; StationError where none comes in time, it is frozen or old, or the stream ends."""
        if self._container is None:
            raise StationError(f"{self._name} is not open")
        try:
            video = next(self._pictures, None)
        except av.ExitError as error:
            raise StationError(f"{self._name} sent nothing for {self._timeouts[1]:g} s") from error
        except (av.FFmpegError, OSError) as error:
            raise StationError(f"{self._name} broke off ({error.strerror or error})") from error
        if video is None:
            raise StationError(f"{self._name} stopped sending")
        now = self._clock()
        frame = Frame(cast("Picture", video.to_ndarray(format="bgr24")), self._number, now - self._opened)
        same = self._stillness.see(frame.picture, now=now, is_key=bool(video.key_frame))
        if same is not None:
            raise StationError(f"{self._name} has been giving the same picture for {same:.1f} s; it is frozen")
        self._number += 1
        return frame

    def close(self) -> None:
        """Hang up."""
        if self._container is not None:
            self._container.close()
            self._container = None

    def _decoded(self, container: "InputContainer") -> Iterator[av.VideoFrame]:
        """Pictures as they come. Damaged packets give none, and are waited out no longer than silence is.

        The first may take as long as opening: whoever joins a stream waits for its next key frame.
        """
        asked, patience, damage = self._clock(), max(self._timeouts), _Damage()
        packets = container.demux(container.streams.video[0])
        begun, waited_s = self._clock(), 0.0
        while (packet := next(packets, None)) is not None:
            waited_s += self._clock() - begun
            for video in damage.sound(packet):
                self._expect_fresh(video, waited_s=waited_s)
                yield video
                asked, patience, waited_s = self._clock(), self._timeouts[1], 0.0
            if self._clock() - asked > patience:
                raise StationError(f"{self._name} sent nothing that can be decoded for {patience:g} s")
            begun = self._clock()

    def _expect_fresh(self, video: av.VideoFrame, *, waited_s: float) -> None:
        """StationError where what comes is old, since it comes faster than it is decoded: opened anew the stream is fresh."""
        if video.time is None:
            return
        if age_s := self._lag.see(video.time, now=self._clock(), waited_s=waited_s):
            raise StationError(
                f"{self._name} sends more than this computer decodes: its pictures came {age_s:.1f} s late. Let the camera send "
                "smaller pictures, or fewer"
            )


class _Damage:
    """Leaves out what a lost or damaged packet spoilt: what follows is painted over it, until the next whole key frame."""

    def __init__(self) -> None:
        self._is_there = False

    def sound(self, packet: "av.Packet[VideoStream]") -> Iterator[av.VideoFrame]:
        self._is_there |= packet.is_corrupt
        try:
            pictures = packet.decode()
        except av.InvalidDataError:
            self._is_there = True
            return
        for video in pictures:
            if video.is_corrupt:
                self._is_there = True
            elif video.key_frame and not packet.is_corrupt:
                self._is_there = False
            if not self._is_there:
                yield video
