"""A child of `xvfb`: the station's own program, which also writes what it shows into the file $STATION_SAYS."""

import json
import os
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from station import __main__ as program
from station.ui import app
from station.ui.window import Window


def main() -> None:
    """Run the program with its own arguments."""
    file, make = Path(os.environ["STATION_SAYS"]), app.make_window

    def made(application: QApplication) -> Window:
        window = make(application)

        def say() -> None:
            dialog = QApplication.activeModalWidget()
            is_open = window.context.project is not None
            shown = {"project": is_open, "tab": window.tabs.current, "dialog": type(dialog).__name__ if dialog else ""}
            file.with_suffix(".part").write_text(json.dumps(shown), encoding="utf-8")
            file.with_suffix(".part").replace(file)

        timer = QTimer(window, interval=50)
        timer.timeout.connect(say)
        timer.start()
        return window

    app.make_window = made
    program.main()


if __name__ == "__main__":
    main()
