"""A strip that is made in a thread."""

import numpy as np
import pytest

from station.core.practice.strip import Strip, make_strip
from station.strip_thread import StripThread


def small() -> Strip:
    return make_strip(np.random.default_rng(0), width_mm=30, length_mm=20, stitch_mm=2, faults=0)


def broken() -> Strip:
    raise ZeroDivisionError("no cloth")


def test_a_strip_is_made_beside() -> None:
    making = StripThread(small)
    assert making.take().seam.stitch_mm == 2
    assert making.is_ready()


def test_a_fault_in_the_making_is_heard_by_whoever_takes_the_strip() -> None:
    making = StripThread(broken)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError, match="no cloth"):
            making.take()
