"""One training in its own worker: start it, hear of it, ask it to stop."""

from collections.abc import Iterator
from types import TracebackType

from station.core.messages import Done, Reply, TrainRun
from station.live.link import Worker


class Trainer:
    """A training under way. Use it in a `with` block; leaving the block ends its process."""

    def __init__(self, request: TrainRun) -> None:
        """Start the worker; the training begins with `replies`."""
        self._request = request
        self._worker = Worker("train")
        self._asked_to_stop = False

    @property
    def pid(self) -> int:
        """The worker's process number."""
        return self._worker.pid

    def replies(self) -> Iterator[Reply]:
        """Notes and progress as they come, at last Done; StationError where the training failed or its process is gone."""
        return self._worker.replies(self._request, until=Done)

    def stop(self) -> None:
        """Ask for an end at the next step with the best kept; asked a second time, end the process at once.

        Safe to call from a signal handler: it only writes to the worker's pipe.
        """
        if self._asked_to_stop:
            self._worker.kill()
        self._asked_to_stop = True
        self._worker.ask_to_stop()

    def __enter__(self) -> "Trainer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()
