"""What lies on or beside a seam and is no fault: lint, dust, chalk, stray ends, the cloth's edge."""

import numpy as np

from station.core.opencv import cv2
from tests.measure.other_lab.dice import Dice, Floats, Size, between, clouds, happens, one_of
from tests.measure.other_lab.seam import Seam
from tests.measure.other_lab.thread import Piece, Thread, lay


def add_chalk(dice: Dice, picture: Floats, *, px: float) -> None:
    """A tailor's line, pale or blue, that rubs off here and there."""
    height, width = picture.shape[:2]
    drawn = np.zeros((height, width), np.uint8)
    ends = [(round(between(dice, 0, width)), y) for y in (0, height)]
    if happens(dice, 0.4):
        ends = [(x, round(between(dice, 0, height))) for x in (0, width)]
    cv2.line(drawn, ends[0], ends[1], 255, round(between(dice, 0.5, 1.4) * px), cv2.LINE_AA)
    rubbed = np.clip(0.45 + 0.35 * clouds(dice, (height, width), grain=0.5 * px), 0, 0.8)
    cover = cv2.blur(drawn, (5, 5)).astype(np.float32) / 255 * rubbed * between(dice, 0.35, 0.9)
    colour = np.array(one_of(dice, ((235, 240, 240), (225, 200, 170), (190, 190, 240))), np.float32)
    picture += (colour - picture) * cover[..., None]


def add_lint(dice: Dice, picture: Floats, *, px: float) -> None:
    """Fibres and specks of dust, thinner than any thread, anywhere."""
    height, width = picture.shape[:2]
    drawn = np.zeros((height, width), np.uint8)
    for _ in range(int(dice.integers(0, 14))):
        turns = between(dice, 0, 6.3) + np.cumsum(dice.normal(0, 0.5, 8))
        steps = np.stack([np.cos(turns), np.sin(turns)], 1) * between(dice, 0.15, 0.7) * px
        path = dice.uniform((0, 0), (width, height)) + np.cumsum(steps, 0)
        cv2.polylines(drawn, [path.round().astype(np.int32)], False, int(dice.integers(90, 230)), 1, cv2.LINE_AA)
    for _ in range(int(dice.integers(0, 12))):
        middle = (int(dice.integers(width)), int(dice.integers(height)))
        cv2.circle(drawn, middle, round(between(dice, 0.06, 0.2) * px), int(dice.integers(90, 220)), -1, cv2.LINE_AA)
    cover = cv2.GaussianBlur(drawn, (0, 0), 0.7).astype(np.float32) / 255
    picture += (between(dice, 20, 245) - picture) * cover[..., None]


def add_stray_end(dice: Dice, picture: Floats, *, seam: Seam, thread: Thread, light: tuple[float, float]) -> None:
    """A snipped piece of thread that lies well away from the seam."""
    height, width = picture.shape[:2]
    y = between(dice, 0.1, 0.9) * height
    column = float(np.interp(y, seam.holes[:, 1], seam.holes[:, 0]))
    away = between(dice, 9, 18) * seam.px * one_of(dice, (-1, 1))
    turns = between(dice, 0, 6.3) + np.cumsum(dice.normal(0, 0.35, 12))
    steps = np.stack([np.cos(turns), np.sin(turns)], 1) * between(dice, 0.2, 0.6) * seam.px
    path = np.cumsum(steps, 0)
    path += np.array([np.clip(column + away, 20, width - 20), y]) - path.mean(0)
    lay(picture, Piece(path, lift=0.5), thread=thread, light=light)


def add_edge(dice: Dice, picture: Floats, *, seam: Seam) -> None:
    """The cloth's edge on one side, some of its yarns hanging out, and the table beside it."""
    height, width = picture.shape[:2]
    at = between(dice, 9, 24) * seam.px
    side = one_of(dice, (-1, 1))
    middle = float(seam.holes[:, 0].mean())
    edge = middle + side * at + 0.25 * seam.px * clouds(dice, (height, 3), grain=2 * seam.px)[:, 1]
    beyond = side * (np.arange(width, dtype=np.float32)[None] - edge[:, None].astype(np.float32))
    table = (
        _table(dice, (height, width), px=seam.px)
        * (1 - 0.5 * np.exp(-np.clip(beyond, 0, None) / (0.5 * seam.px)))[..., None]
    )
    cover = np.clip(beyond + 0.5, 0, 1)
    yarns = np.zeros((height, width), np.uint8)
    for _ in range(round(height / seam.px * between(dice, 0, 1.5))):
        y = int(dice.integers(height))
        end = (round(edge[y] + side * between(dice, 0.3, 2) * seam.px), y + int(dice.integers(-20, 20)))
        cv2.line(yarns, (round(edge[y] - side * 4), y), end, 255, 3, cv2.LINE_AA)
    cover *= 1 - 0.8 * yarns.astype(np.float32) / 255
    picture += (table - picture) * cover[..., None]


def _table(dice: Dice, size: Size, *, px: float) -> Floats:
    """What the strip lies on: the machine's plate or a wooden top."""
    grey = between(dice, 40, 200) * np.array([between(dice, 0.75, 1.05), 0.95, 1], np.float32)
    brushed = cv2.blur(clouds(dice, size, grain=0.3 * px), (1, round(6 * px)))
    return np.asarray(grey * (1 + between(dice, 0.03, 0.3) * brushed)[..., None], np.float32)
