"""Offers to look at what was just written, with the program that this PC has for it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices


def opening(path: Path, text: str, *, owner: QObject) -> QAction:
    """An action of that text which opens a file or a folder; the owner's last such action goes."""
    for last in owner.findChildren(QAction, "opening"):
        last.deleteLater()
    action = QAction(text, owner)
    action.setObjectName("opening")
    action.triggered.connect(partial(_open, path))
    return action


def _open(path: Path, _checked: bool = False) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
