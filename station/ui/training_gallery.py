"""The pictures that a figure stands on, small, with their heat maps; one of them enlarged."""

from collections import deque
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.core.attributes import AttributeSet
from station.core.frame import Picture
from station.core.picture_reader import OpenReader
from station.core.project import Project
from station.live.evaluating import Answer
from station.live.explaining import Explainer, Shown
from station.model.runs import Run
from station.ui.bridge import Bridge
from station.ui.error_texts import said
from station.ui.frame_view import image_of
from station.ui.gallery_subject import Subject
from station.ui.roles import label, set_role
from station.ui.spoken import number
from station.ui.theme import GAP

PAGE = 48
"""Pictures shown at a time; more are fetched on demand."""
THUMBNAIL = QSize(160, 120)
DRAWN_AT_ONCE = 6


class Gallery(QWidget):
    """The page of pictures."""

    enlarged = Signal(int)
    """(index of the answer) Enter or a double click."""
    label_wanted = Signal(object)
    """(Answer)"""
    failed = Signal(object)
    """(exception)"""
    covered = Signal(int)
    """(index) The heat maps of this picture came."""
    whole = Signal(object)
    """(Shown) A whole picture that was asked for."""

    def __init__(self, parent: QWidget, *, open_reader: OpenReader) -> None:
        """Begin without pictures; what `open_reader` opens reads them."""
        super().__init__(parent)
        self.answers: tuple[Answer, ...] = ()
        self.has_heat = True
        self._subject: Subject | None = None
        self._run: Run | None = None
        self._coloured: AttributeSet | None = None
        self._project: Project | None = None
        self._shown = 0
        self._asked = -1
        self._indices: list[int] = []
        self._awaited: set[int] = set()
        self._problem = ""
        self._pixmaps: dict[tuple[int, bool], QPixmap] = {}
        self._arrived: deque[Shown] = deque()
        self._bridge = Bridge(self)
        self.explainer = Explainer(put=self.take, failed=self._bridge.carry(self._fail), open_reader=open_reader)
        self._title = label(self, role="heading", wraps=True)
        self.list = _Pictures(self)
        self.list.opened.connect(self._open)
        self.more = QPushButton(self)
        self.more.clicked.connect(self._fetch)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        self._waiting = label(self, role="muted")
        row.addWidget(self._waiting)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self._timer = QTimer(self, interval=33)
        self._timer.timeout.connect(self._draw)
        self.retranslate()

    def take(self, shown: Shown) -> None:
        """Take a picture in from another thread; it is drawn at the next turn. Bound: what one wish asks for."""
        self._arrived.append(shown)

    def show_answers(self, project: Project, run: Run, subject: Subject, answers: tuple[Answer, ...]) -> None:
        """Show the pictures of these answers, which are what is said of the subject."""
        self._project, self._run, self._subject, self.answers = project, run, subject, answers
        self._begin()

    def recolour(self, attributes: AttributeSet) -> None:
        """Show heat maps in these colours: of a run of these attributes, all that is there anew."""
        before, self._coloured = self._coloured, attributes
        if self._run is None or not self.answers or before == attributes:
            return
        if self._run.card.attribute_set.names == attributes.names:
            self._pixmaps.clear()
            self.go_on()

    def clear(self) -> None:
        """Show nothing."""
        self.explainer.stop()
        self.answers, self._subject, self._run = (), None, None
        self._begin()

    def path_of(self, index: int) -> Path:
        """The picture's file."""
        assert self._project is not None
        return self._project.pics / self.answers[index].name

    @property
    def current(self) -> int:
        """The index of the chosen picture; -1 without one."""
        return self.list.currentRow()

    def ask_whole(self, index: int) -> int:
        """Ask for a picture in its full size, which comes by `whole`; the small ones wait until `go_on`."""
        run, attribute = self.what_of()
        self._timer.start()
        return self.explainer.show(run, [self.path_of(index)], attributes=(attribute,), coloured=self._coloured)

    def go_on(self) -> None:
        """Ask for what is not there yet of the small pictures."""
        self._indices = [index for index in range(self._shown) if (index, True) not in self._pixmaps]
        if not self._indices:
            return
        run, attribute = self.what_of()
        paths = [self.path_of(index) for index in self._indices]
        self._asked = self.explainer.show(
            run, paths, attributes=(attribute,), width=THUMBNAIL.width() * 2, coloured=self._coloured
        )
        self._awaited = set(self._indices)
        self._problem = ""
        self._say_heat()
        self._timer.start()

    def set_heat(self, wanted: bool) -> None:
        """Show heat maps, or the pictures as they are."""
        self.has_heat = wanted
        self._say_heat()
        for index in range(self.list.count()):
            self._dress(index)

    def what_of(self) -> tuple[Run, str]:
        """The run, and the attribute or class whose heat maps are shown."""
        assert self._run is not None
        assert self._subject is not None
        return self._run, self._subject.attribute

    def words_of(self, index: int) -> str:
        """What stands below a small picture."""
        assert self._subject is not None
        return self._subject.caption(index, self.answers[index])

    def title_of(self, index: int) -> str:
        """What stands beside a picture enlarged."""
        assert self._subject is not None
        return self._subject.title(index, self.answers[index])

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.list.setAccessibleName(self.tr("Pictures"))
        self.more.setText(self.tr("Show more"))
        if self._subject is None:
            self._title.setText(self.tr("Choose a number in the test figures to see its pictures here"))
        else:
            self._title.setText(self._subject.heading(shown=self._shown, count=len(self.answers)))
        self._say_heat()
        self.more.setVisible(self._shown < len(self.answers))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _begin(self) -> None:
        self._arrived.clear()
        self._pixmaps.clear()
        self._asked, self._indices = -1, []
        self._timer.stop()
        self._awaited, self._problem = set(), ""
        self.list.clear()
        self._shown = 0
        if self.answers:
            self._fetch()
            self.list.setCurrentRow(0)
        self.retranslate()

    def _fetch(self) -> None:
        first, last = self._shown, min(len(self.answers), self._shown + PAGE)
        empty = QPixmap(THUMBNAIL)
        empty.fill(Qt.GlobalColor.transparent)
        for index in range(first, last):
            item = QListWidgetItem(QIcon(empty), self.words_of(index), self.list)
            item.setToolTip(self.answers[index].name)
        self._shown = last
        self.go_on()
        self.retranslate()

    def _draw(self) -> None:
        for _ in range(min(DRAWN_AT_ONCE, len(self._arrived))):
            shown = self._arrived.popleft()
            if shown.request == self._asked:
                self._place(self._indices[shown.index], shown)
            else:
                self.whole.emit(shown)

    def _place(self, index: int, shown: Shown) -> None:
        if shown.plain is None:
            self.list.item(index).setText(said(shown.problem))
            self._awaited.discard(index)
            self._say_heat()
            return
        self._pixmaps[index, False] = _pixmap(shown.plain)
        if shown.covered is not None:
            self._pixmaps[index, True] = _pixmap(shown.covered)
            self._awaited.discard(index)
            self._say_heat()
            self.covered.emit(index)
        self._dress(index)

    def _dress(self, index: int) -> None:
        pixmap = self._pixmaps.get((index, self.has_heat)) or self._pixmaps.get((index, False))
        if pixmap is not None:
            shown = QIcon(pixmap)
            shown.addPixmap(
                pixmap, QIcon.Mode.Selected
            )  # else Qt tints what is chosen, and colours are what it is about
            self.list.item(index).setIcon(shown)

    def _open(self) -> None:
        if self.current >= 0:
            self.enlarged.emit(self.current)

    def _fail(self, error: BaseException) -> None:
        self._awaited, self._problem = set(), said(error)
        self._say_heat()
        self.failed.emit(error)

    def _say_heat(self) -> None:
        """Why a picture on the page has no heat map, where one has none."""
        if not self.answers:
            text = ""
        elif not self.has_heat:
            text = self.tr("Heat maps are off (H)")
        elif self._problem:
            text = self.tr("No heat maps: {why}").format(why=self._problem)
        elif self._awaited:
            text = self.tr("Heat maps to come: {n} ...").format(n=number(len(self._awaited)))
        else:
            text = ""
        self._waiting.setText(text)
        self._waiting.setToolTip(text)
        set_role(self._waiting, "warning" if self._problem else "muted")
        self._waiting.setVisible(bool(text))


class _Pictures(QListWidget):
    """The small pictures, moved through with the arrow keys."""

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(THUMBNAIL)
        self.setSpacing(GAP)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enlarges; letters are the tab's keys, not a search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        if event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)


def _pixmap(picture: Picture) -> QPixmap:
    kept = np.ascontiguousarray(picture)
    image = image_of(kept)
    return QPixmap.fromImage(image).scaled(
        THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
