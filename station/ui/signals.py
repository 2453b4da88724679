"""Ctrl-C in the terminal and the system's wish to end become an orderly closing of the window."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Signals(QObject):
    """Calls `end` in the window's thread when the program is asked to end.

    Python runs its handlers only between its own instructions, and an idle window runs none: so a socket wakes Qt.
    """

    def __init__(self, parent: QObject, *, end: Callable[[], object]) -> None:
        """Listen to SIGINT and SIGTERM until `forget`."""
        super().__init__(parent)
        self._end = end
        self._wakes, self._woken = socket.socketpair()
        for end_of_pair in (self._wakes, self._woken):
            end_of_pair.setblocking(False)
        self._wakes_before = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _take_note) for number in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)

    def forget(self) -> None:
        """Leave the signals to whom they belonged before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakes_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._wakes.close()
        self._woken.close()

    def _came(self) -> None:
        numbers = self._woken.recv(64)
        if any(number in self._before for number in numbers):
            self._end()


def _take_note(number: int, frame: FrameType | None) -> None:
    """The socket has told it already; this stands in place of Python's own handler, which would end the program here."""
    del number, frame
