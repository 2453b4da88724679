"""Many practice strips at once: as many workers as there are processors, each rendering one strip at a time."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from station.core.messages import Done, FilmStrip
from station.live.link import Worker


def film_strips(requests: Sequence[FilmStrip]) -> Iterator[str]:
    """Render these strips and yield the name of each clip as it is finished; closing the iterator stops after the present strips."""
    free: SimpleQueue[Worker] = SimpleQueue()
    workers = [Worker("practice") for _ in range(min(len(requests), os.cpu_count() or 1))]
    try:
        for worker in workers:
            free.put(worker)
        with ThreadPoolExecutor(len(workers), thread_name_prefix="practice") as threads:
            waiting: set[Future[str]] = set()
            for request in requests:
                if len(waiting) == len(workers):
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
                waiting.add(threads.submit(_film, request, free))
            done, _ = wait(waiting)
            yield from (future.result() for future in done)
    finally:
        for worker in workers:
            worker.close()


def _film(request: FilmStrip, free: "SimpleQueue[Worker]") -> str:
    worker = free.get()
    try:
        return worker.ask(request, expecting=Done).text
    finally:
        free.put(worker)
