"""The start of a shift: known samples are laid under the camera one after the other, and the station must be surely right on each."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from station.core.attributes import SEAM, AttributeSet
from station.core.verdict import Rule, Verdict, judge, recognised

MOST_CLASSES = 12
"""Of a project that expects nothing of its classes: so many of them are asked for, the first."""


class Asks(Enum):
    """What a sample is to show."""

    SOUND = "sound"
    """Everything as expected: OK."""
    FAULT = "fault"
    """One attribute's value that is not expected: NOT OK."""
    OTHER = "other"
    """Another value of an attribute of which nothing is expected than the sound sample has."""
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Sample:
    """One known sample; `name` is its attribute's or class's, empty for the sound one, `value` what that is then."""

    asks: Asks
    name: str = ""
    value: bool | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """When a sample counts: `frames` of the last `window` surely right, within so many seconds."""

    frames: int = 20
    window: int = 25
    within_s: float = 60.0


def samples_for(attributes: AttributeSet) -> tuple[Sample, ...]:
    """The samples that a project asks for.

    A sound one, and one for each attribute whose value can be a fault. Not for `good` where faults have names of their own: it is
    what a person finds of the whole frame. Of the seam lab's `length`, where nothing is expected of it, another one than the
    sound sample's. Of classes one for each of which something is expected, else for each.
    """
    if attributes.is_classes:
        expected = [one.name for one in attributes if one.expected is not None]
        return tuple(Sample(Asks.CLASS, name, True) for name in expected or attributes.names[:MOST_CLASSES])
    has_named_faults = any(one.expected is False for one in attributes)
    faults = [
        Sample(Asks.FAULT, one.name, not one.expected)
        for one in attributes
        if one.expected is not None and not (one.name == "good" and has_named_faults)
    ]
    is_lab = attributes.names == SEAM.names and attributes["length"].expected is None
    return (Sample(Asks.SOUND), *faults, *([Sample(Asks.OTHER, "length")] if is_lab else []))


class Phase(Enum):
    """What a check is doing."""

    ASKED = "asked"
    """It waits for somebody to lay the sample."""
    JUDGING = "judging"
    MISSED = "missed"
    """Time ran out on this sample: it may be laid again."""
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a sample: right frames of the best window, frames judged in all, seconds, how often it was laid."""

    sample: Sample
    passed: bool
    right: int
    judged: int
    seconds: float
    laid: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How a check is going: the sample that is asked for, right frames of the last ones, and what came of those before.

    `shows` says whether the newest frame was right; None before the first.
    """

    phase: Phase
    number: int
    samples: tuple[Sample, ...]
    demand: Demand
    right: int = 0
    seen: int = 0
    left_s: float = 0.0
    shows: bool | None = None
    tried: tuple[Tried, ...] = ()

    @property
    def sample(self) -> Sample:
        """The one that is asked for; after the last one, that."""
        return self.samples[min(self.number, len(self.samples) - 1)]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked."""
        return self.phase in {Phase.PASSED, Phase.FAILED}


class ShiftCheck:
    """One check, from its first sample to its end; times are those of one clock that never goes back."""

    def __init__(self, attributes: AttributeSet, *, demand: Demand = Demand()) -> None:
        """Ask for the first sample; ValueError where the project knows none."""
        self._attributes = attributes
        self._demand = demand
        self._samples = samples_for(attributes)
        if not self._samples:
            raise ValueError("a check asks for at least one sample")
        self._phase = Phase.ASKED
        self._number = 0
        self._tried: list[Tried] = []
        self._other: dict[str, Counter[bool]] = {}
        self._last: deque[bool] = deque(maxlen=demand.window)
        self._laid = self._judged = self._best = 0
        self._laid_s = self._spent_s = 0.0
        self._shows: bool | None = None

    def lay(self, at_s: float) -> None:
        """The sample lies under the camera: judge it from now on, or again."""
        if self._phase in {Phase.ASKED, Phase.MISSED}:
            self._phase, self._laid_s = Phase.JUDGING, at_s
            self._laid += 1
            self._last.clear()
            self._shows = None

    def put(self, probabilities: Mapping[str, float], *, rule: Rule, at_s: float, late: bool = False) -> None:
        """Take what was answered of a fresh frame; nothing while no sample is judged."""
        self.see(at_s)
        if self._phase is not Phase.JUDGING:
            return
        right = not late and self._is_right(probabilities, rule)
        self._last.append(right)
        self._shows = right
        self._judged += 1
        self._best = max(self._best, sum(self._last))
        if right and self._samples[self._number].asks is Asks.SOUND:
            self._note_others(probabilities, rule)
        if sum(self._last) >= self._demand.frames:
            self._close(at_s, passed=True)

    def see(self, at_s: float) -> None:
        """Time passes, with frames or without."""
        if self._phase is Phase.JUDGING and at_s - self._laid_s > self._demand.within_s:
            self._phase = Phase.MISSED
            self._spent_s += self._demand.within_s

    def cancel(self, at_s: float) -> None:
        """Give up: what is not passed yet is failed."""
        if self._phase in {Phase.ASKED, Phase.JUDGING, Phase.MISSED}:
            self._close(at_s, passed=False)
            self._phase = Phase.FAILED

    def progress(self, at_s: float) -> Progress:
        """How it is going at that time."""
        self.see(at_s)
        is_judging = self._phase is Phase.JUDGING
        left_s = max(0.0, self._laid_s + self._demand.within_s - at_s) if is_judging else 0.0
        return Progress(
            self._phase,
            self._number,
            self._samples,
            self._demand,
            sum(self._last),
            len(self._last),
            left_s,
            self._shows,
            tuple(self._tried),
        )

    def _begin(self) -> None:
        """Ask for the next sample, of which nothing is known yet."""
        self._last.clear()
        self._laid = self._judged = self._best = 0
        self._laid_s = self._spent_s = 0.0
        self._shows = None

    def _close(self, at_s: float, *, passed: bool) -> None:
        seconds = self._spent_s + (at_s - self._laid_s if self._phase is Phase.JUDGING else 0.0)
        sample = self._samples[self._number]
        self._tried.append(Tried(sample, passed, self._best, self._judged, round(seconds, 1), self._laid))
        if passed:
            self._number += 1
            self._phase = Phase.PASSED if self._number == len(self._samples) else Phase.ASKED
            self._begin()

    def _is_right(self, probabilities: Mapping[str, float], rule: Rule) -> bool:
        sample, attributes = self._samples[self._number], self._attributes
        if sample.asks is Asks.CLASS:
            return recognised(probabilities, classes=attributes, rule=rule) == sample.name
        verdict = judge(probabilities, attributes=attributes, rule=rule)
        if sample.asks is Asks.SOUND:
            return verdict is Verdict.OK
        value = rule.decide(sample.name, probabilities.get(sample.name))
        if sample.asks is Asks.FAULT:
            return verdict is Verdict.NOT_OK and value is sample.value
        seen = self._other.get(sample.name)
        return value is not None and (not seen or value is not seen.most_common(1)[0][0])

    def _note_others(self, probabilities: Mapping[str, float], rule: Rule) -> None:
        """What the sound sample is where nothing is expected: a later sample is to be otherwise."""
        for sample in self._samples:
            value = rule.decide(sample.name, probabilities.get(sample.name)) if sample.asks is Asks.OTHER else None
            if value is not None:
                self._other.setdefault(sample.name, Counter())[value] += 1
