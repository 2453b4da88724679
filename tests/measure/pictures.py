"""A child of `screens`: reaches each state once and takes its picture in every language, theme and size.

Prints one line for each finding of `tests.ui.looks`: picture, tab, finding.
"""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from station.ui.app import make_window
from station.ui.window import Window
from tests.measure.states import STATES, leave
from tests.ui.looks import findings
from tests.ui.probe import when
from tests.ui.rounds import DIALOGS, Closer

DRESSES = tuple((language, theme) for language in ("en", "de") for theme in ("light", "dark"))


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("mark", help="goes into the files' names: 1 or 150")
    parser.add_argument("sizes", nargs="+", help="1366x768")
    parser.add_argument("--states", nargs="*", default=None)
    wish = parser.parse_args()
    sizes = [(int(width), int(height)) for width, height in (size.split("x") for size in wish.sizes)]
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = home
        application = QApplication(sys.argv[:1])
        window = make_window(application)
        window.show()
        camera = Photographer(window, wish.out, mark=wish.mark, sizes=sizes)
        for name, reach in STATES.items():
            if wish.states is None or name in wish.states:
                camera.attempt(name, reach, wish.project)
        if wish.states is None or "dialogs" in wish.states:
            camera.take_dialogs(wish.project)
        window.close()
    return 0


class Photographer:
    """Takes the pictures of one window."""

    def __init__(self, window: Window, out: Path, *, mark: str, sizes: list[tuple[int, int]]) -> None:
        """Write into this folder."""
        self._window = window
        self._out = out
        self._mark = mark
        self._sizes = sizes

    def attempt(self, name: str, reach: Callable[[Window, Path], None], project: Path) -> None:
        """A state in every dress; one that can't be reached is told and takes no other with it."""
        try:
            reach(self._window, project)
            self._take(name, self._window)
            leave(self._window)
        except (AssertionError, AttributeError, IndexError, RuntimeError) as error:
            line = traceback.extract_tb(error.__traceback__)[1]
            print(f"NOT REACHED\t{name}\t{type(error).__name__}: {error} in '{line.line}'", flush=True)
        for notice in self._window.context.notices.all:
            print(f"notice\t{name}\t{notice.text}")
        self._window.context.notices.all = []
        self._window.notice_bar.hide()

    def take_dialogs(self, project: Path) -> None:
        """Every dialog of the menus in every dress."""
        STATES["inspection-idle"](self._window, project)
        for name in DIALOGS:
            closer = Closer(self._window, meet=lambda dialog, name=name: self._take(name.replace(".", "-"), dialog))
            self._window.context.actions[name].trigger()
            when(lambda closer=closer: closer.has_closed(1))
            closer.stop()
            closer.deleteLater()

    def _take(self, name: str, shown: QWidget) -> None:
        for language, theme in self._dresses():
            for width, height in self._sizes if shown is self._window else [(0, 0)]:
                if width:
                    self._window.resize(width, height)
                when(lambda: False, seconds=0.25)
                size = f"{width}x{height}" if width else "dialog"
                file = self._out / f"{name}_{language}_{theme}_{size}_{self._mark}.png"
                shown.grab().save(str(file))
                for finding in findings(shown) if theme == "light" else ():
                    print(f"FINDING\t{name} {language} {size} {self._mark}\t{finding}", flush=True)

    def _dresses(self) -> Iterator[tuple[str, str]]:
        for language, theme in DRESSES:
            self._window.context.settings.change("appearance", language=language, theme=theme)
            yield language, theme


if __name__ == "__main__":
    sys.exit(main())
