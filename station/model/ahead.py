"""Items made ahead in a thread, so that the next batch is ready when a training step ends."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

READY = 2
"""Batches that wait at most: more would only take memory."""


def made_ahead(items: Iterator[T], *, ready: int = READY) -> Generator[T]:
    """The same items in the same order, up to `ready` of them made before they are asked for; an error comes where it would have.

    The thread ends with the items, or when this is closed.
    """
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="feeding") as thread:
        waiting = deque(thread.submit(next, items, end) for _ in range(ready))
        try:
            while (item := waiting.popleft().result()) is not end:
                waiting.append(thread.submit(next, items, end))
                yield item  # type: ignore[misc]  # the end is no item
        finally:
            thread.shutdown(wait=False, cancel_futures=True)
