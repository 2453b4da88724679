"""The verdict as a sign that is read from three metres: a colour, a word and a symbol, as large as there is room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.core.attributes import Colour
from station.core.verdict import Verdict
from station.ui.painted import Painted
from station.ui.sign_words import bold, paint_name
from station.ui.theme import GAP, MARGIN, theme, verdict_colour

RADIUS = 12.0
LARGEST_FONT_PX = 320
REASON_PX = 16
CAPTION_PX = 30
"""The class's name beneath OK and NOT OK."""
FRAME = 14.0
STRIPE = 28.0
"""Of the class's colour, with a light line that parts it from the ground, on which blue would vanish."""
PARTING = 3.0


class VerdictSign(Painted):
    """Shows a verdict while it is fresh; by itself it falls back to NO RESULT, whoever fails to say otherwise."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with NO RESULT."""
        super().__init__(parent)
        self._verdict = Verdict.NO_RESULT
        self._reason = ""
        self._name = ""
        self._colour: Colour | None = None
        self._stale = ""
        self._alarm = False
        self._fresh = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._fresh.timeout.connect(self._grow_old)
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    @property
    def verdict(self) -> Verdict:
        """What is on screen."""
        return self._verdict

    @property
    def reason(self) -> str:
        """Why there is no result, where there is none."""
        return self._reason

    @property
    def name(self) -> str:
        """The class that is named on it; empty where none is."""
        return self._name

    def sizeHint(self) -> QSize:
        """A wish only."""
        return QSize(400, 216)

    def show_verdict(
        self, verdict: Verdict, *, fresh_s: float, reason: str = "", name: str = "", colour: Colour | None = None
    ) -> None:
        """Show a verdict for at most so many seconds; without time left, or for NO RESULT, a reason stands beneath it.

        `name` is the class that was recognised, in its colour (blue, green, red): large where it is all that is said, else
        beneath the verdict. Of NO RESULT there is none.
        """
        is_known = verdict in {Verdict.OK, Verdict.NOT_OK} or (verdict is Verdict.NAMED and bool(name))
        if is_known and fresh_s > 0:
            self._fresh.start(max(1, int(1000 * fresh_s)))
            self._become(verdict, reason, name=name, colour=colour)
        else:
            self._fresh.stop()
            self._become(Verdict.NO_RESULT, reason or self._stale)

    def show_alarm(self, *, stands: bool) -> None:
        """Frame the sign while a fault was not acknowledged: from afar a green sign must not hide it."""
        if stands != self._alarm:
            self._alarm = stands
            self.update()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._stale = self.tr("no fresh result")
        self._words = {
            Verdict.OK: self.tr("OK"),
            Verdict.NOT_OK: self.tr("NOT OK"),
            Verdict.NO_RESULT: self.tr("NO RESULT"),
        }
        self._say()

    def paint(self, painter: QPainter) -> None:
        """Draw the ground, the symbol, the word and the reason."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(verdict_colour(self._verdict)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        room = QRectF(self.rect()).adjusted(MARGIN, GAP, -MARGIN, -GAP)
        if self._alarm and self._verdict is not Verdict.NOT_OK:
            self._paint_alarm(painter)
            room = room.adjusted(FRAME / 2, FRAME, -FRAME / 2, -FRAME)
        if self._verdict is Verdict.NAMED:  # not beside OK or NOT OK: green on a red sign would say two things
            room = self._paint_stripe(painter, room)
        if self._reason:
            room = self._paint_reason(painter, room)
        painter.setPen(QColor(theme().on_strong))
        if self._verdict is Verdict.NAMED:
            paint_name(painter, self._name, font=self.font(), room=room, largest=LARGEST_FONT_PX)
            return
        if self._name:
            below = QRectF(room.left(), room.bottom() - 1.4 * CAPTION_PX, room.width(), 1.4 * CAPTION_PX)
            paint_name(painter, self._name, font=self.font(), room=below, largest=CAPTION_PX)
            room = room.adjusted(0, 0, 0, -below.height())
        self._paint_word(painter, room)

    def _paint_alarm(self, painter: QPainter) -> None:
        """A thick frame in the colour of NOT OK, parted from the ground by a light line."""
        for inset, colour in (
            (0.0, verdict_colour(Verdict.NOT_OK)),
            (FRAME, theme().on_strong),
            (FRAME + 3.0, verdict_colour(self._verdict)),
        ):
            painter.setBrush(QColor(colour))
            room = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(room, RADIUS - inset / 2, RADIUS - inset / 2)

    def _paint_stripe(self, painter: QPainter, room: QRectF) -> QRectF:
        """The class's colour along the left edge; what room is left beside it."""
        if self._colour is None:
            return room
        blue, green, red = self._colour
        inset = FRAME + PARTING if self._alarm and self._verdict is not Verdict.NOT_OK else 0.0
        inside = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        rounded = QPainterPath()
        rounded.addRoundedRect(inside, RADIUS - inset / 2, RADIUS - inset / 2)
        painter.save()
        painter.setClipPath(rounded)
        stripe = QRectF(inside.left(), inside.top(), STRIPE, inside.height())
        painter.fillRect(stripe.adjusted(0, 0, PARTING, 0), QColor(theme().on_strong))
        painter.fillRect(stripe, QColor(red, green, blue))
        painter.restore()
        return room.adjusted(STRIPE + PARTING, 0, 0, 0)

    def _paint_reason(self, painter: QPainter, room: QRectF) -> QRectF:
        """The reason at the bottom, on at most two lines; what room is left above it."""
        font = QFont(self.font())
        font.setPixelSize(REASON_PX)
        painter.setFont(font)
        painter.setPen(QColor(theme().on_strong))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(self._reason, Qt.TextElideMode.ElideRight, 1.7 * room.width())
        height = min(metrics.boundingRect(room, flags, text).height(), 2 * metrics.lineSpacing())
        painter.drawText(QRectF(room.left(), room.bottom() - height, room.width(), height), flags, text)
        return room.adjusted(0, 0, 0, -height - GAP / 2)

    def _paint_word(self, painter: QPainter, room: QRectF) -> None:
        """Symbol and word, side by side or one above the other and on one line or two, whichever is largest."""
        word = self._words[self._verdict]
        lines, beside, size = _layout(self.font(), word, room)
        font = bold(self.font(), size)
        metrics = QFontMetricsF(font)
        height = metrics.capHeight() * (1.0 + 1.35 * (len(lines) - 1))
        width = max(metrics.horizontalAdvance(line) for line in lines)
        symbol = min(room.height(), max(height, 0.8 * size), room.width() * 0.4) if beside else 0.42 * room.height()
        gap = 0.3 * symbol
        if beside:
            left = room.center().x() - (symbol + gap + width) / 2
            place = QRectF(left, room.center().y() - symbol / 2, symbol, symbol)
            text_left, top = left + symbol + gap, room.center().y() - height / 2
        else:
            top = room.center().y() - (symbol + gap + height) / 2
            place = QRectF(room.center().x() - symbol / 2, top, symbol, symbol)
            text_left, top = room.center().x() - width / 2, top + symbol + gap
        self._paint_symbol(painter, place)
        painter.setFont(font)
        painter.setPen(QColor(theme().on_strong))
        for index, line in enumerate(lines):
            at = 0.0 if beside else (width - metrics.horizontalAdvance(line)) / 2
            painter.drawText(QPointF(text_left + at, top + metrics.capHeight() * (1.0 + 1.35 * index)), line)

    def _paint_symbol(self, painter: QPainter, place: QRectF) -> None:
        """A tick in a circle, a cross in an octagon, a bar in a dashed circle: three outlines that differ without colour."""
        side = place.width()
        pen = QPen(QColor(theme().on_strong), 0.1 * side)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = place.adjusted(0.05 * side, 0.05 * side, -0.05 * side, -0.05 * side)
        if self._verdict is Verdict.NOT_OK:
            painter.drawPath(_octagon(inner))
            _strokes(painter, place, ((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67)))
        elif self._verdict is Verdict.OK:
            painter.drawEllipse(inner)
            _strokes(painter, place, ((0.29, 0.53), (0.44, 0.68), (0.72, 0.36)))
        else:
            pen.setDashPattern([1.6, 1.9])
            painter.setPen(pen)
            painter.drawEllipse(inner)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            _strokes(painter, place, ((0.34, 0.5), (0.66, 0.5)))

    def _grow_old(self) -> None:
        self._become(Verdict.NO_RESULT, self._stale)

    def _become(self, verdict: Verdict, reason: str, *, name: str = "", colour: Colour | None = None) -> None:
        wanted = verdict, reason, name, colour
        if wanted != (self._verdict, self._reason, self._name, self._colour):
            self._verdict, self._reason, self._name, self._colour = wanted
            self._say()

    def _say(self) -> None:
        word = self._words.get(self._verdict, "")
        self.setAccessibleName(": ".join(filter(None, (word, self._name))))
        self.setAccessibleDescription(self._reason)
        self.update()


def _layout(font: QFont, word: str, room: QRectF) -> tuple[list[str], bool, int]:
    """The lines, whether the symbol stands beside them, and the largest font size in pixels with which all fits."""
    probe = QFontMetricsF(bold(font, 100))
    cap = probe.capHeight() / 100
    best: tuple[list[str], bool, int] = ([word], True, 12)
    for lines in ([word], word.split()) if " " in word else ([word],):
        width = max(probe.horizontalAdvance(line) for line in lines) / 100
        height = cap * (1.0 + 1.35 * (len(lines) - 1))
        # Beside: the symbol is as high as the text, at least 0.8 of the size, with 0.3 of itself as the gap.
        symbol = max(height, 0.8)
        sizes = ((True, min(room.width() / (width + 1.3 * symbol), room.height() / symbol)),)
        above = (False, min(room.width() / width, 0.42 * room.height() / height))
        for beside, size in (*sizes, above):
            fitting = min(LARGEST_FONT_PX, int(0.92 * size))  # and air around it
            if fitting > best[2]:
                best = (list(lines), beside, fitting)
    return best


def _octagon(place: QRectF) -> QPainterPath:
    cut = 0.293 * place.width()
    x0, y0, x1, y1 = place.left(), place.top(), place.right(), place.bottom()
    path = QPainterPath(QPointF(x0 + cut, y0))
    for x, y in (
        (x1 - cut, y0),
        (x1, y0 + cut),
        (x1, y1 - cut),
        (x1 - cut, y1),
        (x0 + cut, y1),
        (x0, y1 - cut),
        (x0, y0 + cut),
    ):
        path.lineTo(x, y)
    path.closeSubpath()
    return path


def _strokes(painter: QPainter, place: QRectF, *strokes: tuple[tuple[float, float], ...]) -> None:
    """Lines through points that are given as shares of a square."""
    for points in strokes:
        painter.drawPolyline(
            [QPointF(place.left() + x * place.width(), place.top() + y * place.height()) for x, y in points]
        )
