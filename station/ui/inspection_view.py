"""The picture of the inspection: each result on the frame it belongs to, and whether that picture still is of now."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from station.core.verdict import Verdict
from station.live.painter import Painted
from station.live.watch import Phase, Status, Watch
from station.ui.frame_view import FrameView
from station.ui.spoken import number
from station.ui.theme import GAP, theme, verdict_colour

BADGE_PX = 18
IN_THE_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
PART = "   "
"""Between the parts of a badge's text, in every language."""


class InspectionView(FrameView):
    """A frame with its verdict in a corner; a band says when it is frozen or old."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a picture."""
        super().__init__(parent)
        self.painted: Painted | None = None
        self.band = ""
        """What the band over the picture says; empty where there is none."""
        self._is_old = False
        self.drawings.append(self._draw)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_painted(self, painted: Painted | None) -> None:
        """Show a result on its frame."""
        self.painted = painted
        if painted is None:
            self.show_frame(None)
        else:
            self.show_frame(painted.result.frame, picture=painted.picture)

    def show_newest(self, watch: Watch | None) -> Painted | None:
        """Show what a watch has painted, and have it painted as large as it is shown here; what is shown now."""
        newest = None if watch is None else watch.newest
        if newest is not self.painted:
            self.show_painted(newest)
        if watch is not None:
            watch.fit(self.fitting_size)
        return newest

    def mark(self, text: str, *, is_old: bool) -> None:
        """Lay a band over the picture that says what it is, where it is not of now; an old one's verdict turns grey."""
        if (text, is_old) != (self.band, self._is_old):
            self.band, self._is_old = text, is_old
            self.update()

    def mark_status(self, status: Status | None, *, is_frozen: bool, is_kept: bool) -> None:
        """Say over the picture what it is of: of now, frozen, old, sent to labelling, or of no inspection."""
        if status is not None and status.phase is Phase.RUNNING and self.painted is None:
            self._say_no_picture()
        if status is None or status.phase is Phase.ENDED:
            self.mark(self.tr("The last picture: nothing is inspected now"), is_old=True)
        elif is_kept:
            self.mark(self.tr("Kept for labelling"), is_old=False)
        elif status.phase is Phase.LOADING:
            self.mark(self.tr("Not inspected yet: the network is being loaded"), is_old=True)
        elif is_frozen:
            self.mark(self.tr("FROZEN: counting goes on"), is_old=False)
        elif status.age_s is not None and status.fresh_s <= 0:
            text = self.tr("No new result for {seconds} s").format(seconds=number(status.age_s, 1))
            self.mark(text, is_old=True)
        else:
            self.mark("", is_old=False)

    def _say_no_picture(self) -> None:
        hint = self.tr("The network is ready. No picture has come from the source yet.")
        if hint != self.hint:
            self.hint = hint
            self.update()

    def badge(self) -> tuple[Verdict, str]:
        """The verdict in the corner, and what stands beside it."""
        assert self.painted is not None
        result = self.painted.result
        verdict = Verdict.NO_RESULT if self._is_old else result.verdict
        words = {
            Verdict.OK: self.tr("OK"),
            Verdict.NOT_OK: self.tr("NOT OK"),
            Verdict.NAMED: result.recognised,
            Verdict.NO_RESULT: self.tr("NO RESULT"),
            Verdict.NOT_INSPECTED: self.tr("NOT INSPECTED"),
        }
        text = self.tr("{verdict}   frame {number}   {time} s")
        return verdict, text.format(
            verdict=words[verdict], number=result.frame.number, time=number(result.frame.time_s, 2)
        )

    def _draw(self, painter: QPainter, place: QRectF, zoom: float) -> None:
        del zoom
        if self.painted is None:
            return
        seen = place.intersected(QRectF(self.rect()))
        font = QFont(self.font())
        font.setPixelSize(BADGE_PX)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        verdict, text = self.badge()
        text = fitting(text, metrics, room=seen.width() - 5 * GAP)
        width = metrics.horizontalAdvance(text) + 3 * GAP
        badge = QRectF(seen.left() + GAP, seen.top() + GAP, width, metrics.height() + GAP)
        _band(painter, badge, colour=verdict_colour(verdict), text=text)
        if self.band:
            place = band_place(self.band, metrics, seen=seen)
            _band(painter, place, colour="#10151c", text=self.band, alpha=215)


def band_place(text: str, metrics: QFontMetricsF, *, seen: QRectF) -> QRectF:
    """Where a band lies at the bottom of what is seen of a picture: as high as its text needs, on more lines in a narrow one."""
    room = seen.adjusted(GAP, 0, -GAP, 0)
    height = metrics.boundingRect(room, IN_THE_MIDDLE, text).height() + 2 * GAP
    return QRectF(seen.left(), seen.bottom() - height, seen.width(), height)


def fitting(text: str, metrics: QFontMetricsF, *, room: float) -> str:
    """A badge's text without its last parts where it would not fit: first the time goes, then the frame."""
    while PART in text and metrics.horizontalAdvance(text) > room:
        text = text.rpartition(PART)[0]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def _band(painter: QPainter, place: QRectF, *, colour: str, text: str, alpha: int = 255) -> None:
    ground = QColor(colour)
    ground.setAlpha(alpha)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, 6, 6)
    painter.setPen(QColor(theme().on_strong))
    painter.drawText(place.adjusted(GAP, 0, -GAP, 0), IN_THE_MIDDLE, text)
