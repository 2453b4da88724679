"""One line of the bench's table, and how two sides are timed fairly."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured: `ours` and the `rival`'s figure in `unit`, and how many times the one is better than the other.

    `rival_is` says what it is held against: the lab's way, a limit, another network. `aim` is what the ratio, or where there is
    no rival our figure, was to reach, in words; "" where nothing was aimed at.
    """

    what: str
    ours: float
    unit: str
    rival: float | None = None
    rival_is: str = ""
    ratio: float | None = None
    aim: str = ""
    note: str = ""


def in_turn(sides: Mapping[str, Callable[[], object]], *, rounds: int, warm: int = 2) -> dict[str, float]:
    """The median seconds of each side, one call of each a round, after `warm` rounds that are not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for count in range(warm + rounds):
        for name, run in sides.items():
            begun = time.perf_counter()
            run()
            if count >= warm:
                seconds[name].append(time.perf_counter() - begun)
    return {name: median(found) for name, found in seconds.items()}
