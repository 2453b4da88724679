"""The practice camera's eye: where it looks, how it shakes, blurs, exposes and adds noise."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.practice.noise import Field, field
from station.core.practice.strip import Strip


@dataclass(frozen=True, slots=True)
class View:
    """What one frame sees: `matrix` (2, 3) maps strip millimetres to frame pixels."""

    picture: Picture
    matrix: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Optics:
    """A camera over a strip: scale in pixels a millimetre, offsets in millimetres, angles in radians, blurs in pixels."""

    size: tuple[int, int]
    px_per_mm: float
    offset_mm: float
    angle: float
    wobble_mm: float
    defocus_px: float
    motion_mm: float
    gain: float
    gamma: float
    tint: tuple[float, float, float]
    vignette: float
    tilt: tuple[float, float]
    flicker: float
    noise: float
    sharpening: float


def make_optics(rng: np.random.Generator, *, size: tuple[int, int], px_per_mm: float) -> Optics:
    """One set-up of camera and lamp; another strip, another set-up."""
    return Optics(
        size=size,
        px_per_mm=px_per_mm * float(rng.normal(1, 0.02)),
        offset_mm=float(np.clip(rng.normal(0, 4), -9, 9)),
        angle=float(rng.normal(0, 0.05)),
        wobble_mm=float(rng.uniform(0, 0.25)),
        defocus_px=float(rng.uniform(0, 1.0) if rng.random() < 0.75 else rng.uniform(1.0, 2.2)),
        motion_mm=float(rng.uniform(0, 0.25) if rng.random() < 0.7 else rng.uniform(0.25, 0.6)),
        gain=float(rng.uniform(0.7, 1.35)),
        gamma=float(rng.uniform(0.75, 1.3)),
        tint=(float(rng.normal(1, 0.07)), float(rng.normal(1, 0.03)), float(rng.normal(1, 0.07))),
        vignette=float(rng.uniform(0, 0.45)),
        tilt=(float(rng.normal(0, 0.15)), float(rng.normal(0, 0.15))),
        flicker=float(rng.uniform(0, 0.05)),
        noise=float(rng.uniform(0.5, 7)),
        sharpening=float(rng.choice([0.0, rng.uniform(0.2, 1.0)])),
    )


def film(rng: np.random.Generator, strip: Strip, optics: Optics, *, at_mm: float) -> View:
    """Take one frame with the view's middle `at_mm` down the strip."""
    matrix = _matrix(rng, strip, optics, at_mm=at_mm)
    to_strip = matrix.copy()
    to_strip[:, :2] /= strip.px_per_mm
    picture = cv2.warpAffine(
        strip.picture, to_strip, optics.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    light = picture.astype(np.float32) * light_field(optics)
    light *= float(optics.gain * (1 + rng.normal(0, optics.flicker)))
    light *= np.array(optics.tint, np.float32)
    light = _blur(light, optics)
    response = (255 * (np.arange(0, 1024) / 255.0 / 4) ** optics.gamma).astype(np.float32)
    light = response[np.clip(light * 4, 0, 1023).astype(np.int16)]
    light += _sensor_noise(rng, light.shape[:2]) * np.float32(optics.noise)
    return View(np.clip(light, 0, 255).astype(np.uint8), matrix)


def seen_share(box_mm: tuple[float, float, float, float], view: View) -> tuple[tuple[int, int, int, int] | None, float]:
    """A fault's box in the frame's pixels, clipped to it (None when out of view), and the share of it in view."""
    x0, y0, x1, y1 = box_mm
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ view.matrix.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    height, width = view.picture.shape[:2]
    left, top = np.maximum(low, 0)
    right, bottom = np.minimum(high, (width, height))
    if right <= left or bottom <= top:
        return None, 0.0
    share = float((right - left) * (bottom - top) / ((high[0] - low[0]) * (high[1] - low[1])))
    return (int(left), int(top), int(np.ceil(right)), int(np.ceil(bottom))), share


@lru_cache(maxsize=4)
def light_field(optics: Optics) -> Field:
    """The lamp's light over the frame, shape (height, width, 3), about 1."""
    width, height = optics.size
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    field = (1 + optics.tilt[0] * x + optics.tilt[1] * y) * (1 - optics.vignette * (x * x + y * y) / 2)
    light: Field = np.repeat(np.maximum(field, 0.1)[..., None], 3, axis=2).astype(np.float32)
    light.setflags(write=False)  # shared by all frames of this set-up
    return light


def _matrix(rng: np.random.Generator, strip: Strip, optics: Optics, *, at_mm: float) -> NDArray[np.float64]:
    across_mm, _ = strip.size_mm
    angle = optics.angle + rng.normal(0, 0.004)
    scale = optics.px_per_mm
    cosine, sine = scale * np.cos(angle), scale * np.sin(angle)
    middle = np.array([across_mm / 2 + optics.offset_mm, at_mm]) + rng.normal(0, 1, 2) * optics.wobble_mm
    turn = np.array([[cosine, -sine], [sine, cosine]])
    shift = np.array(optics.size) / 2 - turn @ middle
    return np.column_stack([turn, shift])


def _blur(light: Field, optics: Optics) -> Field:
    motion = round(optics.motion_mm * optics.px_per_mm)
    if motion > 1:
        light = field(cv2.blur(light, (1, motion)))
    if optics.defocus_px > 0.3:
        light = field(cv2.GaussianBlur(light, (0, 0), optics.defocus_px))
    if optics.sharpening:
        light = light + np.float32(optics.sharpening) * (light - field(cv2.GaussianBlur(light, (0, 0), 1.2)))
    return light


@cache
def _noise_sheet(shape: tuple[int, int]) -> Field:
    """Normal noise larger than a frame: drawing it anew for each frame would cost more than everything else."""
    rng = np.random.default_rng(0)
    return rng.standard_normal((shape[0] + 256, shape[1] + 256, 3), dtype=np.float32)


def _sensor_noise(rng: np.random.Generator, shape: tuple[int, int]) -> Field:
    """A frame's noise, cut from the sheet at a random place and turned over at random."""
    down, across = (int(n) for n in rng.integers(0, 257, 2))
    cut = _noise_sheet(shape)[down : down + shape[0], across : across + shape[1]]
    return cut if rng.random() < 0.5 else -cut[::-1, ::-1]
