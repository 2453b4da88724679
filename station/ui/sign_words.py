"""How the sign lays out a name of any length: on as many lines as make it largest, broken where a name may be broken."""

import re
from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

MOST_LINES = 3
SMALLEST_FONT_PX = 18
LINE = 1.3
"""Of the font's size, from one line to the next."""


@dataclass(frozen=True, slots=True)
class NameLayout:
    """The lines of a name, and the size in pixels in which they fit."""

    lines: tuple[str, ...]
    size: int


def bold(font: QFont, size: int) -> QFont:
    """The font in bold, so many pixels high."""
    made = QFont(font)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.Bold)
    return made


def lay_out_name(name: str, *, font: QFont, room: QRectF, largest: int) -> NameLayout:
    """The largest layout of a name in a room; one too long for any is cut in its middle, in the smallest size."""
    probe = QFontMetricsF(bold(font, 100))
    best = NameLayout((name,), 0)
    for lines in _breaks(name):
        width = max(probe.horizontalAdvance(line) for line in lines) / 100
        size = min(0.94 * room.width() / width, room.height() / (LINE * len(lines)), largest)
        if int(size) > best.size:
            best = NameLayout(lines, int(size))
    if best.size >= SMALLEST_FONT_PX:
        return best
    metrics = QFontMetricsF(bold(font, SMALLEST_FONT_PX))
    return NameLayout((metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width()),), SMALLEST_FONT_PX)


def paint_name(painter: QPainter, name: str, *, font: QFont, room: QRectF, largest: int) -> None:
    """Write a name into the middle of a room, as large as it fits, in the painter's pen."""
    made = lay_out_name(name, font=font, room=room, largest=largest)
    used = bold(font, made.size)
    metrics = QFontMetricsF(used)
    painter.setFont(used)
    step = LINE * made.size
    # What the eye takes for the middle of a line is the middle of its capitals.
    first = room.center().y() - step * (len(made.lines) - 1) / 2 + metrics.capHeight() / 2
    for at, line in enumerate(made.lines):
        left = room.center().x() - metrics.horizontalAdvance(line) / 2
        painter.drawText(QPointF(left, first + at * step), line)


def _breaks(name: str) -> list[tuple[str, ...]]:
    """The ways to write a name on up to MOST_LINES lines: broken after spaces, hyphens and underscores."""
    parts = re.findall(r"[^ _-]+[ _-]*|[ _-]+", name)[:12]
    parts[-1:] = ["".join((*parts[-1:], name[sum(map(len, parts)) :]))]
    made: list[tuple[str, ...]] = [(name,)]
    for cuts in range(1, min(MOST_LINES, len(parts))):
        for places in combinations(range(1, len(parts)), cuts):
            edges = (0, *places, len(parts))
            made.append(tuple("".join(parts[a:b]).strip() for a, b in pairwise(edges)))
    return made
