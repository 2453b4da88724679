"""The lab's figure: a row of pictures, a row of their heat maps, a row of blends, and above each what was answered."""

import io
import re
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import AttributeSet, Colour
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import overlay
from station.core.opencv import cv2

MOST_PICTURES = 24
IN_A_ROW = 6
FIGURE_SUFFIXES: Mapping[str, dict[str, Any]] = {
    ".png": {"format": "png"},
    ".pdf": {"format": "pdf", "metadata": {"CreationDate": None}},
    ".svg": {"format": "svg", "metadata": {"Date": None}},
}
"""What a figure can be written as, and how: without the time, so that the same figure is the same file."""

DPI = 200
ROWS = ("picture", "heat map", "blend")
EMPTY = "empty map"

Maps: TypeAlias = Mapping[str, NDArray[np.float32]]

_TEXT, _MUTED, _RIGHT, _WRONG = "#1b1f24", "#57606a", "#1b1f24", "#a8200d"
_POINTS = 7.5
_LETTER, _BOLD_LETTER, _CAPTION_LETTER = 0.59 * _POINTS / 72, 0.72 * _POINTS / 72, 0.63 * 7 / 72
"""Inches a letter takes of the line, widely reckoned."""
_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Of red, green and blue: Rec. 709."""
_LINE = 1.32 * _POINTS / 72
_LEFT, _MARGIN, _GAP, _ROW_GAP, _BAND_GAP = 0.38, 0.14, 0.12, 0.06, 0.22
_NARROWEST, _WIDEST, _PAGE = 1.65, 2.5, 9.6


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One picture (BGR) of a figure with the heat maps to show over it, by attribute, each (rows, columns) from 0 to 1.

    `truth` is its label and `answer` what the network said, in words; `is_right` None where there is no label.
    `says` names what the maps explain, where that is not their names: "not good".
    """

    title: str
    truth: str
    answer: str
    is_right: bool | None
    picture: Picture
    maps: Maps
    says: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no map says anything."""
        return not any(np.any(heat > 0) for heat in self.maps.values())


def check_figure_file(path: Path) -> None:
    """Raise StationError where a figure can't be written under that name."""
    if path.suffix.lower() not in FIGURE_SUFFIXES:
        raise StationError(f"a figure is written as {', '.join(FIGURE_SUFFIXES)}. Received: {path}")


def write_figure(path: Path, figure: Figure) -> None:
    """Replace `path` by the figure, in the format that its suffix says; StationError on any other."""
    check_figure_file(path)
    data = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "station", "pdf.fonttype": 42}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # a name in other letters: boxes, no warning
        figure.savefig(data, dpi=DPI, **FIGURE_SUFFIXES[path.suffix.lower()])
    storage.write_bytes(path, data.getvalue())


def draw_figure(columns: Sequence[Column], *, attributes: AttributeSet, caption: str) -> Figure:
    """The figure of 1 to 24 pictures, in bands of six; its colours are the attributes', its caption one line or more.

    Raises StationError on no picture, and on more.
    """
    if not 0 < len(columns) <= MOST_PICTURES:
        raise StationError(f"a figure holds 1 to {MOST_PICTURES} pictures. Received: {len(columns)}")
    colours = {attribute.name: attribute.colour for attribute in attributes}
    plan = _Plan.of(columns, caption=caption)
    figure = Figure(figsize=(plan.width, plan.height), facecolor="white")
    FigureCanvasAgg(figure)
    for at, column in enumerate(columns):
        _draw_column(figure, plan, at, column, colours)
    for band in range(plan.bands):
        _name_rows(figure, plan, band)
    _draw_foot(figure, plan, columns, colours, caption=caption)
    return figure


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes, in inches from the top left."""

    count: int
    across: int
    cell: float
    tall: float
    head: float
    foot: float

    @classmethod
    def of(cls, columns: Sequence[Column], *, caption: str) -> "_Plan":
        bands = -(-len(columns) // IN_A_ROW)
        across = -(-len(columns) // bands)
        cell = min(_WIDEST, max(_NARROWEST, _PAGE / across))
        shape = max(column.picture.shape[0] / column.picture.shape[1] for column in columns)
        lines = max(len(_lines(column, cell)) for column in columns)
        made = cls(len(columns), across, cell, cell * min(1.5, shape), (lines + 0.5) * _LINE, 0.0)
        foot = 0.42 + _LINE * len(_caption_lines(caption, made.width))
        return cls(made.count, made.across, made.cell, made.tall, made.head, foot)

    @property
    def bands(self) -> int:
        return -(-self.count // self.across)

    @property
    def width(self) -> float:
        return _LEFT + self.across * self.cell + (self.across - 1) * _GAP + _MARGIN

    @property
    def band(self) -> float:
        return self.head + len(ROWS) * self.tall + (len(ROWS) - 1) * _ROW_GAP

    @property
    def height(self) -> float:
        return _MARGIN + self.bands * self.band + (self.bands - 1) * _BAND_GAP + self.foot

    def left(self, at: int) -> float:
        return _LEFT + (at % self.across) * (self.cell + _GAP)

    def top(self, band: int) -> float:
        return _MARGIN + band * (self.band + _BAND_GAP)

    def row_top(self, band: int, row: int) -> float:
        return self.top(band) + self.head + row * (self.tall + _ROW_GAP)


def _draw_column(figure: Figure, plan: _Plan, at: int, column: Column, colours: Mapping[str, Colour]) -> None:
    band = at // plan.across
    _draw_head(figure, plan, at, column)
    black = np.zeros_like(column.picture)
    rows = (
        column.picture,
        overlay(black, column.maps, colours, strength=1.0),
        overlay(column.picture, column.maps, colours),
    )
    for row, picture in enumerate(rows):
        place = (plan.left(at), plan.row_top(band, row), plan.cell, plan.tall)
        axes = _axes(figure, plan, place, label=f"{ROWS[row]} {at}")
        axes.imshow(picture[..., ::-1])
        if row == 1:
            _say_what_is_shown(axes, column)
        if row == 2:
            _outline(axes, column, colours)
        if row == 0 and column.is_right is False:
            _frame(axes)


def _draw_head(figure: Figure, plan: _Plan, at: int, column: Column) -> None:
    """The column's title, label and answer, the last line just above the picture."""
    x = (plan.left(at) + plan.cell / 2) / plan.width
    lines = _lines(column, plan.cell)
    foot = plan.row_top(at // plan.across, 0) - 0.3 * _LINE
    for up, (text, colour, weight) in enumerate(reversed(lines)):
        y = 1 - (foot - up * _LINE) / plan.height
        figure.text(
            x, y, text, ha="center", va="baseline", fontsize=_POINTS, color=colour, weight=weight, parse_math=False
        )


def _lines(column: Column, width: float) -> list[tuple[str, str, str]]:
    """The lines above a column that wide, in inches: text, colour, weight."""
    letters = max(12, int(width / _LETTER))
    verdict = {True: "✓ right", False: "✗ wrong", None: "no label"}[column.is_right]
    colour = {True: _RIGHT, False: _WRONG, None: _MUTED}[column.is_right]
    lines = [(_short(column.title, max(10, int(width / _BOLD_LETTER))), _TEXT, "bold")]
    if column.truth:
        lines += [(line, _MUTED, "normal") for line in _wrapped(f"label: {column.truth}", letters, most=2)]
    lines += [(line, _TEXT, "normal") for line in _wrapped(f"answer: {column.answer}", letters, most=3)]
    return [*lines, (verdict, colour, "bold")]


def _say_what_is_shown(axes: Axes, column: Column) -> None:
    if column.is_empty:
        axes.text(
            0.5, 0.5, EMPTY, transform=axes.transAxes, ha="center", va="center", color="white", fontsize=_POINTS + 0.5
        )
    what = column.says or " + ".join(column.maps)
    axes.text(
        0.03,
        0.03,
        _short(what, 26),
        transform=axes.transAxes,
        color="white",
        fontsize=_POINTS - 0.5,
        va="bottom",
        parse_math=False,
        bbox={"facecolor": "black", "alpha": 0.6, "edgecolor": "none", "boxstyle": "square,pad=0.15"},
    )


def _outline(axes: Axes, column: Column, colours: Mapping[str, Colour]) -> None:
    """A line round where each map is at least half of its largest: a small spot in the cloth's own colour is seen as well."""
    height, width = column.picture.shape[:2]
    if min(height, width) < 2:
        return  # a line has nothing to go round
    for name, heat in column.maps.items():
        if heat.max() <= 0.5:
            continue
        grown = cv2.resize(heat.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        colour = _rgb(colours[name])
        halo = "black" if np.dot(colour, _LUMINANCE) > 0.6 else "white"
        lines = axes.contour(grown, levels=[0.5], colors=[colour], linewidths=0.9)
        lines.set(path_effects=[withStroke(linewidth=2.0, foreground=halo)])


def _name_rows(figure: Figure, plan: _Plan, band: int) -> None:
    for row, name in enumerate(ROWS):
        y = 1 - (plan.row_top(band, row) + plan.tall / 2) / plan.height
        figure.text(0.5 * _LEFT / plan.width, y, name, rotation=90, ha="center", va="center", fontsize=8, color=_MUTED)


def _draw_foot(
    figure: Figure, plan: _Plan, columns: Sequence[Column], colours: Mapping[str, Colour], *, caption: str
) -> None:
    """The legend of the colours that are shown, and the caption."""
    patches = [
        Patch(facecolor=_rgb(colour), edgecolor=_MUTED, linewidth=0.6, label=name)
        for name, colour in legend_of(columns, colours).items()
    ]
    lines = _caption_lines(caption, plan.width)
    low = len(lines) * _LINE + 0.06
    legend = figure.legend(
        handles=patches,
        loc="lower center",
        bbox_to_anchor=(0.5, low / plan.height),
        ncols=max(1, min(len(patches), int(plan.width / 1.1))),
        fontsize=8,
        frameon=False,
        handlelength=1.1,
        handleheight=1.0,
        borderaxespad=0.2,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    figure.text(
        0.5,
        0.06 / plan.height,
        "\n".join(lines),
        ha="center",
        va="bottom",
        fontsize=7,
        color=_MUTED,
        linespacing=1.25,
        parse_math=False,
    )


def legend_of(columns: Sequence[Column], colours: Mapping[str, Colour]) -> dict[str, Colour]:
    """The colour of each map that is shown, and of two at once where a column shows two."""
    shown = {name: colour for name, colour in colours.items() if any(name in column.maps for column in columns)}
    for column in columns:
        for first, second in combinations(column.maps, 2):
            shown[f"{first} + {second}"] = mixed(colours[first], colours[second])
    return shown


def mixed(first: Colour, second: Colour) -> Colour:
    """The colour where two maps are 1: light adds."""
    blue, green, red = (min(255, a + b) for a, b in zip(first, second, strict=True))
    return blue, green, red


def _axes(figure: Figure, plan: _Plan, place: tuple[float, float, float, float], *, label: str) -> Axes:
    left, top, width, height = place
    axes = figure.add_axes(
        (left / plan.width, 1 - (top + height) / plan.height, width / plan.width, height / plan.height), label=label
    )
    axes.set_axis_off()
    return axes


def _frame(axes: Axes) -> None:
    """Dashes round a picture that was answered wrongly: seen without colour too."""
    axes.add_patch(
        mpl.patches.Rectangle(
            (0, 0), 1, 1, transform=axes.transAxes, fill=False, edgecolor=_WRONG, linewidth=3, linestyle=(0, (4, 2))
        )
    )


def _caption_lines(caption: str, width: float) -> list[str]:
    return textwrap.wrap(caption, width=max(24, int((width - 2 * _MARGIN) / _CAPTION_LETTER))) or [""]


def _wrapped(text: str, letters: int, *, most: int) -> list[str]:
    """The text in at most so many lines; a name and its probability stay together."""
    bound = re.sub(r" (?=[01]\.[0-9])", "\N{NO-BREAK SPACE}", text)
    lines = textwrap.wrap(bound, width=letters, max_lines=most, placeholder=" …", break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _short(text: str, letters: int) -> str:
    """The text, its middle left out where it is longer: names of frames differ at their ends."""
    if len(text) <= letters:
        return text
    tail = (letters - 1) * 2 // 3
    return f"{text[: letters - 1 - tail]}…{text[-tail:]}"


def _rgb(colour: Colour) -> tuple[float, float, float]:
    blue, green, red = colour
    return red / 255, green / 255, blue / 255
