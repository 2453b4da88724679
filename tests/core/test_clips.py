"""Frame n is frame n, and a clip survives whoever records it."""

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.opencv import cv2

TICKS = 90_000
BLOCK = 16
WIDTH, HEIGHT = 8 * BLOCK, 4 * BLOCK


def numbered(number: int, *, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """A picture that carries its number as 16 blocks, and once more inverted."""
    bits = np.array([(number >> bit) & 1 for bit in range(16)], np.uint8).reshape(2, 8)
    blocks = np.vstack([bits, 1 - bits]).repeat(BLOCK, axis=0).repeat(BLOCK, axis=1) * 190 + 30
    picture = np.full((height, width, 3), 128, np.uint8)
    picture[:HEIGHT, :WIDTH] = blocks[:, :, None]
    return picture


def number_of(picture: Picture) -> int:
    """The number that a picture carries; -1 where it is smeared."""
    blocks = picture[:HEIGHT, :WIDTH].reshape(4, BLOCK, 8, BLOCK, 3).mean(axis=(1, 3, 4))
    if (np.abs(blocks - 128) < 50).any():
        return -1
    bits = (blocks > 128).astype(int)
    if (bits[:2] + bits[2:] != 1).any():
        return -1
    return int(sum(bit << place for place, bit in enumerate(bits[:2].flatten())))


def constant(number: int) -> int:
    return number * 3000


def variable(number: int) -> int:
    """A phone's rate: 20 to 60 fps, with pauses."""
    return sum(random.Random(n).choice([1500, 1501, 3000, 4500, 27_000]) for n in range(number))


def late(number: int) -> int:
    return 5000 + number * 3000


def early(number: int) -> int:
    return number * 3000 - 9000


def make(
    path: Path,
    *,
    codec: str = "libx264",
    options: dict[str, str],
    time: Callable[[int], int] = constant,
    frames: int = 120,
    rotation: float | None = None,
    container_options: dict[str, str] | None = None,
) -> Path:
    """A clip of numbered frames."""
    with av.open(str(path), "w", options=container_options or {}) as container:
        stream = container.add_stream(codec, rate=30, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p" if codec == "mjpeg" else "yuv420p"
        base = Fraction(1, 30) if codec in {"mpeg4", "mjpeg"} else Fraction(1, TICKS)
        stream.codec_context.time_base = base
        if rotation is not None:
            stream.set_display_rotation(rotation)
        for number in range(frames):
            video = av.VideoFrame.from_ndarray(numbered(number), format="bgr24")
            video.pts, video.time_base = round(time(number) / TICKS / base), base
            container.mux(stream.encode(video))
        container.mux(stream.encode(None))
    return path


X264 = {"preset": "ultrafast", "g": "25", "crf": "20"}
X265 = {"preset": "ultrafast", "crf": "20"}
QUIET = "log-level=none:pools=1:frame-threads=1"
KINDS: dict[str, tuple[str, str, dict[str, str], Callable[[int], int]]] = {
    "h264 constant": (".mp4", "libx264", X264, constant),
    "h264 variable": (".mp4", "libx264", X264, variable),
    "h264 B-frames constant": (".mp4", "libx264", X264 | {"bf": "3", "b_strategy": "0"}, constant),
    "h264 B-frames variable": (".mp4", "libx264", X264 | {"bf": "3", "b_strategy": "0"}, variable),
    "h264 open groups": (
        ".mp4",
        "libx264",
        X264 | {"bf": "3", "g": "28", "x264-params": "open-gop=1:b-adapt=0"},
        variable,
    ),
    "h264 open groups without leading pictures": (
        ".mp4",
        "libx264",
        X264 | {"bf": "3", "b_strategy": "0", "x264-params": "open-gop=1"},
        variable,
    ),
    "h264 starting late": (".mp4", "libx264", X264 | {"bf": "2"}, late),
    "h264 in mkv": (".mkv", "libx264", X264 | {"bf": "3", "b_strategy": "0"}, variable),
    "h264 in ts": (".ts", "libx264", X264 | {"bf": "3", "b_strategy": "0"}, variable),
    "hevc constant": (".mp4", "libx265", X265 | {"x265-params": f"{QUIET}:keyint=25:bframes=0"}, constant),
    "hevc variable": (".mp4", "libx265", X265 | {"x265-params": f"{QUIET}:keyint=25:bframes=0"}, variable),
    "hevc B-frames": (".mp4", "libx265", X265 | {"x265-params": f"{QUIET}:keyint=25:bframes=3:open-gop=0"}, variable),
    "hevc open groups": (
        ".mp4",
        "libx265",
        X265 | {"x265-params": f"{QUIET}:keyint=28:bframes=3:open-gop=1"},
        constant,
    ),
    "mpeg4 in avi": (".avi", "mpeg4", {"g": "12", "qscale": "3"}, constant),
    "mjpeg in avi": (".avi", "mjpeg", {}, constant),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä ß 日本"
    path.mkdir()
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_frame_n_is_frame_n_for_200_random_seeks(kind: str, folder: Path) -> None:
    suffix, codec, options, time = KINDS[kind]
    path = make(folder / f"clip{suffix}", codec=codec, options=options, time=time)
    wrong: list[int] = []
    with Clip(path) as clip:
        assert len(clip) == 120
        dice = random.Random(kind)
        for _ in range(200):
            number = dice.randrange(120)
            frame = clip.frame(number)
            if frame.number != number or number_of(frame.picture) != number:
                wrong.append(number)
            assert frame.time_s == pytest.approx(
                (time(number) - time(0)) / TICKS, abs=0.0011 if suffix == ".mkv" else 2e-5
            )
        assert [number_of(frame.picture) for frame in clip.frames()] == list(range(120))
        assert [frame.number for frame in clip.frames(start=100)] == list(range(100, 120))
    assert not wrong


def test_frames_cut_away_by_an_edit_list_have_no_number(folder: Path) -> None:
    path = make(folder / "clip.mp4", options=X264 | {"bf": "2"}, time=early)
    with Clip(path) as clip:
        assert [number_of(clip.frame(number).picture) for number in (0, 50, 116)] == [3, 53, 119]
        assert clip.frame(0).time_s == 0.0
        assert len(clip) == 117


def test_negative_times_without_an_edit_list_are_times_like_others(folder: Path) -> None:
    fragmented = {"movflags": "frag_keyframe+empty_moov+negative_cts_offsets", "use_editlist": "0"}
    path = make(folder / "clip.mp4", options=X264 | {"bf": "2"}, time=early, container_options=fragmented)
    with Clip(path) as clip:
        assert [number_of(clip.frame(number).picture) for number in (0, 119, 1, 60)] == [0, 119, 1, 60]


@pytest.mark.parametrize("rotation", [90, 180, -90])
def test_a_rotated_clip_is_turned_upright_once_as_opencv_turns_it(rotation: int, folder: Path) -> None:
    path = make(folder / "clip.mp4", options=X264, rotation=rotation, frames=3)
    capture = cv2.VideoCapture(str(path))
    expected = capture.read()[1]
    capture.release()
    with Clip(path) as clip:
        picture = clip.frame(0).picture
        assert clip.size == (picture.shape[1], picture.shape[0])
        assert picture.shape == expected.shape
        assert np.abs(picture.astype(int) - expected).max() < 6


def test_rate_is_the_mean_over_the_clip(folder: Path) -> None:
    with Clip(make(folder / "constant.mp4", options=X264, frames=10)) as clip:
        assert clip.rate == pytest.approx(30.0)
        assert clip.size == (WIDTH, HEIGHT)
    with Clip(make(folder / "one.mp4", options=X264, frames=1)) as clip:
        assert clip.rate == pytest.approx(30.0)


@pytest.mark.parametrize("number", [-1, 3])
def test_a_number_outside_the_clip_is_refused(number: int, folder: Path) -> None:
    with Clip(make(folder / "clip.mp4", options=X264, frames=3)) as clip, pytest.raises(StationError, match="0 to 2"):
        clip.frame(number)


def packet_spans(path: Path) -> list[tuple[int, int]]:
    with av.open(str(path)) as container:
        return [(p.pos, p.size) for p in container.demux(video=0) if p.size and p.pos is not None]


@pytest.mark.parametrize("options", [X264, X264 | {"bf": "3", "b_strategy": "0"}], ids=["no B-frames", "B-frames"])
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_packet_never_shows_a_wrong_picture(options: dict[str, str], seed: int, folder: Path) -> None:
    path = make(folder / "clip.mp4", options=options)
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    for position, size in dice.sample(packet_spans(path)[30:], 3):
        data[position + 4 : position + size] = bytes(dice.randrange(256) for _ in range(size - 4))
    path.write_bytes(data)
    with Clip(path) as clip:
        assert len(clip) == 120
        shown = list(clip.frames())
        assert [number_of(frame.picture) for frame in shown] == [frame.number for frame in shown]
        assert 30 <= len(shown) < 120
        whole = {frame.number for frame in shown}
        for number in dice.sample(range(120), 40):
            if number in whole:
                assert number_of(clip.frame(number).picture) == number
            else:
                with pytest.raises(StationError, match="damaged"):
                    clip.frame(number)


def test_what_is_no_clip_is_refused_in_one_sentence(folder: Path) -> None:
    sound = make(folder / "sound.mp4", options=X264)
    (folder / "text.mp4").write_text("hello\n" * 100)
    (folder / "empty.mp4").write_bytes(b"")
    (folder / "half.mp4").write_bytes(sound.read_bytes()[: sound.stat().st_size // 2])
    (folder / "list.mp4").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{sound}\n#EXT-X-ENDLIST\n")
    (folder / "picture.mp4").write_bytes(cv2.imencode(".png", numbered(1))[1].tobytes())
    for name in ("text", "empty", "half", "list", "picture", "missing"):
        with pytest.raises(StationError, match=f"{name}.mp4"):
            Clip(folder / f"{name}.mp4")


def test_a_copy_that_stopped_half_way_is_refused(folder: Path) -> None:
    path = make(folder / "clip.mp4", options=X264, container_options={"movflags": "faststart"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 7 // 10])
    with pytest.raises(StationError, match="cut off"):
        Clip(path)


def test_a_title_in_another_encoding_is_no_reason_to_refuse_a_clip(folder: Path) -> None:
    path = folder / "titled.mp4"
    with av.open(str(path), "w") as container:
        container.metadata["title"] = "Naehprobe"
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(numbered(0), format="bgr24")))
        container.mux(stream.encode(None))
    data = path.read_bytes()
    assert b"Naehprobe" in data
    path.write_bytes(data.replace(b"Naehprobe", "Näh-Probe".encode("latin-1")))
    clip = Clip(path)
    assert len(clip) == 1
    clip.close()


def test_sound_without_video_is_refused(folder: Path) -> None:
    with av.open(str(folder / "sound.mp4"), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.sample_rate, sound.pts = 44_100, 0
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    with pytest.raises(StationError, match="holds no video"):
        Clip(folder / "sound.mp4")


def test_a_recording_keeps_every_frame_and_its_true_time(folder: Path) -> None:
    times = [7.5 + variable(number) / TICKS for number in range(90)]
    with ClipWriter(folder / "clip.mp4", size=(WIDTH, HEIGHT), rate=30) as writer:
        for number, time_s in enumerate(times):
            writer.write(Frame(numbered(number), number + 40, time_s))
    with Clip(folder / "clip.mp4") as clip:
        shown = list(clip.frames())
        assert [number_of(frame.picture) for frame in shown] == list(range(90))
        assert [frame.time_s for frame in shown] == pytest.approx([time - 7.5 for time in times], abs=1.2e-5)
        assert np.abs(shown[9].picture.astype(int) - numbered(9)).mean() < 3


@pytest.mark.parametrize("size", [(WIDTH + 1, HEIGHT + 1), (WIDTH + 1, HEIGHT), (WIDTH, HEIGHT + 1)])
def test_an_odd_side_grows_by_its_last_row_or_column(size: tuple[int, int], folder: Path) -> None:
    picture = numbered(5, width=size[0], height=size[1])
    with ClipWriter(folder / "clip.mp4", size=size, rate=30, crf=4) as writer:
        writer.write(Frame(picture, 0, 0.0))
    with Clip(folder / "clip.mp4") as clip:
        assert clip.size == (size[0] + size[0] % 2, size[1] + size[1] % 2)
        shown = clip.frame(0).picture
        assert np.abs(shown[: size[1], : size[0]].astype(int) - picture).mean() < 4
        assert number_of(shown) == 5


def test_times_must_increase_and_sizes_stay(folder: Path) -> None:
    with ClipWriter(folder / "clip.mp4", size=(WIDTH, HEIGHT), rate=30) as writer:
        writer.write(Frame(numbered(0), 0, 1.0))
        for time_s in (1.0, 0.9, float("nan"), float("inf")):
            with pytest.raises(ValueError, match="Received"):
                writer.write(Frame(numbered(1), 1, time_s))
        with pytest.raises(StationError, match=r"records 128 x 64 pixels, and a frame of 130 x 64"):
            writer.write(Frame(numbered(1, width=130), 1, 1.1))
        writer.write(Frame(numbered(1), 1, 1.1))
    with Clip(folder / "clip.mp4") as clip:
        assert len(clip) == 2


def test_a_recording_overwrites_nothing_and_leaves_no_empty_file(folder: Path) -> None:
    (folder / "clip.mp4").write_bytes(b"mine")
    with pytest.raises(StationError, match="exists already"):
        ClipWriter(folder / "clip.mp4", size=(WIDTH, HEIGHT), rate=30)
    assert (folder / "clip.mp4").read_bytes() == b"mine"
    with ClipWriter(folder / "none.mp4", size=(WIDTH, HEIGHT), rate=30) as writer:
        pass
    writer.close()
    assert not (folder / "none.mp4").exists()


RECORDER = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from test_clips import numbered
from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
try:
    writer = ClipWriter(Path(sys.argv[1]), size=(128, 64), rate=30)
    for number in range(100_000):
        writer.write(Frame(numbered(number), number, number / 30))
        print(number, flush=True)
except StationError as error:
    print(error)
"""


@pytest.fixture
def recorder() -> str:
    return RECORDER.format(tests=str(Path(__file__).parent))


def started(script: str, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)


def written_until(child: "subprocess.Popen[str]", last: int) -> Iterator[int]:
    assert child.stdout is not None
    for line in child.stdout:
        yield int(line)
        if int(line) == last:
            return


@pytest.mark.parametrize("last", [31, 47, 100, 233, 410])
def test_a_killed_recording_opens_and_lacks_one_frame_at_most(last: int, recorder: str, folder: Path) -> None:
    with started(recorder, folder / "clip.mp4") as child:
        written = list(written_until(child, last))
        child.kill()
    assert written[-1] == last
    with Clip(folder / "clip.mp4") as clip:
        assert len(clip) >= last  # the muxer keeps one of those written until the next one comes
        shown = list(clip.frames())
        assert [number_of(frame.picture) for frame in shown] == list(range(len(clip)))
        assert [frame.time_s for frame in shown] == pytest.approx([n / 30 for n in range(len(clip))], abs=1e-4)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of a file")
def test_a_disk_that_refuses_is_told_and_what_was_recorded_opens(recorder: str, folder: Path) -> None:
    def small_disk() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    path = folder / "clip.mp4"
    done = subprocess.run(
        [sys.executable, "-c", recorder, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=small_disk,
        check=False,
        timeout=60,
    )
    lines = done.stdout.splitlines()
    assert "could not be recorded any further (File too large)" in lines[-1]
    assert done.returncode == 0
    with Clip(path) as clip:
        assert len(clip) > int(lines[-2]) - 30
        assert number_of(clip.frame(len(clip) - 1).picture) == len(clip) - 1
