"""Strips more various than the lab's: what is said of where things are stays true in any direction and aslant."""

from dataclasses import replace

import numpy as np
import pytest

from station.core.practice.optics import make_optics, seen_share
from station.core.practice.stitching import LAB_HAND, plan_seam
from station.core.practice.strip import LAB, make_strip
from station.core.practice.variety import Glimpse, glimpse, makers_for, optics_for

SIZE = (320, 240)


@pytest.fixture(scope="module")
def seen() -> list[tuple[Glimpse, np.ndarray]]:
    """Glimpses of a white disc on a black strip, each with the disc's middle in millimetres."""
    rng = np.random.default_rng(3)
    strip = make_strip(rng, width_mm=70, length_mm=80, stitch_mm=2.0, faults=0, px_per_mm=8.0)
    picture = np.zeros_like(strip.picture)
    down, across = np.mgrid[: picture.shape[0], : picture.shape[1]] / 8.0
    picture[np.hypot(down - 40, across - 35) < 1.5] = 255
    dark = replace(strip, picture=picture)
    found = []
    for _ in range(40):
        optics = optics_for(rng, size=SIZE, px_per_mm=6.0)
        plain = replace(optics, noise=0.0, sharpening=0.0, offset_mm=float(rng.uniform(-6, 6)), tilt=(0.0, 0.0))
        found.append((glimpse(rng, dark, plain, at_mm=40 + float(rng.uniform(-6, 6))), np.array([35.0, 40.0])))
    return found


def test_a_place_on_the_strip_is_found_in_the_picture(seen: list[tuple[Glimpse, np.ndarray]]) -> None:
    for view, place in seen:
        light = view.picture.astype(float).sum(axis=2)
        light = np.where(light > 0.5 * light.max(), light, 0)
        down, across = np.mgrid[: light.shape[0], : light.shape[1]]
        middle = np.array([(light * across).sum(), (light * down).sum()]) / light.sum()
        assert np.abs(view.pixels(place[None])[0] - middle).max() < 3


def test_the_view_around_a_place_agrees_with_the_whole_picture(seen: list[tuple[Glimpse, np.ndarray]]) -> None:
    for view, place in seen:
        box = (*(place - 2), *(place + 2))
        corners = view.pixels(np.array([[x, y] for x in (box[0], box[2]) for y in (box[1], box[3])]))
        found, share = seen_share(box, view.around(place))
        assert found is not None
        assert share == 1.0
        assert np.abs(np.array(found) - [*corners.min(axis=0), *corners.max(axis=0)]).max() < 2.5


def test_seams_run_in_all_directions_but_mostly_along() -> None:
    rng = np.random.default_rng(4)
    angles = np.array([optics_for(rng, size=SIZE, px_per_mm=9.0).angle for _ in range(400)])
    assert 0.5 < (np.abs(angles) < 0.2).mean() < 0.85
    assert (np.abs(np.sin(angles)) > 0.7).sum() > 10


def test_single_stitches_break_as_well_and_some_without_a_trace() -> None:
    rng = np.random.default_rng(5)
    hands = [makers.hand for makers in (makers_for(rng) for _ in range(40)) if makers is not LAB]
    heights, strands = [], []
    for hand in hands:
        seam = plan_seam(rng, length_mm=200, centre_mm=40, stitch_mm=2.0, faults=2.0, hand=hand)
        heights += [box[3] - box[1] for box in (fault.box_mm for fault in seam.faults if fault.kind == "break")]
        strands.append(len(hand.make["break"](rng, seam.holes[5:7])))
    assert min(heights) < 3.0  # a stitch of 2 mm and what a box is grown by; the lab's own are two stitches at least
    assert 0 in strands
    assert LAB_HAND.reaches["break"][0] > 2.0


def test_a_various_strip_is_the_same_for_the_same_seed() -> None:
    def made() -> np.ndarray:
        rng = np.random.default_rng(9)
        makers = next(makers for makers in (makers_for(rng) for _ in range(20)) if makers is not LAB)
        strip = make_strip(rng, width_mm=60, length_mm=60, stitch_mm=4.0, faults=2.0, px_per_mm=7.0, makers=makers)
        return glimpse(rng, strip, make_optics(rng, size=SIZE, px_per_mm=6.0), at_mm=30.0).picture

    assert (made() == made()).all()
