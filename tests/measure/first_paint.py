"""A child of `start`: opens the station's window or a bare one, says when it was painted first, and ends.

The moment is the first turn of the event loop after a Paint event of the window: the picture is on its way to the screen.
"""

import sys
import time
from typing import TYPE_CHECKING

from tests.measure.with_window import with_window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def _watch(window: "QMainWindow") -> None:
    """Print the clock after the first Paint event of a window, and close it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and watched is window:
                window.removeEventFilter(self)
                QTimer.singleShot(0, self, painted)
            return False

    def painted() -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        heavy = {"tensorflow", "keras", "cv2", "av", "pandas", "sklearn", "pyqtgraph", "numpy"} & set(sys.modules)
        sys.stderr.write(f"loaded before the first paint: {', '.join(sorted(heavy)) or 'nothing heavy'}\n")
        window.close()

    window.installEventFilter(Watch(window))


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    _watch(window)
    window.resize(1280, 800)
    window.show()
    application.exec()


def _station() -> None:
    from station import __main__ as program

    with_window(_watch)
    sys.argv[1:] = []
    program.main()


if __name__ == "__main__":
    _bare() if sys.argv[1] == "bare" else _station()
