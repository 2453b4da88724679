"""A screen to measure on: an X server of our own where Xvfb is installed, else Qt's offscreen platform."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def display(width: int = 1920, height: int = 1080, *, offscreen: bool = False) -> Iterator[Mapping[str, str]]:
    """What to add to the environment of a program so that it draws on a screen of that size, which ends with the block."""
    program = shutil.which("Xvfb")
    if program is None or offscreen:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    command = [program, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
