"""The station tries itself: a window and everything behind it, and a report of how each thing went.

`station --self-check FILE` writes the report, as JSON, and ends with 0 where everything works. A packaged window program has no
console, so the file is all that it says. `station-cli --self-check FILE` does the same without a window.
"""

import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication

import station.ui
from station.core.errors import StationError
from station.core.folders import resource
from station.core.screen import has_screen
from station.live.jobs import Job, Step
from station.live.self_check import Report, SelfCheck, check_folder, checked
from station.ui.app import make_window
from station.ui.bridge import Bridge
from station.ui.guide_text import read
from station.ui.tab_page import TABS
from station.ui.window import Window

GUIDE_WIDTH = 640
"""Of its pictures, in px."""


def check_station(file: Path) -> int:
    """Show the window, try everything, write the report; 0 where nothing went wrong. StationError where it can't be written.

    Where a step hangs the program ends at once, as soon as the report is there: nobody waits for that step's thread.
    """
    report = Report(file, program="station", qt=qVersion())
    if not has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    with check_folder() as folder:
        window, check = make_window(application), SelfCheck(folder)
        _Run(window, check, report)
        window.show()
        application.exec()
        code = report.write(expected=("window", "tabs", "guide", *(name for name, _ in check.steps)))
        if report.has_hung:
            os._exit(code)
        window.deleteLater()
    return code


class _Run(QObject):
    """The checks, in a thread beside the window, which closes after the last one."""

    def __init__(self, window: Window, check: SelfCheck, report: Report) -> None:
        super().__init__(window)
        self._window = window
        self._report = report
        bridge = Bridge(window)
        self._job = Job(
            "self-check",
            lambda job: report.run(check.steps),
            ended=bridge.carry(self._end),
            failed=bridge.carry(self._end),
            stepped=_nothing,
        )
        QTimer.singleShot(0, window, self._shown)

    def _shown(self) -> None:
        shown = checked("window", self._look_at)
        self._report.found.append(replace(shown, seconds=round(self._report.seconds, 2)))  # since the beginning
        self._report.found += [checked("tabs", self._look_around), checked("guide", read_guides)]
        self._job.start()

    def _look_at(self) -> str:
        """The window is there, and something is drawn in it."""
        picture = self._window.grab().toImage()
        size = picture.size()
        across = [picture.pixel(x, size.height() // 2) for x in range(size.width())]
        if not self._window.isVisible() or len(set(across)) < 2:
            raise StationError("the window is not shown, or nothing is drawn in it")
        return f"{size.width()} x {size.height()} pixels on {QApplication.platformName()}"

    def _look_around(self) -> str:
        """Make every tab, and load whatever else of the window is loaded when it is needed: a package may lack a part of it."""
        for name in TABS:
            self._window.tabs.tab(name)
        modules = [module.name for module in walk_packages(station.ui.__path__, "station.ui.")]
        for module in modules:
            import_module(module)
        return f"{', '.join(TABS)}; {len(modules)} modules"

    def _end(self, result: object = None) -> None:
        del result
        self._window.close()


def read_guides() -> str:
    """Read the guide in every language, with its pictures, for which a package needs a part of Qt of their own."""
    pages = [read(file, width=GUIDE_WIDTH, ratio=1.0, frame="black") for file in sorted(resource("guide").glob("*.md"))]
    pictures = {name: picture for page in pages for name, picture in page.pictures.items()}
    bad = [name for name, picture in pictures.items() if picture.isNull()]
    if bad or not pictures:
        raise StationError(f"of the guide's pictures these can't be read: {', '.join(bad) or 'all are missing'}")
    return f"{', '.join(page.file.name for page in pages)}; {len(pictures)} pictures"


def _nothing(step: Step) -> None:
    del step
