"""Variation of photographs of things: turned, zoomed and shifted, or set several times over into other surroundings."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2

TURN_DEGREES = 20.0
ZOOM = (0.75, 1.6)
SHIFT = 0.12
"""Of the side."""

PLAIN = 18
"""Grey levels by which the rim of a plain background differs at most from its mean."""
MOST_COPIES = 9


def turn_and_zoom(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Mirror, turn, zoom and shift each picture at random; what opens at the rim is its mirror image."""
    del places, repeats
    for picture in pictures:
        height, width = picture.shape[:2]
        zoom = float(np.exp(rng.uniform(*np.log(ZOOM))))
        placing = _placing(rng, (width, height), turn=TURN_DEGREES, zoom=zoom, shift=SHIFT)
        turned = cv2.warpAffine(
            picture, placing, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        picture[...] = turned[:, :: int(rng.choice((1, -1)))]


def set_in_scenes(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Take things off their plain background, where they have one, and lay one to nine copies on another ground.

    A picture without a plain background is turned and zoomed only. Half of all pictures stay on their own ground.
    """
    for picture in pictures:
        mask = thing_in(picture)
        if mask is not None and rng.random() < 0.5:
            _lay(picture, mask, rng)
    turn_and_zoom(pictures, places, repeats, rng)


def thing_in(picture: Picture) -> NDArray[np.uint8] | None:
    """Where a thing is that lies on a plain background: uint8 (h, w), 255 on the thing; None where the rim is not plain.

    Background is what a flood from the rim reaches over small steps of colour.
    """
    height, width = picture.shape[:2]
    rim = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]]).astype(np.int16)
    if np.abs(rim - np.median(rim, axis=0)).max(axis=1).mean() > PLAIN:
        return None
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    steps = (8, 8, 8)
    for corner in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        if not flooded[corner[1] + 1, corner[0] + 1]:
            cv2.floodFill(picture.copy(), flooded, corner, 0, steps, steps, cv2.FLOODFILL_MASK_ONLY | (255 << 8))
    thing = cast(
        "NDArray[np.uint8]",
        cv2.erode(255 - np.where(flooded[1:-1, 1:-1] > 0, 255, 0).astype(np.uint8), np.ones((3, 3))),
    )
    return thing if 0.05 < (thing > 0).mean() < 0.98 else None


def _lay(picture: NDArray[np.uint8], mask: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Replace a picture by copies of the thing in it on a made ground."""
    height, width = picture.shape[:2]
    thing, ground = picture.copy(), _ground(rng, width, height)
    copies = int(rng.integers(1, MOST_COPIES + 1))
    size = 1.3 / np.sqrt(copies)
    for _ in range(copies):
        zoom = float(size * rng.uniform(0.8, 1.2))
        placing = _placing(rng, (width, height), turn=180.0, zoom=zoom, shift=0.0 if copies == 1 else 0.4)
        laid = cv2.warpAffine(thing, placing, (width, height), flags=cv2.INTER_LINEAR)
        there = cv2.warpAffine(mask, placing, (width, height), flags=cv2.INTER_LINEAR)[..., None] / 255.0
        ground = laid * there + ground * (1 - there)
    picture[...] = np.rint(ground).astype(np.uint8)


def _ground(rng: np.random.Generator, width: int, height: int) -> NDArray[np.float64]:
    """A ground of random colours: smooth patches of a random fineness over a random colour, float (h, w, 3), 0 to 255."""
    cells = int(rng.integers(2, 16))
    patches = rng.uniform(0, 255, (cells, cells, 3))
    colour, strength = rng.uniform(0, 255, 3), rng.uniform(0.1, 1.0)
    grown = cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(colour * (1 - strength) + grown * strength, 0, 255))


def _placing(
    rng: np.random.Generator, size: tuple[int, int], *, turn: float, zoom: float, shift: float
) -> NDArray[np.float64]:
    """The affine map of a picture: zoomed about its middle, turned by up to `turn` degrees, shifted by up to `shift` of its sides."""
    middle = (size[0] / 2, size[1] / 2)
    placing = np.asarray(cv2.getRotationMatrix2D(middle, float(rng.uniform(-turn, turn)), zoom), np.float64)
    placing[:, 2] += rng.uniform(-shift, shift, 2) * np.array(size)
    return placing
