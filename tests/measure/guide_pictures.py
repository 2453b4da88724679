"""Takes the pictures of the guide anew, in both languages: `python -m tests.measure.guide_pictures --project COPY`.

The project: a copy of a practice project with a run. The pictures go to `resources/guide/<language>_<name>.webp`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QWidget

from station.ui.app import make_window
from station.ui.window import Window
from tests.measure.display import display
from tests.measure.states import STATES, hold_a_fault, leave
from tests.ui.probe import when
from tests.ui.rounds import Closer, quiet

if TYPE_CHECKING:
    from station.ui.inspection_tab import InspectionTab

SIZE = 1280, 740
LOSSLESS, QUALITY = 100, 82
LARGEST = 70_000
"""In bytes: a picture that is larger without loss, as one with cloth in it is, is kept with some."""
SETTLING_S = 0.6


def main() -> int:
    """On a screen of our own, in a process of its own that knows it from its beginning."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "resources" / "guide")
    parser.add_argument("--languages", nargs="*", default=["en", "de"])
    wish = parser.parse_args()
    with display(1366, 900) as screen, tempfile.TemporaryDirectory() as home:
        own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        own["HOME"] = "/home/lab"  # is shown, and nothing is written there
        code = f"from tests.measure.guide_pictures import take; take({str(wish.project)!r}, {str(wish.out)!r}, {wish.languages!r})"
        return subprocess.call([sys.executable, "-c", code], env={**os.environ, **screen, **own})


def take(project: str, out: str, languages: list[str]) -> None:
    """Reach each state in these languages and keep its picture."""
    application = QApplication(sys.argv[:1])
    window = make_window(application)
    window.show()
    window.resize(*SIZE)
    for language in languages:
        window.context.settings.change("appearance", language=language, theme="light")
        window.context.memory.change("", recent=(), opened={})
        Pictures(window, Path(out), language).take_all(Path(project))
    window.close()


class Pictures:
    """Those of one language."""

    def __init__(self, window: Window, out: Path, language: str) -> None:
        """Write into this folder."""
        self._window = window
        self._out = out
        self._language = language

    def take_all(self, project: Path) -> None:
        """In the order of the guide."""
        self._keep("start", self._window)
        closer = Closer(self._window, meet=lambda dialog: self._keep("practice", dialog))
        self._window.context.actions["project.practice"].trigger()
        assert when(lambda: closer.has_closed(1))
        closer.stop()
        closer.deleteLater()
        self._take_trial()
        for name in ("camera", "labelling", "training"):
            STATES[name](self._window, project)
            self._keep(name, self._window)
            leave(self._window)
        self._close()

    def _take_trial(self) -> None:
        self._window.context.actions["project.try"].trigger()
        tab = cast("InspectionTab", self._window.tabs.tab("inspection"))
        if not hold_a_fault(self._window, tab):
            print(f"{self._language}: no fault was well seen", flush=True)
        self._keep("inspection", self._window)
        leave(self._window)
        self._close()

    def _close(self) -> None:
        self._window.desk.close()
        quiet(self._window)

    def _keep(self, name: str, shown: QWidget) -> None:
        when(lambda: False, seconds=SETTLING_S)
        file = self._out / f"{self._language}_{name}.webp"
        picture = shown.grab()
        picture.save(str(file), "WEBP", LOSSLESS)
        if file.stat().st_size > LARGEST:
            picture.save(str(file), "WEBP", QUALITY)
        print(f"{file.name}: {file.stat().st_size // 1000} KB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
