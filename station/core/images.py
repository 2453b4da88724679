"""The one way of pictures: read, written, brought to a network's size, and covered with heat maps."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import Colour
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.opencv import LARGEST_PICTURE, cv2

OVERLAY_STRENGTH = 0.6
"""How much of the picture a heat map hides where it is 1."""

FAR_LARGER = 3.6
"""So many times as wide and high as asked for: a picture that is halved keeps 1.8 times then, or more."""

# A camera's grain has no repeats to look for. Measured on a phone's frame of 1920 x 1080: 51 ms and 3.1 MB; at level 3 with
# the usual strategy 196 ms and 3.0 MB. OpenCV's own choice, which older ones
# are left to: 56 ms and 3.7 MB.
_PNG_OPTIONS: tuple[int, ...] = ()
if hasattr(cv2, "IMWRITE_PNG_FILTER"):
    _PNG_OPTIONS = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE)
    _PNG_OPTIONS += (cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP)

JPEG_QUALITY = 95
_WRITTEN_AS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    ".png": (".png", _PNG_OPTIONS),
    ".jpg": (".jpg", (cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY)),
    ".jpeg": (".jpg", (cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY)),
}


def decode_picture(data: bytes, *, name: str) -> Picture:
    """Decode an image file's bytes to BGR, uint8, (height, width, 3), turned upright by its EXIF orientation.

    Grey is repeated in three channels, 16 bits are scaled to 8, and transparency is ignored. Raises StationError, with
    `name` in it, on anything that is damaged, no image, or larger than 100 megapixels.
    """
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    except cv2.error as error:
        if "IMAGE_PIXELS" in str(error) or "IMAGE_WIDTH" in str(error) or "IMAGE_HEIGHT" in str(error):
            limit = f"{LARGEST_PICTURE // 1_000_000} megapixels"
            raise StationError(f"{name} is larger than the {limit} that a picture may have") from error
        raise StationError(f"{name} could not be decoded as a picture: it is damaged") from error
    if picture is None:
        what = "is damaged or no picture" if data else "is empty"
        raise StationError(f"{name} was expected to be a picture (PNG, JPEG, ...), but it {what}")
    return cast("Picture", picture)


def read_picture(path: Path) -> Picture:
    """Read a picture file as `decode_picture` does; raise StationError, naming it, where that can't be done."""
    return decode_picture(storage.read_bytes(path), name=str(path))


def encode_png(picture: Picture) -> bytes:
    """Encode a BGR picture as PNG, without loss."""
    return _encode(picture, *_WRITTEN_AS[".png"])


def encode_jpeg(picture: Picture, *, longest: int = 0, quality: int = JPEG_QUALITY) -> bytes:
    """The picture as JPEG, some tenth of a PNG: for looking at, not for training; shrunk where a side is longer than `longest`.

    `quality` is OpenCV's, from 0 to 100.
    """
    height, width = picture.shape[:2]
    if 0 < longest < max(height, width):
        scale = longest / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        picture = cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
    return _encode(picture, ".jpg", (cv2.IMWRITE_JPEG_QUALITY, quality))


def write_picture(path: Path, picture: Picture) -> None:
    """Replace `path` by the picture: PNG without loss, or JPEG at quality 95, as the suffix says."""
    suffix = path.suffix.lower()
    if suffix not in _WRITTEN_AS:
        raise StationError(f"a picture is written as {', '.join(_WRITTEN_AS)}. Received: {path}")
    storage.write_bytes(path, _encode(picture, *_WRITTEN_AS[suffix]))


def to_network_size(picture: Picture, *, size: tuple[int, int]) -> Picture:
    """Resize to `size` (width, height) with area interpolation; a picture that fits already is returned as it is.

    One that is FAR_LARGER in both directions is halved, brought to twice the size by cubic interpolation, and halved again, all of
    which OpenCV does in vectors: of 1280x720 to 256x192 in 1.0 ms in place of 2.9. It differs by 0.6 grey levels in the mean and
    moves a probability by 0.003.
    A side that must grow grows linearly, in a second step: asked for both at once, OpenCV drops area interpolation on
    the shrinking side too (it then reads 2 of 9 columns of a 960 x 64 clip), and fine stitches turn into moire.
    """
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    is_halved = False
    while width >= FAR_LARGER * size[0] and height >= FAR_LARGER * size[1]:
        width, height, is_halved = width // 2, height // 2, True
        picture = cast("Picture", cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA))
    if is_halved and width <= FAR_LARGER * size[0] and height <= FAR_LARGER * size[1]:
        width, height = 2 * size[0], 2 * size[1]
        picture = cast("Picture", cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC))
    smaller = (min(width, size[0]), min(height, size[1]))
    if smaller != (width, height):
        picture = cast("Picture", cv2.resize(picture, smaller, interpolation=cv2.INTER_AREA))
    if smaller != size:
        picture = cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR))
    return picture


def overlay(
    picture: Picture,
    maps: Mapping[str, NDArray[np.float32]],
    colours: Mapping[str, Colour],
    *,
    strength: float = OVERLAY_STRENGTH,
) -> Picture:
    """Blend heat maps (name -> (rows, columns), 0 to 1) over a picture, each in its colour, as a new picture.

    `strength`, 0 to 1, is how much of the picture a map hides where it is 1.
    Opacity follows the strongest map of a place, colours add like light: error (blue) and break (green) make cyan, so
    that both show where both are. Raises ValueError on a map that is not two-dimensional or not finite.
    """
    if not maps:
        return picture.copy()
    for name, heat in maps.items():
        if heat.ndim != 2 or not np.isfinite(heat).all():
            raise ValueError(f"a heat map is finite and of shape (rows, columns). Received: {name} {heat.shape}")
    height, width = picture.shape[:2]
    light, kept = _light(maps, colours=colours, size=_working_size(width, height), strength=strength)
    grown_light = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    grown_kept = cv2.resize(kept, (width, height), interpolation=cv2.INTER_LINEAR)
    return cast("Picture", cv2.add(cv2.multiply(picture, grown_kept, scale=1 / 255), grown_light))


def _working_size(width: int, height: int) -> tuple[int, int]:
    """Where maps are mixed: the picture's shape at 256 pixels at most; above that linear growth shows no difference."""
    shrink = min(1.0, 256 / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _light(
    maps: Mapping[str, NDArray[np.float32]], *, colours: Mapping[str, Colour], size: tuple[int, int], strength: float
) -> tuple[Picture, Picture]:
    """What is added to a picture, and what of it is kept (of 255), both uint8, (height, width, 3)."""
    channels = np.zeros((3, size[1], size[0]), np.float32)
    opacity = np.zeros((size[1], size[0]), np.float32)
    for name, heat in maps.items():
        # Cubic, since linear leaves star-shaped ridges where 7 x 7 cells grow to a picture; what overshoots is cut.
        cells = cv2.resize(heat.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
        np.clip(cells, 0.0, 1.0, out=cells)
        for channel, shade in zip(channels, colours[name], strict=True):
            if shade:
                channel += cells * np.float32(shade / 255.0)
        np.maximum(opacity, cells, out=opacity)
    # No channel is brighter than its place is opaque: a sum of faint maps stays faint.
    added = np.minimum(channels, opacity) * np.float32(255.0 * strength)
    kept = np.float32(255.0) - np.float32(255.0 * strength) * opacity
    return _merged(added), _merged([kept] * 3)


def _merged(channels: Iterable[NDArray[np.float32]]) -> Picture:
    return cast("Picture", cv2.merge([np.rint(channel).astype(np.uint8) for channel in channels]))


def _encode(picture: Picture, kind: str, options: tuple[int, ...]) -> bytes:
    """The bytes of an image file of that kind, with OpenCV's options; ValueError on anything but a BGR picture."""
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or not picture.size:
        raise ValueError(f"a picture is uint8, (height, width, 3). Received: {picture.dtype} {picture.shape}")
    done, data = cv2.imencode(kind, picture, options)
    if not done:
        raise StationError(
            f"a picture of {picture.shape[1]} x {picture.shape[0]} pixels could not be encoded as {kind}"
        )
    return data.tobytes()
