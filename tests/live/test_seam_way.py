"""Where on the seam an inspection is goes on when the camera was lost: what passed meanwhile is NOT INSPECTED, as long as it was."""

import numpy as np
import pytest

from station.core.coverage import Said
from station.core.frame import Frame
from station.core.verdict import Verdict
from station.live.seam_way import SeamWay

PX, VIEW, STEP = 4.0, (128, 96), 8


def test_what_passed_while_the_camera_was_lost_is_as_long_as_that_took() -> None:
    cloth = np.random.default_rng(3).integers(0, 256, (1600, 32, 3), dtype=np.uint8).repeat(4, axis=1)
    way = SeamWay(px_per_mm=PX)
    for number in [*range(20), *range(120, 140)]:  # at 10 frames a second, with 10 s of which nothing came
        since_opening_s = number / 10 if number < 20 else number / 10 - 12
        picture = cloth[STEP * number : STEP * number + VIEW[1]].copy()
        way.put(Frame(picture, number, since_opening_s, 1000 + number / 10), picture, Verdict.OK)
    covered = way.covered()
    assert covered.gaps == 1
    between_mm = STEP * 101 / PX  # from one frame to the next, of which both views show some
    assert covered.lengths[Said.NOT_INSPECTED] == pytest.approx(between_mm, rel=0.15)
