"""Cloth of several constructions: woven of single yarns, knitted, felted, ribbed and curled; float32 (h, w, 3), 0 to 255."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from station.core.opencv import cv2
from tests.measure.other_lab.dice import Dice, Floats, Size, between, clouds, one_of

Weaver: TypeAlias = Callable[[Dice, Size, float, Floats], Floats]
"""Makes cloth of a size at so many pixels a millimetre, in about this colour (BGR, 0 to 255)."""

_YARNS = 1 << 11
PLAIN = np.array([[1, 0], [0, 1]], bool)
BASKET = np.kron(PLAIN, np.ones((2, 2), bool)).astype(bool)
TWILL = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]], bool)
SATIN = np.array([[(j - 2 * i) % 5 != 0 for j in range(5)] for i in range(5)], bool)


def woven(pattern: np.ndarray, *, yarn_mm: tuple[float, float], dip: float, dyed: float) -> Weaver:
    """Warp and weft by a pattern of which lies on top; `dip` is how far a yarn sinks at a crossing, `dyed` how much weft differs."""

    def weave(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
        yarn = between(dice, *yarn_mm) * px
        across, along = _grain(dice, size, yarn=yarn, wobble=0.25, lean=0.06)
        i, j = np.floor(across), np.floor(along)
        a, b = across - i - 0.5, along - j - 0.5
        i, j = i.astype(np.int32), j.astype(np.int32)
        warp_up = pattern[i % len(pattern), j % len(pattern)]
        side, way = np.where(warp_up, a, b), np.where(warp_up, b, a)
        shade = (1 - 1.6 * side * side) * (1 - dip * 4 * way * way)
        shade *= 1 + 0.07 * np.sin(2 * np.pi * (0.9 * way + 1.3 * side))
        warp, weft = _yarns(dice, colour), _yarns(dice, colour * (1 + dyed * between(dice, -1, 1)))
        top = np.where(warp_up[..., None], warp[i % _YARNS], weft[j % _YARNS])
        return np.asarray(top * (shade / shade.mean())[..., None], np.float32)

    return weave


def checked(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """A woven check: bands of warp and of weft in another colour."""
    cloth = woven(TWILL, yarn_mm=(0.35, 0.5), dip=0.2, dyed=0.1)(dice, size, px, colour)
    other = dice.uniform(40, 220, 3).astype(np.float32) / np.maximum(colour, 20)
    for axis in (0, 1):
        every, wide = between(dice, 8, 20) * px, between(dice, 1.5, 5) * px
        band = (np.arange(size[axis]) + between(dice, 0, every)) % every < wide
        part = cloth[band] if axis == 0 else cloth[:, band]
        part *= 0.55 + 0.45 * np.clip(other, 0.3, 2.2)
        cloth[band if axis == 0 else (slice(None), band)] = part
    return cloth


def printed(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """Plain weave with a printed pattern of dots or leaves."""
    cloth = woven(PLAIN, yarn_mm=(0.28, 0.4), dip=0.3, dyed=0.02)(dice, size, px, colour)
    stencil = np.zeros(size, np.uint8)
    step, leaf = between(dice, 5, 11) * px, between(dice, 0.25, 1)
    for y in np.arange(0, size[0] + step, step):
        for x in np.arange((y // step % 2) * step / 2, size[1] + step, step):
            middle = (round(x + between(dice, -1, 1) * px), round(y + between(dice, -1, 1) * px))
            long = between(dice, 0.5, 1.6) * px
            axes = (round(long), max(1, round(long * leaf)))
            cv2.ellipse(stencil, middle, axes, between(dice, 0, 180), 0, 360, 255, -1, cv2.LINE_AA)
    ink = dice.uniform(0.45, 1.35, 3).astype(np.float32)
    soft = cv2.GaussianBlur(stencil, (0, 0), 0.08 * px).astype(np.float32)[..., None] / 255
    return np.asarray(cloth * (1 + soft * (ink - 1)), np.float32)


def jersey(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """Smooth knit: columns of little Vs."""
    return _knit(dice, size, px, colour)[0]


def rib(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """A rib knit: two columns raised, two sunk, whose loops lie across."""
    cloth, column, row = _knit(dice, size, px, colour)
    sunk = 0.5 - 0.5 * np.cos(np.pi * (column % 4) / 2)
    purl = 0.82 + 0.25 * np.sin(2 * np.pi * (row + 0.15 * np.cos(2 * np.pi * column)))
    mixed = cloth * (1 - sunk)[..., None] + colour * (purl * sunk)[..., None]
    return np.asarray(mixed * (1.1 - 0.3 * sunk)[..., None], np.float32)


def felt(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """No yarns at all: clouds at several scales, and fibres lying every way."""
    shade = 1 + 0.035 * sum(clouds(dice, size, grain=grain * px) for grain in (0.12, 0.4, 1.5, 6))
    fibres = np.full(size, 128, np.uint8)
    _scatter(dice, fibres, count=round(size[0] * size[1] / px**2 * 1.2), long=(0.6 * px, 2.5 * px))
    shade *= 1 + (fibres.astype(np.float32) - 128) / 500
    return np.asarray(colour * shade[..., None], np.float32)


def corduroy(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """Raised cords of pile with dark furrows between."""
    cord = between(dice, 1.6, 3.2) * px
    across, _ = _grain(dice, size, yarn=cord, wobble=0.05, lean=0.12)
    ridge = np.cos(2 * np.pi * across)
    pile = clouds(dice, size, grain=0.15 * px) * 0.07 + clouds(dice, size, grain=0.7 * px) * 0.04
    return np.asarray(colour * (0.93 + 0.25 * np.tanh(1.5 * ridge) + pile)[..., None], np.float32)


def terry(dice: Dice, size: Size, px: float, colour: Floats) -> Floats:
    """Small curls of yarn all over."""
    curls = np.full(size, 95, np.uint8)
    for _ in range(round(size[0] * size[1] / px**2 * 2.2)):
        middle = (int(dice.integers(size[1])), int(dice.integers(size[0])))
        axes = (round(between(dice, 0.3, 0.8) * px), round(between(dice, 0.2, 0.5) * px))
        begin = between(dice, 0, 360)
        width = round(0.22 * px)
        cv2.ellipse(curls, middle, axes, begin, 0, 230, 85, width + 2, cv2.LINE_AA)
        cv2.ellipse(curls, middle, axes, begin, 0, 230, int(dice.integers(115, 165)), width, cv2.LINE_AA)
    soft = cv2.GaussianBlur(curls, (0, 0), 0.05 * px).astype(np.float32)
    return np.asarray(colour * (soft / soft.mean())[..., None], np.float32)


def _grain(dice: Dice, size: Size, *, yarn: float, wobble: float, lean: float) -> tuple[Floats, Floats]:
    """Coordinates across and along the cloth in yarns, turned a little and uneven as cloth lies."""
    y, x = np.mgrid[: size[0], : size[1]].astype(np.float32) / np.float32(yarn)
    turn = np.float32(between(dice, -lean, lean))
    bend = [wobble * clouds(dice, size, grain=25 * yarn) for _ in range(2)]
    across, along = x + turn * y + bend[0] + 500, y - turn * x + bend[1] + 500
    return (across, along) if one_of(dice, (True, False)) else (along, across)


def _yarns(dice: Dice, colour: Floats) -> Floats:
    """The colours of so many yarns, none quite like the next."""
    uneven = 1 + between(dice, 0.02, 0.09) * dice.standard_normal((_YARNS, 1), dtype=np.float32)
    return np.asarray(np.clip(colour * uneven, 2, 253), np.float32)


def _knit(dice: Dice, size: Size, px: float, colour: Floats) -> tuple[Floats, Floats, Floats]:
    wale = between(dice, 0.75, 1.3) * px
    across, along = _grain(dice, size, yarn=wale, wobble=0.2, lean=0.1)
    along = along * np.float32(between(dice, 1.1, 1.5))
    a, b = across - np.floor(across) - 0.5, along - np.floor(along)
    leg = (np.abs(a) - 0.08 - 0.27 * b) / 0.19
    round_leg = np.sqrt(np.clip(1 - leg * leg, 0, 1))
    shade = 0.5 + 0.6 * round_leg * (0.75 + 0.25 * np.sin(np.pi * b)) + 0.05 * np.sin(25 * (leg + 0.8 * b))
    shade += 0.03 * clouds(dice, size, grain=0.3 * px)
    return np.asarray(colour * (shade / shade.mean())[..., None], np.float32), across, along


def _scatter(dice: Dice, stencil: np.ndarray, *, count: int, long: tuple[float, float]) -> None:
    """Short bent fibres, lighter or darker, anywhere."""
    starts = dice.uniform((0, 0), stencil.shape[::-1], (count, 2))
    ways, lengths = dice.uniform(0, 2 * np.pi, count), dice.uniform(*long, count)
    bends, greys = dice.normal(0, 0.5, count), dice.integers(60, 200, count)
    for start, way, length, bend, grey in zip(starts, ways, lengths, bends, greys, strict=True):
        turns = way + bend * np.linspace(0, 2, 4)
        path = start + np.cumsum(np.stack([np.cos(turns), np.sin(turns)], 1) * length / 4, 0)
        cv2.polylines(stencil, [path.round().astype(np.int32)], False, int(grey), 1, cv2.LINE_AA)
