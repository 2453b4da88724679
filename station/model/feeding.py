"""Pictures -> batches: shuffled anew each epoch and varied in ways that do not change the truth of a label.

Everything random here comes from the seed, the epoch and the step, so that a training that was stopped and resumed
sees exactly the batches it would have seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

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
    """One step's pictures, uint8 (n, h, w, 3), already mirrored, shifted or rolled; labels; places; and the step's own seed.

    Without places those are of shape (n, 1, 1, 0).
    """

    step: int
    pictures: NDArray[np.uint8]
    labels: NDArray[np.float32]
    places: NDArray[np.uint8]
    seed: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Variation:
    """How training pictures are varied: `move` displaces pixels (numpy), `light` changes their values (TensorFlow).

    `copies`: how often each picture comes in an epoch; `move` learns which ones are repeats.
    """

    move: Callable[[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_], np.random.Generator], None]
    light: Callable[[Any, Any], Any]
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
        variation.move(pictures, places, chosen >= len(data), np.random.default_rng([seed, epoch, step, *own]))
        number = (epoch * steps + step) * share.count + share.index
        yield Batch(step, pictures, data.labels[index], places, np.array([seed, number], np.int32))


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
        picture[...] = _aside(picture, aside * CELL)[::down, ::across]
        if place.shape[-1]:
            place[...] = _aside(place, aside)[::down, ::across]


def _aside(picture: NDArray[np.uint8], by: int) -> NDArray[np.uint8]:
    """Shift (h, w, c) by so many columns; what opens at the rim is filled with its mirror image."""
    wide = np.pad(picture, ((0, 0), (abs(by), abs(by)), (0, 0)), mode="reflect")
    return wide[:, abs(by) + by :][:, : picture.shape[1]]


def light_as_the_lab(pictures: Any, seed: Any) -> Any:  # noqa: ANN401  (tensors)
    """70 per cent of the pictures get contrast 0.8 to 1.2 and brightness 0 to 14, saturating; float32 of whole grey levels."""
    values = tf.cast(pictures, tf.float32)
    one_each = (tf.shape(values)[0], 1, 1, 1)
    contrast = _uniform(seed, 1, one_each, 0.8, 1.2)
    brightness = _uniform(seed, 2, one_each, 0.0, 14.0)
    changed = tf.clip_by_value(tf.round(values * contrast + brightness), 0.0, 255.0)
    return tf.where(_uniform(seed, 0, one_each) < 0.7, changed, values)


def light_widely(pictures: Any, seed: Any) -> Any:  # noqa: ANN401
    """Other dyes, another exposure, light from another side, blur or sharpening, and noise; a label says nothing of these."""
    values = tf.cast(pictures, tf.float32) / 255.0
    values = _dyed(values, seed)
    values = _lit(values, seed)
    values = _softened(values, seed)
    return tf.clip_by_value(values, 0.0, 1.0) * 255.0


def _dyed(values: Any, seed: Any) -> Any:  # noqa: ANN401
    """Mix the colours at random, tint them, and turn one picture in five into its negative: one 3 x 3 matrix and one offset."""
    count = tf.shape(values)[0]
    mix = _uniform(seed, 13, (count, 3, 3)) ** 3 + 0.05
    mix /= tf.reduce_sum(mix, axis=1, keepdims=True)
    strength = _uniform(seed, 14, (count, 1, 1))
    mix = tf.eye(3)[None] * (1 - strength) + mix * strength
    negative = tf.cast(_uniform(seed, 15, (count, 1, 1)) < 0.2, tf.float32)
    mix *= (1 - 2 * negative) * (1.0 + _uniform(seed, 19, (count, 1, 3), -0.12, 0.12))
    return tf.einsum("nhwc,ncd->nhwd", values, mix) + negative[:, None]


def _lit(values: Any, seed: Any) -> Any:  # noqa: ANN401
    """Another tone curve, contrast and brightness, and light that falls off to one side."""
    count, height, width = tf.shape(values)[0], values.shape[1], values.shape[2]
    one_each = (count, 1, 1, 1)
    values += _uniform(seed, 16, one_each, -0.8, 0.8) * values * (1.0 - values)
    slope_y = tf.linspace(-1.0, 1.0, height)[None, :, None, None] * _uniform(seed, 17, one_each, -0.25, 0.25)
    slope_x = tf.linspace(-1.0, 1.0, width)[None, None, :, None] * _uniform(seed, 18, one_each, -0.25, 0.25)
    middle = tf.reduce_mean(values, axis=(1, 2), keepdims=True)
    contrast = _uniform(seed, 20, one_each, 0.6, 1.4)
    offset = middle * (1.0 - contrast) + _uniform(seed, 21, one_each, -0.12, 0.12)
    return (values * contrast + offset) * (1.0 + slope_x + slope_y)


def _softened(values: Any, seed: Any) -> Any:  # noqa: ANN401
    """Blur some pictures a little and sharpen others, by a mix with their 3 x 3 mean; then noise, one field for the batch."""
    one_each = (tf.shape(values)[0], 1, 1, 1)
    amount = _uniform(seed, 22, one_each, -0.7, 0.6)
    values += (tf.nn.avg_pool2d(values, 3, 1, "SAME") - values) * amount
    noise = tf.random.stateless_normal(values.shape[1:], _key(seed, 30))
    return values + noise * _uniform(seed, 31, one_each, -0.04, 0.04)


def _key(seed: Any, purpose: int) -> Any:  # noqa: ANN401
    """A seed of its own for each purpose: `seed` is (run's seed, step counted from the first epoch)."""
    return tf.stack([seed[0] * 64 + purpose, seed[1]])


def _uniform(seed: Any, purpose: int, shape: tuple[Any, ...], low: float = 0.0, high: float = 1.0) -> Any:  # noqa: ANN401
    return tf.random.stateless_uniform(shape, _key(seed, purpose), low, high)


def stay(
    pictures: NDArray[np.uint8], places: NDArray[np.uint8], repeats: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Leave the pictures as they are."""


def light_of_things(pictures: Any, seed: Any) -> Any:  # noqa: ANN401
    """Another exposure, light from another side, blur or sharpening, noise, paler or fuller colours, and a slight tint only.

    Colour tells things apart, if not alone.
    """
    values = _coloured(tf.cast(pictures, tf.float32) / 255.0, seed, 25, 0.7, 1.3)
    values *= 1.0 + _uniform(seed, 19, (tf.shape(values)[0], 1, 1, 3), -0.08, 0.08)
    values = _softened(_lit(values, seed), seed)
    return tf.clip_by_value(values, 0.0, 1.0) * 255.0


def light_of_scenes(pictures: Any, seed: Any) -> Any:  # noqa: ANN401
    """The light of things, and before it paler or fuller colours under warmer or colder lamps."""
    values = _coloured(tf.cast(pictures, tf.float32), seed, 23, 0.8, 1.3)
    warmth = _uniform(seed, 24, (tf.shape(values)[0], 1, 1, 1), -0.15, 0.15)
    values *= tf.concat([1 - warmth, tf.ones_like(warmth), 1 + warmth], axis=-1)
    return light_of_things(values, seed)


def _coloured(values: Any, seed: Any, purpose: int, palest: float, fullest: float) -> Any:  # noqa: ANN401
    """Each picture's colours nearer to grey, or further from it."""
    grey = tf.reduce_mean(values, axis=-1, keepdims=True)
    return grey + (values - grey) * _uniform(seed, purpose, (tf.shape(values)[0], 1, 1, 1), palest, fullest)


def as_it_is(pictures: Any, seed: Any) -> Any:  # noqa: ANN401
    """The values as float32."""
    del seed
    return tf.cast(pictures, tf.float32)


VARIATIONS: dict[VariationName, Variation] = {
    "none": Variation(stay, as_it_is, copies=1),
    "lab": Variation(roll_repeats, light_as_the_lab, copies=2),
    "seam": Variation(mirror_and_shift, light_widely, copies=1),
    "things": Variation(turn_and_zoom, light_of_things, copies=1),
    "scenes": Variation(set_in_scenes, light_of_scenes, copies=1),
}

assert set(VARIATIONS) == set(VARIATION_NAMES)
