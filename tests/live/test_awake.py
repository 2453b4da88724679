"""The PC stays awake while it is wanted, and no longer; a system that refuses stops nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from station.live.awake import Awake, awake


@dataclass
class Answer:
    active: bool


class System:
    """Counts how often it was asked, and whether it is kept awake now."""

    def __init__(self, *, agrees: bool = True, fails: bool = False) -> None:
        self.asked = 0
        self.changed = threading.Semaphore(0)
        self.is_kept = False
        self._agrees, self._fails = agrees, fails

    @contextmanager
    def __call__(self) -> Iterator[Answer]:
        self.asked += 1
        if self._fails:
            self.changed.release()
            raise RuntimeError("no bus")
        self.is_kept = self._agrees
        self.changed.release()
        try:
            yield Answer(self._agrees)
        finally:
            self.is_kept = False
            self.changed.release()


def test_it_is_kept_awake_while_it_is_wanted() -> None:
    system = System()
    kept = Awake(keeps=system)
    for _ in range(3):
        kept.want(wanted=True)
        kept.want(wanted=True)
        assert system.changed.acquire(timeout=5)
        assert system.is_kept
        kept.want(wanted=False)
        assert system.changed.acquire(timeout=5)
        assert not system.is_kept
    assert system.asked == 3
    kept.want(wanted=True)
    assert system.changed.acquire(timeout=5)
    kept.stop()
    assert kept.wait(5)
    assert not system.is_kept
    kept.want(wanted=True)
    assert system.asked == 4, "stopped is stopped"


@pytest.mark.parametrize("system", [System(agrees=False), System(fails=True)])
def test_a_system_that_refuses_stops_nothing(system: System) -> None:
    kept = Awake(keeps=system)
    kept.want(wanted=True)
    assert system.changed.acquire(timeout=5)
    kept.stop()
    assert kept.wait(5)
    assert not kept.is_kept


def test_a_command_is_kept_awake_while_it_runs_and_whatever_ends_it() -> None:
    system = System()
    seen = []

    def command() -> None:
        with awake(system):
            assert system.changed.acquire(timeout=5)
            seen.append(system.is_kept)
            raise ValueError("over")

    with pytest.raises(ValueError, match="over"):
        command()
    assert seen == [True]
    assert not system.is_kept


def test_nobody_asked_means_no_thread() -> None:
    kept = Awake(keeps=System())
    kept.want(wanted=False)
    kept.stop()
    assert kept.wait(0)
