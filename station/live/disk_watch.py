"""Watches a folder's disk: how much is free, and which names are taken, asked in a thread of its own."""

import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from station.live.threads import is_over

EVERY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Disk:
    """What is known of a folder: free bytes (None: not yet, or nobody tells) and the names, without endings, that are taken there."""

    free_bytes: int | None = None
    names: frozenset[str] = frozenset()


class DiskWatch:
    """Looks every two seconds; a network drive that hangs holds up nobody else."""

    def __init__(self, folder: Path, *, taken: Callable[[], Iterable[str]] = tuple) -> None:
        """Speak of a folder, where these names are `taken` besides those in it, asked when those change; `start` begins."""
        self.folder = folder
        self._taken = taken
        self._now = Disk()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="disk watch", daemon=True)

    @property
    def now(self) -> Disk:
        """What was seen last."""
        return self._now

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        return is_over(self._thread, within_s=seconds)

    def _run(self) -> None:
        there: frozenset[str] | None = None
        taken: frozenset[str] = frozenset()
        while True:
            try:
                names = frozenset(entry.stem for entry in self.folder.iterdir())
                if names != there:
                    taken, there = frozenset(self._taken()), names
                self._now = Disk(shutil.disk_usage(self.folder).free, names | taken)
            except OSError:  # the folder may be made later, a drive may come back
                self._now = Disk()
            if self._stop.wait(EVERY_SECONDS):
                return
