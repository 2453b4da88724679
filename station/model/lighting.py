"""How the values of training pictures are varied, in place: light, dye, exposure, sharpness and noise.

Each picture is worked on while it lies in the processor's cache: a batch of 32 at 256x192 takes 15 ms of one core, which a thread
can do beside the training step; as TensorFlow operations over the whole batch it took 60.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2

Pictures = NDArray[np.uint8]
Values = NDArray[np.float32]
Generator = np.random.Generator


def as_it_is(pictures: Pictures, rng: Generator) -> None:
    """Leave the values as they are."""


def light_as_the_lab(pictures: Pictures, rng: Generator) -> None:
    """70 per cent of the pictures get contrast 0.8 to 1.2 and brightness 0 to 14, saturating."""
    count = len(pictures)
    contrast, brightness = rng.uniform(0.8, 1.2, count), rng.uniform(0, 14, count)
    for index in np.flatnonzero(rng.random(count) < 0.7):
        cv2.convertScaleAbs(pictures[index], pictures[index], contrast[index], brightness[index])


def light_widely(pictures: Pictures, rng: Generator) -> None:
    """Other dyes, another exposure, light from another side, blur or sharpening, and noise; a label says nothing of these."""
    _relight(pictures, _dyes(len(pictures), rng), rng)


def light_of_things(pictures: Pictures, rng: Generator) -> None:
    """Another exposure, light from another side, blur or sharpening, noise, paler or fuller colours, and a slight tint only.

    Colour tells things apart, if not alone.
    """
    _relight(pictures, _tints(len(pictures), rng), rng)


def light_of_scenes(pictures: Pictures, rng: Generator) -> None:
    """The light of things, and before it paler or fuller colours under warmer or colder lamps."""
    count = len(pictures)
    warmth = rng.uniform(-0.15, 0.15, (count, 1))
    lamps = np.concatenate([1 - warmth, np.ones_like(warmth), 1 + warmth], axis=1)[:, :, None]
    before = lamps * _fullness(count, rng, palest=0.8, fullest=1.3)
    mixes = _tints(count, rng)
    mixes[:, :, :3] = mixes[:, :, :3] @ before
    _relight(pictures, mixes, rng)


def _dyes(count: int, rng: Generator) -> Values:
    """Mixes of the colours at random, tinted, every fifth a negative: (n, 3, 4), three columns for the colours and an offset."""
    mix = rng.random((count, 3, 3)) ** 3 + 0.05
    mix /= mix.sum(axis=2, keepdims=True)
    strength = rng.random((count, 1, 1))
    mix = np.eye(3) * (1 - strength) + mix * strength
    negative = (rng.random((count, 1, 1)) < 0.2).astype(np.float64)
    mix *= (1 - 2 * negative) * rng.uniform(0.88, 1.12, (count, 3, 1))
    return np.concatenate([mix, np.broadcast_to(negative, (count, 3, 1))], axis=2).astype(np.float32)


def _tints(count: int, rng: Generator) -> Values:
    mix = rng.uniform(0.92, 1.08, (count, 3, 1)) * _fullness(count, rng, palest=0.7, fullest=1.3)
    return np.concatenate([mix, np.zeros((count, 3, 1))], axis=2).astype(np.float32)


def _fullness(count: int, rng: Generator, *, palest: float, fullest: float) -> NDArray[np.float64]:
    """Mixes that bring each picture's colours nearer to grey, or further from it: (n, 3, 3)."""
    amount = rng.uniform(palest, fullest, (count, 1, 1))
    return np.eye(3) * amount + (1 - amount) / 3


@dataclass(frozen=True, slots=True)
class _Light:
    """What light, lens and sensor do to one picture of values 0 to 1."""

    tone: float
    down: float
    across: float
    contrast: float
    brightness: float
    blur: float
    noise: float


_RANGES = {
    "tone": 0.8,
    "down": 0.25,
    "across": 0.25,
    "contrast": 0.4,
    "brightness": 0.12,
    "blur": 0.65,
    "noise": 0.04,
}
"""Each is uniform between minus and plus so much around its middle, 0 where no other is told; a blur below 0 sharpens."""
_MIDDLES = {"contrast": 1.0, "blur": -0.05}


def _relight(pictures: Pictures, mixes: Values, rng: Generator) -> None:
    """Mix each picture's colours, put it into another light, blur or sharpen it a little; add noise, one field for the batch."""
    drawn = {name: _MIDDLES.get(name, 0.0) + rng.uniform(-1, 1, len(pictures)) * far for name, far in _RANGES.items()}
    noise = rng.standard_normal(pictures.shape[1:], np.float32)
    for index, picture in enumerate(pictures):
        light = _Light(**{name: float(values[index]) for name, values in drawn.items()})
        mixed = cv2.transform(picture.astype(np.float32), mixes[index] * ((1 / 255,) * 3 + (1,)))
        _develop(picture, np.asarray(mixed, np.float32), light, noise)


def _develop(picture: Pictures, values: Values, light: _Light, noise: Values) -> None:
    """Write what `light` makes of these values, (h, w, 3) of 0 to 1, into the picture as whole grey levels."""
    curve = values * -light.tone
    curve += 1 + light.tone
    values *= curve  # v + tone * v * (1 - v)
    height, width = values.shape[:2]
    middle = np.array(cv2.mean(values)[:3], np.float32)
    offset = middle * (1 - light.contrast) + light.brightness
    rows = values.reshape(height, -1)
    rows *= light.contrast
    rows += np.tile(offset, width)
    across = np.repeat(np.linspace(-light.across, light.across, width, dtype=np.float32), 3)
    down = np.linspace(1 - light.down, 1 + light.down, height, dtype=np.float32)
    rows *= np.add(across, down[:, None], out=curve.reshape(height, -1))
    lens = np.full((3, 3), light.blur / 9, np.float32)
    lens[1, 1] += 1 - light.blur
    seen = cv2.filter2D(values, -1, lens, curve)
    cv2.addWeighted(seen, 255.0, noise, 255.0 * light.noise, 0.0, picture, cv2.CV_8U)
