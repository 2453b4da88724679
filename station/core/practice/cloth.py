"""Cloth: woven, twill, denim, knit, coated, felt, or a photographed texture; plain or printed, in any colour."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from station.core.folders import resource
from station.core.opencv import cv2
from station.core.practice.noise import Field, field, octaves, smooth

Grid = tuple[Field, Field]
"""Across and down in millimetres, each of shape (height, width) or able to broadcast to it."""


def weave(rng: np.random.Generator, *, shape: tuple[int, int], px_per_mm: float) -> Field:
    """A piece of cloth with its dyed colour, baked shading and print: (height, width, 3) BGR, about 0 to 1."""
    grid = _warped_grid(rng, shape, px_per_mm)
    name = str(rng.choice(list(CLOTHS), p=_SHARES))
    relief, second = CLOTHS[name](rng, grid)
    dye = _dye(rng)
    other = np.clip(dye * rng.uniform(0.75, 1.25) + rng.normal(0, 0.05, 3), 0.02, 0.98)
    if name == "denim":
        dye = np.array(_from_hsv(rng.uniform(205, 230), rng.uniform(0.35, 0.75), rng.uniform(0.15, 0.5)))
        other = np.full(3, rng.uniform(0.55, 0.85))
    cloth = dye.astype(np.float32) + (other - dye).astype(np.float32) * second[..., None]
    if rng.random() < 0.3:
        cloth = _print(rng, cloth, grid)
    depth = np.float32(rng.uniform(0.05, 0.4))
    blotches = octaves(rng, shape, 12 * px_per_mm, count=3) * np.float32(rng.uniform(0.005, 0.035))
    grain = smooth(rng, shape, 1.0) * np.float32(rng.uniform(0.004, 0.04))
    cloth *= (1 + depth * relief + blotches + grain)[..., None]
    return np.clip(cloth, 0.01, 1.0, out=cloth)


def _warped_grid(rng: np.random.Generator, shape: tuple[int, int], px_per_mm: float) -> Grid:
    """Millimetre coordinates, turned a little and bent: no cloth lies perfectly straight."""
    # Two edges instead of np.mgrid, which held Python's lock for 25 ms and so the window.
    down = (np.arange(shape[0], dtype=np.float32) / np.float32(px_per_mm))[:, None]
    across = (np.arange(shape[1], dtype=np.float32) / np.float32(px_per_mm))[None]
    angle = rng.normal(0, 0.06) if rng.random() < 0.75 else rng.uniform(-0.8, 0.8)
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    bend = np.float32(rng.uniform(0.05, 0.4))
    x = cosine * across - sine * down + bend * smooth(rng, shape, 15 * px_per_mm)
    y = sine * across + cosine * down + bend * smooth(rng, shape, 15 * px_per_mm)
    return x, y


def _dye(rng: np.random.Generator) -> NDArray[np.float64]:
    """A cloth colour: whites, blacks, greys and beiges as often as bright ones."""
    kind = rng.choice(["grey", "beige", "any"], p=[0.4, 0.15, 0.45])
    if kind == "grey":
        return np.clip(rng.uniform(0.06, 0.95) + rng.normal(0, 0.015, 3), 0.03, 0.97)
    if kind == "beige":
        return np.array(_from_hsv(rng.uniform(20, 50), rng.uniform(0.1, 0.4), rng.uniform(0.45, 0.95)))
    return np.array(_from_hsv(rng.uniform(0, 360), rng.uniform(0.2, 0.9), rng.uniform(0.15, 0.9)))


def _from_hsv(hue: float, saturation: float, value: float) -> tuple[float, float, float]:
    """One colour as BGR, 0 to 1; the hue in degrees."""
    pixel = cv2.cvtColor(np.array([[[hue % 360, saturation, value]]], np.float32), cv2.COLOR_HSV2BGR)[0, 0]
    return float(pixel[0]), float(pixel[1]), float(pixel[2])


def _yarns(rng: np.random.Generator, position: Field) -> tuple[Field, NDArray[np.int32], Field]:
    """Where in its yarn each pixel lies (-1 to 1), the yarn's number, and that yarn's own lightness."""
    number = np.floor(position).astype(np.int32)
    number -= number.min()
    lightness = rng.normal(0, rng.uniform(0.05, 0.5), int(number.max()) + 1).astype(np.float32)
    return ((position - np.floor(position)) * 2 - 1).astype(np.float32), number, lightness[number]


def _interlaced(rng: np.random.Generator, grid: Grid, *, float_length: int, under: int) -> tuple[Field, Field]:
    """A weave: the warp lies above except `under` in `float_length` crossings, shifted by one each row."""
    pitch = rng.uniform(0.28, 0.75)
    ratio = rng.uniform(0.8, 1.25)
    across, warp, warp_light = _yarns(rng, grid[0] / np.float32(pitch))
    down, weft, weft_light = _yarns(rng, grid[1] / np.float32(pitch * ratio))
    weft_above = ((warp + weft) % float_length) < under
    round_warp = 1 - across * across
    round_weft = 1 - down * down
    relief = np.where(weft_above, round_weft + 0.4 * down * across, round_warp + 0.4 * across * down) * 1.6 - 1.0
    relief += np.where(weft_above, weft_light, warp_light)
    return relief.astype(np.float32), weft_above.astype(np.float32)


def _plain(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    return _interlaced(rng, grid, float_length=2, under=1)


def _twill(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    return _interlaced(rng, grid, float_length=int(rng.integers(3, 6)), under=int(rng.integers(1, 3)))


def _denim(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    return _interlaced(rng, grid, float_length=4, under=1)


def _knit(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    """Columns of V-shaped loops."""
    width = rng.uniform(0.6, 1.8)
    across, _, light = _yarns(rng, grid[0] / np.float32(width))
    row = grid[1] / np.float32(width * rng.uniform(0.6, 0.9)) + np.abs(across) * np.float32(rng.uniform(0.5, 0.9))
    down, _, _ = _yarns(rng, row.astype(np.float32))
    leg = 1 - (2 * np.abs(across) - 1) ** 2
    relief = (1 - down * down) * 1.2 + leg * 0.8 - 1.3 + light
    return relief.astype(np.float32), np.zeros_like(relief, np.float32)


def _rib(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    """Corduroy: ridges along or across the seam."""
    position = grid[int(rng.integers(2))] / np.float32(rng.uniform(0.8, 4.0))
    across, _, light = _yarns(rng, position)
    relief = (1 - across * across) * 1.6 - 1.0 + light + 0.3 * smooth(rng, across.shape, (3.0, 2.0))
    return relief.astype(np.float32), np.zeros_like(relief, np.float32)


def _coated(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    """Artificial leather and foil: pebbles, creases, hardly any yarn."""
    shape = grid[0].shape
    pebbles = np.abs(octaves(rng, shape, rng.uniform(6, 25), count=2))
    return (0.9 - pebbles).astype(np.float32), np.zeros(shape, np.float32)


def _felt(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    """Fibres without order."""
    shape = grid[0].shape
    fibres = smooth(rng, shape, (2.0, 14.0)) + smooth(rng, shape, (14.0, 2.0)) + smooth(rng, shape, 3.0)
    return (fibres * 0.6).astype(np.float32), np.zeros(shape, np.float32)


def _photographed(rng: np.random.Generator, grid: Grid) -> tuple[Field, Field]:
    """A photographed surface (CC0), laid out in tiles that mirror each other."""
    names = texture_names()
    if not names:
        return _felt(rng, grid)
    texture = _texture(names[int(rng.integers(len(names)))])
    scale = np.float32(rng.uniform(7, 16))
    x, y = (grid[1], grid[0]) if rng.random() < 0.5 else grid
    relief = cv2.remap(texture, x * scale, y * scale, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return field(relief), np.zeros(grid[0].shape, np.float32)


CLOTHS: dict[str, Callable[[np.random.Generator, Grid], tuple[Field, Field]]] = {
    "plain": _plain,
    "twill": _twill,
    "denim": _denim,
    "knit": _knit,
    "rib": _rib,
    "coated": _coated,
    "felt": _felt,
    "photographed": _photographed,
}
"""Each returns its relief (about -1 to 1) and the share (0 to 1) of its second yarn's colour."""

_SHARES = (0.22, 0.17, 0.1, 0.13, 0.06, 0.09, 0.08, 0.15)


def texture_names() -> tuple[str, ...]:
    """The photographed textures that ship with the station."""
    return tuple(sorted(path.name for path in resource("textures").glob("*.png")))


@cache
def _texture(name: str) -> Field:
    """A texture's light and dark, freed of its slow changes, deviation 0.6."""
    data = np.frombuffer((resource("textures") / name).read_bytes(), np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    assert picture is not None, f"{name} ships with the station and is no picture"
    grey = field(picture) - field(cv2.GaussianBlur(field(picture), (0, 0), 24))
    return field(np.clip(grey / (grey.std() + 1e-6), -3, 3) * 0.6)


def _print(rng: np.random.Generator, cloth: Field, grid: Grid) -> Field:
    """Stripes, checks or dots in a second colour."""
    ink = _dye(rng).astype(np.float32)
    period = np.float32(rng.uniform(2.5, 18))
    share = np.float32(rng.uniform(0.15, 0.6))
    x, y = (grid[0] / period) % 1, (grid[1] / period) % 1
    kind = str(rng.choice(["along", "across", "check", "dots"]))
    masks: dict[str, Callable[[], ArrayLike]] = {  # only the one that is wanted is made: each is some megabytes
        "along": lambda: x < share,
        "across": lambda: y < share,
        "check": lambda: 0.5 * (x < share) + 0.5 * (y < share),
        "dots": lambda: (x - 0.5) ** 2 + (y - 0.5) ** 2 < (share / 2) ** 2,
    }
    covered = field(cv2.GaussianBlur(field(masks[kind]()), (0, 0), 1.2))[..., None] * np.float32(rng.uniform(0.3, 1.0))
    return field(cloth + (ink - cloth) * covered)
