"""The practice camera in its own process."""

import psutil
import pytest

from station.core.errors import StationError
from station.core.practice.camera import Knobs
from station.live.lab_camera import LabCamera


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
