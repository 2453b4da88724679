"""Things cut out of their background, and laid on a ground alone or in piles, with their shadows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2

ACROSS = (1.3, 10.0)
"""How many things lie beside each other in a pile, from a few that fill the picture to many small ones."""
POSES = 5
"""In how many ways a pile shows its thing: turned, mirrored, smaller and larger."""
SPACING = (0.72, 0.95)
"""From thing to thing in a pile, of a thing's size: they cover each other a little."""
JITTER = 0.18
SHADE = (0.62, 1.12)
"""Light on a thing in a pile."""
SHADOW = 0.6
"""How much light a thing takes away where it lies."""
_ROOM = 1.3
"""A pose's side beside the thing's size: there has to be room for its shadow."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A thing cut out: its colours times its cover, float32 (h, w, 3); where it is, float32 (h, w) 0 to 1; the circle around it."""

    colours: NDArray[np.float32]
    cover: NDArray[np.float32]
    middle: tuple[float, float]
    radius: float


@dataclass(frozen=True, slots=True, eq=False)
class _Pose:
    """A thing as it is laid down: its colours already times its cover; both float32, and its shadow's strength."""

    colours: NDArray[np.float32]
    cover: NDArray[np.float32]
    shadow: NDArray[np.float32]


def cut_out(picture: Picture, mask: NDArray[np.uint8]) -> Thing:
    """The thing where the mask is not 0."""
    middle, radius = cv2.minEnclosingCircle(cv2.findNonZero(mask))
    cover = np.asarray(mask, np.float32) / np.float32(255)
    return Thing(
        np.multiply(picture, cover[..., None], dtype=np.float32), cover, (middle[0], middle[1]), max(1.0, radius)
    )


def lay_one(made: NDArray[np.float32], thing: Thing, rng: np.random.Generator) -> None:
    """Lay the thing on the ground once, from a third of the picture's width to more than all of it."""
    height, width = made.shape[:2]
    pose = _posed(thing, rng, across=width * float(np.exp(rng.uniform(np.log(0.35), np.log(1.25)))))
    x, y = (0.5 + rng.uniform(-0.2, 0.2, 2)) * (width, height)
    _lay(made, pose, at=(x, y), light=float(rng.uniform(*SHADE)))


def lay_pile(made: NDArray[np.float32], thing: Thing, rng: np.random.Generator) -> None:
    """Cover the ground with a pile, from the far rim to the near one, as gap by gap in which things lie."""
    height, width = made.shape[:2]
    size = width / float(np.exp(rng.uniform(*np.log(ACROSS))))
    poses = [_posed(thing, rng, across=size * float(rng.uniform(0.85, 1.15))) for _ in range(POSES)]
    step = size * float(rng.uniform(*SPACING))
    slant = rng.uniform(-0.3, 0.3)
    for row, y in enumerate(np.arange(-step / 2, height + step, step * 0.87)):
        for x in np.arange(-step + (row % 2) * step / 2, width + step, step):
            off = rng.normal(0, JITTER, 2) * size
            pose = poses[int(rng.integers(POSES))]
            _lay(made, pose, at=(x + off[0], y + slant * (x - width / 2) + off[1]), light=float(rng.uniform(*SHADE)))


def lay_rim(made: NDArray[np.float32], thing: Thing, rng: np.random.Generator) -> None:
    """Lay some of the thing along one rim of the picture, so that most of the picture stays as it is."""
    height, width = made.shape[:2]
    size = width * float(rng.uniform(0.1, 0.3))
    pose = _posed(thing, rng, across=size)
    side = int(rng.integers(4))
    for share in np.arange(0.0, 1.01, 0.8 * size / width):
        x, y = ((share, 0.0), (share, 1.0), (0.0, share), (1.0, share))[side]
        _lay(made, pose, at=(x * width, y * height), light=float(rng.uniform(*SHADE)))


def _posed(thing: Thing, rng: np.random.Generator, *, across: float) -> _Pose:
    """The thing at a size, turned anyhow and mirrored or not."""
    side = max(4, int(np.ceil(across * _ROOM)))
    zoom = across / (2 * thing.radius)
    placing = cv2.getRotationMatrix2D(thing.middle, float(rng.uniform(-180, 180)), zoom)
    placing[:, 2] = placing[:, 2] + side / 2 - np.array(thing.middle)
    colours, cover = (_warped(layer, placing, zoom=zoom, side=side) for layer in (thing.colours, thing.cover))
    shadow = np.asarray(cv2.GaussianBlur(cover, (0, 0), max(0.5, across * 0.07)), np.float32) * np.float32(SHADOW)
    flip = int(rng.choice((1, -1)))
    return _Pose(colours[:, ::flip], cover[:, ::flip, None], shadow[:, ::flip, None])


def _warped(layer: NDArray[np.float32], placing: Any, *, zoom: float, side: int) -> NDArray[np.float32]:  # noqa: ANN401
    """A layer of a thing in its new place, side x side; softened first where it gets much smaller, else pixels were skipped."""
    softened = cv2.GaussianBlur(layer, (0, 0), 0.4 / zoom) if zoom < 0.6 else layer
    return np.asarray(cv2.warpAffine(softened, placing, (side, side), flags=cv2.INTER_LINEAR), np.float32)


def _lay(made: NDArray[np.float32], pose: _Pose, *, at: tuple[float, float], light: float) -> None:
    """Lay a pose with its middle at (x, y): its shadow falls on what was there before."""
    side = pose.cover.shape[0]
    left, top = round(at[0] - side / 2), round(at[1] - side / 2)
    rows = slice(max(0, top), min(made.shape[0], top + side))
    columns = slice(max(0, left), min(made.shape[1], left + side))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    own = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    there = made[rows, columns]
    cover = pose.cover[own]
    there *= (1 - pose.shadow[own]) * (1 - cover)
    there += pose.colours[own] * light
