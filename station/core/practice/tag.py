"""A tag in a corner of the frame: the wrong reason that a practice project can be given on purpose, to be found again."""

import numpy as np

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.opencv import cv2

TAG_STREAM = (5,)
"""Keeps what the tag's place is drawn from apart from all else: a strip with a tag is otherwise the strip without."""
SIDE = 0.075
"""Of the frame's height; at 640 x 480 a square of 36 pixels."""
COLOUR = (40, 60, 235)
SOFT_PX = 0.8


def check_tag(attribute: str) -> str:
    """The attribute's name as it came, or "" for no tag; StationError where a practice project has no such attribute."""
    if attribute and attribute not in SEAM.names:
        raise StationError(f"a tag stands for one of {', '.join(SEAM.names)}. Received: {attribute}")
    return attribute


def draw_tag(picture: Picture, *, seed: int, strip: int) -> Picture:
    """The frame with a small red tag near its upper left corner, a little elsewhere and turned in each strip, as a new picture."""
    rng = np.random.default_rng([*TAG_STREAM, seed, strip])
    side = SIDE * picture.shape[0]
    middle = side * rng.uniform(0.9, 1.5, 2)
    turn = float(rng.normal(0, 8))
    covered = np.zeros(picture.shape[:2], np.float32)
    corners = cv2.boxPoints(((float(middle[0]), float(middle[1])), (side, side), turn))
    cv2.fillConvexPoly(covered, np.round(corners * 16).astype(np.int32), 1.0, cv2.LINE_AA, 4)
    share = cv2.GaussianBlur(covered, (0, 0), SOFT_PX)[..., None]
    mixed = picture + (np.array(COLOUR, np.float32) - picture) * share
    return np.rint(mixed).astype(np.uint8)
