"""The seam as it passed: what was said of each piece, and which pieces nobody judged."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.coverage import Covered, Said, Stretch
from station.core.ruler import bar_mm
from station.live.seam_way import SeamWay
from station.ui.painted import Painted
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID, theme

SHOWN_MM = 400.0
"""So much of the seam is drawn, the newest at the right."""
BAR_HEIGHT = 4 * GRID
SMALL_PX = 12
TICK_PX = 110.0
"""Ticks stand at least so far apart."""


class SeamStrip(Painted):
    """A line of words, and a bar with the last SHOWN_MM of seam."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a seam."""
        super().__init__(parent)
        self._covered: Covered | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text, self.is_warning = "", False
        self.retranslate()

    def sizeHint(self) -> QSize:
        """As high as the words, the bar and the ticks."""
        return QSize(200, round(QFontMetricsF(self._font()).height() * 2) + BAR_HEIGHT + 2 * GRID)

    def show_way(self, way: SeamWay | None) -> None:
        """Show how far an inspection came."""
        covered = None if way is None else way.covered()
        if covered != self._covered:
            self._covered = covered
            self._stretches = () if way is None else way.stretches(last=SHOWN_MM)
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.text, self.is_warning = self._told()
        self.setAccessibleName(self.text)
        self.setToolTip(
            self.tr(
                "Measured by how far the cloth moves from frame to frame. Hatched: nobody judged it. A piece counts as judged where "
                "a frame shows it with room for the longest fault."
            )
        )

    def paint(self, painter: QPainter) -> None:
        """Draw words, bar and ticks."""
        font = self._font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        words = QRectF(0, 0, self.width(), metrics.height())
        painter.setPen(QColor(theme().warning_text if self.is_warning else theme().muted))
        text = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        bar = QRectF(0, words.bottom() + GRID, self.width(), BAR_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().hover))
        painter.drawRoundedRect(bar, 3, 3)
        if self._stretches:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            self._draw_stretches(painter, bar)
            if self._covered is not None and self._covered.is_scaled:
                self._draw_ticks(painter, bar, metrics)

    def _told(self) -> tuple[str, bool]:
        """The words, and whether they warn."""
        covered = self._covered
        if covered is None:
            return self.tr("Seam: nothing has passed yet"), False
        if not covered.passed:
            return self.tr("Seam: it has not moved yet, or its movement can't be measured"), False
        share = per_cent(covered.judged / covered.passed, 1)
        if covered.is_scaled:
            text = self.tr("Seam: {passed} mm, of them judged: {share}, not judged: {left} mm")
            left = number(covered.passed - covered.judged)
            said = text.format(passed=number(covered.passed), share=share, left=left)
        else:
            said = self.tr("Seam: judged {share} of what passed (no millimetres: the camera is not calibrated)").format(
                share=share
            )
        if covered.gaps:
            said += self.tr(" · gaps that could not be measured: {n}").format(n=number(covered.gaps))
        if covered.speed is not None and covered.is_scaled:
            said += self.tr(" · {speed} mm/s").format(speed=number(abs(covered.speed)))
        return said, not covered.is_whole

    def _draw_stretches(self, painter: QPainter, bar: QRectF) -> None:
        end = self._stretches[-1].end
        for stretch in self._stretches:
            left, right = self._x(stretch.begin, bar, end), self._x(stretch.end, bar, end)
            if right > bar.left():
                place = QRectF(QPointF(max(bar.left(), left), bar.top()), QPointF(max(right, left + 1), bar.bottom()))
                painter.fillRect(place, _brush(stretch.said))

    def _draw_ticks(self, painter: QPainter, bar: QRectF, metrics: QFontMetricsF) -> None:
        """A mark at each round length from where the session began."""
        end = self._stretches[-1].end
        step = bar_mm(bar.width() / SHOWN_MM, longest_px=max(TICK_PX, bar.width() / 4))
        painter.setPen(QPen(QColor(theme().muted), 1))
        at = step * (end // step)
        begin = self._stretches[0].begin  # before it nothing has passed
        while (x := self._x(at, bar, end)) >= bar.left() and at >= begin:
            text = self.tr("{n} mm").format(n=number(at))
            width = metrics.horizontalAdvance(text)
            painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x, bar.bottom() + GRID))
            place = QRectF(x - width - GAP / 2, bar.bottom() + 1, width, metrics.height())
            if place.left() >= bar.left():
                painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            at -= step

    def _x(self, position: float, bar: QRectF, end: float) -> float:
        return bar.right() - (end - position) * bar.width() / SHOWN_MM

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        return font


def _brush(said: Said) -> QBrush:
    now = theme()
    if said is Said.NOT_INSPECTED:
        return QBrush(QColor(now.warning_text), Qt.BrushStyle.BDiagPattern)
    return QBrush(QColor({Said.OK: now.ok, Said.NOT_OK: now.not_ok, Said.NO_RESULT: now.no_result}[said]))
