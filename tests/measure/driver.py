"""Drives a window that runs in its own event loop: a script is a generator that yields what it waits for."""

from collections.abc import Callable, Generator
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station.ui.window import Window

Wait = float | Callable[[], bool]
"""Seconds, or what has to become true (within a minute)."""
Script = Generator[Wait, None, None]
PATIENCE_S = 40.0


class Driver(QObject):
    """Goes on with a script whenever what it waits for has come; the window's own event loop runs between."""

    def __init__(self, window: Window, script: Script, *, ended: Callable[[], object]) -> None:
        """Begin when the event loop does; `ended` is called when the script is over."""
        super().__init__(window)
        self._script = script
        self._ended = ended
        self._wait: Wait = 0.0
        self._since = monotonic()
        self.late: list[str] = []
        """What never came."""
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._is_over_waiting():
            return
        self._timer.stop()
        try:
            self._wait = next(self._script)
        except StopIteration:
            self._ended()
            return
        self._since = monotonic()
        self._timer.start()

    def _is_over_waiting(self) -> bool:
        passed = monotonic() - self._since
        if not callable(self._wait):
            return passed >= self._wait
        if self._wait():
            return True
        if passed > PATIENCE_S:
            inner: Script = self._script
            while inner.gi_yieldfrom is not None:
                inner = inner.gi_yieldfrom
            self.late.append(f"waited {PATIENCE_S:.0f} s in vain in line {inner.gi_frame.f_lineno} of {inner.__name__}")
            print(self.late[-1], flush=True)
            return True
        return False


def press(window: Window, name: str) -> None:
    """Press the key of an action where the focus is, as a person does."""
    pressed = QKeySequence(window.context.actions.key_of(name).split(", ")[0])[0]
    handle = (QApplication.focusWidget() or window).window().windowHandle()
    assert handle is not None
    for kind in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.keyEvent(kind, handle, pressed.key(), Qt.KeyboardModifier(pressed.keyboardModifiers()))
