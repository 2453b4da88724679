"""A clip from somebody else is decoded once by a child process before it is taken in: what kills a decoder kills that one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from time import monotonic

from station.core.errors import StationError
from station.core.messages import Done, LookAtClip
from station.live.link import Worker

LOOK_SECONDS = 10.0
"""How long it decodes at most, from the front; a long clip's rest stays unseen."""
PATIENCE_SECONDS = 60.0
TURN_SECONDS = 0.1


def look_at_clip(clip: Path, *, waiting: Callable[[], None] = lambda: None, program: tuple[str, ...] = ()) -> None:
    """Let a child decode a clip; StationError where it died or hung of it. A clip that is merely damaged is left to who opens it.

    `waiting` is called several times a second; what it raises ends the child. `program` is another one than the station's own.
    """
    with Worker("decode", program=program) as worker, ThreadPoolExecutor(1, "looking") as pool:
        coming = pool.submit(worker.ask, LookAtClip(str(clip.absolute()), LOOK_SECONDS), expecting=Done)
        end = monotonic() + PATIENCE_SECONDS
        try:
            while not wait([coming], TURN_SECONDS).done:
                waiting()
                if monotonic() > end:
                    raise StationError(f"{clip} was not taken: decoding it came to no end in {PATIENCE_SECONDS:.0f} s")
        finally:
            if not coming.done():
                worker.kill()
        if coming.exception() is not None and worker.is_gone:
            raise StationError(f"{clip} was not taken: the process that decoded it died of it, and nothing else did")
