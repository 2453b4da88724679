"""A lamp or lens that changes is told; cloth that changes, seams that pass and a faster machine are not."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest

from station.core.drift import BEGIN_S, KIN, MEAN_S, STAYS_S, Against, Drift, Kind, span_of
from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.picture_looks import kinship, look_of, mean_of, outline

SIZE = (192, 256)


@lru_cache(maxsize=16)
def cloth(seed: int, *, grey: float = 120.0, tint: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> Picture:
    """A long piece of woven cloth with a seam."""
    rng = np.random.default_rng(seed)
    rows = SIZE[0] * 4
    fine = rng.normal(0, 1, (rows, SIZE[1])).astype(np.float32)
    weave = 9 * cv2.GaussianBlur(fine, (0, 0), 1.0) + 40 * cv2.GaussianBlur(fine, (0, 0), 4.0)
    light = grey * (1 + weave / 60)
    light[:, 120 + seed % 17 : 126 + seed % 17] *= 0.4
    return np.clip(light[..., None] * np.array(tint, np.float32), 0, 255).astype(np.uint8)


class Camera:
    """Looks at a cloth that moves down under it."""

    def __init__(self, drift: Drift, *, speed_px: float = 3.0) -> None:
        self.drift = drift
        self.now = 0.0
        self.cloth = cloth(1)
        self.speed_px = speed_px
        self._at = 0.0

    def films(
        self, seconds: float, change: Callable[[Picture], Picture] = lambda picture: picture, *, every_s: float = 0.14
    ) -> "Camera":
        until = self.now + seconds
        while self.now < until:
            self.now += every_s
            self._at = (self._at + self.speed_px) % (len(self.cloth) - SIZE[0])
            top = int(self._at)
            self.drift.put(change(np.ascontiguousarray(self.cloth[top : top + SIZE[0]])), self.now)
        return self

    @property
    def told(self) -> set[tuple[Kind, Against]]:
        return {(change.kind, change.against) for change in self.drift.changes}


def darker(picture: Picture) -> Picture:
    return np.asarray(picture * 0.8, np.uint8)


def bluer(picture: Picture) -> Picture:
    return np.asarray(picture * np.array([1.0, 0.85, 0.85]), np.uint8)


def blurred(picture: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7), np.uint8)


def smeared(picture: Picture) -> Picture:
    """As by a faster machine: along the seam."""
    return np.asarray(cv2.blur(picture, (1, 5)), np.uint8)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (darker, Kind.DARKER),
        (lambda picture: np.asarray(picture * 1.2, np.uint8), Kind.BRIGHTER),
        (bluer, Kind.COLOUR),
        (blurred, Kind.BLURRED),
        (lambda picture: np.asarray(picture * 0.5, np.uint8), Kind.DARKER),
    ],
)
@pytest.mark.parametrize("speed_px", [0.0, 6.0])
def test_a_change_on_the_same_cloth_is_told_in_seconds(
    change: Callable[[Picture], Picture], kind: Kind, speed_px: float
) -> None:
    camera = Camera(Drift(), speed_px=speed_px).films(BEGIN_S + MEAN_S + 1)
    assert camera.told == set()
    camera.films(MEAN_S + 1, change)
    assert (kind, Against.BEFORE) in camera.told


def test_what_comes_back_is_no_longer_told() -> None:
    camera = Camera(Drift()).films(6).films(4, darker)
    share = camera.drift.changes[0].share
    assert share == pytest.approx(-0.2, abs=0.03)
    assert camera.films(4).told == set()


def test_a_moment_is_no_lasting_change() -> None:
    camera = Camera(Drift()).films(6)
    for _ in range(5):
        camera.films(0.5, darker).films(2.5)
        assert camera.told == set()


def test_a_machine_that_smears_along_the_seam_is_no_blurred_lens() -> None:
    assert Camera(Drift()).films(6).films(6, smeared).told == set()


def test_other_cloth_is_no_change_however_dark() -> None:
    camera = Camera(Drift())
    for seed, grey in enumerate((120, 60, 200, 90, 40, 150, 120, 80)):
        camera.cloth = cloth(seed, grey=grey, tint=(1.0, 1.0 - 0.05 * (seed % 3), 1.0))
        assert camera.films(6).told == set()


def test_outlines_know_a_cloth_again_and_tell_another_one() -> None:
    first, second = cloth(5), cloth(6)
    views = [outline(first[top : top + SIZE[0]]) for top in (0, 30)]
    assert kinship(*views) > 1.3 * KIN
    assert kinship(views[0], outline(darker(first[20 : 20 + SIZE[0]]))) > 1.3 * KIN
    assert kinship(views[0], outline(second[: SIZE[0]])) < KIN


def test_it_is_told_that_it_is_darker_than_at_the_check_after_two_pieces_of_that_cloth() -> None:
    checked = mean_of([look_of(cloth(1)[: SIZE[0]]), look_of(cloth(1)[300 : 300 + SIZE[0]])])
    camera = Camera(Drift(checked=checked)).films(5, darker)
    assert camera.told == set()
    camera.cloth = cloth(2)
    assert camera.films(5, lambda picture: np.asarray(picture * 0.7, np.uint8)).told == {(Kind.DARKER, Against.CHECK)}
    camera.cloth = cloth(3)
    assert camera.films(5).told == set(), "it is as at the check again"


def test_a_cloth_that_stays_is_held_against_the_check_as_well() -> None:
    checked = look_of(cloth(1)[: SIZE[0]])
    camera = Camera(Drift(checked=checked)).films(STAYS_S - 2, darker, every_s=0.5)
    assert camera.told == set()
    assert camera.films(5, darker, every_s=0.5).told == {(Kind.DARKER, Against.CHECK)}


def test_what_lies_outside_of_the_validation_pictures_is_told_after_two_pieces() -> None:
    span = span_of([look_of(cloth(seed, grey=grey)[: SIZE[0]]) for seed, grey in enumerate((90, 120, 150))])
    camera = Camera(Drift(span=span)).films(5)
    for seed, grey in ((2, 45.0), (3, 120.0), (4, 45.0)):
        camera.cloth = cloth(seed, grey=grey)
        assert camera.films(5).told == set()
    camera.cloth = cloth(5, grey=40.0)
    assert (Kind.DARKER, Against.RUN) in camera.films(5).told
    assert span_of([]) is None


def test_what_was_looked_at_is_what_is_held_against() -> None:
    camera = Camera(Drift()).films(6).films(4, darker)
    camera.drift.accept(camera.drift.newest)
    assert camera.films(8, darker).told == set()
    assert (Kind.BRIGHTER, Against.BEFORE) in camera.films(4).told
