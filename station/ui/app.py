"""The application: the only place where objects are wired, and the one hook for what nobody foresaw."""

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

import station
from station.core import storage
from station.core.errors import StationError
from station.core.folders import log_folder
from station.core.logs import WINDOW_BYTES, WINDOWS_KEPT
from station.core.own_session import OwnSession
from station.core.programs import is_packaged
from station.core.settings import Settings, load_memory, load_settings
from station.ui.bridge import Bridge
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.failures import tell_failure
from station.ui.icons import icon
from station.ui.key_guard import KeyGuard
from station.ui.languages import apply_language
from station.ui.signals import Signals
from station.ui.theme import apply_theme
from station.ui.window import Window

SWITCH_SECONDS = 0.0005
"""How long a thread may keep Python to itself while the window waits for it, at each of the many calls of a paint event.

Measured with the practice camera inspected and drawn on two busy cores: longest gap of a 5 ms timer 78 ms, against 125 ms
with Python's own 5 ms."""
TASKBAR_NAME = "SeamStation.Station"
"""The AppUserModelID of a checkout's window on Windows."""
MOST_TOLD = 3
REPEATS_LOGGED = 1000

_log = logging.getLogger("station.window")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run(project: Path | None = None, *, arguments: Sequence[str] = ()) -> int:
    """Open the window, with a project where one is given, and return the exit code when it closes.

    A window that has the project already is brought to the front instead.
    """
    application = QApplication([sys.argv[0], *arguments])
    if project is not None and _is_shown_elsewhere(project):
        if sys.stdout is not None:  # a windowed program has none
            sys.stdout.write(f"{project} is open already; its window was brought to the front\n")
        return 0
    sys.setswitchinterval(SWITCH_SECONDS)
    session = OwnSession.begin(_logs())
    trace = session.open_trace()
    if trace is not None:
        faulthandler.enable(trace)
    handler = _start_log(session.log)
    window = make_window(application)
    if session.previous is not None:
        window.tell_of_end(session.previous)
    hook = ErrorHook(window)
    hook.install()
    signals = Signals(window, end=window.end)
    window.show()
    QTimer.singleShot(0, window, lambda: window.begin(project))
    QTimer.singleShot(0, window, window.preparing.inspection)
    code = application.exec()
    signals.forget()
    hook.remove()
    window.deleteLater()
    logging.getLogger("station").removeHandler(handler)
    handler.close()
    if trace is not None:
        faulthandler.disable()
        trace.close()
    session.end()
    return code


def _logs() -> Path:
    with contextlib.suppress(StationError):  # no logs must not mean no station
        return storage.create_folder(log_folder())
    return log_folder()


def _is_shown_elsewhere(project: Path) -> bool:
    from station.ui.single import show_other  # sockets take time to load, and only this way needs them before the paint

    return show_other(project)


def make_window(application: QApplication) -> Window:
    """The window with everything it needs, dressed and in the person's language, not shown yet."""
    application.setApplicationName("seam-station")
    application.setApplicationDisplayName("Seam Station")
    application.setApplicationVersion(station.__version__)
    application.setDesktopFileName("seam-station")
    settings, memory = load_settings(), load_memory()
    dresser = _Dresser(application)
    dresser.dress(settings.value)
    settings.listen(dresser.dress)
    _name_for_the_taskbar()
    application.setWindowIcon(icon("station"))
    context = Context(application, settings=settings, memory=memory)
    window = Window(context)
    dresser.setParent(window)
    KeyGuard(application, window)
    for problem in (*settings.problems, *memory.problems):
        context.notices.warn(said(problem))
    return window


def _name_for_the_taskbar() -> None:
    """Windows groups windows on its taskbar by this name; without it a checkout's are Python's, with Python's icon.

    A packaged program needs none: Windows takes its path, as it does for a link to it. With a name that the link lacks,
    a pinned link and its window would be two buttons.
    """
    if sys.platform == "win32" and not is_packaged():
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(TASKBAR_NAME)


class ErrorHook:
    """Whatever nobody foresaw, in any thread: logged, told, and the window stays."""

    def __init__(self, window: Window) -> None:
        """Tell in this window."""
        self._window = window
        self._tell = Bridge(window).carry(self._told)
        self._before = sys.excepthook, threading.excepthook
        self._seen: Counter[tuple[type[BaseException], str]] = Counter()

    def install(self) -> None:
        """Take the place of Python's own hooks, and of Qt's messages on stderr."""
        sys.excepthook = self._caught
        threading.excepthook = lambda fault: self._caught(fault.exc_type, fault.exc_value, fault.exc_traceback)
        qInstallMessageHandler(_qt_said)

    def remove(self) -> None:
        """Put them back."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        place = kind, "".join(traceback.format_tb(trace)[-1:])
        self._seen[place] += 1
        if self._seen[place] <= MOST_TOLD:  # a timer that fails thirty times a second must not fill log and window
            _log.error("unexpected", exc_info=(kind, error, trace))
            self._tell(error)
        elif self._seen[place] % REPEATS_LOGGED == 0:
            _log.error("%s again, %d times by now: %s", kind.__name__, self._seen[place], error)

    def _told(self, error: BaseException) -> None:
        tell_failure(
            self._window.context.notices, QCoreApplication.translate("ErrorHook", "Something went wrong"), error
        )


class _Dresser(QObject):
    """Applies language and theme where they changed."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._worn: tuple[str, str] | None = None
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    def dress(self, settings: Settings) -> None:
        """Language and theme as the settings wish."""
        wish = settings.appearance
        self._wish = wish.theme
        if self._worn == (wish.language, wish.theme):
            return
        before, self._worn = self._worn, (wish.language, wish.theme)
        if before is None or before[0] != wish.language:
            apply_language(self._application, wish.language)
            for window in self._application.topLevelWidgets():
                window.setLocale(QLocale())  # else their fields keep the decimal sign that they were made with
        if before is None or before[1] != wish.theme:
            apply_theme(self._application, wish.theme)

    def _system_changed(self) -> None:
        if self._wish == "system":
            apply_theme(self._application, "system")


def _qt_said(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del context
    logging.getLogger("station.qt").log(_QT_LEVELS.get(kind, logging.WARNING), text)


def _start_log(file: Path) -> logging.Handler:
    try:
        handler: logging.Handler = RotatingFileHandler(
            file, maxBytes=WINDOW_BYTES, backupCount=WINDOWS_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("station")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler
