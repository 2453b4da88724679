"""Pictures -> batches: shuffled anew each epoch and varied in ways that do not change the truth of a label.

Everything random here comes from the seed, the epoch and the step, so that a training that was stopped and resumed
sees exactly the batches it would have seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.core.opencv import cv2
from station.model.lighting import as_it_is, light_as_the_lab, light_of_scenes, light_of_things, light_widely
from station.model.networks import Statistics
from station.model.recipes import VARIATIONS as VARIATION_NAMES
from station.model.recipes import VariationName
from station.model.scenes import set_in_scenes, turn_and_zoom

CELL = 8
"""Pixels a side of a cell of the fast network's maps."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """Pictures at network size, uint8 (n, h, w, 3), and their labels, float32 (n, attributes).

    `places`, uint8 (n, h / 8, w / 8, k) of 0 and 1, says where k things are, which only a rendered lab knows; pre-training
    teaches them to the first k channels of the network's evidence.
    """

    pictures: NDArray[np.uint8]
    labels: NDArray[np.float32]
    places: NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.labels)


def statistics_of(pictures: NDArray[np.uint8], *, sample: int = 512) -> Statistics:
    """Mean and deviation of each colour over up to `sample` evenly spread pictures, summed in float64."""
    chosen = pictures[:: -(-len(pictures) // sample)]
    count = chosen[..., 0].size
    total = np.sum([picture.sum(axis=(0, 1), dtype=np.float64) for picture in chosen], axis=0)
    squares = np.sum([np.square(picture, dtype=np.float64).sum(axis=(0, 1)) for picture in chosen], axis=0)
    mean = total / count
    deviation = np.maximum(np.sqrt(np.maximum(squares / count - mean**2, 0)), 1.0)
    blue, green, red = (float(value) for value in mean)
    spread_blue, spread_green, spread_red = (float(value) for value in deviation)
    return Statistics((blue, green, red), (spread_blue, spread_green, spread_red))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One step's pictures, uint8 (n, h, w, 3), already varied; labels; and places, without any of shape (n, 1, 1, 0)."""

    step: int
    pictures: NDArray[np.uint8]
    labels: NDArray[np.float32]
    places: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Variation:
    """How training pictures are varied, in place: `move` displaces pixels, `light` changes their values.

    `copies`: how often each picture comes in an epoch; `move` learns which ones are repeats.
    """

    move: Callable[[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_], np.random.Generator], None]
    light: Callable[[NDArray[np.uint8], np.random.Generator], None]
    copies: int


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of each batch is fed here, of how many on as many machines, and how many steps all of them take."""

    index: int
    count: int
    steps: int


def batches(
    data: LabelledSet, *, variation: Variation, batch_size: int, seed: int, epoch: int, share: Share | None = None
) -> Iterator[Batch]:
    """One epoch in a fresh order.

    A last batch of fewer pictures is filled up from the epoch's beginning, so that all steps have one shape. Of a share each
    batch is this machine's part, of `batch_size` pictures, and the epoch is filled up to the steps of the machine with most pictures.
    """
    share = share or Share(0, 1, steps_in_epoch(len(data), batch_size=batch_size, copies=variation.copies))
    own = [share.index] if share.index else []  # the first machine is fed what it would be alone with these pictures
    order = np.random.default_rng([seed, epoch, *own]).permutation(len(data) * variation.copies)
    steps = share.steps
    order = np.resize(order, steps * batch_size)
    for step, chosen in enumerate(order.reshape(steps, batch_size)):
        index = chosen % len(data)
        pictures = data.pictures[index]
        places = np.zeros((batch_size, 1, 1, 0), np.uint8) if data.places is None else data.places[index]
        rng = np.random.default_rng([seed, epoch, step, *own])
        variation.move(pictures, places, chosen >= len(data), rng)
        variation.light(pictures, rng)
        yield Batch(step, pictures, data.labels[index], places)


def steps_in_epoch(count: int, *, batch_size: int, copies: int) -> int:
    """How many batches `batches` yields."""
    return -(-count * copies // batch_size)


def roll_repeats(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """The mission's doubling of the set: cut a piece of random height off a repeat's top and append it at the bottom."""
    del places
    for index in np.flatnonzero(repeats):
        pictures[index] = np.roll(pictures[index], -int(rng.integers(1, pictures.shape[1])), axis=0)


def mirror_and_shift(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Mirror at random across and down, and shift by whole cells up to an eighth of the width aside, the rim mirrored.

    A label says nothing of left and right or up and down. It does of lengths, so nothing is scaled, and of the share of a
    fault that is in view, so nothing is cut off along the seam.
    """
    del repeats
    reach = pictures.shape[2] // CELL // 8
    for picture, place in zip(pictures, places, strict=True):
        aside = int(rng.integers(-reach, reach + 1))
        down, across = (int(side) for side in rng.choice((1, -1), 2))
        picture[...] = _moved(picture, aside=aside * CELL, down=down, across=across)
        if place.shape[-1]:
            place[...] = _moved(place, aside=aside, down=down, across=across)


def _moved(picture: NDArray[np.uint8], *, aside: int, down: int, across: int) -> NDArray[np.uint8]:
    """Shift (h, w, c) by so many columns, what opens at the rim being its mirror image; then mirror where -1 is said.

    OpenCV mirrors 40 times as fast as numpy's steps of -1.
    """
    height, width, channels = picture.shape
    rim = abs(aside)
    wide = np.asarray(cv2.copyMakeBorder(picture, 0, 0, rim, rim, cv2.BORDER_REFLECT_101), np.uint8)
    moved = wide.reshape(height, -1, channels)[:, rim + aside :][:, :width]
    code = _FLIPS.get((down, across))
    return moved if code is None else np.asarray(cv2.flip(moved, code), np.uint8).reshape(picture.shape)


_FLIPS = {(-1, -1): -1, (-1, 1): 0, (1, -1): 1}
"""What OpenCV calls mirroring (down, across)."""


def stay(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Leave the pictures as they are."""


VARIATIONS: dict[VariationName, Variation] = {
    "none": Variation(stay, as_it_is, copies=1),
    "lab": Variation(roll_repeats, light_as_the_lab, copies=2),
    "seam": Variation(mirror_and_shift, light_widely, copies=1),
    "things": Variation(turn_and_zoom, light_of_things, copies=1),
    "scenes": Variation(set_in_scenes, light_of_scenes, copies=1),
}

assert set(VARIATIONS) == set(VARIATION_NAMES)
