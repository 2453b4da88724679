"""Jobs: long work in a thread of its own, which tells how far it is and can be asked to stop."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Stopped(Exception):
    """The job was asked to stop and did."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: `done` of `count` (0: nobody knows), in words, and the seconds that remain where that can be told."""

    done: float
    count: float
    text: str = ""
    seconds_left: float | None = None


class Job:
    """Work in a thread. `work(job)` reports through `step`, and asks `is_stopped` or calls `check` between its steps.

    The three callables are called in the job's thread: `ended` with the result, `failed` with the exception (Stopped
    where it was asked to stop), `stepped` with each Step, at most thirty times a second.
    """

    def __init__(
        self,
        title: str,
        work: Callable[["Job"], Any],
        *,
        ended: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        stepped: Callable[[Step], None],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Prepare; `start` begins."""
        self.title = title
        self._work = work
        self._ended = ended
        self._failed = failed
        self._stepped = stepped
        self._clock = clock
        self._stop = threading.Event()
        self._begun = clock()
        self._told = -1.0
        self._done = 0.0
        self._thread = threading.Thread(target=self._run, name=f"job: {title}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._begun = self._clock()
        self._thread.start()

    def stop(self) -> None:
        """Ask for an end at the next step."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked for an end."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped where somebody asked for an end."""
        if self._stop.is_set():
            raise Stopped(self.title)

    def step(self, done: float, count: float, text: str = "") -> None:
        """Say how far the work is, and raise Stopped where somebody asked for an end."""
        self.check()
        now = self._clock()
        if done == 0 or done < self._done:  # another part of the work begins, with a pace of its own
            self._begun = now
        self._done = done
        if now - self._told < 1 / 30 and done < count:
            return
        self._told = now
        passed = now - self._begun
        left = passed * (count - done) / done if 0 < done < count and passed > 1 else None
        self._stepped(Step(done, count, text, left))

    def _run(self) -> None:
        try:
            result = self._work(self)
        except BaseException as error:  # noqa: BLE001  (whatever it is, whoever started the job must hear of it)
            self._failed(error)
        else:
            self._ended(result)
