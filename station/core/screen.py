"""Whether this computer can show a window, and what a bare Debian needs for it."""

import importlib
import os
import sys

from station.core.errors import StationError
from station.core.programs import command

WINDOW_PACKAGES = (
    "libegl1 libgl1 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 "
    "libxcb-render-util0 libxcb-xinerama0 libxcb-shape0"
)
"""What a bare Debian lacks for the window."""


def has_screen() -> bool:
    """Whether a window could be seen: always on Windows and macOS, elsewhere where a display is named."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(variable) for variable in named)


def expect_screen() -> None:
    """Raise StationError, saying what to do, where no window can be shown."""
    if not has_screen():
        raise StationError(
            f"the window needs a screen, and there is none here; the commands do without: {command('--help')}"
        )
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise StationError(
            f"Qt's libraries do not load ({error}); on Debian: apt-get install {WINDOW_PACKAGES}"
        ) from error
