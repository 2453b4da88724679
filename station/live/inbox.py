"""Inboxes between threads: bounded, with a stated policy and a loss counter."""

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """Room for `limit` things, first in, first out. Putting never waits: what does not fit is lost and counted."""

    def __init__(self, limit: int) -> None:
        """Begin empty and open."""
        self._changed = threading.Condition()
        self._things: deque[T] = deque()
        self._limit = limit
        self._lost = 0
        self._closed = False
        self._error: BaseException | None = None

    @property
    def waiting(self) -> int:
        """How many things are there to be taken."""
        with self._changed:
            return len(self._things)

    @property
    def lost(self) -> int:
        """How many things did not fit."""
        with self._changed:
            return self._lost

    def put(self, thing: T) -> None:
        """Leave a thing, or lose one where there is no room."""
        with self._changed:
            if len(self._things) < self._limit:
                self._things.append(thing)
            else:
                self._lost += 1
                self._overflow(thing)
            self._changed.notify()

    def take(self) -> T | None:
        """Wait for the oldest thing and take it.

        Returns None once the inbox was closed and is empty; raises the error that it was closed with.
        """
        with self._changed:
            while not self._things and not self._closed:
                self._changed.wait()
            if self._things:
                return self._things.popleft()
            if self._error is not None:
                raise self._error
            return None

    def poll(self) -> T | None:
        """Take the oldest thing without waiting; None where there is none."""
        with self._changed:
            return self._things.popleft() if self._things else None

    def close(self, error: BaseException | None = None) -> None:
        """Say that nothing more will come, and why."""
        with self._changed:
            self._closed = True
            self._error = self._error or error
            self._changed.notify_all()

    def _overflow(self, thing: T) -> None:
        """Decide which thing is lost when there is no room."""
        raise NotImplementedError


class Latest(Inbox[T]):
    """Room for one thing; a newer one replaces it. For whoever wants to see what is now."""

    def __init__(self) -> None:
        """Begin empty and open."""
        super().__init__(limit=1)

    def _overflow(self, thing: T) -> None:
        self._things[0] = thing


class Backlog(Inbox[T]):
    """Room for `limit` things; when it is full the new one is refused. For whoever must not lose what was already taken in."""

    def _overflow(self, thing: T) -> None:
        del thing
