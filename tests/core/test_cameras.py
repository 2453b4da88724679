"""Every source gives numbered, timed frames, or says in one sentence why not."""

import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from station.core.camera_controls import Control
from station.core.camera_list import socket_of
from station.core.cameras import (
    Camera,
    CameraInfo,
    ClipCamera,
    FolderCamera,
    Webcam,
    list_cameras,
    open_camera,
)
from station.core.clips import ClipWriter
from station.core.errors import StationError
from station.core.found_camera import FoundCamera
from station.core.frame import Frame, Picture
from station.core.images import write_picture
from station.core.network_camera import NetworkCamera
from station.core.opencv import cv2

LAMP = CameraInfo(0, "Lamp Camera", cv2.CAP_V4L2, "/dev/video0")
DOOR = CameraInfo(2, "Door Camera", cv2.CAP_V4L2, "/dev/video2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä ß 日本"
    path.mkdir()
    return path


class FakeClock:
    """Time that passes by a fixed step each time somebody looks."""

    def __init__(self, step: float = 0.04) -> None:
        self.now = 50.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class FakeCapture:
    """Behaves like cv2.VideoCapture: what it reads is written down beforehand, an exception is raised."""

    def __init__(self, *reads: tuple[bool, object] | cv2.error, opens: bool = True) -> None:
        self.reads = list(reads)
        self.opens = opens
        self.released = 0
        self.wishes: dict[int, float] = {}
        self.address: tuple[int, int] | None = None

    def at(self, number: int, backend: int) -> "FakeCapture":
        self.address = (number, backend)
        return self

    def isOpened(self) -> bool:
        return self.opens

    def read(self) -> tuple[bool, object]:
        answer = self.reads.pop(0) if self.reads else (False, None)
        if isinstance(answer, cv2.error):
            raise answer
        return answer

    def set(self, prop: int, value: float, /) -> bool:
        self.wishes[prop] = value
        return True

    def get(self, prop: int, /) -> float:
        return -1.0 if prop != cv2.CAP_PROP_BACKEND else 0.0

    def release(self) -> None:
        self.released += 1


def picture(value: int, *, width: int = 32, height: int = 24) -> Picture:
    return np.full((height, width, 3), value, np.uint8)


def webcam(capture: FakeCapture, *, step: float = 0.04, size: tuple[int, int] | None = None) -> Webcam:
    camera = Webcam(LAMP, capture=capture.at, cameras=lambda: [DOOR, LAMP], clock=FakeClock(step), size=size)
    camera.open()
    return camera


def test_a_webcam_numbers_and_times_its_frames_from_its_opening() -> None:
    capture = FakeCapture(*((True, picture(value)) for value in range(3)))
    camera = webcam(capture, size=(1920, 1080))
    frames = [camera.read() for _ in range(3)]
    assert [(frame.number, frame.picture[0, 0, 0]) for frame in frames] == [(0, 0), (1, 1), (2, 2)]
    assert [frame.time_s for frame in frames] == pytest.approx([0.04, 0.08, 0.12])
    assert capture.address == (0, cv2.CAP_V4L2)
    assert (capture.wishes[cv2.CAP_PROP_FRAME_WIDTH], capture.wishes[cv2.CAP_PROP_FRAME_HEIGHT]) == (1920, 1080)
    assert camera.live
    camera.close()
    camera.close()
    assert capture.released == 1


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ((False, None), "gives no more frames"),
        ((True, None), "no picture"),
        ((True, np.zeros((0, 0, 3), np.uint8)), "no picture"),
        ((True, np.zeros((4, 4), np.uint8)), "no picture"),
        ((True, picture(2, width=640)), r"changed its picture from \(32, 24\) to \(640, 24\)"),
        (cv2.error("broken pipe"), "failed"),
    ],
    ids=["false", "true but none", "empty", "grey", "size change", "exception"],
)
def test_a_webcam_that_fails_says_so(read: tuple[bool, object] | cv2.error, said: str) -> None:
    camera = webcam(FakeCapture((True, picture(1)), read))
    assert camera.read().number == 0
    with pytest.raises(StationError, match=f"'Lamp Camera' .*{said}"):
        camera.read()


@pytest.mark.parametrize("rate", [7, 16, 60])
def test_a_webcam_that_repeats_its_last_picture_is_frozen_within_a_second(rate: int) -> None:
    camera = webcam(FakeCapture(*((True, picture(9)) for _ in range(100))), step=1 / rate)
    frames: list[Frame] = []

    def read_on() -> None:
        while True:
            frames.append(camera.read())

    with pytest.raises(StationError, match=r"same picture for 0\.\d s; it is frozen"):
        read_on()
    assert 0.7 < len(frames) / rate < 0.95


def test_a_noisy_picture_of_the_same_scene_is_not_frozen() -> None:
    dice = np.random.default_rng(0)
    noise = [np.clip(picture(90) + dice.integers(-2, 3, (24, 32, 3)), 0, 255).astype(np.uint8) for _ in range(200)]
    camera = webcam(FakeCapture(*((True, shot) for shot in noise)))
    assert [camera.read().number for _ in range(200)][-1] == 199


def test_a_webcam_that_does_not_open_is_told_and_released() -> None:
    capture = FakeCapture(opens=False)
    with pytest.raises(StationError, match="in use by another program"):
        webcam(capture)
    assert capture.released == 1


def test_a_camera_that_is_not_open_says_so(folder: Path) -> None:
    for camera in (Webcam(0), NetworkCamera("http://127.0.0.1"), ClipCamera(folder), FolderCamera(folder)):
        camera.close()
        with pytest.raises(StationError, match="is not open"):
            camera.read()


def test_after_replugging_the_same_camera_is_found_under_its_new_number_or_none() -> None:
    there = [LAMP, DOOR]
    captures = [FakeCapture((True, picture(1))), FakeCapture((True, picture(2)))]
    camera = Webcam(DOOR, capture=lambda n, b: captures[0].at(n, b), cameras=lambda: there, clock=FakeClock())
    camera.open()
    assert captures[0].address == (2, cv2.CAP_V4L2)
    camera.close()
    there[:] = [LAMP]
    with pytest.raises(StationError, match=r"'Door Camera' is not there any more\. There is: Lamp Camera"):
        camera.open()
    there[:] = [CameraInfo(0, DOOR.name, DOOR.backend, DOOR.path), CameraInfo(1, LAMP.name, LAMP.backend, LAMP.path)]
    captures.pop(0)
    camera.open()
    assert captures[0].address == (0, cv2.CAP_V4L2)
    assert camera.read().number == 0


@dataclass
class FakeListed:
    index: int
    name: str
    path: str | None


def test_listing_never_raises_and_names_each_camera_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(list_cameras(), list)

    def fails(backend: int) -> list[FakeListed]:
        raise RuntimeError(f"backend {backend} is not supported")

    assert list_cameras(enumerate_backend=fails) == []

    def windows(backend: int) -> list[FakeListed]:
        if backend == cv2.CAP_MSMF:
            return [FakeListed(1, "USB", "b"), FakeListed(0, "USB", "a")]
        return [FakeListed(0, "OBS Virtual", None), FakeListed(1, "USB", "c"), FakeListed(2, "USB", "d")]

    monkeypatch.setattr(sys, "platform", "win32")
    found = [
        (camera.number, camera.name, camera.backend, camera.path) for camera in list_cameras(enumerate_backend=windows)
    ]
    assert found == [
        (0, "USB", cv2.CAP_MSMF, "a"),
        (1, "USB", cv2.CAP_MSMF, "b"),
        (0, "OBS Virtual", cv2.CAP_DSHOW, ""),
    ]


class FakePractice:
    live = True

    def open(self) -> None: ...
    def read(self) -> Frame | None: ...
    def close(self) -> None: ...


def opened(word: str, *cameras: CameraInfo) -> Camera:
    return open_camera(word, practice=FakePractice, cameras=lambda: list(cameras))


def address_of(camera: Camera) -> tuple[int, int] | None:
    """Where a webcam would be opened."""
    assert isinstance(camera, Webcam)
    capture = FakeCapture()
    camera._new_capture = capture.at
    camera.open()
    return capture.address


@pytest.mark.parametrize("word", ["Lamp Camera", "lamp camera", "lamp", "LAMP", "/dev/video0", "0", " 0 "])
def test_a_webcam_is_found_by_number_name_or_part(word: str) -> None:
    assert address_of(opened(word, DOOR, LAMP)) == (0, cv2.CAP_V4L2)


def test_an_exact_name_wins_over_a_part_and_an_unlisted_number_is_tried() -> None:
    longer = CameraInfo(5, "Lamp Camera HD", cv2.CAP_V4L2, "/dev/video5")
    assert address_of(opened("lamp camera", longer, LAMP)) == (0, cv2.CAP_V4L2)
    assert address_of(opened("7", LAMP)) == (7, cv2.CAP_ANY)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("camera", "'camera' fits several cameras: 0: Lamp Camera, 2: Door Camera; give the number"),
        (
            "window",
            "'window' is no folder, clip, address or camera; the cameras here are 0: Lamp Camera, 2: Door Camera",
        ),
        ("", "'' is no folder"),
        ("file:///etc/passwd", "address begins with"),
        ("concat://x", "address begins with"),
    ],
)
def test_an_unknown_word_is_refused_with_the_cameras_there_are(word: str, said: str) -> None:
    with pytest.raises(StationError, match=said):
        opened(word, LAMP, DOOR)


def test_without_any_camera_that_is_said() -> None:
    with pytest.raises(StationError, match="no camera was found here"):
        opened("lamp")


def test_a_word_leads_to_its_kind_of_camera(folder: Path) -> None:
    (folder / "0").mkdir()
    (folder / "a.mp4").write_bytes(b"")
    assert isinstance(opened("practice"), FakePractice)
    assert isinstance(opened(str(folder / "0")), FolderCamera)
    assert isinstance(opened(str(folder / "a.mp4")), ClipCamera)
    assert isinstance(opened("rtsp://127.0.0.1/x"), NetworkCamera)


def test_a_folder_is_read_in_the_order_a_person_counts(folder: Path) -> None:
    for number in (10, 2, 1, 33):
        write_picture(folder / f"Näht_{number}.png", picture(number))
    (folder / "notes.txt").write_text("no picture")
    (folder / ".hidden.png").write_bytes(b"no picture")
    camera = FolderCamera(folder)
    camera.open()
    frames = list(iter(camera.read, None))
    assert [frame.picture[0, 0, 0] for frame in frames if frame] == [1, 2, 10, 33]
    assert [(frame.number, frame.time_s) for frame in frames if frame] == [(0, 0.0), (1, 0.04), (2, 0.08), (3, 0.12)]
    assert not camera.live


def test_a_damaged_picture_is_named_and_the_folder_goes_on(folder: Path) -> None:
    write_picture(folder / "1.png", picture(1))
    (folder / "2.png").write_bytes(b"damaged")
    write_picture(folder / "3.png", picture(3))
    camera = FolderCamera(folder)
    camera.open()
    assert camera.length == 3
    assert camera.read() is not None
    frame = camera.read()
    assert frame is not None
    assert (frame.number, frame.picture[0, 0, 0]) == (2, 3)
    assert camera.read() is None
    (problem,) = camera.problems
    assert "2.png" in problem


def test_a_folder_without_pictures_is_refused(folder: Path) -> None:
    for path in (folder, folder / "none"):
        with pytest.raises(StationError, match="Prüfung"):
            FolderCamera(path).open()


def test_a_clip_is_a_camera_whose_reader_misses_nothing(folder: Path) -> None:
    with ClipWriter(folder / "clip.mp4", size=(32, 24), rate=25) as writer:
        for number in range(10):
            writer.write(Frame(picture(number * 20), number, number / 25))
    camera = ClipCamera(folder / "clip.mp4")
    camera.open()
    camera.open()
    frames = list(iter(camera.read, None))
    camera.close()
    assert [frame.number for frame in frames if frame] == list(range(10))
    assert not camera.live
    with pytest.raises(StationError, match="missing"):
        ClipCamera(folder / "missing.mp4").open()


class MotionJpeg(http.server.BaseHTTPRequestHandler):
    """Sends 20 pictures and then, as its path says, hangs up, falls silent, or sends rubbish."""

    released = threading.Event()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for value in range(20):
            self.send(cv2.imencode(".jpg", picture(value * 10))[1].tobytes())
        if self.path == "/silent":
            self.released.wait(20)
        while self.path == "/rubbish" and not self.released.wait(0.01):
            try:
                self.send(b"no picture")
            except OSError:
                return

    def send(self, jpeg: bytes) -> None:
        self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%b\r\n" % (len(jpeg), jpeg))
        self.wfile.flush()


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), MotionJpeg) as running:
        MotionJpeg.released.clear()
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        MotionJpeg.released.set()
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/ends", "stopped sending|broke off"),
        ("/silent", "sent nothing for 0.5 s"),
        ("/rubbish", "nothing that can be decoded"),
    ],
)
def test_a_network_camera_gives_its_frames_and_says_when_they_end(path: str, said: str, server: str) -> None:
    camera = NetworkCamera(server + path, open_seconds=5.0, read_seconds=0.5)
    camera.open()
    frames: list[Frame] = []

    def read_on() -> None:
        while True:
            frames.append(camera.read())

    with pytest.raises(StationError, match=said):
        read_on()
    camera.close()
    assert [frame.number for frame in frames] == list(range(len(frames)))
    assert [round(frame.picture.mean() / 10) for frame in frames] == list(range(len(frames)))
    assert len(frames) >= 19
    assert [frame.time_s for frame in frames] == sorted(frame.time_s for frame in frames)


def silent(_: str) -> str:
    return "udp://127.0.0.1:9"


def refusing(_: str) -> str:
    return "tcp://127.0.0.1:9"


def without_video(server: str) -> str:
    return server.replace("http", "rtsp")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (silent, "did not answer within 0.2 s"),
        (refusing, "could not be opened"),
        (without_video, "could not be opened|answer"),
    ],
)
def test_an_address_where_no_camera_answers_is_told_in_time(
    address: Callable[[str], str], said: str, server: str
) -> None:
    with pytest.raises(StationError, match=said):
        NetworkCamera(address(server), open_seconds=0.2, read_seconds=0.2).open()


def test_a_password_in_an_address_is_never_said() -> None:
    camera = NetworkCamera("tcp://guest:secret@127.0.0.1:9", open_seconds=0.2, read_seconds=0.2)
    with pytest.raises(StationError) as caught:
        camera.open()
    assert "secret" not in str(caught.value)
    with pytest.raises(StationError) as caught:
        NetworkCamera("ftp://guest:secret@127.0.0.1")
    assert "secret" not in str(caught.value)


def test_a_webcam_is_asked_for_a_rate_after_its_size() -> None:
    capture = FakeCapture((True, picture(1)))
    camera = Webcam(LAMP, capture=capture.at, cameras=lambda: [LAMP], size=(640, 480), rate=60.0)
    camera.open()
    assert list(capture.wishes)[-2:] == [cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS]
    assert capture.wishes[cv2.CAP_PROP_FPS] == 60.0


class Dial(FakeCapture):
    """A webcam with a gain."""

    def __init__(self, *reads: tuple[bool, object]) -> None:
        super().__init__(*reads)
        self.wishes[cv2.CAP_PROP_GAIN] = 10.0

    def get(self, prop: int, /) -> float:
        return self.wishes.get(prop, -1.0) if prop == cv2.CAP_PROP_GAIN else super().get(prop)


def test_a_camera_is_looked_for_at_each_opening_and_keeps_what_was_wished_of_it() -> None:
    dials = [Dial((True, picture(1))), Dial((True, picture(2)))]
    found = FoundCamera(lambda: Webcam(0, capture=dials.pop(0).at, clock=FakeClock()))
    first, second = dials
    found.open()
    assert [state.value for state in found.controls] == [10.0]
    found.set_value(Control.GAIN, 80)
    found.read()
    assert first.wishes[cv2.CAP_PROP_GAIN] == 80.0
    assert [state.value for state in found.controls] == [80.0]
    found.close()
    assert found.controls == ()
    found.open()
    found.read()
    assert second.wishes[cv2.CAP_PROP_GAIN] == 80.0
    found.close()
    with pytest.raises(StationError, match="not open"):
        found.read()


def test_a_camera_that_is_not_found_says_so_when_it_is_opened() -> None:
    found = FoundCamera(lambda: opened("nothing there", LAMP))
    with pytest.raises(StationError, match="Lamp Camera"):
        found.open()
    assert found.length is None


def test_class_folders_are_read_as_one_where_their_folder_holds_no_picture_itself(folder: Path) -> None:
    for name, number in (("Tomate", 3), ("Apfel", 10), ("Apfel", 2), (".hidden", 4), ("Apfel/deeper", 5)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        write_picture(folder / name / f"{number}.png", picture(number))
    camera = FolderCamera(folder)
    camera.open()
    assert camera.length == 3
    frames = [camera.read() for _ in range(3)]
    assert [frame.picture.tobytes() for frame in frames if frame] == [picture(n).tobytes() for n in (2, 10, 3)]
    camera.close()
    write_picture(folder / "1.png", picture(1))
    camera.open()
    assert camera.length == 1, "its own come first"


class Kept:
    """A camera that keeps its device in mind."""

    live = True
    length: int | None = None
    problems: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.did: list[str] = []

    def open(self) -> None:
        self.did.append("open")

    def read(self) -> Frame | None:
        return None

    def rest(self) -> None:
        self.did.append("rest")

    def close(self) -> None:
        self.did.append("close")


def test_a_camera_that_keeps_its_device_in_mind_is_looked_for_once() -> None:
    made: list[Kept] = []

    def find() -> Camera:
        made.append(Kept())
        return made[-1]

    found = FoundCamera(find)
    found.open()
    found.rest()
    found.open()
    found.close()
    found.open()
    found.rest()
    found.close()
    (kept,) = made
    assert kept.did == ["open", "rest", "open", "close", "open", "rest", "close"]


def test_a_camera_is_told_by_its_socket_where_the_system_tells_it(tmp_path: Path) -> None:
    def plug(node: str, socket: str, **told: str) -> None:
        device = tmp_path / "devices" / socket.split(":")[0] / socket
        device.mkdir(parents=True, exist_ok=True)
        for name, text in told.items():
            (device.parent / name).write_text(f"{text}\n")
        (tmp_path / node).mkdir()
        (tmp_path / node / "device").symlink_to(device)
        (tmp_path / node / "index").write_text("0\n")

    plug("video0", "1-2:1.0", idVendor="046d", idProduct="082d", serial="A1")
    plug("video2", "1-3:1.0", idVendor="046d", idProduct="082d")
    assert socket_of("/dev/video0", devices=tmp_path) == "1-2:1.0 046d 082d A1 0"
    assert socket_of("/dev/video2", devices=tmp_path) == "1-3:1.0 046d 082d - 0"
    assert socket_of("/dev/video7", devices=tmp_path) == ""
    assert socket_of("\\\\?\\usb#vid_046d", devices=tmp_path) == ""
    was = CameraInfo(0, "C920", cv2.CAP_V4L2, "/dev/video0", "1-2")
    assert was.is_same_as(CameraInfo(4, "C920", cv2.CAP_V4L2, "/dev/video4", "1-2"))
    assert not was.is_same_as(CameraInfo(0, "C920", cv2.CAP_V4L2, "/dev/video0", "1-3"))
    assert not was.is_same_as(CameraInfo(0, "C930", cv2.CAP_V4L2, "/dev/video0", "1-2"))


def test_two_that_might_be_the_camera_are_none() -> None:
    twin = CameraInfo(0, "Virtual", cv2.CAP_DSHOW, "")
    camera = Webcam(twin, capture=FakeCapture().at, cameras=lambda: [twin, CameraInfo(1, "Virtual", cv2.CAP_DSHOW, "")])
    with pytest.raises(StationError, match="can't be told from another one: unplug one of the 2"):
        camera.open()


def test_a_camera_whose_number_became_that_of_another_while_it_was_opened_is_let_go() -> None:
    lists = [
        [LAMP, DOOR],
        [CameraInfo(0, DOOR.name, DOOR.backend, DOOR.path), CameraInfo(1, LAMP.name, LAMP.backend, LAMP.path)],
    ]
    capture = FakeCapture((True, picture(1)))
    camera = Webcam(LAMP, capture=capture.at, cameras=lambda: lists.pop(0))
    with pytest.raises(StationError, match="plugged in anew while it was being opened"):
        camera.open()
    assert capture.released == 1
