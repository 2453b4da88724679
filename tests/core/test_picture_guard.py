"""A picture that comes again and again is not one of now; one of a sensor that sees the same scene is."""

import numpy as np
import pytest

from station.core.frame import Picture
from station.core.picture_guard import KEYLESS_SECONDS, STALE_SECONDS, Stillness, is_black


def scene(seed: int = 0, *, noise: float = 1.0, level: int = 90) -> Picture:
    dice = np.random.default_rng(seed)
    return np.clip(np.round(dice.normal(level, noise, (48, 64, 3))), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("rate", [3.3, 7, 30, 60])
def test_a_repeated_picture_is_found_within_a_second(rate: float) -> None:
    stillness, repeated = Stillness(), scene()
    stillness.see(scene(1), now=0.0)
    times = [1 + number / rate for number in range(int(3 * rate))]
    found = next(now for now in times if stillness.see(repeated, now=now) is not None)
    assert STALE_SECONDS <= found - 1 <= 1.0


def test_a_still_scene_with_a_sensors_noise_is_none() -> None:
    stillness = Stillness()
    assert all(stillness.see(scene(n, noise=0.3), now=n / 30) is None for n in range(300))


def test_between_key_frames_an_encoder_may_say_that_nothing_changed() -> None:
    stillness, still = Stillness(), scene()
    stillness.see(still, now=0.0)
    assert stillness.see(still, now=5.0, is_key=False) is None
    assert stillness.see(still, now=5.1, is_key=True) == pytest.approx(5.1)
    other = Stillness()
    other.see(still, now=0.0)
    assert other.see(still, now=KEYLESS_SECONDS, is_key=False) == pytest.approx(KEYLESS_SECONDS)


def test_a_lens_cap_is_black_and_a_dark_cloth_is_not() -> None:
    assert is_black(scene(level=6, noise=4.0))
    hot = scene(level=6)
    hot[0, 0, 0] = 255
    assert is_black(hot)
    assert not is_black(scene(level=40, noise=4.0))
    lamp = scene(level=6)
    lamp[:, 30:40] = 120
    assert not is_black(lamp)
