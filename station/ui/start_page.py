"""What the window shows without a project: open one, make one, try the practice lab, or go on with a recent one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station.live.jobs import Job
from station.ui.actions import native
from station.ui.bridge import Bridge
from station.ui.context import Context
from station.ui.icons import beside_icon, icon
from station.ui.recent_list import ROW, RecentList
from station.ui.roles import label
from station.ui.start_card import StartCard
from station.ui.theme import GAP, GRID, MARGIN, theme

WIDEST = 260 * GRID
"""Lines longer than this are hard to read."""

CARDS = {
    "project.open": "folder-open",
    "project.new": "folder-plus",
    "project.practice": "flask",
    "project.try": "eye",
}
"""By action, the icon of its card."""


class StartPage(QWidget):
    """The first thing a person sees; the whole of it takes what is dropped."""

    project_chosen = Signal(Path)
    project_forgotten = Signal(Path)

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(parent)
        self._context = context
        self._bridge = Bridge(self)
        self._shown: object = None
        self._title = label(self, role="hero")
        self._subtitle = label(self, role="muted")
        self.guide = QPushButton(icon("book"), "", self)
        self.guide.clicked.connect(context.actions["help.guide"].trigger)
        self.cards = {name: StartCard(picture, self) for name, picture in CARDS.items()}
        for name, card in self.cards.items():
            card.clicked.connect(context.actions[name].trigger)
        self._heading = label(self, role="heading")
        self.recent = RecentList(self)
        self.recent.chosen.connect(self.project_chosen)
        self.recent.forgotten.connect(self.project_forgotten)
        self._drop = _DropHint(self)
        self._arrange()
        context.actions.keys_changed.connect(self.retranslate)
        context.memory.listen(self._remembered)
        self.retranslate()
        self._remembered()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._title.setText("Seam Station")
        self.guide.setText(beside_icon(self.tr("Guide")))
        self._subtitle.setText(self.tr("Film seams, label the frames, train a network, and let it watch the machine."))
        texts = {
            "project.open": (self.tr("Open a project"), self.tr("Go on with the clips, labels and networks of a lab.")),
            "project.new": (
                self.tr("Make a project"),
                self.tr("A folder for your clips and labels, with the attributes or classes you want to tell apart."),
            ),
            "project.practice": (
                self.tr("Try the practice lab"),
                self.tr("Seams drawn by the computer, with labels: everything works without a camera."),
            ),
            "project.try": (
                self.tr("Watch a practice seam"),
                self.tr("A camera drawn by the computer, judged at once: OK, NOT OK, and what was looked at."),
            ),
        }
        for name, (title, text) in texts.items():
            self.cards[name].say(title, text, key=native(self._context.actions.key_of(name)))
        self._heading.setText(self.tr("Recent projects"))
        self.recent.setAccessibleName(self.tr("Recent projects"))
        self._drop.say(
            self.tr(
                "Or drop a project's folder, a folder with one folder of pictures a class, or a clip anywhere in this window."
            )
        )
        self.recent.viewport().update()
        self._share_height()

    def expect_drop(self, expecting: bool) -> None:
        """Show that what is held above the window can be dropped."""
        self._drop.light(expecting)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again which of the recent projects are there."""
        super().showEvent(event)
        self._look()
        first = self.recent if self.recent.count() else self.cards["project.open"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what the rest leaves, so that nothing else has to be scrolled."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        width = min(self.width(), WIDEST)
        others = self._column.totalHeightForWidth(width) - self.recent.sizeHint().height()
        self.recent.show_at_most((self.height() - others) // ROW)

    def _arrange(self) -> None:
        column = self._column = QVBoxLayout()
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._subtitle)
        column.addSpacing(MARGIN)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for card in self.cards.values():
            row.addWidget(card, 1)
        column.addLayout(row)
        column.addSpacing(MARGIN)
        column.addWidget(self._heading)
        column.addWidget(self.recent)
        column.addSpacing(GAP)
        column.addWidget(self._drop)
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setMaximumWidth(WIDEST)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.setContentsMargins(2 * MARGIN, 2 * MARGIN, 2 * MARGIN, 2 * MARGIN)
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(2, 2)
        grid.addWidget(middle, 1, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _remembered(self, *_: object) -> None:
        memory = self._context.memory.value
        if self._shown != (memory.recent, memory.opened):
            self._shown = memory.recent, memory.opened
            self.recent.show_projects(memory.recent, opened=memory.opened)
            for part in (self._heading, self.recent):
                part.setVisible(bool(memory.recent))
            self._share_height()
            self._look()

    def _look(self) -> None:
        """Ask the disk in a thread: a folder on a network that is away answers late."""
        if folders := self._context.memory.value.recent:
            told = self._bridge.carry(self.recent.show_missing)
            Job("recent projects", partial(_missing, folders), ended=told, failed=_nothing, stepped=_nothing).start()


class _DropHint(QFrame):
    """A dashed field that lights up while something is held above the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self._icon = QLabel(self)
        self._text = label(self, role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.setSpacing(GAP)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addStretch(1)
        self._dress()

    def say(self, text: str) -> None:
        """Set the text."""
        self._text.setText(text)

    def light(self, expecting: bool) -> None:
        """Light up or go out."""
        self.setProperty("lit", expecting)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._icon.setPixmap(icon("file-import", colour=theme().muted).pixmap(5 * GRID, 5 * GRID))


def _missing(folders: tuple[str, ...], job: Job) -> frozenset[str]:
    del job
    return frozenset(folder for folder in folders if not _is_there(Path(folder)))


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _nothing(_: object) -> None:
    """The list then stays as it is."""
