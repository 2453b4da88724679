"""Inboxes between threads: bounded, with a stated policy and a loss counter."""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Room for one thing; a newer one replaces it and the loss is counted. Putting never waits."""

    def __init__(self) -> None:
        """Begin empty and open."""
        self._changed = threading.Condition()
        self._thing: T | None = None
        self._lost = 0
        self._closed = False
        self._error: BaseException | None = None

    @property
    def lost(self) -> int:
        """How many things were replaced before anybody took them."""
        with self._changed:
            return self._lost

    def put(self, thing: T) -> None:
        """Leave a thing, replacing one that was not taken."""
        with self._changed:
            self._lost += self._thing is not None
            self._thing = thing
            self._changed.notify()

    def take(self) -> T | None:
        """Wait for a thing and take it; None once the inbox was closed and is empty; the error it was closed with is raised."""
        with self._changed:
            while self._thing is None and not self._closed:
                self._changed.wait()
            thing, self._thing = self._thing, None
            if thing is None and self._error is not None:
                raise self._error
            return thing

    def close(self, error: BaseException | None = None) -> None:
        """Say that nothing more will come, and why."""
        with self._changed:
            self._closed = True
            self._error = self._error or error
            self._changed.notify_all()
