"""Network cameras on loopback: MJPEG over HTTP and MPEG-TS over TCP, filmed by Debian's ffmpeg, that stall, lie, and come back.

Where there is no ffmpeg PyAV, which has the same encoders, makes the stream in a process of its own: no test is left out.
"""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mjpeg", "mpegts"]
SIZE = (160, 120)
RATE = 25
LARGER = (200, 152)
PAUSE_SECONDS = 1.0
BOUNDARY = b"--ffmpeg"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=ffmpeg\r\n\r\n"
JOIN_SECONDS = 10.0

_ENCODED = {
    "mjpeg": ("-c:v", "mjpeg", "-q:v", "4", "-f", "mpjpeg"),
    "mpegts": ("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "12", "-f", "mpegts"),
}


@dataclass(frozen=True)
class Lie:
    """What a connection does once so many bytes were sent; "" is nothing."""

    kind: Literal["", "stall", "pause", "cut", "garbage", "length", "half", "size", "still", "refuse"] = ""
    after: int = 200_000


def filmed(kind: Kind, size: tuple[int, int] = SIZE, *, is_still: bool = False) -> "subprocess.Popen[bytes]":
    """A process that writes a stream of a moving, noisy picture, or of one that never changes, at its pace."""
    program = shutil.which("ffmpeg")
    if program is None:
        command = [sys.executable, __file__, kind, str(size[0]), str(size[1]), "still" if is_still else ""]
    else:
        moving = f"testsrc2=size={size[0]}x{size[1]}:rate={RATE},noise=c0s=20:c0f=t"
        scene = f"color=c=gray:size={size[0]}x{size[1]}:rate={RATE}" if is_still else moving
        command = [program, "-v", "quiet", "-re", "-f", "lavfi", "-i", scene, "-pix_fmt", "yuvj420p"]
        command += [*_ENCODED[kind], "-flush_packets", "1", "-"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


class StreamServer:
    """Serves one kind of stream; every connection lies until `is_honest`."""

    def __init__(self, kind: Kind, lie: Lie) -> None:
        self.kind = kind
        self.is_honest = False
        self.connections = 0
        self.lied_s: float | None = None
        """When the last lie began, by perf_counter."""
        self._lie = lie
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._listen, name="stream server")]
        self._threads[0].start()

    @property
    def address(self) -> str:
        scheme = "http" if self.kind == "mjpeg" else "tcp"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._over.set()
        with socket.create_connection(self._listener.getsockname()[:2]):
            pass
        for thread in tuple(self._threads):
            thread.join(JOIN_SECONDS)
            assert not thread.is_alive()
        self._listener.close()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._over.is_set():
                connection.close()
                return
            lie = Lie() if self.is_honest else self._lie
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection, lie), name="stream")
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, lie: Lie) -> None:
        with connection:
            if lie.kind == "refuse":
                self._note()
                return
            try:
                if self.kind == "mjpeg":
                    connection.recv(4096)
                    connection.sendall(HEAD)
                self._film(connection, lie)
            except OSError:
                return

    def _film(self, connection: socket.socket, lie: Lie) -> None:
        with filmed(self.kind) as process:
            try:
                rest = self._relay(connection, process, until=lie.after if lie.kind else sys.maxsize)
                if self._over.is_set():
                    return
                self._note()
                if lie.kind == "pause":
                    self._over.wait(PAUSE_SECONDS)
                    connection.sendall(rest)
                    self._relay(connection, process)
                elif lie.kind in {"length", "half"}:
                    self._relay(connection, process, bent=lie.kind)
            finally:
                process.kill()
        if lie.kind == "stall":
            self._over.wait()
        elif lie.kind == "garbage":
            while not self._over.wait(0.01):
                connection.sendall(bytes(range(1, 256)) * 40)
        elif lie.kind in {"size", "still"}:
            size = LARGER if lie.kind == "size" else SIZE
            with filmed(self.kind, size, is_still=lie.kind == "still") as process:
                try:
                    self._relay(connection, process)
                finally:
                    process.kill()

    def _relay(
        self, connection: socket.socket, process: "subprocess.Popen[bytes]", *, until: int = sys.maxsize, bent: str = ""
    ) -> bytes:
        """Send what is filmed until so many bytes were sent, to the end of a picture; what was filmed beyond."""
        assert process.stdout is not None
        sent = 0
        while not self._over.is_set():
            part = process.stdout.read1(65536)
            at = part.find(BOUNDARY) if self.kind == "mjpeg" else 0
            if sent >= until and at >= 0:
                connection.sendall(part[:at])
                return part[at:]
            connection.sendall(_bent(part, bent))
            sent += len(part)
        return b""

    def _note(self) -> None:
        self.lied_s = time.perf_counter()


def _bent(part: bytes, how: str) -> bytes:
    if how == "length":
        return re.sub(rb"(?i)content-length: *\d+", b"Content-length: 77", part)
    return part[: len(part) // 2] if how == "half" else part


def main() -> None:
    """Write a stream: `kind width height still`."""
    from fractions import Fraction

    import av
    import numpy as np

    kind, width, height, is_still = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "still"
    dice = np.random.default_rng(1)
    with av.open(sys.stdout.buffer, "w", format="mpjpeg" if kind == "mjpeg" else "mpegts") as container:
        options = {} if kind == "mjpeg" else {"preset": "ultrafast", "tune": "zerolatency", "g": "12"}
        stream = container.add_stream("mjpeg" if kind == "mjpeg" else "libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        begun = time.monotonic()
        for number in range(1_000_000):
            picture = np.full((height, width, 3), 120, np.uint8)
            if not is_still:
                picture = dice.integers(60, 200, picture.shape).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            for packet in stream.encode(frame):
                container.mux(packet)
            sys.stdout.buffer.flush()
            time.sleep(max(0.0, begun + number / RATE - time.monotonic()))


if __name__ == "__main__":
    main()
