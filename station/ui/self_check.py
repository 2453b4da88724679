"""The station tries itself: a window and everything behind it, and a report of how each thing went.

`station --self-check FILE` writes the report, as JSON, and ends with 0 where everything works. A packaged window program has no
console, so the file is all that it says.
"""

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtWidgets import QApplication

import station
from station.core import storage
from station.core.programs import is_packaged
from station.core.screen import has_screen
from station.live.jobs import Job, Step
from station.live.self_check import Checked, SelfCheck, checked
from station.ui.app import make_window
from station.ui.bridge import Bridge
from station.ui.window import Window

LONGEST_S = 600.0
"""A check that takes longer has failed."""
PACKAGES = ("opencv-python", "numpy", "pandas", "pyqtgraph", "av", "openvino", "tensorflow", "keras")


def check_station(report: Path) -> int:
    """Show the window, try everything, write the report; 0 where nothing went wrong. StationError where it can't be written."""
    storage.remove(report)  # what lies there afterwards is of now
    if not has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.monotonic()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="station-check-") as folder:
        window = make_window(application)
        run = _Run(window, Path(folder), begun=begun)
        window.show()
        application.exec()
        window.deleteLater()
    storage.write_text(report, json.dumps(_report(run.found, seconds=time.monotonic() - begun), indent=1) + "\n")
    return 0 if run.is_sound else 1


class _Run:
    """The checks, in a thread beside the window, which closes after the last one."""

    def __init__(self, window: Window, folder: Path, *, begun: float) -> None:
        self.found: list[Checked] = []
        self._window = window
        self._begun = begun
        bridge = Bridge(window)
        self._job = Job(
            "self-check",
            lambda job: _all(SelfCheck(folder), tell=self.found.append),
            ended=bridge.carry(self._end),
            failed=bridge.carry(self._end),
            stepped=_nothing,
        )
        QTimer.singleShot(0, window, self._shown)
        QTimer.singleShot(round(1000 * LONGEST_S), window, self._end)

    @property
    def is_sound(self) -> bool:
        """Whether everything was tried, and nothing went wrong."""
        return len(self.found) > len(SelfCheck(Path()).steps) and not any(one.error for one in self.found)

    def _shown(self) -> None:
        seconds = time.monotonic() - self._begun
        size = self._window.grab().size()
        told = f"{size.width()} x {size.height()} pixels on {QApplication.platformName()}"
        self.found.append(Checked("window", round(seconds, 2), told))
        self._job.start()

    def _end(self, result: object = None) -> None:
        del result
        self._window.close()


def _all(check: SelfCheck, *, tell: Callable[[Checked], None]) -> None:
    for name, step in check.steps:
        tell(checked(name, step))


def _report(found: list[Checked], *, seconds: float) -> dict[str, object]:
    return {
        "station": station.__version__,
        "packaged": is_packaged(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "qt": qVersion(),
        "packages": {name: version for name in PACKAGES if (version := _version(name))},
        "seconds": round(seconds, 2),
        "steps": [asdict(one) for one in found],
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _nothing(step: Step) -> None:
    del step
