"""When a camera counts as having forgotten what was set, and when not."""

from dataclasses import replace

import pytest

from station.core.camera_controls import DeviceControls
from station.core.control_watch import LOOK_SECONDS, SETTLE_SECONDS, ControlWatch
from station.core.device import Control, ControlState
from station.core.opencv import cv2

EXPOSURE = ControlState(Control.EXPOSURE, 156.0, 1.0, 5000.0, automatic=False)
GAIN = ControlState(Control.GAIN, 10.0, 0.0, 255.0)


class Camera:
    """Has settings; `look_again` reads them back."""

    def __init__(self, *has: ControlState, may_look_again: bool = True) -> None:
        self.has = self.controls = has
        self.may_look_again = may_look_again
        self.looks = 0

    def look_again(self) -> None:
        self.looks += 1
        self.controls = self.has

    def put(self, control: Control, value: float) -> None:
        self.has = tuple(replace(state, value=value) if state.control is control else state for state in self.has)


def test_it_looks_now_and_then_and_not_where_that_would_disturb() -> None:
    camera = Camera(EXPOSURE, GAIN)
    watch = ControlWatch(camera, now=0.0)
    times = [at / 10 for at in range(round(10 * (SETTLE_SECONDS + 3 * LOOK_SECONDS)) + 1)]
    assert not any(watch.has_forgotten(now) for now in times)
    assert camera.looks == 4
    silent = Camera(EXPOSURE, GAIN, may_look_again=False)
    assert not any(ControlWatch(silent, now=0.0).has_forgotten(now) for now in times)
    assert silent.looks == 0


def test_what_a_camera_makes_of_a_wish_a_little_later_is_right_and_what_it_does_by_itself_is_not() -> None:
    camera = Camera(EXPOSURE, GAIN)
    watch = ControlWatch(camera, now=0.0)
    camera.put(Control.GAIN, 11.0)
    assert not watch.has_forgotten(5.0), "it rounds what was set at first"
    before = camera.controls
    camera.put(Control.GAIN, 80.0)
    camera.look_again()
    watch.expect_anew(before, now=6.0)
    camera.put(Control.GAIN, 79.0)
    assert not watch.has_forgotten(8.0)
    camera.put(Control.GAIN, 10.0)
    assert watch.has_forgotten(20.0)
    assert {state.control: state.value for state in watch.wanted} == {Control.EXPOSURE: 156.0, Control.GAIN: 79.0}


def test_a_wish_does_not_hide_that_another_control_was_forgotten() -> None:
    camera = Camera(EXPOSURE, replace(GAIN, control=Control.FOCUS), GAIN)
    watch = ControlWatch(camera, now=0.0)
    assert not watch.has_forgotten(5.0)
    before = camera.controls
    camera.put(Control.FOCUS, 0.0)
    camera.put(Control.GAIN, 80.0)
    camera.controls = (*before[:2], camera.has[2])  # of the wish alone it is known what became of it
    watch.expect_anew(before, now=6.0)
    assert watch.has_forgotten(20.0)


def test_a_gain_that_goes_with_an_exposure_of_the_cameras_own_choice_was_not_forgotten() -> None:
    camera = Camera(replace(EXPOSURE, automatic=True), GAIN)
    watch = ControlWatch(camera, now=0.0)
    for at in range(1, 9):
        camera.put(Control.GAIN, 10.0 * at)
        camera.put(Control.EXPOSURE, 100.0 * at)
        assert not watch.has_forgotten(LOOK_SECONDS * at + SETTLE_SECONDS)
    before = camera.controls
    camera.put(Control.GAIN, 91.0)
    camera.has = (replace(camera.has[0], automatic=False), camera.has[1])
    camera.controls = (camera.has[0], before[1])
    watch.expect_anew(before, now=100.0)
    assert not watch.has_forgotten(120.0), "it stayed where the camera had left it"
    camera.put(Control.GAIN, 10.0)
    assert watch.has_forgotten(140.0)


def test_what_moves_by_itself_is_known_after_two_looks() -> None:
    camera = Camera(EXPOSURE, GAIN)
    watch = ControlWatch(camera, now=0.0)
    assert not watch.has_forgotten(1.0)
    camera.put(Control.GAIN, 20.0)
    assert watch.has_forgotten(20.0)
    assert not watch.is_in_vain
    camera.put(Control.GAIN, 10.0)  # set again
    camera.look_again()
    watch.settle(20.0)
    camera.put(Control.GAIN, 30.0)
    assert watch.has_forgotten(40.0)
    assert watch.is_in_vain
    watch.settle(40.0)
    for at in (60.0, 80.0, 100.0):
        camera.put(Control.GAIN, at)
        assert not watch.has_forgotten(at), "it moves by itself"
    camera.put(Control.EXPOSURE, 9.0)
    assert watch.has_forgotten(120.0)
    assert not watch.is_in_vain
    watch.settle(120.0)
    before = camera.controls
    camera.put(Control.GAIN, 50.0)
    camera.look_again()
    watch.expect_anew(before, now=130.0)
    assert not watch.has_forgotten(140.0)
    camera.put(Control.GAIN, 51.0)
    assert watch.has_forgotten(160.0), "it was wished for since"


@pytest.mark.parametrize(("backend", "lightly"), [("CAP_V4L2", True), ("CAP_MSMF", True), ("CAP_DSHOW", False)])
def test_directshow_is_not_asked_while_it_films(backend: str, lightly: bool) -> None:
    class Device:
        def get(self, prop: int, /) -> float:
            return 1.0

        def set(self, prop: int, value: float, /) -> bool:
            return True

    assert DeviceControls(Device(), backend=getattr(cv2, backend)).are_read_lightly is lightly
