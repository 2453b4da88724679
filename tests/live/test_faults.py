"""Faults are kept without loss, packed beside the judging, and bounded; heat maps are painted as large as they are shown."""

import threading
import time
from collections.abc import Callable

import numpy as np

from station.core.attributes import SEAM
from station.core.frame import Frame
from station.core.verdict import Rule, Verdict
from station.live.faults import FAULTS_KEPT, THUMBNAIL_HEIGHT, Evidence, Faults, fault_of
from station.live.painter import Look, Painter, Result, painted

NOISE = np.random.default_rng(3).integers(0, 256, (180, 320, 3), dtype=np.uint8)


def result(number: int = 0) -> Result:
    raw = np.zeros((4, 5, 4), np.float32)
    raw[1, 1] = 1
    probabilities = {"good": 0.05, "error": 0.02, "break": 0.97, "length": 0.5}
    return Result(Frame(NOISE, number, 0.0), Verdict.NOT_OK, probabilities, {"gradcam": raw}, 0.0, 0.01)


def until(holds: Callable[[], bool]) -> None:
    waiting, end = threading.Event(), time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        waiting.wait(0.002)


def test_evidence_is_the_same_pixel_for_pixel_before_and_after_it_is_packed() -> None:
    evidence = Evidence(NOISE)
    assert evidence.picture(name="it") is NOISE
    evidence.pack()
    assert evidence.is_packed
    assert (evidence.picture(name="it") == NOISE).all()


def test_faults_are_bounded_and_packed_in_the_background() -> None:
    faults = Faults()
    faults.start()
    for number in range(FAULTS_KEPT + 5):
        faults.keep(fault_of(result(number), number=number, attributes=SEAM, rule=Rule({}), look=Look()))
    assert [fault.number for fault in faults.all] == list(range(5, FAULTS_KEPT + 5))
    assert faults.all[0].result.frame.picture.shape == (THUMBNAIL_HEIGHT, 171, 3)
    assert faults.all[0].found == (("break", True),)
    until(lambda: all(fault.evidence.is_packed for fault in faults.all))
    assert (faults.all[-1].whole().frame.picture == NOISE).all()
    faults.stop()
    assert faults.wait(5)


def test_a_picture_is_painted_in_the_size_that_is_wished_for_and_never_enlarged() -> None:
    for wish, height, width in ((None, 180, 320), ((160, 90), 90, 160), ((640, 360), 180, 320)):
        made = painted(result(), attributes=SEAM, rule=Rule({}), look=Look(), size=wish)
        assert made.picture.shape == (height, width, 3)
        assert "break" in made.shown
        assert made.result.frame.picture is NOISE


def test_what_nobody_looks_at_is_hardly_painted_and_what_is_looked_at_is_painted_next() -> None:
    painted_count = threading.Semaphore(0)
    clock = [0.0]
    painter = Painter(
        attributes=SEAM, rule=Rule({}), look=Look(), done=lambda: painted_count.release(), clock=lambda: clock[0]
    )
    painter.start()
    painter.show(result(1))
    assert painted_count.acquire(timeout=5)
    clock[0] = 0.1  # sooner than what is not looked at is painted
    painter.show(result(2))
    assert not painted_count.acquire(timeout=0.05)
    seen = painter.newest
    assert seen is not None
    assert seen.result.frame.number == 1
    assert painted_count.acquire(timeout=5)
    seen = painter.newest
    assert seen is not None
    assert seen.result.frame.number == 2
    painter.stop()
    assert painter.wait(5)
