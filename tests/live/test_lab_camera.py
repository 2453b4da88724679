"""The practice camera in its own process."""

import psutil
import pytest

from station.core.errors import StationError
from station.core.practice.camera import Knobs
from station.live.lab_camera import LabCamera
from station.live.spare import laid_practice


def test_frames_come_in_order_and_closing_leaves_no_process() -> None:
    before = set(psutil.Process().children())
    camera = LabCamera(knobs=lambda: Knobs(speed_mm_s=10.0))
    camera.open()
    (child,) = set(psutil.Process().children()) - before
    frames = [camera.read() for _ in range(3)]
    assert all(frame.picture.shape == (480, 640, 3) and frame.picture.std() > 5 for frame in frames)
    assert [frame.number for frame in frames] == sorted({frame.number for frame in frames})
    camera.close()
    assert not child.is_running()


def test_a_worker_that_died_is_told_and_opening_begins_anew() -> None:
    camera = LabCamera()
    before = set(psutil.Process().children())
    camera.open()
    camera.read()
    (child,) = set(psutil.Process().children()) - before
    child.kill()
    child.wait(10)
    with pytest.raises(StationError, match="practice worker"):
        camera.read()
    camera.close()
    camera.open()
    assert camera.read().picture.shape == (480, 640, 3)
    camera.close()


def test_a_worker_that_laid_its_strip_before_films_as_any_other() -> None:
    camera = LabCamera(take=lambda: laid_practice(stitch_mm=2.0, faults=0.0))
    camera.open()
    frames = [camera.read() for _ in range(2)]
    assert frames[0].number == 0
    assert frames[0].time_s == 0
    assert frames[1].number > 0
    camera.close()
