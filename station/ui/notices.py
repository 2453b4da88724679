"""Notices: a quiet bar that says what happened and what to do, with the details on demand, and a list of all of them."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from station.ui.icons import icon
from station.ui.theme import GAP, MARGIN, theme

KEPT = 500
MOST_UNREAD = 20
INFORMATION_MS, OFFER_MS = 6000, 20_000
"""So long a piece of information is shown, and one that offers to do something."""

_log = logging.getLogger("station.window")


class Level(Enum):
    """How much a notice matters."""

    INFORMATION = "info-circle"
    WARNING = "alert-triangle"
    ERROR = "alert-circle"


class Cause(Enum):
    """What a notice is about, where that may be over before anybody has read it."""

    NO_PICTURE = "no picture"
    NO_START = "no start"
    NO_VERDICT = "no verdict"
    MISHAP = "mishap"
    ALARM = "alarm"
    DRIFT = "drift"


_LOGGED = {Level.INFORMATION: logging.INFO, Level.WARNING: logging.WARNING, Level.ERROR: logging.ERROR}
assert set(_LOGGED) == set(Level)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person, when it came, and what else is known (a traceback, a path)."""

    when: datetime
    level: Level
    text: str
    details: str = ""
    action: QAction | None = None
    """What may be done about it at once."""
    cause: Cause | None = None
    """What takes it back once that is over."""


def colour_of(level: Level) -> str:
    """The colour of a level's icon in the theme of now."""
    now = theme()
    return {Level.INFORMATION: now.accent, Level.WARNING: now.warning_text, Level.ERROR: now.not_ok_text}[level]


class Notices(QObject):
    """All that was told since the start; every notice is logged as well."""

    told = Signal(object)
    """(Notice)"""
    over = Signal(object)
    """(Cause): what was told of it needs not be read any more"""

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.all: list[Notice] = []
        self._standing: set[Cause] = set()

    def tell(
        self,
        text: str,
        *,
        level: Level = Level.INFORMATION,
        details: str = "",
        action: QAction | None = None,
        cause: Cause | None = None,
    ) -> None:
        """Tell the person something; in the window's thread only. A newer notice of a cause takes the place of the older one."""
        notice = Notice(datetime.now().astimezone(), level, text, details, action, cause)
        if cause is not None:
            self.withdraw(cause)
            self._standing.add(cause)
        self.all = [*self.all[-(KEPT - 1) :], notice]
        _log.log(_LOGGED[level], "%s%s", text, f"\n{details}" if details else "")
        self.told.emit(notice)

    def warn(self, text: str, *, details: str = "", action: QAction | None = None, cause: Cause | None = None) -> None:
        """Tell of something that needs looking at."""
        self.tell(text, level=Level.WARNING, details=details, action=action, cause=cause)

    def fail(self, text: str, *, details: str = "", cause: Cause | None = None) -> None:
        """Tell of something that did not work."""
        self.tell(text, level=Level.ERROR, details=details, cause=cause)

    def withdraw(self, *causes: Cause) -> None:
        """That is over: what was told of it goes from the bar, and stays in the list of all."""
        for cause in self._standing.intersection(causes):
            self._standing.remove(cause)
            self.over.emit(cause)


class NoticeBar(QFrame):
    """Shows notices below the tabs: information goes away by itself, warnings and errors stay until they are dismissed."""

    details_wanted = Signal()
    shown = Signal(bool)
    """Whether there is something to dismiss."""

    def __init__(self, notices: Notices, parent: QWidget) -> None:
        """Watch these notices; hidden until there is one."""
        super().__init__(parent)
        self._unread: list[Notice] = []
        self.setProperty("role", "notice")
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # a path may hold what looks like a mark-up
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QPushButton(self)
        self._more.clicked.connect(self.details_wanted)
        self._do = QPushButton(self)
        self._do.clicked.connect(self._act)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._close = QToolButton(self)
        self._close.setIcon(icon("x"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, GAP, GAP)
        row.setSpacing(GAP)
        for part in (self._icon, self._text, self._count, self._do, self._more, self._close):
            row.addWidget(part, 1 if part is self._text else 0)
        self._timer = QTimer(self, singleShot=True, interval=INFORMATION_MS)
        self._timer.timeout.connect(self.dismiss)
        self._retranslate()
        self.hide()
        notices.told.connect(self._take)
        notices.over.connect(self._withdraw)

    def dismiss(self) -> None:
        """Put the notice away; the one before it, where nobody has dismissed that, comes back."""
        self._timer.stop()
        if self._unread:
            self._unread.pop()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._more.setText(self.tr("Details"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._say_count()

    def _take(self, notice: Notice) -> None:
        """Information never covers what needs reading, and a notice that comes again is not counted twice."""
        if self._unread and notice.level is Level.INFORMATION and self._unread[-1].level is not Level.INFORMATION:
            return
        said = notice.level, notice.text
        self._unread = [
            other
            for other in self._unread
            if other.level is not Level.INFORMATION and (other.level, other.text) != said
        ][-(MOST_UNREAD - 1) :]
        self._unread.append(notice)
        self._timer.stop()
        if notice.level is Level.INFORMATION:
            self._timer.start(INFORMATION_MS if notice.action is None else OFFER_MS)
        self._show()

    def _withdraw(self, cause: Cause) -> None:
        was_shown = bool(self._unread) and self._unread[-1].cause is cause
        self._unread = [notice for notice in self._unread if notice.cause is not cause]
        if was_shown:
            self._timer.stop()
            self._show()
        self._say_count()

    def _show(self) -> None:
        if self._unread:
            notice = self._unread[-1]
            self._text.setText(notice.text)
            self._more.setVisible(bool(notice.details))
            self._do.setVisible(notice.action is not None)
            if notice.action is not None:
                self._do.setText(notice.action.text())
            self._say_count()
            self._dress()
        self.setVisible(bool(self._unread))
        self.shown.emit(bool(self._unread))

    def _act(self) -> None:
        """Do it and put the notice away."""
        action = self._unread[-1].action if self._unread else None
        self.dismiss()
        if action is not None:
            action.trigger()

    def _say_count(self) -> None:
        more = len(self._unread) - 1
        self._count.setText(self.tr("{n} more").format(n=more))
        self._count.setVisible(more > 0)

    def _dress(self) -> None:
        if not self._unread:
            return
        level = self._unread[-1].level
        if self.property("level") != level.name:
            self.setProperty("level", level.name)
            self.style().unpolish(self)
            self.style().polish(self)
        self._icon.setPixmap(icon(level.value, colour=colour_of(level)).pixmap(QSize(20, 20), self.devicePixelRatio()))
