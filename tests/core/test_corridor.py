"""The seam's corridor holds the faults and leaves most of the picture out, whatever the cloth; where no seam is, there is none."""

import numpy as np
import pytest

from station.core.corridor import SLANTED, Corridor, common_angle, find_corridor
from station.core.opencv import cv2
from station.core.practice.optics import View, film, make_optics, seen_share
from station.core.practice.stitching import Fault
from station.core.practice.strip import make_strip
from station.core.practice.tag import draw_tag

Frame = tuple[View, tuple[Fault, ...]]


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """Two frames of each of twelve strips, at 7 to 14 pixels a millimetre, with many faults."""
    made: list[Frame] = []
    for seed in range(12):
        rng = np.random.default_rng([77, seed])
        scale = 7.0 + seed * 7 / 11
        strip = make_strip(
            rng, width_mm=640 / scale + 24, length_mm=1.7 * 480 / scale, stitch_mm=2.0 + 2 * (seed % 2), faults=4
        )
        optics = make_optics(rng, size=(640, 480), px_per_mm=scale)
        middle = strip.size_mm[1] / 2
        made += [(film(rng, strip, optics, at_mm=middle + off), strip.faults) for off in (-6, 6)]
    return made


def covered(corridor: Corridor, frame: Frame, *, quarter_turns: int = 0) -> list[float]:
    """Of each fault's box that is seen to at least a half the share that lies in the corridor."""
    view, faults = frame
    inside = corridor.share(120, 160) if quarter_turns % 2 == 0 else np.rot90(corridor.share(160, 120), -quarter_turns)
    shares = []
    for fault in faults:
        box, seen = seen_share(fault.box_mm, view)
        if box is not None and seen >= 0.5:
            x0, y0, x1, y1 = (int(side) // 4 for side in box)
            shares.append(float(inside[y0 : y1 + 1, x0 : x1 + 1].mean()))
    return shares


def test_the_corridor_holds_the_faults_and_not_half_the_picture(frames: list[Frame]) -> None:
    angle = common_angle([view.picture for view, _ in frames[::2]])
    assert angle == 0
    found = [find_corridor(view.picture, angle=angle) for view, _ in frames]
    corridors = [corridor for corridor in found if corridor is not None]
    assert len(corridors) == len(frames)
    shares = [share for c, frame in zip(corridors, frames, strict=True) for share in covered(c, frame)]
    assert len(shares) > 25
    assert np.mean(np.array(shares) > 0.9) >= 0.95
    assert np.median([c.share(24, 32).mean() for c in corridors]) < 0.4


def test_one_picture_alone_is_enough_and_a_seam_may_run_across(frames: list[Frame]) -> None:
    shares = []
    for frame in frames[::4]:
        turned = find_corridor(np.ascontiguousarray(np.rot90(frame[0].picture)))
        assert turned is not None
        shares += covered(turned, frame, quarter_turns=1)
    assert np.mean(np.array(shares) > 0.9) >= 0.9


def test_a_seam_that_runs_aslant_is_found_at_an_angle_near_its_own(frames: list[Frame]) -> None:
    matrix = cv2.getRotationMatrix2D((320, 240), 40, 1.5)
    turned = [cv2.warpAffine(view.picture, matrix, (640, 480)) for view, _ in frames[::4]]
    assert common_angle(turned) in SLANTED
    for picture in turned[:3]:
        corridor = find_corridor(picture, angle=common_angle(turned))
        assert corridor is not None
        assert corridor.share(24, 32).mean() < 0.7


def test_a_tag_does_not_catch_the_corridor(frames: list[Frame]) -> None:
    shares = []
    for number, frame in enumerate(frames):
        tagged = find_corridor(draw_tag(frame[0].picture, seed=1, strip=number), angle=0.0)
        assert tagged is not None
        shares += covered(tagged, frame)
    assert np.mean(np.array(shares) > 0.9) >= 0.95


@pytest.mark.parametrize("shape", [(480, 640, 3), (64, 48, 3), (1080, 1920, 3)])
def test_where_there_is_no_seam_there_is_no_corridor(shape: tuple[int, int, int]) -> None:
    rng = np.random.default_rng(1)
    assert find_corridor(np.full(shape, 90, np.uint8)) is None
    assert find_corridor(rng.normal(120, 20, shape).clip(0, 255).astype(np.uint8), angle=0.0) is None


def test_a_map_of_any_shape_knows_its_cells_share() -> None:
    line = np.array([[0.5, -0.1], [0.5, 1.1]], np.float32)
    corridor = Corridor((line,), (640, 480), sureness=3.0, half_width=0.125)
    assert corridor.share(6, 8)[:, 3:5].min() > 0.95
    assert corridor.share(6, 8)[:, [0, 1, 6, 7]].max() == 0
    assert corridor.share(48, 64).mean() == pytest.approx(0.25, abs=0.02)
    assert corridor.share(1, 1).shape == (1, 1)
