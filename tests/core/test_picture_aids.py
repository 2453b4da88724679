"""Sharpness grows with focus, and lost exposure is found."""

import numpy as np
import pytest

from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.picture_aids import Best, look_at, zebra


def weave(width: int = 320, height: int = 240) -> Picture:
    rows, columns = np.mgrid[0:height, 0:width]
    grey = 128 + 60 * np.sign(np.sin(rows / 3.0) * np.sin(columns / 3.0))
    return np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("size", [(320, 240), (1920, 1080)])
def test_the_better_the_focus_the_higher_the_sharpness(size: tuple[int, int]) -> None:
    sharp = weave(*size)
    figures = [look_at(sharp).sharpness]
    figures += [look_at(np.asarray(cv2.GaussianBlur(sharp, (0, 0), sigma))).sharpness for sigma in (0.8, 1.5, 3.0, 6.0)]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] > 2 * figures[2]


def test_the_lamp_hardly_changes_the_sharpness_and_noise_does_not_pass_for_it() -> None:
    sharp = weave()
    dim = (sharp * 0.5).astype(np.uint8)
    assert look_at(dim).sharpness == pytest.approx(look_at(sharp).sharpness, rel=0.1)
    noise = np.random.default_rng(1).normal(0, 4, sharp.shape)
    blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 4.0))
    noisy = np.clip(blurred + noise, 0, 255).astype(np.uint8)
    assert look_at(noisy).sharpness < 0.5 * look_at(sharp).sharpness


def test_lost_exposure_is_told_in_shares_by_the_channel_that_is_lost_first() -> None:
    picture = np.full((100, 200, 3), 120, np.uint8)
    picture[:25, :, 2] = 255  # burnt out in red alone
    picture[90:] = 0
    aids = look_at(picture)
    assert (aids.over, aids.under) == (0.25, 0.1)
    assert aids.is_too_bright
    assert aids.is_too_dark
    assert not look_at(np.full((10, 10, 3), 120, np.uint8)).is_too_bright


def test_stripes_lie_where_the_exposure_is_lost_and_nowhere_else() -> None:
    picture = np.full((60, 1280, 3), 120, np.uint8)
    picture[:20] = 255
    picture[40:] = 0
    stripes = zebra(picture)
    assert stripes.shape == (30, 640, 4)
    alpha = stripes[..., 3] > 0
    assert not alpha[10:20].any()
    for part in (alpha[:10], alpha[20:]):
        assert 0.3 < part.mean() < 0.7
    assert stripes[:10][alpha[:10]][:, 2].min() > stripes[:10][alpha[:10]][:, 0].max()  # red where it is too bright
    assert (stripes[..., :3].max(axis=2) <= stripes[..., 3]).all()  # premultiplied


def test_the_best_is_remembered() -> None:
    best = Best()
    assert best.see(0.0) == 0.0
    assert best.see(10.0) == 1.0
    assert best.see(5.0) == 0.5
    assert best.value == 10.0
