"""Judged frames -> entries of a journal: many frames an entry, a new one wherever the rule changes."""

import array
import itertools
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from station.core import journal_entries
from station.core.attributes import AttributeSet
from station.core.coverage import Covered, Stretch
from station.core.journal_entries import (
    FRAMES_TOGETHER,
    VERDICTS,
    Coverage,
    Frames,
    Judging,
    Lost,
    RuleChange,
    Said,
)
from station.core.no_result import REASONS, why_no_result
from station.core.verdict import Rule, Verdict

_VERDICT = {verdict: index for index, verdict in enumerate(VERDICTS)}
_REASON = {reason: index for index, reason in enumerate(REASONS)}


class Wished(Protocol):
    """By what a frame was judged."""

    @property
    def rule(self) -> Rule: ...
    @property
    def late_s(self) -> float: ...
    @property
    def hold_frames(self) -> int: ...
    @property
    def hold_window(self) -> int: ...
    @property
    def latch(self) -> bool: ...


def judging_of(wished: Wished) -> Judging:
    """The same as a journal keeps it."""
    return Judging(
        thresholds=dict(wished.rule.thresholds),
        band=wished.rule.band,
        late_s=wished.late_s,
        hold_frames=wished.hold_frames,
        hold_window=wished.hold_window,
        latch=wished.latch,
    )


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """A frame that was judged, without its picture; `at_s` and `seen_s` since the session's begin, `utc` when it was said."""

    at_s: float
    utc: datetime
    number: int
    seen_s: float
    took_s: float
    verdict: Verdict
    probabilities: Mapping[str, float]
    recognised: str
    wished: Wished
    withheld: str = ""


def utc_said(when: datetime) -> str:
    """`2026-11-22T23:10:05.123Z`."""
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Packing:
    """Collects frames until they are taken as entries."""

    def __init__(self, attributes: AttributeSet, wished: Wished, *, live: bool, first: int | None) -> None:
        """Begin with what frames are judged by; `first` is the number that is expected first, None where any may be."""
        self._attributes = attributes
        self._wished = wished
        self._judging = judging_of(wished)
        self._live = live
        self._next = first
        self._items: list[JudgedItem] = []
        self._passed: list[tuple[int, int]] = []
        self.not_inspected = 0
        """How many frames the gaps in the numbers say that nobody judged."""

    def put(self, item: JudgedItem) -> list[Said]:
        """Take a frame; the entries that are complete with that."""
        done: list[Said] = []
        if item.wished is not self._wished:
            judging, self._wished = judging_of(item.wished), item.wished
            if judging != self._judging:
                done = self.take()
                self._judging = judging
                done.append(Said(item.at_s, utc_said(item.utc), RuleChange(judging=judging)))
        if self._next is not None and item.number > self._next:
            self._passed.append((self._next, item.number - 1))
            self.not_inspected += item.number - self._next
        self._next = item.number + 1
        self._items.append(item)
        if len(self._items) == FRAMES_TOGETHER:
            done += self.take()
        return done

    def lose(self, lost: Lost) -> Lost:
        """Pass over frames that were judged and never came here: the same with those that nobody judged between them."""
        begin = lost.first if self._next is None else self._next
        passed = lost.last + 1 - begin - sum(lost.frames.values())
        self._next = lost.last + 1
        self.not_inspected += passed
        if passed <= 0:
            return lost
        return msgspec.structs.replace(lost, frames={**lost.frames, Verdict.NOT_INSPECTED.value: passed})

    def take(self) -> list[Said]:
        """The entry of the frames that wait, if any do."""
        items, self._items = self._items, []
        if not items:
            return []
        last = items[-1]
        body = self._frames(items)
        self._passed = []
        return [Said(last.at_s, utc_said(last.utc), body)]

    def _frames(self, items: Sequence[JudgedItem]) -> Frames:
        seen_us = [round(item.seen_s * 1e6) for item in items]
        names = self._attributes.names
        classes = {name: index for index, name in enumerate(names)} if self._attributes.is_classes else {}
        known = array.array("f", [item.probabilities.get(name, math.nan) for item in items for name in names])
        if sys.byteorder == "big":
            known.byteswap()
        return Frames(
            first=items[0].number,
            steps=tuple(after.number - before.number for before, after in itertools.pairwise(items)),
            seen_s=seen_us[0] / 1e6,
            seen_us=tuple(after - before for before, after in itertools.pairwise(seen_us)),
            took_ms=tuple(round(item.took_s * 1000) for item in items),
            verdicts=bytes(_VERDICT[item.verdict] for item in items),
            reasons=bytes(_REASON[self._reason(item)] for item in items),
            probabilities=known.tobytes(),
            named=tuple(classes.get(item.recognised, -1) for item in items) if classes else (),
            not_inspected=tuple(self._passed),
        )

    def _reason(self, item: JudgedItem) -> str:
        if item.verdict is not Verdict.NO_RESULT:
            return ""
        if item.withheld:
            return item.withheld
        late = self._live and item.took_s > item.wished.late_s
        return why_no_result(item.probabilities, attributes=self._attributes, rule=item.wished.rule, late=late)


def coverage_of(covered: Covered, stretches: Sequence[Stretch]) -> Coverage:
    """How much seam passed, and what was said of it, as an entry."""
    told = tuple(
        journal_entries.Stretch(begin=round(s.begin, 3), end=round(s.end, 3), said=s.said.name) for s in stretches
    )
    lengths = {said.name: round(length, 3) for said, length in covered.lengths.items()}
    gaps, unmeasured = covered.gaps, covered.unmeasured
    return Coverage(lengths=lengths, is_scaled=covered.is_scaled, gaps=gaps, unmeasured=unmeasured, stretches=told)
