"""What a watch is told and what it tells: values that cross from thread to thread."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from station.core.frame import Frame
from station.core.messages import Engine
from station.core.tally import Tallied
from station.core.verdict import Rule, Verdict
from station.live.journal import JournalState
from station.live.painter import Look


class Phase(Enum):
    """What a watch is doing."""

    LOADING = "loading"
    RUNNING = "running"
    FAILED = "failed"
    ENDED = "ended"


class Frames(Protocol):
    """Where frames come from: of live ones the newest, of a file all; `waits` where there is a next one already."""

    @property
    def live(self) -> bool: ...
    @property
    def skipped(self) -> int: ...
    @property
    def waits(self) -> bool: ...
    def frames(self) -> Iterator[Frame]: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be changed while a watch runs; it holds from the next frame on."""

    rule: Rule
    look: Look = field(default_factory=Look)
    late_s: float = 0.5
    hold_frames: int = 2
    hold_window: int = 3
    latch: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """How a watch is doing now.

    `verdict` is NO RESULT unless it runs and its newest verdict is fresh; `age_s` since that verdict's frame came, `fresh_s`
    for how long it may still be shown. `latency_s` (median, 95th percentile) from a frame's coming to its verdict.
    `loading_s` for how long the network has been loading, None where it is not. Live frames that pass before it was ready
    for the first time are not tallied: they are `unready`. `engine` is what answers, `recognised` the class of the newest
    verdict's frame. A live source's class is NAMED once it holds, as a fault does: a sign that changes with every frame can't be
    read.
    """

    phase: Phase
    verdict: Verdict = Verdict.NO_RESULT
    fresh_s: float = 0.0
    age_s: float | None = None
    rate: float = 0.0
    latency_s: tuple[float, float] | None = None
    tallied: Tallied | None = None
    faults: int = 0
    holds: bool = False
    alarm: bool = False
    rows: int = 0
    problem: str = ""
    loading_s: float | None = None
    unready: int = 0
    recognised: str = ""
    engine: Engine | None = None
    journal: JournalState | None = None
