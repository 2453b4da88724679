"""How colours look, and how far apart they lie, to people with full and with weak colour vision."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import Colour

Vision: TypeAlias = Literal["full", "protanopia", "deuteranopia", "tritanopia"]
"""Full colour vision; without the red, the green (the frequent weakness, 6 per cent of men), the blue cones."""

VISIONS: tuple[Vision, ...] = get_args(Vision)

Linear: TypeAlias = NDArray[np.float64]
"""Light of red, green, blue in that order, 0 to 1, shape (..., 3): what a screen gives off, not what a file holds."""

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# table 1, severity 1.0; for linear light, red, green, blue.
_SIMULATED: dict[Vision, Linear] = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
assert set(_SIMULATED) == set(VISIONS)

# IEC 61966-2-1 (sRGB), divided by its white (D65), which CIELAB is relative to.
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_TO_RELATIVE_XYZ = _TO_XYZ / _TO_XYZ.sum(axis=1, keepdims=True)


def light_of(colours: Sequence[Colour] | NDArray[np.uint8]) -> Linear:
    """The light of colours or pictures (..., 3), blue, green, red, 0 to 255."""
    values = np.asarray(colours, np.float64)[..., ::-1] / 255.0
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def colours_of(light: Linear) -> NDArray[np.uint8]:
    """The colours (..., 3), blue, green, red, uint8, of that light: the way back from `light_of`."""
    kept = np.clip(light, 0.0, 1.0)
    values = np.where(kept <= 0.0031308, kept * 12.92, 1.055 * kept ** (1 / 2.4) - 0.055)
    return np.rint(values[..., ::-1] * 255.0).astype(np.uint8)


def as_seen(colours: Sequence[Colour] | NDArray[np.uint8], *, vision: Vision) -> NDArray[np.uint8]:
    """Colours or pictures (..., 3) as somebody with that vision sees them (Machado et al. 2009), same shape and order."""
    return colours_of(light_of(colours) @ _SIMULATED[vision].T)


def lab_of(colours: Sequence[Colour] | NDArray[np.uint8]) -> NDArray[np.float64]:
    """CIELAB coordinates (..., 3): lightness 0 to 100, green to red, blue to yellow."""
    xyz = light_of(colours) @ _TO_RELATIVE_XYZ.T
    bent = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)
