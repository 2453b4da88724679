"""The seam's corridor: where in a picture the seam runs, found from the picture alone, with room for what stands off it.

A seam is a thin line of another colour than what lies on either side of it, that runs nearly straight through the whole picture,
and whose colour comes and goes from stitch to stitch (that of a chalk line, a joint of the table or a stripe does not). So each
pixel is told how far it stands out from both its sides, in colours whitened by how much the picture itself varies, and how much
that changes along the way; then dynamic programming finds the way through the picture on which the sum is largest. Lines that are
nearly as good are bands of the corridor too: a second seam, which can't be told from the first. A gap does not end a line; a tag
in a corner is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.opencv import cv2

LONGER_SIDE = 256
"""Pixels; a picture is brought to it before anything is sought."""
HALF_WIDTH = 0.1
"""Of a band, as a share of the picture's longer side: a loop stands off as far as that at 10 pixels a millimetre of 640."""
LINES = 3
NEARLY = 0.6
"""Of the best line's score is enough for a line to be a band too."""
SURE = 1.4
"""How many times as much as the best line through the same evidence, shuffled, a seam's line must have."""

PLAIN = 2.0
"""A sureness above which nobody looks for slanted lines."""
UPRIGHT = (0.0, 90.0)
SLANTED = (30.0, -30.0, 60.0, -60.0)

_STEP = 4
"""Rows that are taken together; a line may move one column in each of them, 14 degrees."""
_BEND = 0.15
_APART = 8
_REACHES = (3, 5)
_LARGEST = 4.0
_CHANGE = 4.0
_EDGE = 1.0
_CHANGE_ROWS = 13

Field: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """Bands around lines: each float32 (points, 2), x and y as shares of the picture's width and height.

    `half_width` is a share of the longer side of a picture of `size` (width, height). `sureness` says how much better the best
    line is than the best through the same evidence shuffled.
    """

    lines: tuple[Field, ...]
    size: tuple[int, int]
    sureness: float
    half_width: float = HALF_WIDTH

    def share(self, rows: int, columns: int) -> Field:
        """Of each cell of a map of that shape the share, 0 to 1, that lies in the corridor, float32 (rows, columns)."""
        width, height = self.size
        scale = LONGER_SIDE / max(width, height)
        wide, high = max(columns, round(width * scale)), max(rows, round(height * scale))
        drawn = np.zeros((high, wide), np.uint8)
        thickness = max(1, round(2 * self.half_width * max(wide, high)))
        for line in self.lines:
            points = np.round(line * (wide, high)).astype(np.int32)
            cv2.polylines(drawn, [points], False, 255, thickness)
        return np.asarray(
            cv2.resize(drawn, (columns, rows), interpolation=cv2.INTER_AREA) / np.float32(255), np.float32
        )


def find_corridor(picture: Picture, *, angle: float | None = None) -> Corridor | None:
    """The seam's corridor in a picture, uint8 BGR (height, width, 3); None where no line stands out.

    `angle`, degrees, says how the picture must be turned (0 or 90, or a slant) for the seam to run down it, where `common_angle`
    has found that out from many pictures. Else the surest line down or across the picture is taken, and slanted ones are sought
    only where that one is not plain.
    """
    small = _small(picture)
    if angle is not None:
        lines, sureness = _lines_at(small, angle)
    else:
        lines, sureness = max((_lines_at(small, a) for a in UPRIGHT), key=_sureness)
        if sureness < PLAIN:
            lines, sureness = max(((lines, sureness), *(_lines_at(small, a) for a in SLANTED)), key=_sureness)
    height, width = picture.shape[:2]
    return Corridor(lines, (width, height), sureness) if sureness >= SURE else None


def common_angle(pictures: Sequence[Picture]) -> float:
    """The angle for `find_corridor` at which most of these pictures show their seam best: a camera looks at all seams alike."""
    small = [_small(picture) for picture in pictures]

    def votes(angles: Sequence[float]) -> dict[float, float]:
        return {angle: float(np.median([_lines_at(picture, angle)[1] for picture in small])) for angle in angles}

    found = votes(UPRIGHT)
    if max(found.values()) < PLAIN:
        found |= votes(SLANTED)
    return max(found, key=lambda angle: found[angle])


def _small(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    scale = LONGER_SIDE / max(width, height)
    return to_network_size(picture, size=(max(16, round(width * scale)), max(16, round(height * scale))))


def _sureness(found: tuple[tuple[Field, ...], float]) -> float:
    return found[1]


def _lines_at(picture: Picture, angle: float) -> tuple[tuple[Field, ...], float]:
    """The lines down the picture turned by that angle, in shares of the picture as it was, and how sure they are."""
    height, width = picture.shape[:2]
    matrix, size = _turning(width, height, angle)
    back = cv2.invertAffineTransform(matrix)
    seen = _inside(width, height, matrix, size) if angle not in UPRIGHT else None
    evidence = _evidence(_turned(picture, matrix, size, angle), seen)
    evidence = np.asarray(evidence - np.float32(np.median(evidence)), np.float32)
    chance = _path(_shuffled(evidence))[1]
    found = _paths(evidence)
    lines = []
    for columns in found[0]:
        rows = _STEP * (np.arange(len(columns)) + 0.5)
        rows[[0, -1]] = -_STEP, size[1] + _STEP  # past the edge, so that a band has no round end inside the picture
        points = np.column_stack([columns + 0.5, rows, np.ones(len(rows))]) @ back.T
        lines.append(np.asarray(points / (width, height), np.float32))
    return tuple(lines), found[1] / max(chance, 1e-6)


def _turning(width: int, height: int, angle: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """The matrix (2, 3) that turns a picture about its middle, and the size (width, height) that holds all of it."""
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = round(width * cosine + height * sine), round(width * sine + height * cosine)
    middle = (size[0] - width) / 2, (size[1] - height) / 2
    return np.asarray(matrix + np.array([[0, 0, middle[0]], [0, 0, middle[1]]]), np.float64), size


def _turned(picture: Picture, matrix: NDArray[np.float64], size: tuple[int, int], angle: float) -> Field:
    if angle == 0:
        return picture.astype(np.float32)
    turned = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.float32)


def _inside(width: int, height: int, matrix: NDArray[np.float64], size: tuple[int, int]) -> Field:
    """1 where a turned picture is, and not where its edge was drawn out; somewhat less than all of it."""
    whole = cv2.warpAffine(np.full((height, width), 255, np.uint8), matrix, size)
    return np.asarray(cv2.erode(whole, np.ones((13, 13), np.uint8)) == 255, np.float32)


def _evidence(picture: Field, seen: Field | None) -> Field:
    """How much each place looks like a seam that runs down the picture, float32 (rows / _STEP, columns)."""
    smooth = np.asarray(cv2.GaussianBlur(np.log(picture + 12), (0, 0), 0.7), np.float32)
    standing = np.maximum(*(_standing_out(smooth, reach) for reach in _REACHES))
    standing = np.minimum(standing, _LARGEST) - _EDGE * _edge(smooth)
    standing = np.maximum(standing, 0)
    if seen is not None:
        standing *= seen
    mean = cv2.blur(standing, (1, _CHANGE_ROWS))
    change = np.sqrt(np.maximum(cv2.blur(standing * standing, (1, _CHANGE_ROWS)) - mean * mean, 0))
    both = cv2.blur(standing, (1, 3)) + _CHANGE * change
    rows = both.shape[0] // _STEP
    return np.asarray(both[: rows * _STEP].reshape(rows, _STEP, -1).mean(axis=1), np.float32)


def _standing_out(smooth: Field, reach: int) -> Field:
    """How far each pixel differs from both its left and its right in the same way; an edge differs from one of them alone."""
    width = smooth.shape[1]
    wide = cv2.copyMakeBorder(smooth, 0, 0, reach, reach, cv2.BORDER_REPLICATE)
    left, right = smooth - wide[:, :width], smooth - wide[:, 2 * reach :]
    flat = left.reshape(-1, 3)
    values, vectors = np.linalg.eigh(flat.T @ flat / len(flat) + 2e-4 * np.eye(3, dtype=np.float32))
    whitening = ((vectors / np.sqrt(values)) @ vectors.T).astype(np.float32)
    both = np.einsum("ijk,ijk->ij", left @ whitening, right @ whitening)
    return np.asarray(np.sqrt(np.maximum(both, 0)), np.float32)


def _edge(smooth: Field) -> Field:
    """How far what lies left of a pixel differs from what lies right of it, over some height: the edge of a cloth or of a stripe."""
    width, reach = smooth.shape[1], 9
    sides = cv2.blur(smooth, (11, 25))
    wide = cv2.copyMakeBorder(sides, 0, 0, reach, reach, cv2.BORDER_REPLICATE)
    change = wide[:, :width] - wide[:, 2 * reach :]
    return np.asarray(np.sqrt(np.einsum("ijk,ijk->ij", change, change)), np.float32)


def _shuffled(evidence: Field) -> Field:
    """The same evidence with each row rolled by chance: what a line would find where nothing runs down the picture."""
    shifts = np.random.default_rng(0).integers(0, evidence.shape[1], len(evidence))
    columns = (np.arange(evidence.shape[1])[None] + shifts[:, None]) % evidence.shape[1]
    return np.take_along_axis(evidence, columns, axis=1)


def _paths(evidence: Field) -> tuple[list[NDArray[np.intp]], float]:
    """The best line's columns, row by row, and those of the lines nearly as good; and the best line's score."""
    left = evidence.copy()
    best, score = _path(left)
    found = [best]
    for _ in range(LINES - 1):
        for row, column in enumerate(found[-1]):
            left[row, max(0, column - _APART) : column + _APART + 1] = 0
        columns, own = _path(left)
        if own < NEARLY * score:
            break
        found.append(columns)
    return found, score


def _path(evidence: Field) -> tuple[NDArray[np.intp], float]:
    """The way from the first row to the last that sees most evidence a row, which moves by a column a row at most."""
    rows, width = evidence.shape
    total = evidence[0].copy()
    came_from = np.zeros((rows, width), np.int8)
    ways = np.full((3, width), -np.inf, np.float32)
    for row in range(1, rows):
        ways[0, 1:] = total[:-1] - _BEND
        ways[1] = total
        ways[2, :-1] = total[1:] - _BEND
        chosen = ways.argmax(axis=0)
        came_from[row] = chosen - 1
        total = evidence[row] + np.take_along_axis(ways, chosen[None], axis=0)[0]
    column = int(total.argmax())
    score = float(total[column]) / rows
    columns = np.empty(rows, np.intp)
    for row in range(rows - 1, -1, -1):
        columns[row] = column
        column += int(came_from[row, column])
    return columns, score
