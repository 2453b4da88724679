"""The guide: read beside the window, offline and in the window's language, with its headings at the left."""

from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QListWidgetItem, QTextBrowser, QWidget

from station.core.folders import resource
from station.live.jobs import Job
from station.ui.context import Context
from station.ui.dialogs import fit
from station.ui.guide_text import Page, anchor_of, dressed, headings, read
from station.ui.list_dialog import ListDialog
from station.ui.theme import GRID, MARGIN, theme

WIDEST = 210 * GRID
"""Of a line: longer ones are hard to read."""
SETTLED_MS = 150
"""So long after the last change of width or theme the guide is laid out: while the dialog comes on the screen there are several."""


class Guide(ListDialog):
    """A window of its own that leaves the station's usable."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Read the guide in a job, as soon as it is known how wide it will be."""
        super().__init__(parent)
        self._settled = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._read)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self._context = context
        self._language = _spoken()
        self.page: Page | None = None
        """What is shown: none until it is read."""
        self._wanted = ("", 0)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width is known before the text
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.addWidget(self.text)
        self.search.textEdited.connect(partial(self._look_for, anew=True))
        self.search.returnPressed.connect(self._look_on)
        self.list.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        self.retranslate()
        fit(self, 1220, 780)
        self.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the pictures to the new width."""
        super().resizeEvent(event)
        self._settled.start()

    def retranslate(self) -> None:
        """Set all texts, and read the guide in the new language."""
        super().retranslate()
        self.setWindowTitle(self.tr("Guide"))
        self.search.setPlaceholderText(self.tr("Find in the guide"))
        self.search.setAccessibleName(self.tr("Find in the guide"))
        self.list.setAccessibleName(self.tr("Contents of the guide"))
        self.text.setAccessibleName(self.tr("Guide"))
        if _spoken() != self._language:
            self._language = _spoken()
            self._settled.start()

    def _read(self) -> None:
        room = self.text.viewport().width() - 2 * MARGIN
        language, ratio, frame = self._language, self.devicePixelRatioF(), theme().border
        width = max(1, min(WIDEST, room))
        self._wanted = (language, width)

        def work(job: Job) -> Page:
            del job
            return read(resource("guide") / f"{language}.md", width=width, ratio=ratio, frame=frame)

        self._context.jobs.run(self.tr("Reading the guide"), work, owner=self, ended=self._show, reads=True)

    def _show(self, page: Page) -> None:
        if (page.file.stem, page.width) != self._wanted:
            return  # another has been asked for meanwhile
        is_other = self.page is None or self.page.file != page.file
        place = self.text.verticalScrollBar().value()
        self.page = page
        document = QTextDocument(self.text)
        side = max(MARGIN, (self.text.viewport().width() - page.width) // 2)
        dressed(document, page, side=side)
        self.text.setDocument(document)  # which deletes the one before
        if is_other:
            self._list_headings()
            self._begin_with_first_steps()
        else:
            self.text.verticalScrollBar().setValue(place)

    def _list_headings(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for level, text in headings(self.text.document()):
            item = QListWidgetItem("    " * (level - 2) + text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setToolTip(text)
        self.list.blockSignals(False)

    def _begin_with_first_steps(self) -> None:
        """Open at the first part that has steps: who reads this has the program, so download and set-up are behind them."""
        levels = [level for level, _ in headings(self.text.document())]
        self.list.setCurrentRow(next((row for row, (now, then) in enumerate(pairwise(levels)) if then > now), 0))

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
        self._look_for(self.search.text(), anew=False)

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
