"""How much processor time this process, its threads and its children have used, by name."""

import os
import threading
from collections import Counter
from pathlib import Path

import psutil

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def seconds_used() -> Counter[str]:
    """Seconds of processor since each began: threads by their Python name, or the system's; children by their role."""
    used: Counter[str] = Counter()
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    for task in Path("/proc/self/task").iterdir():
        try:
            name, _, rest = (task / "stat").read_text().rpartition(")")
        except OSError:
            continue
        own = names.get(int(task.name)) or f"({name.partition('(')[2]})"
        used[own] += sum(map(int, rest.split()[11:13])) / _TICK
    for child in psutil.Process().children(recursive=True):
        try:
            times, command = child.cpu_times(), child.cmdline()
        except psutil.Error:
            continue
        role = command[-1] if "station.worker" in command else Path(command[0]).name if command else "?"
        used[f"[{role}]"] += times.user + times.system
    return used
