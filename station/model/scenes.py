"""Variation of photographs of things: turned, zoomed and shifted, or laid anew into surroundings as in a shop."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.opencv import cv2
from station.model.grounds import box_rim, ground, price_tags
from station.model.piles import Thing, cut_out, lay_one, lay_pile, lay_rim

TURN_DEGREES = 180.0
"""Either way: seen from above a thing lies any way round."""
ZOOM = (0.75, 1.6)
SHIFT = 0.12
"""Of the side."""

PLAIN = 12
"""Grey levels by which a plain background differs at most from the median of the picture's rim."""
PLAIN_RIM = 0.6
"""Share of the rim that has to be background; at the rest the thing may touch it."""
STEP = (10, 10, 10)
"""Grey levels from pixel to pixel over which a flood from the rim goes on."""
LEAST, MOST = 0.05, 0.98
"""Share of the picture that is taken for a thing."""

LAID_ANEW = 0.65
"""Share of the pictures with a thing on a plain background that are laid into other surroundings."""
ALONE = 0.25
"""Share of those in which the thing is not in a pile."""


def turn_and_zoom(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Mirror, turn, zoom and shift each picture at random; what opens at the rim is its mirror image."""
    del places, repeats
    for picture in pictures:
        _turn(picture, rng)


def set_in_scenes(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Take things off their plain background, where they have one, and lay them alone or in piles on another ground.

    A picture without a plain background, and about a third of the others, is turned and zoomed only.
    """
    del places, repeats
    masks = [thing_in(picture) for picture in pictures]
    things = [None if mask is None else cut_out(picture, mask) for picture, mask in zip(pictures, masks, strict=True)]
    others = [thing for thing in things if thing is not None]
    for picture, thing in zip(pictures, things, strict=True):
        if thing is not None and rng.random() < LAID_ANEW:
            picture[...] = scene(thing, rng, size=(picture.shape[1], picture.shape[0]), others=others)
        else:
            _turn(picture, rng)


def scene(thing: Thing, rng: np.random.Generator, *, size: tuple[int, int], others: list[Thing]) -> NDArray[np.uint8]:
    """A made photograph of `size` (width, height): the thing alone on a ground, or many of it in a pile, a box, a shelf.

    Now and then a few `others`, whatever they are, look in at the rim.
    """
    made = ground(rng, size)
    if others and rng.random() < 0.3:
        lay_rim(made, others[int(rng.integers(len(others)))], rng)
    if rng.random() < ALONE:
        lay_one(made, thing, rng)
    elif rng.random() < 0.4:
        lay_pile(made, thing, rng)
    else:
        pile = ground(rng, size) * 0.35  # between the things it is dark
        lay_pile(pile, thing, rng)
        box_rim(made, pile, rng)
    price_tags(made, rng)
    return np.rint(np.clip(made, 0, 255)).astype(np.uint8)


def thing_in(picture: Picture) -> NDArray[np.uint8] | None:
    """Where a thing is that lies on a plain background: uint8 (h, w), 255 on the thing; None where the rim is not plain.

    Background is what a flood from the rim reaches over small steps of colour; of what is left the largest piece is the
    thing, with whatever it encloses.
    """
    height, width = picture.shape[:2]
    rim = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]]).astype(np.int16)
    background = np.median(rim, axis=0)
    if (np.abs(rim - background).max(axis=1) <= PLAIN).mean() < PLAIN_RIM:
        return None
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    for corner in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        is_plain = np.abs(picture[corner[1], corner[0]] - background).max() <= PLAIN
        if is_plain and not flooded[corner[1] + 1, corner[0] + 1]:
            cv2.floodFill(picture.copy(), flooded, corner, 0, STEP, STEP, cv2.FLOODFILL_MASK_ONLY | (255 << 8))
    thing = _largest_piece(np.where(flooded[1:-1, 1:-1] > 0, 0, 255).astype(np.uint8))
    return thing if LEAST < (thing > 0).mean() < MOST else None


def _largest_piece(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest connected piece, its holes filled, two pixels smaller all round: the rim is mixed with the background."""
    pieces, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    piece = np.zeros_like(mask)
    if pieces:
        cv2.drawContours(piece, [max(pieces, key=cv2.contourArea)], -1, 255, cv2.FILLED)
    # Beyond the picture's rim the thing goes on: there nothing of it is taken away.
    return cast("NDArray[np.uint8]", cv2.erode(piece, np.ones((5, 5)), borderType=cv2.BORDER_REPLICATE))


def _turn(picture: NDArray[np.uint8], rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    zoom = float(np.exp(rng.uniform(*np.log(ZOOM))))
    placing = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-TURN_DEGREES, TURN_DEGREES)), zoom)
    placing[:, 2] = placing[:, 2] + rng.uniform(-SHIFT, SHIFT, 2) * (width, height)
    turned = cv2.warpAffine(
        picture, placing, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    picture[...] = turned[:, :: int(rng.choice((1, -1)))]
