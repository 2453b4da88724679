"""Blur, brightness and colour of what the camera gives, watched: told when they have changed, and not when the cloth has.

From one picture nobody can tell a darker lamp from a darker cloth. But cloth changes at once and becomes another picture, while
lamp and lens change the picture of the same cloth. So the stream is cut into pieces: while each look is surely of the same cloth
as the one before, it is one piece, and within a piece brightness, fine detail and colour are held against the piece's beginning.
From piece to piece they are held against the last passed check where the cloth looks the same, and against the range of the run's
validation pictures; since a single piece may just be so, that takes two in a row, or one that stays for a minute.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import median

from station.core.frame import Picture
from station.core.picture_looks import Looks, kinship, look_of, mean_of, outline

EVERY_S = 0.12
"""Between two looks, at least."""
TOLD = 0.15
"""As a logarithm: 14 per cent darker, or 16 brighter. Seams that pass move the mean of two seconds by up to 0.06 (light) and 0.12
(fine detail) on 170 practice strips: so a change by 20 per cent (0.22 and 0.18) is told, and a seam is not."""
TOLD_COLOUR = 0.10
BEGIN_S, MEAN_S = 3.0, 2.0
"""The beginning of a piece, which is what it is held against, and the time over which it is averaged afterwards."""
STAYS_S = 60.0
KIN, SURELY_KIN, PERHAPS_KIN = 0.33, 0.5, 0.22
"""By `kinship`: of pictures that differ somewhat, of those that differ so much that it is probably another cloth, and of those that
differ in one way only, as a lamp or a lens makes them: a cloth with hardly any weave is not known again more surely."""
_ALIKE_LIGHT, _ALIKE_FINE, _ALIKE_COLOUR, _ALIKE_CONTRAST = 0.06, 0.10, 0.02, 0.10
_LEAP_LIGHT, _LEAP_FINE, _LEAP_COLOUR, _LEAP_CONTRAST = 0.5, 0.7, 0.15, 0.4
"""More than that a lamp or a lens seldom changes from one look to the next."""
_SAME_COLOUR, _SAME_CONTRAST = 0.04, 0.12
_MARGIN = math.log(1.2)
_MARGIN_SHARE = 0.25


class Kind(StrEnum):
    """What has changed."""

    DARKER = "darker"
    BRIGHTER = "brighter"
    BLURRED = "blurred"
    COLOUR = "colour"


class Against(StrEnum):
    """What it is compared with: the same cloth before, the last passed check, or the run's validation pictures."""

    BEFORE = "before"
    CHECK = "check"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is told: by which share (-0.2: a fifth less), against what, and since when, by the clock of the looks."""

    kind: Kind
    against: Against
    share: float
    since_s: float


@dataclass(frozen=True, slots=True)
class Span:
    """What is usual: the lowest and the highest look, with a margin of 20 per cent or a quarter of their distance."""

    low: Looks
    high: Looks


def span_of(looks: Sequence[Looks]) -> Span | None:
    """What is usual for pictures that look like these; None where there are none."""
    if not looks:
        return None
    lows, highs = {}, {}
    for name in ("light", "fine_x", "fine_y", "blue", "red", "contrast"):
        values = [getattr(one, name) for one in looks]
        margin = max(_MARGIN, _MARGIN_SHARE * (max(values) - min(values)))
        lows[name], highs[name] = min(values) - margin, max(values) + margin
    return Span(Looks(**lows, columns=()), Looks(**highs, columns=()))


def departures(first: Looks, now: Looks, *, of_limits: float = 1.0) -> dict[Kind, float]:
    """What has changed by so much that it is told (or by a part of that), as a share of what it was.

    Light counts by the smaller change of the mean and of the median column: a lamp changes both, what passes seldom does. Detail
    counts where it is lost in both directions: a fast machine smears along the seam only.
    """
    found: dict[Kind, float] = {}
    light, column = now.light - first.light, median(b - a for a, b in zip(first.columns, now.columns, strict=True))
    if light * column > 0 and min(abs(light), abs(column)) >= of_limits * TOLD:
        by = math.copysign(min(abs(light), abs(column)), light)
        found[Kind.DARKER if by < 0 else Kind.BRIGHTER] = math.expm1(by)
    lost = min(first.fine_x - now.fine_x, first.fine_y - now.fine_y)
    if lost >= of_limits * TOLD:
        found[Kind.BLURRED] = math.expm1(-lost)
    colour = max((now.blue - first.blue, now.red - first.red), key=abs)
    if abs(colour) >= of_limits * TOLD_COLOUR:
        found[Kind.COLOUR] = math.expm1(colour)
    return found


def outside(span: Span, now: Looks) -> dict[Kind, float]:
    """What lies outside of what is usual, as a share beyond its margin's end."""
    found: dict[Kind, float] = {}
    if now.light < span.low.light:
        found[Kind.DARKER] = math.expm1(now.light - span.low.light)
    elif now.light > span.high.light:
        found[Kind.BRIGHTER] = math.expm1(now.light - span.high.light)
    if now.fine_x < span.low.fine_x and now.fine_y < span.low.fine_y:
        found[Kind.BLURRED] = math.expm1(max(now.fine_x - span.low.fine_x, now.fine_y - span.low.fine_y))
    for value, low, high in ((now.blue, span.low.blue, span.high.blue), (now.red, span.low.red, span.high.red)):
        if not low <= value <= high:
            found[Kind.COLOUR] = math.expm1(value - (low if value < low else high))
    return found


def is_same_cloth(first: Looks, now: Looks) -> bool:
    """Whether colour and weave are the same, whatever light and lens are."""
    colour = max(abs(now.blue - first.blue), abs(now.red - first.red))
    return colour <= _SAME_COLOUR and abs(now.contrast - first.contrast) <= _SAME_CONTRAST


@dataclass(slots=True)
class _Piece:
    """What passes while the cloth stays the same: its first looks, what they amount to, and its last ones."""

    begun_s: float
    first: list[Looks] = field(default_factory=list)
    begin: Looks | None = None
    last: deque[tuple[float, Looks]] = field(default_factory=deque)

    def put(self, looks: Looks, at_s: float) -> bool:
        """Take a look; whether the beginning is complete with it."""
        if self.begin is None:
            self.first.append(looks)
            if at_s - self.begun_s < BEGIN_S:
                return False
            self.begin = mean_of(self.first)
            return True
        self.last.append((at_s, looks))
        while at_s - self.last[0][0] > MEAN_S:
            self.last.popleft()
        return False

    def now(self) -> Looks | None:
        """The mean of the last seconds; None before there are any."""
        if len(self.last) < 3 or self.last[-1][0] - self.last[0][0] < 0.8 * MEAN_S:
            return None
        return mean_of(one for _, one in self.last)


class Drift:
    """Watches pictures go by; `changes` are those that are told now. Bounded, one thread."""

    def __init__(self, *, span: Span | None = None, checked: Looks | None = None) -> None:
        """Begin without a picture; `span` is what is usual for the run, `checked` how it looked when the last check passed."""
        self.span = span
        self.checked = checked
        self.newest: Looks | None = None
        self._told: dict[tuple[Kind, Against], Change] = {}
        self._in_a_row: dict[tuple[Kind, Against], int] = {}
        self._piece: _Piece | None = None
        self._outline: object = None
        self._picture: Picture | None = None
        self._at_s = -math.inf

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has changed, the longest ago first."""
        return tuple(sorted(self._told.values(), key=lambda change: change.since_s))

    def accept(self, checked: Looks | None = None) -> None:
        """What there is now is right: tell of nothing, and hold what comes against it (a check passed, somebody looked)."""
        self.checked = checked or self.checked
        self._told.clear()
        self._in_a_row.clear()
        self._piece = None

    def put(self, picture: Picture, at_s: float) -> bool:
        """Look at a picture of that time, unless one was just looked at; whether what is told has changed."""
        if at_s - self._at_s < EVERY_S:
            return False
        looks, before = look_of(picture), self.newest
        if self._piece is None or before is None or not self._goes_on(before, looks, picture):
            self._piece = _Piece(at_s)
        self._at_s, self.newest, self._picture = at_s, looks, picture
        told = dict(self._told)
        if self._piece.put(looks, at_s):
            self._hold_piece(self._piece, at_s)
        self._hold_within(self._piece, at_s)
        return told != self._told

    def _goes_on(self, before: Looks, now: Looks, picture: Picture) -> bool:
        """Whether this is surely the same cloth: it looks the same, or shows the same, moved a little."""
        ways = {
            "light": ((now.light - before.light, _ALIKE_LIGHT, _LEAP_LIGHT),),
            "detail": (
                (now.fine_x - before.fine_x, _ALIKE_FINE, _LEAP_FINE),
                (now.fine_y - before.fine_y, _ALIKE_FINE, _LEAP_FINE),
                (now.contrast - before.contrast, _ALIKE_CONTRAST, _LEAP_CONTRAST),
            ),
            "colour": (
                (now.blue - before.blue, _ALIKE_COLOUR, _LEAP_COLOUR),
                (now.red - before.red, _ALIKE_COLOUR, _LEAP_COLOUR),
            ),
        }
        changed = [way for way, parts in ways.items() if any(abs(by) > alike for by, alike, _ in parts)]
        if not changed or self._picture is None:
            return not changed
        needed = PERHAPS_KIN if len(changed) == 1 else KIN
        if any(abs(by) > leap for parts in ways.values() for by, _, leap in parts):
            needed = SURELY_KIN
        return kinship(outline(self._picture), outline(picture)) >= needed

    def _hold_within(self, piece: _Piece, at_s: float) -> None:
        """Hold the last seconds of a piece against its beginning; one that stays is held as a whole as well."""
        now = piece.now()
        if piece.begin is None or now is None:
            return
        self._tell(departures(piece.begin, now), Against.BEFORE, at_s)
        still = departures(piece.begin, now, of_limits=0.5)
        for kind in [kind for kind in Kind if kind not in still]:
            known = self._told.get((kind, Against.BEFORE))
            if known is not None and known.since_s >= piece.begun_s:
                del self._told[kind, Against.BEFORE]  # it came back
        if at_s - piece.begun_s >= STAYS_S:
            self._hold(now, at_s, enough=1)
            self._in_a_row.clear()

    def _hold_piece(self, piece: _Piece, at_s: float) -> None:
        assert piece.begin is not None
        self._hold(piece.begin, at_s, enough=2)

    def _hold(self, looks: Looks, at_s: float, *, enough: int) -> None:
        """Hold a piece against the check and the run; what was so in as many pieces as are enough is told."""
        found: dict[Against, dict[Kind, float]] = {}
        if self.span is not None:
            found[Against.RUN] = outside(self.span, looks)
        if self.checked is not None and is_same_cloth(self.checked, looks):
            found[Against.CHECK] = departures(self.checked, looks)
        for against, kinds in found.items():
            for kind in Kind:
                key = (kind, against)
                self._in_a_row[key] = self._in_a_row.get(key, 0) + 1 if kind in kinds else 0
                if kind not in kinds:
                    self._told.pop(key, None)
            certain = {kind: by for kind, by in kinds.items() if self._in_a_row[kind, against] >= enough}
            self._tell(certain, against, at_s)

    def _tell(self, found: dict[Kind, float], against: Against, at_s: float) -> None:
        for kind, by in found.items():
            known = self._told.get((kind, against))
            share = round(by, 2)
            told = Change(kind, against, share, at_s) if known is None else replace(known, share=share)
            self._told[kind, against] = told
