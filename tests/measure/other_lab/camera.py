"""The camera over a strip: its lens, light, sensor and compression, which stay the same along a strip."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.truth import Box, Fault
from tests.measure.other_lab.dice import Dice, Floats, Size, between, happens
from tests.measure.other_lab.strip import FINE, Strip

FRAME: Size = (480, 640)
SWAY_PX = 8
"""How far a strip moves sideways at most under the camera, in pixels of the strip."""


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """One set-up: how bright each place and colour becomes (480, 640, 3), lens blur in the strip's pixels, noise, JPEG quality."""

    light: Floats
    glare: Floats
    blur: float
    noise: float
    quality: int


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """A frame and the faults in it."""

    picture: Picture
    faults: tuple[Fault, ...]


def set_up(dice: Dice) -> Camera:
    """A camera with its lamp, never twice the same."""
    y, x = (np.mgrid[: FRAME[0], : FRAME[1]].astype(np.float32).T / np.array(FRAME[::-1], np.float32)[0]).T
    away = (x - 0.5) ** 2 + (y - 0.375) ** 2
    turn, tilt = between(dice, 0, 2 * np.pi), between(dice, 0, 0.5)
    slope = 1 + tilt * ((x - 0.5) * np.cos(turn) + (y - 0.375) * np.sin(turn))
    tint = dice.uniform(0.88, 1.1, 3).astype(np.float32)
    light = (between(dice, 0.65, 1.2) * slope * (1 - between(dice, 0, 0.9) * away))[..., None] * tint
    spot = (x - between(dice, 0, 1)) ** 2 + (y - between(dice, 0, 0.75)) ** 2
    glare = between(dice, 15, 70) * happens(dice, 0.2) * np.exp(-spot / between(dice, 0.005, 0.04))
    quality = int(dice.integers(70, 97))
    return Camera(
        np.asarray(light, np.float32),
        np.asarray(glare, np.float32),
        between(dice, 0.6, 2),
        between(dice, 1, 5),
        quality,
    )


def film(dice: Dice, strip: Strip, *, tops: list[float]) -> Iterator[Shot]:
    """A frame at each of these heights of the strip, in its pixels."""
    camera = set_up(dice)
    seen = np.asarray(cv2.GaussianBlur(strip.picture, (0, 0), camera.blur), np.uint8)
    for top in map(round, tops):
        left = int(dice.integers(0, 2 * SWAY_PX + 1))
        view = seen[top : top + FINE * FRAME[0], left : left + FINE * FRAME[1]]
        faults = (_seen(damage.kind, damage.box, left=left, top=top) for damage in strip.damages)
        yield Shot(_taken(dice, camera, view), tuple(fault for fault in faults if fault is not None))


def _taken(dice: Dice, camera: Camera, view: Picture) -> Picture:
    """What the sensor makes of a view, uint8 (480, 640, 3)."""
    small = cv2.resize(view, FRAME[::-1], interpolation=cv2.INTER_AREA).astype(np.float32)
    lit = small * (camera.light * between(dice, 0.98, 1.02)) + camera.glare[..., None]
    grain = dice.standard_normal(lit.shape, dtype=np.float32)
    noisy = lit + grain * (camera.noise * (0.5 + lit / 255))
    whole = noisy.clip(0, 255).astype(np.uint8)
    _, coded = cv2.imencode(".jpg", whole, [cv2.IMWRITE_JPEG_QUALITY, camera.quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def _seen(kind: str, box: Box, *, left: int, top: int) -> Fault | None:
    """A fault as it is seen in a frame, in the frame's pixels; None where it is out of view."""
    corners = (np.array(box).reshape(2, 2) - (left, top)) / FINE
    clipped = corners.clip(0, FRAME[::-1])
    share = float(np.prod(clipped[1] - clipped[0]) / np.prod(corners[1] - corners[0]))
    if share <= 0:
        return None
    x0, y0, x1, y1 = (round(float(value), 2) for value in clipped.ravel())
    return Fault(kind, (x0, y0, x1, y1), round(share, 4))
