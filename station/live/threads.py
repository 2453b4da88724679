"""What all threads here have in common."""

import contextlib
import os
import sys
import threading

KEEPING, AFTERWARDS = 5, 10
"""How far a thread gives way to those that judge and show: one that keeps what comes, and one that nobody waits for (niceness)."""
_BELOW_NORMAL = -1


def is_over(thread: threading.Thread, *, within_s: float) -> bool:
    """Wait for the end of a thread, at most so long; whether it came. One that was never started is over."""
    if thread.is_alive():
        thread.join(max(0.0, within_s))
    return not thread.is_alive()


def give_way(niceness: int) -> None:
    """Let this thread, and on Linux those that it starts, wait for others where the processor is short; for good.

    Elsewhere than on Linux and Windows nothing is done: there is no niceness of a thread.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL)
    elif sys.platform == "linux":
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))
