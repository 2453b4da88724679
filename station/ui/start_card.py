"""A large button with an icon, a title, a sentence and its key."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station.ui.icons import icon
from station.ui.theme import GAP, GRID, MARGIN, theme

TILE = 12 * GRID
ICON = 7 * GRID


class StartCard(QPushButton):
    """One of the ways to begin. Its texts are labels, since a button's own text can't wrap."""

    def __init__(self, picture: str, parent: QWidget) -> None:
        """Begin with the icon alone."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._picture = picture
        self._tile = self._label("tile")
        self._tile.setFixedSize(TILE, TILE)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key = self._label("key")
        self._title = self._label("heading")
        self._text = self._label("muted")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setMinimumWidth(1)  # all cards are as wide as one another, whatever their longest word
        top = QHBoxLayout()
        top.addWidget(self._tile)
        top.addStretch(1)
        top.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN + GRID, MARGIN + GRID, MARGIN + GRID, MARGIN + GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress()

    def say(self, title: str, text: str, *, key: str) -> None:
        """Set the texts; an empty key shows none."""
        self._title.setText(title)
        self._text.setText(text)
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the texts need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the longest word needs."""
        return self._column.minimumSize()

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped texts need."""
        return self._column.totalHeightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _dress(self) -> None:
        self._tile.setPixmap(icon(self._picture, colour=theme().accent).pixmap(ICON, ICON))
