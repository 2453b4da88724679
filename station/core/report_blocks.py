"""A report as what stands on its pages, before anybody knows whether they are HTML or PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone = Literal["plain", "good", "bad", "warning", "muted"]


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is, and of what."""

    text: str
    beneath: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part; of a session (level 1), on a page of its own unless it is the first, or of one of its parts (2)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is read first, and what it counts."""

    value: str
    what: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers side by side."""

    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, line by line; `fixed` are values whose every letter counts."""

    lines: Sequence[tuple[str, str]]
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `numbers` are the columns that are numbers, `widths` the columns' shares of the page, `marks` each row's tone."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    widths: Sequence[float] = ()
    marks: Sequence[Tone] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Card:
    """A fault: its heading, its lines, its pictures as JPEG, each with what it is."""

    title: str
    lines: Sequence[str]
    pictures: Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Cards:
    """Faults, two beside each other."""

    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Band:
    """The seam from its begin to its end: pieces (share of the whole, what was said of it), and what stands below its ends."""

    pieces: Sequence[tuple[float, str]]
    legend: Sequence[tuple[str, str]]
    """(what was said, in words)"""
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to be written on by hand."""

    lines: Sequence[str]


Block: TypeAlias = Title | Heading | Figures | Facts | Grid | Paragraph | Cards | Band | Signature

COLOURS = {
    "OK": "#2e7d4f",
    "NOT_OK": "#b3261e",
    "NO_RESULT": "#9a9fa6",
    "NOT_INSPECTED": "#e0a100",
}
"""Of what was said of a piece of seam; the pieces' order and the legend tell them apart without colours."""
TONES: dict[Tone, str] = {
    "plain": "#1b1f24",
    "good": "#1f6b3f",
    "bad": "#a8200d",
    "warning": "#7a5200",
    "muted": "#57606a",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its blocks, its language, and what stands at the foot of each page."""

    title: str
    language: str
    blocks: Sequence[Block]
    foot: str
    page: str
    """How a page is numbered, with {page} and {pages}."""
