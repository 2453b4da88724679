"""Other processes of this computer, by their number."""

import os


def is_alive(process: int) -> bool:
    """Whether there is a process of this number; under Windows, where asking would end it, it is taken for gone unless it is this."""
    if process == os.getpid():
        return True
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
