"""Fault 8: whatever frames are dropped, each millimetre of a ruler that lies in no judged frame is NOT INSPECTED."""

import random
import time

import numpy as np

from station.core.coverage import CELL, Coverage, Said
from station.core.movement import Moved
from station.core.verdict import Verdict
from tests.soak.summary import count, tell

SIZE, PX, FIELD = (640, 480), 10.0, 48.0
SAID = {Verdict.OK: Said.OK, Verdict.NOT_OK: Said.NOT_OK, Verdict.NO_RESULT: Said.NO_RESULT}


def ruler(rng: random.Random) -> list[tuple[float, Verdict]]:
    """Frames that came: where each lies, and what was said of it. Between them others were dropped."""
    at, drop, frames = 0.0, rng.uniform(0, 0.95), []
    step = CELL * rng.randint(6, 60)  # less than a thirtieth of the view does not tell along which side the seam runs
    for number in range(rng.randint(10, 80)):
        if number < 2 or rng.random() > drop:
            frames.append((at, rng.choices(list(SAID), (8, 2, 1))[0]))
        at += step
    return frames


def truth(frames: list[tuple[float, Verdict]]) -> dict[Said, float]:
    """Each piece of the ruler by itself, without any of the coverage's ways."""
    first, last = frames[0][0], frames[-1][0]
    middles = np.arange(first - FIELD / 2, last + FIELD / 2, CELL) + CELL / 2
    found = np.zeros(len(middles), int)
    for at, verdict in frames:
        inside = (middles > at - FIELD / 2) & (middles < at + FIELD / 2)
        found[inside] = np.maximum(found[inside], SAID[verdict])
    return {said: float((found == said).sum() * CELL) for said in Said}


def test_no_millimetre_that_nobody_judged_counts_as_judged() -> None:
    rng, begun = random.Random(8), time.perf_counter()
    tried, wrong = count(full=10_000, small=60), 0
    gaps = 0.0
    for _ in range(tried):
        frames = ruler(rng)
        coverage, before = Coverage(px_per_mm=PX), None
        for number, (at, verdict) in enumerate(frames):
            moved = None if before is None else Moved(0.0, (before - at) * PX, 9.0)
            coverage.put(moved, verdict, size=SIZE, time_s=float(number))
            before = at
        lengths, true = coverage.covered().lengths, truth(frames)
        wrong += any(abs(lengths[said] - true[said]) > 1e-6 for said in Said)
        gaps += true[Said.NOT_INSPECTED]
    seconds = time.perf_counter() - begun
    tell(fault=8, what="drop patterns on a ruler: wrong millimetres", tried=tried, lost=wrong, seconds=seconds)
    assert wrong == 0
    assert gaps > 0
