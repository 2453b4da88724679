"""The guide: read beside the window, offline and in the window's language, with its headings at the left."""

from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from station.core.folders import resource
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.guide_text import Page, anchor_of, dressed, headings, read
from station.ui.theme import GAP, GRID, MARGIN, theme

CONTENTS = 64 * GRID
WIDEST = 210 * GRID
"""Of a line: longer ones are hard to read."""
SETTLED_MS = 150
"""So long after the last change of the width the pictures are scaled anew."""


class Guide(QDialog):
    """A window of its own that leaves the station's usable."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Read the guide in a job."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self._context = context
        self._language = _spoken()
        self.page: Page | None = None
        """What is shown: none until it is read."""
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.contents = QListWidget(self)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width is known before the text
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_button = QPushButton(self)
        self.close_button.setAutoDefault(False)
        self._settled = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._read)
        self._lay_out()
        self.words.textEdited.connect(partial(self._look_for, anew=True))
        self.words.returnPressed.connect(self._look_on)
        self.contents.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        self.close_button.clicked.connect(self.close)
        self._retranslate()
        fit(self, 1220, 780)
        self.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if _spoken() != self._language:
                self._language = _spoken()
                self._read()
        elif event.type() == QEvent.Type.PaletteChange:
            self._read()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the pictures to the new width, once it has settled."""
        super().resizeEvent(event)
        self._settled.start()

    def _lay_out(self) -> None:
        self.contents.setFixedWidth(CONTENTS)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.words)
        left.addWidget(self.contents, 1)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addLayout(row, 1)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Guide"))
        self.words.setPlaceholderText(self.tr("Find in the guide"))
        self.words.setAccessibleName(self.tr("Find in the guide"))
        self.contents.setAccessibleName(self.tr("Contents of the guide"))
        self.text.setAccessibleName(self.tr("Guide"))
        self.close_button.setText(self.tr("Close"))

    def _read(self) -> None:
        room = self.text.viewport().width() - 2 * MARGIN
        language, ratio, frame = self._language, self.devicePixelRatioF(), theme().border
        width = max(1, min(WIDEST, room))

        def work(job: Job) -> Page:
            del job
            return read(resource("guide") / f"{language}.md", width=width, ratio=ratio, frame=frame)

        self._context.jobs.run(self.tr("Reading the guide"), work, owner=self, ended=self._show, reads=True)

    def _show(self, page: Page) -> None:
        is_other = self.page is None or self.page.file != page.file
        place = 0 if is_other else self.text.verticalScrollBar().value()
        self.page = page
        document = QTextDocument(self.text)
        side = max(MARGIN, (self.text.viewport().width() - page.width) // 2)
        dressed(document, page, side=side)
        self.text.setDocument(document)  # which deletes the one before
        if is_other:
            self._list_headings()
        self.text.verticalScrollBar().setValue(place)

    def _list_headings(self) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for level, text in headings(self.text.document()):
            item = QListWidgetItem("    " * (level - 2) + text, self.contents)
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setToolTip(text)
        self.contents.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._go_to(anchor_of(str(item.data(Qt.ItemDataRole.UserRole))))

    def _follow(self, link: QUrl) -> None:
        """To a heading, or to the guide in the other language."""
        name = PurePosixPath(link.path()).stem
        if name and name != self._language and (resource("guide") / f"{name}.md").exists():
            self._language = name
            self._read()
        elif link.hasFragment():
            self._go_to(link.fragment())

    def _go_to(self, anchor: str) -> None:
        document = self.text.document()
        block = document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                top = document.documentLayout().blockBoundingRect(block).top()
                self.text.verticalScrollBar().setValue(round(top) - MARGIN)
                return
            block = block.next()

    def _look_on(self) -> None:
        self._look_for(self.words.text(), anew=False)

    def _look_for(self, words: str, *, anew: bool) -> None:
        """Mark the next place with these words, from the beginning where it was the last one."""
        cursor = self.text.textCursor()
        if anew:
            cursor.setPosition(cursor.selectionStart())
        document = self.text.document()
        found = document.find(words, cursor)
        if found.isNull():
            found = document.find(words)
        if found.isNull():
            cursor.clearSelection()
        self.text.setTextCursor(cursor if found.isNull() else found)


def open_guide(context: Context, window: QWidget) -> None:
    """Show the guide beside the window, so that it can be followed; one that is open comes to the front."""
    guide = window.findChild(Guide) or Guide(context, window)
    guide.show()
    guide.activateWindow()


def _spoken() -> str:
    return "de" if QLocale().language() is QLocale.Language.German else "en"
