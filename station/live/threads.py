"""What all threads here have in common."""

import threading


def is_over(thread: threading.Thread, *, within_s: float) -> bool:
    """Wait for the end of a thread, at most so long; whether it came. One that was never started is over."""
    if thread.is_alive():
        thread.join(max(0.0, within_s))
    return not thread.is_alive()
