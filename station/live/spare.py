"""An inspect worker that has imported what it needs before anybody asks for a network: most of the way to the first verdict."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.live.link import Worker


def inspect_worker() -> "Worker":
    """A new worker that answers pictures."""
    from station.live.link import Worker  # which the window's first paint does not wait for

    return Worker("inspect")


class Spare:
    """At most one worker in waiting. Whoever takes it owns it; what was not taken is ended by `close`."""

    def __init__(self, start: Callable[[], "Worker"] = inspect_worker) -> None:
        """Prepare; `start` makes a worker."""
        self._start = start
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._is_closed = False

    def prepare(self) -> None:
        """Start a worker, unless one is waiting already."""
        with self._lock:
            if self._worker is None and not self._is_closed:
                self._worker = self._start()

    def take(self) -> "Worker":
        """The worker in waiting, or a new one where there is none."""
        with self._lock:
            worker, self._worker = self._worker, None
        return worker or self._start()

    def close(self) -> None:
        """End the worker in waiting, and let nobody start another one."""
        with self._lock:
            self._is_closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.close()
