"""The station's own programs: in a checkout they are modules that Python runs, in a package three programs in one folder."""

import sys
from importlib.util import find_spec
from pathlib import Path

PARENT = "STATION_PARENT"
"""The environment's variable in which a worker finds the number of the process that started it."""


def is_packaged() -> bool:
    """Whether this is a packaged program, without a Python beside it."""
    return bool(getattr(sys, "frozen", False))


def has_tensorflow() -> bool:
    """Whether TensorFlow came with this station; it is not imported."""
    return find_spec("tensorflow") is not None


def worker_program() -> tuple[str, ...]:
    """What starts a worker; its role follows."""
    return (_beside("station-worker"),) if is_packaged() else (sys.executable, "-m", "station.worker")


def window_program() -> tuple[str, ...]:
    """What starts the window; the project's folder may follow."""
    return ((_beside("station"),) if is_packaged() else (sys.executable, "-m", "station")) + ("open",)


def _beside(name: str) -> str:
    program = Path(sys.executable)
    return str(program.with_name(name + program.suffix))
