"""A short sentence over the picture, which goes away by itself: for what is no error and needs no click."""

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from station.core.label_desk import Tiding
from station.ui.frame_view import FrameView
from station.ui.theme import GRID, MARGIN
from station.ui.words import QT_TRANSLATE_NOOP

SHOWN_MS = 3000

TIDINGS = {
    Tiding.ALL_LABELLED: QT_TRANSLATE_NOOP("Toast", "Every other frame of this clip has a label"),
    Tiding.NO_SUGGESTION: QT_TRANSLATE_NOOP("Toast", "Ask the model first"),
    Tiding.NO_DISAGREEMENT: QT_TRANSLATE_NOOP("Toast", "The model disagrees with no other label"),
    Tiding.NOTHING_UNSURE: QT_TRANSLATE_NOOP("Toast", "No frame without label is left; the next time it begins anew"),
    Tiding.NO_MARK: QT_TRANSLATE_NOOP("Toast", "Say first where the range begins"),
    Tiding.SOME_DAMAGED: QT_TRANSLATE_NOOP("Toast", "Damaged frames were left out"),
    Tiding.NOTHING_TO_UNDO: QT_TRANSLATE_NOOP("Toast", "Nothing to undo"),
    Tiding.NOTHING_TO_REDO: QT_TRANSLATE_NOOP("Toast", "Nothing to redo"),
}
assert set(TIDINGS) == set(Tiding)


class Toast(QObject):
    """Draws over a frame view."""

    def __init__(self, view: FrameView) -> None:
        """Begin silent."""
        super().__init__(view)
        self._view = view
        self.text = ""
        self._has_asked = False
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._fade)
        view.drawings.append(self._draw)

    def tell(self, tiding: Tiding | None) -> None:
        """Say what a key could not do."""
        if tiding is not None:
            self._say(QCoreApplication.translate("Toast", TIDINGS[tiding]))

    def ask_for_name(self) -> None:
        """Ask once who is labelling."""
        if not self._has_asked:
            self._has_asked = True
            self._say(self.tr("Saved without a name: type yours at the lower right"))

    def _say(self, text: str) -> None:
        self.text = text
        self._timer.start()
        self._view.update()

    def _fade(self) -> None:
        self.text = ""
        self._view.update()

    def _draw(self, painter: QPainter, place: QRectF, zoom: float) -> None:
        del place, zoom
        if not self.text:
            return
        metrics = QFontMetrics(self._view.font())
        width = min(metrics.horizontalAdvance(self.text) + 8 * GRID, self._view.width() - 2 * MARGIN)
        height = metrics.height() + 4 * GRID
        box = QRectF((self._view.width() - width) / 2, self._view.height() - height - MARGIN, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(10, 14, 18, 215))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text)
