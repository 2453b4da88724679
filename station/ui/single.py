"""One window per project: whoever opens a project that is open already is shown the window that has it.

A local socket is named after the project's folder. One that a killed station left is answered by nobody: it is taken.
"""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from station.core.folders import config_folder

ANSWER_MS = 3000
"""How long the other window may take; it stalls for a tenth of a second at most."""

_ASK, _ANSWER = b"show\n", b"shown\n"


def socket_name(folder: Path) -> str:
    """The name of a project's socket: of the folder as the system knows it, and of the person."""
    known = f"{config_folder()}\n{os.path.normcase(folder.resolve())}"
    return f"seam-station-{hashlib.sha256(known.encode()).hexdigest()[:24]}"


def show_other(folder: Path, *, milliseconds: int = ANSWER_MS) -> bool:
    """Ask the window that has this project to come to the front, and wait; whether there is one that does.

    For the start only, before there is a window that would have to wait.
    """
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    if not socket.waitForConnected(milliseconds):
        return False
    socket.write(_ASK)
    heard = b""
    while len(heard) < len(_ANSWER) and socket.waitForReadyRead(milliseconds):
        heard += bytes(socket.readAll().data())
    socket.abort()
    return heard == _ANSWER


class Claim(QObject):
    """Holds the project of this window, and asks whether another window holds one."""

    wanted = Signal()
    """Somebody opened this project again: show the window."""

    def __init__(self, parent: QObject) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def ask(self, folder: Path, *, free: Callable[[], None], taken: Callable[[], None]) -> None:
        """Call `taken` once another window has come to the front with this project, `free` where none answers."""
        _Question(self, socket_name(folder), free=free, taken=taken)

    def take(self, folder: Path) -> bool:
        """Hold this project and no other; False where another window was quicker, or the system knows no sockets."""
        self.leave()
        name = socket_name(folder)
        if _answers(name):
            return False
        QLocalServer.removeServer(name)  # what a killed station left
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(name):
            server.deleteLater()
            return False
        server.newConnection.connect(self._called)
        self._server = server
        return True

    def leave(self) -> None:
        """Hold nothing."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _called(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._asked, socket))
            self._asked(socket)

    def _asked(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() >= len(_ASK):
            socket.readAll()
            socket.write(_ANSWER)
            socket.flush()
            self.wanted.emit()


class _Question(QObject):
    """One question to whoever holds a project, without waiting."""

    def __init__(self, parent: QObject, name: str, *, free: Callable[[], None], taken: Callable[[], None]) -> None:
        super().__init__(parent)
        self._free = free
        self._taken = taken
        self._open = True
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self._heard)
        self._socket.errorOccurred.connect(self._nobody)
        self._socket.connected.connect(self._say)
        QTimer.singleShot(ANSWER_MS, self, self._nobody)
        self._socket.connectToServer(name)

    def _say(self) -> None:
        self._socket.write(_ASK)

    def _heard(self) -> None:
        if self._socket.bytesAvailable() >= len(_ANSWER):
            self._end(self._taken)

    def _nobody(self) -> None:
        self._end(self._free)

    def _end(self, tell: Callable[[], None]) -> None:
        if not self._open:
            return
        self._open = False
        self.deleteLater()
        tell()


def _answers(name: str) -> bool:
    """Whether somebody listens there; the system answers at once."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    answered = socket.waitForConnected(100)
    socket.abort()
    return answered
