"""Things laid anew: found where they lie, cut out without their background, and nowhere else than in training pictures."""

import numpy as np
import pytest
from numpy.typing import NDArray

from station.core.opencv import cv2
from station.model.feeding import VARIATIONS
from station.model.piles import Thing, cut_out, lay_one, lay_pile, lay_rim
from station.model.scenes import scene, set_in_scenes, thing_in, turn_and_zoom

SIDE = 96
GREEN = (40, 180, 60)
NO_PLACES = np.zeros((1, 1, 1, 0), np.uint8)


def on_white(*, radius: int = 34, middle: tuple[int, int] = (SIDE // 2, SIDE // 2)) -> NDArray[np.uint8]:
    """A green disc on a white ground with the noise of a JPEG."""
    picture = np.full((SIDE, SIDE, 3), 252, np.uint8)
    cv2.circle(picture, middle, radius, GREEN, cv2.FILLED, cv2.LINE_AA)
    noise = np.random.default_rng(1).integers(-3, 4, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def disc(radius: int, middle: tuple[int, int] = (SIDE // 2, SIDE // 2)) -> NDArray[np.bool_]:
    y, x = np.ogrid[:SIDE, :SIDE]
    return np.asarray((x - middle[0]) ** 2 + (y - middle[1]) ** 2 <= radius**2)


def green_thing() -> Thing:
    picture = on_white()
    mask = thing_in(picture)
    assert mask is not None
    return cut_out(picture, mask)


@pytest.mark.parametrize("ground", [252, 128, 3])
def test_a_thing_is_found_and_none_of_its_ground(ground: int) -> None:
    picture = on_white()
    picture[~disc(36)] = ground
    picture[disc(36) & ~disc(34)] = (GREEN + np.full(3, ground)) // 2
    mask = thing_in(picture)
    assert mask is not None
    assert not mask[~disc(34)].any()
    assert mask[disc(30)].all()


def test_a_white_spot_on_a_thing_is_part_of_it() -> None:
    picture = on_white()
    cv2.circle(picture, (40, 40), 5, (252, 252, 252), cv2.FILLED)
    mask = thing_in(picture)
    assert mask is not None
    assert mask[disc(30)].all()


def test_a_thing_may_touch_the_rim_but_not_cover_it() -> None:
    touching = thing_in(on_white(middle=(30, SIDE // 2)))
    assert touching is not None
    assert touching[SIDE // 2, 0] == 255  # beyond the rim it goes on
    assert thing_in(on_white(radius=80)) is None


def test_of_a_thing_and_a_crumb_the_thing_is_taken() -> None:
    picture = on_white()
    cv2.circle(picture, (6, 6), 4, (0, 0, 0), cv2.FILLED)
    mask = thing_in(picture)
    assert mask is not None
    assert not mask[:14, :14].any()


@pytest.mark.parametrize("picture", ["noise", "plain", "slope"])
def test_where_no_thing_lies_on_a_plain_ground_none_is_found(picture: str) -> None:
    made = {
        "noise": np.random.default_rng(0).integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8),
        "plain": np.full((SIDE, SIDE, 3), 200, np.uint8),
        "slope": np.repeat(np.linspace(0, 255, SIDE).astype(np.uint8)[None, :, None], 3, axis=2).repeat(SIDE, axis=0),
    }
    assert thing_in(made[picture]) is None


def test_nothing_of_the_white_ground_comes_along() -> None:
    """On black, a pile of green discs has no pixel that is as much red as green, as white has."""
    for seed in range(6):
        for lay in (lay_one, lay_pile, lay_rim):
            made = np.zeros((SIDE, SIDE, 3), np.float32)
            lay(made, green_thing(), np.random.default_rng(seed))
            assert made.max() > 60
            assert (made[..., 2] <= 0.6 * made[..., 1] + 6).all()


def test_a_pile_covers_the_picture_and_its_things_differ_in_light() -> None:
    made = np.full((SIDE, SIDE, 3), (255.0, 0.0, 255.0), np.float32)
    lay_pile(made, green_thing(), np.random.default_rng(3))
    covered = made[..., 1] > made[..., 2]
    assert covered.mean() > 0.6
    assert np.ptp(made[covered][:, 1]) > 40


def test_a_thing_throws_a_shadow() -> None:
    made = np.full((SIDE, SIDE, 3), 200.0, np.float32)
    lay_one(made, green_thing(), np.random.default_rng(5))
    ground = np.abs(made - made.mean(axis=2, keepdims=True)).max(axis=2) < 1e-3
    assert made[ground].min() < 170
    assert made[ground].max() == pytest.approx(200)


def test_what_looks_in_at_the_rim_leaves_the_middle_alone() -> None:
    for seed in range(8):
        made = np.full((SIDE, SIDE, 3), 200.0, np.float32)
        lay_rim(made, green_thing(), np.random.default_rng(seed))
        assert (made != 200).any()
        assert (made[36:60, 36:60] == 200).all()


def test_the_same_seed_makes_the_same_scenes_and_another_one_others() -> None:
    def made(seed: int) -> NDArray[np.uint8]:
        pictures = np.stack([on_white()] * 8)
        set_in_scenes(pictures, NO_PLACES, np.zeros(8, bool), np.random.default_rng(seed))
        return pictures

    np.testing.assert_array_equal(made(0), made(0))
    assert (made(0) != made(1)).any()


def test_most_things_are_laid_anew_and_what_has_no_plain_ground_is_only_turned() -> None:
    pictures = np.stack([on_white()] * 60)
    set_in_scenes(pictures, NO_PLACES, np.zeros(60, bool), np.random.default_rng(0))
    still_white = (pictures.min(axis=3) > 240).mean(axis=(1, 2)) > 0.2
    assert 5 <= still_white.sum() <= 40
    slope = np.repeat(np.linspace(20, 240, SIDE).astype(np.uint8)[None, :, None], 3, axis=2).repeat(SIDE, axis=0)
    turned, again = np.stack([slope] * 4), np.stack([slope] * 4)
    set_in_scenes(turned, NO_PLACES, np.zeros(4, bool), np.random.default_rng(0))
    turn_and_zoom(again, NO_PLACES, np.zeros(4, bool), np.random.default_rng(0))
    np.testing.assert_array_equal(turned, again)


@pytest.mark.parametrize("size", [(96, 96), (64, 48), (40, 120)])
def test_a_scene_has_the_size_that_was_asked_for(size: tuple[int, int]) -> None:
    for seed in range(12):
        thing = green_thing()
        made = scene(thing, np.random.default_rng(seed), size=size, others=[thing])
        assert made.shape == (size[1], size[0], 3)
        assert made.dtype == np.uint8
        assert made.std() > 3


def test_the_light_of_scenes_keeps_grey_levels_and_tells_green_from_red() -> None:
    pictures = np.zeros((32, 8, 8, 3), np.uint8)
    pictures[:16], pictures[16:] = GREEN, GREEN[::-1]
    VARIATIONS["scenes"].light(pictures, np.random.default_rng(1))
    mean = pictures.mean(axis=(1, 2))
    assert (mean[:16, 1] > mean[:16, 2]).all()
    assert mean.std(axis=0).max() > 10
