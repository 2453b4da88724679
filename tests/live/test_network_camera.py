"""A network camera that stalls, lies, and comes back: told in a sentence, no frame of what it lied, and frames again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.live.feed import State
from station.live.patience import Limits
from tests.live.camera_bench import ROOMY, Bench
from tests.live.camera_worker import thread_over
from tests.live.stream_server import SIZE, Kind, Lie, StreamServer

FULL_ONLY = pytest.mark.soak(full_only=True)


@contextmanager
def watched(folder: Path, kind: Kind, lie: Lie, *, limits: Limits = ROOMY) -> Iterator[tuple[Bench, StreamServer]]:
    server = StreamServer(kind, lie)
    bench = Bench(folder / "world", thread_over, limits=limits, source=server.address, size=SIZE)
    bench.start()
    try:
        yield bench, server
    finally:
        bench.stop()
        server.close()
    assert not bench.wrong, bench.wrong


@pytest.mark.parametrize(
    ("kind", "lie", "said"),
    [
        pytest.param("mjpeg", "length", "broke off", marks=FULL_ONLY),
        ("mpegts", "size", "changed its picture from 160 x 120 to 200 x 152"),
        pytest.param("mjpeg", "cut", "broke off", marks=FULL_ONLY),
        pytest.param("mjpeg", "stall", "sent nothing for 2 s", marks=FULL_ONLY),
        pytest.param("mjpeg", "garbage", "broke off", marks=FULL_ONLY),
        pytest.param("mjpeg", "half", "broke off", marks=FULL_ONLY),
        pytest.param("mjpeg", "size", "changed its picture", marks=FULL_ONLY),
        pytest.param("mjpeg", "still", "frozen", marks=FULL_ONLY),
        pytest.param("mjpeg", "refuse", "could not be opened", marks=FULL_ONLY),
        pytest.param("mpegts", "cut", "stopped sending", marks=FULL_ONLY),
        pytest.param("mpegts", "stall", "sent nothing for 2 s", marks=FULL_ONLY),
        pytest.param("mpegts", "garbage", "sent nothing", marks=FULL_ONLY),
        pytest.param("mpegts", "half", "", marks=FULL_ONLY),
        pytest.param("mpegts", "still", "frozen", marks=FULL_ONLY),
        pytest.param("mpegts", "refuse", "could not be opened", marks=FULL_ONLY),
    ],
)
def test_a_stream_that_fails_is_told_and_opened_again(tmp_path: Path, kind: Kind, lie: str, said: str) -> None:
    with watched(tmp_path, kind, Lie(lie)) as (bench, server):  # type: ignore[arg-type]
        bench.until_told(said)
        server.is_honest = True
        bench.until_frames()
        assert server.connections >= 2


def test_a_stream_that_stalls_is_told_and_waited_for_a_little(tmp_path: Path) -> None:
    with watched(tmp_path, "mjpeg", Lie("pause"), limits=Limits()) as (bench, server):
        bench.until(lambda: server.lied_s is not None, "it stalls")
        lied_s = server.lied_s or 0.0
        bench.until(
            lambda: any(at > lied_s and "nothing comes from http" in said for at, _, said in bench.told), "it is told"
        )
        server.is_honest = True
        bench.until_frames()
        bench.until(lambda: bench.feed.figures().state is State.RUNNING, "it runs again")
