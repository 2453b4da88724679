"""Made grounds and surroundings for things: floors, boards, crates, clutter, price tags."""

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2

SHOP_COLOURS = (
    (90, 130, 170),  # cardboard
    (120, 165, 205),  # wood
    (32, 32, 34),  # black trays
    (180, 186, 190),  # floor
    (238, 240, 240),  # paper
    (60, 105, 55),  # crates
    (110, 100, 90),  # steel
    (150, 170, 215),  # a hand
)
"""Blue, green, red."""
COLOUR_SPREAD = 22.0
MOST_CLUTTER = 24


def ground(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    """A ground of `size` (width, height), float32 (h, w, 3), 0 to 255: patches, boards or clutter, unevenly lit."""
    width, height = size
    made = np.empty((height, width, 3), np.float32)
    made[...] = _colour(rng)
    kind = rng.random()
    if kind < 0.35:
        _patches(made, rng)
    elif kind < 0.55:
        _boards(made, rng)
    else:
        _clutter(made, rng)
    made *= _uneven(rng, size)
    if rng.random() < 0.5:
        return np.asarray(cv2.GaussianBlur(made, (0, 0), float(rng.uniform(0.5, 2.5))), np.float32)
    return made


def box_rim(made: NDArray[np.float32], inside: NDArray[np.float32], rng: np.random.Generator) -> None:
    """Show `inside` within a box that lies askew in the picture, with a rim of its own colour, and leave the rest as it is."""
    height, width = made.shape[:2]
    corners = _askew(rng, (width, height), share=(0.7, 1.15), off=0.18)
    opening = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(opening, corners, 255)
    made[opening > 0] = inside[opening > 0]
    thickness = int(rng.integers(1, max(2, width // 12) + 1))
    cv2.polylines(made, [corners], isClosed=True, color=_colour(rng), thickness=thickness, lineType=cv2.LINE_AA)


def price_tags(made: NDArray[np.float32], rng: np.random.Generator) -> None:
    """Put up to two small bright cards with strokes on them anywhere in the picture; in most there is none."""
    height, width = made.shape[:2]
    for _ in range(max(0, int(rng.integers(-3, 3)))):
        share = (0.08, 0.28)
        corners = _askew(rng, (width, height), share=share, off=0.45)
        colour = ((245, 245, 245), (60, 230, 240), (50, 50, 220))[int(rng.integers(3))]
        cv2.fillConvexPoly(made, corners, colour, lineType=cv2.LINE_AA)
        inner = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 0.55
        cv2.polylines(made, [inner.astype(np.int32)], isClosed=False, color=(40.0, 40.0, 40.0), lineType=cv2.LINE_AA)


def _colour(rng: np.random.Generator) -> tuple[float, float, float]:
    """A colour of a shop, or in one of four any colour."""
    if rng.random() < 0.25:
        chosen = rng.uniform(0, 255, 3)
    else:
        chosen = np.array(SHOP_COLOURS[int(rng.integers(len(SHOP_COLOURS)))]) * rng.uniform(0.6, 1.1)
    blue, green, red = np.clip(chosen + rng.normal(0, COLOUR_SPREAD, 3), 0, 255)
    return float(blue), float(green), float(red)


def _patches(made: NDArray[np.float32], rng: np.random.Generator) -> None:
    """Smooth patches of a random fineness over the ground."""
    cells = int(rng.integers(2, 24))
    patches = rng.uniform(0, 255, (cells, cells, 3)).astype(np.float32)
    strength = np.float32(rng.uniform(0.05, 0.6))
    grown = cv2.resize(patches, (made.shape[1], made.shape[0]), interpolation=cv2.INTER_CUBIC)
    made[...] = np.clip(made * (1 - strength) + grown * strength, 0, 255)


def _boards(made: NDArray[np.float32], rng: np.random.Generator) -> None:
    """Parallel joints, one way or both: boards, tiles, slats."""
    height, width = made.shape[:2]
    reach = width + height
    joint = tuple(value * rng.uniform(0.3, 0.8) for value in made[0, 0].tolist())
    angle, pitch = rng.uniform(0, np.pi), reach * rng.uniform(0.04, 0.25)
    for turn in (angle, angle + np.pi / 2)[: int(rng.integers(1, 3))]:
        along = np.array((np.cos(turn), np.sin(turn)))
        across = np.array((-along[1], along[0]))
        for at in np.arange(-reach, reach, pitch):
            foot = np.array((width / 2, height / 2)) + across * at
            ends = [(foot + along * side * reach).astype(int).tolist() for side in (-1, 1)]
            cv2.line(made, ends[0], ends[1], joint, int(rng.integers(1, 3)), cv2.LINE_AA)


def _clutter(made: NDArray[np.float32], rng: np.random.Generator) -> None:
    """Quadrangles, discs and strokes of any size and colour, one over the other."""
    height, width = made.shape[:2]
    for _ in range(int(rng.integers(4, MOST_CLUTTER + 1))):
        kind, colour = rng.random(), _colour(rng)
        corners = _askew(rng, (width, height), share=(0.05, 0.6), off=0.6)
        if kind < 0.6:
            cv2.fillConvexPoly(made, corners, colour, lineType=cv2.LINE_AA)
        elif kind < 0.8:
            radius = int(rng.uniform(0.02, 0.15) * width)
            cv2.circle(made, corners[0].tolist(), radius, colour, cv2.FILLED, cv2.LINE_AA)
        else:
            cv2.line(made, corners[0].tolist(), corners[2].tolist(), colour, int(rng.integers(1, 5)), cv2.LINE_AA)


def _uneven(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    """Light and shade in large smooth patches, float32 (h, w, 1) around 1."""
    patches = rng.uniform(0.6, 1.3, (3, 3)).astype(np.float32)
    return np.asarray(cv2.resize(patches, size, interpolation=cv2.INTER_CUBIC)[..., None], np.float32)


def _askew(
    rng: np.random.Generator, size: tuple[int, int], *, share: tuple[float, float], off: float
) -> NDArray[np.int32]:
    """Corners of a turned rectangle whose sides are such shares of the picture's, its middle off by up to `off` of them."""
    sides = rng.uniform(*share, 2) * size
    middle = (0.5 + rng.uniform(-off, off, 2)) * size
    box = (tuple(middle.tolist()), tuple(sides.tolist()), float(rng.uniform(-35, 35)))
    return np.asarray(cv2.boxPoints(box), np.int32)
