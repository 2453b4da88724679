"""A child of `start`: opens the station's window or a bare one, says when it was painted first, and ends.

The moment is the first turn of the event loop after a Paint event of the window: the picture is on its way to the screen.
"""

import sys
import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class _Watch(QObject):
    """Prints the clock after the first Paint event of a window, and closes it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched is self._window:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        heavy = {"tensorflow", "keras", "cv2", "av", "pandas", "sklearn", "pyqtgraph", "numpy"} & set(sys.modules)
        sys.stderr.write(f"loaded before the first paint: {', '.join(sorted(heavy)) or 'nothing heavy'}\n")
        self._window.close()


def _bare() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    _Watch(window)
    window.resize(1280, 800)
    window.show()
    application.exec()


def _station() -> None:
    from station import __main__ as program
    from station.ui import app
    from station.ui.window import Window

    make = app.make_window

    def watched(application: QApplication, **given: Any) -> Window:
        window = make(application, **given)
        _Watch(window)
        return window

    app.make_window = watched
    sys.argv[1:] = []
    program.main()


if __name__ == "__main__":
    _bare() if sys.argv[1] == "bare" else _station()
