"""A strip of cloth with its seam: painted once, at twice the camera's scale, as far as it is filmed."""

from dataclasses import dataclass

import numpy as np

from station.core.frame import Picture
from station.core.opencv import cv2
from tests.measure.other_lab import harmless
from tests.measure.other_lab.dice import Dice, Floats, Size, between, clouds, happens, one_of
from tests.measure.other_lab.faults import FAULTS, Damage
from tests.measure.other_lab.seam import Seam, punch, sew, sound_stitch
from tests.measure.other_lab.stock import Stock, dye, spin
from tests.measure.other_lab.thread import Piece, Thread, lay

FINE = 2
"""Pixels of the strip to one of the frame."""

_COARSE = 4
_COUNTS = (0.1, 0.42, 0.3, 0.18)
"""How often a whole strip has no fault, one, two, three."""


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """The filmed part of a strip, uint8 (h, w, 3), its faults in the same pixels, and the stitch it was sewn with."""

    picture: Picture
    damages: tuple[Damage, ...]
    stitch_mm: int


def make_strip(dice: Dice, *, stock: Stock, size: Size, px: float) -> Strip:
    """A strip of which height and width in pixels are filmed, at so many pixels a millimetre."""
    turn = between(dice, 0, 2 * np.pi)
    light = (float(np.cos(turn)), float(np.sin(turn)))
    picture = one_of(dice, stock.cloths)(dice, size, px, dye(dice, stock))
    thread = spin(dice, stock, cloth_colour=picture.mean((0, 1)), px=px)
    stitch_mm = one_of(dice, (2, 4))
    middle = between(dice, 0.36, 0.64) * size[1]
    seam = sew(dice, height=size[0], middle=middle, stitch_mm=stitch_mm, px=px, thread_radius=thread.radius)
    damages = _damages(dice, seam, height=size[0])
    _add_around(dice, picture, seam=seam, thread=thread, light=light)
    punch(picture, seam)
    for piece in _thread(dice, seam, damages, lean=between(dice, -0.14, 0.14)):
        lay(picture, piece, thread=thread, light=light)
    harmless.add_lint(dice, picture, px=px)
    return Strip(picture.clip(0, 255).astype(np.uint8), damages, stitch_mm)


def _add_around(dice: Dice, picture: Floats, *, seam: Seam, thread: Thread, light: tuple[float, float]) -> None:
    """The cloth's relief, and what lies on it or beside it."""
    if happens(dice, 0.2):
        harmless.add_chalk(dice, picture, px=seam.px)
    picture *= _relief(dice, seam, picture.shape[:2], light=light)[..., None]
    if happens(dice, 0.3):
        harmless.add_edge(dice, picture, seam=seam)
    if happens(dice, 0.3):
        harmless.add_stray_end(dice, picture, seam=seam, thread=thread, light=light)


def _relief(dice: Dice, seam: Seam, size: tuple[int, ...], *, light: tuple[float, float]) -> Floats:
    """How bright cloth is that is not flat: waves, now and then a crease, and a dimple at each needle hole; (h, w) about 1."""
    coarse = (size[0] // _COARSE, size[1] // _COARSE)
    px = seam.px / _COARSE
    y, x = np.mgrid[: coarse[0], : coarse[1]].astype(np.float32)
    height = between(dice, 0.5, 2.5) * clouds(dice, coarse, grain=9 * px)
    if happens(dice, 0.25):
        turn = between(dice, 0, np.pi)
        off = (x - between(dice, 0, coarse[1])) * np.cos(turn) + (y - between(dice, 0, coarse[0])) * np.sin(turn)
        height += one_of(dice, (-1, 1)) * between(dice, 0.8, 2) * px * np.exp(-(np.abs(off / (0.8 * px)) ** 1.3))
    pricks = np.zeros(coarse, np.float32)
    inside = (seam.holes / _COARSE).astype(int)
    inside = inside[(inside >= 0).all(1) & (inside < coarse[::-1]).all(1)]
    pricks[inside[:, 1], inside[:, 0]] = 1
    sigma = between(dice, 0.3, 0.6) * px
    height -= between(dice, 0.3, 1.6) * sigma * cv2.GaussianBlur(pricks, (0, 0), sigma) * 2 * np.pi * sigma**2
    slope = light[0] * np.gradient(height, axis=1) + light[1] * np.gradient(height, axis=0)
    shade = np.clip(1 - 0.28 * slope, 0.45, 1.5).astype(np.float32)
    return np.asarray(cv2.resize(shade, (size[1], size[0]), interpolation=cv2.INTER_LINEAR), np.float32)


def _damages(dice: Dice, seam: Seam, *, height: int) -> tuple[Damage, ...]:
    """The faults in the filmed part of a strip that is longer than it; a second one often lies near the first."""
    before, after = (between(dice, 20, 110) * seam.px for _ in range(2))
    found: list[Damage] = []
    at = 0.0
    for number in range(int(dice.choice(len(_COUNTS), p=_COUNTS))):
        is_near = number > 0 and happens(dice, 0.35)
        at = at + between(dice, 8, 25) * seam.px if is_near else between(dice, -before, height + after)
        kind = one_of(dice, ("error", "break"))
        first = int(np.searchsorted(seam.holes[:, 1], at))
        if not 0 < first < len(seam.holes) - 6 or not -0.2 * seam.px < at < height:
            continue
        damage = one_of(dice, FAULTS[kind])(dice, seam, first)
        if all(_are_apart(damage, other) for other in found):
            found.append(damage)
    return tuple(found)


def _are_apart(one: Damage, other: Damage) -> bool:
    return one.stitches.stop < other.stitches.start or other.stitches.stop < one.stitches.start


def _thread(dice: Dice, seam: Seam, damages: tuple[Damage, ...], *, lean: float) -> list[Piece]:
    """All pieces of thread in the order in which they lie: the sound stitches, then what the faults left."""
    gone = {stitch for damage in damages for stitch in damage.stitches}
    numbers = range(len(seam.holes) - 1)
    stitches = [sound_stitch(dice, seam, number, lean=lean) for number in numbers if number not in gone]
    return stitches + [piece for damage in damages for piece in damage.pieces]
