"""One picture of the gallery, enlarged: zoom, heat maps on and off, previous and next, off to labelling."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station.core.frame import Frame
from station.live.explaining import Shown
from station.ui.error_texts import said
from station.ui.frame_view import FrameView
from station.ui.roles import label
from station.ui.theme import GAP, MARGIN
from station.ui.training_gallery import Gallery


class Viewer(QDialog):
    """A window over the tab; the gallery stays as it was."""

    def __init__(self, gallery: Gallery, parent: QWidget) -> None:
        """Show the gallery's chosen picture."""
        super().__init__(parent)
        self._gallery = gallery
        self._index = max(0, gallery.current)
        self._asked = -1
        self._shown: Shown | None = None
        self.view = FrameView(self)
        self._text = label(self, role="heading")
        self.heat = QCheckBox(self)
        self.heat.setChecked(gallery.has_heat)
        self.heat.toggled.connect(self._show)
        self._previous, self._next, self._label, self._close = (QPushButton(self) for _ in range(4))
        for button in (self._previous, self._next, self._label, self._close):
            button.setAutoDefault(False)
        self._previous.clicked.connect(partial(self.go, -1))
        self._next.clicked.connect(partial(self.go, 1))
        self._label.clicked.connect(self._send)
        self._close.clicked.connect(self.accept)
        for key, do in (
            (Qt.Key.Key_Left, self._previous.click),
            (Qt.Key.Key_Right, self._next.click),
            (Qt.Key.Key_H, self.heat.toggle),
            (Qt.Key.Key_L, self._label.click),
            (Qt.Key.Key_Return, self.accept),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._text, 1)
        for part in (self.heat, self._previous, self._next, self._label, self._close):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.resize(parent.window().size() * 0.85)
        gallery.whole.connect(self._take)
        self.retranslate()
        self.go(0)

    def go(self, steps: int) -> None:
        """To another picture of the gallery."""
        if not self._gallery.list.count():
            return
        self._index = min(max(0, self._index + steps), self._gallery.list.count() - 1)
        self._gallery.list.setCurrentRow(self._index)
        self._previous.setEnabled(self._index > 0)
        self._next.setEnabled(self._index + 1 < self._gallery.list.count())
        self._text.setText(self._gallery.title_of(self._index))
        self._asked = self._gallery.ask_whole(self._index)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(self.tr("Picture"))
        self.heat.setText(self.tr("Heat maps (H)"))
        self._previous.setText(self.tr("Previous (←)"))
        self._next.setText(self.tr("Next (→)"))
        self._label.setText(self.tr("To labelling (L)"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _take(self, shown: Shown) -> None:
        if shown.request == self._asked:
            self._shown = shown
            self._show()

    def _show(self) -> None:
        shown = self._shown
        if shown is None or shown.plain is None:
            self.view.hint = said(shown.problem) if shown is not None else ""
            self.view.show_frame(None)
            return
        wanted = shown.covered if self.heat.isChecked() and shown.covered is not None else shown.plain
        self.view.show_frame(Frame(shown.plain, self._index, 0.0), picture=wanted)

    def _send(self) -> None:
        self.accept()
        self._gallery.label_wanted.emit(self._gallery.answers[self._index])
