"""A short sentence over the picture, which goes away by itself: for what is no error and needs no click."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from station.core.label_desk import Tiding
from station.ui.frame_view import FrameView
from station.ui.spoken import number
from station.ui.theme import GRID, MARGIN
from station.ui.words import QT_TRANSLATE_NOOP

SHOWN_MS = 3000

TIDINGS = {
    Tiding.ALL_LABELLED: QT_TRANSLATE_NOOP("Toast", "No other frame of this clip is without a label. Next clip: {key}"),
    Tiding.NO_SUGGESTION: QT_TRANSLATE_NOOP("Toast", "Ask the model first: {key}"),
    Tiding.NO_DISAGREEMENT: QT_TRANSLATE_NOOP("Toast", "The model disagrees with no other label"),
    Tiding.NOTHING_UNSURE: QT_TRANSLATE_NOOP("Toast", "No frame without label is left; the next time it begins anew"),
    Tiding.NO_MARK: QT_TRANSLATE_NOOP("Toast", "Begin the range first: {key}"),
    Tiding.NO_CLASS: QT_TRANSLATE_NOOP("Toast", "Not saved: choose the class of this frame first"),
    Tiding.SOME_DAMAGED: QT_TRANSLATE_NOOP("Toast", "Damaged frames were left out"),
    Tiding.NOTHING_TO_UNDO: QT_TRANSLATE_NOOP("Toast", "Nothing to undo"),
    Tiding.NOTHING_TO_REDO: QT_TRANSLATE_NOOP("Toast", "Nothing to redo"),
}
assert set(TIDINGS) == set(Tiding)
HELPFUL = {
    Tiding.ALL_LABELLED: "labelling.clip.next",
    Tiding.NO_SUGGESTION: "labelling.suggest",
    Tiding.NO_MARK: "labelling.from_here",
}
"""The actions whose keys help where another key could do nothing."""


class Toast(QObject):
    """Draws over a frame view."""

    def __init__(self, view: FrameView) -> None:
        """Begin silent."""
        super().__init__(view)
        self._view = view
        self.text = ""
        self.range_text = ""
        """Stays at the top as long as a range is marked."""
        self.taken_text = ""
        """Stays there as long as somebody else labels the clip, so that no range can be saved."""
        self._has_asked = False
        self._is_of_key = False
        """Whether the text tells what the last key could not do."""
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._fade)
        view.drawings.append(self._draw)

    def tell(self, tiding: Tiding | None, *, key_of: Callable[[str], str], asking: bool) -> None:
        """Say what a key could not do and which key helps, or that the model has not answered yet.

        With none, the key did what it should, so that what was said of the one before is over.
        """
        if tiding is None:
            if self._is_of_key:
                self._fade()
            return
        if tiding is Tiding.NO_SUGGESTION and asking:
            self._say(self.tr("The model is still being asked"))
        else:
            key = key_of(HELPFUL[tiding]) if tiding in HELPFUL else ""
            self._say(QCoreApplication.translate("Toast", TIDINGS[tiding]).format(key=key or "–"))
        self._is_of_key = True

    def ask_for_name(self) -> None:
        """Ask once who is labelling."""
        if not self._has_asked:
            self._has_asked = True
            self._say(self.tr("Saved without a name: type yours at the lower right"))

    def show_range(self, marked: int | None, *, position: int, key: str) -> None:
        """Say which frames the marked range holds, and what saves them."""
        text = ""
        if marked is not None:
            first, last = sorted((marked, position))
            text = self.tr("Range: frames {first} to {last}, all with these values. Save: {key}, cancel: Esc").format(
                first=number(first), last=number(last), key=key
            )
        if text != self.range_text:
            self.range_text = text
            self._view.update()

    def clear(self) -> None:
        """No clip is open."""
        self.show_range(None, position=0, key="")
        self.show_taken(None)

    def show_taken(self, owner: str | None) -> None:
        """Say who else labels the clip, an empty name where nobody knows; None: nobody does."""
        text = ""
        if owner is not None:
            who = owner or self.tr("Somebody else")
            text = self.tr("{who} is labelling this clip. Here it can be looked at, and nothing is saved.").format(
                who=who
            )
        if text != self.taken_text:
            self.taken_text = text
            self._view.update()

    def _say(self, text: str) -> None:
        self.text, self._is_of_key = text, False
        self._timer.start()
        self._view.update()

    def _fade(self) -> None:
        self.text, self._is_of_key = "", False
        self._view.update()

    def _draw(self, painter: QPainter, place: QRectF, zoom: float) -> None:
        del place, zoom
        if self.text:
            self._draw_text(painter, self.text, at_top=False)
        if top := self.taken_text or self.range_text:
            self._draw_text(painter, top, at_top=True)

    def _draw_text(self, painter: QPainter, text: str, *, at_top: bool) -> None:
        metrics = QFontMetrics(self._view.font())
        width = min(metrics.horizontalAdvance(text) + 8 * GRID, self._view.width() - 2 * MARGIN)
        height = metrics.height() + 4 * GRID
        top = MARGIN if at_top else self._view.height() - height - MARGIN
        box = QRectF((self._view.width() - width) / 2, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(10, 14, 18, 215))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
