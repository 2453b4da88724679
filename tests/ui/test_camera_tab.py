"""The camera tab, with real keys and a camera that does as it is told."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station.core.camera_controls import Control
from station.core.camera_list import CameraInfo
from station.core.cameras import Camera, Webcam
from station.core.clips import Clip
from station.core.errors import StationError
from station.core.images import read_picture
from station.core.opencv import cv2
from station.core.project import Project, open_project
from station.live.feed import State
from station.live.recorder import Recorder
from station.ui import source_box
from station.ui.camera_tab import CameraTab
from station.ui.focus_meter import FocusMeter
from station.ui.source_box import SourceBox
from station.ui.theme import LIGHT
from station.ui.window import Window
from tests.live.fake_cameras import Endless
from tests.ui.wheel import NOTCH, turn_wheel

if TYPE_CHECKING:
    from station.core.frame import Picture

THREADS = {"feed", "recorder", "picture aids", "disk watch", "practice strip"}


class Bench:
    """The tab on screen, in a project, over a fake lamp camera."""

    def __init__(self, window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.qtbot, self.project = window, qtbot, project
        self.cameras: dict[str, Camera] = {"practice": Endless(width=160, height=120, pause=0.005)}
        self.opened: list[str] = []
        monkeypatch.setattr(source_box, "open_camera", self._open)
        monkeypatch.setattr(source_box, "list_cameras", lambda: [CameraInfo(0, "Lamp", 0, "/dev/video0")])
        window.desk.open(project.folder)
        self.until(lambda: window.context.project is not None)

    @property
    def tab(self) -> CameraTab:
        tab = self.window.tabs.tab("camera")
        assert isinstance(tab, CameraTab)
        return tab

    @property
    def camera(self) -> Endless:
        camera = self.cameras["practice"]
        assert isinstance(camera, Endless)
        return camera

    def show(self) -> CameraTab:
        self.window.context.actions["tab.camera"].trigger()
        self.until(lambda: self.tab.view.frame is not None)
        return self.tab

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.tab.view, key, modifiers)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_picture(self, x: float, y: float) -> None:
        at = self.tab.view.to_widget(QPointF(x, y))
        self.qtbot.mouseClick(self.tab.view, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))

    def said(self) -> list[str]:
        return [notice.text for notice in self.window.context.notices.all]

    def _open(self, source: str, **wishes: object) -> Camera:
        del wishes
        self.opened.append(source)
        if source not in self.cameras:
            raise StationError(f"'{source}' is no camera")
        return self.cameras[source]


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(window, qtbot, project, monkeypatch)
    yield made
    made.camera.release()
    window.stop_everything()
    left = [thread for thread in threading.enumerate() if thread.name in THREADS]
    for thread in left:
        thread.join(5)
    assert not [thread.name for thread in left if thread.is_alive()]


def test_no_camera_is_opened_before_the_tab_is_looked_at_and_it_is_let_go_afterwards(bench: Bench) -> None:
    assert not bench.opened
    tab = bench.show()
    assert bench.opened == ["practice"]
    bench.until(lambda: tab.strip.rate.text().endswith("frames/s"))
    assert tab.strip.size_text.text() == "160 × 120"
    assert tab.veil.isHidden()
    bench.window.context.actions["tab.labelling"].trigger()
    assert tab.preview.feed is None
    assert bench.window.context.feeds.of("practice") is None
    bench.until(lambda: bench.camera.closed == 1)
    bench.show()
    assert bench.opened == ["practice", "practice"]


def test_that_there_is_no_picture_to_record_is_told_until_there_is_one(bench: Bench) -> None:
    tab, bar = bench.show(), bench.window.notice_bar
    bench.camera.failing.set()
    bench.until(tab.veil.isVisible)
    bench.click(tab.veil.cancel)
    bench.key(Qt.Key.Key_R)
    assert "no picture to record" in bench.said()[-1]
    assert bar.isVisible()
    bench.camera.failing.clear()
    bench.click(tab.veil.connect_)
    bench.until(lambda: tab.view.frame is not None and not bar.isVisible())


def test_r_records_and_the_clip_is_offered_for_labelling(bench: Bench) -> None:
    tab = bench.show()
    tab.panel.recording.note.setText("red thread")
    bench.key(Qt.Key.Key_R)
    card = tab.panel.recording
    assert tab.running() == ["Recording"]
    recorded_as = card.name.text().replace("\u200b", "")
    assert card.button.text().strip() == "Stop recording"
    assert not tab.panel.source.isEnabled()
    assert not bench.window.context.actions["camera.rotate"].isEnabled()
    bench.until(
        lambda: card.progress.text().startswith("Frames: ") and not card.progress.text().startswith("Frames: 0")
    )
    bench.key(Qt.Key.Key_R)
    assert not tab.running()
    with bench.qtbot.waitSignal(bench.window.context.clips_changed):
        pass
    (clip,) = bench.project.videos.glob("*.mp4")
    assert clip.stem.startswith(f"video_{datetime.now():%Y-%m-}")
    assert clip.stem.endswith("__red-thread")
    assert clip.name == recorded_as, "the card names the file that is written"
    with Clip(clip) as recorded:
        assert recorded.size == (160, 120)
        assert any(f"frames: {len(recorded)}" in text for text in bench.said())
    assert card.label.isVisible()
    wanted = []
    bench.window.context.label_wanted.disconnect()
    bench.window.context.label_wanted.connect(lambda path, number: wanted.append((path, number)))
    bench.key(Qt.Key.Key_L)
    assert wanted == [(clip, 0)]


def test_two_recordings_of_one_name_never_meet(bench: Bench) -> None:
    bench.window.context.settings.change("camera", template="same")
    tab = bench.show()
    for _ in range(2):
        bench.key(Qt.Key.Key_R)
        figures = tab.desk.figures
        bench.until(lambda: (figures := tab.desk.figures) is not None and figures.frames > 1)
        with bench.qtbot.waitSignal(bench.window.context.clips_changed):
            bench.key(Qt.Key.Key_R)
        assert figures is not None
    assert {path.name for path in bench.project.videos.iterdir()} == {"same.mp4", "same-2.mp4"}


def test_a_recording_goes_on_while_another_tab_is_shown_and_ends_with_the_project(bench: Bench) -> None:
    tab = bench.show()
    bench.key(Qt.Key.Key_R)
    bench.window.context.actions["tab.labelling"].trigger()
    assert tab.preview.feed is not None
    before = tab.desk.figures
    assert before is not None
    bench.until(lambda: (now := tab.desk.figures) is not None and now.frames > before.frames + 3)
    bench.window.context.set_project(None)
    assert not tab.running()
    assert tab.preview.feed is None
    bench.until(lambda: any("Recorded" in text for text in bench.said()))
    (clip,) = bench.project.videos.glob("*.mp4")
    with Clip(clip) as recorded:
        assert len(recorded) > 3


def test_a_full_disk_ends_the_recording_and_says_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("station.ui.recording_desk.Recorder", _recorder_on_a_full_disk)
    tab = bench.show()
    bench.key(Qt.Key.Key_R)
    bench.until(lambda: not tab.desk.is_recording)
    assert any("MB are free" in text for text in bench.said())
    assert tab.panel.source.isEnabled()
    assert len(list(bench.project.videos.glob("*.mp4"))) == 1


def _recorder_on_a_full_disk(*arguments: object, **more: object) -> Recorder:
    return Recorder(*arguments, free=lambda _folder: 0, **more)  # type: ignore[arg-type]


def test_a_lost_camera_is_shown_and_can_be_given_up(bench: Bench) -> None:
    tab = bench.show()
    bench.camera.failing.set()
    bench.until(lambda: tab.veil.isVisible() and tab.veil.title == "Reconnecting...")
    assert tab.veil.text == "it was unplugged"
    bench.key(Qt.Key.Key_R)
    assert not tab.running()
    assert "no picture to record" in bench.said()[-1]
    bench.click(tab.veil.cancel)
    assert tab.veil.title == "Camera is off"
    assert tab.preview.feed is None
    bench.camera.failing.clear()
    bench.click(tab.veil.connect_)
    bench.until(lambda: tab.view.frame is not None and tab.veil.isHidden())


def test_opening_is_said_while_the_window_stays_alive_and_can_be_cancelled(bench: Bench) -> None:
    bench.camera.opening.clear()
    bench.window.context.actions["tab.camera"].trigger()
    tab = bench.tab
    bench.until(tab.veil.isVisible)
    assert tab.veil.title == "Opening..."
    bench.key(Qt.Key.Key_D)
    assert tab.veil.title == "Camera is off"
    bench.camera.opening.set()


def test_rotate_and_mirror_turn_what_everybody_sees(bench: Bench) -> None:
    tab = bench.show()
    bench.key(Qt.Key.Key_T)
    bench.until(lambda: _corner(tab.view.frame) == (120, 160, "right"))
    bench.key(Qt.Key.Key_M)
    bench.until(lambda: _corner(tab.view.frame) == (120, 160, "left"))
    assert bench.window.context.settings.value.camera.rotation == 90
    for _ in range(3):
        bench.key(Qt.Key.Key_T)
    bench.until(lambda: _corner(tab.view.frame) == (160, 120, "right"))
    bench.key(Qt.Key.Key_M)
    bench.until(lambda: _corner(tab.view.frame) == (160, 120, "left"))


def _corner(frame: object) -> tuple[int, int, str]:
    """Width, height, and on which side of the top row the camera's blue corner lies."""
    picture: Picture = getattr(frame, "picture", np.zeros((1, 1, 3), np.uint8))
    side = "left" if tuple(picture[0, 0]) == (255, 0, 0) else "right"
    return picture.shape[1], picture.shape[0], side


def top_of(tab: CameraTab) -> QImage:
    view = tab.view
    return view.grab(QRect(0, 0, view.width(), view.height() // 4)).toImage()


def test_the_wheel_over_the_panel_turns_none_of_its_knobs(bench: Bench) -> None:
    panel = bench.show().panel
    panel.recording.note.setFocus()
    for field in (panel.knobs.speed, panel.knobs.stitch, panel.speed.fault, panel.source.box):
        before = field.currentIndex() if isinstance(field, QComboBox) else field.value()
        turn_wheel(field, -NOTCH)
        assert (field.currentIndex() if isinstance(field, QComboBox) else field.value()) == before


def answer_length(bench: Bench, *keys: str | Qt.Key) -> None:
    """Type this when it is asked how many millimetres lie between the points."""

    def type_it() -> None:
        box = QApplication.activeModalWidget()
        field = box.findChild(QDoubleSpinBox) if isinstance(box, QInputDialog) else None
        if field is None:
            QTimer.singleShot(20, bench.window, type_it)
            return
        line = field.findChild(QLineEdit)
        assert line is not None
        assert line.textMargins().left() > 0, "the number touches the frame"
        field.selectAll()
        for key in keys:
            (bench.qtbot.keyClicks if isinstance(key, str) else bench.qtbot.keyClick)(field, key)

    type_it()


def test_two_clicks_on_a_ruler_give_the_scale_and_the_project_keeps_it(bench: Bench) -> None:
    tab = bench.show()
    bench.click(tab.panel.scale.calibrate)
    frozen = tab.view.frame
    assert tab.preview.frozen
    assert tab.panel.scale.instruction.startswith("Click one mark of the ruler.")
    told = top_of(tab)
    tab.marks.show_instruction("")
    assert top_of(tab) != told, "what to do is written on the picture: the card may be scrolled away"
    bench.click_picture(20, 60)
    answer_length(bench, "10", Qt.Key.Key_Return)
    bench.click_picture(143, 60)
    bench.until(lambda: open_project(bench.project.folder).millimetre_px is not None)
    assert open_project(bench.project.folder).millimetre_px == pytest.approx(12.3, abs=0.1)
    bench.until(lambda: tab.panel.scale.value.text() == "12.3 px/mm")
    bench.until(lambda: tab.view.frame is not frozen)
    assert bench.window.tabs.current == "camera"
    assert not bench.window.context.actions["camera.calibrate"].isChecked()
    bench.click(tab.panel.scale.forget)
    bench.until(lambda: not tab.panel.scale.value.isVisible())
    assert open_project(bench.project.folder).millimetre_px is None


def test_the_ruler_is_measured_with_keys_alone(bench: Bench) -> None:
    tab = bench.show()
    assert not bench.window.context.actions["camera.point.left"].isEnabled()
    bench.key(Qt.Key.Key_C)
    for _ in range(2):
        bench.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    bench.key(Qt.Key.Key_Return)
    assert tab.calibration.points == 1
    for _ in range(3):
        bench.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(5):
        bench.key(Qt.Key.Key_Left)
    answer_length(bench, "5", Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: open_project(bench.project.folder).millimetre_px == pytest.approx(11.0))


def test_giving_up_a_measurement_changes_nothing(bench: Bench) -> None:
    tab = bench.show()
    bench.key(Qt.Key.Key_C)
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Return)
    assert "too close" in bench.said()[-1]
    assert tab.calibration.points == 0
    bench.key(Qt.Key.Key_C)
    assert tab.calibration.points is None
    assert not tab.preview.frozen
    assert open_project(bench.project.folder).millimetre_px is None


def test_a_snapshot_is_the_frame_pixel_for_pixel(bench: Bench) -> None:
    tab = bench.show()
    bench.key(Qt.Key.Key_C)  # the picture stands still
    frame = tab.view.frame
    assert frame is not None
    bench.key(Qt.Key.Key_S)
    bench.until(lambda: bool(list((bench.project.folder / "snapshots").glob("*.png"))))
    (path,) = (bench.project.folder / "snapshots").glob("*.png")
    assert (read_picture(path) == frame.picture).all()


def test_stripes_come_and_go_with_z(bench: Bench) -> None:
    tab = bench.show()
    bench.key(Qt.Key.Key_Z)
    bench.until(lambda: tab.view._overlay is not None)
    bench.key(Qt.Key.Key_Z)
    assert tab.view._overlay is None


def test_the_practice_knobs_are_there_for_the_practice_lab_only_and_reach_it(bench: Bench) -> None:
    tab = bench.show()
    assert tab.panel.knobs.isVisible()
    tab.panel.knobs.speed.setFocus()
    bench.qtbot.keyClick(tab.panel.knobs.speed, Qt.Key.Key_PageUp)
    bench.until(lambda: bench.window.context.settings.value.camera.practice_mm_s == 60)
    assert source_box.knobs_of(bench.window.context.settings.value.camera).speed_mm_s == 60
    bench.cameras["Lamp"] = Endless()
    tab.panel.source.box.choose("Lamp")
    assert tab.panel.knobs.isHidden()
    assert tab.panel.source.size_box.isVisible()


class Lens:
    """Behaves like cv2.VideoCapture over a webcam under Linux with an automatic exposure."""

    def __init__(self, values: dict[int, float]) -> None:
        self.values = values
        self.count = 0
        self.pause = threading.Event()

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, object]:
        self.pause.wait(0.005)
        self.count += 1
        return True, np.full((120, 160, 3), self.count % 200, np.uint8)

    def get(self, prop: int, /) -> float:
        return self.values.get(prop, -1.0)

    def set(self, prop: int, value: float, /) -> bool:
        there = prop in self.values
        if there:
            self.values[prop] = value
        return there

    def release(self) -> None:
        pass


def test_exposure_is_set_by_hand_and_warned_of_where_the_seam_blurs(bench: Bench) -> None:
    lens = Lens(
        {
            cv2.CAP_PROP_BACKEND: cv2.CAP_V4L2,
            cv2.CAP_PROP_EXPOSURE: 200.0,
            cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
        }
    )
    bench.cameras["Lamp"] = Webcam(0, capture=lambda _number, _backend: lens)
    bench.window.context.settings.change("camera", source="Lamp")
    tab = bench.show()
    card = tab.panel.picture
    row = card.rows[Control.EXPOSURE]
    bench.until(row.isVisible)
    assert card.rows[Control.GAIN].isHidden()
    assert row.automatic.isChecked()
    assert not row.slider.isEnabled()
    assert "Automatic exposure may blur" in card.warning.text()
    bench.click(row.automatic)
    bench.until(lambda: lens.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0)
    bench.until(lambda: "20.0 ms blurs the moving seam by 8.0 pixels" in card.warning.text())
    assert "Longest without: 2.5 ms" in card.warning.text()
    assert card.warning.property("role") == "warning"
    bench.window.context.settings.change("camera", blur_px=10.0)
    bench.until(lambda: "20.0 ms keeps the moving seam sharp" in card.warning.text())
    assert "Longest: 25.0 ms" in card.warning.text(), "as the card of the fastest seam counts it"
    bench.window.context.settings.change("camera", blur_px=1.0)
    bench.until(lambda: card.warning.property("role") == "warning")
    row.slider.setFocus()
    bench.qtbot.keyClick(row.slider, Qt.Key.Key_Home)
    bench.until(lambda: lens.values[cv2.CAP_PROP_EXPOSURE] == 1.0)
    bench.until(lambda: "keeps the moving seam sharp" in card.warning.text())
    assert card.warning.property("role") == "muted"


def test_the_box_lists_webcams_by_name_and_asks_for_clips_and_addresses(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    box = bench.show().panel.source.box
    bench.until(lambda: box.findText("Lamp") >= 0)
    clip = tmp_path / "naht.mp4"
    chosen: list[str] = []
    box.source_changed.connect(chosen.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(clip), ""))
    _pick(box, "Clip file...")
    assert (chosen, box.currentText()) == ([str(clip)], "naht.mp4")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_arguments: ("file:///etc/passwd", True))
    _pick(box, "Stream address...")
    assert "begins with" in bench.said()[-1]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_arguments: ("rtsp://me:secret@lab/live", True))
    _pick(box, "Stream address...")
    assert box.currentText() == "rtsp://lab/live"
    assert bench.window.context.memory.value.sources == ("rtsp://me:secret@lab/live", str(clip))
    _pick(box, "Lamp")
    assert chosen[-1] == "Lamp"
    assert bench.window.context.settings.value.camera.source == "Lamp"


def _pick(box: SourceBox, text: str) -> None:
    index = box.findText(text)
    assert index >= 0
    box.activated.emit(index)


def test_a_feed_that_somebody_else_holds_is_shared(bench: Bench) -> None:
    other = source_box.take_feed("practice", bench.window.context, holder=bench)
    tab = bench.show()
    assert tab.preview.feed is other
    assert bench.opened == ["practice"]
    bench.window.context.actions["tab.labelling"].trigger()
    assert other.figures().state is State.RUNNING
    bench.window.context.feeds.leave("practice", bench)
    assert other.wait(5)


def test_the_meter_draws_the_share_and_the_best(qtbot: QtBot, window: Window) -> None:
    meter = FocusMeter(window)
    meter.resize(200, 20)
    meter.show_share(0.5)
    image = meter.grab().toImage()
    assert _colour(image, 45, 10) == LIGHT.accent
    assert _colour(image, 120, 10) == LIGHT.hover
    assert _colour(image, 180, 10) == LIGHT.text
    meter.show_share(1.0)
    assert _colour(meter.grab().toImage(), 120, 10) == LIGHT.ok


def test_a_recording_is_seen_at_a_glance(bench: Bench) -> None:
    tab = bench.show()
    assert _colour(tab.view.grab().toImage(), 1, 100) != LIGHT.not_ok
    bench.key(Qt.Key.Key_R)
    bench.until(lambda: _colour(tab.view.grab().toImage(), 1, 100) == LIGHT.not_ok)
    bench.key(Qt.Key.Key_R)
    bench.until(lambda: _colour(tab.view.grab().toImage(), 1, 100) != LIGHT.not_ok)


def _colour(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name()


def test_everything_is_said_again_in_another_language(bench: Bench) -> None:
    tab = bench.show()
    tab.panel.recording.heading.setText("?")
    tab.retranslate()
    assert tab.panel.recording.heading.text() == "Recording"


def test_a_fault_while_painting_is_heard_and_the_window_goes_on(bench: Bench) -> None:
    tab = bench.show()

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("while painting")

    tab.view.drawings.append(broken)
    with bench.qtbot.captureExceptions() as heard:
        bench.until(lambda: len(heard) > 2)  # each keeps the traceback, and with it the painter
    tab.view.drawings.remove(broken)
    assert not tab.view.grab().isNull()
    heard.clear()
