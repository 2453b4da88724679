"""Palettes of heat maps: the lab's own colours, and colours that weak colour vision tells apart too.

The safe colours keep the lab's hues (error bluish, break greenish, length reddish), so that nobody learns anew; error
and break together make white. They were sought among 216 colours for the largest least difference (CIEDE2000), to full
and to weak colour vision, on black and over cloth, also where one map is fainter than the other: a dichromat sees the
lab's red as a fainter green. tests/core/test_palette.py measures it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import AttributeSet, Colour
from station.core.colour_vision import VISIONS, Vision, as_seen, lab_of

Palette: TypeAlias = Literal["lab", "safe"]
"""The colours of the project, or colours for weak colour vision in their place."""

PALETTES: tuple[Palette, ...] = get_args(Palette)

_VIOLET: Colour = (255, 51, 102)
_MINT: Colour = (153, 255, 153)
_SCARLET: Colour = (0, 51, 255)
_ROSE: Colour = (255, 204, 255)

_SAFE: Mapping[str, Colour] = {
    "good": _ROSE,
    "error": _VIOLET,
    "break": _MINT,
    "length": _SCARLET,
    "apfel": _MINT,
    "apple": _MINT,
    "orange": _VIOLET,
    "tomate": _SCARLET,
    "tomato": _SCARLET,
}

_KNOWN_CLASSES: Mapping[str, Colour] = {
    "apfel": (0, 255, 0),
    "apple": (0, 255, 0),
    "orange": (255, 0, 0),
    "tomate": (0, 0, 255),
    "tomato": (0, 0, 255),
}
"""The fruit lab's colours, by the class's name in small letters."""

FIRST: Colour = (255, 0, 0)
"""Where no colour is taken: blue, as the lab's first fault."""

_LEVELS = (0, 85, 170, 255)
"""Of each channel in a made colour."""

_SAME = 1e-6
"""A colour's distance to itself, which rounding keeps from being nought."""


def class_colours(names: Sequence[str]) -> tuple[Colour, ...]:
    """A colour for each class: the fruit lab's own (Apfel green, Orange blue, Tomate red), else one that is told apart.

    The same names in the same order always get the same colours, and for up to some 20 classes no two are alike.
    """
    return _filled([_KNOWN_CLASSES.get(name.casefold()) for name in names], visions=("full",))


@lru_cache(maxsize=64)  # asked for each frame that is painted
def in_palette(attributes: AttributeSet, palette: Palette) -> AttributeSet:
    """The attributes with the palette's colours; names, keys and all else stay. The lab's palette is the project's own."""
    if palette == "lab":
        return attributes
    colours = safe_colours(attributes.names)
    coloured = (replace(attribute, colour=colour) for attribute, colour in zip(attributes, colours, strict=True))
    return replace(attributes, attributes=tuple(coloured))


def safe_colours(names: Sequence[str]) -> tuple[Colour, ...]:
    """For each attribute or class a colour that weak colour vision tells apart, as far as so many can be told apart."""
    wanted = [_SAFE.get(name.casefold()) for name in names]
    proven = iter([colour for colour in (_VIOLET, _SCARLET, _MINT) if colour not in wanted])
    return _filled([colour or next(proven, None) for colour in wanted], visions=VISIONS)


def _filled(wanted: Sequence[Colour | None], *, visions: Sequence[Vision]) -> tuple[Colour, ...]:
    """The colours wanted; where there is none, or it is taken already, one as far as can be from all the others."""
    kept = [colour if colour not in wanted[:at] else None for at, colour in enumerate(wanted)]
    taken = [colour for colour in kept if colour is not None]
    spare = iter(_apart(taken, count=len(kept) - len(taken), visions=visions))
    return tuple(next(spare) if colour is None else colour for colour in kept)


def _apart(taken: Sequence[Colour], *, count: int, visions: Sequence[Vision]) -> Iterable[Colour]:
    """So many further colours: each time the one whose nearest neighbour, of those taken, is farthest in CIELAB."""
    bright = [c for c in product(_LEVELS, _LEVELS, _LEVELS) if max(c) == 255 and min(c) < 170]
    places = np.stack([lab_of(as_seen(bright, vision=vision)) for vision in visions])
    nearest = np.full(len(bright), np.inf)
    for colour in taken:
        np.minimum(nearest, _distance(places, colour, visions=visions), out=nearest)
    for _ in range(count):
        best = bright[int(nearest.argmax())] if np.isfinite(nearest).all() else FIRST
        yield best
        np.minimum(nearest, _distance(places, best, visions=visions), out=nearest)
        if nearest.max() < _SAME:
            nearest[:] = np.inf  # more classes than colours: they begin anew


def _distance(places: NDArray[np.float64], colour: Colour, *, visions: Sequence[Vision]) -> NDArray[np.float64]:
    """The distance (n,) of a colour to places (visions, n, 3), to the vision that tells them apart worst."""
    own = np.stack([lab_of(as_seen([colour], vision=vision)) for vision in visions])
    return np.asarray(np.linalg.norm(places - own, axis=2).min(axis=0))
