"""Makes the practice camera's next strip beside the filming, so that no picture has to wait for it."""

import threading
from collections.abc import Callable

from station.core.practice.strip import Strip


class StripThread:
    """A strip that is made in a thread of its own."""

    def __init__(self, make: Callable[[], Strip]) -> None:
        """Begin at once."""
        self._make = make
        self._strip: Strip | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="practice strip", daemon=True)
        self._thread.start()

    def is_ready(self) -> bool:
        """Whether `take` returns at once."""
        return not self._thread.is_alive()

    def take(self) -> Strip:
        """The strip, after waiting for it; raises what went wrong while it was made."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._strip is not None
        return self._strip

    def _run(self) -> None:
        try:
            self._strip = self._make()
        except BaseException as error:  # noqa: BLE001  (whatever it is, whoever takes the strip must hear of it)
            self._error = error
