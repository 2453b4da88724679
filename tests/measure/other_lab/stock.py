"""Two stocks of cloth and thread: what the first has, the second lacks, and the other way round."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tests.measure.other_lab import cloth
from tests.measure.other_lab.cloth import Weaver
from tests.measure.other_lab.dice import Dice, Floats, between, happens, one_of
from tests.measure.other_lab.thread import Thread

Range = tuple[float, float]
_LIGHTNESS = np.array([0.114, 0.587, 0.299], np.float32)
"""How much blue, green and red add to how light a colour looks (Rec. 601)."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Cloths, the ranges of their hue, saturation and value (0 to 1), and what threads are like (lengths in millimetres)."""

    cloths: tuple[Weaver, ...]
    hues: tuple[Range, ...]
    saturation: Range
    value: Range
    thread_mm: Range
    depth: Range
    gloss: Range
    colours: int


STOCKS: Mapping[str, Stock] = {
    "day": Stock(
        (
            cloth.woven(cloth.PLAIN, yarn_mm=(0.3, 0.55), dip=0.35, dyed=0.1),
            cloth.woven(cloth.TWILL, yarn_mm=(0.32, 0.5), dip=0.2, dyed=0.5),
            cloth.printed,
            cloth.jersey,
            cloth.felt,
        ),
        hues=((0.05, 0.16), (0.45, 0.68)),
        saturation=(0.0, 0.5),
        value=(0.35, 0.9),
        thread_mm=(0.28, 0.46),
        depth=(0.2, 0.45),
        gloss=(0, 0.12),
        colours=1,
    ),
    "night": Stock(
        (
            cloth.woven(cloth.BASKET, yarn_mm=(0.4, 0.6), dip=0.3, dyed=0.2),
            cloth.woven(cloth.SATIN, yarn_mm=(0.28, 0.4), dip=0.08, dyed=0.15),
            cloth.checked,
            cloth.rib,
            cloth.corduroy,
            cloth.terry,
        ),
        hues=((0.2, 0.42), (0.72, 1.02)),
        saturation=(0.3, 0.9),
        value=(0.16, 0.7),
        thread_mm=(0.36, 0.62),
        depth=(0.05, 0.2),
        gloss=(0.15, 0.45),
        colours=3,
    ),
}


def dye(dice: Dice, stock: Stock) -> Floats:
    """A cloth's colour, BGR from 0 to 255."""
    hue = between(dice, *one_of(dice, stock.hues)) % 1
    red, green, blue = colorsys.hsv_to_rgb(hue, between(dice, *stock.saturation), between(dice, *stock.value))
    return np.array([blue, green, red], np.float32) * 255


def spin(dice: Dice, stock: Stock, *, cloth_colour: Floats, px: float) -> Thread:
    """A thread for a cloth of that mean colour: nearly its own shade, another shade of it, or any other."""
    radius = between(dice, *stock.thread_mm) / 2 * px
    count = stock.colours if happens(dice, 0.3) else 1
    first = _beside(dice, cloth_colour)
    colours = [first] + [_beside(dice, first) for _ in range(count - 1)]
    twist = radius * between(dice, 2.2, 3.6)
    return Thread(tuple(colours), radius, twist, between(dice, *stock.depth), between(dice, *stock.gloss) * 150)


def _beside(dice: Dice, colour: Floats) -> Floats:
    """A colour that an eye tells from this one, sometimes hardly."""
    kind = float(dice.random())
    lightness = float(colour @ _LIGHTNESS)
    if kind < 0.55:
        step = between(dice, 0.14, 0.3) if kind < 0.25 else between(dice, 0.3, 0.7)
        is_lighter = lightness < 150 if happens(dice, 0.75) else lightness < 60
        other = colour + (250 - colour) * step if is_lighter else colour * (1 - step)
        return np.asarray(other, np.float32)
    for _ in range(20):
        other = dice.uniform(15, 248, 3).astype(np.float32)
        if abs(float(other @ _LIGHTNESS) - lightness) > 35:
            break
    return np.asarray(other, np.float32)
