"""What lies over the picture while there is none to see: opening, lost, or switched off, and what can be done about it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.live.feed import FeedFigures, State
from station.ui.error_texts import said
from station.ui.icons import icon
from station.ui.theme import GAP, GRID, MARGIN, theme

WIDTH = 140 * GRID


class Veil(QFrame):
    """A card in the middle of a view; hidden while pictures come."""

    cancel_wanted = Signal()
    connect_wanted = Signal()

    def __init__(self, view: QWidget) -> None:
        """Lie over this view."""
        super().__init__(view)
        self._view = view
        self.setProperty("role", "card")
        self._source = ""
        self._figures: FeedFigures | None = None
        self._icon = QLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cancel = QPushButton(self)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.connect_ = QPushButton(self)
        self.connect_.setProperty("role", "primary")
        self.connect_.clicked.connect(self.connect_wanted)
        head = QHBoxLayout()
        head.setSpacing(GAP + GAP // 2)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.connect_)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(buttons)
        view.installEventFilter(self)
        self.hide()

    @property
    def title(self) -> str:
        """What it says."""
        return self._title.text()

    @property
    def text(self) -> str:
        """What it says below that."""
        return self._text.text()

    def show_state(self, figures: FeedFigures | None, *, source: str) -> None:
        """Say how the source is doing; None: it is switched off."""
        is_same = self._figures is not None and figures is not None and self._said(self._figures) == self._said(figures)
        if is_same and source == self._source:
            return
        self._figures, self._source = figures, source
        if figures is not None and figures.state is State.RUNNING:
            self.hide()
            return
        self.retranslate()
        self.show()
        self._place()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.cancel.setText(self.tr("Cancel"))
        self.connect_.setText(self.tr("Connect"))
        figures = self._figures
        if figures is None or figures.state is State.ENDED:
            self._say("plug-connected-x", self.tr("Camera is off"), self.tr("Source: {source}"), is_off=True)
        elif figures.is_held:
            self._say("alert-triangle", self.tr("No usable picture"), said(figures.problem), is_off=False)
            self.connect_.show()
        elif figures.state is State.LOST:
            self._say("alert-triangle", self.tr("Reconnecting..."), said(figures.problem), is_off=False)
        else:
            self._say("camera", self.tr("Opening..."), self.tr("Source: {source}"), is_off=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.retranslate()
        super().changeEvent(event)

    def _say(self, picture: str, title: str, text: str, *, is_off: bool) -> None:
        colour = theme().warning_text if picture == "alert-triangle" else theme().muted
        self._icon.setPixmap(icon(picture, colour=colour).pixmap(28, 28))
        self._title.setText(title)
        self._text.setText(text.replace("{source}", self._source))
        self.cancel.setVisible(not is_off)
        self.connect_.setVisible(is_off)

    def _place(self) -> None:
        view = self._view
        width = min(WIDTH, view.width() - 2 * MARGIN)
        self.setFixedWidth(max(120, width))
        self.adjustSize()
        self.move((view.width() - self.width()) // 2, (view.height() - self.height()) // 2)

    @staticmethod
    def _said(figures: FeedFigures) -> tuple[State, str]:
        return figures.state, figures.problem
