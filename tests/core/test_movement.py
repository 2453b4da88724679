"""How far cloth moved between two frames: rendered strips, moved by known millimetres."""

import numpy as np
import pytest

from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.movement import Mover
from station.core.practice.optics import Optics, film, make_optics
from station.core.practice.strip import Strip, make_strip

SIZE = (640, 480)


@pytest.fixture(scope="module")
def strips() -> list[tuple[Strip, Optics]]:
    rng = np.random.default_rng(5)
    made = []
    for stitch in (2.0, 4.0, 2.0):
        strip = make_strip(rng, width_mm=88, length_mm=150, stitch_mm=stitch, faults=1.2)
        made.append((strip, make_optics(rng, size=SIZE, px_per_mm=10)))
    return made


def seen(strip: Strip, optics: Optics, *, at_mm: float, seed: int) -> tuple[Picture, np.ndarray]:
    view = film(np.random.default_rng(seed), strip, optics, at_mm=at_mm)
    return to_network_size(view.picture, size=(256, 192)), view.matrix


def moved_px(first: np.ndarray, second: np.ndarray, *, at_mm: float) -> np.ndarray:
    return np.asarray((second - first) @ np.array([44.0, at_mm, 1.0]))


@pytest.mark.parametrize("step_mm", [0.0, 0.2, 1.3, 4.0])
def test_known_steps_are_measured_to_a_tenth_of_a_millimetre(
    strips: list[tuple[Strip, Optics]], step_mm: float
) -> None:
    for number, (strip, optics) in enumerate(strips):
        mover = Mover()
        before, matrix = seen(strip, optics, at_mm=40, seed=number)
        after, later = seen(strip, optics, at_mm=40 + step_mm, seed=number + 10)
        assert mover.put(before, size=SIZE, time_s=0.0) is None
        moved = mover.put(after, size=SIZE, time_s=0.1)
        assert moved is not None
        true = moved_px(matrix, later, at_mm=40 + step_mm / 2)
        assert np.hypot(moved.x - true[0], moved.y - true[1]) < 1.5


def test_a_seam_that_gets_faster_is_measured_to_a_fifth_of_the_view(strips: list[tuple[Strip, Optics]]) -> None:
    strip, optics = strips[1]
    mover, at = Mover(), 36.0
    mover.put(seen(strip, optics, at_mm=at, seed=0)[0], size=SIZE, time_s=0.0)
    for number, step in enumerate((2.0, 3.0, 5.0, 7.0, 9.0, 9.0), start=1):
        at += step
        moved = mover.put(seen(strip, optics, at_mm=at, seed=number)[0], size=SIZE, time_s=0.1 * number)
        assert moved is not None
        assert abs(abs(moved.y) / optics.px_per_mm - step) < 0.5


def test_too_large_a_step_and_another_cloth_are_not_guessed(strips: list[tuple[Strip, Optics]]) -> None:
    for number, (strip, optics) in enumerate(strips):
        mover = Mover()
        mover.put(seen(strip, optics, at_mm=40, seed=number)[0], size=SIZE, time_s=0.0)
        assert mover.put(seen(strip, optics, at_mm=80, seed=9)[0], size=SIZE, time_s=0.1) is None
    mover = Mover()
    mover.put(seen(*strips[0], at_mm=40, seed=1)[0], size=SIZE, time_s=0.0)
    assert mover.put(seen(*strips[1], at_mm=40, seed=2)[0], size=SIZE, time_s=0.1) is None
    assert mover.put(np.zeros((192, 256, 3), np.uint8), size=SIZE, time_s=0.2) is None


def test_standing_still_adds_up_to_nothing(strips: list[tuple[Strip, Optics]]) -> None:
    mover, way = Mover(), 0.0
    strip, optics = strips[0]
    for number in range(30):
        moved = mover.put(seen(strip, optics, at_mm=50, seed=number)[0], size=SIZE, time_s=number / 30)
        way += moved.y if moved else 0.0
    assert abs(way) < 6, "the camera shakes by up to a quarter of a millimetre, which does not add up"


def test_a_slow_seam_adds_up_to_its_way(strips: list[tuple[Strip, Optics]]) -> None:
    mover, way = Mover(), 0.0
    strip, optics = strips[2]
    for number in range(41):
        moved = mover.put(seen(strip, optics, at_mm=40 + 0.25 * number, seed=number)[0], size=SIZE, time_s=number / 30)
        way += moved.y if moved else 0.0
    assert abs(abs(way) / optics.px_per_mm - 10.0) < 0.5
