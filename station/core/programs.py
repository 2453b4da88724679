"""The station's own programs: in a checkout they are modules that Python runs, in a package three programs in one folder."""

import contextlib
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from station.core.errors import StationError

PARENT = "STATION_PARENT"
"""The environment's variable in which a worker finds the number of the process that started it."""
MAIN_PACKAGES = ("PySide6", "opencv-python", "tensorflow", "keras", "numpy", "pandas", "pyqtgraph", "av", "openvino")
"""Whose versions are told: on the page about the station, in a crash report, in a self-check's."""


def is_packaged() -> bool:
    """Whether this is a packaged program, without a Python beside it."""
    return bool(getattr(sys, "frozen", False))


def versions_of(packages: Iterable[str]) -> dict[str, str]:
    """The versions of these packages, without those that did not come with this station; none is imported."""
    from importlib import metadata  # takes longer to load than all else that the window needs of this file

    found = {}
    for name in packages:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def has_tensorflow() -> bool:
    """Whether TensorFlow came with this station; it is not imported.

    A packaged program asks for its description, which lies in the folder for all three: only the worker may look for it.
    """
    if is_packaged():
        return bool(versions_of(["tensorflow"]))
    return find_spec("tensorflow") is not None


def expect_tensorflow(*, run: str = "", since: object = "") -> None:
    """StationError, with what to install, where it did not; `run` is what needs it, if it is one, and `since` why."""
    if has_tensorflow():
        return
    if run:
        raise StationError(
            f"the run {run} needs TensorFlow, which this station came without, since {since}; export the run with a "
            f"station that has TensorFlow ({command('export')}), or install that one"
        )
    raise StationError(
        "this needs TensorFlow, which this station came without: install the whole Seam Station, not the operator's"
    )


def worker_program() -> tuple[str, ...]:
    """What starts a worker; its role follows."""
    return (_program("station-worker"),) if is_packaged() else (sys.executable, "-m", "station.worker")


def window_program() -> tuple[str, ...]:
    """What starts the window; the project's folder may follow."""
    return ((_program("station"),) if is_packaged() else (sys.executable, "-m", "station")) + ("open",)


def command(*words: object) -> str:
    """A command of the station as it is typed here, with these words behind its name."""
    name = "station-cli" if is_packaged() else "station"
    return f"`{' '.join([name, *map(_typed, words)])}`"


def _typed(word: object) -> str:
    text = str(word)
    return f'"{text}"' if " " in text else text


def beside(name: str) -> Path:
    """A file or folder in the packaged programs' folder."""
    return Path(sys.executable).with_name(name)


def _program(name: str) -> str:
    return str(beside(name + Path(sys.executable).suffix))
