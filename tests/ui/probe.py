"""What the proofs measure a window with: stalls of its thread, and a census of what it holds."""

import faulthandler
import gc
import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

TICK_MS = 5


@dataclass(frozen=True, slots=True)
class Stalls:
    """Gaps between the ticks of a 5 ms timer in the window's thread, in milliseconds."""

    gaps: tuple[float, ...]

    @property
    def longest(self) -> float:
        """The longest of all."""
        return max(self.gaps, default=0.0)

    def share(self, share: float) -> float:
        """The gap that this share of all does not exceed."""
        ordered = sorted(self.gaps)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    def __str__(self) -> str:
        """As one line of a report."""
        over = sum(gap > 50 for gap in self.gaps)
        figures = f"longest {self.longest:6.1f} ms, 99.9 % within {self.share(0.999):6.1f} ms, median {self.share(0.5):.1f} ms"
        return f"{figures}, {over} over 50 ms in {sum(self.gaps) / 1000:.0f} s"


class StallProbe(QObject):
    """Ticks in the window's thread; whatever keeps that thread shows as a gap."""

    def __init__(self, parent: QObject) -> None:
        """Begin to tick."""
        super().__init__(parent)
        self._gaps: list[float] = []
        self.worst: list[tuple[float, float, float]] = []
        """(seconds since the start, gap in ms, the thread's own processor time in it) of every gap over 50 ms."""
        self._begun = self._last = time.perf_counter()
        self._used = time.thread_time()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> Stalls:
        """The gaps since the last taking."""
        taken, self._gaps = Stalls(tuple(self._gaps)), []
        return taken

    def _tick(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        gap, own = 1000 * (now - self._last), 1000 * (used - self._used)
        self._last, self._used = now, used
        self._gaps.append(gap)
        if gap > 50:
            self.worst.append((now - self._begun, gap, own))

    @property
    def since_s(self) -> float:
        """Seconds since the last tick; asked from other threads."""
        return time.perf_counter() - self._last

    @property
    def now_s(self) -> float:
        """Seconds since the probe began."""
        return time.perf_counter() - self._begun


class Blame(threading.Thread):
    """Looks from another thread at what the window's thread is doing when it has not ticked for 60 ms.

    It reads faulthandler's text: a frame held from here would keep its painter alive beyond its paint event.
    """

    def __init__(self, probe: StallProbe) -> None:
        """Watch the thread that makes this; `start` begins."""
        super().__init__(name="blame", daemon=True)
        self.seen: list[tuple[float, str]] = []
        """(seconds since the probe began, the innermost lines of the station's code)"""
        self._probe = probe
        self._watched = threading.get_ident()
        self._over = threading.Event()

    def run(self) -> None:
        """Look every 20 ms until `stop`."""
        while not self._over.wait(0.02):
            if self._probe.since_s > 0.06:
                self.seen.append((self._probe.now_s, self._where()))

    def _where(self) -> str:
        with tempfile.TemporaryFile("w+") as file:
            faulthandler.dump_traceback(file)
            file.seek(0)
            threads = file.read().split("\n\n")
        mine = next((text for text in threads if f"0x{self._watched:016x}" in text), "")
        lines = [line.strip().removeprefix("File ") for line in mine.splitlines() if "File " in line][:5]
        return " < ".join(f"{Path(line.split(chr(34))[1]).name}{line.split(chr(34))[2]}" for line in lines)

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


@dataclass(frozen=True, slots=True)
class Census:
    """What a window's process holds: by name or class, how many."""

    threads: Counter[str]
    processes: Counter[str]
    files: Counter[str]
    widgets: Counter[str]
    objects: Counter[str] = field(default_factory=Counter)

    @classmethod
    def taken(cls, root: QObject | None = None) -> "Census":
        """Count now, after everything that waits for its deletion is gone; QObjects below `root` where one is given."""
        settle()
        gc.collect()
        settle()
        me = psutil.Process()
        return cls(
            threads=Counter(thread.name for thread in threading.enumerate()),
            processes=Counter(_command(child) for child in me.children(recursive=True)),
            files=Counter(_open_files(me)),
            widgets=Counter(type(widget).__name__ for widget in QApplication.allWidgets()),
            objects=Counter(type(child).__name__ for child in root.findChildren(QObject)) if root else Counter(),
        )

    def more_than(self, other: "Census") -> dict[str, dict[str, int]]:
        """What this one holds and the other did not; empty where nothing was left."""
        parts = {name: getattr(self, name) - getattr(other, name) for name in self.__dataclass_fields__}
        return {name: dict(left) for name, left in parts.items() if left}


def settle() -> None:
    """Run what is queued and delete what was to be deleted."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def left_since(before: Census, root: QObject, *, seconds: float = 8.0) -> dict[str, dict[str, int]]:
    """What is there more than before, once threads and processes that were asked to end had the time to."""
    end = time.monotonic() + seconds
    left = Census.taken(root).more_than(before)
    while left and time.monotonic() < end:
        when(lambda: False, seconds=0.3)
        left = Census.taken(root).more_than(before)
    return left


def holders(thing: object) -> str:
    """Who holds an object, shallowly: the types of its referrers and, of dictionaries, the keys."""
    found = []
    for holder in gc.get_referrers(thing):
        if type(holder).__name__ in {"frame", "list_iterator"}:
            continue
        keys = [str(key) for key, value in holder.items() if value is thing] if isinstance(holder, dict) else []
        found.append(f"{type(holder).__name__}{keys or ''}")
    return ", ".join(found) or "nobody in Python"


def holders_of_widgets(kinds: dict[str, int]) -> list[str]:
    """For the newest widgets of these classes: class, object's name, parent, and who holds them."""
    lines = []
    for widget in QApplication.allWidgets():
        kind = type(widget).__name__
        if kind in kinds and len(lines) < 20:
            lines.append(f"{kind} '{widget.objectName()}' in {_chain(widget)}: held by {holders(widget)}")
    return lines


def memory_mib(process: psutil.Process | None = None) -> float:
    """Resident memory of this process or another, in MiB."""
    return float((process or psutil.Process()).memory_info().rss) / 2**20


def when(ready: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    """Run the event loop until it is so, at most so long; whether it came to be."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return True


def _chain(widget: QWidget) -> str:
    names = []
    parent = widget.parentWidget()
    while parent is not None:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names) or "no parent"


def _command(child: psutil.Process) -> str:
    try:
        return " ".join(child.cmdline()[1:4]) or child.name()
    except psutil.Error:
        return "(gone)"


def _open_files(me: psutil.Process) -> list[str]:
    if os.name == "nt":
        return [file.path for file in me.open_files()]
    folder = f"/proc/{me.pid}/fd"
    targets = []
    for name in os.listdir(folder):  # noqa: PTH208
        try:
            targets.append(os.readlink(f"{folder}/{name}"))  # noqa: PTH115
        except OSError:
            continue
    return [target.split(":[")[0] for target in targets]
