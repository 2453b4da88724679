"""A worker that has imported what it needs before anybody asks for it: most of the way to the first verdict, or to a clip's frame."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from station.live.decoder_link import DecoderLink
    from station.live.link import Worker


def inspect_worker() -> "Worker":
    """A new worker that answers pictures."""
    from station.live.link import Worker  # which the window's first paint does not wait for

    return Worker("inspect")


def practice_worker() -> "Worker":
    """A new worker that films as the practice camera."""
    from station.live.link import Worker

    return Worker("practice")


def laid_practice(*, stitch_mm: float | None, faults: float) -> "Worker":
    """The same, which lays its first strip before anybody films."""
    from station.core.messages import LayPractice

    worker = practice_worker()
    worker.send(LayPractice(stitch_mm, faults))
    return worker


def decoder() -> "DecoderLink":
    """A new worker that decodes a clip, or pictures."""
    from station.live.decoder_link import DecoderLink

    return DecoderLink()


class Ends(Protocol):
    """A worker, or what has one."""

    def kill(self) -> None:
        """End it at once."""
        ...

    def close(self) -> None:
        """Wait for its end."""
        ...


W = TypeVar("W", bound=Ends)


class Spare(Generic[W]):
    """At most one worker in waiting. Whoever takes it owns it; what was not taken is ended by `close`."""

    def __init__(self, start: Callable[[], W]) -> None:
        """Prepare; `start` makes a worker."""
        self._start = start
        self._lock = threading.Lock()
        self._worker: W | None = None
        self._is_closed = False

    def prepare(self) -> None:
        """Start a worker, unless one is waiting already."""
        with self._lock:
            if self._worker is None and not self._is_closed:
                self._worker = self._start()

    def tell(self, say: Callable[[W], object]) -> None:
        """Let `say` speak to the worker in waiting, where there is one: whoever takes it comes after that."""
        with self._lock:
            if self._worker is not None:
                say(self._worker)

    def take(self) -> W:
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
