"""The counters of an inspection: frames and time of each verdict, faults, and how fast it goes."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from station.core.tally import Tallied
from station.core.verdict import Verdict
from station.live.watch import Phase, Status
from station.ui.camera_card import set_role
from station.ui.painted import Painted
from station.ui.spoken import duration, number, per_cent
from station.ui.theme import GAP, GRID, verdict_colour

MUCH_NOT_INSPECTED = 0.2
"""A fault may pass unseen where more than this share of the frames does."""
ROWS = (Verdict.OK, Verdict.NOT_OK, Verdict.NO_RESULT, Verdict.NOT_INSPECTED)


class InspectionFigures(QFrame):
    """A row for each verdict, one for the faults, and a line of figures."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing counted."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._status: Status | None = None
        self._names = {verdict: QLabel(self) for verdict in ROWS}
        self.frames = {verdict: QLabel("0", self) for verdict in ROWS}
        self._times = {verdict: QLabel(self) for verdict in ROWS}
        self._fault_name = QLabel(self)
        self.faults = QLabel("0", self)
        self.pace = QLabel(self)
        self.pace.setProperty("role", "muted")
        self.pace.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, verdict in enumerate(ROWS):
            grid.addWidget(_Dot(verdict, self), row, 0)
            grid.addWidget(self._names[verdict], row, 1)
            grid.addWidget(self.frames[verdict], row, 2)
            grid.addWidget(self._times[verdict], row, 3)
        grid.addWidget(self._fault_name, len(ROWS), 1)
        grid.addWidget(self.faults, len(ROWS), 2)
        for label in (*self.frames.values(), *self._times.values(), self.faults):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setMinimumWidth(16 * GRID)
        for label in self._times.values():
            label.setProperty("role", "muted")
        for label in (*self.frames.values(), self.faults):
            label.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        column.setSpacing(GRID)
        column.addLayout(grid)
        column.addWidget(self.pace)
        self.retranslate()

    def show_status(self, status: Status | None) -> None:
        """Show how it is doing."""
        self._status = status
        tallied = None if status is None else status.tallied
        for verdict in ROWS:
            _say(self.frames[verdict], number(tallied.frames[verdict]) if tallied else "0")
            timed = tallied is not None and verdict is not Verdict.NOT_INSPECTED
            _say(self._times[verdict], duration(tallied.seconds[verdict]) if timed and tallied else "")
        self._show_share(0.0 if tallied is None else share_not_inspected(tallied))
        _say(self.faults, number(status.faults) if status else "0")
        _say(self.pace, self._paced(status))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._names[Verdict.OK].setText(self.tr("OK"))
        self._names[Verdict.NOT_OK].setText(self.tr("NOT OK"))
        self._names[Verdict.NO_RESULT].setText(self.tr("NO RESULT"))
        self._names[Verdict.NOT_INSPECTED].setText(self.tr("NOT INSPECTED"))
        self._names[Verdict.NOT_INSPECTED].setToolTip(self.tr("Frames that passed without being judged"))
        self._fault_name.setText(self.tr("Faults"))
        self.show_status(self._status)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_share(self, share: float) -> None:
        """How much of the seam nobody looked at stands where the others have their time; much of it is a warning."""
        is_much = share > MUCH_NOT_INSPECTED
        _say(self._times[Verdict.NOT_INSPECTED], per_cent(share, 0) if share else "")
        for label, role in ((self.frames[Verdict.NOT_INSPECTED], "heading"), (self._names[Verdict.NOT_INSPECTED], "")):
            set_role(label, "warning" if is_much else role)
        set_role(self._times[Verdict.NOT_INSPECTED], "warning" if is_much else "muted")

    def _paced(self, status: Status | None) -> str:
        if status is None or status.phase is not Phase.RUNNING:
            if status is not None and status.phase is Phase.LOADING and not status.problem:
                text = self.tr("Loading: nothing is counted yet. Frames: {n}")
                return text.format(n=number(status.unready))
            return self.tr("Nothing is judged now")
        if status.latency_s is None or status.age_s is None:
            return self.tr("Nothing judged yet")
        text = self.tr("{rate} frames/s · verdict {age} s old · latency {latency} ms")
        return text.format(
            rate=number(status.rate, 1), age=number(status.age_s, 1), latency=number(1000 * status.latency_s[0])
        )


def share_not_inspected(tallied: Tallied) -> float:
    """The share of all frames that passed without being judged, 0 to 1."""
    frames = sum(tallied.frames.values())
    return tallied.frames[Verdict.NOT_INSPECTED] / frames if frames else 0.0


class _Dot(Painted):
    """The colour of a verdict, in its shape: round, eight-cornered, a bar, a ring."""

    def __init__(self, verdict: Verdict, parent: QWidget) -> None:
        super().__init__(parent)
        self._verdict = verdict
        self.setFixedSize(QSize(14, 14))

    def paint(self, painter: QPainter) -> None:
        """Draw the dot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(verdict_colour(self._verdict))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if self._verdict is Verdict.OK:
            painter.drawEllipse(QPointF(7, 7), 5.5, 5.5)
        elif self._verdict is Verdict.NOT_OK:
            painter.drawRect(QRectF(2, 2, 10, 10))
        elif self._verdict is Verdict.NO_RESULT:
            painter.drawRoundedRect(QRectF(1, 5, 12, 4), 2, 2)
        else:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(7, 7), 4.5, 4.5)


def _say(label: QLabel, text: str) -> None:
    """Set a text only where it is another one: each setting lays out anew."""
    if label.text() != text:
        label.setText(text)
