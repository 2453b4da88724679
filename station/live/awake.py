"""Keeps the PC from going to sleep while it works; where the system refuses that, it is logged, and the work goes on."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Protocol

from station.live.threads import is_over

PATIENCE_SECONDS = 2.0
"""For the system to be told that it may sleep again."""

_log = logging.getLogger("station.window")


class Mode(Protocol):
    """What came of asking the system to stay awake."""

    @property
    def active(self) -> bool:
        """Whether it does."""
        ...


KeepsAwake = Callable[[], AbstractContextManager[Mode]]


def system_mode() -> AbstractContextManager[Mode]:
    """The system's own way: the screen may go dark, the PC does not sleep."""
    from wakepy import keep  # here, since it takes a seventh of a second to import

    mode: AbstractContextManager[Mode] = keep.running(on_fail="pass")
    return mode


@contextmanager
def awake(keeps: KeepsAwake = system_mode) -> Iterator[None]:
    """Keep the PC awake while a block runs, which begins at once."""
    kept = Awake(keeps=keeps)
    kept.want(wanted=True)
    try:
        yield
    finally:
        kept.stop()
        kept.wait(PATIENCE_SECONDS)


class Awake:
    """Keeps awake while it is wanted; a thread of its own asks the system, which may take its time to answer."""

    def __init__(self, *, keeps: KeepsAwake = system_mode) -> None:
        """Begin without a wish."""
        self._keeps = keeps
        self._changed = threading.Condition()
        self._is_wanted = self._is_stopped = False
        self.is_kept = False
        """Whether the system said that it stays awake."""
        self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
        self._is_started = False

    def want(self, *, wanted: bool) -> None:
        """Stay awake from now on, or no longer; this returns at once."""
        with self._changed:
            if wanted == self._is_wanted or self._is_stopped:
                return
            self._is_wanted = wanted
            if not self._is_started:
                self._is_started = True
                self._thread.start()
            self._changed.notify_all()

    def stop(self) -> None:
        """Let the PC sleep again, for good."""
        with self._changed:
            self._is_wanted, self._is_stopped = False, True
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the thread; whether it came."""
        return is_over(self._thread, within_s=seconds)

    def _run(self) -> None:
        while self._waited(wanted=True):
            with ExitStack() as stack:
                self.is_kept = _enter(stack, self._keeps)
                self._waited(wanted=False)
                self.is_kept = False

    def _waited(self, *, wanted: bool) -> bool:
        """Wait until this is wanted; false once it was stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_wanted == wanted or self._is_stopped)
            return not self._is_stopped


def _enter(stack: ExitStack, keeps: KeepsAwake) -> bool:
    try:
        is_kept = stack.enter_context(keeps()).active
    except (ImportError, OSError, RuntimeError) as error:
        _log.warning("the system could not be asked to stay awake (%s)", error)
        return False
    if not is_kept:
        _log.info("the system does not let itself be kept awake: it may go to sleep while it works")
    return is_kept
